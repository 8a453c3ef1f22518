"""An option that is had instead of another one that the text names: nothing is left open."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

EXTRAS = {"name": "Extras", "options": [{"name": name} for name in ("Chicken", "Salmon", "Feta", "Olives")]}
MENU = menu_of(
    {"name": "Green salad", "price": 6, "modifier_groups": [EXTRAS]},
    {"name": "Rice bowl", "price": 7, "modifier_groups": [EXTRAS]},
    {"name": "Lemonade", "price": 3},
)


@pytest.mark.parametrize("dish", ["Green salad", "Rice bowl"])
@pytest.mark.parametrize("gone", ["salmon", "feta"])
@pytest.mark.parametrize(
    "text",
    [
        "actually chicken instead of the {}",
        "can you do chicken instead of the {}",
        "no, chicken instead of {}",
    ],
)
def test_what_goes_is_told(dish: str, gone: str, text: str) -> None:
    """Beside which options it could be had is no question where the one that goes is named."""
    understood = turns(MENU, f"a {dish.lower()} with {gone} and a lemonade", text.format(gone))
    assert told(understood.lines[0]) == f"1 {dish}; Chicken"
    assert understood.complete


def test_what_goes_is_open_where_it_is_not_told() -> None:
    """ "Make that chicken" may be besides the salmon."""
    assert not turns(MENU, "a green salad with salmon", "make that chicken").complete
