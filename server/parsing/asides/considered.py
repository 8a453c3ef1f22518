"""A dish that somebody only thought of, before "but" and what is ordered: "I was thinking of the pie but I'll have the soup"."""

from collections.abc import Sequence

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon

LONGEST = 12
"""Spans from what leads to such a dish up to "but", at most."""


def find_considered(m: Lexicon, free: Sequence[bool], ordered: Sequence[Item]) -> list[tuple[int, int]]:
    """The places (first, after) of such dishes with what leads to them and "but", of the spans that are `free`.

    None where the dish is in the cart, as one of `ordered`, or where no other dish is named behind it.
    """
    if not (m.says("but") and m.hints_at("considered")):
        return []
    had = {item.id for item in ordered}
    found = [_place(m, at, had) for at, _after in m.phrases_said(m.view.language.considered)]
    return [(first, after) for first, after in found if after > first and all(free[first:after])]


def _place(m: Lexicon, token: int, had: set[int]) -> tuple[int, int]:
    """From the span with the first word of the lead up to the span behind "but"; empty where it is no such tale."""
    first = next((at for at in range(len(m)) if m.spans[at].start <= token < m.spans[at].end), len(m))
    ends = range(first + 1, min(len(m), first + LONGEST))
    but = next((at for at in ends if m.has(at, "but") and not m.spans[at].names), -1)
    if but < 0:
        return first, first
    told = {id_ for at in range(first, but) if m.spans[at].names for id_ in m.best_items(at)}
    is_tale = bool(told) and told.isdisjoint(had) and _orders_another(m, but + 1, told)
    return (first, but + 1 + _says_no(m, but + 1)) if is_tale else (first, first)


def _says_no(m: Lexicon, at: int) -> bool:
    """Whether a bare "no" follows: "I was going to get the pie but no, the soup"."""
    return m.has(at, "no", "correction") and at + 1 < len(m) and bool(m.spans[at + 1].pause)


def _orders_another(m: Lexicon, begin: int, told: set[int]) -> bool:
    """Whether the first name from a span on is that of another dish, and nothing points back: not "but make it a large one"."""
    points_back = False
    for at in range(begin, len(m)):
        points_back = points_back and not m.spans[at].pause
        if m.spans[at].names and (m.items(at) or not m.kinds(at)):
            is_told = points_back or any(m.fits(at, id_) for id_ in told)
            return bool(m.items(at)) and told.isdisjoint(m.best_items(at)) and not is_told
        points_back = points_back or m.has(at, "with", "it", "pronoun", "make", "without")
    return False
