"""What is left out where no word asks for it would have changed nothing: every answer is the same with it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from server.parsing.asides import allergy_talk, diner_questions, other_numbers
from server.parsing.grammar import analyse, conclude
from server.parsing.matching import menu_phrases
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Line, OrderState, Understood
from server.parsing.result.resolve import Resolution
from server.parsing.search.edits.heads import Edits
from server.parsing.search.operators.names import Names
from server.parsing.search.operators.wishes import Wishes
from tests.parsing.kitchens import HERE, cases, kitchen

NOW = datetime(2026, 11, 29, tzinfo=UTC)
FILES = sorted(path.stem for path in (HERE / "cases").glob("*.jsonl"))


def _yes(*_: Any) -> bool:
    return True


LONG_WAYS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "words of a kind": (Lexicon, "may_say", _yes),
    "hints": (Lexicon, "hints_at", _yes),
    "allergies abroad": (allergy_talk, "may_speak_of_allergy", _yes),
    "words for an allergy": (Lexicon, "is_known", lambda _: False),
    "questions": (diner_questions, "_may_ask", _yes),
    "other numbers": (other_numbers, "_may_count_nothing", _yes),
    "names before a dish": (Names, "_is_led", staticmethod(_yes)),
    "the first dish": (Edits, "_ways_of_first", Edits._ways_beside_lines),
    "wishes for things": (Wishes, "_may_wish", _yes),
    "what is never short": (Resolution, "_may_be_short", _yes),
}


def _answers(name: str, index: MenuIndex) -> list[tuple[Understood, dict[str, float]]]:
    """What each turn of the cases comes to, and how sure its reading is."""
    found = []
    for case in cases(name):
        lines: tuple[Line, ...] = ()
        state = OrderState()
        for turn in case.get("turns", [case]):
            analysis = analyse(index, turn["text"], lines, None, state)
            answer = conclude(analysis, analysis.readings[0], NOW)
            found.append((answer, analysis.readings[0].features))
            lines, state = answer.lines, answer.state
    return found


@pytest.mark.parametrize("name", FILES)
def test_what_was_not_looked_for_would_have_changed_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every sentence and dialog of ours is answered alike, as surely, with every short way closed."""
    index = kitchen(name.removesuffix("-carts"))
    short = _answers(name, index)
    for owner, attribute, long_way in LONG_WAYS.values():
        monkeypatch.setattr(owner, attribute, long_way)
    assert _answers(name, index) == short


def test_a_menu_remembers_so_many_phrases_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the bound is reached phrases are read anew each time, and mean the same."""
    monkeypatch.setattr(menu_phrases, "MAX_REMEMBERED", 2)
    index = MenuIndex(kitchen("harbour").menu)
    latte, cola, chips = ({name: 0.0} for name in ("latte", "cola", "chips"))
    assert index.phrases.of(latte) is index.phrases.of(dict(latte))
    assert index.phrases.of(cola) is index.phrases.of(dict(cola))
    assert index.phrases.of(chips) is not index.phrases.of(dict(chips))
    assert index.phrases.of(chips).items == index.phrases.of(dict(chips)).items
    assert index.phrases.of(latte) is index.phrases.of(dict(latte))


def test_a_phrase_is_told_by_its_distances_too() -> None:
    """The same name typed with a slip is farther, and remembered apart."""
    phrases = kitchen("harbour").phrases
    (exact,), (misspelt,) = phrases.of({"latte": 0.0}).items, phrases.of({"latte": 0.5}).items
    assert (exact[0], misspelt[0]) == (0.0, 0.5)
    assert exact[1] == misspelt[1]
