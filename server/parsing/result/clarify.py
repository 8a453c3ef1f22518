"""What is said around the name of a dish that is not clear: with a name between, it can be read again."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.parsing.matching.lexicon import Lexicon

Place = tuple[int, int]
"""The first and the last span of some words."""


CONTENT = (
    "number", "as_many", "whole_order", "amount", "size", "request", "half", "multiple", "plain", "everything", "measure", "meal", "meals",
    "meal_behind",
)  # fmt: skip
OPERATORS = ("no", "remove", "instead", "change", "same", "each", "rather", "only", "everything_but")
"""Kinds of words that an order is not the same without; the second ones are about what follows them."""


def not_understood(m: Lexicon, used: set[int]) -> list[Place]:
    """The runs of spans that nothing was made of."""
    runs: list[Place] = []
    for at in range(len(m)):
        if at in used or not (matters(m, at) or _acts_in_vain(m, at, used)):
            continue
        if runs and runs[-1][1] == at - 1 and not m.spans[at].pause:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def matters(m: Lexicon, at: int) -> bool:
    """Whether a word that was not used is missed: all but small talk and the small words of the language."""
    span = m.spans[at]
    return (
        bool(span.names)
        or not span.known
        or span.has(*CONTENT, "mine", "same", "time_after", "for_persons")
        or (span.has("asking") and not span.has("filler"))
    )


def _acts_in_vain(m: Lexicon, at: int, used: set[int]) -> bool:
    """Whether a word that refuses or changes has had no effect, and nothing behind it tells so by itself."""
    if not m.spans[at].has(*OPERATORS):
        return False
    following = at + 1
    while m.has(following, "article", "that", "pronoun", "filler") and not m.spans[following].names:
        following += 1
    return following >= len(m) or following in used or not matters(m, following)


@dataclass(slots=True)
class Head:
    """Where a dish is named: span `at`, its own words from `first`, its name up to `last`; or where one is meant."""

    at: int
    first: int
    last: int
    named: bool = True


@dataclass(slots=True)
class Clauses:
    """How far each dish's words go in one text.

    `heads` are its dishes, `strange` the places of words that nobody understood, in order.
    """

    m: Lexicon
    heads: Sequence[Head]
    strange: Sequence[Place]

    def around_head(self, head: Head) -> tuple[str, str]:
        """What stands before and after the name of `head`, or the place where it would stand."""
        if head.named:
            return self.around((head.at, head.last), head.first)
        if self.m.has(head.at, "number", "article", "other"):
            before, after = self.around((head.at, head.at), head.first)
            return f"{before}{self.m.words(head.at)} ", f" {after}"
        end = self._end(head.at)
        return "", f" {self.m.words(head.first, end)}"

    def around(self, name: Place, begin: int) -> tuple[str, str]:
        """What the words that begin with span `begin` say before and after those of `name`."""
        end = self._end(name[1])
        return self.m.around(*name, begin, end)

    def _end(self, last: int) -> int:
        """The last span of the words about what is named up to span `last`: before the next dish, known or strange."""
        strange = [self._opening(last, first) for first, _last in self.strange if first > last]
        heads = [self._start(last, head) for head in self.heads if head.at > last]
        end = min([at for at in (*strange, *heads) if at > last], default=len(self.m)) - 1
        while end > last and self.m.has(end, "and"):
            end -= 1
        return end

    def _opening(self, after: int, first: int) -> int:
        """Where strange words begin something new: at a pause or an "and" before them; -1 where they do not."""
        opening = self.m.openings[first]
        return opening if opening > after else -1

    def _start(self, after: int, head: Head) -> int:
        """Where a dish's own words begin, of which the first dish of a text is given all that stands before it."""
        if head.first > after:
            return head.first
        between = range(after + 1, head.at)
        return next((at for at in reversed(between) if self.m.has(at, "article", "number", "and")), head.at)
