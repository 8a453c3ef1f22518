"""What somebody never eats stays with the order, beside whatever else a text says."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.families import family_of, lines_of, wanted
from tests.parsing.kitchens import kitchen

SAID = tomllib.loads((Path(__file__).parent / "diet_words.toml").read_text("utf-8"))
_ENGLISH = ("harbour", "one cola please", "Cola")


def _menu(language: str) -> tuple[MenuIndex, str, str]:
    """A menu of the language, an order from it and its line."""
    if language == "en":
        name, order, line = _ENGLISH
        return kitchen(name), order, line
    family: dict[str, Any] = dict(family_of(language))
    dish = family["dishes"][2]
    return kitchen(family["menu"]), dish["one"], dish["line"]


def _is_kept(told: str, answer: Understood) -> bool:
    """Whether a diet is the order's note, or, of a food that menus state as they do pork, its allergy, with or without whose."""
    allergies = [allergy.text for allergy in answer.state.allergies]
    return answer.state.note == told if not allergies else len(allergies) == 1 and told.endswith(allergies[0])


@pytest.mark.parametrize("language", SAID)
def test_a_diet_is_noted_beside_an_order(language: str) -> None:
    """The order is made as it is without it, and the statement is its note, word by word."""
    menu, order, line = _menu(language)
    for told in SAID[language]["told"]:
        answer = understand(menu, f"{told}, {order}", language=language)
        assert _is_kept(told, answer), told
        assert answer.unmatched == (), told
        assert lines_of(answer) == wanted([f"1 {line}"]), told


@pytest.mark.parametrize("language", SAID)
def test_a_diet_is_noted_beside_a_question(language: str) -> None:
    """It is not lost in a question, and orders nothing."""
    menu, _order, _line = _menu(language)
    for told in SAID[language]["told"]:
        answer = understand(menu, f"{told}, {SAID[language]['question']}?", language=language)
        assert _is_kept(told, answer), told
        assert answer.lines == (), told


def test_a_diet_that_ends_in_a_refusal_about_a_dish_before_it_is_not_passed_over() -> None:
    """Whose dish it is about is not clear, so that the words stay."""
    answer = understand(kitchen("harbour"), "two beef burgers and a latte, she's vegan so no cheese on hers")
    assert not answer.complete
    assert "vegan" in answer.state.note


def test_an_option_that_is_not_eaten_is_left_out_of_the_dish_before_it_and_noted() -> None:
    """The statement refuses what the dish comes with, and is handed on too."""
    answer = understand(kitchen("harbour"), "a beef burger, I don't eat onions")
    assert lines_of(answer) == wanted(["1 Dock burger; none Red onion"])
    assert answer.state.note == "I don't eat onions"


def test_not_eating_something_unnamed_is_no_diet() -> None:
    """Without a food nothing is known of what is not eaten."""
    assert understand(kitchen("harbour"), "a beef burger, I don't eat much").state.note != "I don't eat much"
