"""Learns the parser's weights from the corpus of orders, always to the same figures.

usage: python scripts/train_parser.py [--corpus FOLDER]… [--passes N] [--min-right SHARE] [--write]

Trains on the cases under `data/words/` and `data/words_abroad/` (see `scripts/words.py`): what the choices of a reading
cost, which steps follow each other in right readings, and how surely a reading is right. Prints how well the confidence
does on menus that it was not trained on; `--write` writes `server/parsing/search/weights.toml` and
`server/parsing/result/familiar.txt`. Takes some ten minutes; with `--passes 0` the costs stay, and it takes a few.

Costs are learned by a latent perceptron: where the best reading of a text is wrong and another that was kept is right,
the choices of the wrong one become dearer and those of the right one cheaper. The confidence is a logistic regression
with L2; what it knows of a menu's own right readings is left out while it learns from them. The threshold of `complete`
stays as it is unless `--min-right` asks for the lowest one at which, on left-out menus, orders called complete are right
in that share.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import mul
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from server.domain.menu import Menu  # noqa: E402  (the repository itself is what is trained)
from server.menu.document.loader import load_menu  # noqa: E402
from server.parsing.evaluation import Case, Facts, Verdict, facts_of, judge, read_cases  # noqa: E402
from server.parsing.grammar import Analysis, analyse, conclude  # noqa: E402
from server.parsing.matching.index import MenuIndex  # noqa: E402
from server.parsing.model import Line, OrderState  # noqa: E402
from server.parsing.result import familiar  # noqa: E402
from server.parsing.result.readings import Reading  # noqa: E402
from server.parsing.result.wire_mapping import to_answer  # noqa: E402
from server.parsing.search import hypothesis  # noqa: E402

WEIGHTS = ROOT / "server/parsing/search/weights.toml"
FAMILIAR = ROOT / "server/parsing/result/familiar.txt"
CORPORA = (ROOT / "data/words", ROOT / "data/words_abroad")
PASSES = 4
RATE = 0.004
MARGIN = 0.15
FOLDS = 8
KEPT = 16
OWN_COUNTS = 12
"""How often each case of the parser's own tests counts when costs are learned."""
OWN_WEIGHS = 3.0
"""How much a reading of the parser's own tests weighs when the confidence is learned."""
OWN = "own-"
"""How the menus of the parser's own tests are called; they are trained on, and judge nothing."""
STEPS = 10
L2 = 0.002
WRONG_COUNTS = 3.0
"""A wrong order that is called complete weighs as much as so many right ones that are not."""


@dataclass(frozen=True, slots=True)
class Venue:
    """A menu of the corpus with its cases."""

    name: str
    index: MenuIndex
    facts: Facts
    cases: list[Case]


class Without(NamedTuple):
    """How often steps were seen without those of one menu."""

    whole: familiar.Counts
    part: familiar.Counts

    def get(self, steps: tuple[str, ...], default: int) -> int:
        """How often a sequence was seen elsewhere."""
        return self.whole.get(steps, default) - self.part.get(steps, default)


@dataclass(frozen=True, slots=True)
class Sample:
    """The best reading of a turn: its features, what its words did, and whether it may be and would be right to call it complete."""

    menu: str
    features: Mapping[str, float]
    steps: Sequence[str]
    is_right: bool
    is_open: bool

    @property
    def is_own(self) -> bool:
        """Whether it is of the parser's own tests."""
        return self.menu.startswith(OWN)


def main() -> None:
    """Train, print the figures, and write the weights where asked to."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--corpus", type=Path, action="append")
    arguments.add_argument(
        "--min-right",
        type=float,
        help="choose the threshold by this share of complete orders that must be right",
    )
    arguments.add_argument("--passes", type=int, default=PASSES)
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    corpus = [venue for folder in options.corpus or CORPORA for venue in read_corpus(folder)]
    own = list(read_own())
    costs = learn_costs([*corpus, *own * OWN_COUNTS], options.passes)
    samples = [sample for venue in (*corpus, *own) for sample in samples_of(venue)]
    chosen = report(samples, options.min_right or 0.985)
    threshold = chosen if options.min_right else hypothesis.learned()["complete"]["threshold"]
    seen = seen_in(samples)
    confidence = fit([sample for sample in without_own_steps(samples, seen) if not sample.is_open])
    if options.write:
        write(costs, confidence, threshold)
        write_familiar(seen)


def read_corpus(folder: Path) -> Iterator[Venue]:
    """The menus under `folder` with their cases, in the order of their names."""
    with tempfile.TemporaryDirectory() as made:
        command = [sys.executable, str(ROOT / "scripts/words.py"), "compile", str(folder), made]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for path in sorted(Path(made).glob("*.jsonl")):
            menu: Menu = load_menu((folder / path.stem / "menu.yaml").read_bytes())
            cases = [case for case in read_cases(path.read_text("utf-8").splitlines()) if not case.doubtful]
            yield Venue(f"{folder.name}/{path.stem}", MenuIndex(menu), facts_of(menu), cases)


def read_own() -> Iterator[Venue]:
    """The menus and cases of the parser's own tests: plain sentences in every language."""
    folder = ROOT / "tests/parsing"
    for path in sorted(folder.glob("cases/*.jsonl")):
        menu = load_menu((folder / "menus" / f"{path.stem.removesuffix('-carts')}.yaml").read_bytes())
        cases = read_cases(path.read_text("utf-8").splitlines())
        yield Venue(f"{OWN}{path.stem}", MenuIndex(menu), facts_of(menu), cases)


