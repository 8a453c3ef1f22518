"""So many of one choice and one of another are the sum of both, whatever follows: "due spritz Aperol, uno Campari e delle olive"."""

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered


def bar(first: str, second: str, dish: str, side: str) -> MenuIndex:
    """A dish with a choice that must be made, and one without any, which is an option of a third, too."""
    choice = {"name": "Choice", "min": 1, "max": 1, "options": [{"name": first}, {"name": second}]}
    box = {"name": "Box", "min": 1, "max": 1, "options": [{"name": side}]}
    return menu_of(
        {"name": dish, "price": 7, "modifier_groups": [choice]},
        {"name": side, "price": 3},
        {"name": "Kids box", "price": 8, "modifier_groups": [box]},
    )


@pytest.mark.parametrize(
    ("things", "text", "number"),
    [
        (
            ("Aperol", "Campari", "Spritz", "Olive ascolane"),
            "due spritz Aperol, uno Campari e delle olive ascolane",
            1,
        ),
        (
            ("Aperol", "Campari", "Spritz", "Olive ascolane"),
            "due spritz Aperol, uno Campari e olive ascolane",
            1,
        ),
        (("Vanilla", "Chocolate", "Shake", "Fries"), "two vanilla shakes, one chocolate and some fries", 1),
        (
            ("Mayonaise", "Joppie", "Bakje saus", "Kaassoufflé"),
            "2 bakjes mayonaise, 1 bakje joppie, 4 kaassouffles",
            4,
        ),
    ],
)
def test_the_second_choice_is_one_more(things: tuple[str, str, str, str], text: str, number: int) -> None:
    """None of the first is lost to it, and what follows stays a dish of its own."""
    first, second, dish, side = (thing.casefold() for thing in things)
    lines = ordered(understand(bar(*things), text))
    assert lines == sorted([f"2 {dish}; {first}", f"1 {dish}; {second}", f"{number} {side}"])
