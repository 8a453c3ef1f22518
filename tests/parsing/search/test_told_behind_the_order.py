"""What a guest adds behind dishes: which comes first, what is not wanted, and how the same again differs."""

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.parsing.matching.index import MenuIndex
from tests.parsing.random_menus import Kitchen, random_kitchen
from tests.parsing.seeds import seeds

SAUCES = ("Ketchup", "Brown sauce", "Mayo", "Curry sauce")
DISHES = ("Saveloy", "Fishcake", "Garlic Naan", "Scotch Egg", "Onion Bhaji", "Lemonade")


def _bar() -> Kitchen:
    sauces = tuple(Modifier(n, name, 0) for n, name in enumerate(SAUCES, 1))
    extras = tuple(Modifier(n, name, 0) for n, name in enumerate(("Bacon", "Cheese"), 11))
    groups = (ModifierGroup(1, "Sauces", 0, None, sauces), ModifierGroup(2, "Toppings", 0, None, extras))
    price = (Variant(1, "Regular", 300, is_default=True),)
    items = tuple(
        Item(n, 1, name, variants=price, modifier_groups=groups if n < 3 else ())
        for n, name in enumerate(DISHES, 1)
    )
    return Kitchen(MenuIndex(Menu("GBP", (Category(1, "Bar", items=items),))), [*DISHES], [], [])


@pytest.mark.parametrize("seed", seeds(20))
def test_a_dish_that_comes_first_is_told_so_and_not_ordered_again(seed: int) -> None:
    """Its bare name behind a pause, or in a later turn, and "first" are a wish of the line that is there."""
    kitchen = random_kitchen(seed)
    one, other = kitchen.names[2:]
    first, second = one.capitalize(), other.capitalize()
    wanted = sorted([f"2 {first} «first»", f"1 {second}"])
    for turns in (
        (f"two {one}s and a {other}, {one}s first",),
        (f"a {other} and two {one}s, {one}s first please",),
        (f"two {one}s and a {other}", f"{one}s first please"),
        (f"two {one}s and a {other}", f"the {one}s first"),
    ):
        assert kitchen.order(*turns) == (wanted, False), turns
    assert kitchen.order(f"a {other}, {one} first")[0] == sorted([f"1 {first} «first»", f"1 {second}"])


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("a garlic naan and a lemonade, no garlic", "no garlic"),
        ("a scotch egg and a lemonade, no egg", "no egg"),
        ("an onion bhaji and a garlic naan, no onion", "no onion"),
        ("a lemonade, a scotch egg and an onion bhaji, no egg", "no egg"),
    ],
)
def test_a_food_that_another_dish_is_called_by_takes_that_dish_away_never(text: str, wish: str) -> None:
    """It is told of the last dish, and the order is open, as nobody can know of which it was meant."""
    understood = _bar().heard(text)
    assert len(understood.lines) == text.count(",") + 1 - text.count(", no") + text.count(" and ")
    assert [line.special_requests for line in understood.lines][-1] == wish
    assert not understood.complete


@pytest.mark.parametrize("dish", ["saveloy", "fishcake"])
def test_the_same_again_with_another_of_a_kind(dish: str) -> None:
    """One sauce takes the place of another in a group that holds sauces alone; a topping comes besides, as does "as well"."""
    name = dish.capitalize()
    for text, copy in (
        (f"a {dish} with ketchup, and the same again but with brown sauce", "Brown sauce"),
        (f"a {dish} with ketchup, the same again but with mayo", "Mayo"),
        (f"a {dish} with ketchup, the same again but with mayo as well", "Ketchup; Mayo"),
        (f"a {dish} with ketchup, the same again but with bacon", "Ketchup; Bacon"),
        (f"a {dish} with ketchup, the same again but with bacon and mayo", "Bacon; Mayo"),
    ):
        assert _bar().order(text)[0] == sorted([f"1 {name}; Ketchup", f"1 {name}; {copy}"]), text


@pytest.mark.parametrize("seed", seeds(20))
def test_one_more_that_is_told_by_what_it_lacks_is_not_sure(seed: int) -> None:
    """It may have what the one before has; where that has nothing, or what it has is said, there is no doubt."""
    kitchen = random_kitchen(seed)
    dish, (extra, second, _third) = kitchen.names[2], kitchen.extras
    assert not kitchen.heard(f"a {dish} with {extra} and one more without {second}").complete
    assert kitchen.heard(f"a {dish} and one more without {second}").complete
