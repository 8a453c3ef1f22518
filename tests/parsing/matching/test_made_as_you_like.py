"""Names that say that a dish is made as a diner likes, which diners replace by how: "two eggs over easy" of *Two Eggs Any Style*."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

DISHES = [
    ("Two Eggs Any Style", "two eggs"),
    ("2 Eggs Your Way", "2 eggs"),
    ("Eggs your way on toast", "eggs on toast"),
    ("Potatoes, as you like them", "potatoes"),
]


def _menu(name: str) -> MenuIndex:
    options = [{"name": how} for how in ("Over easy", "Scrambled", "Boiled")]
    group = {"name": "How would you like them", "min": 1, "max": 1, "options": options}
    others = ("Steak & Eggs", "Corned Beef Hash & Eggs", "Coffee")
    return menu_of(
        {"name": name, "price": 9, "modifier_groups": [group]}, *({"name": n, "price": 5} for n in others)
    )


@pytest.mark.parametrize("how", ["Over easy", "Scrambled", "Boiled"])
@pytest.mark.parametrize(("name", "called"), DISHES)
def test_how_it_is_made_is_told_in_its_place(name: str, called: str, how: str) -> None:
    """The dish is called by the rest of its name, one of it, with coffee beside it as without."""
    for text in (f"{called} {how}, please", f"can I get {called}, {how} and a coffee"):
        understood = turns(_menu(name), text.casefold())
        assert told(understood.lines[0]) == f"1 {name}; {how}"
        assert understood.complete


@pytest.mark.parametrize("how", ["Over easy", "Scrambled", "Boiled"])
@pytest.mark.parametrize(("name", "called"), DISHES[:2])
def test_a_choice_stands_behind_the_number_of_the_name(name: str, called: str, how: str) -> None:
    """ "Two scrambled eggs" are one dish of two; three are no such dish."""
    number, rest = called.split()
    for text in (f"{number} {how} {rest}", f"a coffee and {number} {how} {rest}"):
        lines = [told(line) for line in turns(_menu(name), text.casefold()).lines]
        assert f"1 {name}; {how}" in lines
        assert len(lines) == len(text.split(" and "))
    assert not turns(_menu(name), f"three {how} {rest}".casefold()).complete


@pytest.mark.parametrize(
    ("name", "text"),
    [("Huevos al gusto", "unos huevos"), ("Zwei Eier nach Wahl", "zwei eier"), ("Œufs au choix", "des œufs")],
)
def test_it_is_so_in_other_languages(name: str, text: str) -> None:
    """Menus of other languages say so, too."""
    lines = turns(menu_of({"name": name, "price": 7}, {"name": "Café", "price": 3}), text).lines
    assert [(line.quantity, line.item.name) for line in lines] == [(1, name)]
