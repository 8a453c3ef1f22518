"""A wish that is told of some of a line is of these alone, whether the menu knows the thing that is wished or not."""

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told

DISHES = ("Fish pie", "Bean chilli", "Pork roll")
WISHES = ("no gravy", "no parsley", "extra gravy", "extra napkins")
SOME = (("one", 1), ("1", 1), ("one of them", 1), ("two of them", 2))
LEADS = {
    "no gravy": ("on", "for"),
    "no parsley": ("on", "in"),
    "extra gravy": ("on", "for"),
    "extra napkins": ("with",),
}


def _menu(dish: str) -> MenuIndex:
    """A dish without options beside one that has gravy, so that gravy is a word of the menu."""
    gravy = {"name": "Extras", "options": [{"name": "Gravy"}]}
    return menu_of(
        {"name": dish, "price": 9}, {"name": "Sunday roast", "price": 14, "modifier_groups": [gravy]}
    )


@pytest.mark.parametrize("some", SOME)
@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("dish", DISHES)
def test_a_wish_behind_a_line_is_of_as_many_as_it_says(dish: str, wish: str, some: tuple[str, int]) -> None:
    """ "Three fish pies, no gravy on one" leaves it out of one alone."""
    words, count = some
    for lead in LEADS[wish]:
        text = f"three {dish.lower()}s, {wish} {lead} {words}"
        lines = [told(line) for line in understand(_menu(dish), text).lines]
        assert lines == [f"{3 - count} {dish}", f"{count} {dish} «{wish}»"], text


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("dish", DISHES)
def test_a_wish_of_all_is_of_the_whole_line(dish: str, wish: str) -> None:
    """ "Two fish pies, no gravy on either" stays one line."""
    text = f"two {dish.lower()}s, {wish}"
    assert [told(line) for line in understand(_menu(dish), text).lines] == [f"2 {dish} «{wish}»"]
