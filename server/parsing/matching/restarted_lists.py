"""A list that is said anew behind a correction: "a coke and a pie, no wait, a cola and a pie" is the second list alone."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART

LEAST = 2
"""Dishes of a list, at least."""
_SMALL = ("number", "article", "and", "filler", "ordering", "please")
_GOES_ON = ("also", "another", "more", "add", "adding", "change", "make", "remove", "instead", "same", "no")
"""Kinds of words by which what stands behind a correction changes or adds to what stands before it."""


class Restart(NamedTuple):
    """The span of a correction, and the dishes that are named before it and behind it."""

    at: int
    before: list[int]
    behind: list[int]


def find_restart(m: Lexicon) -> Restart | None:
    """The first correction between two lists of dishes that have one of them in common.

    What begins with the last dish corrects that one: "a pie and two coffees, no, one coffee and a tea".
    """
    for at in _corrections(m):
        before, behind = _dishes(m, range(at)), _dishes(m, range(at + 1, len(m)))
        are_lists = min(len(before), len(behind)) >= LEAST
        if are_lists and behind[0] != before[-1] and not set(before).isdisjoint(behind):
            return Restart(at, before, behind)
    return None


def behind_restart(m: Lexicon, cart: Collection[int]) -> str:
    """The text from the second list on, where it surely replaces the first; "" otherwise.

    The first has nothing but its dishes, none of either is in the `cart` (ids), and the second is no shorter.
    """
    restart = find_restart(m) if len(m) > LEAST else None
    if restart is None or m.view.language.script or m.view.language.head_final:
        return ""
    at, before, behind = restart
    is_plain = all(_is_dish(m, i) or (m.has(i, *_SMALL) and not m.spans[i].names) for i in range(at))
    goes_on = any(m.has(i, *_GOES_ON) and not m.spans[i].names for i in range(at + 1, len(m)))
    if not is_plain or goes_on or len(behind) < len(before) or not {*before, *behind}.isdisjoint(cart):
        return ""
    return m.text[m.place(at)[1] :].lstrip(" ,.;:-–—…")


def _corrections(m: Lexicon) -> Iterator[int]:
    """The words that correct, and each "no" that is a clause of its own."""
    if not m.may_say("correction", "no"):
        return
    for at in range(LEAST, len(m) - LEAST):
        is_alone = bool(m.spans[at].pause and m.spans[at + 1].pause)
        if not m.spans[at].names and (m.has(at, "correction") or (is_alone and m.has(at, "no"))):
            yield at


def _dishes(m: Lexicon, places: range) -> list[int]:
    return [m.best_items(at)[0] for at in places if _is_dish(m, at)]


def _is_dish(m: Lexicon, at: int) -> bool:
    found = m.items(at)
    return bool(found) and found[0][0] < PART
