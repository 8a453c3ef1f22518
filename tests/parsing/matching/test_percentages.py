"""An option of so many percent is told by these alone, where one option of the dish is called so."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

MENU = """
name: Leaf
currency: GBP
modifier_groups:
  level:
    name: Level
    min: 1
    max: 1
    options: [{name: "25% {what}"}, {name: "50% {what}"}, {name: "75% {what}"}]
categories:
  - name: Drinks
    items:
      - {name: Assam milk tea, price: 4, modifier_groups: [level]}
      - {name: Roasted oolong, price: 4, modifier_groups: [level]}
"""


@pytest.mark.parametrize("what", ["sugar", "ice", "syrup"])
@pytest.mark.parametrize("percent", ["25%", "50 %", "75 percent"])
@pytest.mark.parametrize(
    ("text", "dish"), [("a roasted oolong {}", "Roasted oolong"), ("an assam milk tea, {}", "Assam milk tea")]
)
def test_the_percentage_tells_the_option(what: str, percent: str, text: str, dish: str) -> None:
    """Said without what it is of, it is the option of so many percent."""
    menu = MENU.replace("{what}", what)
    understood = understand(MenuIndex(load_menu(menu.encode(), "yaml")), text.format(percent))
    assert [told(line) for line in understood.lines] == [f"1 {dish}; {percent[:2]}% {what}"]
    assert understood.complete
