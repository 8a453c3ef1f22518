"""A verb of change behind both of its names is brought before them: "change beer to cake" for "ビールをケーキに変更"."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.counts_first import MAKE
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import has_option, is_dish, is_option
from server.parsing.matching.particles import MAX_BETWEEN, last_before
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word

ENDS_CLAUSE = Word(frozenset({"filler"}))
"""A verb of change of which the clause tells what is to be changed, or takes it away: 추가한 건 …으로 바꿔주세요, …はやめて…に変えて."""
INTO = Word(frozenset({"into"}))
CORRECTION = Word(frozenset({"correction"}))


def changes_first(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans with every verb of change before what is changed, and "to" before what it becomes."""
    ordered: list[Span] = []
    for span in spans:
        if span.has("change"):
            _add_change(ordered, span, index)
        else:
            ordered.append(span)
    return ordered


def taken_back_first(spans: Sequence[Span], index: MenuIndex, *, behind_pause: bool) -> Sequence[Span]:
    """The spans, a verb that takes away and begins a text before another dish as a correction: 取り消してウーロン茶にして.

    What it takes away stands before such a verb, so that it is about what was ordered. `behind_pause`: only where a pause
    follows, as in Turkish.
    """
    at = next((i for i, span in enumerate(spans) if not span.has("filler") or span.names), len(spans))
    if at + 1 >= len(spans) or not spans[at].has("remove") or spans[at].names:
        return spans
    named = spans[at + 1]
    if not is_dish(named, index) or (behind_pause and not named.pause):
        return spans
    return [*spans[:at], replace(spans[at], word=CORRECTION), *spans[at + 1 :]]


def _add_change(ordered: list[Span], change: Span, index: MenuIndex) -> None:
    """Add a verb of change to the spans before it, where it belongs."""
    names = [i for i in range(max(0, len(ordered) - MAX_BETWEEN), len(ordered)) if ordered[i].names]
    if len(names) == 1 and _only_changes(change) and _becomes_dish(ordered, names[0], index):
        change.word = MAKE
        _insert(ordered, names[0], change)
    elif names and _exchanges_unknown(ordered, names[-1]):
        ordered.append(replace(change, word=ENDS_CLAUSE) if is_option(ordered[names[-1]], index) else change)
    elif len(names) < 2 or names[-1] - names[-2] < 2:  # noqa: PLR2004
        ordered.append(change)
    elif any(ordered[at].has("told_one", "remove") for at in range(names[-2] + 1, names[-1])):
        ordered.append(replace(change, word=ENDS_CLAUSE))
    else:
        _exchange(ordered, names, change, index)


def _exchange(ordered: list[Span], names: list[int], change: Span, index: MenuIndex) -> None:
    """Add a verb of change before both of its names, where there is a word between them that "to" may stand for."""
    if len(names) > 2 and has_option(ordered[names[-2]], ordered[names[-1]], index):  # noqa: PLR2004
        names = names[:-1]
    old, into = names[-2], names[-2] + 1
    while into + 1 < names[-1] and ordered[into].has("number", "counter"):
        into += 1
    if ordered[into].has("number", "counter"):
        ordered.append(change)
        return
    ordered[into].word = INTO
    _insert(ordered, old, change)


def _insert(ordered: list[Span], at: int, change: Span) -> None:
    """Insert a verb of change before a span, behind the pause that was there."""
    change.pause, ordered[at].pause = ordered[at].pause, ""
    ordered.insert(at, change)


def _exchanges_unknown(ordered: Sequence[Span], into: int) -> bool:
    """Whether what is exchanged, right before what comes for it, is nothing of the menu: 味噌汁を豚汁に変えて."""
    old = last_before(ordered, into, "filler", "topic")
    return 0 < old < into - 1 and not (ordered[old].known or ordered[into].pause)


def _only_changes(change: Span) -> bool:
    return not (change.names or change.pause)


def _becomes_dish(ordered: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether a clause says only which dish there shall be: 天丼に変えます."""
    first = ordered[at]
    names_dish = is_dish(first, index) and min(first.names.values()) < 1
    return (
        names_dish
        and (at == 0 or bool(first.pause) or ordered[at - 1].has("filler"))
        and at + 1 >= len(ordered)
    )
