"""A restaurant as the requests of its diners need to know it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from server.domain.schedule import ServiceTimes


@dataclass(frozen=True, slots=True)
class RestaurantSettings:
    """The settings that decide about an order, beside the menu."""

    id: UUID
    slug: str
    name: str
    currency: str
    timezone: str
    locale: str
    is_open: bool
    require_table_code: bool
    max_quantity_per_line: int
    times: ServiceTimes

    @property
    def takes_orders(self) -> bool:
        """Whether an order is taken at this moment, but for a throttle."""
        return self.times.closure(datetime.now(UTC)) is None