# What choices cost


def learn_costs(venues: Sequence[Venue], passes: int) -> dict[str, float]:
    """Adjust the costs in place, pass by pass; the mean over all steps is what holds."""
    costs = hypothesis.COSTS
    total: dict[str, float] = defaultdict(float)
    steps = 0
    for number in range(passes):
        wrong = mended = 0
        for venue in venues:
            for best, other in mistakes(venue):
                wrong += 1
                if other is not None:
                    mended += 1
                    for name in sorted({*best.choices, *other.choices}):
                        costs[name] += RATE * (best.choices.get(name, 0.0) - other.choices.get(name, 0.0))
            for name, cost in costs.items():
                total[name] += cost
            steps += 1
        print(
            f"pass {number + 1}: {wrong} turns wrong, {mended} of them with a right reading kept",
            file=sys.stderr,
        )
    if steps:
        for name in costs:
            costs[name] = round(total[name] / steps, 3)
    return dict(costs)


def mistakes(venue: Venue) -> Iterator[tuple[Reading, Reading | None]]:
    """For each turn that is read wrongly: the best reading, and the best right one of those that were kept."""
    for case in venue.cases:
        for heard, verdicts, _is_open in turns_of(case, venue):
            if verdicts[0].keeps_promise:
                continue
            right = (r for r, v in zip(heard.readings, verdicts, strict=True) if v.keeps_promise)
            yield heard.readings[0], next(right, None)


def turns_of(case: Case, venue: Venue, most: int = KEPT) -> Iterator[tuple[Analysis, list[Verdict], bool]]:
    """Each turn of a case with the verdict on its best readings, and whether the very best leaves anything open.

    It ends at the first turn that is read wrongly.
    """
    lines: Sequence[Line] = ()
    state: OrderState | None = None
    for turn in case.turns:
        heard = analyse(venue.index, turn.text, lines, state=state, most=most)
        ends = [conclude(heard, reading) for reading in heard.readings]
        verdicts = [judge(case, turn, to_answer(end, venue.index.menu), venue.facts) for end in ends]
        yield heard, verdicts, ends[0].is_open
        if not verdicts[0].is_right:
            return
        lines, state = ends[0].lines, ends[0].state


# How sure a reading is


def samples_of(venue: Venue) -> Iterator[Sample]:
    """The best readings of a menu's turns, with what is known of them."""
    for case in venue.cases:
        for heard, verdicts, is_open in turns_of(case, venue, most=1):
            (verdict,) = verdicts
            best = heard.readings[0]
            promised = verdict.is_right and not _is_broken(verdict)
            orders = bool(verdict.answer.items)
            yield Sample(venue.name, best.features, best.steps, promised, is_open or not orders)


def seen_in(samples: Iterable[Sample]) -> Counter[tuple[str, ...]]:
    """How often three steps follow each other in right readings of the corpus."""
    found: Counter[tuple[str, ...]] = Counter()
    for sample in samples:
        if sample.is_right and not sample.is_own:
            found.update(familiar.sequences(sample.steps))
    return found


def without_own_steps(samples: Sequence[Sample], seen: Counter[tuple[str, ...]]) -> Iterator[Sample]:
    """The samples as they would be, had no right reading of their own menu been seen."""
    by_menu: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_menu[sample.menu].append(sample)
    whole = familiar.counts_of(seen)
    for some in by_menu.values():
        counts = Without(whole, familiar.counts_of(seen_in(some)))
        yield from (_seen_by(sample, counts) for sample in some)


def _seen_by(sample: Sample, counts: familiar.Seen) -> Sample:
    """The sample with the features of its steps by these counts."""
    surprises = [familiar.surprise(*three, counts) for three in familiar.sequences(sample.steps)]
    return replace(sample, features={**sample.features, **familiar.of_surprises(surprises)})


def _is_broken(verdict: Verdict) -> bool:
    """Whether the order would be wrong if it were called complete."""
    must = verdict.turn.must
    forbidden = must.not_complete and not (must.question and verdict.answer.answers)
    return forbidden or not verdict.keeps_promise


