"""Receipts: made when a bill is settled, and for what is given back afterwards; stored as they are printed."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from server.bills.document import write_bill, write_taxes
from server.bills.model import HeldBill
from server.bills.store import Books, Reader
from server.db.pool import Connection
from server.domain.money import to_text
from server.domain.restaurant import RestaurantSettings
from server.domain.schedule import business_day
from server.domain.turnover import Turnover, rate_sums, read_turnover
from server.wire.bills import Receipt, Seller


async def issue(
    connection: Connection, place: RestaurantSettings, held: HeldBill, books: Books, at: datetime
) -> Books:
    """Make the receipt for what the bill is now and no receipt says yet; none where nothing has changed.

    The books are locked by the caller; returns them as they are then. It is never of a day that is closed.
    """
    new = held.bill.turnover - await _told(connection, held.id)
    if new.is_nothing:
        return books
    day = max(business_day(at, place.timezone, place.rules.day_starts), books.receipt_day)
    number = books.last_receipt + 1 if day == books.receipt_day else 1
    await connection.execute(
        """
        INSERT INTO receipts (restaurant_id, day, number, bill_id, at, after_entry, turnover, document)
        VALUES ($1, $2, $3, $4, $5, greatest($6, (
            SELECT coalesce(max(last_entry), 0) + 1 FROM day_closings WHERE restaurant_id = $1
        )), $7, $8)
        """,
        held.restaurant_id,
        day,
        number,
        held.id,
        at,
        books.last_entry,
        asdict(new),
        _document(place, held, new, day, number, at).model_dump(mode="json"),
    )
    return replace(books, receipt_day=day, last_receipt=number)


async def _told(connection: Connection, bill_id: UUID) -> Turnover:
    """What the receipts of a bill say together."""
    rows = await connection.fetch("SELECT turnover FROM receipts WHERE bill_id = $1", bill_id)
    return sum((read_turnover(row["turnover"]) for row in rows), Turnover())


def _document(
    place: RestaurantSettings, held: HeldBill, new: Turnover, day: date, number: int, at: datetime
) -> Receipt:
    return Receipt(
        day=day,
        number=number,
        at=at,
        timezone=place.timezone,
        seller=seller_of(place),
        bill=write_bill(held),
        taxes=write_taxes(rate_sums(new.groups), held.currency),
        rounding=to_text(new.rounding, held.currency),
        total=to_text(new.total, held.currency),
    )


def seller_of(place: RestaurantSettings) -> Seller:
    """Who a receipt is from."""
    branding = place.branding
    return Seller(
        name=place.name, address=branding.address, phone=branding.phone, tax_number=place.money.tax_number
    )


def _receipt(row: Mapping[str, Any] | asyncpg.Record) -> Receipt:
    return Receipt.model_validate(row["document"])


async def list_of_bill(connection: Reader, restaurant_id: UUID, bill_id: UUID) -> list[Receipt]:
    """Return the receipts of a bill, oldest first."""
    rows = await connection.fetch(
        "SELECT document FROM receipts WHERE restaurant_id = $1 AND bill_id = $2 ORDER BY day, number",
        restaurant_id,
        bill_id,
    )
    return [_receipt(row) for row in rows]


async def list_after(
    connection: Reader, restaurant_id: UUID, day: date, number: int, limit: int
) -> list[Receipt]:
    """Return the receipts after the one of this day and number, oldest first."""
    rows = await connection.fetch(
        """
        SELECT document FROM receipts WHERE restaurant_id = $1 AND (day, number) > ($2, $3)
        ORDER BY day, number LIMIT $4
        """,
        restaurant_id,
        day,
        number,
        limit,
    )
    return [_receipt(row) for row in rows]
