-- Photos of dishes, and how a restaurant shows itself. Pictures stand in the database, so that a backup has them.
-- Constant defaults: no row is written anew.
ALTER TABLE items ADD COLUMN photo text NOT NULL DEFAULT '';

ALTER TABLE restaurants
    ADD COLUMN about text NOT NULL DEFAULT '',
    ADD COLUMN address text NOT NULL DEFAULT '',
    ADD COLUMN phone text NOT NULL DEFAULT '',
    ADD COLUMN accent text NOT NULL DEFAULT '',
    ADD COLUMN logo text NOT NULL DEFAULT '',
    ADD COLUMN cover text NOT NULL DEFAULT '';

-- One row for each form of a picture. The name is made of the content: a row never changes.
CREATE TABLE photos (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    digest text NOT NULL,
    form text NOT NULL,
    image bytea NOT NULL,
    PRIMARY KEY (digest, form, restaurant_id)
);
ALTER TABLE photos ALTER COLUMN image SET STORAGE EXTERNAL;
CREATE INDEX photos_of_restaurant ON photos (restaurant_id);
