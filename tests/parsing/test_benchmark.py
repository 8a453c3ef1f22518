"""The order-understanding benchmark, where it is at hand: the figures that the project promises are kept.

It is looked for in $AIQR_ORDERBENCH, else in `../shared/orderbench`. Its sentences may not be copied here.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from server.menu.document.loader import load_menu
from server.parsing.evaluation import is_right, own_lines, read_cases
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Line
from server.parsing.result.wire_mapping import to_answer

ROOT = Path(os.environ.get("AIQR_ORDERBENCH") or Path(__file__).parents[3] / "shared/orderbench")
FLOORS = {"pizza": 0.97, "burger": 0.96, "coffee": 0.95, "burrito": 0.93, "sub": 0.95, "shortorder": 0.90}
COVERAGE = 0.80

pytestmark = pytest.mark.skipif(not ROOT.is_dir(), reason=f"the benchmark is not at {ROOT}")


@cache
def _verdicts(name: str) -> list[list[tuple[bool, bool]]]:
    """For each case, for each of its turns: whether it was right, whether it was called complete."""
    menu = load_menu((ROOT / "menus" / f"{name}.yaml").read_bytes(), "yaml")
    index, own = MenuIndex(menu), own_lines(menu)
    verdicts: list[list[tuple[bool, bool]]] = []
    for case in read_cases((ROOT / "dev" / f"{name}.jsonl").read_text("utf-8").splitlines()):
        cart: tuple[Line, ...] = ()
        verdicts.append([])
        for turn in case.turns:
            understood = understand(index, turn.text, cart)
            cart = understood.lines
            verdicts[-1].append((is_right(case, turn, to_answer(understood, menu), own), understood.complete))
    return verdicts


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_real_sentences_are_understood(name: str) -> None:
    """Of each venue, at least the promised share of orders or dialogs is right, and enough are complete."""
    verdicts = _verdicts(name)
    turns = [turn for case in verdicts for turn in case]
    assert sum(all(right for right, _complete in case) for case in verdicts) / len(verdicts) >= FLOORS[name]
    assert sum(complete for _right, complete in turns) / len(turns) >= COVERAGE


def test_a_complete_order_is_right() -> None:
    """Over all venues, of the answers that are called complete at least 99 of 100 are right."""
    complete = [right for name in FLOORS for case in _verdicts(name) for right, whole in case if whole]
    assert sum(complete) / len(complete) >= 0.99
