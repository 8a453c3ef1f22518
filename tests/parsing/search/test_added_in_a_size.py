"""A dish that is added in a size of its own is no option of the dish of the cart: "add small fries"."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

SIZES = [{"label": "Small", "price": 4}, {"label": "Large", "price": 6}]
SIDES = ("Fries", "Coleslaw")
MENU = menu_of(
    *(
        {
            "name": dish,
            "variants": SIZES,
            "modifier_groups": [
                {"name": "Inside", "options": [{"name": f"{side} inside"} for side in SIDES]}
            ],
        }
        for dish in ("Kebab roll", "Falafel box")
    ),
    *({"name": side, "variants": SIZES} for side in SIDES),
)


@pytest.mark.parametrize("dish", ["Kebab roll", "Falafel box"])
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("added", ["add small {}", "add {} small", "please add small {} to that"])
def test_a_dish_added_in_a_size_of_its_own_is_one_more(dish: str, side: str, added: str) -> None:
    """The size of the dish before stays as it was told."""
    said = turns(MENU, f"a large {dish.lower()}", added.format(side.lower()))
    assert [told(line) for line in said.lines] == [f"1 {dish} Large", f"1 {side} Small"]
