"""The use cases of bills: look, write on one, and record what a payment provider says."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import structlog

from server.audit.log import ACTOR, Action, record
from server.bills import receipts, sources, store
from server.bills.document import name_lines
from server.bills.model import LISTED_FOR, HeldBill, Present, Source
from server.bills.store import Books, Key
from server.db.pool import BasePool, Connection
from server.domain.bill import bill_of
from server.domain.bill_bounds import Wish, entry_for
from server.domain.bill_entries import Entry, LineRef, Payment, Refund, What
from server.domain.bill_units import Lines
from server.domain.errors import Conflict, KeyReused, NotFound
from server.domain.order import Order
from server.domain.restaurant import RestaurantSettings
from server.domain.unpaid import is_paid_for
from server.events.model import Event, TableChanged
from server.menu.cache import MenuCache
from server.orders.unpaid import UnpaidOrders
from server.restaurants.model import TableLink
from server.visits.model import IDLE
from server.visits.store import find_table_id, read_visit
from server.wire.vocabulary import PaymentMethod

log = structlog.get_logger()

Decide = Callable[[HeldBill], What]
"""What is to be written on a bill as it is now; it raises where nothing may be."""
Also = Callable[[Connection, HeldBill, HeldBill], Awaitable[None]]
"""What is done in the transaction of an entry: the bill before it and after it."""
ACTIONS: Mapping[str, Action] = {
    "void": "bill.void",
    "discount": "bill.discount",
    "guests": "bill.guests",
    "payment": "bill.payment",
    "refund": "bill.refund",
}


@dataclass(frozen=True, slots=True)
class Bills:
    """The use cases of bills over a pool; `publish` tells those who look at the table, `unpaid` has the orders that wait."""

    pool: BasePool
    menus: MenuCache
    publish: Callable[[Event], None]
    unpaid: UnpaidOrders

    async def list_open(self, restaurant_id: UUID) -> list[HeldBill]:
        """Return what is not settled, oldest first."""
        place = await self._place(restaurant_id)
        async with self.pool.acquire() as connection:
            return await self.read_open(connection, place)

    async def read_open(self, connection: Connection, place: RestaurantSettings) -> list[HeldBill]:
        """Return the same over a connection."""
        found = await sources.list_open_sources(connection, place.id)
        entries = await store.list_entries(connection, [source.id for source in found])
        return [_held(place, source, entries.get(source.id, [])) for source in found]

    async def get(self, restaurant_id: UUID, bill_id: UUID) -> HeldBill:
        """Return a bill by its id, or that of any order of it. NotFound."""
        place = await self._place(restaurant_id)
        async with self.pool.acquire() as connection:
            return await self._read(connection, place, bill_id)

    async def find(self, bill_id: UUID) -> HeldBill:
        """Return a bill to whoever has its id, or that of an order of it. NotFound."""
        return await self.get(await self._restaurant_of(bill_id), bill_id)

    async def _restaurant_of(self, bill_id: UUID) -> UUID:
        restaurant_id = await store.find_restaurant_of(self.pool, bill_id)
        if restaurant_id is None:
            raise NotFound("There is no such bill.")
        return restaurant_id

    async def of_visit(self, link: TableLink) -> HeldBill | None:
        """Return the bill of a table's present visit: the open one, else the last that was settled; None without one."""
        place, now = await self._place(link.restaurant_id), datetime.now(UTC)
        async with self.pool.acquire() as connection:
            visit = (await read_visit(connection, link.restaurant_id, link.table_id)).at(now)
            present = Present(visit.since, frozenset(visit.brought.orders))
            settled = await sources.list_settled_since(
                connection, link.restaurant_id, link.table_name, visit.looks_back_to
            )
            unsettled = await sources.list_open_sources(
                connection, link.restaurant_id, [link.table_name], now - LISTED_FOR
            )
            found = [
                source
                for source in (*settled, *unsettled)
                if present.bills(source) and now - max(source.last_placed, visit.brought.at) <= IDLE
            ]
            return await self._with_entries(connection, place, found[-1]) if found else None

    async def name_state(self, restaurant_id: UUID) -> str:
        """Name the state of a restaurant's tables and bills, by one short statement."""
        async with self.pool.acquire() as connection:
            return await store.name_state(connection, restaurant_id)

    async def of_orders(self, restaurant_id: UUID, orders: Sequence[Order]) -> list[HeldBill]:
        """Return the bills of orders, those of the latest first."""
        place = await self._place(restaurant_id)
        places = {order.id: at for at, order in enumerate(orders)}
        async with self.pool.acquire() as connection:
            found = await sources.find_sources(connection, restaurant_id, places)
            entries = await store.list_entries(connection, [source.id for source in found])
        found.sort(key=lambda source: -max((places.get(one.id, -1) for one in source.orders), default=-1))
        return [_held(place, source, entries.get(source.id, [])) for source in found]

    async def bring_along(
        self, connection: Connection, restaurant_id: UUID, orders: Sequence[Order], table: str
    ) -> None:
        """Have the open bills of guests who go to another table go along, in the caller's transaction."""
        await store.lock_books(connection, restaurant_id)
        await store.move_open_bills(connection, restaurant_id, [order.id for order in orders], table)

    async def write(
        self, restaurant_id: UUID, bill_id: UUID, wish: Callable[[HeldBill], Wish], key: Key | None = None
    ) -> tuple[HeldBill, bool]:
        """Write on a bill, alone with it; returns it, and whether that is new: the same `key` writes nothing again.

        `wish` says what, of the bill as it is now. NotFound, Conflict or Invalid where it may not be written, KeyReused
        where the key stands for something else.
        """
        place = await self._place(restaurant_id)
        async with self.pool.acquire() as connection, connection.transaction():
            books = await store.lock_books(connection, restaurant_id)
            if key is not None and await _is_repeated(connection, restaurant_id, key):
                return await self._read(connection, place, bill_id), False
            held = await self._read(connection, place, bill_id)
            what = entry_for(held.bill, wish(held))
            held = await self._written(connection, place, held, what, books, key)
        await self._tell(held)
        return held, True

    async def record_payment(
        self,
        bill_id: UUID,
        method: PaymentMethod,
        amount: int,
        tip: int,
        reference: str,
        lines: tuple[LineRef, ...] = (),
        share: tuple[int, int] | None = None,
        also: Also | None = None,
    ) -> tuple[HeldBill, bool]:
        """Record money that a payment provider has taken, once by `reference`; returns the bill, and whether it is new.

        `lines` are those that it pays for, or `share` is which of how many equal parts. Where it is new `also` is done in
        the same transaction.

        It is never refused, as the money is there: where the bill is paid already, or costs less by now, it is `overpaid`
        then, and that is to be given back. NotFound for no such bill.
        """
        payment = Payment(method, amount, tip, lines=lines, share=share, reference=reference)
        return await self._record(bill_id, reference, lambda _: payment, also)

    async def record_refund(
        self,
        bill_id: UUID,
        payment_reference: str,
        amount: int,
        reason: str,
        reference: str,
        *,
        tip: int = 0,
        mistake: bool = False,
        also: Also | None = None,
    ) -> tuple[HeldBill, bool]:
        """Record money that a payment provider has given back, once by `reference`; `also` as above.

        NotFound for no such bill or payment, Conflict where it is more than is left of the payment.
        """

        def refund(held: HeldBill) -> What:
            payments = held.bill.payments.items()
            number = next((number for number, one in payments if one.reference == payment_reference), None)
            if number is None:
                raise NotFound("This bill has no such payment. Nothing was changed.")
            if amount > held.bill.left_of(number):
                raise Conflict("That is more than what is left of the payment. Nothing was changed.")
            rounding = amount - held.bill.unsettled_by(number, amount)
            return Refund(number, amount, reason, rounding, tip, mistake=mistake, reference=reference)

        return await self._record(bill_id, reference, refund, also)

    async def _record(
        self, bill_id: UUID, reference: str, decide: Decide, also: Also | None
    ) -> tuple[HeldBill, bool]:
        restaurant_id = await self._restaurant_of(bill_id)
        place = await self._place(restaurant_id)
        async with self.pool.acquire() as connection, connection.transaction():
            books = await store.lock_books(connection, restaurant_id)
            before = await self._read(connection, place, bill_id)
            if await store.is_recorded(connection, restaurant_id, reference):
                return before, False
            held = await self._written(connection, place, before, decide(before), books, None)
            if also is not None:
                await also(connection, before, held)
        await self._tell(held)
        return held, True

    async def settle(self, bill_id: UUID) -> None:
        """Make the receipt of a bill whose last open lines were refused or cancelled. NotFound for no such bill."""
        place = await self._place(await self._restaurant_of(bill_id))
        async with self.pool.acquire() as connection, connection.transaction():
            books = await store.lock_books(connection, place.id)
            held = await self._read(connection, place, bill_id)
            await store.save_books(connection, place.id, await _settled(connection, place, [held], books))
        await self.release_paid(held)

    async def settle_due(self, connection: Connection, place: RestaurantSettings, books: Books) -> Books:
        """Do the same for all open bills; the caller has locked the books, and stores what is returned."""
        return await _settled(connection, place, await self.read_open(connection, place), books)

    @asynccontextmanager
    async def alone_with(self, bill_id: UUID) -> AsyncIterator[tuple[Connection, HeldBill]]:
        """Hold a bill as it is, in a transaction in which nobody else writes on one of the restaurant's. NotFound."""
        restaurant_id = await self._restaurant_of(bill_id)
        place = await self._place(restaurant_id)
        async with self.pool.acquire() as connection, connection.transaction():
            await store.lock_books(connection, restaurant_id)
            yield connection, await self._read(connection, place, bill_id)

    async def _written(
        self,
        connection: Connection,
        place: RestaurantSettings,
        held: HeldBill,
        what: What,
        books: Books,
        key: Key | None,
    ) -> HeldBill:
        """Write an entry, and the receipt that follows from it, in the caller's transaction; the books are locked."""
        now = datetime.now(UTC)
        entry = Entry(books.last_entry + 1, now, what, ACTOR.get())
        await store.save_source(connection, place.id, held.source, held.bill.rules)
        await store.insert_entry(connection, place.id, held.id, entry, key)
        held = replace(held, bill=bill_of(held.bill.rules, held.source.lines, (*held.bill.entries, entry)))
        await store.set_settled(connection, held.id, now if held.bill.is_settled else None)
        books = await receipts.issue(connection, place, held, replace(books, last_entry=entry.number), now)
        await store.save_books(connection, place.id, books)
        subject = held.source.table or f"#{held.source.orders[0].number}"
        await record(connection, place.id, ACTIONS[entry.kind], subject, after=_audited(held, entry))
        return held

    async def _tell(self, held: HeldBill) -> None:
        table_id = await find_table_id(self.pool, held.restaurant_id, held.source.table)
        if table_id is not None:
            self.publish(TableChanged(held.restaurant_id, table_id))
        await self.release_paid(held)

    async def release_paid(self, held: HeldBill) -> None:
        """Let the kitchen have the orders of a bill that waited for their payment, and are paid."""
        for order in held.source.orders:
            if order.is_unpaid and is_paid_for(held.bill, order.id):
                await self._release(order.id)

    async def _release(self, order_id: UUID) -> None:
        try:
            await self.unpaid.release(order_id)
        except Exception as error:  # noqa: BLE001  what was paid stands; the rounds of payments let the order go
            log.warning("an order that is paid waits for the next round", order=str(order_id), error=error)

    async def _place(self, restaurant_id: UUID) -> RestaurantSettings:
        return (await self.menus.by_id(restaurant_id)).restaurant

    async def _read(self, connection: Connection, place: RestaurantSettings, bill_id: UUID) -> HeldBill:
        source = await sources.find_source(connection, place.id, bill_id)
        if source is None:
            raise NotFound("There is no such bill.")
        return await self._with_entries(connection, place, source)

    async def _with_entries(
        self, connection: Connection, place: RestaurantSettings, source: Source
    ) -> HeldBill:
        entries = await store.list_entries(connection, [source.id])
        return _held(place, source, entries.get(source.id, []))


