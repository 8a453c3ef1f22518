"""Dishes, headings and sizes as menus write them, beside words that look like them."""

import json
from typing import Any

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told

SIGNS = ("N.{} ", "N. {} ", "No. {} ", "Nr {} ", "n° {} ", "N.º {} ")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    ("text", "count"), [("un numero 5", 1), ("due numero 5 e una birra", 2), ("il numero 5", 1)]
)
def test_a_number_behind_any_sign_is_the_dishes(sign: str, text: str, count: int) -> None:
    """*N.5 Tonno* is number 5, and none of five."""
    dishes = [{"name": f"{sign.format(n)}{name}", "price": 5} for n, name in ((4, "Crudo"), (5, "Tonno"))]
    line = understand(menu_of(*dishes, {"name": "Birra", "price": 4}), text).lines[0]
    assert (line.item.name, line.quantity) == (dishes[1]["name"], count)


@pytest.mark.parametrize("heading", ["Sandwiches (hot or cold)", "SANDWICHES - toasted", "Sandwiches"])
@pytest.mark.parametrize("text", ["a tuna sandwich", "a sandwich with tuna", "two tuna sandwiches"])
def test_the_kind_is_told_by_its_heading(heading: str, text: str) -> None:
    """Without what else the menu writes into it."""
    items: list[dict[str, Any]] = [
        {"name": "Tuna & sweetcorn", "price": 7},
        {"name": "The Reuben", "price": 8},
    ]
    index = index_of(heading, items)
    assert [line.item.name for line in understand(index, text).lines] == ["Tuna & sweetcorn"]


def index_of(heading: str, items: list[dict[str, Any]]) -> MenuIndex:
    document = {"name": "A", "currency": "EUR", "categories": [{"name": heading, "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


def bottles() -> MenuIndex:
    sizes = [{"label": "0,33 l Dose", "price": 2}, {"label": "1 l Flasche", "price": 4}]
    return menu_of({"name": "1. Gulasch", "price": 9}, {"name": "Cola", "variants": sizes})


@pytest.mark.parametrize(
    "text", ["eine 1 liter flasche cola", "ne 1 l flasche cola", "eine cola, 1 liter flasche"]
)
def test_the_number_of_a_size_is_no_dishes(text: str) -> None:
    """In any unit and with its vessel, where a dish has the number too."""
    assert [told(line) for line in understand(bottles(), text).lines] == ["1 Cola 1 l Flasche"]


@pytest.mark.parametrize(
    "text", ["une complete sans jambon", "une complète, sans jambon", "deux complètes sans jambon"]
)
def test_a_dish_called_complete_is_no_word_for_all_but(text: str) -> None:
    """*La Complète* without its ham is a dish, not all but ham."""
    ham = {
        "name": "Garniture",
        "options": [{"name": "Jambon", "default": True}, {"name": "Emmental", "default": True}],
    }
    index = menu_of(
        {"name": "La Complète", "price": 9, "modifier_groups": [ham]}, {"name": "La Forestière", "price": 8}
    )
    (line,) = understand(index, text, language="fr").lines
    assert told(line).endswith("La Complète; none Jambon")


@pytest.mark.parametrize("food", ["cokes", "pepsis", "sprites", "teas"])
def test_a_food_is_no_slip_in_a_small_word(food: str) -> None:
    """A drink that the menu has not is not read as a word of its groups: "cokes" as "comes"."""
    group = {"name": "Comes with", "options": [{"name": "Toast"}]}
    index = menu_of(
        {"name": "#1 Two Eggs", "price": 9, "modifier_groups": [group]}, {"name": "Waffles", "price": 8}
    )
    understood = understand(index, f"two {food} and one waffles")
    assert (food in " ".join(understood.unmatched), [line.item.name for line in understood.lines]) == (
        True,
        ["Waffles"],
    )
