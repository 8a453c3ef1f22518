-- Storing an order reads the restaurant's open orders once, for what may be open and for numbers that are taken, and notes
-- which dishes were ordered by their keys: a join with a set of documents reads all dishes of the restaurant each time. `open_orders_outcome` stays: orders that are being
-- stored meanwhile still call it.
CREATE OR REPLACE FUNCTION place_order(
    wanted jsonb,
    OUT outcome text, OUT order_id uuid, OUT number integer, OUT placed_day date,
    OUT placed_table text, OUT changes bigint, OUT portions jsonb
) LANGUAGE plpgsql
AS $$
DECLARE
    the_order orders := jsonb_populate_record(NULL::orders, order_defaults() || (wanted -> 'order'));
    is_proven boolean := wanted ->> 'table_code' IS NOT NULL;
    is_counted boolean := coalesce(wanted -> 'counted', '[]') <> '[]';
    the_key text := wanted ->> 'key';
    the_fingerprint bytea := decode(wanted ->> 'fingerprint', 'hex');
    state restaurant_state%ROWTYPE;
    taken order_keys%ROWTYPE;
    is_taken boolean;
BEGIN
    SELECT * INTO state FROM restaurant_state s
    WHERE s.restaurant_id = the_order.restaurant_id FOR NO KEY UPDATE;

    IF the_key IS NOT NULL THEN
        INSERT INTO order_keys AS k (restaurant_id, key, order_id, fingerprint)
        VALUES (the_order.restaurant_id, the_key, the_order.id, the_fingerprint)
        ON CONFLICT ON CONSTRAINT order_keys_pkey DO UPDATE
        SET order_id = excluded.order_id, fingerprint = excluded.fingerprint, created_at = now()
        WHERE k.created_at <= now() - interval '24 hours';
        IF NOT FOUND THEN
            SELECT * INTO taken FROM order_keys k
            WHERE k.restaurant_id = the_order.restaurant_id AND k.key = the_key;
            order_id := taken.order_id;
            outcome := CASE WHEN taken.fingerprint = the_fingerprint THEN 'repeated' ELSE 'mismatch' END;
            RETURN;
        END IF;
    END IF;

    placed_table := the_order.table_identifier;
    IF state.menu_version IS DISTINCT FROM (wanted ->> 'menu_version')::bigint THEN
        outcome := 'stale';
    ELSIF is_proven THEN
        SELECT t.name INTO placed_table FROM dining_tables t
        WHERE t.code = wanted ->> 'table_code' AND t.restaurant_id = the_order.restaurant_id;
        IF NOT FOUND THEN
            outcome := 'no_table';
        END IF;
    END IF;
    -- Where the clock went back over the day's beginning, counting goes on with the later day.
    placed_day := greatest(state.day, the_order.day);
    number := CASE WHEN state.day < placed_day THEN 1 ELSE state.last_number + 1 END;
    IF outcome IS NULL THEN
        SELECT CASE WHEN count(*) >= (wanted ->> 'most_open')::integer THEN 'full'
                    WHEN placed_table <> '' AND (wanted ->> 'most_at_table')::integer <= count(*) FILTER (
                        WHERE o.table_identifier = placed_table AND o.table_proven = is_proven
                    ) THEN 'full_table' END,
               coalesce(bool_or(o.number = place_order.number), false)
        INTO outcome, is_taken
        FROM orders o
        WHERE o.restaurant_id = the_order.restaurant_id AND o.ended_at IS NULL;
    END IF;
    IF outcome IS NULL AND is_counted AND NOT are_portions_left(the_order.restaurant_id, wanted -> 'counted') THEN
        outcome := 'sold_out';
    END IF;
    IF outcome IS NOT NULL THEN
        number := NULL;
        placed_day := NULL;
        DELETE FROM order_keys k
        WHERE k.restaurant_id = the_order.restaurant_id AND k.key = the_key AND k.order_id = the_order.id;
        RETURN;
    END IF;

    WHILE is_taken LOOP
        number := number + 1;
        is_taken := EXISTS (
            SELECT FROM orders o
            WHERE o.restaurant_id = the_order.restaurant_id AND o.number = place_order.number AND o.ended_at IS NULL
        );
    END LOOP;
    UPDATE restaurant_state s SET day = placed_day, last_number = place_order.number, changes = s.changes + 1
    WHERE s.restaurant_id = the_order.restaurant_id
    RETURNING s.changes INTO changes;

    the_order.number := number;
    the_order.day := placed_day;
    the_order.table_identifier := placed_table;
    the_order.table_proven := is_proven;
    IF is_counted THEN
        the_order.portions_taken := wanted -> 'counted';
        portions := change_portions(the_order.restaurant_id, wanted -> 'counted', -1);
    END IF;
    INSERT INTO orders SELECT the_order.*;
    UPDATE items i SET is_ordered = true
    WHERE i.restaurant_id = the_order.restaurant_id AND NOT i.is_ordered
      AND i.id = ANY (ARRAY(SELECT (dish ->> 'id')::bigint FROM jsonb_array_elements(wanted -> 'dishes') AS dish));
    outcome := 'placed';
    order_id := the_order.id;
END
$$;
