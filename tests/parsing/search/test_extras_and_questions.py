"""Extras that are called additions, what the dish has itself, and questions about how it is and what it comes with."""

from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import hear, order

MENU = """
name: Pizzeria
slug: pizzeria
currency: EUR
modifier_groups:
  aggiunte: {name: Aggiunte, options: [{name: Mozzarella di bufala}, {name: Prosciutto crudo}, {name: Cipolla}]}
categories:
  - name: Pizze
    items:
      - {name: Capricciosa, description: "pomodoro, mozzarella, prosciutto cotto e carciofi", price: 8, modifier_groups: [aggiunte]}
      - {name: Marinara, description: "pomodoro e aglio", price: 6, modifier_groups: [aggiunte]}
"""
ADDED = [
    ("fr", "un hamburger supplément fromage", ["1 Hamburger; Fromage"]),
    ("fr", "un hamburger avec supplément oignons", ["1 Hamburger; extra Oignons"]),
    ("it", "un hamburger con aggiunta di formaggio", ["1 Hamburger; Formaggio"]),
    ("it", "un hamburger con l'aggiunta di cipolla", ["1 Hamburger; extra Cipolla"]),
    ("es", "una hamburguesa con suplemento de queso", ["1 Hamburguesa; Queso"]),
    ("pt", "um hambúrguer com adicional de queijo", ["1 Hambúrguer; Queijo"]),
]
ASKED = [
    ("de", "kommt der Hamburger mit Pommes?"),
    ("fr", "le hamburger vient avec des frites ?"),
    ("es", "¿la hamburguesa trae patatas?"),
    ("es", "¿es muy picante la hamburguesa?"),
    ("it", "l'hamburger è servito con le patatine?"),
    ("it", "è molto grande la pizza?"),
    ("pt", "o hambúrguer traz batata?"),
    ("nl", "komt de hamburger met friet?"),
]
ORDERED_AND_ASKED = [
    ("pt", "um hambúrguer, é muito forte?"),
    ("es", "una hamburguesa, ¿es muy grande?"),
    ("it", "un hamburger, è tanto piccante?"),
]
FOR_ALL = [
    ("de", "drei Hamburger und für alle ein Bier"),
    ("fr", "trois hamburgers et pour tout le monde une bière"),
    ("es", "tres hamburguesas y para todos una cerveza"),
    ("it", "tre hamburger e per tutti una birra"),
    ("nl", "drie hamburgers en voor iedereen een bier"),
]


@cache
def _pizzeria() -> MenuIndex:
    return MenuIndex(load_menu(MENU.encode(), "yaml"))


def _said(text: str) -> Understood:
    return understand(_pizzeria(), text, language="it")


@pytest.mark.parametrize(("menu", "text", "lines"), ADDED)
def test_an_addition_is_more_only_of_what_is_there(menu: str, text: str, lines: list[str]) -> None:
    """A supplement of cheese is cheese, one of the onions that are on it is more of them."""
    assert order(text, menu) == lines


@pytest.mark.parametrize(("dish", "refused"), [("capricciosa", "mozzarella"), ("capricciosa", "prosciutto")])
def test_what_the_dish_has_itself_is_left_off_and_no_extra(dish: str, refused: str) -> None:
    """The kitchen reads what is to be left off; the extra whose name holds the word was never on it."""
    (line,) = _said(f"una {dish} senza {refused}").lines
    assert (line.choices, line.special_requests) == ((), f"senza {refused}")


def test_an_extra_of_which_the_dish_tells_nothing_is_refused_by_its_name() -> None:
    """Where the description does not have the word, or the extra is called just so, the option is refused."""
    for text, name in (
        ("una capricciosa senza cipolla", "Cipolla"),
        ("una marinara senza mozzarella", "Mozzarella di bufala"),
    ):
        (line,) = _said(text).lines
        assert [(c.modifier.name, c.amount) for c in line.choices] == [(name, "none")]


@pytest.mark.parametrize(("menu", "text"), ASKED)
def test_a_question_of_what_comes_with_a_dish_orders_nothing(menu: str, text: str) -> None:
    """It is answered, or the staff is to be asked."""
    understood = hear(text, menu)
    assert not understood.lines
    assert understood.answers


@pytest.mark.parametrize(("menu", "text"), [*ORDERED_AND_ASKED, *FOR_ALL])
def test_what_is_not_told_leaves_an_order_incomplete(menu: str, text: str) -> None:
    """A question that nobody answered beside an order, and a dish for everybody, of whom nobody said how many they are."""
    understood = hear(text, menu)
    assert understood.lines
    assert not understood.complete or understood.answers
