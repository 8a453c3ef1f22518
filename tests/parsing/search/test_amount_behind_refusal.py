"""What is wanted behind something that is refused needs no comma: "no onion extra pickles"."""

import pytest

from tests.parsing.kitchens import order

WANTED = (
    ("harbour", "a dock burger no {food} {amount} avocado", "Avocado"),
    ("harbour", "a dock burger no {food} {amount} mushrooms", "Mushrooms"),
    ("vento", "a small margherita no {food} {amount} pineapple", "Pineapple"),
)


@pytest.mark.parametrize(("menu", "said", "option"), WANTED)
@pytest.mark.parametrize("amount", ["extra", "light"])
@pytest.mark.parametrize("food", ["fennel", "tarragon", "radish"])
def test_an_amount_ends_a_refusal(menu: str, said: str, option: str, amount: str, food: str) -> None:
    """The option is had in the amount that was told, and the refusal stays a wish."""
    (line,) = order(said.format(food=food, amount=amount), menu)
    assert f"{amount} {option}" in line
    assert f"no {food}" in line


def test_an_amount_right_behind_a_refusal_is_refused() -> None:
    """ "No extra avocado" wants none."""
    (line,) = order("a dock burger no extra avocado")
    assert "extra" not in line
