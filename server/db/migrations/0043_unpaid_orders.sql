-- Orders that wait for their payment before the kitchen gets them. `released_at` is when it got such an order. No row is
-- written anew.
ALTER TABLE orders DROP CONSTRAINT orders_status_check;
ALTER TABLE orders ADD CONSTRAINT orders_status_check
    CHECK (status IN ('unpaid', 'held', 'confirmed', 'preparing', 'ready', 'completed', 'cancelled')) NOT VALID;
ALTER TABLE orders ADD COLUMN released_at timestamptz;
