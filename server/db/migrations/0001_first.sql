-- The first schema: accounts, restaurants, menus, orders.
--
-- Every table of a restaurant leads with `restaurant_id`. Orders are partitioned by month on their id, a UUIDv7
-- whose first 48 bits are the time in milliseconds.

CREATE TABLE users (
    id uuid PRIMARY KEY,
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    password_hash text NOT NULL,
    first_name text NOT NULL DEFAULT '',
    last_name text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);

CREATE INDEX sessions_live ON sessions (user_id) WHERE revoked_at IS NULL;

CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE restaurants (
    id uuid PRIMARY KEY,
    slug text NOT NULL,
    name text NOT NULL,
    currency text NOT NULL,
    timezone text NOT NULL,
    locale text NOT NULL,
    is_open boolean NOT NULL DEFAULT true,
    require_table_code boolean NOT NULL DEFAULT false,
    max_quantity_per_line integer NOT NULL DEFAULT 50 CHECK (max_quantity_per_line > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    archived_at timestamptz
);

CREATE UNIQUE INDEX restaurants_slug ON restaurants (slug) WHERE archived_at IS NULL;

-- The one row that every order of a restaurant updates: kept apart and small, so that updates stay in its page.
CREATE TABLE restaurant_state (
    restaurant_id uuid PRIMARY KEY REFERENCES restaurants ON DELETE CASCADE,
    menu_version bigint NOT NULL DEFAULT 1,
    day date NOT NULL DEFAULT '-infinity',
    last_number integer NOT NULL DEFAULT 0,
    changes bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 20);

CREATE TABLE staff (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    id bigint GENERATED ALWAYS AS IDENTITY,
    email text NOT NULL CHECK (email = lower(email)),
    user_id uuid REFERENCES users,
    role text NOT NULL CHECK (role IN ('owner', 'manager', 'kitchen')),
    invite_hash bytea UNIQUE,
    invite_expires_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (restaurant_id, id),
    UNIQUE (restaurant_id, email)
);

CREATE UNIQUE INDEX staff_user ON staff (user_id, restaurant_id) WHERE user_id IS NOT NULL;

-- Whether a session may act in a restaurant, and as what: NULL where it may not. The one rule of tenancy,
-- for the dispatcher and for statements that authorize and act in one round trip.
CREATE FUNCTION role_of(the_user uuid, the_session uuid, the_restaurant uuid) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT staff.role
    FROM staff
    JOIN sessions ON sessions.id = the_session
                 AND sessions.user_id = the_user AND sessions.revoked_at IS NULL
    JOIN restaurants ON restaurants.id = staff.restaurant_id AND restaurants.archived_at IS NULL
    WHERE staff.restaurant_id = the_restaurant AND staff.user_id = the_user
$$;

CREATE TABLE dining_tables (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    id bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    code text NOT NULL UNIQUE,
    PRIMARY KEY (restaurant_id, id),
    UNIQUE (restaurant_id, name)
);

CREATE TABLE categories (
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    name text NOT NULL,
    sort_order integer NOT NULL DEFAULT 0,
    is_active boolean NOT NULL DEFAULT true,
    PRIMARY KEY (restaurant_id, id)
);

-- An item is read and written whole: its variants and modifier groups are documents inside it, with prices
-- in minor units and ids from `menu_part_ids`.
CREATE TABLE items (
    restaurant_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    category_id bigint NOT NULL,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    image_url text NOT NULL DEFAULT '',
    aliases text[] NOT NULL DEFAULT '{}',
    tags text[] NOT NULL DEFAULT '{}',
    allergens text[] NOT NULL DEFAULT '{}',
    station text NOT NULL DEFAULT '',
    is_active boolean NOT NULL DEFAULT true,
    sold_out boolean NOT NULL DEFAULT false,
    sold_out_until timestamptz,
    is_ordered boolean NOT NULL DEFAULT false,
    sort_order integer NOT NULL DEFAULT 0,
    variants jsonb NOT NULL,
    modifier_groups jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (restaurant_id, id),
    FOREIGN KEY (restaurant_id, category_id) REFERENCES categories ON DELETE CASCADE
);

CREATE INDEX items_category ON items (restaurant_id, category_id);

CREATE SEQUENCE menu_part_ids;

-- No foreign keys from here to the menu: an order keeps its own text and prices.
CREATE TABLE orders (
    restaurant_id uuid NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    day date NOT NULL,
    status text NOT NULL DEFAULT 'confirmed'
        CHECK (status IN ('confirmed', 'preparing', 'ready', 'completed', 'cancelled')),
    table_identifier text NOT NULL DEFAULT '',
    customer_name text NOT NULL DEFAULT '',
    raw_input text NOT NULL DEFAULT '',
    language text NOT NULL DEFAULT '',
    currency text NOT NULL,
    total bigint NOT NULL CHECK (total >= 0),
    reason text NOT NULL DEFAULT '',
    revision integer NOT NULL DEFAULT 1,
    rushed boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    estimated_ready_at timestamptz,
    preparing_at timestamptz,
    ready_at timestamptz,
    ended_at timestamptz,
    lines jsonb NOT NULL,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);

CREATE INDEX orders_restaurant ON orders (restaurant_id, id);

CREATE INDEX orders_open ON orders (restaurant_id)
WHERE status IN ('confirmed', 'preparing', 'ready');

CREATE TABLE orders_default PARTITION OF orders DEFAULT;

-- Lower bound of the UUIDv7s made at a time.
CREATE FUNCTION first_order_id(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT
AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions from this month to `months` ahead; those that exist stay.
CREATE FUNCTION make_order_partitions(months integer) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
    start timestamptz;
BEGIN
    FOR ahead IN 0..months LOOP
        start := date_trunc('month', now(), 'UTC') + make_interval(months => ahead);
        IF to_regclass('orders_' || to_char(start AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF orders FOR VALUES FROM (%L) TO (%L)',
                'orders_' || to_char(start AT TIME ZONE 'UTC', 'YYYY_MM'),
                first_order_id(start), first_order_id(start + interval '1 month')
            );
        END IF;
    END LOOP;
END
$$;

SELECT make_order_partitions(3);

CREATE TABLE order_keys (
    restaurant_id uuid NOT NULL,
    key text NOT NULL,
    order_id uuid NOT NULL,
    fingerprint bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (restaurant_id, key)
);

CREATE INDEX order_keys_age ON order_keys USING brin (created_at);

-- Stores an order once, in one statement. What comes back as `outcome`:
--   placed    it is stored; `number` and `changes` are its own
--   repeated  the key names an order with the same fingerprint, in `order_id`; nothing was stored
--   mismatch  the key names an order with another fingerprint; nothing was stored
--   no_table  the table's code is not one of this restaurant; nothing was stored
--   stale     the menu is not the version that the prices were taken from; nothing was stored
-- A key taken by another transaction in the meantime raises `AQ001`: call again.
CREATE FUNCTION place_order(
    the_restaurant uuid, the_version bigint, the_key text, the_fingerprint bytea, the_id uuid,
    the_day date, the_time timestamptz, the_code text, the_table text, the_customer text, the_words text, the_language text,
    the_currency text, the_total bigint, the_estimate timestamptz, the_lines jsonb, the_items bigint[],
    OUT outcome text, OUT order_id uuid, OUT number integer, OUT placed_day date,
    OUT placed_table text, OUT changes bigint
) LANGUAGE plpgsql
AS $$
DECLARE
    taken order_keys%ROWTYPE;
BEGIN
    IF the_key IS NOT NULL THEN
        SELECT * INTO taken FROM order_keys k
        WHERE k.restaurant_id = the_restaurant AND k.key = the_key
          AND k.created_at > now() - interval '24 hours';
        IF FOUND THEN
            order_id := taken.order_id;
            outcome := CASE WHEN taken.fingerprint = the_fingerprint THEN 'repeated' ELSE 'mismatch' END;
            RETURN;
        END IF;
    END IF;

    placed_table := the_table;
    IF the_code IS NOT NULL THEN
        SELECT t.name INTO placed_table FROM dining_tables t
        WHERE t.code = the_code AND t.restaurant_id = the_restaurant;
        IF NOT FOUND THEN
            outcome := 'no_table';
            RETURN;
        END IF;
    END IF;

    -- Where the clock went back over midnight, counting goes on with the later day.
    UPDATE restaurant_state s
    SET day = greatest(s.day, the_day),
        last_number = CASE WHEN s.day < the_day THEN 1 ELSE s.last_number + 1 END,
        changes = s.changes + 1
    WHERE s.restaurant_id = the_restaurant AND s.menu_version = the_version
    RETURNING s.last_number, s.day, s.changes INTO number, placed_day, changes;
    IF NOT FOUND THEN
        outcome := 'stale';
        RETURN;
    END IF;

    IF the_key IS NOT NULL THEN
        INSERT INTO order_keys AS k (restaurant_id, key, order_id, fingerprint)
        VALUES (the_restaurant, the_key, the_id, the_fingerprint)
        ON CONFLICT ON CONSTRAINT order_keys_pkey DO UPDATE
        SET order_id = excluded.order_id, fingerprint = excluded.fingerprint, created_at = now()
        WHERE k.created_at <= now() - interval '24 hours';
        IF NOT FOUND THEN
            RAISE EXCEPTION 'the key was taken meanwhile' USING ERRCODE = 'AQ001';
        END IF;
    END IF;

    INSERT INTO orders (
        restaurant_id, id, number, day, table_identifier, customer_name, raw_input, language,
        currency, total, created_at, updated_at, estimated_ready_at, lines
    ) VALUES (
        the_restaurant, the_id, number, placed_day, placed_table, the_customer, the_words, the_language,
        the_currency, the_total, the_time, the_time, the_estimate, the_lines
    );
    UPDATE items i SET is_ordered = true
    WHERE i.restaurant_id = the_restaurant AND i.id = ANY (the_items) AND NOT i.is_ordered;
    outcome := 'placed';
    order_id := the_id;
END
$$;
