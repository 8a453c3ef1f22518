"""The lookout over what a screen shows: how late each ticket is, and what should be heard. Knows no screen."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kds_tui.ages import Level, Times, level_of
from kds_tui.alerts import Alert, alerts, grown_late
from kds_tui.view import Shown


class Lookout:
    """Looks at every ticket once a second, and at those that have changed at once."""

    def __init__(self, times: Times) -> None:
        self._times = times
        self._second = 0
        self.levels: dict[Shown, Level] = {}

    def look(self, shown: Sequence[Shown], now: datetime) -> set[Alert]:
        """Bring the levels up to date; the sounds of what came since the look before."""
        before, second = self.levels, int(now.timestamp())
        kept = before if second == self._second else {}
        self.levels = {one: kept.get(one) or level_of(one.order, self._times, now) for one in shown}
        self._second = second
        return self._heard(before)

    def _heard(self, before: dict[Shown, Level]) -> set[Alert]:
        news = {one: level for one, level in self.levels.items() if before.get(one) is not level}
        if not news:
            return set()
        heard = alerts({one.id: one for one in before}, list(news))
        return heard | {Alert.LATE} if grown_late(_by_id(before), _by_id(news)) else heard


def _by_id(levels: dict[Shown, Level]) -> dict[UUID, Level]:
    return {one.id: level for one, level in levels.items()}
