-- Payments by a provider, from the moment at which a diner goes there. `bill_id` is the bill as it was then; it is found by
-- `order_id`, through which the diner came. `checkout` is the provider's name of the page where it is paid, `reference` that
-- of the money, which stands in the bill's entry too; both are '' until they are known.
CREATE TABLE payments (
    id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL REFERENCES restaurants ON DELETE CASCADE,
    bill_id uuid NOT NULL,
    order_id uuid NOT NULL,
    provider text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    tip bigint NOT NULL CHECK (tip >= 0),
    currency text NOT NULL,
    lines jsonb NOT NULL,
    status text NOT NULL DEFAULT 'created' CHECK (status IN ('created', 'paid', 'failed', 'expired', 'refunded')),
    checkout text NOT NULL DEFAULT '',
    url text NOT NULL DEFAULT '',
    reference text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    looked_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((status IN ('paid', 'refunded')) = (reference <> ''))
);
CREATE UNIQUE INDEX payments_reference ON payments (provider, reference) WHERE reference <> '';
CREATE INDEX payments_restaurant ON payments (restaurant_id, created_at);
CREATE INDEX payments_order ON payments (order_id);
CREATE INDEX payments_due ON payments (looked_at) WHERE status IN ('created', 'paid');

-- What is given back of them: owed until the provider has done or refused it. One at a time is owed of a payment.
CREATE TABLE payment_refunds (
    id uuid PRIMARY KEY,
    payment_id uuid NOT NULL REFERENCES payments ON DELETE CASCADE,
    amount bigint NOT NULL CHECK (amount > 0),
    tip bigint NOT NULL CHECK (tip >= 0),
    reason text NOT NULL,
    mistake boolean NOT NULL,
    by uuid,
    status text NOT NULL DEFAULT 'owed' CHECK (status IN ('owed', 'done', 'refused')),
    reference text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    tried_at timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE INDEX payment_refunds_payment ON payment_refunds (payment_id);
CREATE UNIQUE INDEX payment_refunds_owed ON payment_refunds (payment_id) WHERE status = 'owed';
