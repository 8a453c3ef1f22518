"""Words that nobody understood and that had no effect: whether they are talk, which the staff is told, or may matter.

A word for food, one that is in no list of words of talk (`text/talk_words.py`), a number, a refusal, a question and what is
nearly a word of the menu are never talk. Of what is left a logistic model decides, by how many such words there are and by
what stands around them, not by what they are. Its weights are learned from the corpus (`scripts/train_talk.py`).
"""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from server.parsing.asides.small_talk import may_be_ordered
from server.parsing.matching.lexicon import Lexicon
from server.parsing.result.clarify import CONTENT, OPERATORS, Place
from server.parsing.result.readings import Reading
from server.parsing.result.told_clauses import clause_told_with
from server.parsing.text.talk_words import is_of_talk
from server.parsing.text.tokens import QUESTION_MARKS

MAX_RUNS = 8
"""Runs of left-over words in one text that are looked at; with more of them none is taken for talk."""
LONGEST_STRETCH = 12
"""Spans around a run that are looked at, on either side."""
_MATTERS = (
    *CONTENT, *OPERATORS, "asking", "mine", "time_after", "for_persons", "without", "remove_after", "after_all", "more", "fewer", "other",
    "ordinal", "unit", "serving", "make", "correction", "allergy", "allergy_frame", "allergy_behind", "beside_allergen",
)  # fmt: skip
"""Kinds of cue words that an order is not the same without."""
_REFUSES = ("no", "without", "remove", "remove_after", "instead", "after_all")
_BESIDE_TALK = frozenset({"filler", "pronoun", "article", "that", "preposition", "it", "mine", "theirs"})
"""Kinds of small words that go to the staff with the talk that they stand beside."""
_OF_SOMEBODY = ("article", "number", "size", "amount", "with", "no", "without", "stand_in", "half", "make")
"""Kinds of small words that tell what is somebody's: "make Josh's a large"."""
_APOSTROPHES = "'\u2019"
_KINDS_AROUND = {
    "with": ("with",),
    "and": ("and", "also"),
    "for": ("for",),
    "number": ("number",),
    "matters": _MATTERS,
    "ordering": ("ordering", "add"),
    "article": ("article",),
    "pronoun": ("pronoun", "mine", "theirs", "that"),
    "filler": ("filler",),
    "preposition": ("preposition",),
}
"""Features by the kinds of cue words that stand beside a run in its clause."""


class Around(NamedTuple):
    """The spans of a text that became a part of a line, and those that did anything at all.

    `changes`: whether a line of the cart was changed or taken away.
    """

    ordered: frozenset[int]
    used: frozenset[int]
    changes: bool = False


def around_of(reading: Reading) -> Around:
    """What a reading made of the spans of its text."""
    ordered: set[int] = set()
    for draft in reading.drafts:
        ordered.update(draft.spans)
        if draft.head is not None:
            ordered.update(range(draft.head[0], draft.head[2] + 1))
    kept = [draft for draft in reading.drafts if draft.line is not None]
    changes = any(draft.removed or not draft.is_unchanged for draft in kept)
    return Around(frozenset(ordered), frozenset(reading.used), changes)


def find_left_over_talk(m: Lexicon, reading: Reading) -> list[tuple[int, int]]:
    """The places (first, after) of all left-over words with the small words beside them.

    None where any of them may matter, or where nothing is ordered or changed beside them.
    """
    runs = reading.clauses.strange
    if not 0 < len(runs) <= MAX_RUNS or not tells_talk(m):
        return []
    around = around_of(reading)
    if not (around.ordered or around.changes):
        return []
    places = {_place_of_talk(m, run, around) for run in runs}
    if None in places:
        return []
    return sorted(
        place for place in places if place and not any(_is_within(place, other) for other in places)
    )


def _is_within(place: Place, other: Place | None) -> bool:
    return other is not None and place != other and other[0] <= place[0] and place[1] <= other[1]


