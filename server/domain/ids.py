"""Ids of orders: UUIDs of version 7, sortable by time and not guessable."""

import secrets
from datetime import UTC, datetime
from uuid import UUID

RANDOM_BITS = 74


def to_the_millisecond(moment: datetime) -> datetime:
    """Cut `moment` to what an id holds of it, so that orders sort alike by id and by time."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def new_order_id(at: datetime) -> UUID:
    """Make an id for an order placed at `at`: 48 bits of milliseconds, 74 random bits (RFC 9562, 5.7)."""
    chance = secrets.randbits(RANDOM_BITS)
    value = (
        (_milliseconds(at) << 80)
        | (0x7 << 76)
        | ((chance >> 62) << 64)
        | (0b10 << 62)
        | (chance & (2**62 - 1))
    )
    return UUID(int=value)


def first_id(at: datetime) -> UUID:
    """Lower bound of the ids of orders placed at `at` or later."""
    return UUID(int=_milliseconds(at) << 80)


def placed_at(order_id: UUID) -> datetime:
    """When an order was placed, to the millisecond, by its id."""
    return datetime.fromtimestamp((order_id.int >> 80) / 1000, UTC)


def _milliseconds(at: datetime) -> int:
    return min(max(0, int(at.timestamp() * 1000)), 2**48 - 1)
