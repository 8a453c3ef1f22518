"""What a dish has by its description, and goes for something else, is left out: "veggie pizza, jalapeños instead of olives"."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of

EXTRAS = ("Black olives", "Feta", "Grilled onion", "Jalapeno", "Halloumi")
MENU = menu_of(
    *(
        {
            "name": name,
            "price": 9,
            "description": "Black olives, feta, grilled onion and herbs",
            "modifier_groups": [
                {
                    "name": "Extras",
                    "max": 5,
                    "options": [{"name": extra, "price_adjustment": 1} for extra in EXTRAS],
                }
            ],
        }
        for name in ("Garden pizza", "Farm toast")
    )
)


@pytest.mark.parametrize("text", ["{dish}, {new} instead of {old}", "{dish}, swap the {old} for {new}"])
@pytest.mark.parametrize("dish", ["Garden pizza", "Farm toast"])
@pytest.mark.parametrize("new", EXTRAS[3:])
@pytest.mark.parametrize("old", EXTRAS[:3])
def test_what_goes_of_a_description_is_refused(text: str, dish: str, old: str, new: str) -> None:
    """The kitchen is told as it would be by "no olives"."""
    (line,) = understand(MENU, text.format(dish=dish, old=old.casefold(), new=new.casefold())).lines
    assert {choice.modifier.name: choice.amount for choice in line.choices} == {old: "none", new: "regular"}


def test_an_extra_that_was_ordered_is_only_taken_off() -> None:
    """It is not in the dish by its description."""
    (line,) = understand(MENU, "garden pizza with halloumi, no, jalapeno instead of halloumi").lines
    assert "Halloumi" not in {choice.modifier.name for choice in line.choices}
