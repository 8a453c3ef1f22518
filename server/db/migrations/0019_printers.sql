-- How the receipt printers of a kitchen are, as the programs that print say it.
CREATE TABLE printers (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    name text NOT NULL,
    problem text NOT NULL,
    waiting integer NOT NULL CHECK (waiting >= 0),
    told_at timestamptz NOT NULL,
    PRIMARY KEY (restaurant_id, name)
);
