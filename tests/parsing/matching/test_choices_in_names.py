"""A dish is told by its choice in the place of what is chosen: "cod and chips" of *Fish & Chips*."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

GROUPS = {
    "Choose": ("Fish & Chips", "Chips", ("Cod", "Haddock"), "{0} and chips", "the kind of the choices"),
    "Meat": (
        "Meat, Egg & Cheese",
        "Egg & Cheese",
        ("Bacon", "Taylor Ham"),
        "{0} egg and cheese",
        "the group's name",
    ),
    "Your filling": ("Filling & Rice Bowl", "Rice Bowl", ("Lamb", "Tofu"), "{0} rice bowl", "a word of it"),
    "Pescado": ("Pescado con papas", "Papas", ("Merluza", "Lenguado"), "{0} con papas", "another language"),
}


def _menu(group: str, *, is_needed: bool = True) -> MenuIndex:
    name, other, choices, _said, _why = GROUPS[group]
    options = [{"name": choice} for choice in choices]
    chosen = {"name": group, "min": int(is_needed), "max": 1, "options": options}
    return menu_of({"name": name, "price": 9, "modifier_groups": [chosen]}, {"name": other, "price": 3})


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("group", GROUPS)
def test_the_dish_is_ordered_that_has_the_choice(group: str, which: int) -> None:
    """The other words are no dish of their own, though one is called so."""
    name, _other, choices, said, _why = GROUPS[group]
    answer = turns(_menu(group), said.format(choices[which]).casefold())
    assert ordered(answer) == [f"1 {name}; {choices[which]}".casefold()]
    assert answer.complete


@pytest.mark.parametrize("group", GROUPS)
def test_both_are_ordered_where_both_are_said(group: str) -> None:
    """With the other dish behind it, each is ordered once."""
    name, other, choices, said, _why = GROUPS[group]
    joint = "y" if group == "Pescado" else "and"
    answer = turns(_menu(group), f"{said.format(choices[0])} {joint} 2 {other}")
    assert ordered(answer) == sorted([f"1 {name}; {choices[0]}".casefold(), f"2 {other}".casefold()])


def test_a_dish_that_is_called_so_is_that_dish() -> None:
    """ "Cod and chips" is *Cod* and *Chips* where there is a dish *Cod*."""
    options = [{"name": "Cod"}, {"name": "Haddock"}]
    fish = {
        "name": "Fish & Chips",
        "price": 9,
        "modifier_groups": [{"name": "Fish", "min": 1, "max": 1, "options": options}],
    }
    menu = menu_of(fish, {"name": "Cod", "price": 6}, {"name": "Chips", "price": 3})
    assert ordered(turns(menu, "a cod and chips")) == ["1 chips", "1 cod"]


def test_a_choice_told_behind_another_dish_is_that_ones() -> None:
    """Behind "with" it belongs to what was said before."""
    options = [{"name": "Bacon"}, {"name": "Ham"}]
    group = {"name": "Meat", "min": 1, "max": 1, "options": options}
    menu = menu_of(
        {"name": "Meat & Beans", "price": 9, "modifier_groups": [group]},
        {"name": "Jacket Potato", "price": 5, "modifier_groups": [group]},
        {"name": "Beans", "price": 2},
    )
    assert ordered(turns(menu, "a jacket potato with bacon and beans")) == [
        "1 beans",
        "1 jacket potato; bacon",
    ]
