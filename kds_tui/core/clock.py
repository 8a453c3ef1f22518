"""The server's time on a terminal whose own clock may be wrong."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str) -> tzinfo | None:
    """The time zone of a name; None, which is the terminal's own, where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None


class ServerClock:
    """Counts on from the last time that the server told, with a clock that nobody can set.

    Until the server has told it, it is the terminal's own time.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._base = datetime.now(UTC)
        self._at = monotonic()

    def set(self, server_time: datetime) -> None:
        """Take over the server's time."""
        self._base, self._at = server_time, self._monotonic()

    def now(self) -> datetime:
        """The server's time now, in UTC."""
        return self._base + timedelta(seconds=self._monotonic() - self._at)


class StoppedClock:
    """A clock that stands, for pictures that are the same every time."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def set(self, server_time: datetime) -> None:
        """Nothing: it stands."""

    def now(self) -> datetime:
        """The time at which it stands."""
        return self.at
