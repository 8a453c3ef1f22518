"""Dishes that are not on the menu, told with how they are made: no wish of the dish before."""

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of

OF: dict[str, tuple[str, tuple[str, ...]]] = {
    "de": ("Zwiebelkuchen", ("und einen frischen Orangensaft", "und ein knuspriges Baguette", ", einen kalten Kakao")),
    "nl": ("Stroopwafel", ("en een verse appelsap", ", een verse bieslooksoep", "en een warme chocomel")),
    "it": ("Arancino", ("e una calda zuppa", "e una fresca limonata")),
    "es": ("Ensaladilla", ("y una fría cerveza", "y un caliente caldo")),
    "pl": ("Makowiec", ("i gorąca czekolada", "i jeden zimny kompot")),
    "en": ("Scotch egg", ("and a grilled kipper", "and a fresh smoothie")),
}  # fmt: skip
SAID = [(language, dish, more) for language, (dish, said) in OF.items() for more in said]


def _menu(dish: str) -> MenuIndex:
    return menu_of({"name": dish, "price": 4}, {"name": "Polenta", "price": 5})


@pytest.mark.parametrize(("language", "dish", "more"), SAID)
def test_an_unknown_dish_with_how_it_is_made_is_left_and_never_a_wish(
    language: str, dish: str, more: str
) -> None:
    """The dish before keeps no wish, the order is open, and something is told to be left."""
    understood = understand(_menu(dish), f"{dish} {more}".replace(" ,", ","), language=language)
    assert [(line.quantity, line.special_requests) for line in understood.lines] == [(1, "")]
    assert not understood.complete
    assert understood.unmatched


@pytest.mark.parametrize(
    ("dish", "said", "wish"),
    [
        ("Zwiebelkuchen", "Zwiebelkuchen mit einer knusprigen Kruste", "knusprigen Kruste"),
        ("Stroopwafel", "een stroopwafel, lekker warm", "lekker warm"),
        ("Scotch egg", "a scotch egg, well done", "well done"),
    ],
)
def test_how_the_dish_is_made_stays_its_wish(dish: str, said: str, wish: str) -> None:
    """What leads no other dish is told to the kitchen of the dish that was ordered."""
    understood = understand(_menu(dish), said)
    assert [line.special_requests for line in understood.lines] == [wish]
