"""Items as plain values, without the names of their fields: quicker to read than documents, and smaller.

They never leave the process: the next version of the server may have other fields.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from server.domain.menu import Item, Modifier, ModifierGroup, OptionSource, Variant
from server.domain.translation import Translation

T = TypeVar("T")


class Inner(NamedTuple):
    """How the value of a field is written and read that is no plain one; one that is empty stays as it is."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


class Values(Generic[T]):
    """Writes things of a dataclass as the values of their fields, in order, and makes things of those again."""

    def __init__(self, made: Callable[..., T], **inner: Inner) -> None:
        names = [field.name for field in fields(made)]  # type: ignore[arg-type]  # a dataclass
        self._made = made
        self._all = attrgetter(*names)
        self._inner = [(names.index(name), how) for name, how in inner.items()]

    def write(self, thing: T) -> tuple[Any, ...]:
        """Return the values of a thing's fields."""
        values = list(self._all(thing))
        for place, how in self._inner:
            if values[place]:
                values[place] = how.write(values[place])
        return tuple(values)

    def read(self, values: tuple[Any, ...]) -> T:
        """Make a thing of values that `write` returned."""
        own = list(values)
        for place, how in self._inner:
            if own[place]:
                own[place] = how.read(own[place])
        return self._made(*own)


def _each(kind: Values[Any]) -> Inner:
    return Inner(
        lambda things: tuple(map(kind.write, things)),
        lambda values: tuple([kind.read(one) for one in values]),
    )


_MOMENT = Inner(datetime.isoformat, datetime.fromisoformat)
_TRANSLATIONS = _each(Values(Translation))
_MODIFIER = Values(Modifier, translations=_TRANSLATIONS, sold_out_until=_MOMENT)
_SOURCE = Values(OptionSource, written=_each(_MODIFIER))
_GROUP = Values(
    ModifierGroup,
    modifiers=_each(_MODIFIER),
    translations=_TRANSLATIONS,
    source=Inner(_SOURCE.write, _SOURCE.read),
)
_VARIANT = Values(Variant, translations=_TRANSLATIONS, sold_out_until=_MOMENT)
ITEM = Values(
    Item,
    variants=_each(_VARIANT),
    modifier_groups=_each(_GROUP),
    translations=_TRANSLATIONS,
    sold_out_until=_MOMENT,
)
