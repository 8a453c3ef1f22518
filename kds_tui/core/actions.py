"""What a cook does, as data: it can be drawn at once, kept on disk, sent later, and turned round."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, TypeAdapter

from kds_tui.core.courses import course_name
from kds_tui.core.keyed import Keyed, new_key
from kds_tui.core.kitchen_actions import EndCall, EndVisit, Limit, Pause
from kds_tui.core.names import status_name
from kds_tui.core.station_lines import bumped_at, line_at
from kds_tui.core.stock_actions import PartStock, Portions, Stock
from kds_tui.core.texts import gettext
from server.wire.base import Time
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import BUMPABLE, OPEN, STEPS, OrderStatus


class _OrderAction(Keyed):
    order_id: UUID
    number: int

    @property
    def subject(self) -> str:
        """What it is done to: actions on the same are sent in their order."""
        return str(self.order_id)


class Move(_OrderAction):
    """Take an order one step on, or one step back (a recall)."""

    kind: Literal["move"] = "move"
    before: OrderStatus
    after: OrderStatus
    reason: str = ""

    def on(self, order: KitchenOrder) -> KitchenOrder:
        """`order` as it will be; unchanged where somebody has moved it meanwhile."""
        if not self.applies(order):
            return order
        return order.model_copy(update={"status": self.after, "reason": self.reason})

    def applies(self, order: KitchenOrder) -> bool:
        """Whether sending this still means what the cook meant."""
        return order.status == self.before

    def reverse(self) -> Self:
        """The step that takes this one back."""
        return self.model_copy(update={"key": new_key(), "before": self.after, "after": self.before})

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        if self.before == "held":
            refused = self.after == "cancelled"
            return (gettext("#%d is refused") if refused else gettext("#%d is accepted")) % self.number
        if self.after == "cancelled":
            return gettext("#%d is cancelled") % self.number
        back = STEPS.index(self.after) < STEPS.index(self.before)
        said = gettext("#%(number)d back to %(status)s") if back else gettext("#%(number)d is %(status)s")
        return said % {"number": self.number, "status": status_name(self.after)}


class BumpLines(_OrderAction):
    """Mark lines of one order done, or take them back; with a `station` what that makes of them.

    `seen`: they are not to be made, and a cook has seen that.
    """

    kind: Literal["lines"] = "lines"
    line_ids: tuple[int, ...]
    done: bool
    what: str
    station: str | None = None
    seen: bool = False

    def on(self, order: KitchenOrder) -> KitchenOrder:
        """`order` with these lines done or not; the first line done begins it, as the server has it."""
        lines = [
            bumped_at(line, self.station, done=self.done) if line.id in self.line_ids else line
            for line in order.items
        ]
        begins = (
            self.done
            and order.status == "confirmed"
            and any(
                line.done and not before.done and not line.state
                for line, before in zip(lines, order.items, strict=True)
            )
        )
        return order.model_copy(update={"items": lines, "status": "preparing" if begins else order.status})

    def applies(self, order: KitchenOrder) -> bool:
        """Whether the server would still take it, and something is left to change."""
        return order.status in BUMPABLE and bool(self.bodies(order))

    def bodies(self, order: KitchenOrder) -> dict[int, dict[str, str | bool]]:
        """What is to be sent of each line that is not so yet, by its id; the station where others make a part of it."""
        bodies: dict[int, dict[str, str | bool]] = {}
        for line in order.items:
            here = line_at(line, self.station)
            if line.id in self.line_ids and here is not None and here.done != self.done:
                bodies[line.id] = {"done": self.done}
                if self.station is not None and len(line.stations) > 1:
                    bodies[line.id]["station"] = self.station
        return bodies

    def reverse(self) -> Self:
        """The same lines the other way."""
        return self.model_copy(update={"key": new_key(), "done": not self.done})

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        if self.seen and self.done:
            return gettext("#%(number)d NOT %(what)s: seen") % {"number": self.number, "what": self.what}
        said = (
            gettext("#%(number)d %(what)s done") if self.done else gettext("#%(number)d %(what)s back to do")
        )
        return said % {"number": self.number, "what": self.what}


class RefuseLine(_OrderAction):
    """Do not make one line of an order; the diner reads `reason`. It is for good: it has no reverse."""

    kind: Literal["refuse"] = "refuse"
    line_id: int
    what: str
    reason: str

    def on(self, order: KitchenOrder) -> KitchenOrder:
        """`order` without the line."""
        changes = {"state": "refused", "reason": self.reason, "done": True, "done_stations": []}
        lines = [
            line.model_copy(update=changes) if line.id == self.line_id and not line.state else line
            for line in order.items
        ]
        return order.model_copy(update={"items": lines})

    def applies(self, order: KitchenOrder) -> bool:
        """Whether the line is still to be refused."""
        return order.status in OPEN and any(
            line.id == self.line_id and not line.state for line in order.items
        )

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        return gettext("#%(number)d NOT %(what)s: the diner is told") % {
            "number": self.number,
            "what": self.what,
        }


class Rush(_OrderAction):
    """Put an order in front on every screen, or back in its place."""

    kind: Literal["rush"] = "rush"
    rushed: bool

    def on(self, order: KitchenOrder) -> KitchenOrder:
        """`order` with or without its rush."""
        return order.model_copy(update={"rushed": self.rushed})

    def applies(self, order: KitchenOrder) -> bool:
        """Whether there is still something to rush."""
        return order.status in BUMPABLE and order.rushed != self.rushed

    def reverse(self) -> Self:
        """The other way."""
        return self.model_copy(update={"key": new_key(), "rushed": not self.rushed})

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        said = gettext("#%d RUSH: in front everywhere") if self.rushed else gettext("#%d back in its place")
        return said % self.number


class Fire(_OrderAction):
    """Have a course made that waits, pressed `at` the server's time; or, not `fired`, let it wait again."""

    kind: Literal["fire"] = "fire"
    course: str
    fired: bool
    at: Time

    def on(self, order: KitchenOrder) -> KitchenOrder:
        """`order` with the course fired or not."""
        moment = self.at if self.fired else None
        courses = [
            one.model_copy(update={"fires_at": moment}) if one.course == self.course else one
            for one in order.courses
        ]
        return order.model_copy(update={"courses": courses})

    def applies(self, order: KitchenOrder) -> bool:
        """Whether the course still waits, or was fired; another cook may have been first."""
        held = next((one for one in order.courses if one.course == self.course), None)
        if held is None or order.status not in BUMPABLE:
            return False
        return held.waits(self.at) if self.fired else held.fires_at is not None

    def reverse(self) -> Self:
        """The other way."""
        return self.model_copy(update={"key": new_key(), "fired": not self.fired})

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        fired = gettext("#%(number)d %(course)s FIRED")
        said = fired if self.fired else gettext("#%(number)d %(course)s wait again")
        return said % {"number": self.number, "course": course_name(self.course)}


