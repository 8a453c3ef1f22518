"""How well orders are understood: over our own menus and sentences, and over the order-understanding benchmark.

usage: python -m benchmarks.understanding [--parser grammar|openai|auto]

The benchmark is looked for in $AIQR_ORDERBENCH, else in `../shared/orderbench`. Prints one line of JSON a menu, and
one for all menus of a set.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

from server.domain.menu import Menu
from server.menu.document.loader import load_menu
from server.parsing.cascade import Mode, Understanders, model_of
from server.parsing.dialog import DialogReader
from server.parsing.evaluation import Case, Figures, facts_of, judge, read_cases
from server.settings import Settings

HERE = Path(__file__).parents[1]
BENCHMARK = Path(os.environ.get("AIQR_ORDERBENCH") or HERE.parent / "shared/orderbench")


class Venue(NamedTuple):
    """A menu with its cases."""

    name: str
    menu: Menu
    cases: list[Case]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--parser", choices=["grammar", "openai", "auto"], default="grammar")
    parser: Mode = arguments.parse_args().parser
    own = HERE / "tests/parsing"
    asyncio.run(_measure("own", _venues(own / "menus", own / "cases"), parser))
    if BENCHMARK.is_dir():
        asyncio.run(_measure("benchmark", _venues(BENCHMARK / "menus", BENCHMARK / "dev"), parser))
    else:
        print(f"The benchmark is not at {BENCHMARK}: it was not measured.", file=sys.stderr)


def _venues(menus: Path, cases: Path) -> list[Venue]:
    """Each menu with the files of cases that are called after it: `<menu>.jsonl` and `<menu>-*.jsonl`."""
    found = []
    for path in sorted(menus.glob("*.yaml")):
        files = sorted([*cases.glob(f"{path.stem}.jsonl"), *cases.glob(f"{path.stem}-*.jsonl")])
        read = [case for file in files for case in read_cases(file.read_text("utf-8").splitlines())]
        if read:
            found.append(Venue(path.stem, load_menu(path.read_bytes()), read))
    return found


async def _measure(title: str, venues: list[Venue], parser: Mode) -> None:
    understanders = Understanders(parser, None if parser == "grammar" else model_of(Settings()))
    together = Figures()
    for venue in venues:
        figures, seconds = await _of_venue(venue, understanders, together)
        ms = round(1000 * seconds / figures.turns, 2)
        print(json.dumps({"set": title, "menu": venue.name, **figures.summary(), "ms_a_text": ms}))
    await understanders.close()
    print(json.dumps({"set": title, "menu": "all", **together.summary()}))


async def _of_venue(venue: Venue, understanders: Understanders, together: Figures) -> tuple[Figures, float]:
    reader, facts, figures = DialogReader(venue.menu, understanders), facts_of(venue.menu), Figures()
    started = time.perf_counter()
    answered = [await reader.dialog(turn.text for turn in case.turns) for case in venue.cases]
    seconds = time.perf_counter() - started
    for case, answers in zip(venue.cases, answered, strict=True):
        pairs = zip(case.turns, answers, strict=True)
        verdicts = [judge(case, turn, answer, facts) for turn, answer in pairs]
        figures.add(verdicts)
        together.add(verdicts)
    return figures, seconds


if __name__ == "__main__":
    main()
