"""A number that counts the dish behind it, on a menu where dishes have the numbers 1 to 9 and sizes are numbers too."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

DISHES = (
    "Spring rolls", "Wontons", "Prawn crackers", "Satay skewers", "Lemon chicken", "Plum wine", "Still water",
    "Fried rice", "Sesame balls",
)  # fmt: skip
COUNTS = {"two": 2, "three": 3, "four": 4, "six": 6, "2": 2, "4": 4, "9": 9}
SHAPES = ("{count} {dish}", "{count} x {dish}", "{dish} x {count}", "{count} {dish} please")


@cache
def menu() -> MenuIndex:
    sizes = [{"label": f"{pieces} pieces", "price": pieces} for pieces in (2, 4, 6)]
    items = [
        {"name": name, "number": str(number), **({"variants": sizes} if number == 1 else {"price": 5})}
        for number, name in enumerate(DISHES, 1)
    ]
    document = {"name": "Dragon", "currency": "EUR", "categories": [{"name": "All", "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("said", COUNTS)
def test_a_number_beside_a_name_counts_it(shape: str, said: str) -> None:
    """Whatever dish has that number, and whatever size the first has: it is so many of the dish that is named."""
    for dish in DISHES[1:]:
        text = shape.format(count=said, dish=dish)
        heard = understand(menu(), text, (), "en")
        assert [told(line) for line in heard.lines] == [f"{COUNTS[said]} {dish}"], text


@cache
def large_menu() -> MenuIndex:
    items = [{"name": f"{number}. {name}", "price": 5} for number, name in enumerate(DISHES, 40)]
    document = {"name": "Dragon", "currency": "EUR", "categories": [{"name": "All", "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("text", ["number 99 and number 41", "#99 and #41", "41 and number 12", "num 90, 41"])
def test_a_number_with_a_sign_that_no_dish_has_counts_nothing(text: str) -> None:
    """ "Number 99 and number 41" are not 99 of the second; what is not on the menu is left."""
    heard = understand(large_menu(), text, (), "en")
    assert [told(line) for line in heard.lines] == ["1 41. Wontons"]
    assert heard.unmatched
    assert not heard.complete


@pytest.mark.parametrize("place", ["table number", "room number", "table no", "seat number"])
@pytest.mark.parametrize("number", [7, 42, 99])
def test_the_number_of_a_table_orders_no_dish_and_counts_none(place: str, number: int) -> None:
    """Whether or not a dish has it, "41 and table number 42" is one dish."""
    for text in (f"41 and 43, {place} {number}", f"{place} {number}, 41 and 43"):
        heard = understand(large_menu(), text, (), "en")
        assert [told(line) for line in heard.lines] == ["1 41. Wontons", "1 43. Satay skewers"], text
        assert str(number) in heard.state.note


@pytest.mark.parametrize("text", ["11 41", "10 43", "43 no 42", "43, no 42", "44 no 45"])
def test_numbers_that_may_be_several_dishes_or_none_are_not_complete(text: str) -> None:
    """Whether "11" counts, and whether "no" stands for "number" or refuses, nobody said."""
    assert not understand(large_menu(), text, (), "en").complete
    assert understand(large_menu(), "2 41", (), "en").complete
