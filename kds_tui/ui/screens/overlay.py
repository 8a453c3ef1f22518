"""What lies over the tickets for a moment: it closes with Escape, and by itself when nobody is there."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen
from textual.timer import Timer

if TYPE_CHECKING:
    from kds_tui.ui.app import KitchenApp

IDLE_SECONDS = 60.0
T = TypeVar("T")


class Overlay(ModalScreen[T]):
    """A box over the tickets. A forgotten one would hide them, so it goes after a minute without a key."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "close")]

    def __init__(self, **names: Any) -> None:
        super().__init__(**names)
        self._idle: Timer | None = None

    @property
    def kitchen(self) -> "KitchenApp":
        """The application."""
        return cast("KitchenApp", self.app)

    def on_mount(self) -> None:
        """Start counting."""
        self._idle = self.set_timer(IDLE_SECONDS, self.action_close)

    def on_key(self, event: Key) -> None:
        """Somebody is there."""
        del event
        if self._idle is not None:
            self._idle.reset()

    def action_close(self) -> None:
        """Back to the tickets."""
        if self.is_current:
            self.dismiss(None)

    def board_changed(self) -> None:
        """The tickets behind have changed."""
