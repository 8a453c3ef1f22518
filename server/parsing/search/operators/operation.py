"""What every operation has: the text, what is done to lines, and steps that many of them take."""

from collections.abc import Callable, Sequence

from server.parsing.matching.names import PART
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.tools import Tools

Way = Callable[[Hypothesis, int], int | None]
"""What a span may do to a reading: the span after what it read, or None where it cannot be."""

_BEFORE_DISH = (
    "that", "filler", "article", "number", "ordering", "another", "more", "also", "topic", "unit", "serving", "size", "add",
)  # fmt: skip
"""What may stand between when a dish is wished and the dish."""


def nothing(_h: Hypothesis) -> None:
    """Leave the words that wait as they are."""


class Operation:
    """A family of operations."""

    def __init__(self, tools: Tools, edits: Edits) -> None:
        self.m = tools.m
        self.options = tools.options
        self.ahead = tools.ahead
        self.phrases = tools.phrases
        self.antecedents = tools.antecedents
        self.totals = tools.totals
        self.closings = tools.closings
        self.edits = edits

    def skip(self, h: Hypothesis, at: int) -> int:
        h.use(at)
        return at + 1

    def unread(self, h: Hypothesis, at: int) -> int:
        h.pay("unread_word")
        return at + 1

    def request(self, h: Hypothesis, begin: int, end: int) -> None:
        line = h.line
        if (
            h.pending is not None
            and h.pending.is_bare
            and self.m.has(end - 1, "thing")
            and h.pending.number_at == begin - 1
        ):
            h.pay("wish_with_number")
            begin, h.pending = h.pending.first, None
        if h.pending is not None and (not h.pending.is_bare or h.pending.number_at >= 0 or line is None):
            h.pending = h.pending._replace(wishes=(*h.pending.wishes, (begin, end)))
        elif line is not None and not self._leads_dish(begin, end):
            if h.pending is not None:
                h.use(h.pending.first, begin)
                h.pending = None
            for i in self._wished_for(h, begin, end):
                wishing = h.drafts.own(i)
                first = self._begin_of_last_wish(wishing.requests, begin)
                wishing.requests[len(wishing.requests) - (first < begin) :] = [self.m.words(first, end - 1)]
                wishing.spans.update(range(begin, end))
        else:
            h.pending = (h.pending or PendingPhrase(begin))._replace(wishes=((begin, end),))
        h.use(begin, end)
        if h.mode.negated_at >= 0 and begin <= h.mode.negated_at < end:
            h.discharge()

    def _begin_of_last_wish(self, wishes: Sequence[str], at: int) -> int:
        """Where the last wish begins, if it ends right before span `at`: "not too" of "not too hot"; else `at`."""
        if not wishes or self.m.spans[at].pause:
            return at
        before = range(at - 1, max(-1, at - 4), -1)
        return next((i for i in before if self.m.words(i, at - 1) == wishes[-1]), at)

    def _wished_for(self, h: Hypothesis, begin: int, end: int) -> list[int]:
        """The lines that a wish is about: the one spoken of, or all where it says so, "both extra hot", "toast them both"."""
        is_all = self.m.has(begin - 1, "all") or any(self.m.has(i, "all") for i in range(begin, end))
        if not is_all or (self.m.has(begin - 1, "all") and self.m.spans[begin].pause):
            return [h.focus]
        later = h.line is not None and h.line.line is not None
        there = [i for i, d in enumerate(h.drafts) if not d.removed and (later or d.line is None)]
        return there or [h.focus]

    def _leads_dish(self, begin: int, end: int) -> bool:
        """Whether a wish stands before the dish that it is about: "najpierw piwo", "and an extra crispy dosa"."""
        if self.m.has(begin, "serving_time") and self._opens_clause(begin):
            return self._goes_on_to_dish(end)
        named = end
        while self.m.has(named, "that", "filler") and not (
            self.m.spans[named].pause or self.m.spans[named].names
        ):
            named += 1
        if named >= len(self.m) or self.m.spans[named].pause or not self.m.items(named):
            return False
        is_opened = self.m.has(begin, "article") or self.m.has(begin - 1, "article", "number", "and")
        is_first = self.m.has(begin, "first") and end == begin + 1
        return is_first or (is_opened and named == end and self.m.items(named)[0][0] < PART)

    def _opens_clause(self, at: int) -> bool:
        is_joined = self.m.has(at - 1, "and", "with", "also") or self.m.begins_as(at, "also")
        return at == 0 or bool(self.m.spans[at].pause) or is_joined

    def _goes_on_to_dish(self, at: int) -> bool:
        """Whether the same clause goes on to a dish: "after the meal we'd like two coffees"."""
        while at < len(self.m) and not self.m.spans[at].pause:
            if self.m.spans[at].names:
                return bool(self.m.items(at)) or self.m.is_variant_somewhere(at)
            if not self.m.has(at, *_BEFORE_DISH):
                return False
            at += 1
        return False

    def closes_clause(self, at: int) -> bool:
        return at >= len(self.m) or bool(self.m.spans[at].pause) or self.m.has(at, "filler")

    def has_side_behind(self, at: int) -> bool:
        return self.m.has(at + 1, "amount") and self.m.spans[at + 1].word.amount == "side"

    def absorb(self, h: Hypothesis, at: int) -> int:
        h.use(at)
        last = h.mode.last
        if last is not None and last[0] == at - 1:
            h.mode.last = (at, *last[1:])
        line = h.line
        if line is not None and line.head is not None and line.head[2] == at - 1:
            h.own_line.head = (line.head[0], line.head[1], at)
            h.own_line.spans.add(at)
        return at + 1
