"""The example menus ordered from in words, as people speak: at least 25 sentences each."""

import json
from functools import cache
from pathlib import Path

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

MENUS = Path(__file__).parents[2] / "examples" / "menus"
SENTENCES = json.loads((Path(__file__).parent / "sentences.json").read_text("utf-8"))
"""By menu: [text, language, lines, whether the order may be called complete]."""
CASES = [(menu, *case) for menu, cases in SENTENCES.items() for case in cases]
FEWEST = 25
SURE = 0.9
"""Of the orders that are right so many are called complete, or diners are asked too much."""


@cache
def index(name: str) -> MenuIndex:
    return MenuIndex(load_menu((MENUS / f"{name}.yaml").read_bytes(), "yaml"))


def test_every_example_has_its_sentences() -> None:
    """None is left out, and each has enough, not only such as are understood at once."""
    assert set(SENTENCES) == {path.stem for path in MENUS.glob("*.yaml")}
    assert all(len(cases) >= FEWEST for cases in SENTENCES.values())
    assert all(any(not complete for *_, complete in cases) for cases in SENTENCES.values())


@pytest.mark.parametrize(
    ("menu", "text", "language", "lines", "may_be_complete"), CASES, ids=[f"{c[0]}:{c[1]}" for c in CASES]
)
def test_an_order_in_words(
    menu: str, text: str, language: str, lines: list[str], *, may_be_complete: bool
) -> None:
    """The lines are those that were said; what was not understood whole is never called complete."""
    heard = understand(index(menu), text, (), language)
    assert [told(line) for line in heard.lines] == lines
    assert may_be_complete or not heard.complete


def test_few_right_orders_are_doubted() -> None:
    """Nine of ten of those that are understood whole need no question."""
    right = [case for case in CASES if case[-1]]
    sure = [understand(index(menu), text, (), language).complete for menu, text, language, *_ in right]
    assert sum(sure) >= SURE * len(right)
