"""A size behind what is refused is wanted, and is that of the dish before it."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

TOPPINGS = {
    "name": "Comes with",
    "options": [{"name": name, "default": True} for name in ("Feta", "Olives", "Capers")],
}
SIZES = [{"label": "Small", "price": 5}, {"label": "Large", "price": 8}]
SALAD = {"name": "Village salad", "variants": SIZES, "modifier_groups": [TOPPINGS]}
FRIES = {"name": "Fries", "variants": [{**size, "default": i == 0} for i, size in enumerate(SIZES)]}
HOUMOUS = {"name": "Houmous", "price": 4}


@pytest.mark.parametrize("size", ["Small", "Large"])
@pytest.mark.parametrize(
    "refused",
    [
        "without feta or olives please",
        "without feta",
        "no feta, no olives",
        "no feta or capers",
        "minus the capers",
    ],
)
@pytest.mark.parametrize("behind", ["", " and a houmous", ", and the fries"])
def test_a_size_behind_a_refusal_is_wanted(size: str, refused: str, behind: str) -> None:
    """The refusal ends before the size, and the size is not taken for that of a dish that follows."""
    ends = "," if behind.startswith(" ") else ""
    understood = turns(
        menu_of(SALAD, FRIES, HOUMOUS), f"village salad {refused}, {size.lower()}{ends}{behind}"
    )
    first = told(understood.lines[0])
    assert first.startswith(f"1 Village salad {size}; none ")
    assert not understood.lines[0].special_requests
    assert [line.variant_stated for line in understood.lines[1:]] in ([], [False])
