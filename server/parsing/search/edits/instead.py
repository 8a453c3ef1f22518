"""A dish with "instead" behind it, which takes the place of the one before: "and a tea instead"."""

from collections.abc import Callable
from functools import partial

from server.parsing.search.hypothesis import Hypothesis

Way = Callable[[Hypothesis, int], int | None]


class Instead:
    """Gives the last dish the place of the one before."""

    def rather_ways(self, h: Hypothesis) -> list[Way]:
        """A dish with "instead" behind it takes the place of the one before."""
        before = h.focus - 1
        line = h.line
        if line is not None and line.line is None and (h.choices.get("removes") or h.mode.lessened):
            return [self._follows]
        if line is not None and line.repeated and line.inherits:
            return []
        if line is not None and line.line is not None and line.item not in (None, line.line.item):
            return [self._follows]
        if (
            before < 0
            or line is None
            or line.line is not None
            or h.drafts[before].removed
            or line.head is None
        ):
            return []
        if line.quantity_stated and line.quantity < h.drafts[before].quantity:
            return [partial(self._take_some_places, before)] if not h.choices.get("head_under_with") else []
        return [partial(self._take_place, before)]

    def _follows(self, h: Hypothesis, at: int) -> int:
        h.use(at)
        return at + 1

    def _take_some_places(self, before: int, h: Hypothesis, at: int) -> int:
        h.drafts.own(before).take_away(h.drafts[h.focus].quantity)
        h.use(at)
        return at + 1

    def _take_place(self, before: int, h: Hypothesis, at: int) -> int:
        """As many as there were, where no number and no article is said: "cod cakes instead", of four."""
        gone, line = h.drafts.own(before), h.own_line
        gone.removed = True
        if any(d.line is not None and d is not gone and d.ids == line.ids for d in h.drafts):
            h.pay("target_untold")
        if not line.quantity_stated and line.head is not None and line.head[0] == line.head[1]:
            line.quantity, line.quantity_stated = gone.quantity, gone.quantity_stated
        h.use(at)
        return at + 1
