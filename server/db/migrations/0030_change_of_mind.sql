-- A change of mind: how long a diner may cancel what the kitchen has not begun (0: never). A line that was taken off says so
-- in its `state` and stays where it is, so that lines keep their numbers. Constant default: no row is written anew.
ALTER TABLE restaurants ADD COLUMN cancel_minutes integer NOT NULL DEFAULT 5 CHECK (cancel_minutes >= 0);

-- Who goes to a table that called: a first name, "" where nobody said.
ALTER TABLE table_calls ADD COLUMN taken_by text NOT NULL DEFAULT '';

-- Gives back portions that lines of an order have taken, where they are counted, and notes that the order has them no
-- longer. With `times` 0 they are not given back: the kitchen has none. The restaurant's row of `restaurant_state` is locked.
CREATE FUNCTION give_back_portions(the_order uuid, dishes jsonb, times integer) RETURNS jsonb LANGUAGE plpgsql
AS $$
DECLARE
    the_restaurant uuid;
    given jsonb;
BEGIN
    SELECT o.restaurant_id, jsonb_agg(jsonb_build_object('id', t.id, 'quantity', least(t.quantity, d.quantity)))
    INTO the_restaurant, given
    FROM orders o, jsonb_to_recordset(o.portions_taken) AS t (id bigint, quantity integer),
         jsonb_to_recordset(dishes) AS d (id bigint, quantity integer)
    WHERE o.id = the_order AND d.id = t.id
    GROUP BY o.restaurant_id;
    IF given IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE orders o SET portions_taken = (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'quantity', t.quantity - coalesce(g.quantity, 0))), '[]')
        FROM jsonb_to_recordset(o.portions_taken) AS t (id bigint, quantity integer)
        LEFT JOIN jsonb_to_recordset(given) AS g (id bigint, quantity integer) ON g.id = t.id
        WHERE t.quantity > coalesce(g.quantity, 0)
    )
    WHERE o.id = the_order;
    RETURN CASE WHEN times > 0 THEN change_portions(the_restaurant, given, times) END;
END
$$;

-- As before; and a line that was taken off begins nothing where it is marked as seen.
-- Changes orders where their members may and their states allow it: moves them, or marks a line (`line` is not null)
-- as done or not, in orders without courses that were held (those are changed whole, with the restaurant locked). The first line done makes a confirmed order `preparing`; where the restaurant has `auto_ready` the
-- last one makes it `ready`. Which moves are allowed (`before`), and what a state means for the times of an order
-- (`cooks`: it is to be made again; `ends`: it ends), is said by the caller. What changed comes back with its place among
-- those wanted, and, where it was cancelled, with the `portions` that are left then; nothing comes back of the rest. Restaurants are locked in one order, each before its orders. Where
-- one of them is held by another for longer than `patience` (0: no limit), nothing is changed (sqlstate 55P03).
CREATE OR REPLACE FUNCTION change_orders(patience text, changes_wanted jsonb)
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
                            WHEN o.status = 'confirmed' AND o.lines #>> ARRAY[(wanted.line - 1)::text, 'state'] <> ''
                            THEN o.status
                            WHEN wanted.auto_ready AND NOT l.lines @> '[{"done": false}]' THEN 'ready'
                            ELSE 'preparing' END AS status
                FROM orders o,
                     jsonb_set(o.lines, ARRAY[(wanted.line - 1)::text, 'done'], to_jsonb(wanted.done)) AS l (lines)
                WHERE o.id = wanted.id
            ) AS bumped
            WHERE u.id = wanted.id AND u.status = ANY (wanted.before) AND u.courses = '[]'
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
