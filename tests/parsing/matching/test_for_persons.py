"""For how many a dish is, which counts none of it."""

from typing import Any

import pytest

from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import menu_of, turns

WORDS = {
    "de": (
        "Winzerteller (2 Pers.)",
        "Obatzda",
        "{} für zwei",
        "einen Winzerteller für zwei",
        "Winzerteller für vier",
    ),
    "es": (
        "Parrillada (2 pers.)",
        "Gazpacho",
        "{} para dos",
        "una parrillada para dos",
        "parrillada para cuatro",
    ),
    "fr": (
        "Fondue savoyarde (2 pers.)",
        "Gratin",
        "{} pour deux",
        "une fondue pour deux",
        "fondue pour quatre",
    ),
    "it": (
        "Grigliata mista x 2",
        "Ribollita",
        "{} per due",
        "una grigliata per due",
        "grigliata per quattro",
    ),
    "nl": (
        "Kaasplank (2 pers.)",
        "Erwtensoep",
        "{} voor twee",
        "een kaasplank voor twee",
        "kaasplank voor vier",
    ),
    "pt": ("Cataplana (2 pax)", "Açorda", "{} para dois", "uma cataplana para dois", "cataplana para quatro"),
    "tr": (
        "Saç Tava (2 kişilik)",
        "Menemen",
        "iki kişilik {}",
        "bir iki kişilik saç tava",
        "dört kişilik saç tava",
    ),
}


def menu(code: str) -> MenuIndex:
    """The menu of a dish for two and another one."""
    shared, other, *_ = WORDS[code]
    return menu_of({"name": shared, "price": 30}, {"name": other, "price": 9})


def quantities(understood: Understood) -> list[tuple[str, int]]:
    """What was ordered, and how often."""
    return [(line.item.name, line.quantity) for line in understood.lines]


@pytest.mark.parametrize("code", WORDS)
def test_a_dish_for_two_is_one_where_it_is_for_two(code: str) -> None:
    """Whose name says for how many it is comes once, said with as many, counted by an article or not."""
    shared, _other, told, counted, _more = WORDS[code]
    bare = shared.split(" (")[0].split(" x ")[0]
    for text in (told.format(bare), counted):
        understood = turns(menu(code), text)
        assert quantities(understood) == [(shared, 1)]
        assert not understood.is_open


@pytest.mark.parametrize("code", WORDS)
def test_a_dish_for_two_is_left_open_where_it_is_said_for_four(code: str) -> None:
    """Whether two of it or one are meant, nobody said."""
    understood = turns(menu(code), WORDS[code][4])
    assert understood.is_open
    assert not understood.complete


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "einen Obatzda für zwei"),
        ("es", "un gazpacho para dos"),
        ("fr", "un gratin pour deux"),
        ("it", "una ribollita per due"),
        ("nl", "een erwtensoep voor twee"),
        ("pt", "uma açorda para dois"),
    ],
)
def test_an_article_counts_a_dish_for_two(code: str, text: str) -> None:
    """For how many a dish is does not count it where an article does."""
    assert quantities(turns(menu(code), text)) == [(WORDS[code][1], 1)]


def test_so_many_people_are_a_size_where_the_dish_has_it() -> None:
    """A size for two is the size, and the number counts nothing."""
    sizes: list[dict[str, Any]] = [{"label": "Per 2", "price": 18}, {"label": "Per 4", "price": 32}]
    index = menu_of({"name": "Grigliata", "variants": sizes}, {"name": "Ribollita", "price": 9})
    [line] = turns(index, "una grigliata per due").lines
    assert (line.quantity, line.variant and line.variant.label) == (1, "Per 2")


@pytest.mark.parametrize(
    "text", ["a pot of tea for two", "a tea for two", "could we get a pot of tea for two?"]
)
def test_a_number_in_what_a_size_is_called_tells_it(text: str) -> None:
    """ "For two" is the size *Pot for two*, though an article counts the dish."""
    sizes = [{"label": "Pot for one", "price": 3, "default": True}, {"label": "Pot for two", "price": 6}]
    index = menu_of(
        {"name": "Breakfast tea", "aliases": ["tea", "pot of tea"], "variants": sizes},
        {"name": "Scone with jam", "price": 4},
    )
    [line] = turns(index, text).lines
    assert (line.quantity, line.variant and line.variant.label) == (1, "Pot for two")


def test_a_name_may_say_in_words_for_how_many_it_is() -> None:
    """A *Board for two* is no board for four people, whose order stays open."""
    index = menu_of({"name": "Board for two", "price": 22}, {"name": "Soup of the day", "price": 6})
    assert turns(index, "a board for four people").is_open
    assert quantities(turns(index, "a board for two people")) == [("Board for two", 1)]


@pytest.mark.parametrize("dish", ["PARRILLADA p/ 2 (c/ achuras)", "Parrillada mixta p/2"])
@pytest.mark.parametrize("before", ["", "la ", "una ", "para nosotros la "])
def test_a_dish_for_so_many_by_a_sign_is_one(dish: str, before: str) -> None:
    """What "p/ 2" tells of a dish is no number of it."""
    index = menu_of({"name": dish, "price": 30}, {"name": "Sifón", "price": 3})
    lines = turns(index, f"{before}parrillada para dos y un sifón").lines
    assert sorted((line.quantity, line.item.name) for line in lines) == [(1, dish), (1, "Sifón")]
