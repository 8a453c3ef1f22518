"""Dishes called by the last word of their names, where that is a small word otherwise."""

import json
from collections.abc import Mapping, Sequence

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

DISHES = {
    "es": ["Café solo", "Café con leche", "Cerveza tostada", "Tostada con tomate", "Ración de calamares"],
    "fr": ["Crêpe nature", "Crêpe au citron", "Burger classique", "Bière blonde", "Soupe du jour"],
    "it": ["Caffè normale", "Caffè macchiato", "Birra scura", "Panino con salame", "Acqua frizzante"],
}
BEGUN = {
    "it": ["Tagliata di manzo", "Grigliata mista", "Gelato artigianale", "Pollo arrosto", "Caffè"],
    "es": ["Tostada con tomate", "Parrillada de carne", "Café solo", "Pollo asado"],
}
SAID = [
    ("es", "un solo", ["1 Café solo"]),
    ("es", "dos solos y una tostada con tomate", ["2 Café solo", "1 Tostada con tomate"]),
    ("es", "un café con leche, para mí un solo", ["1 Café con leche", "1 Café solo"]),
    ("es", "solo una tostada con tomate", ["1 Tostada con tomate"]),
    ("fr", "une nature et une soupe du jour", ["1 Crêpe nature", "1 Soupe du jour"]),
    ("fr", "un classique, s'il vous plaît", ["1 Burger classique"]),
    ("it", "un normale e un macchiato", ["1 Caffè normale", "1 Caffè macchiato"]),
]
SAID_FIRST = [
    ("it", "per me la tagliata e un caffè", ["1 Tagliata di manzo", "1 Caffè"]),
    ("it", "due tagliate e un gelato", ["2 Tagliata di manzo", "1 Gelato artigianale"]),
    ("it", "un pollo arrosto, la grigliata", ["1 Pollo arrosto", "1 Grigliata mista"]),
    ("es", "una tostada y un café solo", ["1 Tostada con tomate", "1 Café solo"]),
]
CHANGED = [("cambia el solo por un café con leche", ["1 Café con leche"]), ("quita el solo", [])]


def _menu(language: str, dishes: Mapping[str, Sequence[str]] = DISHES) -> MenuIndex:
    items = [{"name": name, "price": 3} for name in dishes[language]]
    document = {"name": "Bar", "currency": "EUR", "categories": [{"name": "Carta", "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize(("language", "text", "lines"), SAID)
def test_a_counted_small_word_is_the_dish_whose_name_ends_in_it(
    language: str, text: str, lines: list[str]
) -> None:
    """Counted, and with nothing behind that it is said of, "solo" is a coffee and not "only"."""
    understood = understand(_menu(language), text, language=language)
    assert sorted(map(told, understood.lines)) == sorted(lines)


@pytest.mark.parametrize(("language", "text", "lines"), SAID_FIRST)
def test_a_word_for_how_a_dish_is_made_is_the_dish_whose_name_begins_with_it(
    language: str, text: str, lines: list[str]
) -> None:
    """Behind an article or a number "tagliata" is a *Tagliata di manzo*; behind a dish it says how that is to be."""
    understood = understand(_menu(language, BEGUN), text, language=language)
    assert sorted(map(told, understood.lines)) == sorted(lines)
    assert understood.complete


def test_a_word_for_how_a_dish_is_made_stays_a_wish_behind_one() -> None:
    """A chicken that is to be cut up is no *Tagliata di manzo*."""
    (line,) = understand(_menu("it", BEGUN), "un pollo arrosto tagliato", language="it").lines
    assert (line.item.name, line.special_requests) == ("Pollo arrosto", "tagliato")


@pytest.mark.parametrize(("text", "lines"), CHANGED)
def test_a_line_is_told_by_the_small_word_that_its_name_ends_in(text: str, lines: list[str]) -> None:
    """A coffee of the cart is exchanged and taken off by that word."""
    menu = _menu("es")
    cart = understand(menu, "un solo", language="es").lines
    assert [told(line) for line in understand(menu, text, cart, "es").lines] == lines


def test_a_plain_one_behind_a_dish_is_none_of_its_own() -> None:
    """Behind a number of a dish "normale" tells how one of them is to be."""
    lines = understand(_menu("it"), "due macchiati, uno normale", language="it").lines
    assert [line.item.name for line in lines] == ["Caffè macchiato"]
