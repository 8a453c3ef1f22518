"""Pieces, vessels and choices of which another may have been meant hold an order open."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns

PIECES = [
    ("Porras", "unidad", "ración de 4", "una porra"),
    ("Churros", "1 ud.", "ración de 6", "dos churros y un café"),
    ("Rissóis", "unidade", "dose de 4", "um rissol"),
    ("Dumplings", "1 pc", "6 pcs", "two dumplings"),
]


def by_the_piece(dish: str, single: str, several: str, usual: str) -> MenuIndex:
    sizes = [{"label": label, "price": 2, "default": label == usual} for label in (single, several)]
    return menu_of({"name": dish, "variants": sizes}, {"name": "Café", "price": 1})


@pytest.mark.parametrize(("dish", "single", "several", "text"), PIECES)
def test_a_counted_dish_may_be_single_pieces(dish: str, single: str, several: str, text: str) -> None:
    """It is open where several come unasked, and complete where one does."""
    assert not turns(by_the_piece(dish, single, several, several), text).complete
    assert turns(by_the_piece(dish, single, several, single), text).complete


@pytest.mark.parametrize(("small", "large"), [("taza", "tazón"), ("vaso", "jarra")])
def test_what_a_dish_is_served_in_may_be_the_size_of_another(small: str, large: str) -> None:
    """A dish that is called so in part is not surely meant, where it does not come in what was said."""
    sizes = [{"label": small, "price": 3, "default": True}, {"label": large, "price": 4}]
    index = menu_of(
        {"name": "Chocolate a la taza", "aliases": ["chocolate"], "variants": sizes},
        {"name": "Chocolate Suizo (c/ nata)", "price": 4},
    )
    assert not turns(index, f"un {large} de chocolate con nata").complete
    assert turns(index, f"un {large} de chocolate").complete


@pytest.mark.parametrize("dish", ["Bravas", "Costillas"])
@pytest.mark.parametrize("group", ["Salsa brava", "Salsa barbacoa"])
def test_both_choices_are_not_one(dish: str, group: str) -> None:
    """Where both sauces are said, one of them is not the whole order."""
    options = [{"name": name} for name in (group, "Alioli")]
    index = menu_of({"name": dish, "price": 6, "modifier_groups": [{"name": "Salsa", "options": options}]})
    assert not turns(index, f"unas {dish.lower()} con las dos salsas").complete
