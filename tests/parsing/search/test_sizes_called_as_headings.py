"""A size that the heading of its dish is called by, too, is this size behind the dish."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

MENU = [("Nigiri (2 pcs) / Sashimi", "Nigiri", "Sashimi"), ("Burgers & Wraps", "Burger", "Wrap"), ("Bowls or Plates", "Bowl", "Plate")]  # fmt: skip


@pytest.mark.parametrize(("heading", "first", "second"), MENU)
@pytest.mark.parametrize("dish", ["Salmon (Sake)", "Smoked Tofu", "Grilled Chicken"])
def test_the_word_of_the_heading_is_the_size(heading: str, first: str, second: str, dish: str) -> None:
    """Either word tells the size, and nothing is left to ask."""
    sizes = [{"label": first, "price": 7}, {"label": second, "price": 12}]
    menu = menu_of({"name": "Miso Soup", "price": 3}, under={heading: [{"name": dish, "variants": sizes}]})
    name = dish.partition(" (")[0].lower()
    for size in (first, second):
        heard = turns(menu, f"a miso soup and two {name} {size.lower()}")
        assert [told(line) for line in heard.lines] == ["1 Miso Soup", f"2 {dish} {size}"]
        assert not heard.questions
