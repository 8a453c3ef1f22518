"""What a cook says of the stock, as data: a dish is out, an option is, or so many portions are left."""

from datetime import datetime
from typing import Literal, Self

from kds_tui.core.keyed import Keyed, new_key
from kds_tui.core.texts import gettext
from server.wire.base import Time
from server.wire.kitchen_messages import AvailabilityMessage

PartKind = Literal["option", "variant"]


class _Availability(Keyed):
    """86, or put back. `until` is when it comes back by itself."""

    name: str
    available: bool
    until: Time | None = None

    def reverse(self) -> Self:
        """Put it back, or take it off again with no end."""
        return self.model_copy(update={"key": new_key(), "available": not self.available, "until": None})


class Stock(_Availability):
    """86 an item of the menu, or put it back."""

    kind: Literal["stock"] = "stock"
    menu_item_id: int

    @property
    def subject(self) -> str:
        """What it is done to: actions on the same are sent in their order."""
        return f"item {self.menu_item_id}"

    def news(self) -> AvailabilityMessage:
        """What the server is going to tell of it."""
        return AvailabilityMessage(
            menu_item_id=self.menu_item_id, name=self.name, available=self.available, until=self.until
        )

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        return (gettext("%s is back on the menu") if self.available else gettext("%s is 86")) % self.name


class PartStock(_Availability):
    """86 an option or a size by its name in every dish that has it, or put it back."""

    kind: Literal["part"] = "part"
    part: PartKind

    @property
    def subject(self) -> str:
        """What it is done to: actions on the same are sent in their order."""
        return f"{self.part} {self.name.casefold()}"

    def news(self) -> AvailabilityMessage:
        """What the server is going to tell of it."""
        return AvailabilityMessage(
            kind=self.part, menu_item_id=None, name=self.name, available=self.available, until=self.until
        )

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        said = gettext("%s is back in every dish") if self.available else gettext("%s is 86 in every dish")
        return said % self.name


class Portions(Keyed):
    """So many portions of a dish are `left`, `before` there were so many; None: they are not counted."""

    kind: Literal["portions"] = "portions"
    menu_item_id: int
    name: str
    left: int | None
    before: int | None = None

    @property
    def subject(self) -> str:
        """What it is done to: actions on the same are sent in their order."""
        return f"item {self.menu_item_id}"

    def reverse(self) -> Self:
        """As many as before."""
        return self.model_copy(update={"key": new_key(), "left": self.before, "before": self.left})

    def news(self) -> AvailabilityMessage:
        """What the server is going to tell of it."""
        return AvailabilityMessage(
            menu_item_id=self.menu_item_id, name=self.name, available=True, until=None, portions=self.left
        )

    @property
    def words(self) -> str:
        """What was done, for the line at the foot of the screen."""
        if self.left is None:
            return gettext("%s: portions are not counted") % self.name
        return gettext("%(name)s: %(num)d left") % {"name": self.name, "num": self.left}


StockAction = Stock | PartStock | Portions


def stock(menu_item_id: int, name: str, *, available: bool, until: datetime | None = None) -> Stock:
    """86 an item until `until` (None: until somebody brings it back), or bring it back."""
    return Stock(menu_item_id=menu_item_id, name=name, available=available, until=until)


def part_stock(part: PartKind, name: str, *, available: bool, until: datetime | None = None) -> PartStock:
    """86 an option or a size in every dish until `until`, or bring it back."""
    return PartStock(part=part, name=name, available=available, until=until)
