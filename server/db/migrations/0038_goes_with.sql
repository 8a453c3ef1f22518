-- The dishes that the owner offers with this one, in his order. No foreign key: a dish that is gone is offered no more.
-- Constant default: no row is written anew.
ALTER TABLE items ADD COLUMN goes_with bigint[] NOT NULL DEFAULT '{}';
