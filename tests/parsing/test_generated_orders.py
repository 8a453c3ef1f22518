"""Orders made by a grammar of their own over invented menus: what is called complete is what was made."""

import random

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

DISHES = ("goulash", "paella", "ramen", "moussaka", "falafel", "risotto", "tagine", "schnitzel")
OPTIONS = ("chili", "parsley", "walnuts", "raisins", "capers", "ginger")
FLAVOURS = ("mango", "peach", "cherry")
NUMBERS = ("", "", "two", "three", "four", "five")
NOISE = ("", "um ", "please ", "hi ", "ok ")
Line = tuple[str, int, str, tuple[str, ...]]


def _menu(rng: random.Random) -> Menu:
    dishes = [
        Item(
            id=n,
            category_id=1,
            name=name.capitalize(),
            variants=(Variant(n * 10, "Small", 500), Variant(n * 10 + 1, "Large", 700, is_default=True)),
            modifier_groups=(
                ModifierGroup(
                    n, "Extras", 0, None, tuple(Modifier(n * 100 + i, o, 50) for i, o in enumerate(OPTIONS))
                ),
            ),
        )
        for n, name in enumerate(rng.sample(DISHES, k=5), 1)
    ]
    flavours = ModifierGroup(
        90, "Flavour", 1, 1, tuple(Modifier(9000 + i, f, 0) for i, f in enumerate(FLAVOURS))
    )
    lassi = Item(
        id=9,
        category_id=1,
        name="Lassi",
        variants=(Variant(90, "Regular", 300),),
        modifier_groups=(flavours,),
    )
    return Menu("USD", (Category(1, "Kitchen", items=(*dishes, lassi)),))


def _plain(rng: random.Random, name: str) -> tuple[str, list[Line]]:
    number, size = rng.choice(NUMBERS), rng.choice(("", "small "))
    options = rng.sample(OPTIONS, k=rng.randint(0, 2))
    count = max(1, ("", "one", "two", "three", "four", "five").index(number))
    said = f"{number or 'a'} {size}{name}" + (f" with {' and '.join(options)}" if options else "")
    return said, [(name, count, size.strip(), tuple(sorted(options)))]


def _shared(rng: random.Random, name: str) -> tuple[str, list[Line]]:
    option = rng.choice(OPTIONS)
    said = rng.choice((f"three {name}, one with {option}", f"three {name}, one of them with {option}"))
    return said, [(name, 2, "", ()), (name, 1, "", (option,))]


def _dealt(rng: random.Random, _name: str) -> tuple[str, list[Line]]:
    one, other = rng.sample(FLAVOURS, k=2)
    said = rng.choice((f"two lassi, {one} and {other}", f"two lassi, one {one} and one {other}"))
    return said, [("lassi", 1, "", (one,)), ("lassi", 1, "", (other,))]


def _twice(rng: random.Random, name: str) -> tuple[str, list[Line]]:  # noqa: ARG001  (every operation takes the same)
    return f"{name} twice", [(name, 2, "", ())]


def _order(seed: int) -> tuple[Menu, str, list[Line]]:
    rng = random.Random(seed)  # noqa: S311 - invented orders, no secret
    menu = _menu(rng)
    names = [item.name.casefold() for item in menu.items() if item.id != 9]
    parts, lines = [], []
    for name in rng.sample(names, k=rng.randint(1, 2)):
        said, wanted = rng.choice((_plain, _plain, _shared, _dealt, _twice))(rng, name)
        parts.append(said)
        lines += wanted
    return menu, rng.choice(NOISE) + " and then ".join(parts), lines


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_a_generated_order_that_is_called_complete_is_the_one_that_was_made(start: int) -> None:
    """Of twenty orders none is complete and another one; that most are complete shows that this says something."""
    wrong, complete = [], 0
    for seed in range(start, start + 20):
        menu, text, wanted = _order(seed)
        understood = understand(MenuIndex(menu), text)
        got = [
            (
                line.item.name.casefold(),
                line.quantity,
                line.variant.label.casefold() if line.variant_stated and line.variant else "",
                tuple(sorted(choice.modifier.name for choice in line.choices)),
            )
            for line in understood.lines
        ]
        complete += understood.complete
        if understood.complete and sorted(got) != sorted(_summed(wanted)) and sorted(got) != sorted(wanted):
            wrong.append((text, got))
    assert wrong == []
    assert complete >= 5


def _summed(lines: list[Line]) -> list[Line]:
    """Lines that are alike, as one."""
    total: dict[tuple[str, str, tuple[str, ...]], int] = {}
    for name, count, size, options in lines:
        total[name, size, options] = total.get((name, size, options), 0) + count
    return [(name, count, size, options) for (name, size, options), count in total.items()]
