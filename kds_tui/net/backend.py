"""Where a display's events come from: a server, or the demo's kitchen. The screens know nothing else of it."""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from kds_tui.core.actions import Action
from kds_tui.core.events import Event, Remembered
from kds_tui.core.kitchen_menu import Menu
from server.wire.kitchen_day import KitchenDay

Emit = Callable[[Event], None]


class Unreachable(Exception):
    """The server cannot be reached or cannot answer now; `retry_after` is in seconds, 0 where unsaid."""

    def __init__(self, why: str, retry_after: float = 0) -> None:
        super().__init__(why)
        self.why, self.retry_after = why, retry_after


class Failed(Unreachable):
    """The server is there and fails at this one request; others may succeed."""


class Refused(Exception):
    """The server has understood and said no; `detail` is for a person, `order` how the order stands."""

    def __init__(self, detail: str, order: object = None) -> None:
        super().__init__(detail)
        self.detail, self.order = detail, order


class LoginEnded(Exception):
    """The stored login is no longer good."""


class Backend(Protocol):
    """A kitchen to follow and to act in."""

    async def run(self, emit: Emit) -> None:
        """Follow the kitchen until cancelled or logged out; `emit` is called with every event."""

    def submit(self, action: Action) -> None:
        """Keep an action and send it as soon as possible; the answer comes as `Settled`."""

    def withdraw(self, key: str) -> bool:
        """Take back an action that has not been sent; False where it is too late."""

    def kept(self) -> Sequence[Action]:
        """What is waiting to be sent, oldest first."""

    def remember(self, now: Remembered) -> None:
        """Keep in mind, over a restart of the display, what it shows; the same comes as its first event then."""

    def look_up(self, order_ids: Sequence[UUID]) -> None:
        """Find out what became of orders; the answers come as events."""

    def silence(self) -> float:
        """Seconds since the last word of the kitchen."""

    async def day(self) -> KitchenDay:
        """The orders of the day. Unreachable or Refused where it cannot be had."""

    async def menu(self) -> Menu:
        """What is on the menu. Unreachable or Refused where it cannot be had."""
