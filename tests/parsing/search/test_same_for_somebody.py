"""Somebody has the same as an order of several lines, but for one of them, or with something more."""

import json
from collections import Counter

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.families import lines_of
from tests.parsing.kitchens import dialog

FIRST = {
    "de": "einen Burger und eine große Cola",
    "fr": "un hamburger et un grand cola",
    "es": "una hamburguesa y una cola grande",
    "it": "un hamburger e una cola grande",
    "pt": "um hambúrguer e uma cola grande",
    "nl": "een hamburger en een grote cola",
}
LINES = {
    "de": ("Hamburger", "Cola Groß", "Cola Klein", "Schokoladenkuchen", "none Zwiebeln"),
    "fr": ("Hamburger", "Cola Grand", "Cola Petit", "Gâteau au chocolat", "none Oignons"),
    "es": ("Hamburguesa", "Cola Grande", "Cola Pequeño", "Tarta de chocolate", "none Cebolla"),
    "it": ("Hamburger", "Cola Grande", "Cola Piccola", "Torta al cioccolato", "none Cipolla"),
    "pt": ("Hambúrguer", "Cola Grande", "Cola Pequena", "Bolo de chocolate", "none Cebola"),
    "nl": ("Hamburger", "Cola Groot", "Cola Klein", "Chocoladetaart", "none Uien"),
}
SMALL = [
    ("de", "dasselbe für meine Frau, aber die Cola klein"),
    ("fr", "pareil pour ma femme, mais le cola petit"),
    ("fr", "la même chose pour elle, mais un petit cola"),
    ("es", "lo mismo para mi mujer, pero la cola pequeña"),
    ("es", "lo mismo para ella, pero una cola pequeña"),
    ("it", "lo stesso per lei, ma la cola piccola"),
    ("pt", "o mesmo para ela, mas a cola pequena"),
    ("nl", "hetzelfde voor mijn vrouw, maar de cola klein"),
]
PLAIN = [
    ("de", "dasselbe für sie, aber den Burger ohne Zwiebeln"),
    ("fr", "la même chose pour elle, mais le hamburger sans oignons"),
    ("es", "lo mismo para ella, pero la hamburguesa sin cebolla"),
    ("it", "lo stesso per lei, ma l'hamburger senza cipolla"),
    ("pt", "o mesmo para ela, mas o hambúrguer sem cebola"),
    ("nl", "hetzelfde voor haar, maar de hamburger zonder ui"),
]
MORE = [
    ("de", "dasselbe für meine Frau, und einen Schokoladenkuchen"),
    ("fr", "la même chose pour elle, et un gâteau au chocolat"),
    ("es", "lo mismo para ella, y una tarta de chocolate"),
    ("it", "lo stesso per lei, e una torta al cioccolato"),
    ("pt", "o mesmo para ela, e um bolo de chocolate"),
    ("nl", "hetzelfde voor haar, en een chocoladetaart"),
]
WITHOUT = [
    ("de", "dasselbe für sie, aber ohne die Cola"),
    ("fr", "la même chose pour elle, mais sans le cola"),
    ("es", "lo mismo para ella, pero sin la cola"),
    ("nl", "hetzelfde voor haar, maar zonder de cola"),
]


def _lines(menu: str, text: str) -> Counter[str]:
    return lines_of(dialog(FIRST[menu], text, menu=menu))


@pytest.mark.parametrize(("menu", "text"), SMALL)
def test_one_dish_in_another_size_and_all_else_again(menu: str, text: str) -> None:
    """The other dish is wanted twice."""
    dish, large, small, *_rest = LINES[menu]
    assert _lines(menu, text) == Counter({dish: 2, large: 1, small: 1})


@pytest.mark.parametrize(("menu", "text"), PLAIN)
def test_one_dish_without_something_and_all_else_again(menu: str, text: str) -> None:
    """What is refused is refused of the new one alone."""
    dish, large, _small, _cake, without = LINES[menu]
    assert _lines(menu, text) == Counter({dish: 1, f"{dish}; {without}": 1, large: 2})


@pytest.mark.parametrize(("menu", "text"), MORE)
def test_all_again_and_another_dish(menu: str, text: str) -> None:
    """Everything is wanted twice, the new dish once."""
    dish, large, _small, cake, _without = LINES[menu]
    assert _lines(menu, text) == Counter({dish: 2, large: 2, cake: 1})


@pytest.mark.parametrize(("menu", "text"), WITHOUT)
def test_all_again_but_a_dish_stays_open(menu: str, text: str) -> None:
    """Which dish is left out is not passed over."""
    assert not dialog(FIRST[menu], text, menu=menu).complete


SAUCES = [
    ("nl", "een broodje met sambal", "hetzelfde voor haar, maar dan met knoflook", ["Knoflook"]),
    ("nl", "een broodje met sambal", "hetzelfde voor haar, maar ook met knoflook", ["Knoflook", "Sambal"]),
    ("de", "ein Brötchen mit Senf", "dasselbe für sie, aber mit Ketchup", ["Ketchup"]),
    ("es", "un bocadillo con alioli", "lo mismo para ella, pero con mostaza", ["Mostaza"]),
    ("fr", "un sandwich avec moutarde", "la même chose pour elle, mais avec mayonnaise", ["Mayonnaise"]),
]
BREADS = {
    "nl": ("Broodje", "Sambal", "Knoflook"),
    "de": ("Brötchen", "Senf", "Ketchup"),
    "es": ("Bocadillo", "Alioli", "Mostaza"),
    "fr": ("Sandwich", "Moutarde", "Mayonnaise"),
}


@pytest.mark.parametrize(("language", "text", "same", "sauces"), SAUCES)
def test_another_choice_of_a_copy_takes_the_place_of_the_one_that_must_be_made(
    language: str, text: str, same: str, sauces: list[str]
) -> None:
    """Where up to two may be chosen too; "also" keeps both."""
    dish, *choices = BREADS[language]
    group = {"name": "Saus", "min": 1, "max": 2, "options": [{"name": name} for name in choices]}
    items = [{"name": dish, "price": 5, "modifier_groups": [group]}]
    document = {"name": "Bar", "currency": "EUR", "categories": [{"name": "A", "items": items}]}
    menu = MenuIndex(load_menu(json.dumps(document).encode(), "json"))
    cart = understand(menu, text, language=language).lines
    lines = understand(menu, same, cart, language).lines
    assert [sorted(choice.modifier.name for choice in line.choices) for line in lines] == [
        [choices[0]],
        sauces,
    ]
