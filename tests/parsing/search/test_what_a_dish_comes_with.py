"""What a dish comes with by its name, and what is told right behind one, is told of that dish."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of, told, turns

NAMED = [
    ("Apple crumble with custard", "a crumble and a coffee", "the crumble without custard"),
    ("Fish w/ chips", "one fish and a coffee", "the fish without chips please"),
    ("Schweinebraten mit Knödel", "ein Schweinebraten und ein Kaffee", "den Schweinebraten ohne Knödel"),
    ("Crumble aux pommes avec crème", "un crumble et un café", "le crumble sans crème"),
    ("Lentejas con chorizo", "unas lentejas y un café", "las lentejas sin chorizo"),
]


@pytest.mark.parametrize(("name", "first", "then"), NAMED)
def test_what_a_dish_comes_with_is_left_out_of_it_later(name: str, first: str, then: str) -> None:
    """The dish stays, and the kitchen is told."""
    menu = menu_of({"name": name, "price": 8}, {"name": "Coffee", "price": 3, "aliases": ["Kaffee", "café"]})
    lines = turns(menu, first, then).lines
    assert [line.item.name for line in lines] == [name, "Coffee"]
    assert (bool(lines[0].special_requests), lines[1].special_requests) == (True, "")


TOPPINGS = {
    "name": "Toppings",
    "options": [{"name": "Tomato", "default": True}, {"name": "Bacon", "price_adjustment": 1}],
}


@pytest.mark.parametrize("side", ["Side salad", "Cheesy fries"])
@pytest.mark.parametrize("said", ["without tomato", "with no tomato", "with bacon"])
def test_an_option_right_behind_a_dish_that_has_it_not_leaves_the_order_open(side: str, said: str) -> None:
    """It may be meant of that dish, though an earlier one can have it."""
    menu = menu_of(
        {"name": "Classic burger", "price": 9, "modifier_groups": [TOPPINGS]}, {"name": side, "price": 4}
    )
    assert not understand(menu, f"a classic burger and a {side} {said}".lower()).complete


@pytest.mark.parametrize(
    "said", ["a side salad and a classic burger with bacon", "a classic burger with bacon and a side salad"]
)
def test_an_option_behind_the_dish_that_has_it_is_its_own(said: str) -> None:
    """Whatever else is ordered."""
    menu = menu_of(
        {"name": "Classic burger", "price": 9, "modifier_groups": [TOPPINGS]},
        {"name": "Side salad", "price": 4},
    )
    understood = understand(menu, said)
    assert understood.complete
    assert "1 Classic burger; Bacon" in [told(line) for line in understood.lines]


@pytest.mark.parametrize("who", ["me", "my brother", "my daughter", "him"])
@pytest.mark.parametrize(
    "text", ["peanuts could kill {}", "peanuts put {} in hospital", "egg puts {} in hospital"]
)
def test_what_a_food_does_to_somebody_is_an_allergy(text: str, who: str) -> None:
    """It orders no dish that is called by the food."""
    menu = menu_of(
        {"name": "Classic burger", "price": 9},
        {"name": "Peanut butter shake", "price": 5},
        {"name": "Fried egg", "price": 2},
    )
    understood = understand(menu, f"a classic burger. {text.format(who)}")
    assert [line.item.name for line in understood.lines] == ["Classic burger"]
    assert text.split(maxsplit=1)[0] in understood.state.allergies[0].text
