"""Two readings that cost alike: where the best one is sure anyway, the order is complete."""

from typing import Any

import pytest

from server.parsing.result.confidence import SURE_OF_TIE, TIE, confidence, is_sure
from tests.parsing.kitchens import menu_of, turns

FLAVOURS = ("chocolate", "strawberry", "banana")


def _drinks(name: str, usual: str) -> dict[str, Any]:
    sizes = [{"label": usual, "price": 4, "default": True}, {"label": "Large", "price": 5}]
    flavours = [{"name": f"{flavour.capitalize()}"} for flavour in FLAVOURS]
    group = {"name": "Flavour", "min": 1, "max": 1, "options": flavours}
    return {"name": name, "variants": sizes, "modifier_groups": [group]}


@pytest.mark.parametrize("name", ["Thick Shake", "Lassi", "Frozen Yogurt"])
@pytest.mark.parametrize("usual", ["Regular", "Regular 12oz", "Reg"])
def test_the_usual_size_is_no_other_order_when_it_is_said(name: str, usual: str) -> None:
    """Whether "regular" is the size or says nothing: it is the same drink."""
    menu = menu_of(_drinks(name, usual), {"name": "Brownie", "price": 3})
    for flavour in FLAVOURS:
        assert turns(menu, f"a regular {flavour} {name.lower()} and a brownie").complete


def test_a_tie_has_to_be_surer_than_what_is_none() -> None:
    """The same confidence lets an order pass that is ahead of every other, and not one that is in a tie."""
    ahead = {"bias": 0.2, "margin": TIE}
    tie = {"bias": 0.2, "margin": TIE / 2}
    assert confidence(tie) < SURE_OF_TIE
    assert [is_sure(ahead), is_sure(tie), is_sure({"bias": 1.0, "margin": TIE / 2})] == [True, False, True]


@pytest.mark.parametrize(
    ("cart", "text"),
    [
        ("four poppadoms and two naans", "only three poppadoms"),
        ("a poppadom and a naan", "two poppadoms then and no naan"),
        ("four poppadoms and two naans", "make the poppadoms three"),
    ],
)
def test_a_count_told_anew_is_complete(cart: str, text: str) -> None:
    """That one more order of it costs nearly as little leaves no doubt of a number that is told anew."""
    menu = menu_of(
        {"name": "Poppadom", "price": 1}, {"name": "Naan", "price": 2}, {"name": "Dal", "price": 2}
    )
    assert turns(menu, cart, text).complete
