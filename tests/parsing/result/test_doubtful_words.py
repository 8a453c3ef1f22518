"""Words that may be about something else than the line they were taken for: such an order is not complete."""

from pathlib import Path

import pytest

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import dialog

HELD_BACK = (
    (("I'm seven and I want a latte",), ("I'm here and I want a latte",)),
    (("a chocolate brownie two slices",), ("a chocolate brownie two spoons",)),
    (("two lattes, the sharing one with oat",), ("two lattes, the one with oat",)),
    (
        ("two lattes and a greek salad", "sugar off two lattes"),
        ("two lattes and a greek salad", "a lemonade"),
    ),
    (("three lattes one without sugar the others three sugars each",), ("three lattes, one without sugar",)),
)
"""Turns that leave something open, and what is like it and does not."""


@pytest.mark.parametrize(("doubtful", "plain"), HELD_BACK)
def test_what_may_be_about_something_else_is_not_complete(
    doubtful: tuple[str, ...], plain: tuple[str, ...]
) -> None:
    """The words that make the difference are what keeps the order from being complete."""
    assert not dialog(*doubtful).complete
    assert dialog(*plain).complete


BENTO = """
name: Counter
slug: counter
currency: EUR
categories:
  - name: Plates
    items:
      - {name: Tapsilog, number: "1", price: 9.00, modifier_groups: [egg]}
      - name: Sundae
        number: "2"
        variants: [{label: Mini, price: 3.00}, {label: Regular, price: 5.00, default: true}]
modifier_groups:
  egg:
    name: Egg
    min: 0
    max: 1
    options: [{name: Scrambled egg, price_adjustment: 0}, {name: Fried egg, price_adjustment: 0}]
"""


@pytest.mark.parametrize(
    ("text", "dishes"),
    [
        ("one mini sundae, one regular", {"Sundae"}),
        ("two tapsilog, one scrambled", {"Tapsilog"}),
        ("number one and a sundae", {"Tapsilog", "Sundae"}),
        ("1 and 2", {"Tapsilog", "Sundae"}),
    ],
)
def test_one_in_a_word_counts_unless_it_is_signed(text: str, dishes: set[str]) -> None:
    """ "One regular" is one more of what was spoken of, not dish number one; digits and "number one" are dishes."""
    understood = understand(MenuIndex(load_menu(BENTO.encode())), text)
    assert {line.item.name for line in understood.lines} == dishes


def test_a_text_of_which_nothing_fits_is_read_all_the_same() -> None:
    """What a way of reading turns out not to fit is told as not understood; once no reading at all was left of it."""
    menu = load_menu((Path(__file__).parents[3] / "data/words/taqueria/menu.yaml").read_bytes())
    text = "six tacos, half chicken half , all on flour, two of the mushroom ones with guac"
    assert sum(line.quantity for line in understand(MenuIndex(menu), text).lines) >= 6


OYSTERS = Item(
    61,
    1,
    "Oysters",
    variants=(Variant(611, "6 pieces", 1500, is_default=True), Variant(612, "12 pieces", 2800)),
)
CHABLIS = Item(62, 1, "Chablis", variants=(Variant(62, "Glass", 700, is_default=True),))
OYSTER_BAR = Menu("EUR", (Category(1, "All", items=(OYSTERS, CHABLIS)),))


@pytest.mark.parametrize(
    ("said", "oysters"),
    [("actually a dozen", "12 pieces"), ("actually two glasses of chablis", "6 pieces")],
)
def test_a_number_that_one_dish_comes_in_is_of_that_one(said: str, oysters: str) -> None:
    """A dozen behind six oysters and a glass of wine are oysters, and no twelve glasses."""
    index = MenuIndex(OYSTER_BAR)
    cart = understand(index, "six oysters and a glass of chablis").lines
    understood = understand(index, said, cart)
    sizes = {line.item.name: line.variant and line.variant.label for line in understood.lines}
    assert (sizes["Oysters"], understood.complete) == (oysters, True)


@pytest.mark.parametrize(
    "said",
    [
        "there is bacon on it, leave that off please",
        "it has bacon, please leave them off, I'm allergic to pork",
        "da ist Speck drauf, den bitte weglassen",
        "er zit spek op, die graag weglaten",
    ],
)
def test_what_is_told_of_a_dish_and_taken_away_is_not_surely_added(said: str) -> None:
    """An option that the clause before names may be the one that is left off, in the menu's language and others."""
    bacon = ModifierGroup(1, "Extras", 0, 2, (Modifier(1, "Bacon", 100), Modifier(2, "Egg", 100)))
    price = (Variant(71, "Regular", 900, is_default=True),)
    burger = Item(71, 1, "Hamburger", variants=price, modifier_groups=(bacon,))
    index = MenuIndex(Menu("EUR", (Category(1, "All", items=(burger,)),)))
    cart = understand(index, "hamburger").lines
    assert not understand(index, said, cart).complete
    assert understand(index, "and bacon please", cart).complete
