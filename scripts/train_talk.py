"""Learns which left-over words of an order are talk, always to the same figures.

usage: python scripts/train_talk.py [--corpus FOLDER]… [--write]

Trains on the cases under `data/words/` and `data/words_abroad/`: what was left over in right orders of which nothing is open
is talk, what was left over in wrong ones or had to be told is not. There is little of either in sentences for which the rules
were made, so that known words are taken as if nobody knew them: small talk as talk, names of the menu and wishes as what
matters. Prints how many runs of words are rightly told on menus left out; `--write` writes
`server/parsing/result/left_over_talk.toml`.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.train_parser import CORPORA, Sample, Venue, fit, probability, read_corpus, turns_of  # noqa: E402
from server.domain.names import folded  # noqa: E402
from server.parsing.evaluation import Turn  # noqa: E402
from server.parsing.grammar import Analysis  # noqa: E402
from server.parsing.matching.lexicon import Lexicon  # noqa: E402
from server.parsing.result import left_over_talk  # noqa: E402
from server.parsing.result.clarify import Place  # noqa: E402
from server.parsing.result.left_over_talk import around_of, features, may_be_talk, tells_talk  # noqa: E402

WEIGHTS = ROOT / "server/parsing/result/left_over_talk.toml"
FOLDS = 6
REAL_COUNTS = 4
"""A run that was really left over weighs as much as so many known ones."""
KNOWN_TALK = 2
"""Phrases of small talk of a text that are taken as if nobody knew them, at most."""
THRESHOLD = 0.5
SMALL = 2
"""Letters of a word that tells nothing by itself."""


def main() -> None:
    """Train, print the figures, and write the weights where asked to."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--corpus", type=Path, action="append")
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    samples: list[Sample] = []
    real: list[Sample] = []
    left_over_talk.learned()["talk"]["threshold"] = math.inf
    for folder in options.corpus or CORPORA:
        for venue in read_corpus(folder):
            left, known = _samples_of(venue)
            real += left
            samples += [*left * REAL_COUNTS, *known]
    _report(samples, real)
    if options.write:
        _write(fit(samples))


def _samples_of(venue: Venue) -> tuple[list[Sample], list[Sample]]:
    """The runs of a menu's texts that were left over, and those that are known."""
    left, known = [], []
    rng = Random(venue.name)  # noqa: S311  (always the same choice for a menu)
    for case in venue.cases:
        for turn, (heard, verdicts, _is_open) in zip(case.turns, turns_of(case, venue, most=1), strict=False):
            m, reading = heard.m, heard.readings[0]
            if not tells_talk(m):
                continue
            around = around_of(reading)
            for run in reading.clauses.strange:
                is_talk = _told(m, run, turn, is_right=verdicts[0].is_right)
                if is_talk is not None and may_be_talk(m, run, around):
                    left.append(Sample(venue.name, features(m, run, around), (), is_talk, is_open=False))
            if verdicts[0].is_right:
                known += [
                    Sample(venue.name, features(m, (at, at), around), (), is_talk, is_open=False)
                    for at, is_talk in _known_runs(heard, around.ordered, rng)
                ]
    return left, known


def _told(m: Lexicon, run: Place, turn: Turn, *, is_right: bool) -> bool | None:
    """Whether what was left over is talk; None where the case does not tell."""
    if not is_right:
        return False
    said, must = folded(m.words(*run)), turn.must
    if any(
        folded(word) in said or said in folded(word) for word in (*must.unknown, *must.wish, *must.allergy)
    ):
        return False
    return True if must.complete else None


def _known_runs(heard: Analysis, ordered: frozenset[int], rng: Random) -> Iterator[tuple[int, bool]]:
    m = heard.m
    spans = range(len(m))
    talk = [
        at for at in spans if m.kinds(at) == {"filler"} and not m.spans[at].names and at not in ordered and _says_more(m, at)
    ]  # fmt: skip
    names = [at for at in spans if m.spans[at].names and (at in ordered or m.items(at))]
    wishes = [at for at in spans if m.has(at, "request") and not m.spans[at].names]
    yield from ((at, True) for at in rng.sample(talk, min(KNOWN_TALK, len(talk))))
    yield from ((at, False) for at in rng.sample(names, min(1, len(names))))
    yield from ((at, False) for at in wishes[:1])


def _says_more(m: Lexicon, at: int) -> bool:
    """Whether a phrase of small talk has a word that is no small word by itself."""
    known = m.view.language.trie
    span = m.spans[at]
    return any(
        len(token.text) > SMALL and not ((word := known.get((token.text,))) and word.kinds - {"filler"})
        for token in m.tokens[span.start : span.end]
    )


def _report(samples: Sequence[Sample], real: Sequence[Sample]) -> None:
    menus = sorted({sample.menu for sample in samples})
    judged = []
    for fold in range(FOLDS):
        left_out = set(menus[fold::FOLDS])
        weights = fit([sample for sample in samples if sample.menu not in left_out])
        judged += [(probability(weights, s.features), s.is_right) for s in real if s.menu in left_out]
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        passing = [is_right for likely, is_right in judged if likely >= threshold]
        print(
            json.dumps(
                {"threshold": threshold, "runs": len(judged), "passing": len(passing), "talk": sum(passing)}
            )
        )


def _write(weights: dict[str, float]) -> None:
    header = "# What tells that left-over words are talk. Learned by scripts/train_talk.py, readable by a person.\n"
    lines = [f'"{name}" = {value}' if "." in name else f"{name} = {value}" for name, value in weights.items()]
    WEIGHTS.write_text(
        header + "\n".join(["[weights]", *lines, "", "[talk]", f"threshold = {THRESHOLD}", ""]), "utf-8"
    )


if __name__ == "__main__":
    main()
