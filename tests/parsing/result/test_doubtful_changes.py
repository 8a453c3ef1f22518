"""Changes to the cart that may be about another line than the one that took them: such an order is not complete."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import dialog, order, told

BURGERS = "a chicken burger and a halloumi burger"
TOPPED = "one chicken burger with cheese, one chicken burger with bacon"
HELD_BACK = (
    ((BURGERS, "ketchup for everybody"), (BURGERS, "ketchup on both")),
    (("two lattes", "decaf in mine"), ("a latte", "decaf in mine")),
    ((TOPPED, "ketchup on the cheese one and aioli on the other"), (TOPPED, "aioli on both")),
    (("two teas", "lattes, sorry"), ("two teas", "and two lattes, sorry")),
)
"""Turns that leave something open, and what is like it and does not."""


@pytest.mark.parametrize(("doubtful", "plain"), HELD_BACK)
def test_what_may_be_about_another_line_is_not_complete(
    doubtful: tuple[str, ...], plain: tuple[str, ...]
) -> None:
    """The words that make the difference are what keeps the order from being complete."""
    assert not dialog(*doubtful).complete
    assert dialog(*plain).complete


def test_so_many_more_of_a_size_are_added_to_the_line_that_has_it() -> None:
    """They are as many as were said, whether the dish is named again or not."""
    for text in ("2 more pints", "2 more pints of pale ale"):
        understood = dialog("a pint of pale ale", text)
        assert ([told(line) for line in understood.lines], understood.complete) == (["3 Pale ale Pint"], True)


def test_one_as_well_is_one_more() -> None:
    """Somebody else's is added, and what is in the cart stays as it was."""
    lines = dialog("a chicken burger no onion", "he'll have one as well, with the onion").lines
    assert [told(line) for line in lines] == [
        "1 Chicken burger; none Red onion",
        "1 Chicken burger; Red onion",
    ]


def test_instead_takes_the_place_of_what_was_taken_away() -> None:
    """What else is in the cart stays: what was named is taken away, and no other line for the dish behind it."""
    for text in ("scrap the cola. a tea instead", "scrap the cola, a tea"):
        lines = dialog("a cola and a lemonade", text).lines
        assert sorted(told(line) for line in lines) == ["1 Lemonade", "1 Pot of tea"]


def test_a_name_for_the_same_food_ends_at_a_pause() -> None:
    """ "Black, tea" is not black tea: the first word belongs to what was said before."""
    assert order("a latte black, tea") == ["1 Latte; none Whole milk", "1 Pot of tea"]


BAR = """
name: Bar
slug: bar
currency: EUR
categories:
  - name: Wine
    items:
      - name: Merlot
        aliases: [red]
        variants: [{label: Glass, price: 5.00, default: true}, {label: Bottle, price: 20.00}]
      - name: Chardonnay
        aliases: [white]
        variants: [{label: Glass, price: 5.00, default: true}, {label: Bottle, price: 20.00}]
  - name: Hoppers
    items:
      - {name: Plain Hopper, aliases: [hopper], price: 3.00}
      - {name: Egg Hopper, price: 4.00, modifier_groups: [yolk]}
  - name: Gin
    items:
      - name: Gin and Mixer
        aliases: [gin]
        variants: [{label: Single, price: 5.00, default: true}, {label: Double, price: 8.00}]
        modifier_groups: [gins]
modifier_groups:
  yolk: {name: Yolk, min: 0, max: 1, options: [{name: Runny yolk, aliases: [runny], price_adjustment: 0}]}
  gins: {name: Gins, min: 0, max: 1, options: [{name: Pink gin, price_adjustment: 0}, {name: Dry gin, price_adjustment: 0}]}
"""


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("2 bottles of red and 1 glass of white", True),
        ("a hopper with runny egg", False),
        ("a double gin", True),
    ],
)
def test_a_line_that_may_be_like_the_one_before_is_not_complete(text: str, *, complete: bool) -> None:
    """A size that may go on, and a part that would make another dish, are open; a double of a drink is a size."""
    understood = understand(MenuIndex(load_menu(BAR.encode())), text)
    assert understood.complete is complete


def test_a_serving_goes_on_before_of_the() -> None:
    """ "One of the white" behind bottles is a bottle too."""
    lines = understand(MenuIndex(load_menu(BAR.encode())), "2 bottles of red and 1 of the white").lines
    assert [told(line) for line in lines] == ["2 Merlot Bottle", "1 Chardonnay Bottle"]


ONLY_ONE_MORE = [
    ("es", "una cerveza", "dos más", ["al final solo una más", "no, solo una más"]),
    ("de", "ein Bier", "noch zwei", ["doch nur noch eins", "nein, nur noch eins"]),
    ("fr", "une bière", "encore deux", ["finalement juste une de plus", "non, juste une de plus"]),
    ("it", "una birra", "altre due", ["anzi solo un'altra", "no, solo un'altra"]),
    ("pt", "uma cerveja", "mais duas", ["afinal só mais uma"]),
]


@pytest.mark.parametrize(
    ("menu", "first", "more", "text"),
    [(menu, first, more, text) for menu, first, more, texts in ONLY_ONE_MORE for text in texts],
)
def test_only_one_more_after_all_is_not_complete(menu: str, first: str, more: str, text: str) -> None:
    """It may correct how many were added before, where one more was added."""
    assert dialog(first, more, menu=menu).complete
    assert not dialog(first, more, text, menu=menu).complete


def _menu(*names: str) -> MenuIndex:
    items = "".join(f"      - {{name: {name}, price: 2}}\n" for name in names)
    return MenuIndex(
        load_menu(
            f"name: Bar\nslug: b\ncurrency: EUR\ncategories:\n  - name: A\n    items:\n{items}".encode()
        )
    )


@pytest.mark.parametrize(
    ("language", "names", "text", "complete"),
    [
        ("it", ("Caffè", "Caffè macchiato", "Cornetto"), "due caffè, uno macchiato", False),
        ("it", ("Caffè", "Caffè macchiato", "Cornetto"), "due caffè e un macchiato", True),
        ("it", ("Caffè", "Caffè macchiato", "Cornetto"), "due caffè e un cornetto", True),
        ("es", ("Tostada", "Tostada mixta", "Zumo de naranja"), "tres tostadas, una mixta", False),
        ("fr", ("Cola", "Cola zéro", "Croissant aux amandes"), "trois colas, un zéro", False),
    ],
)
def test_one_of_a_number_that_is_another_dish_is_not_complete(
    language: str, names: tuple[str, ...], text: str, *, complete: bool
) -> None:
    """One of two coffees may be another coffee, or be wanted besides; "and" tells."""
    assert understand(_menu(*names), text, language=language).complete is complete


@pytest.mark.parametrize("text", ["tres dobles, no, mejor cuatro", "tres dobles, no, cuatro"])
def test_a_number_behind_a_correction_that_only_added_is_not_complete(text: str) -> None:
    """A dish that was told by its size alone is not counted anew."""
    menu = """
name: Bar
slug: b
currency: EUR
categories:
  - name: Bebidas
    items:
      - {name: Cerveza, variants: [{label: Caña, price: 2}, {label: Doble, price: 3}]}
      - {name: Tortilla de patatas, price: 4}
"""
    assert not understand(MenuIndex(load_menu(menu.encode())), text, language="es").complete
