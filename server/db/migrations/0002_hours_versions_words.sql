-- When orders are taken, kept versions of menus, and words that were not understood.

ALTER TABLE restaurants
    ADD COLUMN hours jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN paused_until timestamptz,
    ADD COLUMN pause_reason text NOT NULL DEFAULT '',
    ADD COLUMN throttle_orders integer CHECK (throttle_orders > 0),
    ADD COLUMN throttle_minutes integer CHECK (throttle_minutes > 0),
    ADD CHECK ((throttle_orders IS NULL) = (throttle_minutes IS NULL));

-- The moment at which a restaurant takes the next order, where it has had `most` within `span`; NULL where it
-- takes one now, or the key names an order already. Holds the restaurant's state until the transaction ends,
-- so that no two orders take the last place.
CREATE FUNCTION throttled_until(the_restaurant uuid, the_key text, most integer, span interval)
RETURNS timestamptz LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM FROM restaurant_state s WHERE s.restaurant_id = the_restaurant FOR UPDATE;
    IF the_key IS NOT NULL AND EXISTS (
        SELECT FROM order_keys k
        WHERE k.restaurant_id = the_restaurant AND k.key = the_key
          AND k.created_at > now() - interval '24 hours'
    ) THEN
        RETURN NULL;
    END IF;
    RETURN (
        SELECT o.created_at + span FROM orders o
        WHERE o.restaurant_id = the_restaurant AND o.status <> 'cancelled'
          AND o.id >= first_order_id(clock_timestamp() - span)
        ORDER BY o.id DESC OFFSET most - 1 LIMIT 1
    );
END
$$;

CREATE TABLE menu_versions (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    version bigint NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    saved_by text NOT NULL,
    summary text NOT NULL,
    items integer NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (restaurant_id, version)
);

CREATE TABLE misunderstandings (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    day date NOT NULL,
    words text NOT NULL,
    times integer NOT NULL,
    PRIMARY KEY (restaurant_id, day, words)
);
