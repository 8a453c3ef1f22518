-- Taxes: those that a menu names ([{"name", "thousandths", "take_away"}], of a percent), and which a category and a dish have (null:
-- a dish has its category's); and a restaurant's rules of money, as `server/domain/money_rules.py` reads them. Constant defaults: no
-- row is written anew.
ALTER TABLE restaurants
    ADD COLUMN money jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN menu_taxes jsonb NOT NULL DEFAULT '[]';
ALTER TABLE categories ADD COLUMN taxes text[] NOT NULL DEFAULT '{}';
ALTER TABLE items ADD COLUMN taxes text[];
