-- What a table is doing: one row a table, used again for each visit. What was ordered from `since` on belongs to the present
-- visit; `state` holds its guests and the order that they fill together. Constant default: no row is written anew.
CREATE TABLE table_visits (
    restaurant_id uuid NOT NULL,
    table_id bigint NOT NULL,
    since timestamptz NOT NULL DEFAULT 'epoch',
    active_at timestamptz NOT NULL DEFAULT 'epoch',
    version bigint NOT NULL DEFAULT 0,
    state jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (restaurant_id, table_id),
    FOREIGN KEY (restaurant_id, table_id) REFERENCES dining_tables ON DELETE CASCADE
);

-- What guests of a table see of each other: nothing, who is which guest by a number, or by first name.
ALTER TABLE restaurants
    ADD COLUMN share_table text NOT NULL DEFAULT 'guests' CHECK (share_table IN ('off', 'guests', 'names'));
