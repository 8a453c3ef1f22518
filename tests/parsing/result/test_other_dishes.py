"""Dishes that are not on the menu and share a word with one that is."""

import json

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of


@pytest.fixture(scope="module")
def index() -> MenuIndex:
    """A café that has one roll, one soup and one pie."""
    pie = {"name": "Steak Pie", "price": 9, "description": "Beef and ale under pastry"}
    items = [{"name": name, "price": 5} for name in ("Bacon Roll", "Tomato Soup", "Latte")]
    document = {"name": "A", "currency": "GBP", "categories": [{"name": "Food", "items": [*items, pie]}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize(
    "other", ["a sausage roll", "a mushroom soup", "two chicken pies", "an apple pie", "a turkey roll"]
)
@pytest.mark.parametrize("around", ["{}", "a latte and {}", "hi, {} please, and a latte"])
def test_another_dish_is_asked_for_and_not_ordered(index: MenuIndex, other: str, around: str) -> None:
    """What the menu has of that name is offered; the dish that was named is told as not understood, in full."""
    found = understand(index, around.format(other))
    assert [line.item.name for line in found.lines] == (["Latte"] if "latte" in around else [])
    assert not found.complete
    assert other.split(" ", 1)[1] in found.unmatched
    assert [question.kind for question in found.questions] == ["did_you_mean"]


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("a roll", "Bacon Roll"),
        ("a beef pie", "Steak Pie"),
        ("the soup, mushroom is not for me", "Tomato Soup"),
    ],
)
def test_what_the_dish_has_or_stands_apart_is_no_other(index: MenuIndex, text: str, ordered: str) -> None:
    """A part of its name alone, a food that its description tells, or one behind a pause leave the dish ordered."""
    assert [line.item.name for line in understand(index, text).lines] == [ordered]


@pytest.mark.parametrize(
    "other", ["a matcha latte", "two turmeric lattes", "a pumpkin cinnamon latte", "a brown toast"]
)
@pytest.mark.parametrize("around", ["{}", "a tomato soup and {}", "{} please, and a tomato soup"])
def test_a_dish_with_a_food_before_its_whole_name_is_another(other: str, around: str) -> None:
    """So is one with another colour than the dish has in its name; the name in full is told as not understood."""
    menu = menu_of(*({"name": name, "price": 5} for name in ("Latte", "Tomato Soup", "White Toast")))
    found = understand(menu, around.format(other))
    assert [line.item.name for line in found.lines] == (["Tomato Soup"] if "soup" in around else [])
    assert other.split(" ", 1)[1] in found.unmatched
    assert not found.complete


def test_a_food_before_a_dish_of_which_something_is_chosen_may_be_a_choice() -> None:
    """The dish is ordered, and the food left over."""
    flavours = {"name": "Flavour", "min": 1, "max": 1, "options": [{"name": "Vanilla"}, {"name": "Banana"}]}
    menu = menu_of({"name": "Shake", "price": 5, "modifier_groups": [flavours]})
    found = understand(menu, "a mango shake")
    assert [line.item.name for line in found.lines] == ["Shake"]
    assert "mango" in found.unmatched