def _place_of_talk(m: Lexicon, run: Place, around: Around) -> tuple[int, int] | None:
    """Where the talk of a run is (first, after); None where it may be none."""
    if may_be_talk(m, run, around) and _has_talk_alone(m, run, around) and _is_talk(m, run, around):
        return _with_small_words(m, run, around)
    return clause_told_with(m, run, around.ordered)


def tells_talk(m: Lexicon) -> bool:
    """Whether left-over words of a text are looked at: in the menu's own language, written with spaces.

    What guests of another language leave over is often a dish that no list knows in theirs.
    """
    spoken = m.view.language
    return spoken.code == m.index.language and not spoken.script


def may_be_talk(m: Lexicon, run: Place, around: Around) -> bool:
    """Whether nothing in a run of spans is surely of consequence."""
    first, last = stretch_of(m, run, around)
    if any(_refuses(m, at, around) for at in range(first, last + 1)):
        return False
    if any(sign in _behind(m, last) for sign in QUESTION_MARKS):
        return False
    return not any(_may_matter(m, at) for at in range(run[0], run[1] + 1))


def _refuses(m: Lexicon, at: int, around: Around) -> bool:
    """Whether a span refuses something, unless that is a name of the menu right behind it: "he just told me no onion"."""
    if not m.has(at, *_REFUSES) or m.has(at, "filler"):
        return False
    return not (at in around.used and at + 1 < len(m) and m.spans[at + 1].names)


def _has_talk_alone(m: Lexicon, run: Place, around: Around) -> bool:
    """Whether all unknown words of a run are of talk, and none may be a part of what it stands beside: any other may be food.

    A number right beside it may be about it, a single word right beside a name of the menu may be a slip in one ("pad tie"),
    and of people who are named one after the other each may want one ("Lily and Maya all want a brownie").
    """
    spoken, beside = m.view.language, [at for at in _beside(m, run) if at >= 0]
    unknown = [m.token(at) for at in range(run[0], run[1] + 1) if not m.spans[at].known]
    if not all(is_of_talk(word, spoken) for word in unknown) or any(m.has(at, "number") for at in beside):
        return False
    if _tells_whose(m, run[1]) or (
        m.says("all", "each", "apiece") and any(m.has(at, "and") for at in beside)
    ):
        return False
    is_single = run[0] == run[1] and stretch_of(m, run, around) == run
    return not (is_single and any(m.spans[at].names for at in beside))


def _tells_whose(m: Lexicon, at: int) -> bool:
    """Whether a span is somebody's, before what may be theirs or at the end of its clause: "no onion on Josh's"."""
    last = m.tokens[m.spans[at].end - 1]
    if not any(sign in _APOSTROPHES for sign in m.text[last.start : last.end][-2:]):
        return False
    ends = at + 1 >= len(m) or bool(m.spans[at + 1].pause)
    return ends or bool(m.spans[at + 1].names) or m.has(at + 1, *_OF_SOMEBODY)


def _may_matter(m: Lexicon, at: int) -> bool:
    span, spoken = m.spans[at], m.view.language
    if span.names or (span.has(*_MATTERS) and not span.has("filler")) or may_be_ordered(m, at):
        return True
    said = [token.text for token in m.tokens[span.start : span.end]]
    return any(
        word.isdecimal()
        or word in m.view.words
        or spoken.other_number(word)
        or spoken.stem(word) in spoken.allergy_words
        for word in said
    )


def _behind(m: Lexicon, at: int) -> str:
    """The signs between a span and the next word."""
    after = m.spans[at].end
    end = m.tokens[after].start if after < len(m.tokens) else len(m.text)
    return m.text[m.tokens[after - 1].end : end]


def stretch_of(m: Lexicon, run: Place, around: Around) -> Place:
    """A run with all words beside it, up to a pause, that name nothing and became no part of a line."""
    first, last = run
    for _step in range(LONGEST_STRETCH):
        if first == 0 or m.spans[first].pause or not _is_idle(m, first - 1, around):
            break
        first -= 1
    for _step in range(LONGEST_STRETCH):
        if last + 1 >= len(m) or m.spans[last + 1].pause or not _is_idle(m, last + 1, around):
            break
        last += 1
    return first, last


