"""What the kitchen has run out of: dishes, sizes and options, until a time or until further notice."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from server.domain.errors import Invalid
from server.domain.menu import Item, Modifier, Variant
from server.domain.names import folded

LONGEST_SOLD_OUT = timedelta(days=366)

PartKind = Literal["option", "variant"]
ThingT = TypeVar("ThingT", Item, Variant, Modifier)


@dataclass(frozen=True, slots=True)
class AvailabilityWish:
    """Available or 86'd (None: as it is), `until` when it comes back, and, with `counts`, how many are left."""

    available: bool | None
    until: datetime | None = None
    portions: int | None = None
    counts: bool = False

    def check(self, now: datetime) -> None:
        """Raise Invalid where `until` makes no sense."""
        if self.until is None:
            return
        if self.available is not False:
            raise Invalid([("until", "stands only beside available false: it is when it comes back")])
        if self.until <= now:
            raise Invalid([("until", "is in the past")])
        if self.until > now + LONGEST_SOLD_OUT:
            raise Invalid(
                [("until", "is over a year ahead; leave it out for what is off until further notice")]
            )

    def values(self) -> dict[str, str | int | None] | None:
        """Give what the log of changes holds of it."""
        values: dict[str, str | int | None] = {"until": self.until.isoformat()} if self.until else {}
        if self.counts:
            values["portions"] = self.portions
        return values or None

    def applied(self, item: Item) -> Item:
        """Give the item as it is wished for; one that is brought back with no portions left is no longer counted."""
        if self.available is not None:
            item = with_availability(item, available=self.available, until=self.until)
            if self.available and item.portions == 0:
                item = replace(item, portions=None)
        return replace(item, portions=self.portions) if self.counts else item


def with_availability(thing: ThingT, *, available: bool, until: datetime | None) -> ThingT:
    """Give an item, variant or option with another availability."""
    return replace(thing, sold_out=not available, sold_out_until=None if available else until)


def has_part(item: Item, kind: PartKind, name: str) -> bool:
    """Whether the item has an option or a size of this name."""
    return any(folded(own) == folded(name) for own in _names(item, kind))


def _names(item: Item, kind: PartKind) -> list[str]:
    if kind == "variant":
        return [variant.label for variant in item.variants]
    return [modifier.name for group in item.modifier_groups for modifier in group.modifiers]


def with_part(item: Item, kind: PartKind, name: str, wish: AvailabilityWish) -> Item:
    """Give the item with the availability that is wished for its option or size of this name."""
    if kind == "variant":
        variants = tuple(_changed(v, v.label, name, wish) for v in item.variants)
        return replace(item, variants=variants)
    groups = tuple(
        replace(group, modifiers=tuple(_changed(m, m.name, name, wish) for m in group.modifiers))
        for group in item.modifier_groups
    )
    return replace(item, modifier_groups=groups)


def _changed(part: ThingT, own_name: str, name: str, wish: AvailabilityWish) -> ThingT:
    if folded(own_name) != folded(name):
        return part
    return with_availability(part, available=bool(wish.available), until=wish.until)
