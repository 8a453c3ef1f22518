"""Endings play no part: one of a thing, several and a small one are the same word, and others are not."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.text.language import language
from server.parsing.text.tokens import words


def stems(code: str, *forms: str) -> set[str]:
    return {language(code).stem(words(form)[0]) for form in forms}


@pytest.mark.parametrize(
    "forms",
    [
        ("Flasche", "Flaschen"), ("Kirsche", "Kirschen"), ("Maultasche", "Maultaschen"), ("Quiche", "Quichen"),
        ("Glas", "Gläschen"), ("Bier", "Bierchen"), ("Kaffee", "Käffchen"), ("Muschel", "Muscheln"),
    ],
)  # fmt: skip
def test_german_forms_of_one_thing_are_one(forms: tuple[str, ...]) -> None:
    """A small one ends in -chen; what only ends in -schen in the plural is none."""
    assert len(stems("de", *forms)) == 1


def test_german_words_that_only_look_alike_stay_apart() -> None:
    """Bread rolls are no bread, chicken is no cock, and cake no cow."""
    assert len(stems("de", "Brot", "Brötchen", "Hahn", "Hähnchen", "Kuchen", "Kuh")) == 6


@pytest.mark.parametrize("word", ["roti", "chapati", "sushi", "panini", "spaghetti", "martini"])
def test_several_of_an_english_word_that_ends_in_i_are_the_same_word(word: str) -> None:
    """ "Two rotis" are two of a *Roti*."""
    assert len(stems("en", word, f"{word}s")) == 1


SMALL_ONES = [
    ("pl", "kompot", "kompocik"), ("pl", "piwo", "piwko"), ("pl", "rosół", "rosołek"), ("pl", "herbata", "herbatkę"),
    ("pl", "pierogi", "pierożki"), ("es", "café", "cafetito"), ("es", "cerveza", "cervecitas"), ("pt", "pudim", "pudinzinho"),
    ("pt", "chope", "chopinhos"), ("it", "caffè", "caffettino"), ("nl", "snert", "snertje"), ("nl", "koffie", "koffietje"),
    ("de", "Tasse", "Tässchen"), ("de", "Suppe", "Süpplein"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "small"), SMALL_ONES)
def test_a_small_one_is_the_thing_that_the_menu_has(code: str, name: str, small: str) -> None:
    """Ordered by a diminutive, the dish is the dish."""
    document = f"currency: EUR\ncategories: [{{name: A, items: [{{name: {name}, price: 3}}]}}]"
    menu = MenuIndex(load_menu(document.encode(), "yaml"))
    assert [line.item.name for line in understand(menu, small, language=code).lines] == [name]


MEASURED = """
currency: EUR
categories:
- {name: A, items: [{name: Chope, variants: [{label: 300 ml, price: 3, default: true}, {label: 500 ml, price: 5}]}]}
"""


@pytest.mark.parametrize(
    ("said", "sizes"), [("um chope de 500", ["500 ml"]), ("dois chopes de 300", ["300 ml"])]
)
def test_a_measure_in_hundreds_is_a_size_and_no_number(said: str, sizes: list[str]) -> None:
    """Nobody orders five hundred beers."""
    lines = understand(MenuIndex(load_menu(MEASURED.encode(), "yaml")), said, language="pt").lines
    assert [line.variant.label for line in lines if line.variant] == sizes
