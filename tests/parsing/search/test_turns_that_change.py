"""Later turns that speak of change, over every dish of two menus: something changes, or the order is not complete."""

from itertools import pairwise

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen

MENUS = ("harbour", "vento")
TO_SIZE = ("make it a {size}", "make that a {size}", "actually make it {size}")
SWAPS = ("swap the {old} for the {new}", "replace the {old} with the {new}", "change the {old} to a {new}")


@pytest.mark.parametrize("shape", TO_SIZE)
@pytest.mark.parametrize("menu", MENUS)
def test_another_size_is_another_size(menu: str, shape: str) -> None:
    """A dish that is made another of its sizes is one line of that size; nothing is added."""
    tried = 0
    for item in kitchen(menu).items.values():
        for old, new in pairwise(item.variants):
            cart = understand(kitchen(menu), f"a {old.label} {item.name}", (), "en").lines
            if (
                len(cart) != 1
                or cart[0].item.id != item.id
                or cart[0].variant != old
                or new.label[0].isdigit()
            ):
                continue
            lines = understand(kitchen(menu), shape.format(size=new.label), cart, "en").lines
            assert [(line.item.name, line.variant) for line in lines] == [(item.name, new)], new.label
            tried += 1
    assert tried > 0


@pytest.mark.parametrize("shape", SWAPS)
@pytest.mark.parametrize("menu", MENUS)
def test_what_is_swapped_is_gone(menu: str, shape: str) -> None:
    """One dish for another: the first is nowhere, the second is ordered."""
    items = list(kitchen(menu).items.values())
    for old, new in pairwise(items):
        cart = understand(kitchen(menu), f"a {old.name}", (), "en").lines
        if [line.item.id for line in cart] != [old.id]:
            continue
        text = shape.format(old=old.name, new=new.name)
        lines = understand(kitchen(menu), text, cart, "en").lines
        assert [line.item.name for line in lines] == [new.name], text


@pytest.mark.parametrize("text", ["make it", "change it to that", "make it so", "swap that"])
def test_a_change_that_changes_nothing_is_not_complete(text: str) -> None:
    """Who asks for a change and gets the same order is asked, or told, never passed over."""
    cart = understand(kitchen("harbour"), "a latte", (), "en").lines
    assert not understand(kitchen("harbour"), text, cart, "en").complete
