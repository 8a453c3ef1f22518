"""Words for what stays as it is, on menus with still water."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

MEATS = {"name": "Filling", "min": 1, "max": 1, "options": [{"name": "Lamb"}, {"name": "Chicken"}]}
SALAD = {"name": "Salad", "max": 2, "options": [{"name": "Onion", "default": True}]}


def _grill(*, water: bool = True) -> MenuIndex:
    dishes = ({"name": name, "price": 7, "modifier_groups": [MEATS, SALAD]} for name in ("Wrap", "Pitta"))
    more = [{"name": "Chips", "price": 3}, {"name": "Still water", "price": 2}]
    return menu_of(*dishes, *more[: 1 + water])


@pytest.mark.parametrize("menu", [_grill(), _grill(water=False)])
@pytest.mark.parametrize("said", [
    "make it two wraps actually, just the one chips still", "make it two wraps, still the one chips",
    "make that two wraps, still lamb",
])  # fmt: skip
def test_what_stays_is_no_water(said: str, menu: MenuIndex) -> None:
    """The wraps are two then, and nothing else is ordered."""
    understood = turns(menu, "a lamb wrap and chips", said)
    assert ordered(understood) == ["1 chips", "2 wrap; lamb"]
    assert not understood.unmatched


@pytest.mark.parametrize("said", ["make it a pitta, still no onion", "make the wrap a pitta, still lamb"])
def test_another_dish_keeps_what_is_told_of_it(said: str) -> None:
    """What was chosen of the first one holds for the other."""
    understood = turns(_grill(), "a lamb wrap, no onion", said)
    assert ordered(understood) == ["1 pitta; lamb; none onion"]


@pytest.mark.parametrize("said", [
    "a still", "one still please", "chips and a still", "still water", "chips, still water", "still waters x1",
])  # fmt: skip
def test_a_still_is_a_water(said: str) -> None:
    """Counted, or alone, the word names the drink."""
    assert "1 still water" in ordered(turns(_grill(), said))
