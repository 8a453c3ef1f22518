"""Random menus for families of orders: two dishes that come in flavours and with extras, and two plain ones."""

import random
from dataclasses import dataclass
from functools import cache

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import told

DISHES = ("lassi", "sorbet", "empanada", "dumpling", "sherbet", "croquette", "focaccia", "pavlova")
FLAVOURS = ("mango", "peach", "cherry", "walnut", "rosemary", "saffron", "pumpkin")
EXTRAS = ("honey", "ginger", "capers", "raisins", "cardamom")
NUMBERS = (
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True)
class Kitchen:
    """A random menu: the names of its dishes (the first two in flavours), its flavours and extras."""

    index: MenuIndex
    names: list[str]
    flavours: list[str]
    extras: list[str]

    def heard(self, *turns: str) -> Understood:
        """What the turns come to, the cart carried along."""
        understood = Understood()
        for text in turns:
            understood = understand(self.index, text, understood.lines)
        return understood

    def order(self, *turns: str) -> tuple[list[str], bool]:
        """The lines in words, sorted, and whether anything is open."""
        understood = self.heard(*turns)
        return sorted(map(told, understood.lines)), bool(understood.questions or understood.unmatched)


@cache
def random_kitchen(seed: int) -> Kitchen:
    """The menu of a seed, always the same one."""
    rng = random.Random(seed)  # noqa: S311
    names, flavours = rng.sample(DISHES, k=4), rng.sample(FLAVOURS, k=rng.randint(2, 4))
    extras = rng.sample(EXTRAS, k=3)
    items = tuple(_dish(n, name, flavours if n < 3 else [], extras) for n, name in enumerate(names, 1))
    return Kitchen(MenuIndex(Menu("USD", (Category(1, "Kitchen", items=items),))), names, flavours, extras)


def _dish(number: int, name: str, flavours: list[str], extras: list[str]) -> Item:
    groups = [ModifierGroup(number, "Flavour", 1, 1, _options(number * 100, flavours))] if flavours else []
    groups.append(ModifierGroup(number + 50, "Extras", 0, None, _options(number * 100 + 50, extras)))
    sizes = (Variant(number * 10, "Small", 400), Variant(number * 10 + 1, "Large", 600))
    return Item(
        id=number,
        category_id=1,
        name=name.capitalize(),
        variants=(Variant(number * 10 + 2, "Regular", 500, is_default=True), *sizes),
        modifier_groups=tuple(groups),
    )


def _options(first: int, names: list[str]) -> tuple[Modifier, ...]:
    return tuple(Modifier(first + i, name, 0) for i, name in enumerate(names))
