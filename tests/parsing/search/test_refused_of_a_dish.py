"""What is refused of a dish that is named takes no dish away, and is told of that dish alone."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

MILKS = [{"name": "Milk", "options": [{"name": "Oat milk"}, {"name": "Soya milk"}]}]
INDEX = menu_of(
    {"name": "Lemon Drizzle Cake", "price": 4},
    {"name": "Tea", "price": 2},
    {"name": "Onion Rings", "price": 4},
    {"name": "Coleslaw", "price": 3},
    {"name": "Latte", "price": 3, "modifier_groups": MILKS},
    {"name": "Cappuccino", "price": 3, "modifier_groups": MILKS},
)
WORLDS = [
    ("lemon drizzle", "tea", "lemon", "lemon drizzle cake"),
    ("onion rings", "coleslaw", "onion", "onion rings"),
]


@pytest.mark.parametrize(("dish", "other", "food", "name"), WORLDS)
@pytest.mark.parametrize(
    "ordering",
    ["{dish} and a {other}, no {food} in the {other}", "{dish} and a {other} // no {food} in the {other}"],
)
def test_a_food_refused_in_one_dish_leaves_the_dish_that_is_called_by_it(
    dish: str, other: str, food: str, name: str, ordering: str
) -> None:
    """In one text and in two; the wish stands at the dish in which it is not to be."""
    texts = ordering.format(dish=dish, other=other, food=food).split(" // ")
    assert ordered(turns(INDEX, *texts)) == sorted([f"1 {name}", f"1 {other} «no {food}»"])


@pytest.mark.parametrize(("dish", "other", "food", "name"), WORLDS)
def test_a_food_refused_of_nothing_leaves_the_order_open(dish: str, other: str, food: str, name: str) -> None:
    """It may be the dish that is called by it, or something in the other one."""
    assert not turns(INDEX, f"{dish} and a {other}", f"no {food}").complete
    assert turns(INDEX, f"{dish} and a {other}", f"no {name}").complete


@pytest.mark.parametrize(
    "ordering", ["{a}, a {b}, no salt on the {a}", "{a} and a {b} // no salt on the {a} please"]
)
@pytest.mark.parametrize(("a", "b"), [("onion rings", "tea"), ("coleslaw", "latte")])
def test_what_the_menu_does_not_offer_is_refused_of_the_dish_that_is_named(
    ordering: str, a: str, b: str
) -> None:
    """Neither of the last one, nor is the named one taken away."""
    texts = ordering.format(a=a, b=b).split(" // ")
    assert ordered(turns(INDEX, *texts)) == sorted([f"1 {a} «no salt»", f"1 {b}"])


@pytest.mark.parametrize("of", ["on one of them", "in one", "on one of the coleslaws"])
def test_a_wish_for_some_of_several_is_theirs(of: str) -> None:
    """The others stay as they are."""
    assert ordered(turns(INDEX, f"three coleslaws, no pepper {of}")) == [
        "1 coleslaw «no pepper»",
        "2 coleslaw",
    ]


@pytest.mark.parametrize("apart", ["not the cappuccino", "but not the cappuccino", "not in the cappuccino"])
@pytest.mark.parametrize(
    "ordering",
    [
        "a cappuccino and a latte // oat milk in the latte {}",
        "a cappuccino and a latte, oat milk in the latte {}",
    ],
)
def test_a_dish_that_is_told_apart_stays(apart: str, ordering: str) -> None:
    """It is to have nothing of what the other one has."""
    texts = ordering.format(apart).split(" // ")
    assert ordered(turns(INDEX, *texts)) == ["1 cappuccino", "1 latte; oat milk"]
