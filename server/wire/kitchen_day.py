"""A business day of a kitchen, to look things up in."""

from uuid import UUID

from server.wire.base import Answer, Time
from server.wire.vocabulary import OrderStatus


class DayOrder(Answer):
    """An order of the day with its times; `dishes` as `2× Margherita · Large`, each with its quantity."""

    id: UUID
    number: int
    status: OrderStatus
    table_identifier: str
    customer_name: str
    created_at: Time
    estimated_ready_at: Time | None
    preparing_at: Time | None
    ready_at: Time | None
    ended_at: Time | None
    reason: str
    dishes: list[str]


class KitchenDay(Answer):
    """The newest orders of the day, newest first; `is_whole` is false where the day has more."""

    orders: list[DayOrder]
    is_whole: bool
