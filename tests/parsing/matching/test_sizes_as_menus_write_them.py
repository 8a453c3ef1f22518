"""Sizes by letters with a measure, by vessels and in other units, and options by percentages or in a group called by them."""

from typing import Any

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of, ordered, told

OTHERS = ({"name": "Plum Tart", "price": 4}, {"name": "House Salad", "price": 6})


def read(text: str, *items: dict[str, Any]) -> tuple[list[str], bool]:
    """What is ordered, and whether nothing is open."""
    understood = understand(menu_of(*items, *OTHERS), text)
    return [told(line) for line in understood.lines], not (understood.is_open or understood.unmatched)


def drink(name: str, *labels: str) -> dict[str, Any]:
    """A drink in some sizes, from the cheapest on."""
    return {"name": name, "variants": [{"label": label, "price": 2 + n} for n, label in enumerate(labels)]}


@pytest.mark.parametrize("measure", ["16oz", "(16oz)", "- 16 oz", "450ml"])
@pytest.mark.parametrize(
    ("said", "letter"),
    [
        ("medium", "M"),
        ("med", "M"),
        ("large", "L"),
        ("lrg", "L"),
        ("small", "S"),
        ("extra large", "XL"),
        ("xl", "XL"),
    ],
)
def test_a_letter_with_a_measure_is_a_size(measure: str, said: str, letter: str) -> None:
    """Said in full or abbreviated, also where a menu has two of the sizes alone."""
    labels = [f"{one} {measure}" for one in ("S", "M", "L", "XL")]
    wanted = f"1 Lemonade {letter} {measure}"
    assert read(f"a {said} lemonade", drink("Lemonade", *labels)) == ([wanted], True)
    if letter in "ML":
        assert read(f"a {said} lemonade", drink("Lemonade", *labels[1:3])) == ([wanted], True)


@pytest.mark.parametrize("label", ["2 Litre Bottle", "2L", "Bottle 2 l", "2000ml"])
@pytest.mark.parametrize("said", ["2L", "2 l", "2 litre", "two litre", "200cl"])
def test_a_volume_is_the_same_in_every_unit(label: str, said: str) -> None:
    """Before the drink and behind it."""
    wanted = [f"1 Ginger Beer {label}"], True
    assert read(f"a {said} ginger beer", drink("Ginger Beer", "330ml Can", label)) == wanted
    assert read(f"a ginger beer {said}", drink("Ginger Beer", "330ml Can", label)) == wanted


@pytest.mark.parametrize(
    ("labels", "said", "size"),
    [
        (("Half pint", "Pint", "660ml bottle"), "large bottle", "660ml bottle"),
        (("Half pint", "Bottle 330ml", "Bottle 650ml"), "large bottle", "Bottle 650ml"),
        (("Half pint", "Bottle 330ml", "Bottle 650ml"), "small bottle", "Bottle 330ml"),
        (("125ml glass", "250ml glass", "Bottle"), "large glass", "250ml glass"),
        (("125ml glass", "175ml glass", "250ml glass", "Bottle"), "medium glass", "175ml glass"),
    ],
)
def test_a_size_is_one_of_its_vessel(labels: tuple[str, ...], said: str, size: str) -> None:
    """Of two bottles the large one, and the only bottle where that is the largest."""
    wine = drink("Rhubarb Wine", *labels)
    assert read(f"a {said} of rhubarb wine", wine) == ([f"1 Rhubarb Wine {size}"], True)
    several = f"{said}es" if said.endswith("s") else f"{said}s"
    assert read(f"two {several} of rhubarb wine", wine)[0] == [f"2 Rhubarb Wine {size}"]


def test_a_small_one_is_not_the_only_bottle() -> None:
    """Where the only bottle is the dearest size, a small bottle is asked about."""
    beer = drink("Amber Ale", "Half pint", "Pint", "660ml bottle")
    understood = understand(menu_of(beer, *OTHERS), "a small bottle of amber ale")
    assert understood.questions


LEVELS = [{"name": f"{share}% sugar"} for share in (0, 25, 50, 75, 100)]
TEA = {
    "name": "Plum Tea",
    "price": 4,
    "modifier_groups": [{"name": "Sugar", "min": 1, "max": 1, "options": LEVELS}],
}


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("50%", 50),
        ("75 percent", 75),
        ("100%", 100),
        ("half sugar", 50),
        ("quarter sugar", 25),
        ("no sugar", 0),
        ("25% sugar", 25),
    ],
)
def test_a_percentage_names_its_option(said: str, share: int) -> None:
    """Alone, as a fraction, and refused where there is to be none."""
    assert read(f"two plum teas {said}", TEA) == ([f"2 Plum Tea; {share}% sugar"], True)


@pytest.mark.parametrize("joined", ["salt and vinegar", "salt n vinegar", "vinegar salt", "salt vinegar"])
@pytest.mark.parametrize("before", ["", "crumbs "])
def test_the_options_that_a_group_is_called_by_are_options(joined: str, before: str) -> None:
    """ "Salt & vinegar" is a group of salt, of vinegar, and of more: none of them only says which group is meant."""
    options = [{"name": "Salt"}, {"name": "Vinegar"}, {"name": "Crumbs"}]
    chips = {"name": "Chips", "price": 3, "modifier_groups": [{"name": "Salt & vinegar", "options": options}]}
    [line] = understand(menu_of(chips, *OTHERS), f"chips {before}{joined}").lines
    assert {"Salt", "Vinegar"} <= {choice.modifier.name for choice in line.choices}


@pytest.mark.parametrize("other", ["Jumbo Sausage Box", "Jumbo Sausage Meal", "Jumbo Sausage w/ Gravy"])
def test_a_dish_in_full_with_its_size_is_no_part_of_another(other: str) -> None:
    """ "A jumbo sausage" is the sausage in that size, though a longer name has both words."""
    sausage = drink("Sausage", "Regular", "Jumbo")
    items = (sausage, {"name": other, "price": 8})
    assert read("a jumbo sausage", *items) == (["1 Sausage Jumbo"], True)
    assert ordered(understand(menu_of(*items), f"a {other}")) == [f"1 {other.casefold()}"]


@pytest.mark.parametrize("food", ["black pudding", "warm pretzel", "hot chocolate"])
def test_a_food_with_an_article_behind_and_is_no_sure_wish(food: str) -> None:
    """What the menu does not have is not told the kitchen as a wish for the dish before, and the order done."""
    assert not read(f"a plum tart and a {food}", {"name": "Chips", "price": 3})[1]
