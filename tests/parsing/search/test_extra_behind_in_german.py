"""German "extra" behind an option: apart, where no more can be had of it, and else it is not told which."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

DRESSING = {"name": "Dressing", "min": 1, "max": 1, "options": [{"name": "Balsamico"}, {"name": "Joghurt"}]}
TOPPINGS = {"name": "Dazu", "options": [{"name": "Sahne", "price_adjustment": 1}, {"name": "Vanilleeis"}]}
DISHES = (
    {"name": "Blattsalat", "price": 6, "modifier_groups": [DRESSING]},
    {"name": "Waffel", "price": 5, "modifier_groups": [TOPPINGS]},
    {"name": "Kaffee", "price": 3},
)


@pytest.mark.parametrize(
    "text", ["ein Blattsalat, Balsamico extra", "ein Blattsalat mit Balsamico extra bitte"]
)
def test_a_single_choice_is_served_apart(text: str) -> None:
    """Of what is chosen once there is no more to be had."""
    assert ordered(turns(menu_of(*DISHES), text)) == ["1 blattsalat; side balsamico"]


@pytest.mark.parametrize(
    "text", ["eine Waffel mit Sahne extra", "eine Waffel, die Sahne extra, und ein Kaffee"]
)
def test_what_may_be_more_or_apart_is_left_open(text: str) -> None:
    """Of a topping both are usual."""
    assert not turns(menu_of(*DISHES), text).complete


def test_extra_before_an_option_is_more_of_it() -> None:
    """As in every language."""
    understood = turns(menu_of(*DISHES), "eine Waffel mit extra Sahne")
    assert ordered(understood) == ["1 waffel; extra sahne"]
    assert understood.complete