async def _settled(
    connection: Connection, place: RestaurantSettings, bills: Sequence[HeldBill], books: Books
) -> Books:
    now = datetime.now(UTC)
    for held in bills:
        row = held.source.row
        if row is not None and row.settled_at is None and held.bill.is_settled:
            await store.set_settled(connection, held.id, now)
            books = await receipts.issue(connection, place, held, books, now)
    return books


def _held(place: RestaurantSettings, source: Source, entries: list[Entry]) -> HeldBill:
    rules = source.row.rules if source.row else place.money
    return HeldBill(place.id, source, bill_of(rules, source.lines, entries))


async def _is_repeated(connection: Connection, restaurant_id: UUID, key: Key) -> bool:
    before = await store.find_keyed(connection, restaurant_id, key.text)
    if before is not None and before != key.fingerprint:
        raise KeyReused("This Idempotency-Key was used for something else. Nothing was changed.")
    return before is not None


def _audited(held: HeldBill, entry: Entry) -> dict[str, Any]:
    """What of an entry stands in the log: what it is, without what a provider calls it."""
    names = held.ref_texts()
    told = {name: value for name, value in asdict(entry.what).items() if value and name != "reference"}
    if "lines" in told:
        lines = Lines(told["lines"], told.pop("quantities", ()))
        told["lines"] = name_lines(names, lines)
    return {"bill": str(held.id), "entry": entry.number, **told}
