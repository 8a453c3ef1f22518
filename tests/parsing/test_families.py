"""Kinds of sentences in every language, generated over the dishes and options of a menu."""

from collections import Counter
from collections.abc import Sequence

import pytest

from server.parsing.grammar import understand
from tests.parsing.families import LANGUAGES, abroad, family_of, generated, lines_of, said, wanted
from tests.parsing.kitchens import kitchen

FEW, MANY = 1, 12
"""So many orders of a wording are tried, spread over all: few each time, many where time is taken for it."""
MENUS = 1
"""So many menus of other languages are ordered from each time; all of them where time is taken for it."""

ITALIAN_COFFEE = {
    "2 Cappuccino", "2 Milchkaffee", "2 Café con leche", "2 Café crème", "2 Café com leite", "2 Koffie verkeerd", "2 라떼",
    "2 カフェラテ", "2 拿铁", "2 Kawa latte", "2 Latte", "2 لاتيه",
}  # fmt: skip
"""The Italian menu has another coffee than the rest."""

KINDS = [(language, kind) for language in LANGUAGES for kind in family_of(language)["kinds"]]


@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_every_order_of_a_kind_comes_to_its_lines(language: str, kind: str) -> None:
    """One more, refusals, shares, corrections, removals, exchanges and questions are understood."""
    _understood(language, kind, FEW)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_many_orders_of_a_kind_come_to_their_lines(language: str, kind: str) -> None:
    """The same with every dish."""
    _understood(language, kind, 2 if kind == "otherwise" else MANY)


def _understood(language: str, kind: str, most: int) -> None:
    wrong = {
        order.turns: (lines, order.lines)
        for order in generated(language, kind, most)
        if (lines := lines_of(said(language, order.turns))) != wanted(order.lines)
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_guests_order_in_their_language_from_the_menus_of_others(language: str) -> None:
    """Dishes and options are known by their names in translation, refused and wanted; latte and cappuccino are two."""
    at = LANGUAGES.index(language) + 1
    _understood_abroad(language, (LANGUAGES * 2)[at : at + MENUS])


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_guests_order_in_their_language_from_the_menus_of_all_others(language: str) -> None:
    """The same from every menu."""
    _understood_abroad(language, [menu for menu in LANGUAGES if menu != language])


def _understood_abroad(language: str, menus: Sequence[str]) -> None:
    wrong = {
        (menu, *order.turns): (lines, order.lines)
        for menu in menus
        for order in abroad(language, menu)
        if (lines := lines_of(understand(kitchen(menu), order.turns[0], language=language)))
        != wanted(order.lines)
        and not ("it" in (language, menu) and order.lines[0] in ITALIAN_COFFEE)
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_answered_or_said_to_be_open(language: str) -> None:
    """A text that only asks never passes as an order in which everything is clear."""
    menu = kitchen(family_of(language)["menu"])
    silent = [
        order.turns[0]
        for order in generated(language, "questions", MANY)
        if not order.lines and not ((u := understand(menu, order.turns[0])).answers or u.unmatched)
    ]
    assert silent == []


def test_the_lines_are_compared_as_they_count() -> None:
    """Equal lines count together, whatever the order of their options."""
    assert wanted(["1 A; none O; X", "2 A; X; none O", "1 B"]) == Counter({"A; X; none O": 3, "B": 1})
