"""What the dishes, sizes and options of a menu are called, by the menu itself."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from server.domain.menu import Item, Menu, Modifier, Variant
from server.domain.option_sources import part_translations
from server.domain.translation import Translation
from server.parsing.matching.names import ALIAS
from server.parsing.matching.written_names import (
    before_its_number,
    measure_written_in,
    names_written_in,
    volume_written_in,
    without_measure,
)
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

RANKS = {2: ("small", "large"), 3: ("small", "medium", "large")}
"""What the sizes of a dish are, from the cheapest on, by how many there are."""
LONGEST_MEASURED = 4
"""Words of a name by whose measure a dish may be called, at most; a longer one tells of several things."""
LARGEST_TO_SMALLEST = 3
"""How many times as dear as the smallest the largest is at most: a bottle is no large glass."""
_BREAK = re.compile(r"[,.;:()/\n、。]+")


def measure_that_names(item: Item) -> str:
    """The measure by which a dish is called whose kind is to be chosen: "2 litre" of *2-litre soda*; "" where none is."""
    is_short = len(words(item.name)) <= LONGEST_MEASURED
    is_chosen = any(group.min_select for group in item.modifier_groups)
    return measure_written_in(item.name) if is_short and is_chosen else ""


def ranks_of(item: Item) -> dict[int, str]:
    """Which of its sizes, by their ids, are the small, the medium and the large one; none where these are far apart."""
    sizes = sorted({v.price: v for v in item.variants if not v.when}.values(), key=lambda v: v.price)
    sizes = [v for v in sizes if v.price <= LARGEST_TO_SMALLEST * sizes[0].price]
    if len(sizes) not in RANKS:
        return {}
    return {size.id: rank for size, rank in zip(sizes, RANKS[len(sizes)], strict=True)}


def without_part(modifier: Modifier) -> Modifier:
    """An extra on a part by its own name: "margherita with olives" is a dish with olives, not the half of another."""
    if not modifier.on_part:
        return modifier
    names = (alias.removesuffix(f" {modifier.on_part}") for alias in modifier.aliases)
    said = tuple(replace(t, name=t.name.rpartition(": ")[2]) for t in modifier.translations)
    own = modifier.name.removeprefix(f"{modifier.on_part}: ")
    return replace(modifier, name=own, aliases=tuple(names), translations=said)


def called_as_part(modifier: Modifier, dish: Item) -> tuple[Translation, ...]:
    """What a part is called in other languages; one with a name of its own is understood by its dish's."""
    return part_translations(modifier, dish) if modifier.size else dish.translations


def names_apart(menu: Menu) -> dict[int, str]:
    """What each dish that diners see is called where it must be told from the others: `Lasagne (Mains)`."""
    seen = [(c, item) for c in menu.categories if c.is_active for item in c.items if item.is_active]
    times = Counter(item.name.casefold() for _, item in seen)
    return {
        item.id: item.name if times[item.name.casefold()] == 1 else f"{item.name} ({category.name})"
        for category, item in seen
    }


def names_of(
    name: str, aliases: Sequence[str], translations: Sequence[Translation] = ()
) -> Iterator[tuple[str, float]]:
    """A thing's own name, and what else it is called: its aliases, and its names in other languages."""
    yield name, 0.0
    for alias in aliases:
        yield alias, ALIAS
    for said in translations:
        if said.name:
            yield said.name, ALIAS


def names_as_written(
    name: str, aliases: Sequence[str], translations: Sequence[Translation]
) -> Iterator[tuple[str, float]]:
    """The same with what else is written into the name of a size, an option or a category: "Large (12oz)" is large."""
    yield from names_of(name, aliases, translations)
    yield from ((called, ALIAS) for called in (*names_written_in(name), before_its_number(name)) if called)


def translated_names(menu: Menu) -> frozenset[str]:
    """What things are called by translations and by nothing else, folded."""
    own: set[str] = set()
    translated: set[str] = set()
    for category in menu.categories:
        own.add(category.name.casefold())
        translated.update(said.name.casefold() for said in category.translations)
    for item in menu.orderable_items():
        for thing in (item, *item.parts()):
            own.update(name.casefold() for name in (own_name(thing), *thing.aliases))
            translated.update(said.name.casefold() for said in thing.translations)
    return frozenset(translated - own)


def names_by_measure(items: Iterable[Item], written: Language) -> Iterator[tuple[str, int]]:
    """What dishes are called, by their ids, that a menu tells apart by how much they hold: "large pepsi", "bottle of pepsi"; without their vessel, where there is one."""
    alike: dict[tuple[str, ...], list[tuple[float, int, str]]] = {}
    items = tuple(items)
    for item in items:
        if volume := volume_written_in(item.name):
            base, vessel = _without_vessel(without_measure(item.name), written)
            alike.setdefault(base, []).append((volume, item.id, vessel))
    for base, sizes in alike.items():
        if len(sizes) in RANKS and base:
            yield from _called_by_size(" ".join(base), sorted(sizes), written)
        elif len(sizes) == 1 and sizes[0][2] and _is_only_one(base, items):
            yield " ".join(base), sizes[0][1]


def _is_only_one(base: tuple[str, ...], items: Iterable[Item]) -> bool:
    """Whether a single name begins with these words: "Coca-Cola", of *Coca-Cola lattina 33 cl* where there is none on tap."""
    return sum(words(item.name)[: len(base)] == base for item in items) == 1


def _without_vessel(name: str, written: Language) -> tuple[tuple[str, ...], str]:
    """A name without what it comes in, and this: ("pepsi",) and "bottle" of "Pepsi bottle"."""
    said = words(name)
    last = written.trie.get(said[-1:])
    is_vessel = len(said) > 1 and last is not None and not last.kinds.isdisjoint(("serving", "unit"))
    return (said[:-1], said[-1]) if is_vessel else (said, "")


def _called_by_size(
    base: str, sizes: Sequence[tuple[float, int, str]], written: Language
) -> Iterator[tuple[str, int]]:
    of = next((" ".join(said) for said, word in written.trie.items(1) if "of" in word.kinds), "")
    for (_volume, item_id, vessel), rank in zip(sizes, RANKS[len(sizes)], strict=True):
        adjectives = [" ".join(said) for said, means in written.ranks.items() if means == rank]
        yield from ((f"{word} {base}", item_id) for word in adjectives)
        if vessel:
            yield f"{vessel} {of} {base}", item_id
            yield from ((f"{word} {vessel} {of} {base}", item_id) for word in adjectives)


def parts_of_text(description: str) -> list[str]:
    """The parts of a description between its commas and stops."""
    return [part for part in _BREAK.split(description) if part]


def own_name(thing: Item | Variant | Modifier) -> str:
    """What a dish, a size or an option is called on the menu."""
    return thing.label if isinstance(thing, Variant) else thing.name
