"""A wish said as a verb behind a dish that cannot have it is of the one dish whose option grants it: "toast that"."""

from itertools import product

import pytest

from tests.parsing.kitchens import menu_of, told, turns

DISHES = (
    ("Cheese Sandwich", "Toasted", "toast"),
    ("Almond Croissant", "Warmed", "warm"),
    ("Brisket Roll", "Chopped", "chop"),
)


@pytest.mark.parametrize(("dish", "option", "verb"), DISHES)
def test_the_one_dish_that_can_be_made_so_is(dish: str, option: str, verb: str) -> None:
    """A drink that was ordered last is left alone, in a later text and in the same."""
    group = {"name": "A", "options": [{"name": option}]}
    index = menu_of({"name": dish, "price": 5, "modifier_groups": [group]}, {"name": "Latte", "price": 3})
    order = f"a {dish.lower()} and a latte"
    for said, it in product(("can you {} {}", "sorry, could you {} {} please", "{} {}"), ("that", "it")):
        wish = said.format(verb, it)
        for texts in ((order, wish), (f"{order}, {wish}",)):
            assert [told(line) for line in turns(index, *texts).lines] == [
                f"1 {dish}; {option}",
                "1 Latte",
            ], texts


@pytest.mark.parametrize(("dish", "option", "verb"), DISHES)
def test_of_two_that_can_be_made_so_nobody_told_which(dish: str, option: str, verb: str) -> None:
    """The order stays open."""
    group = {"name": "A", "options": [{"name": option}]}
    names = (dish, "Bagel")
    dishes = ({"name": name, "price": 5, "modifier_groups": [group]} for name in names)
    index = menu_of(*dishes, {"name": "Latte", "price": 3})
    assert not turns(index, f"a {dish.lower()}, a bagel and a latte", f"can you {verb} that").complete
