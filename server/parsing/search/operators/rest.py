"""What waits with a share and is had by those that are left: "two lattes, one decaf, oat milk in the other", "in the plain one"."""

from functools import partial

from server.parsing.matching.numbers import number_at
from server.parsing.search.antecedents import Closing
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.operation import Operation, Way


class Rest(Operation):
    """Gives the others of a number what was said before them."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The ways in which the share that waits is closed, where what was said last is had by the others at span `at`."""
        return [] if self.m.has(at, "ordinal") else self._ways(h, at, at - 1)

    def plain_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The same of "the plain one", "the normal ones": those that are left have nothing told of them yet."""
        is_plain = self.m.has(at, "plain") or self.m.spans[at].word.amount == "regular"
        stands = self.m.has(at + 1, "stand_in") and not self.m.spans[at + 1].pause
        if not (is_plain and stands):
            return []
        if self.m.has(at - 1, "that"):
            return self._ways(h, at, at - 2)
        return self._ways(h, at, at - 1) if self.m.ends_as(at - 1, "that") else []

    def _ways(self, h: Hypothesis, at: int, led: int) -> list[Way]:
        begin = 0 if self.m.spans[at].pause else self._begin_of_theirs(h, led)
        if not begin:
            return []
        share = h.clone()
        self._give_up(begin, share)
        return [partial(self._apart, begin, close) for close in self.closings.ways(share, at)]

    def _begin_of_theirs(self, h: Hypothesis, led: int) -> int:
        """Where that begins which the others have: behind the last pause, or "and", within what waits; 0 where nothing is.

        `led` is the span that leads to the others: the "in" of "in the other".
        """
        phrase = h.pending
        if phrase is None or len(phrase.waiting) < 2 or not phrase.determiner or h.line is None:  # noqa: PLR2004
            return 0
        first, last = phrase.waiting[0].at, phrase.waiting[-1].at
        if last != led - 1 or not self.m.has(led, "preposition", "with", "for"):
            return 0
        within = range(last, first, -1)
        joints = (i for i in within if self.m.has(i, "and") and not self.m.spans[i].names)
        return next((i for i in within if self.m.spans[i].pause == ","), next(joints, 0))

    @staticmethod
    def _give_up(begin: int, h: Hypothesis) -> None:
        assert h.pending is not None  # noqa: S101
        h.pending = h.pending._replace(waiting=tuple(w for w in h.pending.waiting if w.at < begin))

    def _apart(self, begin: int, close: Closing, h: Hypothesis, at: int) -> int:
        assert h.pending is not None  # noqa: S101
        theirs = tuple(w for w in h.pending.waiting if w.at >= begin)
        self._give_up(begin, h)
        close(h)
        after = at + 1
        if not self.m.has(at, "other"):
            after += 1
        h.pending = PendingPhrase(at, 1, "rest", rest=True, waiting=theirs, spans=(at,))
        if self.m.has(after, "number") and not (self.m.spans[after].names or self.m.spans[after].pause):
            value, behind = number_at(self.m, after, len(self.m))
            h.pending = h.pending._replace(quantity=value, number_at=after)
            after = behind
        h.use(at, after)
        return after
