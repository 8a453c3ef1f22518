"""A dish that begins anew behind some of what was counted: "spritz x3, one without ice, fries x2"."""

from functools import partial

from server.parsing.matching.names import PART
from server.parsing.search.antecedents import Closing
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way


class NextDish(Operation):
    """Closes what waits where a dish follows that has none of it."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """A dish behind a pause that has nothing of what waits before it."""
        if not self._is_apart(h, at, at, joins=not h.mode.negation):
            return []
        return [partial(self._close_and_add, close) for close in self.closings.ways(h, at)]

    def size_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The size of such a dish, which is named right behind it: "dwie zupy, jedna bez grzanek, i duże frytki"."""
        dish = at + 1
        if not self.m.is_variant_somewhere(at) or dish >= len(self.m) or self.m.spans[dish].pause:
            return []
        ids = self.m.best_items(dish) if self.m.items(dish) else []
        if not any(self.m.variant_distance(at, item_id) < PART for item_id in ids):
            return []
        if not self._is_apart(h, at, dish, joins=True):
            return []
        return [partial(self._close_and_wait, close) for close in self.closings.ways(h, at)]

    def _is_apart(self, h: Hypothesis, at: int, dish: int, *, joins: bool) -> bool:
        """Whether something waits, which the dish does not have, and a pause, or "and" where it `joins` dishes, parts them."""
        phrase = h.pending
        if phrase is None or not phrase.waiting:
            return False
        last = phrase.waiting[-1].at
        is_counted = bool(phrase.determiner) or phrase.first == 0 or self.m.spans[phrase.first - 1].known
        is_apart = is_counted and any(self.m.spans[i].pause for i in range(last + 1, at + 1))
        if not (is_apart or (joins and self.m.has(at - 1, "and", "also"))):
            return False
        is_whole = self.m.has(last + 1, "stand_in") and not self.m.spans[last + 1].pause and last + 1 < at
        ids = self.m.best_items(dish)
        return is_whole or not any(self.phrases.fits(waiting, ids) for waiting in phrase.waiting)

    def _close_and_add(self, close: Closing, h: Hypothesis, at: int) -> int | None:
        close(h)
        return self.edits.new.add(h, at) if h.pending is None else None

    def _close_and_wait(self, close: Closing, h: Hypothesis, at: int) -> int | None:
        close(h)
        if h.pending is not None:
            return None
        h.mode.positive()
        self.phrases.wait(h, at)
        return at + 1
