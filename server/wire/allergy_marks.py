"""An order's allergies as they are marked at each of its lines: `ALLERGY: their words` before the line's own wish."""

from collections.abc import Iterable

ALLERGY_PREFIX = "ALLERGY: "
"""Stands before a request that names an allergy, in every language: the kitchen display looks for it."""


def without_marks(request: str, allergies: Iterable[str]) -> str:
    """What is wished at a line, without these allergies, by their words, that are marked there."""
    for text in allergies:
        before, mark, behind = request.partition(f"{ALLERGY_PREFIX}{text}")
        if mark and (not behind or behind.startswith("; ")):
            request = before + behind.removeprefix("; ")
    return request.removesuffix("; ")
