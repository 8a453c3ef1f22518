"""One of every kind, and one for every person: families of orders generated over random menus."""

import random

import pytest

from server.domain.menu import Category, Item, Menu, Variant
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told
from tests.parsing.random_menus import NUMBERS, random_kitchen
from tests.parsing.seeds import seeds

SEEDS = seeds(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_of_each_is_a_line_for_every_kind(seed: int) -> None:
    """As many as there are kinds, "one of each": each kind is a line, and what is ordered beside it stays apart."""
    rng = random.Random(seed)  # noqa: S311
    kitchen = random_kitchen(seed)
    names, flavours = kitchen.names, kitchen.flavours
    each = rng.randint(1, 3)
    dish, beside = names[0], names[2]
    kinds = [f"{each} {dish.capitalize()}; {flavour}" for flavour in flavours]
    one_more = f"1 {beside.capitalize()}"
    for text, wanted in (
        (f"{NUMBERS[each * len(flavours)]} {dish}s, {NUMBERS[each]} of each", kinds),
        (f"{each * len(flavours)} {dish}s {NUMBERS[each]} of each flavor", kinds),
        (f"{NUMBERS[each]} of each {dish}", kinds),
        (
            f"{NUMBERS[each * len(flavours)]} {dish}s, {NUMBERS[each]} of each, and a {beside}",
            [*kinds, one_more],
        ),
    ):
        assert kitchen.order(text) == (sorted(wanted), False), text


@pytest.mark.parametrize("seed", SEEDS)
def test_one_of_each_that_does_not_come_out_is_asked(seed: int) -> None:
    """Where the number ordered is not that of the kinds, nothing is dealt out and the flavour stays open."""
    kitchen = random_kitchen(seed)
    names, flavours = kitchen.names, kitchen.flavours
    lines, is_open = kitchen.order(f"{NUMBERS[len(flavours) + 1]} {names[0]}s, one of each")
    assert (lines, is_open) == ([f"{len(flavours) + 1} {names[0].capitalize()}"], True)


@pytest.mark.parametrize("seed", SEEDS)
def test_as_many_are_ordered_as_there_are_people(seed: int) -> None:
    """ "Each" multiplies what was said; "for all four of us" counts what has neither a number nor an article."""
    rng = random.Random(seed)  # noqa: S311
    kitchen = random_kitchen(seed)
    people, some, dish = rng.randint(2, 12), rng.randint(2, 5), kitchen.names[3]
    for said, number in (
        (f"a {dish} each for the {NUMBERS[people]} of us", people),
        (f"{NUMBERS[some]} {dish}s each for the {NUMBERS[people]} of us", some * people),
        (f"a {dish} for each of the {people} children", people),
        (f"a {dish} each for the twins", 2),
        (f"{dish}s for all {NUMBERS[people]} of us", people),
        (f"{dish}s for the {NUMBERS[people]} kids", people),
        (f"{dish} for everyone, we are {NUMBERS[people]}", people),
        (f"{dish}s for both of us", 2),
        (f"a {dish} for both of us", 1),
        (f"{NUMBERS[some]} {dish}s for all {NUMBERS[people]} of us", some),
    ):
        assert kitchen.order(said)[0] == [f"{number} {dish.capitalize()}"], said


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Bier für alle vier", "de", "4 Bier"),
        ("Bier für beide Kinder", "de", "2 Bier"),
        ("une bière pour chacun de nous trois", "fr", "3 Bier"),
        ("una birra per ciascuno di noi cinque", "it", "5 Bier"),
        ("una cerveza para cada uno de los tres niños", "es", "3 Bier"),
        ("uma cerveja para cada um de nós quatro", "pt", "4 Bier"),
        ("bier voor alle zes", "nl", "6 Bier"),
    ],
)
def test_persons_are_counted_in_other_languages(text: str, language: str, wanted: str) -> None:
    """The phrases for several people have siblings in the other languages."""
    names = {"fr": "Bière", "it": "Birra", "es": "Cerveza", "pt": "Cerveja"}
    beer = Item(1, 1, names.get(language, "Bier"), variants=(Variant(10, "Regular", 400),))
    other = Item(2, 1, "Espresso", variants=(Variant(20, "Regular", 200),))
    index = MenuIndex(Menu("EUR", (Category(1, "Bar", items=(beer, other)),)))
    lines = understand(index, text, language=language).lines
    assert [told(line).replace(beer.name, "Bier") for line in lines] == [wanted]
