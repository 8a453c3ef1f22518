"""What goes by a name of the menu, and how far a way of saying it is from the thing's own name."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import NamedTuple

from server.domain.menu import Modifier, ModifierGroup, Variant

ALIAS = 0.2
SYNONYM = 0.4
FOLDED = 0.05
WITHOUT_SMALL_WORDS = 0.1
SHORTENED = 1.0
PART = 2.0
RARE = 2.5
TURNED = 3.0
"""How far a form of a name is from the name itself: an alias, another number, "chicken bacon ranch" for "chicken and
bacon ranch", "caramel" for "caramel syrup" where many names end in "syrup", any other part of the name that has its last word, a part
that has not, its two words the other way round."""

IN_LATIN = 0.5
"""How far a name in kana or Hangul is that is typed in Latin letters."""


@dataclass(slots=True)
class Named:
    """All that goes by one name, with how far the name is from the thing's own (0, or `ALIAS`).

    `things` are the own names of all these; `is_own` says whether the name is one of them.
    """

    items: dict[int, float] = field(default_factory=dict)
    variants: MutableMapping[int, tuple[tuple[Variant, float], ...]] = field(default_factory=dict)
    modifiers: MutableMapping[int, tuple[tuple[Modifier, ModifierGroup, float], ...]] = field(
        default_factory=dict
    )
    categories: tuple[int, ...] = ()
    things: tuple[str, ...] = ()
    is_own: bool = False

    def take(self, other: "Named", distance: float) -> None:
        """Name all that `other` names, too, so much farther."""
        for item_id, far in other.items.items():
            self.items.setdefault(item_id, far + distance)
        for item_id, sizes in other.variants.items():
            self.variants.setdefault(item_id, tuple((size, far + distance) for size, far in sizes))
        for item_id, options in other.modifiers.items():
            own = tuple((option, group, far + distance) for option, group, far in options)
            self.modifiers.setdefault(item_id, own)
        self.things = tuple(dict.fromkeys((*self.things, *other.things)))

    @property
    def is_heading(self) -> bool:
        """Whether nothing but a category is called so."""
        return not (self.items or self.variants or self.modifiers)


class Form(NamedTuple):
    """A way of saying a name, and how far it is from it."""

    phrase: tuple[str, ...]
    distance: float


_SIGN = "\x01"
"""Names that begin with it stand for numbers of dishes; no name of a menu has it."""


def name_of_number(number: str) -> str:
    """The name that stands for the dish which has a number."""
    return _SIGN + number


def is_of_number(name: str) -> bool:
    """Whether a name stands for the number of a dish."""
    return name[0] == _SIGN


Entry = dict[str, float]
"""Names that a phrase may stand for, each with its distance."""
