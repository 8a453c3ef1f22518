-- Links with which one password can be chosen anew, and addresses of restaurants that were deleted.

-- Where `restaurant_id` is set an owner there made the link: it works as long as that is the only place of its user.
CREATE TABLE password_links (
    token_hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    restaurant_id uuid REFERENCES restaurants ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);

CREATE INDEX password_links_user ON password_links (user_id);

-- Printed codes and saved links lead there still: until `free_at` none but those who owned the restaurant may have its slug.
CREATE TABLE former_slugs (
    slug text PRIMARY KEY,
    owners uuid[] NOT NULL,
    free_at timestamptz NOT NULL
);
