"""How well orders are understood, over a folder of menus and cases laid out as the order-understanding benchmark is.

usage: python -m benchmarks.understanding [FOLDER] [--parser grammar|openai|auto]

FOLDER has `menus/<name>.yaml` and, with the same names, `dev/<name>.jsonl`; it is $AIQR_ORDERBENCH or
`../shared/orderbench` where left out. Prints one line of JSON a menu, and one for all together.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from pathlib import Path

from server.menu.document import load_menu
from server.menu.model import Menu
from server.parsing.cascade import Mode, Understanders, model_of
from server.parsing.offline import OfflineReader
from server.parsing.score import Case, Figures, Verdict, is_right, own_lines, read_cases
from server.settings import Settings

DEFAULT = Path(os.environ.get("AIQR_ORDERBENCH") or Path(__file__).parents[2] / "shared/orderbench")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    arguments.add_argument("--parser", choices=["grammar", "openai", "auto"], default="grammar")
    options = arguments.parse_args()
    if not (options.folder / "menus").is_dir():
        sys.exit(
            f"{options.folder} holds no benchmark: nothing was measured. Set AIQR_ORDERBENCH to where it is."
        )
    asyncio.run(_measure(_read(options.folder), options.parser))


def _read(folder: Path) -> dict[str, tuple[Menu, list[Case]]]:
    return {
        path.stem: (
            load_menu(path.read_bytes()),
            read_cases((folder / f"dev/{path.stem}.jsonl").read_text("utf-8").splitlines()),
        )
        for path in sorted((folder / "menus").glob("*.yaml"))
    }


async def _measure(venues: dict[str, tuple[Menu, list[Case]]], parser: Mode) -> None:
    understanders = Understanders(parser, None if parser == "grammar" else model_of(Settings()))
    together = Figures()
    for name, (menu, cases) in venues.items():
        figures, seconds = await _of_menu(menu, cases, understanders, together)
        ms = round(1000 * seconds / max(1, figures.turns), 2)
        print(json.dumps({"menu": name, **figures.summary(), "ms_a_text": ms}))
    await understanders.close()
    print(json.dumps({"menu": "all", **together.summary()}))


async def _of_menu(
    menu: Menu, cases: list[Case], understanders: Understanders, together: Figures
) -> tuple[Figures, float]:
    reader, own, figures = OfflineReader(menu, understanders), own_lines(menu), Figures()
    started = time.perf_counter()
    answered = [await reader.dialog(turn.text for turn in case.turns) for case in cases]
    seconds = time.perf_counter() - started
    for case, answers in zip(cases, answered, strict=True):
        pairs = zip(case.turns, answers, strict=True)
        verdicts = [Verdict(turn, answer, is_right(case, turn, answer, own)) for turn, answer in pairs]
        figures.add(verdicts)
        together.add(verdicts)
    return figures, seconds


if __name__ == "__main__":
    main()
