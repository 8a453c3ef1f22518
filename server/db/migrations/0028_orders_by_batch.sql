-- A batch of orders is stored by few statements for all of them instead of several for each: its restaurants are locked in one,
-- their open orders counted in one, and what was placed is written in two. Which outcomes there are, and what they mean, is said
-- at `place_order` in 0007; that function stays as orders that are being stored meanwhile still call it.

-- What an order has where the server that stores it says nothing of it: it leaves out what is empty, zero, false or null.
CREATE OR REPLACE FUNCTION order_defaults() RETURNS jsonb LANGUAGE sql IMMUTABLE
AS $$
    SELECT '{"number": 0, "table_identifier": "", "table_proven": false, "customer_name": "", "raw_input": "",
             "language": "", "allergies": [], "note": "", "total": 0, "reason": "", "revision": 1, "rushed": false,
             "lines": [], "portions_taken": [], "courses": []}'::jsonb
$$;

-- Sequential scans are off: a plan that was made while a table was empty would read all of it later.
CREATE OR REPLACE FUNCTION place_orders(patience text, wanted jsonb) RETURNS TABLE (
    outcome text, order_id uuid, number integer, placed_day date, placed_table text, changes bigint, portions jsonb
) LANGUAGE plpgsql SET enable_seqscan = off
AS $$
DECLARE
    defaults orders;
    -- Of the restaurants, each at its place in these arrays:
    places uuid[];
    versions bigint[];
    days date[];
    last_numbers integer[];
    change_numbers bigint[];
    open_orders bigint[];
    highest_numbers integer[];
    at integer;
    one jsonb;
    the_order orders;
    is_proven boolean;
    is_counted boolean;
    the_fingerprint bytea;
    taken order_keys%ROWTYPE;
    placed orders[] := '{}';
    dishes bigint[] := '{}';
