-- Whether a restaurant's page offers what is often ordered with a dish. Constant default: no row is written anew.
ALTER TABLE restaurants ADD COLUMN suggestions boolean NOT NULL DEFAULT true;
