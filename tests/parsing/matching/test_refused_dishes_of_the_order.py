"""A dish of the order that is refused by a word behind it, before something else is said."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = """
name: Bar
slug: bar
currency: EUR
categories:
  - {{name: "1", items: [{{name: {cake}, price: 4}}, {{name: {soup}, price: 5}}, {{name: {wine}, price: 5}}]}}
"""
SAID = {
    "it": ({"cake": "Ciambella", "soup": "Zuppa", "wine": "Sangiovese"}, "una {} e un sangiovese", "la {} no", "e un altro sangiovese"),
    "es": ({"cake": "Tarta", "soup": "Sopa", "wine": "Rioja"}, "una {} y un rioja", "la {} no", "y otro rioja"),
    "pt": ({"cake": "Tarte", "soup": "Sopa", "wine": "Douro"}, "uma {} e um douro", "a {} não", "e mais um douro"),
    "de": ({"cake": "Torte", "soup": "Suppe", "wine": "Riesling"}, "eine {} und einen Riesling", "die {} nicht", "und noch einen Riesling"),
}  # fmt: skip


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("dish", ["cake", "soup"])
@pytest.mark.parametrize("goes_on", [False, True])
def test_a_dish_that_is_refused_behind_its_name_goes(language: str, dish: str, *, goes_on: bool) -> None:
    """ "The cake no" takes the cake away, and what is said behind a comma is done as well."""
    names, first, refused, more = SAID[language]
    index = MenuIndex(load_menu(MENU.format(**names).encode(), "yaml"))
    cart = understand(index, first.format(names[dish]), language=language).lines
    text = refused.format(names[dish]) + (f", {more}" if goes_on else "")
    left = understand(index, text, cart, language).lines
    assert {line.item.name for line in left} == {names["wine"]}
    assert sum(line.quantity for line in left) == 1 + goes_on


@pytest.mark.parametrize("dish", ["cake", "soup"])
@pytest.mark.parametrize(
    ("language", "sorry"),
    [("es", "perdona"), ("es", "perdón, estoy lleno"), ("it", "scusa"), ("pt", "desculpe")],
)
def test_an_apology_behind_a_refusal_corrects_nothing(language: str, sorry: str, dish: str) -> None:
    """ "The cake no, sorry" takes the cake away as "the cake no" does."""
    names, first, refused, _more = SAID[language]
    index = MenuIndex(load_menu(MENU.format(**names).encode(), "yaml"))
    cart = understand(index, first.format(names[dish]), language=language).lines
    left = understand(index, f"{refused.format(names[dish])}, {sorry}", cart, language).lines
    assert [line.item.name for line in left] == [names["wine"]]
