-- Orders that are stored together: each waits for its restaurant first, so that none aborts the others.

-- Stores an order once. What comes back as `outcome`:
--   placed    it is stored; `number` and `changes` are its own
--   repeated  the key names an order with the same fingerprint, in `order_id`; nothing was stored
--   mismatch  the key names an order with another fingerprint; nothing was stored
--   no_table  the table's code is not one of this restaurant; nothing was stored
--   stale     the menu is not the version that the prices were taken from; nothing was stored
-- The restaurant's row is locked first: who has it is alone with the restaurant's keys and numbers. A key is looked
-- for by inserting it: a plan made while the table was empty would read all of it.
CREATE OR REPLACE FUNCTION place_order(
    the_restaurant uuid, the_version bigint, the_key text, the_fingerprint bytea, the_id uuid,
    the_day date, the_time timestamptz, the_code text, the_table text, the_customer text, the_words text, the_language text,
    the_currency text, the_total bigint, the_estimate timestamptz, the_lines jsonb, the_items bigint[],
    OUT outcome text, OUT order_id uuid, OUT number integer, OUT placed_day date,
    OUT placed_table text, OUT changes bigint
) LANGUAGE plpgsql
AS $$
DECLARE
    version bigint;
    taken order_keys%ROWTYPE;
BEGIN
    SELECT s.menu_version INTO version FROM restaurant_state s
    WHERE s.restaurant_id = the_restaurant FOR NO KEY UPDATE;

    IF the_key IS NOT NULL THEN
        INSERT INTO order_keys AS k (restaurant_id, key, order_id, fingerprint)
        VALUES (the_restaurant, the_key, the_id, the_fingerprint)
        ON CONFLICT ON CONSTRAINT order_keys_pkey DO UPDATE
        SET order_id = excluded.order_id, fingerprint = excluded.fingerprint, created_at = now()
        WHERE k.created_at <= now() - interval '24 hours';
        IF NOT FOUND THEN
            SELECT * INTO taken FROM order_keys k
            WHERE k.restaurant_id = the_restaurant AND k.key = the_key;
            order_id := taken.order_id;
            outcome := CASE WHEN taken.fingerprint = the_fingerprint THEN 'repeated' ELSE 'mismatch' END;
            RETURN;
        END IF;
    END IF;

    placed_table := the_table;
    IF version IS DISTINCT FROM the_version THEN
        outcome := 'stale';
    ELSIF the_code IS NOT NULL THEN
        SELECT t.name INTO placed_table FROM dining_tables t
        WHERE t.code = the_code AND t.restaurant_id = the_restaurant;
        IF NOT FOUND THEN
            outcome := 'no_table';
        END IF;
    END IF;
    IF outcome IS NOT NULL THEN
        DELETE FROM order_keys k
        WHERE k.restaurant_id = the_restaurant AND k.key = the_key AND k.order_id = the_id;
        RETURN;
    END IF;

    -- Where the clock went back over midnight, counting goes on with the later day.
    UPDATE restaurant_state s
    SET day = greatest(s.day, the_day),
        last_number = CASE WHEN s.day < the_day THEN 1 ELSE s.last_number + 1 END,
        changes = s.changes + 1
    WHERE s.restaurant_id = the_restaurant
    RETURNING s.last_number, s.day, s.changes INTO number, placed_day, changes;

    INSERT INTO orders (
        restaurant_id, id, number, day, table_identifier, customer_name, raw_input, language,
        currency, total, created_at, updated_at, estimated_ready_at, lines
    ) VALUES (
        the_restaurant, the_id, number, placed_day, placed_table, the_customer, the_words, the_language,
        the_currency, the_total, the_time, the_time, the_estimate, the_lines
    );
    UPDATE items i SET is_ordered = true
    WHERE i.restaurant_id = the_restaurant AND i.id = ANY (the_items) AND NOT i.is_ordered;
    outcome := 'placed';
    order_id := the_id;
END
$$;

-- Stores many orders, sorted by restaurant: whoever locks several restaurants does so in that order. Where one of
-- them is held by another for longer than `patience` (0: no limit), nothing is stored (sqlstate 55P03).
CREATE FUNCTION place_orders(
    patience text, restaurants uuid[], versions bigint[], keys text[], fingerprints bytea[], ids uuid[], days date[],
    times timestamptz[], codes text[], tables text[], customers text[], words text[], languages text[],
    currencies text[], totals bigint[], estimates timestamptz[], documents text[], items text[]
) RETURNS TABLE (
    outcome text, order_id uuid, number integer, placed_day date, placed_table text, changes bigint
) LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM set_config('lock_timeout', patience, true);
    RETURN QUERY
    SELECT placed.*
    FROM unnest(restaurants, versions, keys, fingerprints, ids, days, times, codes, tables, customers, words,
                languages, currencies, totals, estimates, documents, items)
         AS w (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q),
         place_order(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p::jsonb, q::bigint[]) AS placed;
END
$$;
