"""The same again: "another round", "the same for her", "the same size"."""

from functools import partial

from server.domain.menu import Variant
from server.parsing.search.antecedents import Closing
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.distribution import Distribution
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.tools import Tools


class Repetition(Operation):
    """Words for the same again, or for what is the same as before."""

    def __init__(self, tools: Tools, edits: Edits, distribution: Distribution) -> None:
        super().__init__(tools, edits)
        self.distribution = distribution

    def same_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """All that "the same" may repeat: all of the cart, a size, or a line."""
        if (
            self.m.has(at, "round")
            and self.ahead.closes(end := self._behind_pointing(at + 1))
            and any(d.line is not None for d in h.drafts)
        ):
            return [partial(self._round_of_all, end)]
        if self._says_same_size(h, at):
            return [self._same_size]
        if not self.m.has(at, "number") and self.distribution.more_of_each_ways(h, at + 1):
            return [self.skip]
        if self._are_alike(h, at) or self._stresses_name(at):
            return [self.skip]
        ways = self.edits.same_ways(h, at)
        phrase = h.pending
        if not ways or phrase is None or phrase.is_bare or self.m.has(at - 1, "of"):
            return ways or [self.skip]
        return [partial(self._closed, close, way) for close in self.closings.ways(h, at) for way in ways]

    def _stresses_name(self, at: int) -> bool:
        """Whether a word for "same" ends its clause behind what it stresses: "no copo mesmo"."""
        is_behind = at > 0 and bool(self.m.spans[at - 1].names) and not self.m.spans[at].pause
        stresses = self.m.length(at) == 1 and self.m.token(at) in self.m.view.language.intensifiers
        return is_behind and stresses and self.closes_clause(at + 1)

    def _behind_pointing(self, at: int) -> int:
        """The span after words that only point at what was ordered: the "of those" of "another round of those"."""
        while self.m.has(at, "of", "that", "pronoun", "same") and not (
            self.m.spans[at].names or self.m.spans[at].pause
        ):
            at += 1
        return at

    def _round_of_all(self, end: int, h: Hypothesis, at: int) -> int:
        """As many again of all that is in the cart: "another round"; how some of it is otherwise is told of the new ones alone."""
        if end == at + 1:
            h.pay("again_plain")
        if self.m.has(end, "but"):
            h.pay("target_untold")
        for i, draft in enumerate(h.drafts):
            if draft.line is not None and not draft.removed:
                own = h.drafts.own(i)
                own.quantity, own.quantity_stated = 2 * draft.quantity, True
                own.spans.add(at)
        h.use(at, end)
        return end

    def _says_same_size(self, h: Hypothesis, at: int) -> bool:
        """Whether only the size is the same: "make it the stout, same size", "a large cola and a tea, the same size"."""
        line = h.line
        ends = self.m.has(at + 1, "class") and self.ahead.closes(at + 2)
        if line is None or not ends or h.pending is not None:
            return False
        is_changed = line.line is not None and line.item is not line.line.item
        return is_changed or self._size_before(h) is not None

    @staticmethod
    def _size_before(h: Hypothesis) -> Variant | None:
        """The size of the new line that is as the one of the line before it, by its name or its rank; None where none is."""
        line, before = h.line, h.drafts[h.focus - 1] if h.focus > 0 else None
        if (
            line is None
            or line.item is None
            or line.variant_stated
            or line.line is not None
            or before is None
        ):
            return None
        if before.variant is None or not before.variant_stated or before.removed:
            return None
        label, sizes = before.variant.label.casefold(), line.item.variants
        rank = [v.id for v in before.items[0].variants].index(before.variant.id)
        is_ranked = len(sizes) == len(before.items[0].variants) > 1
        return next((v for v in sizes if v.label.casefold() == label), sizes[rank] if is_ranked else None)

    def _same_size(self, h: Hypothesis, at: int) -> int:
        size = self._size_before(h)
        if size is not None:
            h.own_line.variant, h.own_line.variant_stated = size, True
            h.own_line.spans.update((at, at + 1))
        h.use(at, at + 2)
        return at + 2

    def _are_alike(self, h: Hypothesis, at: int) -> bool:
        """Whether several of a line are only told to be made alike: "two lattes, both the same"."""
        line, ends = h.line, self.ahead.closes(at + 1)
        is_several = line is not None and line.quantity > 1 and h.pending is None
        return is_several and ends and self.m.has(at - 1, "all") and not self.m.has(at, "round")

    def _closed(self, close: Closing, way: Way, h: Hypothesis, at: int) -> int | None:
        """What waits belongs to the line that is repeated: "a burger with bacon, and the same again".

        One more in the size that it has already is as it was: "another dozen just like it".
        """
        is_more = h.pending is not None and h.pending.more
        close(h)
        like = self.edits.copies.line_like(h) if is_more else -1
        return way(h, at) if like < 0 else self.edits.copies.as_before(like, h, at)
