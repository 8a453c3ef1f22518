"""What can be ordered at the moment: dishes, and options and sizes by their names."""

from typing import Annotated, Literal

from pydantic import Field

from server.wire.base import Answer, Name, Request, Time

MAX_PORTIONS = 10_000
Portions = Annotated[int, Field(ge=0, le=MAX_PORTIONS)]
StockKey = int | tuple[str, str]
StockKind = Literal["item", "option", "variant"]


class AvailabilityRequest(Request):
    """What is left out stays as it is; `portions` null stops counting."""

    available: bool | None = None
    until: Time | None = None
    portions: Portions | None = None


class PartAvailabilityRequest(Request):
    """86 an option or a size by its name, in every dish that has it."""

    restaurant_slug: str
    kind: Literal["option", "variant"]
    name: Name
    available: bool
    until: Time | None = None


class Availability(Answer):
    menu_item_id: int
    name: str
    available: bool
    until: Time | None
    portions: int | None


class PartAvailability(Answer):
    """`items` are the names of the dishes that have it."""

    kind: Literal["option", "variant"]
    name: str
    available: bool
    until: Time | None
    items: list[str]


class Unavailable(Answer):
    """An item, or the options or sizes of a name (`menu_item_id` null), and how it stands with it, for the kitchen."""

    kind: StockKind = "item"
    menu_item_id: int | None
    name: str
    until: Time | None
    portions: int | None = None

    @property
    def key(self) -> StockKey:
        """What tells it from the others: an item's id, or the kind and the name of options or sizes."""
        return (self.kind, self.name.casefold()) if self.menu_item_id is None else self.menu_item_id
