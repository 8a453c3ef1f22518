-- Bills, from what was first written on them on: until then a bill is computed from the orders of a table's visit, and placing
-- an order costs nothing more.

-- One row a restaurant, locked by whoever writes on one of its bills: entries, receipts and closings are numbered without gaps.
CREATE TABLE bill_books (
    restaurant_id uuid PRIMARY KEY REFERENCES restaurants,
    last_entry bigint NOT NULL DEFAULT 0,
    receipt_day date NOT NULL DEFAULT 'epoch',
    last_receipt integer NOT NULL DEFAULT 0,
    last_closing integer NOT NULL DEFAULT 0
);

-- `rules` are the rules of money of the moment at which it was begun. The id is that of its first order.
CREATE TABLE bills (
    id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL REFERENCES restaurants,
    table_identifier text NOT NULL DEFAULT '',
    since timestamptz NOT NULL,
    currency text NOT NULL,
    rules jsonb NOT NULL,
    settled_at timestamptz
);
CREATE INDEX bills_open ON bills (restaurant_id) WHERE settled_at IS NULL;
CREATE INDEX bills_since ON bills (restaurant_id, since);

-- The orders of a bill; `lines` are those that it charges as they were when something was last written on it, for orders that
-- were archived since.
CREATE TABLE bill_orders (
    order_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    bill_id uuid NOT NULL REFERENCES bills,
    number integer NOT NULL,
    placed_at timestamptz NOT NULL,
    lines jsonb NOT NULL
);
CREATE INDEX bill_orders_bill ON bill_orders (bill_id);

-- What is written on bills: only added to. `reference` is the name of a payment or refund at its provider, `key` the
-- idempotency key of the request, and `fingerprint` what that stands for.
CREATE TABLE bill_entries (
    restaurant_id uuid NOT NULL REFERENCES bill_books,
    number bigint NOT NULL,
    bill_id uuid NOT NULL REFERENCES bills,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    by uuid,
    what jsonb NOT NULL,
    reference text NOT NULL DEFAULT '',
    key text,
    fingerprint bytea,
    PRIMARY KEY (restaurant_id, number)
);
CREATE INDEX bill_entries_bill ON bill_entries (bill_id, number);
CREATE UNIQUE INDEX bill_entries_reference ON bill_entries (restaurant_id, reference) WHERE reference <> '';
CREATE UNIQUE INDEX bill_entries_key ON bill_entries (restaurant_id, key) WHERE key IS NOT NULL;

-- Receipts as they were printed: only added to. `after_entry` is the last entry that was written by then.
CREATE TABLE receipts (
    restaurant_id uuid NOT NULL REFERENCES bill_books,
    day date NOT NULL,
    number integer NOT NULL,
    bill_id uuid NOT NULL REFERENCES bills,
    at timestamptz NOT NULL,
    after_entry bigint NOT NULL,
    turnover jsonb NOT NULL,
    document jsonb NOT NULL,
    PRIMARY KEY (restaurant_id, day, number)
);
CREATE INDEX receipts_bill ON receipts (bill_id);
CREATE INDEX receipts_entry ON receipts (restaurant_id, after_entry);

-- Days that were closed: only added to. A closing is of all entries after the closing before, up to `last_entry`.
CREATE TABLE day_closings (
    restaurant_id uuid NOT NULL REFERENCES bill_books,
    number integer NOT NULL,
    day date NOT NULL,
    at timestamptz NOT NULL,
    by uuid,
    last_entry bigint NOT NULL,
    document jsonb NOT NULL,
    PRIMARY KEY (restaurant_id, number)
);

CREATE FUNCTION refuse_change_of_books() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'bills, receipts and closings are only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER bill_entries_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON bill_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_books();
CREATE TRIGGER receipts_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON receipts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_books();
CREATE TRIGGER day_closings_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON day_closings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_books();