def report(samples: Sequence[Sample], least: float) -> float:
    """Print what the confidence is worth on left-out menus; the threshold at which `least` of what passes is right."""
    menus = sorted({sample.menu for sample in samples if not sample.is_own})
    judged = []
    for fold in range(FOLDS):
        left_out = set(menus[fold::FOLDS])
        learned_on = [sample for sample in samples if sample.menu not in left_out]
        seen = seen_in(learned_on)
        weights = fit([sample for sample in without_own_steps(learned_on, seen) if not sample.is_open])
        counts = familiar.counts_of(seen)
        judged += [
            (probability(weights, _seen_by(sample, counts).features), sample.is_right)
            for sample in samples
            if sample.menu in left_out and not sample.is_open
        ]
    judged.sort(key=lambda pair: -pair[0])
    threshold, passing, right = 1.0, 0, 0
    for number, (likely, is_right) in enumerate(judged, 1):
        right += is_right
        if right / number >= least and number > len(judged) / 10:
            threshold, passing = likely, number
    print(json.dumps({
        "menus": len(menus), "turns": sum(not sample.is_own for sample in samples), "readings": len(judged), "right": round(right / max(1, len(judged)), 4),
        "threshold": round(threshold, 4), "passing": round(passing / max(1, len(judged)), 4),
    }))  # fmt: skip
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        part = judged[: int(len(judged) * share)]
        print(
            json.dumps(
                {
                    "passing": share,
                    "threshold": round(part[-1][0], 3),
                    "right": round(sum(r for _p, r in part) / len(part), 4),
                }
            )
        )
    return threshold


def fit(samples: Sequence[Sample]) -> dict[str, float]:
    """A logistic regression with L2 by Newton's method: a few steps lead to the best weights themselves, not near them."""
    names = sorted({name for sample in samples for name in sample.features})
    place = {name: i for i, name in enumerate(names)}
    rows = [
        (
            sorted((place[n], v) for n, v in s.features.items()),
            float(s.is_right),
            (OWN_WEIGHS if s.is_own else 1.0) * (1.0 if s.is_right else WRONG_COUNTS),
        )
        for s in samples
    ]
    whole = sum(OWN_WEIGHS if s.is_own else 1.0 for s in samples)
    held = [0.0 if name == "bias" else L2 * whole for name in names]
    weights = [0.0] * len(names)
    for _step in range(STEPS):
        slopes, curves = _slopes(rows, weights)
        for i, weight in enumerate(weights):
            slopes[i] += held[i] * weight
            curves[i][i] += held[i] + 1e-6
        weights = [w - step for w, step in zip(weights, solved(curves, slopes), strict=True)]
    return {name: round(weights[i], 3) for name, i in place.items()}


def _slopes(
    rows: Sequence[tuple[list[tuple[int, float]], float, float]], weights: Sequence[float]
) -> tuple[list[float], list[list[float]]]:
    """The gradient of the loss at these weights, and the lower half of its second derivatives."""
    slopes = [0.0] * len(weights)
    curves = [[0.0] * len(weights) for _ in weights]
    for values, is_right, counts in rows:
        likely = _sigmoid(sum(weights[i] * value for i, value in values))
        off, bend = (likely - is_right) * counts, likely * (1 - likely) * counts
        for last, (i, value) in enumerate(values, 1):
            slopes[i] += off * value
            curve, bent = curves[i], bend * value
            for j, other in values[:last]:
                curve[j] += bent * other
    return slopes, curves


def solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """What a symmetric, positive definite matrix, given by its lower half, has to be multiplied with to give `right`.

    By Cholesky's decomposition, in place.
    """
    size = len(right)
    for i, row in enumerate(matrix):
        for j in range(i + 1):
            rest = row[j] - sum(map(mul, row[:j], matrix[j][:j]))
            row[j] = math.sqrt(rest) if i == j else rest / matrix[j][j]
    found = list(right)
    for i, row in enumerate(matrix):
        found[i] = (found[i] - sum(map(mul, row[:i], found[:i]))) / row[i]
    for i in reversed(range(size)):
        found[i] = (found[i] - sum(matrix[k][i] * found[k] for k in range(i + 1, size))) / matrix[i][i]
    return found


def probability(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """What the weights make of one reading."""
    return _sigmoid(sum(weights.get(name, 0.0) * value for name, value in features.items()))


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def write(costs: Mapping[str, float], confidence: Mapping[str, float], threshold: float) -> None:
    """Write the weights, and nothing else of the file, as a person can read them."""
    header = "".join(
        line for line in WEIGHTS.read_text("utf-8").splitlines(keepends=True) if line.startswith("#")
    )
    tables = {"costs": costs, "confidence": confidence, "complete": {"threshold": round(threshold, 4)}}
    text = header + "\n\n".join(
        f"[{name}]\n" + "\n".join(f"{_key(key)} = {value}" for key, value in table.items())
        for name, table in tables.items()
    )
    tomllib.loads(text)
    WEIGHTS.write_text(text + "\n", "utf-8")


def write_familiar(seen: Counter[tuple[str, ...]]) -> None:
    """Write how often steps follow each other."""
    header = "# first second = third times; …: how often three steps of readings follow each other. Counted by `make train`.\n"
    FAMILIAR.write_text(header + familiar.write_seen(seen), "utf-8")


def _key(name: str) -> str:
    return f'"{name}"' if "." in name else name


if __name__ == "__main__":
    main()
