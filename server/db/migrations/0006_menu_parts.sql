-- What a menu says besides names and prices: numbers, times of day, portions that are left, translations.
-- Variants and options keep theirs in their documents. Constant defaults: no row is written anew.
ALTER TABLE categories
    ADD COLUMN when_served text NOT NULL DEFAULT '',
    ADD COLUMN translations jsonb NOT NULL DEFAULT '[]';

ALTER TABLE items
    ADD COLUMN number text NOT NULL DEFAULT '',
    ADD COLUMN when_served text NOT NULL DEFAULT '',
    ADD COLUMN portions integer CHECK (portions >= 0),
    ADD COLUMN translations jsonb NOT NULL DEFAULT '[]';
