"""An order, its lines, and the moves that it may make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

from server.domain.courses import HeldCourse, scheduled, with_fired
from server.domain.tax import RateSum, TaxedShare, TaxRounding, read_shares, sums_of_rates
from server.wire.vocabulary import (
    CANCELLABLE,
    COOKING,
    NOT_ENDED,
    Amount,
    Course,
    OrderStatus,
    OrderType,
    TakenOff,
    concerns,
)

Status = OrderStatus

REACHED_FROM: Mapping[Status, tuple[Status, ...]] = {
    "unpaid": (),
    "held": (),
    "confirmed": ("held", "preparing"),
    "preparing": ("confirmed", "ready"),
    "ready": ("preparing", "completed"),
    "completed": ("ready",),
    "cancelled": NOT_ENDED,
}
"""From which states members move an order to each: one step on, one step back (a recall), or cancelled for good.

One that is `unpaid` goes to the kitchen by its payment alone.
"""
LINES_VERSION = 2
"""Of the stored form of lines. In version 1 a modifier has no `price_adjustment`, read as 0."""


@dataclass(frozen=True, slots=True)
class OrderModifier:
    """An option as it was ordered; `price_adjustment` is for one, after the amount, in minor units.

    With a `menu_item_id` it is a dish as part of another, made at its own `station`.
    """

    modifier_id: int
    name: str
    amount: Amount
    quantity: int
    price_adjustment: int = 0
    menu_item_id: int | None = None
    station: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line as it was ordered, with the prices of that moment in minor units; `id` counts from 1 in its order.

    `conflicts` are the codes of allergens that it states and its diner is allergic to.
    `number` is the dish's on the menu of that moment. Where not all of its `stations` are `done`, `done_stations` are.
    `course` is when it is eaten; "": whenever it is made. A line that was taken off says in `state` by whom, and in
    `reason` why; it is `done` once the kitchen has seen that it is not to be made. `guest` is whose it is, of those who
    sit at the table in this visit; 0 where nobody said. `taxed` says what of its total falls under which rates, of the
    moment at which it was ordered; nothing: all of it is untaxed.
    sit at the table in this visit; 0 where nobody said. `guest_name` is what that guest is called, where guests are told by name.
    """

    id: int
    menu_item_id: int
    name: str
    variant_id: int
    variant_label: str
    quantity: int
    modifiers: tuple[OrderModifier, ...]
    special_requests: str
    unit_price: int
    line_total: int
    station: str
    done: bool = False
    conflicts: tuple[str, ...] = ()
    number: str = ""
    done_stations: tuple[str, ...] = ()
    course: Literal[Course, ""] = ""
    state: Literal[TakenOff, ""] = ""
    reason: str = ""
    guest: int = 0
    taxed: tuple[TaxedShare, ...] = ()
    guest_name: str = ""

    @property
    def is_begun(self) -> bool:
        """Whether some of it was made."""
        return not self.state and (self.done or bool(self.done_stations))

    @property
    def stations(self) -> tuple[str, ...]:
        """Where it is made: its own station, and those of the dishes that are parts of it."""
        return (self.station, *(m.station for m in self.modifiers if m.menu_item_id and m.amount != "none"))

    def bumped(self, share: str | None, *, done: bool) -> "OrderLine":
        """The line with what one of its stations makes (None: all) done or not; it is done once every station is."""
        if share is None:
            return replace(self, done=done, done_stations=())
        stations = frozenset(self.stations)
        before = stations if self.done else stations & {*self.done_stations}
        after = before | {share} if done else before - {share}
        return replace(
            self, done=after == stations, done_stations=() if after == stations else tuple(sorted(after))
        )


class LineOwner(NamedTuple):
    """Whose a line is: a guest of the table by number, 0 for nobody, and by name where guests are told by name."""

    guest: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """Lines of an order (None: all of them) that are not to be made: by whom, why, and when.

    What is cancelled is the diner's doing, or where it is `by_staff` that of who serves the table. With `while_unpaid` it is
    nobody's: the order was not paid in time.
    """

    state: TakenOff
    at: datetime
    lines: frozenset[int] | None = None
    reason: str = ""
    by_staff: bool = False
    while_unpaid: bool = False

    @property
    def is_diners(self) -> bool:
        """Whether the diner takes it back, which is allowed until the kitchen begins."""
        return self.state == "cancelled" and not self.by_staff and not self.while_unpaid


def portions_of(lines: Iterable[OrderLine]) -> dict[int, int]:
    """How many portions lines take of which dishes, by their ids: their own, and those that are parts of them."""
    taken: dict[int, int] = {}
    for line in lines:
        taken[line.menu_item_id] = taken.get(line.menu_item_id, 0) + line.quantity
        for part in line.modifiers:
            if part.menu_item_id and part.amount != "none":
                taken[part.menu_item_id] = taken.get(part.menu_item_id, 0) + line.quantity * part.quantity
    return taken


