"""Which orders make one bill. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.domain.bill import Bill
from server.domain.bill_charges import BillLine
from server.domain.money_rules import MoneyRules
from server.visits.model import IDLE, NEVER

LISTED_FOR = timedelta(hours=24)
"""How long an order on whose bill nothing was written is listed at least; its own bill is found by its id for good."""
LISTED_AT_MOST = timedelta(days=7)
AT_ONCE = timedelta(minutes=1)
"""An order that was placed while the day was closed may be missing in the closing, and is listed on."""


def listed_since(now: datetime, begun: datetime | None) -> datetime:
    """From when on orders on whose bills nothing was written are listed: until a day is closed, at most LISTED_AT_MOST.

    `begun` is when a day was closed last, or the first entry was written where none was; None where nobody keeps bills.
    """
    recent = now - LISTED_FOR
    return recent if begun is None else max(min(recent, begun - AT_ONCE), now - LISTED_AT_MOST)


@dataclass(frozen=True, slots=True)
class BilledOrder:
    """What a bill needs of an order; `lines` are those that are made. `table` is "" where no table's code came with it."""

    id: UUID
    number: int
    placed_at: datetime
    table: str
    currency: str
    lines: tuple[BillLine, ...]
    is_unpaid: bool = False


@dataclass(frozen=True, slots=True)
class BillRow:
    """A bill on which something was written, as it is stored."""

    id: UUID
    restaurant_id: UUID
    table: str
    since: datetime
    currency: str
    rules: MoneyRules
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Source:
    """The orders of one bill, oldest first, and its row; None: nothing was written on it yet."""

    orders: tuple[BilledOrder, ...]
    row: BillRow | None = None

    @property
    def id(self) -> UUID:
        """The bill's id: that of its first order."""
        return self.row.id if self.row else self.orders[0].id

    @property
    def table(self) -> str:
        """The table, "" for the bill of one order without one."""
        return self.row.table if self.row else self.orders[0].table

    @property
    def since(self) -> datetime:
        """When it was first ordered."""
        return self.row.since if self.row else self.orders[0].placed_at

    @property
    def currency(self) -> str:
        """Of all its amounts."""
        return self.row.currency if self.row else self.orders[0].currency

    @property
    def last_placed(self) -> datetime:
        """When it was last ordered."""
        return max((order.placed_at for order in self.orders), default=self.since)

    @property
    def lines(self) -> tuple[BillLine, ...]:
        """What is ordered."""
        return tuple(line for order in self.orders for line in order.lines)


@dataclass(frozen=True, slots=True)
class HeldBill:
    """A bill of a restaurant, and the orders of which it is made."""

    restaurant_id: UUID
    source: Source
    bill: Bill

    @property
    def id(self) -> UUID:
        """The id by which it is found, as by that of each of its orders."""
        return self.source.id

    @property
    def currency(self) -> str:
        """Of all its amounts."""
        return self.source.currency

    def ref_texts(self) -> Mapping[tuple[UUID, int], str]:
        """How people name its lines: the order's number and the line's, `12.3`; the later of two equal ones has a mark."""
        names: dict[tuple[UUID, int], str] = {}
        taken: set[str] = set()
        for order in self.source.orders:
            mark = "+" if f"{order.number}" in taken else ""
            taken.add(f"{order.number}")
            names |= {line.ref: f"{order.number}{mark}.{line.line_id}" for line in order.lines}
        return names


@dataclass(frozen=True, slots=True)
class Present:
    """The present visit of a table: what was ordered after `since`, and the orders that were `brought` from another table."""

    since: datetime = NEVER
    brought: frozenset[UUID] = frozenset()

    def has(self, order: BilledOrder) -> bool:
        """Whether an order at this table is of this visit."""
        return order.placed_at > self.since or order.id in self.brought

    def bills(self, source: Source) -> bool:
        """Whether a bill of this table is that of this visit."""
        return source.last_placed > self.since or any(order.id in self.brought for order in source.orders)


def sources_of(
    unbilled: Iterable[BilledOrder], open_bills: Iterable[Source], present: Mapping[str, Present]
) -> list[Source]:
    """Put orders on the bills to which they belong, oldest bill first.

    An order of a table joins the open bill of the same visit; else those of a visit make a new one. An order without a
    table has its own. `present` is the present visit of each table.
    """
    alone, by_table = [], dict[str, list[BilledOrder]]()
    for order in unbilled:
        if order.table:
            by_table.setdefault(order.table, []).append(order)
        else:
            alone.append(Source((order,)))
    tables = dict[str, list[Source]]()
    for source in open_bills:
        tables.setdefault(source.table, []).append(source)
    found = alone + tables.pop("", [])
    for table in by_table.keys() | tables.keys():
        found += _of_table(by_table.get(table, []), tables.get(table, []), present.get(table, Present()))
    return sorted(found, key=lambda source: (source.since, source.id))


def _of_table(orders: Sequence[BilledOrder], bills: Sequence[Source], present: Present) -> list[Source]:
    """The bills of one table: orders are taken in their order, each by the bill of its visit, or a new one."""
    found = list(bills)
    for order in sorted(orders, key=lambda one: (one.placed_at, one.id)):
        own = next((source for source in reversed(found) if _belongs(order, source, present)), None)
        if own is None:
            found.append(Source((order,)))
        else:
            found[found.index(own)] = Source((*own.orders, order), own.row)
    return found


def _belongs(order: BilledOrder, source: Source, present: Present) -> bool:
    """Whether an order is of the visit of a bill: no longer apart than a visit lasts, on the same side of its beginning.

    What was brought from another table is near to all that is of the visit.
    """
    along = present.brought & {order.id, *(one.id for one in source.orders)}
    is_near = bool(along) or any(abs(order.placed_at - one.placed_at) <= IDLE for one in source.orders)
    is_same_visit = present.has(order) == present.bills(source)
    return is_near and is_same_visit and order.currency == source.currency
