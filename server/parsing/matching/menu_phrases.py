"""What a phrase of the menu may mean: which items, and for a given item which sizes and options.

It is found out once for each phrase and remembered with the menu, wherever and however often the phrase is said.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import islice

from server.domain.menu import Item, Modifier, ModifierGroup, Variant
from server.parsing.matching.names import PART, RARE, SHORTENED, SYNONYM, Named

SAME = 0.01
NEVER = 99.0
MAX_CANDIDATES = 20
"""Dishes that one word is taken to name at most."""
MAX_REMEMBERED = 512
"""Phrases of one menu that are remembered at most."""

Options = list[tuple[float, Modifier, ModifierGroup]]


class MenuPhrase:
    """Names of the menu that some words may be, with their distances, and what goes by them.

    `items` are (distance, item id) of the dishes, the nearest first. `having` are the items that may be had as it says:
    it is an option or a size of them; `with_option` those of which it may be an option.
    """

    def __init__(
        self, names: Mapping[str, float], by_name: Mapping[str, Named], items: Mapping[int, Item]
    ) -> None:
        self._named = [(by_name[name], distance) for name, distance in names.items()]
        self._on_menu = items
        self._headings = [name for name, far in names.items() if not far and by_name[name].categories]
        self._parts = [pair for pair in self._named if pair[0].modifiers or pair[0].variants]
        self.items = self._find_items()
        self.is_variant = any(named.variants for named, _far in self._parts)
        options = [named.modifiers for named, _far in self._parts]
        self.with_option = _together(options)
        self.having = _together([*options, *(named.variants for named, _far in self._parts)])
        self._modifiers: dict[int, Options] = {}
        self._best_modifiers: dict[int, list[tuple[Modifier, ModifierGroup]]] = {}
        self._variants: dict[int, tuple[float, list[Variant]]] = {}

    @cached_property
    def best_items(self) -> list[int]:
        """The ids of the nearest items: several where the words fit them equally."""
        found = self.items
        if found and (found[0][0] >= SHORTENED or self._is_rather_heading()):
            near = [f for f in found if (f[0] <= RARE if found[0][0] < PART else _as_near(f[0], found[0][0]))]
            ids = [item_id for _distance, item_id in near]
            return [*dict.fromkeys([*ids, *self.category_items])][:MAX_CANDIDATES]
        return [item_id for distance, item_id in found[:MAX_CANDIDATES] if _as_near(distance, found[0][0])]

    def _is_rather_heading(self) -> bool:
        """Whether several dishes of the heading that is called so have the word in their names, and the nearest is only like it."""
        nearest, item_id = self.items[0]
        called = self._on_menu[item_id].name.casefold()
        if nearest < SYNONYM or not self._headings or any(heading in called for heading in self._headings):
            return False
        under = set(self.category_items)
        return sum(far >= PART and item in under for far, item in self.items) > 1

    @cached_property
    def all_items(self) -> list[int]:
        """Every item that has the words in its name, or stands under a heading that is called so."""
        named = [item_id for _distance, item_id in self.items]
        return [*dict.fromkeys([*named, *self.category_items])][:MAX_CANDIDATES]

    @cached_property
    def category_items(self) -> list[int]:
        """The items of the category that is called so: "sandwich" under the heading "Sandwiches"."""
        categories = {c for named, _far in self._named for c in named.categories}
        items = self._on_menu.values() if categories else ()
        return [item.id for item in items if item.category_id in categories]

    @cached_property
    def dishes_of_choice(self) -> Sequence[tuple[str, ModifierGroup]]:
        """The names of the dishes that it is a choice of by its nearest names, and the groups that ask for the choice."""
        nearest = min((far for _named, far in self._named), default=PART)
        names = [named for named, far in self._named if far == nearest < PART]
        found = (
            (self._on_menu[item_id].name, group)
            for named in names
            for item_id, options in named.modifiers.items()
            for _modifier, group, _far in options
            if group.min_select
        )
        return tuple(islice(found, MAX_CANDIDATES))

    def modifiers(self, item_id: int) -> Options:
        """The options of an item that it may name, nearest first."""
        found = self._modifiers.get(item_id)
        if found is None:
            found = self._modifiers[item_id] = self._find_modifiers(item_id)
        return found

    def best_modifiers(self, item_id: int) -> list[tuple[Modifier, ModifierGroup]]:
        """The nearest options of an item: several where the words fit them equally."""
        best = self._best_modifiers.get(item_id)
        if best is None:
            found = self.modifiers(item_id)
            best = [(m, group) for far, m, group in found if _as_near(far, found[0][0])]
            self._best_modifiers[item_id] = best
        return best

    def variants(self, item_id: int) -> tuple[float, list[Variant]]:
        """The distance of the nearest sizes of an item, `NEVER` where there is none, and these."""
        known = self._variants.get(item_id)
        if known is None:
            found = self._find_variants(item_id) if item_id in self.having else []
            nearest = found[0][0] if found else NEVER
            known = self._variants[item_id] = nearest, [v for far, v in found if _as_near(far, nearest)]
        return known

    def _find_items(self) -> list[tuple[float, int]]:
        best: dict[int, float] = {}
        for named, distance in self._named:
            for item_id, far in named.items.items():
                best[item_id] = min(best.get(item_id, NEVER), distance + far)
        return sorted((distance, item_id) for item_id, distance in best.items())

    def _find_modifiers(self, item_id: int) -> Options:
        best: dict[int, tuple[float, Modifier, ModifierGroup]] = {}
        for named, distance in self._parts:
            for modifier, group, far in named.modifiers.get(item_id, ()):
                if modifier.id not in best or distance + far < best[modifier.id][0]:
                    best[modifier.id] = (distance + far, modifier, group)
        return sorted(best.values(), key=lambda found: found[0])

    def _find_variants(self, item_id: int) -> list[tuple[float, Variant]]:
        best: dict[int, tuple[float, Variant]] = {}
        for named, distance in self._parts:
            for variant, far in named.variants.get(item_id, ()):
                if variant.id not in best or distance + far < best[variant.id][0]:
                    best[variant.id] = (distance + far, variant)
        return sorted(best.values(), key=lambda found: found[0])


class MenuPhrases:
    """The phrases of one menu, by the names that they may be."""

    def __init__(self, names: Mapping[str, Named], items: Mapping[int, Item]) -> None:
        self._names = names
        self._items = items
        self._known: dict[tuple[tuple[str, float], ...], MenuPhrase] = {}

    def of(self, names: Mapping[str, float]) -> MenuPhrase:
        """What `names` at their distances mean."""
        key = tuple(names.items())
        found = self._known.get(key)
        if found is None:
            found = MenuPhrase(names, self._names, self._items)
            if len(self._known) < MAX_REMEMBERED:
                self._known[key] = found
        return found


def _together(of_items: Sequence[Mapping[int, object]]) -> AbstractSet[int]:
    """The items of all the mappings; those of a single one are not copied."""
    filled = [by_item for by_item in of_items if by_item]
    return filled[0].keys() if len(filled) == 1 else frozenset().union(*filled)


def _as_near(distance: float, nearest: float) -> bool:
    return distance <= nearest + SAME or nearest >= PART
