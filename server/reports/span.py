"""Which orders a report is about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.domain.ids import first_id


@dataclass(frozen=True, slots=True)
class Span:
    """Which orders count: of a restaurant, in its currency, from `since` to before `until`."""

    restaurant_id: UUID
    currency: str
    timezone: str
    since: datetime
    until: datetime

    def orders(self) -> tuple[UUID, UUID, UUID, str]:
        """The arguments `$1` to `$4` of every statement over orders: restaurant, first id, id after the last, currency."""
        return self.restaurant_id, first_id(self.since), first_id(self.until), self.currency
