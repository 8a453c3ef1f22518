"""A number or a size within what is said of one dish belongs to it, and begins no second line of that dish."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

RUB = {"name": "Sauce", "min": 1, "max": 1, "options": [{"name": name} for name in ("Dry rub", "Buffalo")]}
PIECES = [{"label": "6 pc", "price": 9}, {"label": "12 pc", "price": 17}]
SIZES = [{"label": "Small", "price": 9}, {"label": "Large", "price": 12}]
BASE = {"name": "Base", "min": 1, "max": 2, "options": [{"name": name} for name in ("Romaine", "Kale")]}
MENU = menu_of(
    {"name": "Smoked wings", "variants": PIECES, "modifier_groups": [RUB]},
    {"name": "Build your own salad", "variants": SIZES, "modifier_groups": [BASE]},
    {"name": "Baby back ribs (full rack)", "price": 29, "modifier_groups": [RUB]},
    {"name": "Cobb salad", "price": 12},
)


@pytest.mark.parametrize("pieces", ["6", "12"])
@pytest.mark.parametrize("option", ["Dry rub", "Buffalo"])
def test_a_number_between_a_dish_and_its_option_is_its_size(pieces: str, option: str) -> None:
    """ "Wings 12 dry rub" is one portion of twelve."""
    understood = turns(MENU, f"wings {pieces} {option.lower()}")
    assert [told(line) for line in understood.lines] == [f"1 Smoked wings {pieces} pc; {option}"]
    assert understood.complete


@pytest.mark.parametrize("size", ["Small", "Large"])
@pytest.mark.parametrize("opening", ["I want to build a", "build a", "can I build a"])
def test_a_size_within_a_name_is_of_that_dish(size: str, opening: str) -> None:
    """ "Build a large salad" is the one that is built, in that size."""
    understood = turns(MENU, f"{opening} {size.lower()} salad, kale")
    assert [told(line) for line in understood.lines] == [f"1 Build your own salad {size}; Kale"]


@pytest.mark.parametrize("said", ["a full rack of ribs, dry rub", "full rack of ribs with dry rub"])
def test_two_parts_of_a_name_with_of_between_are_one_dish(said: str) -> None:
    """What is in brackets may be said first: "a full rack of ribs"."""
    understood = turns(MENU, said)
    assert [told(line) for line in understood.lines] == ["1 Baby back ribs (full rack); Dry rub"]