def _is_idle(m: Lexicon, at: int, around: Around) -> bool:
    return not m.spans[at].names and at not in around.ordered


def _with_small_words(m: Lexicon, run: Place, around: Around) -> tuple[int, int]:
    """A run with the small words right beside it that had no effect, and the span after them."""
    first, last = stretch_of(m, run, around)
    begin, end = run
    while begin > first and _goes_with_talk(m, begin - 1, around):
        begin -= 1
    while end < last and _goes_with_talk(m, end + 1, around):
        end += 1
    return begin, end + 1


def _goes_with_talk(m: Lexicon, at: int, around: Around) -> bool:
    kinds = m.kinds(at)
    return at not in around.used and bool(kinds) and ("filler" in kinds or kinds <= _BESIDE_TALK)


def features(m: Lexicon, run: Place, around: Around) -> dict[str, float]:
    """What speaks for and against a run being talk, by name."""
    first, last = stretch_of(m, run, around)
    found = {"bias": 1.0, **_of_words(m, run), **_of_place(m, run, (first, last), around)}
    beside = [at for at in range(first, last + 1) if not run[0] <= at <= run[1]]
    for name, kinds in _KINDS_AROUND.items():
        found[f"beside.{name}"] = float(any(m.has(at, *kinds) for at in beside))
    return {name: value for name, value in found.items() if value}


def _of_words(m: Lexicon, run: Place) -> dict[str, float]:
    spoken = m.view.language
    said = [t.text for at in range(run[0], run[1] + 1) for t in m.tokens[m.spans[at].start : m.spans[at].end]]
    of_talk = sum([is_of_talk(word, spoken) for word in said])
    return {
        "of_talk": float(of_talk > 0),
        "of_talk_more": min(max(of_talk - 1, 0), 2) / 2,
        "strange": float(of_talk < len(said)),
        "strange_more": float(of_talk < len(said) - 1),
        "one_word": float(len(said) == 1),
    }


def _of_place(m: Lexicon, run: Place, stretch: Place, around: Around) -> dict[str, float]:
    """Where a run stands in its clause, and whether somebody is spoken of there."""
    (first, last), spoken = stretch, m.view.language
    told = [t.text for at in range(first, last + 1) for t in m.tokens[m.spans[at].start : m.spans[at].end]]
    before, behind = _beside(m, run)
    begins = first == 0 or bool(m.spans[first].pause)
    ends = last + 1 >= len(m) or bool(m.spans[last + 1].pause)
    return {
        "alone": float(begins and ends),
        "begins": float(begins),
        "ends": float(ends),
        "whole_text": float(first == 0 and last + 1 >= len(m)),
        "words_beside": min(last - first - (run[1] - run[0]), 6) / 3,
        "teller": float(any(word in spoken.tellers for word in told)),
        "teller_first": float(told[0] in spoken.tellers),
        "wanting": float(any(word in spoken.wanting for word in told)),
        "behind_article": float(m.has(before, "article")),
        "behind_with": float(m.has(before, "with", "of")),
        "behind_name": float(before >= 0 and bool(m.spans[before].names)),
        "before_name": float(behind >= 0 and bool(m.spans[behind].names)),
        "behind_ordered": float(before in around.ordered),
        "before_ordered": float(behind in around.ordered),
    }


def _beside(m: Lexicon, run: Place) -> Place:
    """The spans right before and behind a run in its clause; -1 where there is none."""
    before = run[0] - 1 if not m.spans[run[0]].pause else -1
    behind = run[1] + 1 if run[1] + 1 < len(m) and not m.spans[run[1] + 1].pause else -1
    return before, behind


def _is_talk(m: Lexicon, run: Place, around: Around) -> bool:
    found = features(m, run, around)
    weights = learned()["weights"]
    told = sum([weights.get(name, 0.0) * value for name, value in found.items()])
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, told)))) >= learned()["talk"]["threshold"]


@cache
def learned() -> Mapping[str, dict[str, float]]:
    """The learned weights, and the threshold from which words are talk."""
    return tomllib.loads(resources.files(__package__).joinpath("left_over_talk.toml").read_text("utf-8"))
