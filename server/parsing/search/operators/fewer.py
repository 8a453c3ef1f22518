"""Fewer than usual of what a dish comes with, which the kitchen is told: "a full English, only one sausage"."""

from functools import partial

from server.parsing.matching.names import PART, RARE
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way

LONGEST_COUNT = 5
"""Small words between "only" and what there is fewer of, at most."""
_COUNTS = ("number", "half")
_BETWEEN = ("unit", "of", "that", "article", *_COUNTS)


class Fewer(Operation):
    """Wishes for fewer of what a dish comes with."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The wish that begins with "only" or "just" at span `at`; none where no number and food of the dish follow."""
        line, named = h.line, self._counted(at + 1)
        if line is None or line.quantity > 1 or h.pending is not None or not named:
            return []
        is_told = self._comes_with(line, named) or self._is_made_of(line, named)
        is_told = is_told and not self._is_called_so(h, named)
        return [partial(self._wish, named + 1)] if is_told and self.ahead.closes(named + 1) else []

    def counts(self, at: int) -> bool:
        """Whether a number or a half of something stands at span `at`."""
        while self.m.has(at, "that", "article") and not (self.m.spans[at].pause or self.m.has(at, *_COUNTS)):
            at += 1
        return self.m.has(at, *_COUNTS) and not self.m.spans[at].pause

    def _counted(self, first: int) -> int:
        """The name behind a number and the small words around it; 0 where there is none."""
        at = first
        while at - first < LONGEST_COUNT and self.m.has(at, *_BETWEEN) and not self.m.spans[at].pause:
            at += 1
        is_counted = self.counts(first) and at < len(self.m) and not self.m.spans[at].pause
        return at if is_counted and self.m.spans[at].names else 0

    def _comes_with(self, line: Draft, at: int) -> bool:
        """Whether an option is named that the line has unless it is refused, and of which it can have but one."""
        return any(
            modifier.is_default and modifier.max_quantity == 1
            for item_id in line.ids
            if self.m.modifier_distance(at, item_id) < PART
            for modifier, _group in self.m.best_modifiers(at, item_id)
        )

    def _is_called_so(self, h: Hypothesis, at: int) -> bool:
        """Whether dishes of the order are counted, by what they are: "only two burgers", of three lamb burgers."""
        ordered = {item_id for draft in h.drafts for item_id in draft.ids}
        return any(far < RARE and item_id in ordered for far, item_id in self.m.items(at))

    def _is_made_of(self, line: Draft, at: int) -> bool:
        """Whether a word of the dish's name or description is named."""
        if line.item is None:
            return False
        told = self.m.view.stems_of(f"{line.item.name} {line.item.description}")
        return self.m.stems(at) <= set(told)

    def _wish(self, end: int, h: Hypothesis, at: int) -> int:
        h.pay("wish_for_thing")
        self.request(h, at, end)
        return end
