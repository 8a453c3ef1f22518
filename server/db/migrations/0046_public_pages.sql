-- The public menu of a restaurant as it is sent (gzip), of one version of its menu and the time in which it holds, so that a
-- process that has the menu in no memory reads one row. Without `valid_until` it holds until the menu changes. `made_by` is a
-- digest of the code that made it. All of it can be made again: backups leave it out.
CREATE TABLE public_pages (
    restaurant_id uuid PRIMARY KEY REFERENCES restaurants ON DELETE CASCADE,
    menu_version bigint NOT NULL,
    made_by text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz,
    digest text NOT NULL,
    body bytea NOT NULL
) WITH (toast_tuple_target = 8160);
ALTER TABLE public_pages ALTER COLUMN body SET STORAGE EXTERNAL;
