"""What can happen to a board and to the connection. The messages of the server are `server.wire.orders`'s."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from kds_tui.core.actions import Action
from server.wire.kitchen_messages import AvailabilityMessage, KitchenSnapshot, OrderMessage
from server.wire.kitchen_place import KitchenPlace
from server.wire.orders import KitchenOrder
from server.wire.table_calls import CallMessage


@dataclass(frozen=True, slots=True)
class Queued:
    """A cook did something: drawn at once, and pending until the server has answered."""

    action: Action


@dataclass(frozen=True, slots=True)
class Settled:
    """The server has answered an action: `order` is how things are now, `refused` why it did nothing."""

    action: Action
    order: KitchenOrder | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A cook has seen that an order is cancelled."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class Unacknowledged:
    """A cook takes that back: the cancelled ticket is shown again."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class Seen:
    """A cook has looked at a ticket: its mark goes."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class Gone:
    """An order is no business of this display: nobody can say what became of it, or its status is unknown here."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class Omitted:
    """An order that the snapshot only names: it is to be asked for."""

    order_id: UUID


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An order that this version of the display cannot read; `number` is 0 where not even that is known."""

    number: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """What this display held before it was started anew: what became of `order_ids` is to be asked.

    `orders` are those that stood on its wall at the server's time `at`, to be shown as old until there is news; `place` is the
    restaurant then.
    """

    order_ids: tuple[UUID, ...]
    orders: tuple[KitchenOrder, ...] = ()
    at: datetime | None = None
    place: KitchenPlace | None = None


@dataclass(frozen=True, slots=True)
class SendFailed:
    """The server fails at an action, and takes others: it waits, and is tried again. `why` is for a person."""

    action: Action
    why: str


OwnEvent = Acknowledged | Unacknowledged | Seen | Remembered | Gone
BoardEvent = (
    KitchenSnapshot
    | OrderMessage
    | AvailabilityMessage
    | CallMessage
    | Queued
    | SendFailed
    | Settled
    | OwnEvent
)


@dataclass(frozen=True, slots=True)
class Online:
    """The socket is open; a snapshot follows."""


@dataclass(frozen=True, slots=True)
class Offline:
    """The server cannot be reached. `why` is for a person."""

    why: str


@dataclass(frozen=True, slots=True)
class LoggedOut:
    """The login is no longer good; nothing is shown until there is another. `why` is for a person."""

    why: str


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The server's clock, as its snapshot told it."""

    server_time: datetime


@dataclass(frozen=True, slots=True)
class StorageFailed:
    """What this display keeps could not be written to disk: it would not outlive it."""

    why: str


ConnectionEvent = Online | Offline | LoggedOut | ClockSet | StorageFailed | Omitted | Unreadable
Event = BoardEvent | ConnectionEvent
LinkState = Literal["connecting", "online", "offline"]
