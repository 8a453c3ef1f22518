"""A visit of a table: who sits there, and what was ordered since they came. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from server.domain.ids import placed_at
from server.domain.order import LineOwner, Order, OrderLine
from server.domain.table_call import TableCall
from server.visits.shared_order import EMPTY, SharedOrder
from server.wire.vocabulary import ShareTable

IDLE = timedelta(hours=2)
"""A visit in which nothing was ordered for so long is over, also where no staff has ended it."""
MOST_GUESTS = 30
NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Guest:
    """A device at the table; `key` is the hash of what it keeps, `name` what its diner is called, "" where nobody said."""

    key: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What guests brought along who came from another table: their orders there, and when they came."""

    orders: tuple[UUID, ...] = ()
    at: datetime = NEVER


@dataclass(frozen=True, slots=True)
class TableVisit:
    """What is kept of a table's visit: what was ordered after `since` belongs to it, `active_at` something was last done.

    So does what was `brought` from another table, as long as the visit goes on.
    """

    since: datetime = NEVER
    active_at: datetime = NEVER
    version: int = 0
    guests: tuple[Guest, ...] = ()
    shared: SharedOrder = EMPTY
    brought: Brought = Brought()

    @property
    def looks_back_to(self) -> datetime:
        """After which moment the orders of the visit were placed."""
        first = min((placed_at(one) for one in self.brought.orders), default=self.since)
        return min(self.since, first - timedelta(milliseconds=1))

    def at(self, now: datetime) -> "TableVisit":
        """The visit at `now`: a new one, without guests, where the last one has ended by itself."""
        if self.active_at == NEVER or self.active_at + IDLE > now:
            return self
        return TableVisit(
            max(self.since, self.active_at),
            NEVER,
            self.version,
            shared=self._emptied(),
            brought=self.brought,
        )

    def ended(self, moment: datetime) -> "TableVisit":
        """The table once its guests have left at a moment; who did something there later is of those who came after."""
        if self.active_at > moment:
            return replace(self, since=max(self.since, moment))
        return TableVisit(moment, NEVER, self.version, shared=self._emptied())

    def _emptied(self) -> SharedOrder:
        """A new order of other guests, whose presses cannot be taken for those of before."""
        return SharedOrder(revision=self.shared.revision + 1, next_id=self.shared.next_id)

    def guest_of(self, key: str) -> int:
        """The number of a device among the guests, from 1; 0 where it is none of them."""
        return next((number for number, one in enumerate(self.guests, 1) if one.key == key), 0)

    def owner(self, number: int, share: ShareTable) -> LineOwner:
        """A guest by number as the owner of lines; with a name where guests are told by name."""
        return LineOwner(number, self.guests[number - 1].name if number and share == "names" else "")

    def joined(self, key: str, name: str, now: datetime) -> "TableVisit":
        """The visit with this device among its guests, under its newest name; beyond MOST_GUESTS it is nobody's."""
        visit = replace(self, active_at=now)
        number = self.guest_of(key)
        if number:
            guests = list(self.guests)
            guests[number - 1] = Guest(key, name or guests[number - 1].name)
            return replace(visit, guests=tuple(guests))
        if len(self.guests) >= MOST_GUESTS:
            return visit
        return replace(visit, guests=(*self.guests, Guest(key, name)))

    def is_taken(self, orders: Sequence[Order]) -> bool:
        """Whether somebody sits there, who has ordered these."""
        return bool(orders or self.guests or self.shared.lines)

    def with_those_of(self, other: "TableVisit", orders: Iterable[Order], now: datetime) -> "TableVisit":
        """The visit once those of another table, who have ordered these, sit here too.

        Their numbers among the guests begin after those who sit here. Conflict where the tables have more in the making
        than one may have.
        """
        guests = (*self.guests, *other.guests)[:MOST_GUESTS]
        shared = self.shared
        for one in other.shared.lines:
            step = f"{other.shared.revision}-{one.id}@{now.isoformat()}"
            guest = self.number_here(one.guest)
            shared = shared.added(step, guest, [one.line], other.shared.allergies, other.shared.note)
        brought = Brought((*self.brought.orders, *(order.id for order in orders)), now)
        return replace(self, active_at=now, guests=guests, shared=shared, brought=brought)

    def number_here(self, guest: int) -> int:
        """The number that a guest of another table has among those who sit here; 0 where there are too many."""
        number = len(self.guests) + guest
        return number if guest and number <= MOST_GUESTS else 0

    def own_orders(self, newest_first: Sequence[Order], now: datetime) -> list[Order]:
        """Of a table's orders those of the visit, oldest first: after `since`, and no longer apart than IDLE."""
        along = frozenset(self.brought.orders)
        own, after = list[Order](), now
        for order in newest_first:
            if order.id in along:
                continue
            if order.created_at <= self.since or after - order.created_at > IDLE:
                break
            after = order.created_at
            own.append(order)
        if after - self.brought.at <= IDLE:
            own += [order for order in newest_first if order.id in along]
        return sorted(own, key=lambda order: (order.created_at, order.id))


@dataclass(frozen=True, slots=True)
class Share:
    """What one guest of a visit has ordered; 0 is nobody in particular."""

    guest: int
    name: str
    total: int
    lines: tuple[OrderLine, ...]


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table as those who sit there see it; totals in minor units, without what is not made."""

    visit: TableVisit
    orders: Sequence[Order]
    calls: Sequence[TableCall] = ()

    @property
    def total(self) -> int:
        """What the table has ordered in this visit."""
        return sum(share.total for share in self.shares)

    @property
    def shares(self) -> list[Share]:
        """What each guest has ordered, by number; what is nobody's comes last."""
        lines = [line for order in self.orders for line in order.lines if not line.state]
        known = len(self.visit.guests)
        numbers = sorted({self._owner(line) for line in lines}, key=lambda number: number or known + 1)
        return [self._share(number, lines) for number in numbers]

    def _owner(self, line: OrderLine) -> int:
        return line.guest if line.guest <= len(self.visit.guests) else 0

    def _share(self, number: int, lines: Sequence[OrderLine]) -> Share:
        own = tuple(line for line in lines if self._owner(line) == number)
        name = self.visit.guests[number - 1].name if number else ""
        return Share(number, name, sum(line.line_total for line in own), own)
