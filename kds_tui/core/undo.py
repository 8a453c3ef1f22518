"""What a cook did last, and how long it can still be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from kds_tui.core.actions import ReversibleAction

UNDO_SECONDS = 10.0
MOST = 20
"""Things that are remembered at most."""


@dataclass(frozen=True, slots=True)
class Done:
    """Something that can be undone until `until` (monotonic seconds): actions, or an acknowledgement."""

    words: str
    until: float
    actions: tuple[ReversibleAction, ...] = ()
    acknowledged: UUID | None = None


class UndoHistory:
    """The last things that were done here, those of the last `UNDO_SECONDS`."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._done: list[Done] = []

    def add(
        self, words: str, actions: tuple[ReversibleAction, ...] = (), *, acknowledged: UUID | None = None
    ) -> None:
        """Remember what was done; all of it is undone at once."""
        done = Done(words, self._monotonic() + UNDO_SECONDS, actions, acknowledged)
        self._done = [*self._done[1 - MOST :], done]

    def last(self) -> Done | None:
        """The last thing that can still be undone."""
        now = self._monotonic()
        self._done = [done for done in self._done if done.until > now]
        return self._done[-1] if self._done else None

    def seconds(self) -> int:
        """How long the last thing can still be undone, in whole seconds."""
        done = self.last()
        return round(done.until - self._monotonic()) if done else 0

    def take(self) -> Done | None:
        """The last thing that can still be undone, which is remembered no longer."""
        done = self.last()
        if done is not None:
            self._done.pop()
        return done

    def clear(self) -> None:
        """Forget everything."""
        self._done = []
