"""Options that are changed into others, of the one line of several that has them."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Line
from tests.parsing.kitchens import told

FILLINGS = ("Falafel", "Halloumi", "Lamb", "Aubergine")


@cache
def menu() -> MenuIndex:
    options = [{"name": name} for name in FILLINGS]
    groups = {"filling": {"name": "Filling", "min": 1, "max": 1, "options": options}}
    items = [
        {"name": name, "price": 7, "modifier_groups": ["filling"]} for name in ("Pitta", "Mezze Bowl", "Wrap")
    ]
    document = {
        "name": "Levant",
        "currency": "EUR",
        "modifier_groups": groups,
        "categories": [{"name": "All", "items": items}],
    }
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


def cart(text: str) -> tuple[Line, ...]:
    return understand(menu(), text, (), "en").lines


@pytest.mark.parametrize("said", ["change {} to {}", "swap {} for {}", "can you change {} to {} please"])
def test_the_line_that_has_it_is_changed(said: str) -> None:
    """Wherever it stands in the cart, and though the others could have the new option, too."""
    lines = cart("pitta lamb, wrap falafel and mezze bowl falafel")
    heard = understand(menu(), said.format("the lamb", "halloumi"), lines, "en")
    assert [told(line) for line in heard.lines] == [
        "1 Pitta; Halloumi",
        "1 Wrap; Falafel",
        "1 Mezze Bowl; Falafel",
    ]


@pytest.mark.parametrize("some", ["one of the {}", "one {}", "one of the {} ones"])
def test_some_of_the_line_that_has_it_are_changed(some: str) -> None:
    """So many as are counted."""
    for had, new in (("lamb", "Halloumi"), ("aubergine", "Lamb")):
        lines = cart(f"2 pitta {had} and 1 wrap falafel")
        heard = understand(menu(), f"change {some.format(had)} to {new.lower()}", lines, "en")
        assert sorted(told(line) for line in heard.lines) == sorted(
            [f"1 Pitta; {had.capitalize()}", f"1 Pitta; {new}", "1 Wrap; Falafel"]
        )


def test_which_of_two_is_open() -> None:
    """Where two lines have it."""
    heard = understand(menu(), "change the lamb to halloumi", cart("pitta lamb and wrap lamb"), "en")
    assert not heard.complete
