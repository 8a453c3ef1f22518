"""Of two choices that change places the one that the dish has goes, whichever is named first."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood

MENU = """
name: Plates
slug: plates
currency: USD
modifier_groups:
  side: {name: Side, min: 1, max: 1, options: [{name: Fries, default: true}, {name: Fruit}, {name: Hash browns}]}
  meat: {name: Meat, min: 1, max: 1, options: [{name: Bacon}, {name: Ham}]}
  sauce: {name: Sauces, options: [{name: Gravy, default: true}, {name: Pesto}]}
categories:
  - name: Plates
    items:
      - {name: Omelette, price: 12, modifier_groups: [side, sauce]}
      - {name: Skillet, price: 13, modifier_groups: [side, meat, sauce]}
"""
INDEX = MenuIndex(load_menu(MENU.encode(), "yaml"))
VERBS = ("swap {} for {}", "substitute {} for {}", "can i sub {} for {}", "swap the {} for the {}")


def _had(*turns: str) -> list[str]:
    understood = Understood()
    for text in turns:
        understood = understand(INDEX, text, understood.lines)
    (line,) = understood.lines
    assert understood.complete
    return sorted(c.modifier.name for c in line.choices if c.amount != "none" and c.stated)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("wanted", ["Fruit", "Hash browns"])
def test_what_comes_with_the_dish_goes(verb: str, wanted: str) -> None:
    """The side that a dish comes with makes room, before and behind "for", in one text and in a later one."""
    for pair in ((wanted.lower(), "fries"), ("fries", wanted.lower())):
        assert _had(f"an omelette, {verb.format(*pair)}") == [wanted]
        assert _had("an omelette", verb.format(*pair)) == [wanted]


@pytest.mark.parametrize("verb", VERBS)
def test_what_was_chosen_goes(verb: str) -> None:
    """The choice that was made before makes room, before and behind "for"."""
    for pair in (("ham", "bacon"), ("bacon", "ham")):
        assert _had("a skillet with bacon", verb.format(*pair)) == ["Ham"]
