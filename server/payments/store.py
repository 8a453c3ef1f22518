"""SQL of payments and of what is given back of them. The connection comes first; nothing here begins or commits a transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from server.db.pool import BasePool, Connection
from server.domain.bill_entries import LineRef
from server.wire.vocabulary import PaymentStatus, RefundStatus

Reader = Connection | BasePool
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment by a provider; `lines` are those that it pays for, none: a part of the whole bill."""

    id: UUID
    restaurant_id: UUID
    bill_id: UUID
    order_id: UUID
    provider: str
    amount: int
    tip: int
    currency: str
    lines: tuple[LineRef, ...]
    status: PaymentStatus
    checkout: str
    url: str
    reference: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Refund:
    """Something of a payment that is given back; with `mistake` what it paid is open again."""

    id: UUID
    payment_id: UUID
    amount: int
    tip: int
    reason: str
    mistake: bool
    by: UUID | None
    status: RefundStatus = "owed"
    reference: str = ""


PAYMENT_COLUMNS = (
    "p.id, p.restaurant_id, p.bill_id, p.order_id, p.provider, p.amount, p.tip, p.currency, p.lines, "
    "p.status, p.checkout, p.url, p.reference, p.created_at, p.expires_at"
)
REFUND_COLUMNS = "r.id, r.payment_id, r.amount, r.tip, r.reason, r.mistake, r.by, r.status, r.reference"


def _payment(row: asyncpg.Record) -> Payment:
    lines = tuple((UUID(order), line) for order, line in row["lines"])
    return Payment(**{**row, "lines": lines})


async def insert(connection: Reader, payment: Payment) -> None:
    """Store a payment that a diner begins; one that is there already stays as it is."""
    await connection.execute(
        """
        INSERT INTO payments (id, restaurant_id, bill_id, order_id, provider, amount, tip, currency, lines, created_at,
                              expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING
        """,
        payment.id,
        payment.restaurant_id,
        payment.bill_id,
        payment.order_id,
        payment.provider,
        payment.amount,
        payment.tip,
        payment.currency,
        [[str(order), line] for order, line in payment.lines],
        payment.created_at,
        payment.expires_at,
    )


async def set_checkout(connection: Reader, payment_id: UUID, name: str, url: str) -> None:
    """Store where a payment is paid."""
    await connection.execute(
        "UPDATE payments SET checkout = $2, url = $3 WHERE id = $1 AND checkout = ''", payment_id, name, url
    )


async def find(connection: Reader, payment_id: UUID) -> Payment | None:
    """Find a payment."""
    row = await connection.fetchrow(f"SELECT {PAYMENT_COLUMNS} FROM payments p WHERE p.id = $1", payment_id)
    return None if row is None else _payment(row)


async def find_by_reference(connection: Reader, restaurant_id: UUID, reference: str) -> Payment | None:
    """Find the payment of a bill's entry; None where no provider took it."""
    row = await connection.fetchrow(
        f"""
        SELECT {PAYMENT_COLUMNS} FROM payments p
        WHERE p.restaurant_id = $1 AND p.reference = $2 AND p.reference <> ''
        """,
        restaurant_id,
        reference,
    )
    return None if row is None else _payment(row)


async def find_all_by_reference(
    connection: Reader, provider: str, references: Collection[str]
) -> list[Payment]:
    """Return the payments of a provider with these references, of all restaurants."""
    rows = await connection.fetch(
        f"SELECT {PAYMENT_COLUMNS} FROM payments p WHERE p.provider = $1 AND p.reference = ANY ($2)",
        provider,
        list(references),
    )
    return [_payment(row) for row in rows]


async def list_known_refunds(connection: Reader, payment: Payment) -> list[tuple[UUID, str]]:
    """Return what is known of what was given back of a payment: our id, and the provider's name where it was done."""
    rows = await connection.fetch(
        "SELECT id, reference FROM payment_refunds WHERE payment_id = $1", payment.id
    )
    return [(row["id"], row["reference"]) for row in rows]


