-- Orders and their changes come as one JSON array each. What belongs to a whole order, orders that are held until the
-- kitchen accepts them, business days, bounds on what is open, and calls to a table.

ALTER TABLE orders DROP CONSTRAINT orders_status_check;
ALTER TABLE orders ADD CONSTRAINT orders_status_check
    CHECK (status IN ('held', 'confirmed', 'preparing', 'ready', 'completed', 'cancelled')) NOT VALID;

-- `lines` are the documents of `OrderLine` in `server/domain/order.py`, in the version of `LINES_VERSION` there.
ALTER TABLE orders
    ADD COLUMN lines_version smallint NOT NULL DEFAULT 1,
    ADD COLUMN table_proven boolean NOT NULL DEFAULT false,
    ADD COLUMN allergies jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN note text NOT NULL DEFAULT '',
    ADD COLUMN order_type text;

-- An order is open as long as it has no end, whatever states there are. Its number is not given again meanwhile.
DROP INDEX orders_open;
CREATE INDEX orders_open ON orders (restaurant_id, number) INCLUDE (table_identifier, table_proven) WHERE ended_at IS NULL;

ALTER TABLE restaurants
    ADD COLUMN max_items_per_order integer NOT NULL DEFAULT 100 CHECK (max_items_per_order > 0),
    ADD COLUMN hold_above bigint CHECK (hold_above >= 0),
    ADD COLUMN hold_unproven boolean NOT NULL DEFAULT false,
    ADD COLUMN day_starts time NOT NULL DEFAULT '04:00',
    ADD COLUMN auto_ready boolean NOT NULL DEFAULT false,
    ADD COLUMN alert_after integer CHECK (alert_after > 0),
    ADD COLUMN pause_unseen boolean NOT NULL DEFAULT false,
    ADD COLUMN dishes_per_hour integer CHECK (dishes_per_hour > 0);

-- Orders of before that have ended without its moment: there are none but by hand.
UPDATE orders SET ended_at = updated_at WHERE status IN ('completed', 'cancelled') AND ended_at IS NULL;

-- What an order has where the server that stores it, which may be of an older version, says nothing of it.
CREATE FUNCTION order_defaults() RETURNS jsonb LANGUAGE sql IMMUTABLE
AS $$ SELECT '{"portions_taken": []}'::jsonb $$;

