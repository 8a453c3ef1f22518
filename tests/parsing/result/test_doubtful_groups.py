"""What was said of one line of a text and may have been meant for several: such an order is not complete."""

import pytest

from tests.parsing.kitchens import dialog, menu_of, turns

LIKE = (
    (
        ("a chicken burger, a halloumi burger and a cola each",),
        ("a chicken burger, a halloumi burger and a cola",),
    ),
    (
        ("a chicken burger, a halloumi burger, both with a tea",),
        ("a chicken burger, a halloumi burger, with a tea",),
    ),
    (
        ("three lattes, two decaf, one large, oat milk",),
        ("three lattes, two decaf, one large with oat milk",),
    ),
    (("a pint of pale ale, but a half",), ("a pint of pale ale, and a half",)),
    (("lattes for everyone",), ("a latte for everyone",)),
    (("three lattes, one decaf", "no, five"), ("three lattes and a tea", "no, five lattes")),
)
"""Turns that leave open for how many something is meant, and what is like it and does not."""


@pytest.mark.parametrize(("doubtful", "plain"), LIKE)
def test_what_may_be_for_several_is_not_complete(doubtful: tuple[str, ...], plain: tuple[str, ...]) -> None:
    """The words that make the difference are what keeps the order from being complete."""
    assert not dialog(*doubtful).complete
    assert dialog(*plain).complete


@pytest.mark.parametrize(
    ("text", "is_sure"), [("one less sugar one iced", False), ("one less sugar and iced", True)]
)
def test_options_counted_alike_may_be_of_two(text: str, is_sure: bool) -> None:  # noqa: FBT001 - a row of the table
    """Each of the two may be another one of the three."""
    sugar = {"name": "Sugar", "max": 1, "options": [{"name": "Less sugar"}, {"name": "No sugar"}]}
    heat = {
        "name": "Heat",
        "min": 1,
        "max": 1,
        "options": [{"name": "Hot", "default": True}, {"name": "Iced"}],
    }
    menu = menu_of(
        {"name": "Kopi", "price": 2, "modifier_groups": [heat, sugar]}, {"name": "Toast", "price": 3}
    )
    understood = turns(menu, "three kopi", text)
    assert understood.complete == is_sure or len(understood.lines) == 3
