"""What a press of a key means where the time of the press counts: bounces, and numbers of two digits. Pure."""

import time
from collections.abc import Callable, Collection
from uuid import UUID

TWO_DIGITS_SECONDS = 0.8
FIRST_OF_TWO_DIGITS = 11
"""Tiles from here on are reached by two digits alone; `0` is the tenth."""


class BounceFilter:
    """Tells a key that bounces, or repeats, from a second press."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._last: dict[str, tuple[UUID | None, float]] = {}
        self._chosen = False

    def choose(self) -> None:
        """The cook has chosen a ticket: what is pressed next is meant for it."""
        self._chosen = True

    def is_bounce(self, action: str, ticket: UUID | None, within_ms: float) -> bool:
        """Whether this is the same press as the one before.

        It is not where the cook has chosen another ticket since. A ticket that the display itself has
        selected in the place of a bumped one is no choice.
        """
        now = self._monotonic()
        before, at = self._last.get(action, (None, -within_ms))
        self._last[action] = (ticket, now)
        elsewhere, self._chosen = self._chosen and ticket != before, False
        return now - at < within_ms / 1000 and not elsewhere


class TileEntry:
    """Digits typed for tiles. A digit waits for a second one only where there is a tile of both.

    Whoever uses it calls `finish` where `TWO_DIGITS_SECONDS` pass, or another key is pressed.
    """

    def __init__(self) -> None:
        self.pending = ""

    def press(self, digit: str, tiles: Collection[int]) -> list[int]:
        """The tiles that are meant for certain now, in their order; 0 alone stands for the tenth."""
        waited, self.pending = self.pending, ""
        if waited:
            both = int(waited + digit)
            return [both] if both in tiles else [int(waited), *self.press(digit, tiles)]
        if digit != "0" and any(tile >= FIRST_OF_TWO_DIGITS and str(tile)[0] == digit for tile in tiles):
            self.pending = digit
            return []
        return [int(digit) or 10]

    def finish(self) -> list[int]:
        """The tile of a digit for which no second one came."""
        waited, self.pending = self.pending, ""
        return [int(waited)] if waited else []
