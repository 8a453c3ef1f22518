"""A side dish that has to be chosen is had as it is, however its being a side is said."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = """
name: Grill
slug: grill
currency: GBP
modifier_groups:
  side: {name: Choose a side, min: 1, max: 1, options: [{name: Broccoli}, {name: Mash}, {name: Carrot sticks}]}
  sauce: {name: Sauce, options: [{name: Gravy}, {name: Mint sauce}]}
categories:
  - name: Mains
    items:
      - {name: Gammon, price: 12, modifier_groups: [side, sauce]}
      - {name: Lamb chops, price: 15, modifier_groups: [side, sauce]}
"""
INDEX = MenuIndex(load_menu(MENU.encode(), "yaml"))


def _amounts(text: str) -> dict[str, str]:
    (line,) = understand(INDEX, text).lines
    return {choice.modifier.name: choice.amount for choice in line.choices}


@pytest.mark.parametrize(
    "said", [", side of {}", " with a side of {}", ", with a side of {}", " and a side of {}"]
)
@pytest.mark.parametrize("side", ["Broccoli", "Mash", "Carrot sticks"])
@pytest.mark.parametrize("dish", ["gammon", "lamb chops"])
def test_a_side_that_has_to_be_chosen_is_no_sauce_on_the_side(dish: str, side: str, said: str) -> None:
    """ "Side of" before what has to be chosen tells no amount of it."""
    assert _amounts(dish + said.format(side.lower())) == {side: "regular"}


@pytest.mark.parametrize("sauce", ["Gravy", "Mint sauce"])
def test_a_sauce_is_had_on_the_side(sauce: str) -> None:
    """What need not be chosen is put beside the dish."""
    assert _amounts(f"gammon with mash, {sauce.lower()} on the side") == {"Mash": "regular", sauce: "side"}
