"""What of an order goes on paper, given what has gone before. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kds_tui.core.station_lines import line_at
from server.wire.orders import KitchenOrder, OrderLine
from server.wire.vocabulary import COOKING


class SlipKind(StrEnum):
    """Why a slip is printed; what is said at its top."""

    ORDER = "ORDER"
    ADD_ON = "ADD-ON"
    VOID = "VOID"
    COPY = "COPY"


@dataclass(frozen=True, slots=True)
class PrintedOrder:
    """What the kitchen has on paper of an order: its lines by id, when the last slip came out, and whether that was the last."""

    order: KitchenOrder
    lines: frozenset[int]
    at: datetime
    over: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece of paper. `perhaps_printed`: an earlier try ended without a word of the printer.

    `allergen_names` are those of allergens by their codes, in the kitchen's language.
    """

    kind: SlipKind
    order: KitchenOrder
    lines: tuple[OrderLine, ...]
    perhaps_printed: bool = False
    allergen_names: Mapping[str, str] = field(default_factory=dict)


def next_slip(printed: PrintedOrder | None, order: KitchenOrder, station: str | None) -> Slip | None:
    """The slip that `order` as it is now needs at `station` (None: all); None where paper and order agree."""
    wanted = _lines_of(order, station)
    if printed is None:
        return Slip(SlipKind.ORDER, order, wanted) if wanted and order.status in COOKING else None
    if printed.over:
        return None
    if order.status == "cancelled":
        return Slip(SlipKind.VOID, order, _lines_of(printed.order, station))
    left = printed.lines - {line.id for line in order.items}
    gone = tuple(line for line in _lines_of(printed.order, station) if line.id in left)
    if gone:
        return Slip(SlipKind.VOID, order, gone)
    added = tuple(line for line in wanted if line.id not in printed.lines)
    return Slip(SlipKind.ADD_ON, order, added) if added and order.status in COOKING else None


def after(printed: PrintedOrder | None, slip: Slip, at: datetime) -> PrintedOrder:
    """What is on paper once `slip` has come out."""
    before = printed.lines if printed else frozenset[int]()
    ids = frozenset(line.id for line in slip.lines)
    if slip.kind is SlipKind.VOID:
        return PrintedOrder(slip.order, before - ids, at, over=slip.order.status == "cancelled")
    return PrintedOrder(slip.order, before | ids, at)


def copy_of(order: KitchenOrder, station: str | None) -> Slip:
    """A slip of the whole order for whoever lost theirs."""
    return Slip(SlipKind.COPY, order, _lines_of(order, station))


def _lines_of(order: KitchenOrder, station: str | None) -> tuple[OrderLine, ...]:
    """The lines that a station makes: its own, and those of no station."""
    return tuple(own for line in order.items if (own := line_at(line, station)) is not None)
