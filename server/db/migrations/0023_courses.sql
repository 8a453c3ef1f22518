-- Courses: of which a category's dishes are, which of an order wait, and the restaurant's rule. Constant defaults: no row is
-- written anew. The words are compared in `server/wire/vocabulary.py` alone.
ALTER TABLE categories ADD COLUMN course text NOT NULL DEFAULT '';
ALTER TABLE restaurants
    ADD COLUMN hold_courses boolean NOT NULL DEFAULT false,
    ADD COLUMN fire_after integer CHECK (fire_after >= 0);

-- The courses of an order that were held: [{"course", "fires_at"}], null as long as no cook has fired them.
ALTER TABLE orders ADD COLUMN courses jsonb NOT NULL DEFAULT '[]';

CREATE OR REPLACE FUNCTION order_defaults() RETURNS jsonb LANGUAGE sql IMMUTABLE
AS $$ SELECT '{"portions_taken": [], "courses": []}'::jsonb $$;

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
