"""The figures of docs/kitchen-display.md about reading from across a kitchen, computed."""

import math
from pathlib import Path

import pytest

from kds_tui.core import big_digits

DOCS = Path(__file__).parents[2] / "docs" / "kitchen-display.md"
INCH = 25.4
CAPITAL, SMALL = 0.6, 0.46
"""Of a row: a little under DejaVu Sans Mono's 0.729 and 0.547 of an em, whose rows are 1.164 em high."""


def row_mm(inches: float, rows: int) -> float:
    """The height of a row of text on a screen of 16:9."""
    return inches * INCH * 9 / math.hypot(16, 9) / rows


def arc_minutes(mm: float, metres: float) -> float:
    """How large something looks from so far away."""
    return math.degrees(math.atan(mm / 1000 / metres)) * 60


@pytest.mark.parametrize(
    ("rows", "number", "item"),
    [(24, "17.1", "13.1"), (40, "10.3", "7.9")],
)
def test_the_arc_minutes_of_the_docs(rows: int, number: str, item: str) -> None:
    """At two metres on 32 inches: 16 for the number and 13 for the items at 80x24, as is wanted."""
    row = row_mm(32, rows)
    assert f"{arc_minutes(row * CAPITAL, 2):.1f}" == number
    assert f"{arc_minutes(row * SMALL, 2):.1f}" == item
    told = DOCS.read_text("utf-8")
    assert number in told
    assert item in told


def test_what_is_wanted_at_two_metres_is_kept() -> None:
    """At 80x24; and by the big digits at ten metres."""
    row = row_mm(32, 24)
    assert arc_minutes(row * CAPITAL, 2) >= 16
    assert arc_minutes(row * SMALL, 2) >= 13
    assert arc_minutes(row * big_digits.ROWS, 10) >= 16


def test_the_other_sizes_of_the_docs() -> None:
    """120x40 is read like 80x24 from 1.2 metres, or on 54 inches."""
    wanted = arc_minutes(row_mm(32, 24), 2)
    assert arc_minutes(row_mm(32, 40), 1.2) >= wanted
    assert arc_minutes(row_mm(54, 40), 2) >= wanted
