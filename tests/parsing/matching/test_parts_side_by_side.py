"""A dish called by two words of its name that stand apart in it."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = """
name: Brunch
slug: brunch
currency: GBP
modifier_groups:
  extras: {name: Extras, options: [{name: Avocado, aliases: [avo]}, {name: Halloumi}, {name: Bacon}]}
  meat: {name: Meat, min: 1, max: 1, options: [{name: Chicken}, {name: Beef}]}
categories:
  - name: Plates
    items:
      - {name: "Smashed Avo, Feta & Chilli Toast", price: 9, modifier_groups: [extras]}
      - {name: "Smoked Bacon, Leek & Potato Hash", price: 10, modifier_groups: [extras]}
      - {name: Spicy Chicken or Beef Rice Bowl, price: 11, modifier_groups: [meat]}
      - {name: Mushroom Bun, price: 6, modifier_groups: [extras]}
"""
INDEX = MenuIndex(load_menu(MENU.encode(), "yaml"))


def _told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    lines = understand(INDEX, text).lines
    return [(line.item.name, tuple(c.modifier.name for c in line.choices if c.stated)) for line in lines]


@pytest.mark.parametrize(
    ("said", "name"),
    [("avo toast", "Smashed Avo, Feta & Chilli Toast"), ("bacon hash", "Smoked Bacon, Leek & Potato Hash")],
)
@pytest.mark.parametrize(("more", "options"), [("", ()), (" with halloumi", ("Halloumi",))])
def test_a_word_of_the_name_is_no_extra(said: str, name: str, more: str, options: tuple[str, ...]) -> None:
    """A word that is an extra too adds none where it stands right before another word of the same name."""
    assert _told(said + more) == [(name, options)]


@pytest.mark.parametrize("meat", ["Chicken", "Beef"])
def test_a_choice_that_has_to_be_made_stays_one(meat: str) -> None:
    """A word of the name that has to be chosen is chosen."""
    assert _told(f"{meat.lower()} bowl") == [("Spicy Chicken or Beef Rice Bowl", (meat,))]


def test_an_extra_of_another_dish_stays_one() -> None:
    """A word that is no part of the dish's name is an extra of it."""
    assert _told("mushroom bun with avo") == [("Mushroom Bun", ("Avocado",))]
