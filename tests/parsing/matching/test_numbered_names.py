"""Numbers that a menu writes at the head of its dishes' names: they are called by the number and by the name alone."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.written_names import number_of
from tests.parsing.kitchens import told

DISHES = {
    "S1": "Dinner for One",
    "S2": "Dinner for Two",
    "A3": "Spring Rolls",
    "M12": "Beef Ramen",
    "12b": "Duck Noodles",
    "8": "Fried Rice",
    "9": "Satay",
}
FORMS = ("{number}. {name}", "{number}) {name}", "{number}: {name}", "{number} - {name}")
SIGNED = ("No. {number} {name}", "#{number} {name}", "N° {number} {name}", "nr. {number}: {name}")


@cache
def menu(form: str, dishes: tuple[tuple[str, str], ...] = tuple(DISHES.items())) -> MenuIndex:
    named = [{"name": form.format(number=number, name=name), "price": 5} for number, name in dishes]
    sized = {"name": "Wings", "variants": [{"label": f"{n} pieces", "price": n} for n in (4, 8, 9)]}
    document = {
        "name": "Dragon",
        "currency": "EUR",
        "categories": [{"name": "All", "items": [*named, sized]}],
    }
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


def ordered(form: str, text: str) -> list[str]:
    understood = understand(menu(form), text)
    assert (text, understood.complete) == (text, True)
    return [told(line) for line in understood.lines]


@pytest.mark.parametrize("form", FORMS)
def test_dishes_are_ordered_by_the_name_without_the_number(form: str) -> None:
    """Whatever letters and signs the number has, and also where the name ends with how many it is for."""
    for number, name in DISHES.items():
        called = form.format(number=number, name=name)
        assert ordered(form, f"the {name.lower()} please") == [f"1 {called}"]
        assert ordered(form, f"two {name.lower()}") == [f"2 {called}"]


@pytest.mark.parametrize("form", FORMS)
def test_dishes_are_ordered_by_the_number(form: str) -> None:
    """With its letters, alone and counted, beside others."""
    called = {number: form.format(number=number, name=name) for number, name in DISHES.items()}
    assert ordered(form, "s1, m12 and a 12b") == [f"1 {called[n]}" for n in ("S1", "M12", "12b")]
    assert ordered(form, "two A3 and one S2") == [f"2 {called['A3']}", f"1 {called['S2']}"]


@pytest.mark.parametrize("form", SIGNED)
def test_a_number_with_a_sign_needs_nothing_behind_it(form: str) -> None:
    """ "No. 8 Fried Rice" is called fried rice and number 8."""
    dishes = (("8", "Fried Rice"), ("14", "Satay"))
    index = menu(form, dishes)
    assert [number_of(item) for item in index.menu.items() if item.name != "Wings"] == ["8", "14"]
    for text in ("fried rice please", "number 8"):
        assert [told(line) for line in understand(index, text).lines] == [
            f"1 {form.format(number='8', name='Fried Rice')}"
        ]


def test_a_list_of_numbers_is_a_list_of_dishes_though_sizes_are_called_so() -> None:
    """Among numbers of the menu, one that some dish has as its size is a dish."""
    called = [f"{number}. {DISHES[number]}" for number in ("8", "9", "12b")]
    for text in ("8, 9, 12b", "numbers 8, 9 and 12b"):
        assert ordered(FORMS[0], text) == [f"1 {name}" for name in called]


@pytest.mark.parametrize(
    "name", ["7 Up", "3 Cheese Pizza", "No Nonsense Burger", "N 2 Trout", "100% Beef Burger"]
)
def test_a_number_that_is_part_of_the_name_stays_there(name: str) -> None:
    """Without a sign before or behind it, a number is no number of the menu."""
    document = {
        "name": "D",
        "currency": "EUR",
        "categories": [{"name": "All", "items": [{"name": name, "price": 5}]}],
    }
    index = MenuIndex(load_menu(json.dumps(document).encode(), "json"))
    assert [number_of(item) for item in index.menu.items()] == [""]
