"""How familiar a reading is: whether what its words do follows each other in readings that were right, too.

`familiar.txt` holds how often three steps followed each other there (`make train` counts them). Menus, dishes and
languages play no part in it, so that it holds on menus that were never seen.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Protocol

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.hypothesis import Hypothesis

BEGIN, END = "^", "$"
_TELLING = (
    "number", "no", "remove", "with", "and", "or", "article", "that", "of", "for", "preposition", "each", "all",
    "other", "same", "more", "another", "instead", "make", "change", "correction", "size", "amount", "unit",
    "serving", "stand_in", "pronoun", "ordinal", "plain", "also", "only", "but", "half", "multiple", "ordering",
    "add", "request",
)  # fmt: skip
"""Kinds of cue words; a word of several is known by the first of them."""
_PRIOR = 3.0
"""So many sightings weighs what shorter sequences say of the next step."""
_STEPS_UNSEEN = 500
"""Sightings of all steps that were never seen, each of which counts half."""
MAX_REMEMBERED = 1 << 14

Counts = Mapping[tuple[str, ...], int]
"""How often each sequence of one, two and three steps was seen; "" stands for any last step."""


class Seen(Protocol):
    """Something that tells how often a sequence was seen, as `Counts` do."""

    def get(self, steps: tuple[str, ...], default: int, /) -> int:
        """How often; `default` where it never was."""


def steps_of(m: Lexicon, reading: Hypothesis) -> list[str]:
    """What each span is and did in a reading, with the pauses between: "number:before", "dish:head", "," and so on.

    "Twice" before a dish counts it as a number does.
    """
    roles = _roles(m, reading)
    found = []
    for at, span in enumerate(m.spans):
        if span.pause and at:
            found.append(span.pause)
        kind = _name_kind(m, at) if span.names else _cue_kind(span.word.kinds)
        step = f"{kind}:{roles[at]}"
        found.append("number:before" if step == "multiple:before" else step)
    return found


def _roles(m: Lexicon, reading: Hypothesis) -> list[str]:
    """Of each span: the head of a line or a word before it, said of a line, used otherwise, or left."""
    roles = ["used" if reading.has_used(at) else "left" for at in range(len(m))]
    for draft in reading.drafts:
        for at in draft.spans:
            roles[at] = "said"
    for draft in reading.drafts:
        if draft.head is not None:
            first, head, last = draft.head
            for at in range(first, last + 1):
                if roles[at] != "head":
                    roles[at] = "head" if at == head else "before"
    return roles


def _name_kind(m: Lexicon, at: int) -> str:
    kinds = (
        "dish" if m.items(at) else "",
        "option" if m.is_option_somewhere(at) else "",
        "size" if m.is_variant_somewhere(at) else "",
    )
    return "/".join(filter(None, kinds)) or "name"


@lru_cache(maxsize=1024)
def _cue_kind(kinds: frozenset[str]) -> str:
    if "filler" in kinds:
        return "filler"
    return next((kind for kind in _TELLING if kind in kinds), "cue" if kinds else "unknown")


def sequences(steps: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    """Each step of a text with the two before it."""
    told = [BEGIN, BEGIN, *steps, END]
    return zip(told, told[1:], told[2:], strict=False)


def counts_of(seen: Mapping[tuple[str, ...], int]) -> Counts:
    """The counts of shorter sequences too, from those of three steps each."""
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for (first, second, third), times in seen.items():
        for part in (
            (first, second, third),
            (second, third),
            (third,),
            (first, second, ""),
            (second, ""),
            ("",),
        ):
            counts[part] += times
    return dict(counts)


def surprise(first: str, second: str, third: str, counts: Seen) -> float:
    """How little `third` was to be expected behind two steps: the negative logarithm of its probability."""
    likely = (counts.get((third,), 0) + 0.5) / (counts.get(("",), 0) + _STEPS_UNSEEN)
    likely = (counts.get((second, third), 0) + _PRIOR * likely) / (counts.get((second, ""), 0) + _PRIOR)
    whole = counts.get((first, second, ""), 0)
    return -math.log((counts.get((first, second, third), 0) + _PRIOR * likely) / (whole + _PRIOR))


@lru_cache(maxsize=MAX_REMEMBERED)
def _known_surprise(first: str, second: str, third: str) -> float:
    return surprise(first, second, third, learned_counts())


def of_surprises(found: Sequence[float]) -> dict[str, float]:
    """The features of a reading by how surprising its steps are; the most surprising one of many is more so by chance."""
    return {
        "surprise.mean": sum(found) / len(found) / 2,
        "surprise.most": max(found) / 4,
        "surprise.steps": math.log(len(found)) / 2,
    }


def features_of(steps: Sequence[str]) -> dict[str, float]:
    """The features of a reading with these steps, by the counts that were learned."""
    return of_surprises([_known_surprise(*three) for three in sequences(steps)])


@cache
def learned_counts() -> Counts:
    """The counts of `familiar.txt`."""
    return counts_of(read_seen(resources.files(__package__).joinpath("familiar.txt").read_text("utf-8")))


def read_seen(text: str) -> dict[tuple[str, ...], int]:
    """How often three steps followed each other, from lines "first second = third times, third times"."""
    seen: dict[tuple[str, ...], int] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            before, behind = line.split(" = ")
            first, second = before.split(" ")
            for part in behind.split("; "):
                third, times = part.rsplit(" ", 1)
                seen[first, second, third] = int(times)
    return seen


def write_seen(seen: Mapping[tuple[str, ...], int]) -> str:
    """The same as text that a person can read."""
    behind: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (first, second, third), times in sorted(seen.items()):
        behind[first, second].append(f"{third} {times}")
    return "".join(f"{first} {second} = {'; '.join(parts)}\n" for (first, second), parts in behind.items())
