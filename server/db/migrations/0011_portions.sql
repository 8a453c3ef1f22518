-- Portions that are left of a dish are taken in the transaction that places an order, and given back by the one that
-- cancels it. `place_order` and `change_orders` use these functions, with the restaurant's row of `restaurant_state` locked.

-- What an order has taken: [{"id", "quantity"}] of the dishes that were counted when it was placed.
ALTER TABLE orders ADD COLUMN portions_taken jsonb NOT NULL DEFAULT '[]';

-- Whether as many are left of every dish as are wanted.
CREATE FUNCTION are_portions_left(the_restaurant uuid, wanted jsonb) RETURNS boolean LANGUAGE sql STABLE
AS $$
    SELECT NOT EXISTS (
        SELECT FROM jsonb_to_recordset(wanted) AS dish (id bigint, quantity integer)
        JOIN items i ON i.restaurant_id = the_restaurant AND i.id = dish.id
        WHERE i.portions < dish.quantity
    )
$$;

-- Takes portions (`times` -1) or gives them back (1), of dishes that are counted. The menu has another version where
-- that makes a dish run out or come back: what was checked against the one before is checked anew. Returns
-- [{"id", "name", "portions", "available"}].
CREATE FUNCTION change_portions(the_restaurant uuid, dishes jsonb, times integer) RETURNS jsonb LANGUAGE sql
AS $$
    WITH changed AS (
        UPDATE items i SET portions = i.portions + times * dish.quantity
        FROM jsonb_to_recordset(dishes) AS dish (id bigint, quantity integer)
        WHERE i.restaurant_id = the_restaurant AND i.id = dish.id AND i.portions IS NOT NULL
        RETURNING i.id, i.name, i.portions, i.sold_out AND coalesce(i.sold_out_until > now(), true) AS is_off
    ), versioned AS (
        UPDATE restaurant_state s SET menu_version = s.menu_version + 1
        WHERE s.restaurant_id = the_restaurant
          AND EXISTS (SELECT FROM changed c WHERE c.portions = 0 OR times > 0)
    )
    SELECT coalesce(
        jsonb_agg(jsonb_build_object(
            'id', c.id, 'name', c.name, 'portions', c.portions, 'available', c.portions > 0 AND NOT c.is_off
        )),
        '[]'
    )
    FROM changed c
$$;
