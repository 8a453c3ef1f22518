"""What several people have each, what is wanted again but otherwise, and what heads a list: each dish gets what is its own."""

from collections.abc import Sequence

import pytest

from tests.parsing.kitchens import dialog, hear, order, ordered

DISHES = ("Chicken burger", "Halloumi burger")
PAIRS = ("me and Ella want", "me and my sister want", "Ella and I will have")


def _without_talk(*lines: str) -> list[str]:
    return sorted(map(str.casefold, lines))


def _each(opening: str, dish: str) -> None:
    heard = hear(f"{opening} a {dish.casefold()} each and one lemonade")
    assert ordered(heard) == _without_talk(f"2 {dish}", "1 Lemonade")


def test_two_people_have_one_each() -> None:
    """Two persons of whom one speaks count what each has, and not what is said behind it."""
    _each(PAIRS[0], DISHES[0])


@pytest.mark.slow
@pytest.mark.parametrize("opening", PAIRS)
@pytest.mark.parametrize("dish", DISHES)
def test_pairs_of_people_have_one_each(opening: str, dish: str) -> None:
    """The same however the two are told."""
    _each(opening, dish)


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("there's two of us, a chicken burger each and one lemonade", ["2 Chicken burger", "1 Lemonade"]),
        (
            "two chicken burgers and two more without tomato",
            ["2 Chicken burger", "2 Chicken burger; none Tomato"],
        ),
        (
            "three chicken burgers of which one without tomato",
            ["2 Chicken burger", "1 Chicken burger; none Tomato"],
        ),
        ("a lemonade and a chicken burger, and the same for my brother", ["2 Lemonade", "2 Chicken burger"]),
        ("two chicken burgers, neither of them with tomato", ["2 Chicken burger; none Tomato"]),
        ("chicken burger, hardly any lettuce", ["1 Chicken burger; light Lettuce"]),
        (
            "everything with bacon: a chicken burger, a halloumi burger",
            [f"1 {dish}; Smoked bacon" for dish in DISHES],
        ),
        ("no tomato: a chicken burger and a halloumi burger", [f"1 {dish}; none Tomato" for dish in DISHES]),
        (
            "chicken burger: bacon yes, tomato no, egg yes",
            ["1 Chicken burger; Smoked bacon; none Tomato; Fried egg"],
        ),
        ("can I do the chicken burger with bacon", ["1 Chicken burger; Smoked bacon"]),
        ("crispy chkn brgr", ["1 Chicken burger"]),
    ],
)
def test_each_dish_gets_its_own(said: str, lines: Sequence[str]) -> None:
    """Shares, copies, headings and refusals come to the lines they are about."""
    assert _without_talk(*order(said)) == _without_talk(*lines)


@pytest.mark.parametrize(
    "said",
    [
        "chicken burger, halloumi burger, the little one gets no tomato",
        "a chicken burger and a lemonade, and cut the brownie in four",
        "chips and lemonade twice",
    ],
)
def test_what_may_be_about_another_dish_is_not_complete(said: str) -> None:
    """Nobody said whose it is, so the order is not called complete."""
    assert not hear(said).complete


def test_another_one_just_the_same_is_one_more() -> None:
    """It was two more, of which one was changed."""
    lines = dialog("a chicken burger with bacon", "and another one just the same but without tomato")
    assert ordered(lines) == _without_talk(
        "1 Chicken burger; Smoked bacon", "1 Chicken burger; Smoked bacon; none Tomato"
    )


def test_the_biggest_is_the_dearest_size() -> None:
    """A superlative takes the outermost size, not one that is only called large."""
    assert order("the biggest lemonade you have") == ["1 Lemonade Large"]


@pytest.mark.parametrize(
    "said",
    [
        "Strictly dairy-free for medical reasons: one chicken burger",
        "no dairy for medical reasons, a chicken burger",
        "a chicken burger, dairy free on doctor's orders",
        "Ein Chicken Burger, laktosefrei aus medizinischen Gründen",
    ],
)
def test_a_food_left_out_for_medical_reasons_is_an_allergy(said: str) -> None:
    """The allergen is kept for the whole order, and the dish is ordered."""
    heard = hear(said)
    assert [allergy.allergens for allergy in heard.state.allergies] == [("milk",)]
    assert [line.item.name for line in heard.lines] == ["Chicken burger"]
