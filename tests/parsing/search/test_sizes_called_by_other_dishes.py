"""A size that another dish is called by, said of one that comes in measures; and sizes counted before their dishes."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

WORDS = {
    "de": ("Schnitzel", "Bier", "Radler", "Klein", "Groß"),
    "en": ("Curry", "Lager", "Shandy", "Small", "Large"),
    "es": ("Paella", "Cerveza", "Clara", "Pequeña", "Grande"),
    "fr": ("Salade", "Bière", "Panaché", "Petite", "Grande"),
    "it": ("Lasagne", "Birra", "Radler", "Piccola", "Grande"),
    "nl": ("Schotel", "Bier", "Radler", "Klein", "Groot"),
}


def _menu(food: str, beer: str, shandy: str, small: str, large: str) -> MenuIndex:
    sizes = [{"label": small, "price": 8}, {"label": large, "price": 11, "default": True}]
    measures = [{"label": "0,3 l", "price": 3}, {"label": "0,5 l", "price": 4.5, "default": True}]
    return menu_of(
        {"name": food, "variants": sizes},
        {"name": beer, "variants": measures},
        {"name": shandy, "variants": measures},
        {"name": "Espresso", "price": 2},
        {"name": "Cappuccino", "price": 3},
        {"name": "Macchiato", "price": 3},
    )


BEHIND = [
    ("de", "ein Schnitzel und ein Bier, ein kleines"), ("de", "ein Schnitzel und ein Bier, klein"),
    ("en", "a curry and a lager, a small one"), ("es", "una paella y una cerveza, una pequeña"),
    ("fr", "une salade et une bière, une petite"), ("it", "una porzione di lasagne e una birra, una piccola"),
    ("nl", "een schotel en een bier, een kleine"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), BEHIND)
def test_a_size_right_behind_a_drink_is_the_drinks(language: str, text: str) -> None:
    """The food that is called by it keeps its own."""
    lines = turns(_menu(*WORDS[language]), text).lines
    assert [(line.variant.label, line.variant_stated) for line in lines if line.variant] == [
        (WORDS[language][4], False),
        ("0,3 l", True),
    ]


ANOTHER = [
    ("de", "ein kleines Bier und ein großes", "Bier"), ("fr", "une petite bière et une grande", "Bière"),
    ("es", "una cerveza pequeña y una grande", "Cerveza"), ("it", "una birra piccola e una grande", "Birra"), ("nl", "een klein bier en een groot", "Bier"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "beer"), ANOTHER)
def test_another_one_in_another_size_is_the_same_drink(language: str, text: str, beer: str) -> None:
    """Though a food is called by that size."""
    lines = turns(_menu(*WORDS[language]), text).lines
    assert sorted(map(told, lines)) == [f"1 {beer} 0,3 l", f"1 {beer} 0,5 l"]


COUNTED = [
    ("de", "zwei Große: ein Bier und ein Radler", "0,5 l"), ("de", "zwei kleine, ein Bier und ein Radler", "0,3 l"),
    ("de", "ein Bier und ein Radler, beide klein", "0,3 l"), ("fr", "deux petites: une bière et un panaché", "0,3 l"),
    ("es", "dos grandes, una cerveza y una clara", "0,5 l"), ("it", "due piccole: una birra e una radler", "0,3 l"), ("nl", "twee grote: een bier en een radler", "0,5 l"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "size"), COUNTED)
def test_a_number_of_a_size_counts_the_dishes_behind_it(language: str, text: str, size: str) -> None:
    """There is one of each, and nothing besides."""
    lines = turns(_menu(*WORDS[language]), text).lines
    assert [(line.quantity, line.variant.label) for line in lines if line.variant] == [(1, size), (1, size)]


BOTTLES = {
    "de": "zwei Flaschen, eine Riesling und eine Merlot", "fr": "deux bouteilles, une de Riesling et une de Merlot",
    "es": "dos botellas, una de Riesling y otra de Merlot", "it": "due bottiglie, una di Riesling e una di Merlot",
    "pt": "duas garrafas, uma de Riesling e uma de Merlot", "nl": "twee flessen, een Riesling en een Merlot",
    "en": "two bottles, one of riesling and one of merlot",
}  # fmt: skip
LABELS = {"de": ("Glas", "Flasche"), "fr": ("verre", "bouteille"), "es": ("copa", "botella"), "it": ("calice", "bottiglia"),
          "pt": ("copo", "garrafa"), "nl": ("glas", "fles"), "en": ("glass", "bottle")}  # fmt: skip


@pytest.mark.parametrize("language", sorted(BOTTLES))
def test_as_many_bottles_as_are_listed_are_these(language: str) -> None:
    """A heading and its list are not counted twice where each entry is one."""
    glass, bottle = LABELS[language]
    sizes = [{"label": glass, "price": 5, "default": True}, {"label": bottle, "price": 20}]
    menu = menu_of({"name": "Riesling", "variants": sizes}, {"name": "Merlot", "variants": sizes})
    assert [told(line) for line in turns(menu, BOTTLES[language]).lines] == [
        f"1 Riesling {bottle}",
        f"1 Merlot {bottle}",
    ]


OF_WHICH = [
    ("de", "vier Espresso, davon zwei Cappuccino und ein Macchiato"), ("fr", "quatre espressos, dont deux cappuccinos et un macchiato"),
    ("it", "quattro espressi, di cui due cappuccini e un macchiato"), ("es", "cuatro espressos, de los cuales dos cappuccinos y un macchiato"),
    ("nl", "vier espresso's, waarvan twee cappuccino en een macchiato"), ("en", "four espressos, of which two cappuccinos and a macchiato"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), OF_WHICH)
def test_all_that_is_counted_out_comes_off_the_number(language: str, text: str) -> None:
    """The second dish behind "of which" too, where "and" joins it."""
    lines = turns(_menu(*WORDS[language]), text).lines
    assert sorted(map(told, lines)) == ["1 Espresso", "1 Macchiato", "2 Cappuccino"]
