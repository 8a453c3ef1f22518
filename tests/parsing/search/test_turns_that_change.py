"""Later turns that speak of change, over every dish of two menus: something changes, or the order is not complete."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import kitchen, told

EXAMPLES = Path(__file__).parents[3] / "examples" / "menus"
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
    items, tried = list(kitchen(menu).items.values()), 0
    for old, new in pairwise(items):
        cart = understand(kitchen(menu), f"a {old.name}", (), "en").lines
        if [line.item.id for line in cart] != [old.id]:
            continue
        tried += 1
        text = shape.format(old=old.name, new=new.name)
        lines = understand(kitchen(menu), text, cart, "en").lines
        assert [line.item.name for line in lines] == [new.name], text
    assert tried > len(items) / 2


@pytest.mark.parametrize("text", ["make it", "change it to that", "make it so", "swap that"])
def test_a_change_that_changes_nothing_is_not_complete(text: str) -> None:
    """Who asks for a change and gets the same order is asked, or told, never passed over."""
    cart = understand(kitchen("harbour"), "a latte", (), "en").lines
    assert not understand(kitchen("harbour"), text, cart, "en").complete


@pytest.mark.parametrize(
    "text", ["the latte, the one I said", "make the latte a regular one", "a latte? yes, the latte"]
)
def test_a_name_that_was_said_without_effect_is_not_complete(text: str) -> None:
    """A turn that names what is ordered, and leaves everything as it was, wanted something else."""
    cart = understand(kitchen("harbour"), "a latte", (), "en").lines
    found = understand(kitchen("harbour"), text, cart, "en")
    assert [told(line) for line in found.lines] != [told(line) for line in cart] or not found.complete


@pytest.mark.parametrize("text", ["thanks", "that's all, thank you", "my wife is hungry"])
def test_talk_leaves_an_order_complete(text: str) -> None:
    """What names nothing changes nothing, and opens nothing."""
    cart = understand(kitchen("harbour"), "a latte", (), "en").lines
    assert understand(kitchen("harbour"), text, cart, "en").complete


@pytest.mark.parametrize("talk", ["you know what, ", "tell you what, ", ""])
def test_talk_before_a_change_is_no_question(talk: str) -> None:
    """A change that begins with "what" in its talk is made."""
    cart = understand(kitchen("harbour"), "a latte", (), "en").lines
    found = understand(kitchen("harbour"), f"{talk}make the latte a large one", cart, "en")
    assert [told(line) for line in found.lines] == ["1 Latte Large"]
    assert not found.answers


@pytest.mark.parametrize("shake", ["chocolate", "strawberry"])
@pytest.mark.parametrize(
    "before", ["two doubles with bacon", "two with bacon and jalapeños", "a double no pickles"]
)
def test_make_it_takes_the_place_of_nothing_where_nothing_was_ordered(before: str, shake: str) -> None:
    """A dish named at the beginning takes no place of what only its options tell of: it is ordered beside it."""
    lines = understand(chain(), f"make it {before} and a {shake} shake please", (), "en").lines
    assert [(line.item.name, line.quantity) for line in lines if "shake" in line.item.name] == [
        (f"{shake.capitalize()} shake", 1)
    ]


@cache
def chain() -> MenuIndex:
    return MenuIndex(load_menu((EXAMPLES / "burger-chain.yaml").read_bytes(), "yaml"))


MENTIONS = ("the {old} and a {new}", "the {old}, a {new}", "for me the {old} and for her a {new}")


@pytest.mark.parametrize("shape", MENTIONS)
@pytest.mark.parametrize("menu", MENUS)
def test_what_is_only_mentioned_stays(menu: str, shape: str) -> None:
    """A dish of the cart that is named again before a new one is still ordered."""
    tried = 0
    for old, new in pairwise(kitchen(menu).items.values()):
        cart = understand(kitchen(menu), f"a {old.name}", (), "en").lines
        if [line.item.id for line in cart] != [old.id]:
            continue
        understood = understand(kitchen(menu), shape.format(old=old.name, new=new.name), cart, "en")
        assert old.id in [line.item.id for line in understood.lines] or not understood.complete, old.name
        tried += 1
    assert tried > 0
