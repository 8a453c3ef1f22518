"""What a display knows of its restaurant besides orders and stock."""

from server.wire.base import Answer, Time
from server.wire.hours import Throttle


class KitchenPlace(Answer):
    """`allergen_names` are the known allergens by their codes in `language`, the restaurant's own.

    `paused_until` is null where orders are taken, `throttle` where as many as come are.
    """

    timezone: str
    language: str
    is_open: bool = True
    paused_until: Time | None = None
    pause_reason: str = ""
    throttle: Throttle | None = None
    allergen_names: dict[str, str] = {}
