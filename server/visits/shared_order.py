"""The order that several phones of a table fill together. Pure: every step gives a new one, and loses nothing of the others'.

Each line has an id of its own that is never given again, so that steps in any order mean what they meant when they were taken.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from server.domain.errors import Conflict
from server.wire.orders import OrderAllergy
from server.wire.parsing import CartLine

MOST_LINES = 100
MOST_TEXT = 8_000
MOST_STEPS = 200
"""Of so many steps it is known that they were taken: one that is sent again changes nothing."""
MAX_NOTE = 500
MAX_ALLERGIES = 20


class OrderMoved(Conflict):
    """The order is not what the guest saw when he pressed."""


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A line, and the number of the guest whose it is."""

    id: int
    guest: int
    line: CartLine


@dataclass(frozen=True, slots=True)
class SharedOrder:
    """`revision` counts its changes. It was last placed as the order `placed`, from the revision `placed_from`."""

    lines: tuple[SharedLine, ...] = ()
    allergies: tuple[OrderAllergy, ...] = ()
    note: str = ""
    revision: int = 0
    next_id: int = 1
    steps: tuple[str, ...] = ()
    placed: UUID | None = None
    placed_from: int = -1

    def added(
        self,
        step: str,
        guest: int,
        lines: Sequence[CartLine],
        allergies: Iterable[OrderAllergy] = (),
        note: str = "",
    ) -> "SharedOrder":
        """The order with a guest's lines; the same where that step was taken before. Conflict where it would be too large."""
        if step in self.steps:
            return self
        new = tuple(SharedLine(self.next_id + at, guest, line) for at, line in enumerate(lines))
        known = {one.text for one in self.allergies}
        told = (*self.allergies, *(one for one in allergies if one.text not in known))
        notes = "; ".join(filter(None, (self.note, note if note not in self.note else "")))
        grown = replace(
            self,
            lines=(*self.lines, *new),
            allergies=told,
            note=notes,
            revision=self.revision + 1,
            next_id=self.next_id + len(new),
            steps=(*self.steps, step)[-MOST_STEPS:],
        )
        if _is_too_large(grown):
            raise Conflict(
                "The table's order has as much in it as it may have. Nothing was added; order it first."
            )
        return grown

    def without(self, guest: int, line_id: int) -> "SharedOrder":
        """The order without a guest's own line; the same where it is not there, or another's."""
        left = tuple(one for one in self.lines if (one.id, one.guest) != (line_id, guest))
        return self if left == self.lines else self._with(left)

    def require_seen(self, revision: int) -> None:
        """OrderMoved where a guest who presses has seen another revision."""
        if revision != self.revision or not self.lines:
            raise OrderMoved("The table's order has changed just now. Nothing was ordered.")

    def was_placed_from(self, revision: int) -> UUID | None:
        """The order that was placed from a revision, where that was the last one."""
        return self.placed if revision == self.placed_from else None

    def after_placing(self, order_id: UUID, ids: Collection[int]) -> "SharedOrder":
        """The order once these lines were placed; what was not to be had stays."""
        left = self._with(tuple(one for one in self.lines if one.id not in ids))
        return replace(left, placed=order_id, placed_from=self.revision)

    def _with(self, lines: tuple[SharedLine, ...]) -> "SharedOrder":
        """The same with other lines; what was said of the whole order goes with its last line."""
        left = replace(self, lines=lines, revision=self.revision + 1)
        return left if lines else replace(left, allergies=(), note="")


EMPTY = SharedOrder()


def _is_too_large(shared: SharedOrder) -> bool:
    text = len(shared.note) + sum(len(one.line.special_requests) for one in shared.lines)
    is_long = len(shared.lines) > MOST_LINES or len(shared.allergies) > MAX_ALLERGIES
    return is_long or len(shared.note) > MAX_NOTE or text > MOST_TEXT
