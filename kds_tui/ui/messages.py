"""What workers and screens post to the application; its handlers own all state."""

from dataclasses import dataclass

from textual.message import Message

from kds_tui.core.events import Event
from kds_tui.net.backend import Backend


@dataclass
class BackendEvent(Message):
    """Something has happened in the kitchen or on the connection to it."""

    event: Event


@dataclass
class LoginAsked(Message):
    """E-mail and password were typed."""

    email: str
    password: str


class PairingAsked(Message):
    """A code for this display is wanted."""


@dataclass
class SignedIn(Message):
    """The display is let in: the kitchen called `name` is to be followed."""

    name: str
    backend: Backend
