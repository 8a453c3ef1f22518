-- Web push: the key by which push services know this server, and where diners want to be told about their orders.
-- Browsers bind a subscription to the key: it is made once and stays.
CREATE TABLE push_key (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    private_key bytea NOT NULL CHECK (octet_length(private_key) = 32)
);

-- A row is a message that is owed; it goes when it was delivered, or cannot be.
CREATE TABLE push_subscriptions (
    order_id uuid NOT NULL,
    endpoint text NOT NULL,
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    public_key bytea NOT NULL,
    auth bytea NOT NULL,
    language text NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    try_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (order_id, endpoint)
);

CREATE INDEX push_subscriptions_restaurant ON push_subscriptions (restaurant_id);