async def list_newest(connection: Reader, restaurant_id: UUID, limit: int) -> list[Payment]:
    """Return a restaurant's payments, newest first."""
    rows = await connection.fetch(
        f"""
        SELECT {PAYMENT_COLUMNS} FROM payments p WHERE p.restaurant_id = $1
        ORDER BY p.created_at DESC, p.id LIMIT $2
        """,
        restaurant_id,
        limit,
    )
    return [_payment(row) for row in rows]


async def list_of_orders(
    connection: Reader, restaurant_id: UUID, order_ids: Collection[UUID]
) -> list[Payment]:
    """Return the payments that diners began through orders, oldest first."""
    rows = await connection.fetch(
        f"""
        SELECT {PAYMENT_COLUMNS} FROM payments p WHERE p.restaurant_id = $1 AND p.order_id = ANY ($2)
        ORDER BY p.created_at, p.id
        """,
        restaurant_id,
        list(order_ids),
    )
    return [_payment(row) for row in rows]


async def list_begun(connection: Reader, order_id: UUID, now: datetime) -> list[Payment]:
    """Return the payments that a diner began through an order and that can still be paid, newest first."""
    rows = await connection.fetch(
        f"""
        SELECT {PAYMENT_COLUMNS} FROM payments p
        WHERE p.order_id = $1 AND p.status = 'created' AND p.checkout <> '' AND p.expires_at > $2
        ORDER BY p.created_at DESC LIMIT 20
        """,
        order_id,
        now,
    )
    return [_payment(row) for row in rows]


async def is_being_paid(connection: Reader, orders: Collection[UUID], expired_after: datetime) -> bool:
    """Whether a payment was begun through one of these orders that may still be made, or was until that moment."""
    found: bool = await connection.fetchval(
        """
        SELECT EXISTS (
            SELECT FROM payments WHERE order_id = ANY ($1) AND status = 'created' AND expires_at > $2
        )
        """,
        list(orders),
        expired_after,
    )
    return found


async def set_paid(connection: Reader, payment_id: UUID, reference: str) -> None:
    """Store that the money is there, whatever was said before."""
    await connection.execute(
        """
        UPDATE payments SET status = 'paid', reference = $2, changed_at = now()
        WHERE id = $1 AND status IN ('created', 'failed', 'expired')
        """,
        payment_id,
        reference,
    )


async def set_unpaid(connection: Reader, payment_id: UUID, status: PaymentStatus) -> None:
    """Store that a payment came to nothing; one that is paid stays so."""
    await connection.execute(
        "UPDATE payments SET status = $2, changed_at = now() WHERE id = $1 AND status = 'created'",
        payment_id,
        status,
    )


async def claim_begun(pool: BasePool, age: timedelta) -> list[Payment]:
    """Claim payments that nobody has looked at for so long and that may have been paid, oldest look first."""
    return await _claim(pool, "p.status = 'created'", age)


async def claim_paid(pool: BasePool, age: timedelta, kept: timedelta) -> list[Payment]:
    """Claim payments of the time `kept` whose bills nobody has compared with them for so long."""
    return await _claim(pool, "p.status = 'paid' AND p.changed_at > now() - $3::interval", age, kept)


async def _claim(pool: BasePool, which: str, age: timedelta, *more: Any) -> list[Payment]:
    rows = await pool.fetch(
        f"""
        WITH due AS (
            SELECT p.id FROM payments p WHERE {which} AND p.looked_at <= now() - $1::interval
            ORDER BY p.looked_at LIMIT $2 FOR UPDATE SKIP LOCKED
        )
        UPDATE payments p SET looked_at = now() FROM due WHERE p.id = due.id RETURNING {PAYMENT_COLUMNS}
        """,
        age,
        AT_ONCE,
        *more,
    )
    return [_payment(row) for row in rows]


async def list_paid_references(
    connection: Reader, restaurant_id: UUID, references: Collection[str]
) -> dict[str, UUID]:
    """Return which payments of a provider these are, by their references."""
    rows = await connection.fetch(
        "SELECT reference, id FROM payments WHERE restaurant_id = $1 AND reference = ANY ($2)",
        restaurant_id,
        list(references),
    )
    return {row["reference"]: row["id"] for row in rows}


