"""How late each ticket is, and what should be heard: the difference between two looks at a screen. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kds_tui.core.ages import Level, Times, level_of
from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_list import TicketView


class Alert(StrEnum):
    """The sounds, in the order in which they push each other aside."""

    CANCELLED = "cancelled"
    NEW = "new"
    CHANGED = "changed"
    READY = "ready"
    LATE = "late"


def alerts(before: Mapping[UUID, TicketView], after: Sequence[TicketView]) -> set[Alert]:
    """The sounds of what came between two looks."""
    heard: set[Alert] = set()
    for shown in after:
        old = before.get(shown.id)
        if shown.cancelled:
            heard |= {Alert.CANCELLED} if old is None or not old.cancelled else set()
        elif old is None:
            heard |= {Alert.NEW} if shown.mark is Mark.NEW else _changed(shown)
        else:
            heard |= _changed(shown) if shown.mark is not old.mark else set()
            heard |= {Alert.READY} if shown.all_done and not old.all_done else set()
    return heard


def _changed(shown: TicketView) -> set[Alert]:
    return {Alert.CHANGED} if shown.mark in {Mark.CHANGED, Mark.RECALLED, Mark.RUSH, Mark.FIRED} else set()


def grown_late(before: Mapping[UUID, Level], after: Mapping[UUID, Level]) -> bool:
    """Whether a ticket crossed into late between two looks (not one that was late when first seen)."""
    return any(
        level is Level.LATE and before.get(order_id, Level.LATE) is not Level.LATE
        for order_id, level in after.items()
    )


class AlertTracker:
    """Looks at every ticket once a second, and at those that have changed at once.

    That every line of a ticket is done is heard at the expo alone: the others have just done it themselves.
    """

    def __init__(self, times: Times, *, is_expo: bool = False) -> None:
        self._times, self._is_expo = times, is_expo
        self._second = 0
        self._known: dict[UUID, TicketView] = {}
        self.levels: dict[TicketView, Level] = {}

    def look(self, shown: Sequence[TicketView], now: datetime) -> set[Alert]:
        """Bring the levels up to date; the sounds of what came since the look before."""
        before, second = self.levels, int(now.timestamp())
        kept = before if second == self._second else {}
        self.levels = {one: kept.get(one) or self._level_of(one, now) for one in shown}
        self._second = second
        news = [one for one in shown if before.get(one) is not self.levels[one]]
        heard = self._heard(news, before)
        self._know(news)
        return heard

    def _level_of(self, shown: TicketView, now: datetime) -> Level:
        """How late a ticket is; one of which all that is left waits for its course is not late."""
        return Level.CALM if shown.only_waits else level_of(shown.order, self._times, now)

    def _heard(self, news: Sequence[TicketView], before: Mapping[TicketView, Level]) -> set[Alert]:
        held = {one.id: self._known[one.id] for one in news if one.id in self._known}
        old = {order_id: before[one] for order_id, one in held.items()}
        late = grown_late(old, {one.id: self.levels[one] for one in news})
        heard = alerts(held, news) | ({Alert.LATE} if late else set())
        return heard if self._is_expo else heard - {Alert.READY}

    def _know(self, news: Sequence[TicketView]) -> None:
        self._known.update((one.id, one) for one in news)
        if len(self._known) > len(self.levels):
            self._known = {one.id: one for one in self.levels}