-- Stores an order once. `wanted` has the columns of `orders` in `order`, and beside them `key`, `fingerprint`, `table_code`,
-- `menu_version`, `dishes` (`[{"id"}]`), `counted` (`[{"id", "quantity"}]` of those of which portions are left), and what the restaurant allows to be open: `most_open`, `most_at_table`.
-- What comes back as `outcome`:
--   placed      it is stored; `number` and `changes` are its own
--   repeated    the key names an order with the same fingerprint, in `order_id`; nothing was stored
--   mismatch    the key names an order with another fingerprint; nothing was stored
--   sold_out    fewer portions are left of a dish than are wanted; nothing was stored
--   stale       the menu is not the version that the prices were taken from; nothing was stored
--   no_table    the table's code is not one of this restaurant; nothing was stored
--   full        as many orders are open as may be; nothing was stored
--   full_table  as many orders of this table are open as may be; nothing was stored
-- `portions` are those that are left of the dishes that are counted, as `change_portions` tells them.
-- The restaurant's row is locked first: who has it is alone with the restaurant's keys and numbers. A key is looked
-- for by inserting it: a plan made while the table was empty would read all of it.
CREATE FUNCTION place_order(
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
    IF outcome IS NULL THEN
        outcome := open_orders_outcome(
            the_order.restaurant_id, placed_table, is_proven,
            (wanted ->> 'most_open')::integer, (wanted ->> 'most_at_table')::integer
        );
    END IF;
    IF outcome IS NULL AND is_counted AND NOT are_portions_left(the_order.restaurant_id, wanted -> 'counted') THEN
        outcome := 'sold_out';
    END IF;
    IF outcome IS NOT NULL THEN
        DELETE FROM order_keys k
        WHERE k.restaurant_id = the_order.restaurant_id AND k.key = the_key AND k.order_id = the_order.id;
        RETURN;
    END IF;

    -- Where the clock went back over the day's beginning, counting goes on with the later day.
    placed_day := greatest(state.day, the_order.day);
    number := CASE WHEN state.day < placed_day THEN 1 ELSE state.last_number + 1 END;
    WHILE EXISTS (
        SELECT FROM orders o
        WHERE o.restaurant_id = the_order.restaurant_id AND o.number = place_order.number AND o.ended_at IS NULL
    ) LOOP
        number := number + 1;
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
    FROM jsonb_to_recordset(wanted -> 'dishes') AS dish (id bigint)
    WHERE i.restaurant_id = the_order.restaurant_id AND i.id = dish.id AND NOT i.is_ordered;
    outcome := 'placed';
    order_id := the_order.id;
END
$$;

-- Whether one more order may be open: NULL, or `full`, or `full_table`. At a table those with its code and those without
-- are counted apart: who only names a table does not keep those who sit there from ordering.
CREATE FUNCTION open_orders_outcome(
    the_restaurant uuid, the_table text, is_proven boolean, most_open integer, most_at_table integer
) RETURNS text LANGUAGE sql STABLE
AS $$
    SELECT CASE WHEN count(*) >= most_open THEN 'full'
                WHEN the_table <> '' AND most_at_table <= count(*) FILTER (
                    WHERE o.table_identifier = the_table AND o.table_proven = is_proven
                )
                THEN 'full_table' END
    FROM orders o
    WHERE o.restaurant_id = the_restaurant AND o.ended_at IS NULL
$$;

-- Stores many orders, sorted by restaurant: whoever locks several restaurants does so in that order. Where one of
-- them is held by another for longer than `patience` (0: no limit), nothing is stored (sqlstate 55P03).
-- The lock on the table keeps its columns as they are from before `place_order` makes a row of them until that is stored:
-- where a migration added one meanwhile, the row would lack it ("attribute number … exceeds number of columns …").
CREATE FUNCTION place_orders(patience text, wanted jsonb) RETURNS TABLE (
    outcome text, order_id uuid, number integer, placed_day date, placed_table text, changes bigint, portions jsonb
) LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM set_config('lock_timeout', patience, true);
    LOCK TABLE ONLY orders IN ROW EXCLUSIVE MODE;
    RETURN QUERY
    SELECT placed.* FROM jsonb_array_elements(wanted) AS w (one), place_order(w.one) AS placed;
END
$$;

-- Changes orders where their members may and their states allow it: moves them, or marks a line (`line` is not null)
-- as done or not. The first line done makes a confirmed order `preparing`; where the restaurant has `auto_ready` the
-- last one makes it `ready`. Which moves are allowed (`before`), and what a state means for the times of an order
-- (`cooks`: it is to be made again; `ends`: it ends), is said by the caller. What changed comes back with its place among
-- those wanted, and, where it was cancelled, with the `portions` that are left then; nothing comes back of the rest. Restaurants are locked in one order, each before its orders. Where
-- one of them is held by another for longer than `patience` (0: no limit), nothing is changed (sqlstate 55P03).
CREATE FUNCTION change_orders(patience text, changes_wanted jsonb)
RETURNS TABLE (place bigint, changes bigint, changed orders, portions jsonb) LANGUAGE plpgsql
AS $$
DECLARE
    wanted record;
BEGIN
    PERFORM set_config('lock_timeout', patience, true);
    FOR wanted IN
        SELECT w.*, o.restaurant_id, r.auto_ready
        FROM ROWS FROM (jsonb_to_recordset(changes_wanted) AS (
                 order_id uuid, user_id uuid, session_id uuid, at timestamptz, status text, reason text, rush boolean,
                 before text[], cooks boolean, ends boolean, line integer, done boolean
             )) WITH ORDINALITY
             AS w (id, member, session, at, status, reason, rush, before, cooks, ends, line, done, place)
        JOIN orders o ON o.id = w.id
        JOIN restaurants r ON r.id = o.restaurant_id
        WHERE role_of(w.member, w.session, o.restaurant_id) IS NOT NULL
        ORDER BY o.restaurant_id, w.place
    LOOP
        PERFORM FROM restaurant_state s WHERE s.restaurant_id = wanted.restaurant_id FOR NO KEY UPDATE;
        IF wanted.line IS NULL THEN
            UPDATE orders u
            SET status = coalesce(wanted.status, u.status),
                reason = coalesce(wanted.reason, u.reason),
                rushed = coalesce(wanted.rush, u.rushed),
                preparing_at = CASE WHEN wanted.status = 'preparing' THEN coalesce(u.preparing_at, wanted.at)
                                    ELSE u.preparing_at END,
                ready_at = CASE WHEN wanted.status = 'ready' THEN coalesce(u.ready_at, wanted.at)
                                WHEN wanted.cooks THEN NULL
                                ELSE u.ready_at END,
                ended_at = CASE WHEN wanted.ends THEN wanted.at
                                WHEN wanted.status IS NOT NULL THEN NULL
                                ELSE u.ended_at END,
                revision = u.revision + 1,
                updated_at = wanted.at
            WHERE u.id = wanted.id AND u.status = ANY (wanted.before)
              AND (wanted.status IS NOT NULL OR u.rushed IS DISTINCT FROM wanted.rush
                   OR u.reason IS DISTINCT FROM coalesce(wanted.reason, u.reason))
            RETURNING u.* INTO changed;
        ELSE
            UPDATE orders u
            SET lines = bumped.lines,
                status = bumped.status,
                preparing_at = CASE WHEN bumped.status <> u.status THEN coalesce(u.preparing_at, wanted.at)
                                    ELSE u.preparing_at END,
                ready_at = CASE WHEN bumped.status = 'ready' THEN coalesce(u.ready_at, wanted.at) ELSE u.ready_at END,
                revision = u.revision + 1,
                updated_at = wanted.at
            FROM (
                SELECT o.id, l.lines,
                       CASE WHEN NOT wanted.done OR o.status NOT IN ('confirmed', 'preparing') THEN o.status
                            WHEN wanted.auto_ready AND NOT l.lines @> '[{"done": false}]' THEN 'ready'
                            ELSE 'preparing' END AS status
                FROM orders o,
                     jsonb_set(o.lines, ARRAY[(wanted.line - 1)::text, 'done'], to_jsonb(wanted.done)) AS l (lines)
                WHERE o.id = wanted.id
            ) AS bumped
            WHERE u.id = wanted.id AND u.status = ANY (wanted.before)
              AND wanted.line BETWEEN 1 AND jsonb_array_length(u.lines)
              AND (u.lines -> (wanted.line - 1) ->> 'done')::boolean IS DISTINCT FROM wanted.done
            RETURNING u.* INTO changed;
        END IF;
        CONTINUE WHEN NOT FOUND;
        UPDATE restaurant_state s SET changes = s.changes + 1
        WHERE s.restaurant_id = wanted.restaurant_id
        RETURNING s.changes INTO changes;
        portions := NULL;
        IF wanted.status = 'cancelled' AND changed.portions_taken <> '[]' THEN
            portions := change_portions(wanted.restaurant_id, changed.portions_taken, 1);
        END IF;
        place := wanted.place;
        RETURN NEXT;
    END LOOP;
END
$$;

-- What a table wants of the staff.
CREATE TABLE table_calls (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    table_identifier text NOT NULL,
    kind text NOT NULL,
    text text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (restaurant_id, id)
);

CREATE INDEX table_calls_open ON table_calls (restaurant_id, id) WHERE done_at IS NULL;
