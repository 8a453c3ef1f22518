"""What is told of one of several dishes: that it is plain, what it has alone, what the first of them has, what somebody has."""

from functools import cache
from itertools import product

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, order, told, turns

COMES = [{"name": name, "default": True} for name in ("Lettuce", "Gherkin")]
EXTRAS = [{"name": name, "price_adjustment": 1} for name in ("Cheese", "Bacon")]
HEAT = {"name": "Heat", "max": 1, "options": [{"name": "Fiery"}, {"name": "Gentle"}]}
RICE = {
    "name": "Rice",
    "max": 1,
    "options": [{"name": "White rice", "default": True}, {"name": "Brown rice"}],
}
NONE = "none Lettuce; none Gherkin"


@cache
def _grill(dish: str) -> MenuIndex:
    """A dish with what comes with it, and two more that have rice."""
    return menu_of(
        {"name": dish, "price": 9, "modifier_groups": [{"name": "In it", "options": [*COMES, *EXTRAS]}]},
        {"name": "Kung Po Tofu", "price": 8, "modifier_groups": [RICE, HEAT]},
        {"name": "Pepper Pork", "price": 8, "modifier_groups": [RICE, HEAT]},
        {"name": "Cola", "price": 2},
    )


DISHES = ("Burger", "Torta", "Po Boy")
PARTS = [
    ("one plain", f"1 {{dish}}; {NONE}"),
    ("one of them plain", f"1 {{dish}}; {NONE}"),
    ("one plain with just cheese", f"1 {{dish}}; Cheese; {NONE}"),
    ("one with just bacon", f"1 {{dish}}; Bacon; {NONE}"),
]


@pytest.mark.parametrize(("dish", "part"), list(product(DISHES, PARTS)))
def test_a_plain_one_of_several_lacks_what_comes_with_it(dish: str, part: tuple[str, str]) -> None:
    """The others stay as they come."""
    said, wanted = part
    lines = turns(_grill(dish), f"three {dish.lower()}s, {said}").lines
    assert sorted(map(told, lines)) == sorted([f"2 {dish}", wanted.format(dish=dish)])


@pytest.mark.parametrize("dish", DISHES)
def test_a_plain_one_beside_others_that_have_more_is_as_it_comes(dish: str) -> None:
    """It lacks the cheese that the others were told to have."""
    lines = turns(_grill(dish), f"three {dish.lower()}s with cheese, one plain").lines
    assert sorted(map(told, lines)) == sorted([f"1 {dish}", f"2 {dish}; Cheese"])


PLACES = (("the first one", 0), ("the first", 0), ("the second one", 1))


@pytest.mark.parametrize(("led", "place"), list(product(("with", "on", "for"), PLACES)))
def test_an_option_is_had_by_the_dish_at_the_place_that_is_told(led: str, place: tuple[str, int]) -> None:
    """Not by the last one, behind which it is told."""
    said, index = place
    wanted = ["1 Kung Po Tofu", "1 Pepper Pork"]
    wanted[index] += "; Brown rice"
    lines = turns(_grill("Burger"), f"kung po tofu, pepper pork, brown rice {led} {said}").lines
    assert [told(line) for line in lines] == wanted


@pytest.mark.parametrize(("many", "some"), [("two", "one"), ("three", "two"), ("three", "one of them")])
def test_an_option_that_so_many_have_leaves_the_others(many: str, some: str) -> None:
    """ "Brown rice with one" behind an order of two is told of one of them, and none is lost."""
    lines = turns(_grill("Burger"), f"{many} pepper porks", f"brown rice with {some}").lines
    whole, part = {"two": 2, "three": 3}[many], 2 if some == "two" else 1
    assert sorted(map(told, lines)) == sorted(
        [f"{whole - part} Pepper Pork", f"{part} Pepper Pork; Brown rice"]
    )


@pytest.mark.parametrize(
    "texts",
    [
        ("kung po tofu with brown rice", "white rice for my wife"),
        ("kung po tofu", "fiery on mine, gentle for my kid"),
        ("pepper pork with brown rice", "and white rice for my son"),
    ],
)
def test_what_somebody_is_to_have_in_place_of_it_is_not_complete(texts: tuple[str, str]) -> None:
    """Where there is one dish, what is told of two persons may be about another."""
    assert not turns(_grill("Burger"), *texts).complete


@pytest.mark.parametrize("how", ["grilled", "fried", "cooked"])
def test_how_what_is_refused_is_made_orders_none_of_it(how: str) -> None:
    """ "No grilled gherkin" is no gherkin."""
    lines = turns(_grill("Burger"), f"a burger and a cola, and no {how} gherkin on the burger").lines
    assert sorted(map(told, lines)) == ["1 Burger; none Gherkin", "1 Cola"]


def test_one_of_two_that_are_told_is_one_of_the_two() -> None:
    """How many there are is no order."""
    assert order("two halloumi burgers, one of the two without tomato") == order(
        "two halloumi burgers, one without tomato"
    )
