"""How orders in a language that is not the menu's are understood: the corpus under `data/words_abroad/`.

usage: python scripts/abroad.py [--failing]

Prints the figures of each batch and of both halves, one JSON object a line. `--failing` shows the sentences of the
menus that are read, never those of the menus that are only scored. Doubtful cases are left out.
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.words import compiled, read_folder  # noqa: E402  (the project is found from the line before)
from server.menu.document.loader import load_menu  # noqa: E402
from server.parsing.evaluation import (  # noqa: E402
    Case,
    Figures,
    Verdict,
    facts_of,
    judge,
    understood_in_words,
    wanted_in_words,
)
from server.parsing.grammar import understand  # noqa: E402
from server.parsing.matching.index import MenuIndex  # noqa: E402
from server.parsing.result.wire_mapping import to_answer  # noqa: E402

CORPUS = ROOT / "data/words_abroad"
ONLY_SCORED = ("izakaya", "hansik", "tasca")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--failing", action="store_true")
    shows_failing: bool = arguments.parse_args().failing
    halves = {"read": Figures(), "only scored": Figures()}
    for folder in sorted(path.parent for path in CORPUS.glob("*/menu.yaml")):
        is_read = folder.name not in ONLY_SCORED
        for batch, verdicts in _verdicts(folder):
            figures = Figures()
            for verdict in verdicts:
                figures.add([verdict])
                halves["read" if is_read else "only scored"].add([verdict])
                if shows_failing and is_read and not verdict.is_strictly_right:
                    _show(verdict)
            _tell(f"{folder.name} {batch}", figures)
    for name, figures in halves.items():
        _tell(name, figures)


def _verdicts(folder: Path) -> list[tuple[str, list[Verdict]]]:
    source, batches = read_folder(folder)
    menu = load_menu((folder / "menu.yaml").read_bytes())
    index, facts = MenuIndex(menu), facts_of(menu)
    found = []
    for batch in batches:
        cases = [Case.model_validate(case) for case in compiled(folder.name, source, [batch])]
        turns = [(case, case.turns[0]) for case in cases if not case.doubtful]
        answers = [to_answer(understand(index, turn.text), menu) for _case, turn in turns]
        verdicts = [
            judge(case, turn, answer, facts) for (case, turn), answer in zip(turns, answers, strict=True)
        ]
        found.append((batch.name, verdicts))
    return found


def _tell(name: str, figures: Figures) -> None:
    summary = figures.summary()
    told = ("cases", "strict", "coverage", "right_when_complete", "lost_allergies")
    print(json.dumps({"set": name, **{key: summary[key] for key in told}}, ensure_ascii=False))


def _show(verdict: Verdict) -> None:
    answer = verdict.answer
    print(f"\n{verdict.turn.text}   [{'complete' if answer.complete else 'not complete'}]")
    print("  wanted:", wanted_in_words(verdict.turn), verdict.turn.must.model_dump(exclude_defaults=True))
    print("  heard: ", understood_in_words(answer), list(verdict.lost))
    print("  open:  ", list(answer.unmatched), [question.text for question in answer.questions])


if __name__ == "__main__":
    main()
