"""A refusal behind a dish that cannot have what is refused is about the earlier dish that can."""

import json
from functools import cache
from itertools import product
from typing import Any

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import ordered, turns


@cache
def _menu(kitchen: str, bar: str, *dishes: str) -> MenuIndex:
    """Two foods, of which the first is described by what it comes with, and two drinks under a heading of theirs."""
    first, described, second, one, other = dishes
    foods: list[dict[str, Any]] = [
        {"name": first, "price": 9, "description": described},
        {"name": second, "price": 8},
    ]
    drinks = [{"name": name, "price": 4} for name in (one, other)]
    document = {
        "name": "T",
        "currency": "EUR",
        "categories": [{"name": kitchen, "items": foods}, {"name": bar, "items": drinks}],
    }
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


PUB = _menu("Food", "Drinks", "Bangers & Mash", "With onion gravy", "Potted Shrimp", "Cola", "Cider")
DELI = _menu(
    "Sandwiches",
    "Beer & soft drinks",
    "Reuben",
    "Swiss and russian dressing",
    "Knish",
    "Root Beer",
    "Pilsner",
)
OSTERIA = _menu(
    "Cucina", "Bevande", "Capricciosa", "Funghi, carciofi e olive", "Lasagne", "Chinotto", "Birra"
)
TAVERN = _menu("Cocina", "Bebidas", "Montado", "Con cebolla y pimiento", "Salmorejo", "Refresco", "Cerveza")
INN = _menu("Küche", "Getränke", "Bratwurst", "Mit Brot und Senf", "Linseneintopf", "Radler", "Limo")
SHOKUDO = _menu("一品", "飲み物", "牛皿", "ねぎ、しょうが", "冷奴", "コーラ", "ビール")

MEANT = [
    (PUB, "{food} and a {drink}, no {thing}", "Bangers & Mash", ("gravy", "onion gravy")),
    (PUB, "a {drink} and {food} and a {drink}, without {thing} please", "Bangers & Mash", ("gravy",)),
    (DELI, "{food} and a {drink} no {thing}", "Reuben", ("russian", "swiss")),
    (OSTERIA, "una {food} e una {drink}, senza {thing}", "Capricciosa", ("olive", "funghi")),
    (TAVERN, "un {food} y una {drink}, sin {thing}", "Montado", ("cebolla", "pimiento")),
    (INN, "eine {food} und ein {drink}, aber ohne {thing}", "Bratwurst", ("Senf", "Brot")),
    (SHOKUDO, "{food}と{drink}、{thing}なしで", "牛皿", ("ねぎ",)),
]
DRINKS = {
    id(PUB): "Cider",
    id(DELI): "Pilsner",
    id(OSTERIA): "Birra",
    id(TAVERN): "Cerveza",
    id(INN): "Radler",
    id(SHOKUDO): "ビール",
}


@pytest.mark.parametrize(
    ("index", "text", "food", "thing"),
    [(index, text, food, thing) for index, text, food, things in MEANT for thing in things],
)
def test_it_is_told_of_the_dish_that_has_it(index: MenuIndex, text: str, food: str, thing: str) -> None:
    """The drink behind that has no wish, whatever the language."""
    drink = DRINKS[id(index)]
    understood = turns(index, text.format(food=food, drink=drink, thing=thing))
    wishes = {line.item.name: line.special_requests for line in understood.lines}
    assert set(wishes) == {food, drink}
    assert thing.casefold() in wishes[food].casefold()
    assert wishes[drink] == ""


@pytest.mark.parametrize(
    ("index", "food", "thing"), [(PUB, "Potted Shrimp", "butter"), (DELI, "Knish", "mustard")]
)
def test_what_is_in_no_drink_is_told_of_the_food(index: MenuIndex, food: str, thing: str) -> None:
    """Though the menu does not say what the one food is made with, in one text or two."""
    drink = DRINKS[id(index)].casefold()
    for texts in (
        (f"a {food} and a {drink}, no {thing}",),
        (f"a {food} and a {drink}", f"no {thing} please"),
    ):
        understood = turns(index, *texts)
        assert ordered(understood) == sorted([f"1 {food} «no {thing}»".casefold(), f"1 {drink}"])


@pytest.mark.parametrize(("index", "thing"), list(product((PUB, DELI), ("ice", "lemon", "straw"))))
def test_what_is_in_drinks_stays_with_the_drink(index: MenuIndex, thing: str) -> None:
    """No dish before it is told to be without ice."""
    drink = DRINKS[id(index)].casefold()
    name = "potted shrimp" if index is PUB else "knish"
    assert ordered(turns(index, f"a {name} and a {drink}, no {thing}")) == sorted(
        [f"1 {name}", f"1 {drink} «no {thing}»"]
    )


def test_of_several_foods_nobody_knows_which() -> None:
    """The order is not complete where two dishes before the drink may have what is refused."""
    assert not turns(PUB, "potted shrimp, bangers and mash and a cola, no butter").complete
