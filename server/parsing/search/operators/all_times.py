"""What is said of all that is ordered: "beides zweimal", "tutto due volte", "alles ohne Zwiebeln"."""

from functools import partial

from server.parsing.matching.numbers import number_at
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way


class AllTimes(Operation):
    """A number of times behind a word for all of several dishes counts each of them."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Each line so many times, where the word at a span is for all and a number of times ends the clause."""
        if not self.m.says("multiple", "number") or len(self._meant(h)) < 2:  # noqa: PLR2004
            return []
        if self.m.has(at - 1, "for", "preposition"):
            return []
        number = at + 1
        while self.m.has(number, "filler", "class") and not (
            self.m.spans[number].pause or self.m.has(number, "number", "multiple")
        ):
            number += 1
        if not self.m.has(number, "number", "multiple") or self.m.spans[number].pause:
            return []
        value, after = self._times_at(number)
        while self.m.has(after, "counter") and not self.m.spans[after].pause:
            after += 1
        return [partial(self._count_all, value, after)] if value > 1 and self.closes_clause(after) else []

    def is_told_of_all(self, h: Hypothesis, at: int) -> bool:
        """Whether what follows a word for everything is said of several dishes: "alles ohne Zwiebeln"."""
        told = at + 1
        is_told = self.m.has(told, "no") and not self.m.spans[told].pause
        begins = bool(self.m.spans[at].pause) or self.m.has(at - 1, "and")
        several = sum(not d.removed for d in h.drafts) > 1
        return is_told and begins and several and not self.m.has(at, "everything_but") and h.pending is None

    def _times_at(self, at: int) -> tuple[int, int]:
        """How many times, and the span after what says so: "twice", "three times", "2x"."""
        if self.m.has(at, "multiple"):
            return self.m.spans[at].word.value, at + 1
        value, after = number_at(self.m, at, len(self.m))
        return value, after + self.m.has(after, "times")

    @staticmethod
    def _meant(h: Hypothesis) -> list[int]:
        """The lines of this text, or those of the cart where it orders nothing."""
        there = [i for i, d in enumerate(h.drafts) if not (d.removed or d.total)]
        return [i for i in there if h.drafts[i].line is None] or there

    def _count_all(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        for i in self._meant(h):
            line = h.drafts.own(i)
            line.quantity, line.quantity_stated = value * line.quantity, True
            line.spans.update(range(at, after))
        h.mode.positive()
        h.use(at, after)
        return after
