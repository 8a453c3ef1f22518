"""A restaurant as the requests of its diners need to know it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from server.domain.money_rules import MoneyRules
from server.domain.schedule import ServiceTimes
from server.wire.vocabulary import ORDER_TYPES, OrderType, ShareTable


@dataclass(frozen=True, slots=True)
class OrderRules:
    """What a restaurant says about whole orders.

    `max_items_per_order` counts dishes. An order above `hold_above` (minor units; None: no bound), or with `hold_unproven`
    one without a table's code, is held until the kitchen accepts it. `day_starts` is when numbers begin at 1 again.
    `dishes_per_hour` is what one station makes, where nothing was measured yet. `default_station` makes the dishes that
    name no station; "": every station shows them. With `hold_courses` later courses wait until they are fired, by a cook
    or `fire_after` minutes after the one before is done (None: by a cook alone). For `cancel_minutes` (0: never) a diner may
    cancel what the kitchen has not begun. `share_table` is what guests of a table see of each other. `order_types` are those that are offered: one or both.
    """

    max_items_per_order: int = 100
    hold_above: int | None = None
    hold_unproven: bool = False
    day_starts: time = time(4)
    dishes_per_hour: int | None = None
    default_station: str = ""
    hold_courses: bool = False
    fire_after: int | None = None
    cancel_minutes: int = 5
    share_table: ShareTable = "guests"
    order_types: tuple[OrderType, ...] = ORDER_TYPES

    @property
    def shares_table(self) -> bool:
        """Whether guests of a table see what it has ordered, and may order and pay together."""
        return self.share_table != "off"

    @property
    def fire_interval(self) -> timedelta | None:
        """How long after the one before a course is fired by itself; None: never."""
        return None if self.fire_after is None else timedelta(minutes=self.fire_after)

    @property
    def only_order_type(self) -> OrderType | None:
        """What an order is that does not say: the one that is offered; None where diners choose."""
        return self.order_types[0] if len(self.order_types) == 1 else None

    def may_cancel_until(self, placed_at: datetime) -> datetime:
        """Until when a diner may cancel what the kitchen has not begun."""
        return placed_at + timedelta(minutes=self.cancel_minutes)

    def holds(self, total: int, *, table_proven: bool) -> bool:
        """Whether an order waits for the kitchen to accept it."""
        is_large = self.hold_above is not None and total > self.hold_above
        return is_large or (self.hold_unproven and not table_proven)


ORDER_RULES = tuple(field.name for field in fields(OrderRules))
"""The columns of a restaurant that `read_rules` reads."""


def read_rules(row: Mapping[str, Any]) -> OrderRules:
    """Read the columns ORDER_RULES of a restaurant."""
    return OrderRules(
        **{name: row[name] for name in ORDER_RULES} | {"order_types": tuple(row["order_types"])}
    )


@dataclass(frozen=True, slots=True)
class Branding:
    """How a restaurant shows itself; "" where it says nothing.

    `accent` is a colour as `#a8321a`; `logo` and `cover` name the content of pictures (`server.domain.photo`). With
    `suggestions` its page offers what is often ordered with a dish.
    """

    about: str = ""
    address: str = ""
    phone: str = ""
    accent: str = ""
    logo: str = ""
    cover: str = ""
    suggestions: bool = True


BRANDING = tuple(field.name for field in fields(Branding))
"""The columns of a restaurant that make a Branding."""


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
    rules: OrderRules = OrderRules()
    branding: Branding = Branding()
    money: MoneyRules = field(default_factory=MoneyRules)

    @property
    def takes_orders(self) -> bool:
        """Whether an order is taken at this moment, but for a throttle."""
        return self.times.closure(datetime.now(UTC)) is None
