"""What shall not be hot is never made hot, and no apology beside an allergy takes a dish away: over menus of different words."""

from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = """
name: Heat
slug: heat
currency: GBP
modifier_groups:
  heat: {{name: Heat, max: 1, options: [{{name: Mild}}, {{name: Hot}}, {{name: Spicy}}]}}
categories:
  - name: All
    items:
      - {{name: {dish}, price: 9, modifier_groups: [heat]}}
      - {{name: {other}, price: 3}}
"""
WORLDS = (("Vindaloo", "Naan"), ("Wings", "Slaw"), ("Jjigae", "Rice"))
REFUSALS = (
    "don't make it {how}", "don't make it too {how}", "not too {how}", "nothing {how}", "nothing too {how}", "but not {how}",
    "i don't want it {how}", "please don't make it {how}", "do not make it {how}",
)  # fmt: skip


@cache
def _menu(world: int) -> MenuIndex:
    dish, other = WORLDS[world]
    return MenuIndex(load_menu(MENU.format(dish=dish, other=other).encode(), "yaml"))


@pytest.mark.parametrize("world", range(len(WORLDS)))
@pytest.mark.parametrize("how", ["hot", "spicy"])
@pytest.mark.parametrize("said", REFUSALS)
def test_heat_that_is_refused_is_not_chosen(world: int, how: str, said: str) -> None:
    """The option is refused, or the words are a wish: in no order is it had."""
    order = understand(_menu(world), f"a {WORLDS[world][0]}, {said.format(how=how)}")
    had = [c.modifier.name for line in order.lines for c in line.choices if c.amount != "none" and c.stated]
    assert (had, [line.quantity for line in order.lines]) == ([], [1])


@pytest.mark.parametrize("world", range(len(WORLDS)))
@pytest.mark.parametrize("talk", ["hold on", "hang on", "oh wait", "sorry", "scrap that"])
def test_a_word_of_hesitation_beside_an_allergy_takes_nothing_away(world: int, talk: str) -> None:
    """The allergy is kept, and so is every line."""
    dish, other = WORLDS[world]
    before = understand(_menu(world), f"a {dish} and a {other}")
    after = understand(_menu(world), f"{talk}, my son is allergic to nuts", before.lines)
    assert sorted(line.item.name for line in after.lines) == sorted((dish, other))
    assert [allergy.allergens for allergy in after.state.allergies] == [("nuts",)]
