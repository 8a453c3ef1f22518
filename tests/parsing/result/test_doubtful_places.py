"""Lines told by their place, and dishes known by a word that is something else: such orders are not complete."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

BITS = {
    "Veggie Roll": ("Cucumber", "Mint"),
    "Chicken Roll": ("Mint", "Radish"),
    "Pork Roll": ("Radish", "Chilli"),
}


@cache
def menu() -> MenuIndex:
    groups = {
        f"bits_{at}": {"name": "In it", "options": [{"name": bit, "default": True} for bit in bits]}
        for at, bits in enumerate(BITS.values())
    }
    groups["tea"] = {
        "name": "Kind",
        "options": [{"name": "Brown sugar", "aliases": ["brown"]}, {"name": "Honey"}],
    }
    items = [{"name": name, "price": 7, "modifier_groups": [f"bits_{at}"]} for at, name in enumerate(BITS)]
    sizes = [{"label": label, "price": 3} for label in ("Small", "Large")]
    items += [
        {"name": "Waffle", "price": 3, "modifier_groups": ["tea"]},
        {"name": "Iced Brown", "price": 3},
        {"name": "Oolong", "variants": sizes},
    ]
    document = {
        "name": "Hanoi",
        "currency": "EUR",
        "modifier_groups": groups,
        "categories": [{"name": "All", "items": items}],
    }
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("no cucumber on the first one", True),
        ("no radish on the second one", True),
        ("no radish on the first one", False),
        ("no chilli in the first", False),
        ("no radish in the first one and no cucumber on the second", False),
    ],
)
def test_an_option_goes_to_no_other_line_than_the_one_told(text: str, complete: bool) -> None:  # noqa: FBT001
    """Where the line told by its place has no such option, another one that has it may not have been meant."""
    cart = understand(menu(), "veggie roll, chicken roll and pork roll", (), "en").lines
    assert understand(menu(), text, cart, "en").complete == complete


@pytest.mark.parametrize("text", ["a brown oolong, large", "a large brown oolong", "a brown oolong"])
def test_a_word_before_a_dish_is_hardly_another_dish(text: str) -> None:
    """One that is an option's name and only a part of a dish's."""
    heard = understand(menu(), text, (), "en")
    assert not heard.complete or [line.item.name for line in heard.lines] == ["Oolong"]


@pytest.mark.parametrize("dish", ["waffle", "veggie roll", "pork roll"])
@pytest.mark.parametrize("text", ["drop the third {}", "not the third {} after all", "cancel the third {}"])
def test_one_of_several_told_by_its_number_takes_not_all_away(dish: str, text: str) -> None:
    """The third of three is one of them: where all are gone, the order stays open."""
    cart = understand(menu(), f"three {dish}s and a small oolong", (), "en").lines
    heard = understand(menu(), text.format(dish), cart, "en")
    assert [line.quantity for line in cart] == [3, 1]
    assert not heard.complete or [line.quantity for line in heard.lines] == [2, 1]
