-- Whether a restaurant's dishes are eaten in, taken away, or both. Constant default: no row is written anew.
ALTER TABLE restaurants
    ADD COLUMN order_types text[] NOT NULL DEFAULT '{eat_in,take_away}'
    CHECK (order_types IN ('{eat_in,take_away}', '{eat_in}', '{take_away}'));
