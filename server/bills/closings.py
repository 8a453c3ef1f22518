"""The day's end: numbered, stored as it was, and never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from server.audit.log import ACTOR, record
from server.bills import store
from server.bills.document import write_summary, write_taxes
from server.bills.model import HeldBill
from server.bills.receipts import seller_of
from server.bills.service import Bills
from server.db.pool import BasePool, Connection
from server.domain.bill_entries import Entry
from server.domain.closing import DayEnd, day_end
from server.domain.errors import NotFound
from server.domain.money import to_minor, to_text
from server.domain.restaurant import RestaurantSettings
from server.domain.schedule import business_day
from server.domain.tax import percent_text
from server.domain.turnover import TaxGroup, Turnover, rate_sums, read_turnover
from server.menu.cache import MenuCache
from server.wire.bills import Closing, MethodSum, TurnoverGroup
from server.wire.vocabulary import PaymentMethod


@dataclass(frozen=True, slots=True)
class Closings:
    """The use cases of the day's end over a pool."""

    pool: BasePool
    menus: MenuCache
    bills: Bills

    async def close(self, restaurant_id: UUID) -> Closing:
        """Close what was written since the last closing; what is written meanwhile waits, and is of the next one."""
        place = (await self.menus.by_id(restaurant_id)).restaurant
        async with self.pool.acquire() as connection, connection.transaction():
            books = await store.lock_books(connection, restaurant_id)
            books = await self.bills.settle_due(connection, place, books)
            last = await _find(connection, restaurant_id, books.last_closing)
            open_bills = await self.bills.read_open(connection, place)
            span = _Span(place, last, await _last_entry(connection, restaurant_id), books.last_entry)
            found = await _sum_up(connection, span)
            closing = _document(span, found, open_bills, datetime.now(UTC))
            await _insert(connection, restaurant_id, closing, books.last_entry)
            await store.save_books(connection, restaurant_id, replace(books, last_closing=closing.number))
            after = {"total": closing.total, "last_entry": books.last_entry}
            await record(connection, restaurant_id, "day.closed", str(closing.number), after=after)
        return closing

    async def list_newest(self, restaurant_id: UUID, limit: int) -> list[Closing]:
        """Return the last closings, newest first."""
        rows = await self.pool.fetch(
            "SELECT document FROM day_closings WHERE restaurant_id = $1 ORDER BY number DESC LIMIT $2",
            restaurant_id,
            limit,
        )
        return [Closing.model_validate(row["document"]) for row in rows]

    async def get(self, restaurant_id: UUID, number: int) -> Closing:
        """Return a closing as it was made. NotFound."""
        async with self.pool.acquire() as connection:
            found = await _find(connection, restaurant_id, number)
        if found is None:
            raise NotFound("There is no closing of this number.")
        return found


@dataclass(frozen=True, slots=True)
class _Span:
    """What is closed: the entries after `first` up to `last_entry`."""

    place: RestaurantSettings
    before: Closing | None
    first: int
    last_entry: int

    @property
    def currency(self) -> str:
        return self.place.currency


@dataclass(frozen=True, slots=True)
class _Found:
    end: DayEnd
    receipts: int


async def _find(connection: Connection, restaurant_id: UUID, number: int) -> Closing | None:
    document = await connection.fetchval(
        "SELECT document FROM day_closings WHERE restaurant_id = $1 AND number = $2::bigint",
        restaurant_id,
        number,
    )
    return document and Closing.model_validate(document)


async def _last_entry(connection: Connection, restaurant_id: UUID) -> int:
    last: int = await connection.fetchval(
        "SELECT coalesce(max(last_entry), 0) FROM day_closings WHERE restaurant_id = $1", restaurant_id
    )
    return last


