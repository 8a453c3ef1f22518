"""What carries an order says nothing of it: leads, talk, connections and closings, in every language.

`carriers/<language>.toml` holds plain orders of one dish, and what guests say before, between and behind them.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from server.parsing.grammar import understand
from tests.parsing.families import lines_of, wanted
from tests.parsing.kitchens import kitchen

FOLDER = Path(__file__).parent / "carriers"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
FEW = 2
"""So many carriers of a kind are tried each time."""

PLACES: Mapping[str, Sequence[str]] = {
    "leads": ("{c}{sp}{a}", "{c}{sp}{a}{nd}{b}"),
    "persons": ("{c}{sp}{a}", "{a}{co}{c}{sp}{b}"),
    "opens": ("{c}{co}{a}", "{c}{dot}{a}"),
    "connects": ("{a}{sp}{c}{sp}{b}", "{a}{co}{c}{sp}{b}"),
    "between": ("{a}{co}{c}{co}{b}",),
    "closes": ("{a}{co}{c}", "{a}{nd}{b}{dot}{c}", "{a}{sp}{c}"),
}
"""Where a carrier of each kind stands: beside the orders `a` and `b`, with the comma, stop, space and "and" of a language."""


@cache
def carriers_of(language: str) -> Mapping[str, Any]:
    """The orders and carriers of a language."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


def _sentences(language: str, kind: str, most: int | None) -> Iterator[tuple[str, list[str]]]:
    """What is said with the carriers of a kind, at most so many, and the lines that it comes to."""
    known = carriers_of(language)
    space, comma, stop, joint = known["marks"]
    pairs = cycle(zip(known["orders"], known["orders"][1:] + known["orders"][:1], strict=True))
    carriers = known["carriers"][kind]
    for carrier in carriers[:: max(1, -(-len(carriers) // most))] if most else carriers:
        for place in PLACES[kind]:
            (a, line), (b, other) = next(pairs)
            said = place.format(c=carrier, a=a, b=b, sp=space, co=comma, dot=stop, nd=joint)
            yield said, [line, other] if "{b}" in place else [line]


def _carried(language: str, most: int | None) -> None:
    menu = kitchen(carriers_of(language)["menu"])
    wrong: dict[str, object] = {}
    for kind in PLACES:
        for said, lines in _sentences(language, kind, most):
            found = understand(menu, said, language=language)
            if lines_of(found) != wanted(lines) or any(line.special_requests for line in found.lines):
                wrong[said] = found.lines
            elif not found.complete:
                wrong[said] = found.unmatched
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_carries_an_order_changes_nothing_of_it(language: str) -> None:
    """The same lines as without it, and complete."""
    _carried(language, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_carrier_changes_an_order(language: str) -> None:
    """The same of all that carries one."""
    _carried(language, None)
