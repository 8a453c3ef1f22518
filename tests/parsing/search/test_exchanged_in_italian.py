"""What a dish of the cart is exchanged for, in Italian."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

DISHES = ["Insalata greca", "Arancini di riso", "Ossobuco con polenta", "Aranciata amara"]


@pytest.mark.parametrize(
    "instead", ["al posto dell'{}", "al posto dell'{} mi porti", "al posto dell'{} vorrei"]
)
@pytest.mark.parametrize("had", ["Insalata greca", "Aranciata amara", "Ossobuco con polenta"])
def test_an_elided_article_behind_instead(instead: str, had: str) -> None:
    """The dish is exchanged, whatever article stands before it."""
    index = menu_of(*({"name": name, "price": 8} for name in DISHES))
    new = DISHES[1].casefold()
    assert ordered(turns(index, had.casefold(), f"{instead.format(had.casefold())} due {new}")) == [
        f"2 {new}"
    ]