@dataclass(frozen=True, slots=True)
class Allergy:
    """An allergy in the diner's words, and the allergens that it means, as codes; none where none is known."""

    text: str
    allergens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it is stored. `total` is in minor units of `currency`; `courses` are those that were held.

    `total` is the sum of its lines that are made: a tax on top is not in it. `tax_rounding` is the restaurant's own.
    `released_at` is when the kitchen got one that had to be paid before; None: the kitchen has it since it was placed, or not yet.
    """

    restaurant_id: UUID
    restaurant_slug: str
    id: UUID
    number: int
    day: date
    status: Status
    table_identifier: str
    table_proven: bool
    customer_name: str
    raw_input: str
    language: str
    allergies: tuple[Allergy, ...]
    note: str
    order_type: OrderType | None
    currency: str
    total: int
    reason: str
    revision: int
    rushed: bool
    created_at: datetime
    updated_at: datetime
    estimated_ready_at: datetime | None
    lines: tuple[OrderLine, ...]
    courses: tuple[HeldCourse, ...] = ()
    tax_rounding: TaxRounding = "bill"
    released_at: datetime | None = None

    @property
    def taxes(self) -> tuple[RateSum, ...]:
        """What of its lines that are made falls under each rate."""
        shares = (share for line in self.lines if not line.state for share in line.taxed)
        return sums_of_rates(shares, self.tax_rounding)

    @property
    def came_at(self) -> datetime:
        """When the kitchen got it."""
        return self.released_at or self.created_at

    @property
    def is_cooking(self) -> bool:
        """Whether its dishes are still to be made."""
        return self.status in COOKING

    def bumped(self, line_id: int, share: str | None, *, done: bool, auto_ready: bool) -> "Order":
        """The order with the share of a station in a line, or all of the line (None), done or not.

        The first share that is done makes it `preparing`; with `auto_ready` the last one makes it `ready`.
        """
        lines = tuple(one.bumped(share, done=done) if one.id == line_id else one for one in self.lines)
        if lines == self.lines:
            return self
        bumped = replace(self, lines=lines)
        if not done or not self.is_cooking:
            return bumped
        if not any(one.id == line_id and one.state for one in lines):
            bumped = replace(bumped, status="preparing")
        return _ready_where_done(bumped, auto_ready=auto_ready)

    def without(self, removal: Removal, *, auto_ready: bool) -> "Order":
        """The order with lines taken off; the same where they were before. Without its last line it is cancelled."""
        lines = tuple(
            self._taken_off(line, removal) if removal.lines is None or line.id in removal.lines else line
            for line in self.lines
        )
        if lines == self.lines:
            return self
        left = [line for line in lines if not line.state]
        courses = tuple(one for one in self.courses if any(line.course == one.course for line in left))
        total = sum(line.line_total for line in left)
        changed = replace(self, lines=lines, total=total, courses=courses)
        if not left:
            return replace(changed, status="cancelled", reason=removal.reason)
        return _ready_where_done(changed, auto_ready=auto_ready)

    def _taken_off(self, line: OrderLine, removal: Removal) -> OrderLine:
        """The line taken off. What the kitchen refuses, or has not accepted yet, it need not be told."""
        if line.state:
            return line
        seen = removal.state == "refused" or self.status in ("unpaid", "held")
        return replace(line, state=removal.state, reason=removal.reason, done=seen, done_stations=())

    @property
    def is_begun(self) -> bool:
        """Whether the kitchen has begun with it, or it is over."""
        return self.status not in CANCELLABLE or any(line.is_begun for line in self.lines)

    def waiting(self, now: datetime) -> tuple[OrderLine, ...]:
        """The lines that are not to be made yet."""
        held = {one.course for one in self.courses if one.waits(now)}
        return tuple(line for line in self.lines if line.course in held and not line.state)

    def with_courses_scheduled(
        self, now: datetime, fire_after: timedelta | None, takes: timedelta
    ) -> "Order":
        """The order once lines were bumped; with the next course due it is ready when that `takes` its time."""
        made = [line for line in self.lines if not line.state]
        return self._with_courses(scheduled(self.courses, made, now, fire_after), takes)

    def with_fired(self, course: Course, fires_at: datetime | None, takes: timedelta) -> "Order":
        """The order with a course fired, or waiting again (None)."""
        return self._with_courses(with_fired(self.courses, course, fires_at), takes)

    def _with_courses(self, courses: tuple[HeldCourse, ...], takes: timedelta) -> "Order":
        told = {one.fires_at for one in self.courses}
        moments = [one.fires_at for one in courses if one.fires_at is not None and one.fires_at not in told]
        ready_at = max(moments) + takes if moments else self.estimated_ready_at
        return replace(self, courses=courses, estimated_ready_at=ready_at)

    def concerns(self, station: str | None) -> bool:
        """Whether it is the business of a station's display; None is the display that shows every order."""
        return concerns(station, (name for line in self.lines for name in line.stations))


def _ready_where_done(order: Order, *, auto_ready: bool) -> Order:
    is_ready = auto_ready and order.status == "preparing" and all(line.done for line in order.lines)
    return replace(order, status="ready") if is_ready else order


def read_lines(documents: Sequence[Mapping[str, Any]]) -> tuple[OrderLine, ...]:
    """Read lines as they are stored, of any version: what this version does not know is left out."""
    return tuple(
        OrderLine(
            **{
                **_known(OrderLine, line),
                "modifiers": tuple(_read_modifier(m) for m in line["modifiers"]),
                "conflicts": tuple(line.get("conflicts", ())),
                "done_stations": tuple(line.get("done_stations", ())),
                "taxed": read_shares(line.get("taxed", ())),
            }
        )
        for line in documents
    )


def read_allergies(documents: Sequence[Mapping[str, Any]]) -> tuple[Allergy, ...]:
    """Read allergies as they are stored."""
    return tuple(Allergy(text=one["text"], allergens=tuple(one["allergens"])) for one in documents)


def read_courses(documents: Sequence[Mapping[str, Any]]) -> tuple[HeldCourse, ...]:
    """Read held courses as they are stored."""
    return tuple(
        HeldCourse(one["course"], datetime.fromisoformat(one["fires_at"]) if one["fires_at"] else None)
        for one in documents
    )


def _read_modifier(document: Mapping[str, Any]) -> OrderModifier:
    return OrderModifier(**_known(OrderModifier, document))


def _known(kind: type, document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in _names(kind) if name in document}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
