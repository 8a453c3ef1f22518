-- Keys of scripts: each is an account without a password that is staff of one restaurant, and the session of its token.

CREATE TABLE api_keys (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    id bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('manager', 'kitchen')),
    user_id uuid NOT NULL UNIQUE REFERENCES users ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (restaurant_id, id)
);

CREATE UNIQUE INDEX api_keys_name ON api_keys (restaurant_id, name) WHERE revoked_at IS NULL;
