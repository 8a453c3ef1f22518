"""A dish that is wished free of what the menu states for it: the diner is told, and the order stays open."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of, turns

WISHES = {
    "gluten": ("gluten free {}", "a {}, gluten-free please", "{} without gluten", "can you do the {} gluten free"),
    "milk": ("dairy-free {}", "a {}, dairy free please", "{} with no dairy", "lactose free {}"),
    "nuts": ("nut free {}", "a {}, nut-free please"),
}  # fmt: skip
DISHES = ("Fisherman's Pie", "Waldorf Salad", "Lemon Posset")
SAID = [
    (code, wish.format(dish), dish) for code, wishes in WISHES.items() for wish in wishes for dish in DISHES
]


@pytest.mark.parametrize(("code", "text", "dish"), SAID)
def test_a_dish_wished_free_of_what_it_states_is_no_complete_order(code: str, text: str, dish: str) -> None:
    """The dish is ordered with the wish, its conflict is named, and the answer says what it contains."""
    menu = menu_of({"name": dish, "price": 9, "allergens": [code]}, {"name": "Tap Water", "price": 0})
    heard = understand(menu, text)
    assert [line.item.name for line in heard.lines] == [dish]
    assert [conflict.allergen for conflict in heard.conflicts] == [code]
    assert [answer.items[0].name for answer in heard.answers] == [dish]
    assert not heard.complete
    assert not turns(menu, text, "and a tap water").complete


@pytest.mark.parametrize(("code", "text", "dish"), SAID)
def test_a_dish_that_states_other_allergens_may_be_wished_free(code: str, text: str, dish: str) -> None:
    """Nothing goes against the wish where the menu states something else, or marks the dish free of it."""
    others = [other for other in WISHES if other != code]
    heard = understand(menu_of({"name": dish, "price": 9, "allergens": others}), text)
    assert (heard.complete, heard.conflicts) == (True, ())


def test_a_dish_marked_free_of_it_is_had_so() -> None:
    """A mark that the dish can be had gluten-free goes before the allergen that it states."""
    pie = {"name": "Fisherman's Pie", "price": 9, "allergens": ["gluten"], "tags": ["gluten-free"]}
    assert understand(menu_of(pie), "a gluten free fisherman's pie").complete


@pytest.mark.parametrize("food", ["egg", "mustard", "nuts", "egg no bacon", "nuts and no mustard"])
def test_a_food_that_can_be_left_out_is_a_wish(food: str) -> None:
    """A refusal of an ingredient is for the kitchen to follow, and the order is complete."""
    salad = {"name": "Waldorf Salad", "price": 9, "allergens": ["nuts", "eggs", "mustard"]}
    assert understand(menu_of(salad), f"a waldorf salad, no {food}").complete
