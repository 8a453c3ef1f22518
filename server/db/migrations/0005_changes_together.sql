-- Changes of orders that are stored together.

-- Changes orders where their members may and their states allow it: moves them, or marks a line (`line` is not null)
-- as done or not. What changed comes back with its place among those wanted; nothing comes back of the rest.
-- Restaurants are locked in one order, each before its orders. Where one of them is held by another for longer than
-- `patience` (0: no limit), nothing is changed (sqlstate 55P03).
CREATE FUNCTION change_orders(
    patience text, ids uuid[], members uuid[], sessions uuid[], times timestamptz[], statuses text[],
    reasons text[], rushes boolean[], before text[], lines integer[], dones boolean[]
) RETURNS TABLE (place bigint, changes bigint, changed orders) LANGUAGE plpgsql
AS $$
DECLARE
    wanted record;
BEGIN
    PERFORM set_config('lock_timeout', patience, true);
    FOR wanted IN
        SELECT w.*, o.restaurant_id
        FROM unnest(ids, members, sessions, times, statuses, reasons, rushes, before, lines, dones)
             WITH ORDINALITY
             AS w (id, member, session, at, status, reason, rush, before, line, done, place)
        JOIN orders o ON o.id = w.id
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
                                WHEN wanted.status IN ('confirmed', 'preparing') THEN NULL
                                ELSE u.ready_at END,
                ended_at = CASE WHEN wanted.status IN ('completed', 'cancelled') THEN wanted.at
                                WHEN wanted.status IS NOT NULL THEN NULL
                                ELSE u.ended_at END,
                revision = u.revision + 1,
                updated_at = wanted.at
            WHERE u.id = wanted.id AND u.status = ANY (wanted.before::text[])
              AND (wanted.status IS NOT NULL OR u.rushed IS DISTINCT FROM wanted.rush
                   OR u.reason IS DISTINCT FROM coalesce(wanted.reason, u.reason))
            RETURNING u.* INTO changed;
        ELSE
            UPDATE orders u
            SET lines = jsonb_set(u.lines, ARRAY[(wanted.line - 1)::text, 'done'], to_jsonb(wanted.done)),
                revision = u.revision + 1,
                updated_at = wanted.at
            WHERE u.id = wanted.id AND u.status IN ('confirmed', 'preparing', 'ready')
              AND wanted.line BETWEEN 1 AND jsonb_array_length(u.lines)
              AND (u.lines -> (wanted.line - 1) ->> 'done')::boolean IS DISTINCT FROM wanted.done
            RETURNING u.* INTO changed;
        END IF;
        CONTINUE WHEN NOT FOUND;
        UPDATE restaurant_state s SET changes = s.changes + 1
        WHERE s.restaurant_id = wanted.restaurant_id
        RETURNING s.changes INTO changes;
        place := wanted.place;
        RETURN NEXT;
    END LOOP;
END
$$;
