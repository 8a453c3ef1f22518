"""Particles and measure words between a name and what is said of it, where they mean nothing by themselves."""

from collections.abc import Sequence

from server.parsing.matching.spans import Span

PARTICLES = ("filler", "counter", "of")
MAX_BETWEEN = 8
"""Spans between a word and what it is about that are looked over, at most."""


def before_particles(spans: Sequence[Span], end: int) -> int:
    """The place before the particles that end at `end`, whether or not a pause is among them."""
    at = end
    while at and spans[at - 1].has(*PARTICLES) and not spans[at - 1].names:
        at -= 1
    return at


def last_before(spans: Sequence[Span], end: int, *kinds: str) -> int:
    """The last span before `end` that is more than a small word of `kinds`, or behind a pause; the first, if none is; or -1."""
    at = end - 1
    while at > 0 and spans[at].has(*kinds) and not (spans[at].names or spans[at].pause):
        at -= 1
    return at
