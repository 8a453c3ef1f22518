-- Kitchen displays that wait to be let in by a code.

-- `user_id` is the display's own account, once somebody has approved the code.
CREATE TABLE pairings (
    secret_hash bytea PRIMARY KEY,
    code text NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL,
    restaurant_id uuid REFERENCES restaurants ON DELETE CASCADE,
    user_id uuid REFERENCES users ON DELETE CASCADE
);

CREATE INDEX pairings_age ON pairings (expires_at);
