"""No allergy and no statement of diet is lost where a guest speaks another language than the menu's, whichever two they are."""

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Understood
from tests.parsing.asides.test_allergies_kept import SPOKEN, _all_sayings
from tests.parsing.kitchens import kitchen

DIETS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "diets_abroad.toml").read_text("utf-8")
)
MENUS = ("harbour", "es", "fr", "de", "it", "pt", "ko", "ja", "zh", "nl", "pl", "tr", "ar")
ALIKE = {("es", "pt")}
"""Where a statement is made of words of the menu's language as well ("no como …"): then the order is not complete."""
FEW, MANY = 3, 12
"""Sayings that are tried for one pair of languages in the quick suite, and in the slow one."""


@cache
def _dishes(menu: str) -> Sequence[str]:
    return [item.name for item in kitchen(menu).items.values()]


def _kept(understood: Understood) -> set[str]:
    return {code for allergy in understood.state.allergies for code in allergy.allergens}


def _lost_diets(language: str, menu: str) -> list[str]:
    sentences = DIETS[language]["sentences"]
    said = [text.format(order=dish) for text, dish in zip(sentences, cycle(_dishes(menu)), strict=False)]
    heard = [(text, understand(kitchen(menu), text)) for text in said]
    if (language, menu) in ALIKE:
        return [text for text, one in heard if one.complete]
    return [text for text, one in heard if "pork" not in _kept(one)]


def _lost_allergies(language: str, menu: str, most: int) -> list[str]:
    """The sayings of a language, another share of them for each menu, of which no allergy is kept."""
    sayings = _all_sayings(language)
    step = max(1, len(sayings) // most)
    chosen = islice(sayings, MENUS.index(menu) % step, None, step)
    return [one.text for one in chosen if not understand(kitchen(menu), one.text).state.allergies]


@pytest.mark.parametrize("menu", ["harbour", "it", "ja"])
@pytest.mark.parametrize("language", sorted(DIETS))
def test_what_somebody_does_not_eat_is_kept_on_foreign_menus(language: str, menu: str) -> None:
    """ "I don't eat pork" beside an order and before a question is kept with its allergen, whatever the menu's language."""
    assert _lost_diets(language, menu) == []


@pytest.mark.slow
@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize("language", sorted(DIETS))
def test_what_somebody_does_not_eat_is_kept_in_every_pair_of_languages(language: str, menu: str) -> None:
    """The same for each of the pairs."""
    assert _lost_diets(language, menu) == []


@pytest.mark.parametrize("language", sorted(SPOKEN))
def test_allergies_are_kept_on_foreign_menus(language: str) -> None:
    """A wording of an allergy is kept on a menu of another language."""
    menu = MENUS[(sorted(SPOKEN).index(language) + 4) % len(MENUS)]
    assert _lost_allergies(language, menu, FEW) == []


@pytest.mark.slow
@pytest.mark.parametrize("menu", MENUS)
@pytest.mark.parametrize("language", sorted(SPOKEN))
def test_allergies_are_kept_in_every_pair_of_languages(language: str, menu: str) -> None:
    """The same for more wordings and for each of the pairs."""
    assert _lost_allergies(language, menu, MANY) == []
