"""A choice that is said with what it is a choice of is the dish's own, though another dish has one that is called so in full."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

EGGS = {"name": "Eggs", "min": 1, "max": 1, "options": [{"name": "Fried"}, {"name": "Poached"}]}
FILLING = {"name": "Filling", "min": 1, "max": 1, "options": [{"name": "Fried egg"}, {"name": "Ham"}]}
DISHES = (
    {"name": "Full breakfast", "price": 9, "modifier_groups": [EGGS]},
    {"name": "Bap", "price": 5, "modifier_groups": [FILLING]},
)
SAID = [
    ("full breakfast with fried eggs", ["1 Full breakfast; Fried"]),
    ("a full breakfast with a fried egg please", ["1 Full breakfast; Fried"]),
    ("a bap with a fried egg", ["1 Bap; Fried egg"]),
]


@pytest.mark.parametrize(("text", "lines"), SAID)
def test_the_own_choice_is_meant(text: str, lines: list[str]) -> None:
    """Nothing of another dish is ordered, and nothing is left open."""
    understood = turns(menu_of(*DISHES), text)
    assert [told(line) for line in understood.lines] == lines
    assert not understood.questions
