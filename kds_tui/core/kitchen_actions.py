"""What a cook does to the kitchen as a whole, as data: pause it, take only so many orders, take a table's call, end its visit."""

from datetime import datetime
from typing import Literal, Self

from kds_tui.core.keyed import Keyed, new_key
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext, ngettext
from server.wire.base import Time
from server.wire.hours import Throttle
from server.wire.kitchen_place import KitchenPlace
from server.wire.table_calls import Call


class Pause(Keyed):
    """Take no orders `until` (None: take them again); `before` is how long the pause was that this one replaces."""

    kind: Literal["pause"] = "pause"
    until: Time | None
    before: Time | None = None

    @property
    def subject(self) -> str:
        """What it is done to: actions on the same are sent in their order."""
        return "service"

    def reverse(self) -> Self:
        """The pause that was before, or none."""
        return self.model_copy(update={"key": new_key(), "until": self.before, "before": self.until})

    def on(self, place: KitchenPlace) -> KitchenPlace:
        """The restaurant as it is then."""
        return place.model_copy(update={"paused_until": self.until, "pause_reason": ""})

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        return (
            gettext("Orders are taken again")
            if self.until is None
            else gettext("PAUSED: no orders are taken")
        )


class Limit(Keyed):
    """Take at most so many orders in so many minutes (None: as many as come)."""

    kind: Literal["limit"] = "limit"
    throttle: Throttle | None
    before: Throttle | None = None

    @property
    def subject(self) -> str:
        """What it is done to: actions on the same are sent in their order."""
        return "service"

    def reverse(self) -> Self:
        """The limit that was before, or none."""
        return self.model_copy(update={"key": new_key(), "throttle": self.before, "before": self.throttle})

    def on(self, place: KitchenPlace) -> KitchenPlace:
        """The restaurant as it is then."""
        return place.model_copy(update={"throttle": self.throttle})

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        return (
            limit_words(self.throttle) if self.throttle else gettext("As many orders as come are taken again")
        )


class EndCall(Keyed):
    """Somebody goes to a table that called. It is for good: it has no reverse."""

    kind: Literal["call"] = "call"
    call_id: int
    table: str

    @property
    def subject(self) -> str:
        """What it is done to: actions on the same are sent in their order."""
        return f"call {self.call_id}"

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        return gettext("Table %s: somebody is on the way") % self.table


class EndVisit(Keyed):
    """The guests of a table have left at a moment: sent late, it ends nothing of those who came after. It has no reverse."""

    kind: Literal["visit"] = "visit"
    table: str
    at: Time

    @property
    def subject(self) -> str:
        """What it is done to: actions on the same are sent in their order."""
        return f"table {self.table}"

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        return gettext("Table %s: the visit is over") % plain(self.table)


ServiceAction = Pause | Limit
KitchenAction = Pause | Limit | EndCall | EndVisit


def limit_words(throttle: Throttle) -> str:
    """`at most 5 orders in 10 minutes`."""
    said = ngettext(
        "At most %(num)d order in %(minutes)d minutes",
        "At most %(num)d orders in %(minutes)d minutes",
        throttle.orders,
    )
    return said % {"num": throttle.orders, "minutes": throttle.minutes}


def pause(place: KitchenPlace | None, until: datetime | None) -> Pause:
    """Pause until a moment, or take orders again."""
    return Pause(until=until, before=place.paused_until if place else None)


def limit(place: KitchenPlace | None, throttle: Throttle | None) -> Limit:
    """Take at most so many orders, or as many as come."""
    return Limit(throttle=throttle, before=place.throttle if place else None)


def end_call(call: Call) -> EndCall:
    """Take a call."""
    return EndCall(call_id=call.id, table=call.table_identifier)
