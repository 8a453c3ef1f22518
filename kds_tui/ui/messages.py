"""What workers and screens post to the application; its handlers own all state."""

from dataclasses import dataclass

from textual.message import Message

from kds_tui.core.events import Event


class BackendEvent(Message):
    """Something has happened in the kitchen or on the line to it."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


@dataclass
class LoginAsked(Message):
    """E-mail and password were typed."""

    email: str
    password: str


class PairingAsked(Message):
    """A code for this display is wanted."""
