-- The dish that is this one as a meal, with its sides and its drink. No foreign key: a dish that is gone is no meal any more.
ALTER TABLE items ADD COLUMN meal_item_id bigint;
