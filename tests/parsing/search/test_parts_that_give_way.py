"""What a dish has may give way to another dish: the dish itself stays."""

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

OPTIONS = ("Mayo", "Lettuce", "Gherkins")
SIDES = ("Gravy", "Slaw", "Salsa")
SWAPS = ("swap the {} for {}", "change the {} to {}", "replace the {} with {}", "swap the {} for the {}")
INSTEAD = ("with {} instead of {}", "{} instead of {}", "{} in place of {}")


def _menu() -> MenuIndex:
    default = [{"name": name, "default": True} for name in OPTIONS]
    sides = ({"name": name, "price": 2} for name in SIDES)
    return menu_of(
        {"name": "Fish burger", "price": 8, "modifier_groups": [{"name": "In it", "options": default}]},
        {"name": "Cod and fries", "price": 10},
        {"name": "Cola", "price": 2},
        *sides,
    )


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("swap", SWAPS)
def test_a_dish_that_takes_an_options_place_leaves_the_dish(swap: str, option: str, side: str) -> None:
    """ "Fish burger, swap the mayo for gravy": a burger without mayo, and a gravy, in one text and in two."""
    said = swap.format(option.lower(), side.lower())
    expected = [f"1 Fish burger; none {option}", f"1 {side}"]
    for understood in (understand(_menu(), f"fish burger, {said}"), turns(_menu(), "a fish burger", said)):
        assert [told(line) for line in understood.lines] == expected, said


@pytest.mark.parametrize("swap", SWAPS)
def test_what_a_dish_comes_with_is_no_dish_that_gives_way_for_sure(swap: str) -> None:
    """ "Cod and fries, swap the fries for slaw" may leave the cod: nobody is told that it is gone for sure."""
    text = f"cod and fries, {swap.format('fries', 'slaw')}"
    assert not understand(_menu(), text).complete, text


@pytest.mark.parametrize("instead", INSTEAD)
def test_a_group_that_gives_way_to_its_own_option_is_no_wish(instead: str) -> None:
    """ "Eggs with grits instead of potatoes" tells the kitchen nothing of potatoes, where the group is called so."""
    potatoes = {
        "name": "Potatoes",
        "min": 1,
        "max": 1,
        "options": [{"name": "Home fries"}, {"name": "Grits"}],
    }
    index = menu_of({"name": "Eggs benedict", "price": 9, "modifier_groups": [potatoes]})
    text = f"eggs benedict {instead.format('grits', 'potatoes')}"
    assert [told(line) for line in understand(index, text).lines] == ["1 Eggs benedict; Grits"], text
