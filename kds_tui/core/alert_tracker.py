"""Watches over what a screen shows: how late each ticket is, and what should be heard. Knows no screen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from kds_tui.core.ages import Level, Times, level_of
from kds_tui.core.alerts import Alert, alerts, grown_late
from kds_tui.core.ticket_list import TicketView


class AlertTracker:
    """Looks at every ticket once a second, and at those that have changed at once."""

    def __init__(self, times: Times) -> None:
        self._times = times
        self._second = 0
        self._known: dict[UUID, TicketView] = {}
        self.levels: dict[TicketView, Level] = {}

    def look(self, shown: Sequence[TicketView], now: datetime) -> set[Alert]:
        """Bring the levels up to date; the sounds of what came since the look before."""
        before, second = self.levels, int(now.timestamp())
        kept = before if second == self._second else {}
        self.levels = {one: kept.get(one) or level_of(one.order, self._times, now) for one in shown}
        self._second = second
        news = [one for one in shown if before.get(one) is not self.levels[one]]
        heard = self._heard(news, before)
        self._know(news)
        return heard

    def _heard(self, news: Sequence[TicketView], before: Mapping[TicketView, Level]) -> set[Alert]:
        held = {one.id: self._known[one.id] for one in news if one.id in self._known}
        old = {order_id: before[one] for order_id, one in held.items()}
        late = grown_late(old, {one.id: self.levels[one] for one in news})
        return alerts(held, news) | ({Alert.LATE} if late else set())

    def _know(self, news: Sequence[TicketView]) -> None:
        self._known.update((one.id, one) for one in news)
        if len(self._known) > len(self.levels):
            self._known = {one.id: one for one in self.levels}
