"""What of an order goes on paper, given what has gone before. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kds_tui.core.courses import SOON
from kds_tui.core.station_lines import line_at
from server.wire.orders import KitchenOrder, OrderLine
from server.wire.vocabulary import COOKING


class SlipKind(StrEnum):
    """Why a slip is printed; what is said at its top."""

    ORDER = "ORDER"
    ADD_ON = "ADD-ON"
    VOID = "VOID"
    FIRE = "FIRE"
    HOLD = "HOLD"
    COPY = "COPY"


@dataclass(frozen=True, slots=True)
class PrintedOrder:
    """What the kitchen has on paper of an order: its lines by id, when the last slip came out, and whether that was the last.

    `held` are the courses that paper says wait.
    """

    order: KitchenOrder
    lines: frozenset[int]
    at: datetime
    over: bool = False
    held: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece of paper. `perhaps_printed`: an earlier try ended without a word of the printer.

    `held` are the courses that wait. `allergen_names` are those of allergens by their codes, in the kitchen's language.
    """

    kind: SlipKind
    order: KitchenOrder
    lines: tuple[OrderLine, ...]
    perhaps_printed: bool = False
    allergen_names: Mapping[str, str] = field(default_factory=dict)
    held: frozenset[str] = frozenset()


def next_slip(
    printed: PrintedOrder | None, order: KitchenOrder, station: str | None, now: datetime
) -> Slip | None:
    """The slip that `order` as it is now needs at `station` (None: all); None where paper and order agree.

    A station of which all lines wait for their course gets its slip when that is fired.
    """
    wanted = _lines_of(order, station)
    held = held_courses(order, now)
    if printed is None:
        is_due = order.status in COOKING and any(line.course not in held for line in wanted)
        return Slip(SlipKind.ORDER, order, wanted, held=held) if is_due else None
    if printed.over:
        return None
    if order.status == "cancelled":
        return Slip(SlipKind.VOID, order, _lines_of(printed.order, station))
    left = printed.lines - {line.id for line in order.items if not line.state}
    reasons = {line.id: line.reason for line in order.items}
    gone = tuple(
        line.model_copy(update={"reason": reasons.get(line.id, "")})
        for line in _lines_of(printed.order, station)
        if line.id in left
    )
    if gone:
        return Slip(SlipKind.VOID, order, gone)
    added = tuple(line for line in wanted if line.id not in printed.lines)
    if added and order.status in COOKING:
        return Slip(SlipKind.ADD_ON, order, added, held=held)
    return _course_slip(printed, order, wanted, held)


def _course_slip(
    printed: PrintedOrder, order: KitchenOrder, wanted: tuple[OrderLine, ...], held: frozenset[str]
) -> Slip | None:
    """The slip of courses that were fired since the last one, or wait again."""
    changes = ((SlipKind.FIRE, printed.held - held), (SlipKind.HOLD, held - printed.held))
    for kind, courses in changes if order.status in COOKING else ():
        if lines := tuple(line for line in wanted if line.course in courses and not line.done):
            return Slip(kind, order, lines, held=printed.held ^ courses)
    return None


def after(printed: PrintedOrder | None, slip: Slip, at: datetime) -> PrintedOrder:
    """What is on paper once `slip` has come out."""
    before = printed.lines if printed else frozenset[int]()
    ids = frozenset(line.id for line in slip.lines)
    if slip.kind is SlipKind.VOID:
        held = printed.held if printed else frozenset[str]()
        return PrintedOrder(slip.order, before - ids, at, slip.order.status == "cancelled", held)
    return PrintedOrder(slip.order, before | ids, at, held=slip.held)


def held_courses(order: KitchenOrder, now: datetime) -> frozenset[str]:
    """The courses of an order that wait; what is due at once does not."""
    return frozenset(one.course for one in order.courses if one.waits(now + SOON))


def copy_of(order: KitchenOrder, station: str | None, now: datetime) -> Slip:
    """A slip of the whole order for whoever lost theirs."""
    return Slip(SlipKind.COPY, order, _lines_of(order, station), held=held_courses(order, now))


def _lines_of(order: KitchenOrder, station: str | None) -> tuple[OrderLine, ...]:
    """The lines that a station makes: its own, and those of no station."""
    made = (line for line in order.items if not line.state)
    return tuple(own for line in made if (own := line_at(line, station)) is not None)
