"""What workers and screens post to the application; its handlers own all state."""

from dataclasses import dataclass

from textual.message import Message

from kds_tui.door import Kitchen
from kds_tui.events import Event


class Fed(Message):
    """Something has happened in the kitchen or on the line to it."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class Redraw(Message):
    """The screen is behind the board; several of them are one."""

    def can_replace(self, message: Message) -> bool:
        """Any number of redraws waiting is one redraw."""
        return isinstance(message, Redraw)


class Entered(Message):
    """Somebody has logged in, or the display was approved."""

    def __init__(self, kitchen: Kitchen) -> None:
        super().__init__()
        self.kitchen = kitchen


@dataclass
class LoginAsked(Message):
    """E-mail and password were typed."""

    email: str
    password: str

    def __post_init__(self) -> None:
        super().__init__()


class PairingAsked(Message):
    """A code for this display is wanted."""
