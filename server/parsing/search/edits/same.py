"""The same again, which may then be changed."""

from collections.abc import Callable
from functools import partial

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.numbers import number_at
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis

Way = Callable[[Hypothesis, int], int | None]


class Copies:
    """Repeats lines."""

    def __init__(self, m: Lexicon, which: Which) -> None:
        self.m = m
        self.which = which

    def same_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Another of the last line, which may then be changed."""
        if h.line is None or h.line.removed or h.mode.making or h.mode.changing or h.mode.negation:
            return []
        following = at + 1
        while (
            self.m.has(following, "class", "serving", "counter", "of", "that")
            and not self.m.spans[following].names
        ):
            following += 1
        if (
            following < len(self.m)
            and not self.m.spans[following].pause
            and self.m.spans[following].names
            and self.m.items(following)
        ):
            match = self.which.find(h, following)
            return [partial(self._round, match, following)] if self.m.has(at, "round") and match >= 0 else []
        return [self._copy]

    def _round(self, match: int, name: int, h: Hypothesis, at: int) -> int:
        """As many of a line again: "another round of beers"."""
        line = h.drafts.own(match)
        line.quantity, line.quantity_stated = 2 * line.quantity, True
        line.spans.update(range(at, name + 1))
        h.focus = match
        h.use(at, name + 1)
        return name + 1

    def _copy(self, h: Hypothesis, at: int) -> int:
        assert h.line is not None  # noqa: S101
        copy = h.line.copy()
        phrase, h.pending = h.pending, None
        copy.repeated, copy.inherits, copy.part_of = True, True, -1
        copy.quantity = phrase.quantity if phrase is not None and phrase.number_at >= 0 else copy.quantity
        copy.quantity = copy.quantity if phrase is not None and phrase.number_at >= 0 else 1
        copy.spans = {at}
        h.drafts.append(copy)
        h.focus = len(h.drafts) - 1
        after = at + 1
        while self.m.has(after, "same") and not self.m.spans[after].pause:
            after += 1
        if self._counts(after):
            copy.quantity, after = number_at(self.m, after, len(self.m))
        h.use(at, after)
        return after

    def _counts(self, at: int) -> bool:
        """Whether a number with its measure word says behind "the same" how many: "一样的再来两罐"."""
        if not self.m.has(at, "number") or self.m.spans[at].names or self.m.spans[at].pause:
            return False
        return self.m.has(number_at(self.m, at, len(self.m))[1], "counter")

    def is_changed_copy(self, h: Hypothesis, at: int) -> bool:
        """Whether the dish at `at` tells in what a copy differs: "the same again but ham"."""
        line = h.line
        if (
            line is None
            or not (line.repeated and line.inherits)
            or h.pending is not None
            or len(line.spans) != 1
        ):
            return False
        between = range(max(line.spans) + 1, at)
        return any(self.m.has(i, "but", "with", "just") for i in between) and not any(
            self.m.has(i, "and", "also") and not self.m.has(i, "but") for i in between
        )