ReversibleOrderAction = Move | BumpLines | Rush | Fire
OrderAction = ReversibleOrderAction | RefuseLine
ReversibleAction = ReversibleOrderAction | Stock | PartStock | Portions | Pause | Limit
Action = Annotated[ReversibleAction | RefuseLine | EndCall | EndVisit, Field(discriminator="kind")]
ACTIONS: TypeAdapter[list[Action]] = TypeAdapter(list[Action])


def bump(order: KitchenOrder) -> Move | None:
    """The next step of an order on the whole or expo screen; None where there is none."""
    if order.status not in BUMPABLE:
        return None
    after = STEPS[STEPS.index(order.status) + 1]
    return Move(order_id=order.id, number=order.number, before=order.status, after=after)


def step_back(order: KitchenOrder) -> Move | None:
    """One step back, from completed too; None for one that is new, held or cancelled."""
    if order.status not in STEPS[1:]:
        return None
    after = STEPS[STEPS.index(order.status) - 1]
    return Move(order_id=order.id, number=order.number, before=order.status, after=after)


def accept(order: KitchenOrder) -> Move:
    """Make an order that is held."""
    return Move(order_id=order.id, number=order.number, before="held", after="confirmed")


def cancel(order: KitchenOrder, reason: str) -> Move:
    """Do not make an order, held or taken; the diner reads `reason`. It is for good."""
    return Move(order_id=order.id, number=order.number, before=order.status, after="cancelled", reason=reason)


def bump_lines(
    order: KitchenOrder, line_ids: tuple[int, ...], what: str, *, done: bool, station: str | None = None
) -> BumpLines:
    """Lines of `order`, or a station's share of them, done or not; `what` names them for the person (`2× Coke`)."""
    return BumpLines(
        order_id=order.id, number=order.number, line_ids=line_ids, done=done, what=what, station=station
    )


def seen_lines(order: KitchenOrder, line_ids: tuple[int, ...], what: str, station: str | None) -> BumpLines:
    """A cook has seen that these lines are not to be made."""
    return bump_lines(order, line_ids, what, done=True, station=station).model_copy(update={"seen": True})


def refuse_line(order: KitchenOrder, line_id: int, what: str, reason: str) -> RefuseLine:
    """Do not make a line; `what` names it for the person."""
    return RefuseLine(order_id=order.id, number=order.number, line_id=line_id, what=what, reason=reason)


def rush(order: KitchenOrder) -> Rush:
    """The other of rushed and not rushed."""
    return Rush(order_id=order.id, number=order.number, rushed=not order.rushed)


def fire(order: KitchenOrder, course: str, at: datetime) -> Fire:
    """Have a course of an order made that waits."""
    return Fire(order_id=order.id, number=order.number, course=course, fired=True, at=at)
