-- Webhooks: what happens to orders and dishes is told to other programs. A row of `webhook_deliveries` is written by the
-- statement that makes the change, and only where a webhook of the restaurant wants it.

-- `state`: "paused" by a person; "off" by the server, as its address has failed for days or is gone. Deliveries are signed
-- with `secret` and, until `old_secret_until`, with `old_secret` too. `failures` counts attempts since the last good one.
CREATE TABLE webhooks (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    id bigint GENERATED ALWAYS AS IDENTITY,
    url text NOT NULL,
    events text[] NOT NULL CHECK (events <> '{}'),
    state text NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'paused', 'off')),
    secret bytea NOT NULL CHECK (octet_length(secret) = 32),
    old_secret bytea,
    old_secret_until timestamptz,
    failures integer NOT NULL DEFAULT 0,
    failing_since timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (restaurant_id, id),
    UNIQUE (id),
    CHECK ((failures = 0) = (failing_since IS NULL))
);

-- `subject` is the order or dish: its deliveries are made one after the other, in the order of `id`. `message_id` is what
-- receivers tell repetitions by. Whoever delivers one claims it until `claimed_until`.
CREATE TABLE webhook_deliveries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id uuid NOT NULL DEFAULT gen_random_uuid(),
    restaurant_id uuid NOT NULL,
    webhook_id bigint NOT NULL,
    event text NOT NULL,
    subject text NOT NULL,
    data jsonb NOT NULL,
    status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    try_at timestamptz NOT NULL DEFAULT now(),
    claimed_until timestamptz NOT NULL DEFAULT '-infinity',
    give_up_at timestamptz NOT NULL DEFAULT now() + interval '24 hours',
    answer integer,
    error text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    FOREIGN KEY (restaurant_id, webhook_id) REFERENCES webhooks ON DELETE CASCADE,
    CHECK ((status = 'waiting') = (ended_at IS NULL))
);

CREATE INDEX webhook_deliveries_of_webhook ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, subject, id) WHERE status = 'waiting';
CREATE INDEX webhook_deliveries_old ON webhook_deliveries (created_at);

-- Whether a webhook of the restaurant is told of an event. False while rows are only brought to another place.
CREATE FUNCTION is_hooked(the_restaurant uuid, the_event text) RETURNS boolean LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM webhooks w
        WHERE w.restaurant_id = the_restaurant AND w.state = 'on' AND the_event = ANY (w.events)
    ) AND current_setting('aiqr.moves_rows', true) IS DISTINCT FROM 'on';
END
$$;

CREATE FUNCTION put_webhook_event(the_restaurant uuid, the_event text, the_subject text, the_data jsonb) RETURNS void
LANGUAGE sql
AS $$
    INSERT INTO webhook_deliveries (restaurant_id, webhook_id, event, subject, data)
    SELECT w.restaurant_id, w.id, the_event, the_subject, the_data FROM webhooks w
    WHERE w.restaurant_id = the_restaurant AND w.state = 'on' AND the_event = ANY (w.events)
$$;

-- What an order's change of status is called; null where it is nobody's event. `before` is null for a new order. One that
-- waits for its payment is told of once the kitchen gets it, and never where it does not.
CREATE FUNCTION order_event(before text, after text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE WHEN coalesce(before, 'unpaid') = 'unpaid'
                THEN CASE WHEN after IN ('unpaid', 'cancelled') THEN NULL ELSE 'order.placed' END
                WHEN before = 'held' AND after = 'confirmed' THEN 'order.accepted'
                WHEN after IN ('ready', 'completed', 'cancelled') THEN 'order.' || after END
$$;

-- No words of the diner: whoever needs the whole order asks for it.
CREATE FUNCTION put_order_event() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM put_webhook_event(
        NEW.restaurant_id,
        order_event(CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END, NEW.status),
        'order ' || NEW.id,
        jsonb_build_object(
            'id', NEW.id, 'number', NEW.number, 'status', NEW.status, 'table_identifier', NEW.table_identifier,
            'order_type', NEW.order_type, 'total', NEW.total, 'currency', NEW.currency, 'reason', NEW.reason,
            'revision', NEW.revision, 'created_at', NEW.created_at, 'updated_at', NEW.updated_at,
            'estimated_ready_at', NEW.estimated_ready_at
        )
    );
    RETURN NULL;
END
$$;

-- Whether a dish can be had. Its sizes and options may have run out nevertheless.
CREATE FUNCTION is_in_stock(sold_out boolean, until timestamptz, portions integer) RETURNS boolean LANGUAGE sql STABLE
AS $$
    SELECT NOT (sold_out AND coalesce(until > now(), true)) AND portions IS DISTINCT FROM 0
$$;

CREATE FUNCTION put_item_event() RETURNS trigger LANGUAGE plpgsql
AS $$
DECLARE
    is_there boolean := is_in_stock(NEW.sold_out, NEW.sold_out_until, NEW.portions);
BEGIN
    PERFORM put_webhook_event(
        NEW.restaurant_id,
        CASE WHEN is_there THEN 'item.back' ELSE 'item.86' END,
        'item ' || NEW.id,
        jsonb_build_object(
            'id', NEW.id, 'number', NEW.number, 'name', NEW.name, 'available', is_there,
            'until', CASE WHEN NEW.sold_out AND NOT is_there THEN NEW.sold_out_until END, 'portions', NEW.portions
        )
    );
    RETURN NULL;
END
$$;

-- The conditions are looked at before anything is queued: without a webhook a new order costs one look at an empty index.
CREATE TRIGGER order_placed AFTER INSERT ON orders FOR EACH ROW
WHEN (NEW.status <> 'unpaid' AND is_hooked(NEW.restaurant_id, 'order.placed'))
EXECUTE FUNCTION put_order_event();

CREATE TRIGGER order_moved AFTER UPDATE OF status ON orders FOR EACH ROW
WHEN (
    NEW.status <> OLD.status AND order_event(OLD.status, NEW.status) IS NOT NULL
    AND is_hooked(NEW.restaurant_id, order_event(OLD.status, NEW.status))
)
EXECUTE FUNCTION put_order_event();

CREATE TRIGGER item_changed AFTER UPDATE OF sold_out, sold_out_until, portions ON items FOR EACH ROW
WHEN (
    (
        is_in_stock(NEW.sold_out, NEW.sold_out_until, NEW.portions)
            <> is_in_stock(OLD.sold_out, OLD.sold_out_until, OLD.portions)
        OR NEW.sold_out AND OLD.sold_out AND NEW.sold_out_until IS DISTINCT FROM OLD.sold_out_until
    )
    AND is_hooked(
        NEW.restaurant_id,
        CASE WHEN is_in_stock(NEW.sold_out, NEW.sold_out_until, NEW.portions) THEN 'item.back' ELSE 'item.86' END
    )
)
EXECUTE FUNCTION put_item_event();
