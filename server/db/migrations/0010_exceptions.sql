-- Days on which a restaurant's hours are not those of its week: [{"date": "2026-12-24", "periods": [{"opens", "closes"}]}],
-- in minutes of the day; none means closed. A constant default: no row is written anew.
ALTER TABLE restaurants ADD COLUMN hours_exceptions jsonb NOT NULL DEFAULT '[]';