BEGIN
    PERFORM set_config('lock_timeout', patience, true);
    LOCK TABLE ONLY orders IN ROW EXCLUSIVE MODE;
    defaults := jsonb_populate_record(NULL::orders, order_defaults());

    SELECT array_agg(s.restaurant_id), array_agg(s.menu_version), array_agg(s.day), array_agg(s.last_number),
           array_agg(s.changes)
    INTO places, versions, days, last_numbers, change_numbers
    FROM (
        SELECT * FROM restaurant_state
        WHERE restaurant_id = ANY (ARRAY(
            SELECT (w.one -> 'order' ->> 'restaurant_id')::uuid FROM jsonb_array_elements(wanted) AS w (one)
        ))
        ORDER BY restaurant_id
        FOR NO KEY UPDATE
    ) AS s;

    SELECT array_agg(coalesce(o.open, 0) ORDER BY p.at), array_agg(coalesce(o.highest, 0) ORDER BY p.at)
    INTO open_orders, highest_numbers
    FROM unnest(places) WITH ORDINALITY AS p (id, at)
    LEFT JOIN (
        SELECT n.restaurant_id AS id, count(*) AS open, max(n.number) AS highest
        FROM orders n
        WHERE n.restaurant_id = ANY (places) AND n.ended_at IS NULL
        GROUP BY n.restaurant_id
    ) AS o ON o.id = p.id;

    FOR one IN SELECT w.one FROM jsonb_array_elements(wanted) AS w (one) LOOP
        the_order := jsonb_populate_record(defaults, one -> 'order');
        is_proven := one ->> 'table_code' IS NOT NULL;
        is_counted := coalesce(one -> 'counted', '[]') <> '[]';
        at := array_position(places, the_order.restaurant_id);
        outcome := NULL;
        order_id := NULL;
        number := NULL;
        placed_day := NULL;
        changes := NULL;
        portions := NULL;
        placed_table := the_order.table_identifier;

        IF one ->> 'key' IS NOT NULL THEN
            the_fingerprint := decode(one ->> 'fingerprint', 'hex');
            INSERT INTO order_keys AS k (restaurant_id, key, order_id, fingerprint)
            VALUES (the_order.restaurant_id, one ->> 'key', the_order.id, the_fingerprint)
            ON CONFLICT ON CONSTRAINT order_keys_pkey DO UPDATE
            SET order_id = excluded.order_id, fingerprint = excluded.fingerprint, created_at = now()
            WHERE k.created_at <= now() - interval '24 hours';
            IF NOT FOUND THEN
                SELECT * INTO taken FROM order_keys k
                WHERE k.restaurant_id = the_order.restaurant_id AND k.key = one ->> 'key';
                order_id := taken.order_id;
                outcome := CASE WHEN taken.fingerprint = the_fingerprint THEN 'repeated' ELSE 'mismatch' END;
                placed_table := NULL;
                RETURN NEXT;
                CONTINUE;
            END IF;
        END IF;

        IF at IS NULL OR versions[at] IS DISTINCT FROM (one ->> 'menu_version')::bigint THEN
            outcome := 'stale';
        ELSIF is_proven THEN
            SELECT t.name INTO placed_table FROM dining_tables t
            WHERE t.code = one ->> 'table_code' AND t.restaurant_id = the_order.restaurant_id;
            IF NOT FOUND THEN
                outcome := 'no_table';
            END IF;
        END IF;
        IF outcome IS NULL AND open_orders[at] >= (one ->> 'most_open')::integer THEN
            outcome := 'full';
        END IF;
        -- Where the clock went back over the day's beginning, counting goes on with the later day.
        placed_day := greatest(days[at], the_order.day);
        number := CASE WHEN days[at] < placed_day THEN 1 ELSE last_numbers[at] + 1 END;
        -- What was placed so far must be seen where the orders of a table, or with a number, are looked for.
        IF outcome IS NULL AND (placed_table <> '' OR number <= highest_numbers[at]) THEN
            INSERT INTO orders SELECT p.* FROM unnest(placed) AS p;
            placed := '{}';
            IF placed_table <> '' AND (one ->> 'most_at_table')::integer <= (
                SELECT count(*) FROM orders o
                WHERE o.restaurant_id = the_order.restaurant_id AND o.ended_at IS NULL
                  AND o.table_identifier = placed_table AND o.table_proven = is_proven
            ) THEN
                outcome := 'full_table';
            END IF;
            WHILE number <= highest_numbers[at] AND EXISTS (
                SELECT FROM orders o
                WHERE o.restaurant_id = the_order.restaurant_id AND o.number = place_orders.number AND o.ended_at IS NULL
            ) LOOP
                number := number + 1;
            END LOOP;
        END IF;
        IF outcome IS NULL AND is_counted AND NOT are_portions_left(the_order.restaurant_id, one -> 'counted') THEN
            outcome := 'sold_out';
        END IF;
        IF outcome IS NOT NULL THEN
            number := NULL;
            placed_day := NULL;
            DELETE FROM order_keys k
            WHERE k.restaurant_id = the_order.restaurant_id AND k.key = one ->> 'key' AND k.order_id = the_order.id;
            RETURN NEXT;
            CONTINUE;
        END IF;

        the_order.number := number;
        the_order.day := placed_day;
        the_order.table_identifier := placed_table;
        the_order.table_proven := is_proven;
        IF is_counted THEN
            the_order.portions_taken := one -> 'counted';
            portions := change_portions(the_order.restaurant_id, one -> 'counted', -1);
            versions[at] := (SELECT s.menu_version FROM restaurant_state s
                             WHERE s.restaurant_id = the_order.restaurant_id);
        END IF;
        days[at] := placed_day;
        last_numbers[at] := number;
        highest_numbers[at] := greatest(highest_numbers[at], number);
        open_orders[at] := open_orders[at] + 1;
        change_numbers[at] := change_numbers[at] + 1;
        placed := placed || the_order;
        IF one -> 'dishes' <> '[]' THEN
            dishes := dishes || ARRAY(SELECT (d.one ->> 'id')::bigint FROM jsonb_array_elements(one -> 'dishes') AS d (one));
        END IF;
        outcome := 'placed';
        order_id := the_order.id;
        changes := change_numbers[at];
        RETURN NEXT;
    END LOOP;

    INSERT INTO orders SELECT p.* FROM unnest(placed) AS p;
    UPDATE restaurant_state s SET day = p.day, last_number = p.number, changes = p.changes
    FROM unnest(places, days, last_numbers, change_numbers) AS p (id, day, number, changes)
    WHERE s.restaurant_id = p.id AND s.changes < p.changes;
    IF dishes <> '{}' THEN
        UPDATE items i SET is_ordered = true
        WHERE i.restaurant_id = ANY (places) AND i.id = ANY (dishes) AND NOT i.is_ordered;
    END IF;
END
$$;