async def insert_done(connection: Reader, refund: Refund) -> None:
    """Store what was given back without being owed; where all of the payment is given back it is `refunded`."""
    await _insert(connection, refund, "done", refund.reference)
    await _set_refunded(connection, refund.id)


async def insert_refund(connection: Reader, refund: Refund) -> bool:
    """Store that something is owed. False where that is stored already, or something of the payment is owed."""
    return await _insert(connection, refund, "owed", "")


async def _insert(connection: Reader, refund: Refund, status: str, reference: str) -> bool:
    """Whether it was stored: not where it is there already."""
    made = await connection.fetchval(
        """
        INSERT INTO payment_refunds (id, payment_id, amount, tip, reason, mistake, by, status, reference)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING true
        """,
        refund.id,
        refund.payment_id,
        refund.amount,
        refund.tip,
        refund.reason,
        refund.mistake,
        refund.by,
        status,
        reference,
    )
    return bool(made)


async def find_refund(connection: Reader, refund_id: UUID) -> Refund | None:
    """Find something that is given back."""
    row = await connection.fetchrow(
        f"SELECT {REFUND_COLUMNS} FROM payment_refunds r WHERE r.id = $1", refund_id
    )
    return None if row is None else Refund(**row)


async def list_refunds(connection: Reader, payment_ids: Collection[UUID]) -> list[Refund]:
    """Return what is, was or could not be given back of payments, in its order."""
    rows = await connection.fetch(
        f"""
        SELECT {REFUND_COLUMNS} FROM payment_refunds r WHERE r.payment_id = ANY ($1)
        ORDER BY r.created_at, r.id
        """,
        list(payment_ids),
    )
    return [Refund(**row) for row in rows]


async def claim_owed(pool: BasePool, age: timedelta, refund_id: UUID | None = None) -> Sequence[Refund]:
    """Claim what is owed and nobody has tried to give back for so long: this one, or any."""
    rows = await pool.fetch(
        f"""
        WITH due AS (
            SELECT r.id FROM payment_refunds r
            WHERE r.status = 'owed' AND r.tried_at <= now() - $1::interval AND ($3::uuid IS NULL OR r.id = $3)
            ORDER BY r.tried_at LIMIT $2 FOR UPDATE SKIP LOCKED
        )
        UPDATE payment_refunds r SET tried_at = now() FROM due WHERE r.id = due.id RETURNING {REFUND_COLUMNS}
        """,
        age,
        AT_ONCE,
        refund_id,
    )
    return [Refund(**row) for row in rows]


async def end_refund(connection: Reader, refund_id: UUID, status: RefundStatus, reference: str = "") -> None:
    """Store what became of it; where all of the payment is given back it is `refunded`."""
    await connection.execute(
        "UPDATE payment_refunds SET status = $2, reference = $3 WHERE id = $1 AND status = 'owed'",
        refund_id,
        status,
        reference,
    )
    await _set_refunded(connection, refund_id)


async def _set_refunded(connection: Reader, refund_id: UUID) -> None:
    await connection.execute(
        """
        UPDATE payments p SET status = 'refunded', changed_at = now()
        WHERE p.status = 'paid' AND p.id = (SELECT payment_id FROM payment_refunds WHERE id = $1)
          AND p.amount <= (SELECT sum(r.amount) FROM payment_refunds r WHERE r.payment_id = p.id AND r.status = 'done')
        """,
        refund_id,
    )


async def list_orders_paid(pool: BasePool, orders: Collection[UUID]) -> list[UUID]:
    """Return those of these orders on whose bills a provider's payment stands."""
    rows = await pool.fetch(
        """
        SELECT DISTINCT b.order_id FROM bill_orders b
        JOIN bill_orders a ON a.bill_id = b.bill_id
        JOIN payments p ON p.order_id = a.order_id
        WHERE b.order_id = ANY ($1) AND p.status = 'paid'
        """,
        list(orders),
    )
    return [row["order_id"] for row in rows]
