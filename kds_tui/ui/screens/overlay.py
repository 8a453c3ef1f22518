"""What lies over the tickets for a moment: it closes with Escape, and by itself when nobody is there."""

from typing import Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen
from textual.timer import Timer

IDLE_SECONDS = 60.0
T = TypeVar("T")


class Overlay(ModalScreen[T]):
    """A box over the tickets. A forgotten one would hide them, so it goes after a minute without a key.

    The ids of the bindings are those of the wall, so that the user's keys do the same in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close"),
        Binding("u", "app.undo", id="undo", show=False),
        Binding("m", "app.mute", id="mute", show=False),
    ]

    def __init__(self, **names: Any) -> None:
        super().__init__(**names)
        self._idle: Timer | None = None
        self._answered = False

    def on_mount(self) -> None:
        """Start counting."""
        self._idle = self.set_timer(IDLE_SECONDS, self.action_close)

    def on_key(self, event: Key) -> None:
        """Somebody is there."""
        del event
        if self._idle is not None:
            self._idle.reset()

    def close_with(self, answer: T | None) -> None:
        """Back to the tickets with an answer; keys that come after it change nothing."""
        if not self._answered and self.is_current:
            self._answered = True
            self.dismiss(answer)

    def action_close(self) -> None:
        """Back to the tickets."""
        self.close_with(None)

    def board_changed(self) -> None:
        """The tickets behind have changed."""