async def _sum_up(connection: Connection, span: _Span) -> _Found:
    rows = await connection.fetch(
        """
        SELECT r.turnover FROM receipts r JOIN bills b ON b.id = r.bill_id
        WHERE r.restaurant_id = $1 AND r.after_entry > $2 AND r.after_entry <= $3 AND b.currency = $4
        """,
        span.place.id,
        span.first,
        span.last_entry,
        span.currency,
    )
    turnovers: Sequence[Turnover] = [read_turnover(row["turnover"]) for row in rows]
    entries = await _entries(connection, span)
    before = span.before
    held_before = to_minor(before.held, span.currency) if before and before.currency == span.currency else 0
    return _Found(day_end(turnovers, entries, await _methods(connection, span), held_before), len(rows))


async def _entries(connection: Connection, span: _Span) -> list[Entry]:
    rows = await connection.fetch(
        """
        SELECT e.number, e.kind, e.at, e.by, e.what FROM bill_entries e JOIN bills b ON b.id = e.bill_id
        WHERE e.restaurant_id = $1 AND e.number > $2 AND e.number <= $3 AND b.currency = $4
        ORDER BY e.number
        """,
        span.place.id,
        span.first,
        span.last_entry,
        span.currency,
    )
    return [store.read_entry(row) for row in rows]


async def _methods(connection: Connection, span: _Span) -> Mapping[int, PaymentMethod]:
    """The methods of the payments that are given back, which may be of an earlier day."""
    rows = await connection.fetch(
        """
        SELECT p.number, p.what ->> 'method' AS method FROM bill_entries e
        JOIN bill_entries p ON p.restaurant_id = e.restaurant_id AND p.number = (e.what ->> 'payment')::bigint
        WHERE e.restaurant_id = $1 AND e.number > $2 AND e.number <= $3 AND e.kind = 'refund'
        """,
        span.place.id,
        span.first,
        span.last_entry,
    )
    return {row["number"]: row["method"] for row in rows}


async def _insert(connection: Connection, restaurant_id: UUID, closing: Closing, last_entry: int) -> None:
    await connection.execute(
        """
        INSERT INTO day_closings (restaurant_id, number, day, at, by, last_entry, document)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        restaurant_id,
        closing.number,
        closing.day,
        closing.at,
        ACTOR.get(),
        last_entry,
        closing.model_dump(mode="json"),
    )


def _document(span: _Span, found: _Found, open_bills: Sequence[HeldBill], at: datetime) -> Closing:
    end, place, currency = found.end, span.place, span.currency
    sold = end.turnover
    told = ("discounts", "voids", "service_charge", "cover_charge", "returned", "rounding", "gross", "total")
    return Closing(
        number=span.before.number + 1 if span.before else 1,
        day=business_day(at, place.timezone, place.rules.day_starts),
        since=span.before.at if span.before else None,
        at=at,
        currency=currency,
        timezone=place.timezone,
        seller=seller_of(place),
        receipts=found.receipts,
        turnover=[_group(group, currency) for group in sold.groups],
        taxes=write_taxes(rate_sums(sold.groups), currency),
        methods=_method_sums(end, currency),
        tips=to_text(end.tips, currency),
        held_before=to_text(end.held_before, currency),
        held=to_text(end.held, currency),
        open_bills=[write_summary(held) for held in open_bills if held.bill.open],
        **{name: to_text(getattr(sold, name), currency) for name in told},
    )


def _group(group: TaxGroup, currency: str) -> TurnoverGroup:
    return TurnoverGroup(
        name=" + ".join(rate.name for rate in group.rates),
        percent=percent_text(sum(rate.thousandths for rate in group.rates)),
        net=to_text(group.net, currency),
        tax=to_text(sum(group.taxes), currency),
        gross=to_text(group.gross, currency),
    )


def _method_sums(end: DayEnd, currency: str) -> list[MethodSum]:
    money = ("amount", "tips", "refunded", "refunded_tips")
    return [
        MethodSum(
            method=one.method,
            payments=one.payments,
            refunds=one.refunds,
            **{name: to_text(getattr(one, name), currency) for name in money},
        )
        for one in end.methods
    ]
