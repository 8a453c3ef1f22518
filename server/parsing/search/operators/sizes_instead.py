"""One size of a dish of the cart in the place of another: "instead of the two glasses a bottle", "a bottle instead of the glasses"."""

from functools import partial
from typing import NamedTuple

from server.domain.menu import Variant
from server.parsing.matching.numbers import value_at
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way

FARTHEST = 10
"""Spans between the size that goes and the one that comes, at most."""
_BETWEEN = ("filler", "ordering", "just", "only", "make", "add", "that", "then", "also", "and", "pronoun")


class Counted(NamedTuple):
    """A size that is named with how many of it: its span, the span after it, and the number, 0 where none is said."""

    at: int
    after: int
    number: int


class SizesInstead(Operation):
    """Exchanges the sizes of lines of the cart."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """What "instead of" a size does: the size that comes is named behind it, or was right before it."""
        gone = self._counted(at + 1)
        if gone is None or self.m.view.language.head_final:
            return []
        there = [i for i, d in enumerate(h.drafts) if d.line is not None and self._was_had_in(h, i, gone.at)]
        if len(there) != 1:
            return []
        index = there[0]
        if h.pending is not None:
            coming = self._waiting(h, index)
            is_told = coming is not None and self.closes_clause(gone.after)
            return [partial(self._exchange, index, gone, coming)] if coming and is_told else []
        if h.drafts[index].is_unchanged:
            coming = self._coming(h, index, gone)
            if coming is not None:
                return [partial(self._exchange, index, gone, coming)]
        return self._behind_ways(h, index, gone) if self.closes_clause(gone.after) else []

    def _counted(self, at: int) -> Counted | None:
        """The size named at a span, or behind an article and a number there, with the dish that it is of."""
        number = 0
        while self.m.has(at, "that", "article", "number", "pronoun") and not self.m.spans[at].names:
            if self.m.has(at, "number", "article"):
                number = value_at(self.m.spans, at, len(self.m))[0]
            at += 1
        if at >= len(self.m) or not self.m.is_variant_somewhere(at):
            return None
        after = at + 1
        if self.m.has(after, "of") and after + 1 < len(self.m) and self.m.spans[after + 1].names:
            after += 2
        return Counted(at, after, number)

    def _was_had_in(self, h: Hypothesis, index: int, at: int) -> bool:
        """Whether a line of the cart came in the size that span `at` names."""
        line, item = h.drafts[index].line, h.drafts[index].item
        return line is not None and item is not None and line.variant in self.m.variants(at, item.id)

    def _coming(self, h: Hypothesis, index: int, gone: Counted) -> Counted | None:
        """The size that is named behind the one that goes, where nothing else stands between."""
        at = gone.after
        end = min(len(self.m), at + FARTHEST)
        while at < end:
            coming = self._counted(at)
            if coming is not None:
                return coming if self._size_of(h, index, coming.at) is not None else None
            if self.m.spans[at].names or not self.m.has(at, *_BETWEEN, "article", "number"):
                return None
            at += 1
        return None

    def _waiting(self, h: Hypothesis, index: int) -> Counted | None:
        """The size that waits for its dish: the bottle of "we'll get a bottle instead of the glasses"."""
        phrase = h.pending
        if phrase is None or len(phrase.waiting) != 1 or phrase.wishes:
            return None
        at = phrase.waiting[0].at
        is_counted = phrase.number_at >= 0 or phrase.determiner == "article"
        is_size = self._size_of(h, index, at) is not None
        return Counted(at, at, phrase.quantity * is_counted) if is_size else None

    def _size_of(self, h: Hypothesis, index: int, at: int) -> Variant | None:
        item = h.drafts[index].item
        sizes = self.m.variants(at, item.id) if item is not None else []
        return sizes[0] if len(sizes) == 1 else None

    def _exchange(self, index: int, gone: Counted, coming: Counted, h: Hypothesis, at: int) -> int | None:
        line, size = h.drafts.own(index), self._size_of(h, index, coming.at)
        if size is None or gone.number > line.quantity:
            return None
        if 0 < gone.number < line.quantity:
            h.pay("target_untold")
        line.variant, line.variant_stated = size, True
        line.quantity = coming.number or line.quantity
        after = max(gone.after, coming.after)
        line.spans.update((coming.at, *range(at, after)))
        h.pending, h.focus = None, index
        h.mode.positive()
        h.use(at, after)
        return after

    def _behind_ways(self, h: Hypothesis, index: int, gone: Counted) -> list[Way]:
        """The size that comes was named: the line has it already, or a new line of the dish does."""
        line, focus = h.drafts[index], h.line
        if line.line is not None and line.variant != line.line.variant:
            return [partial(self._goes, index, gone)]
        if focus is None or focus.item is not line.item or focus.removed or focus.line is not None:
            return []
        return [partial(self._gives_way, index, gone)] if focus.repeated and focus.variant_stated else []

    def _goes(self, index: int, gone: Counted, h: Hypothesis, at: int) -> int:
        """The line has the other size already, and as many as were told with it."""
        line = h.drafts.own(index)
        said = [i for i in line.spans if i < at and line.variant in self.m.variants(i, line.ids[0])]
        before = max(said, default=0) - 1
        if self.m.has(before, "article", "number") and not self.m.spans[before].names:
            line.quantity = value_at(self.m.spans, before, before + 1)[0]
        return self._done(gone, h, at)

    def _gives_way(self, index: int, gone: Counted, h: Hypothesis, at: int) -> int:
        h.drafts.own(index).removed = True
        return self._done(gone, h, at)

    @staticmethod
    def _done(gone: Counted, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        h.use(at, gone.after)
        return gone.after
