"""What several of a dish come on or in, told with an article, and one of them made otherwise."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns


def _grill(dish: str) -> MenuIndex:
    bread = {"name": "Bread", "min": 1, "max": 1, "options": [{"name": "Roll"}, {"name": "Wrap"}]}
    inside = {
        "name": "Inside",
        "max": 3,
        "options": [{"name": "Cheese", "default": True}, {"name": "Ketchup"}],
    }
    return menu_of(
        {"name": dish, "price": 7, "modifier_groups": [bread, inside]}, {"name": "Chips", "price": 3}
    )


@pytest.mark.parametrize(
    ("said", "other"), [("one with no cheese", "none cheese"), ("one with ketchup", "ketchup")]
)
@pytest.mark.parametrize("on", ["on a roll", "in a wrap"])
@pytest.mark.parametrize("dish", ["Breakfast Sandwich", "Falafel"])
@pytest.mark.parametrize(("number", "left"), [("two", 1), ("three", 2)])
def test_all_of_them_come_on_it(number: str, left: int, dish: str, on: str, said: str, other: str) -> None:
    """The bread is of all, and what is told of one is of that one."""
    understood = turns(_grill(dish), f"{number} {dish.casefold()}s {on}, {said}, and chips")
    bread = on.rsplit(maxsplit=1)[-1]
    assert ordered(understood) == sorted(
        [
            "1 chips",
            f"{left} {dish} {bread}".casefold().replace(f" {bread}", f"; {bread}"),
            f"1 {dish}; {bread}; {other}".casefold(),
        ]
    )
    assert not understood.questions


def test_each_on_its_own_is_dealt_out() -> None:
    """ "One on a roll, one in a wrap" are one of each."""
    understood = turns(_grill("Falafel"), "two falafels, one on a roll, one in a wrap")
    assert ordered(understood) == ["1 falafel; roll", "1 falafel; wrap"]
