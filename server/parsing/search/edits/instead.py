"""A dish with "instead" behind it, which takes the place of the one before: "and a tea instead"."""

from collections.abc import Callable
from functools import partial

from server.parsing.search.hypothesis import Hypothesis

Way = Callable[[Hypothesis, int], int | None]


class Instead:
    """Gives the last dish the place of the one before."""

    def rather_ways(self, h: Hypothesis) -> list[Way]:
        """A dish with "instead" behind it takes the place of the one before."""
        before, line = self._place_to_take(h), h.line
        gone = h.mode.lessened or any(d.line is not None and d.removed for d in h.drafts)
        if line is not None and line.line is None and (gone or h.choices.get("removes")):
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

    def _place_to_take(self, h: Hypothesis) -> int:
        """The draft that the new line replaces: the one before, or of the cart the only one of its own category."""
        before, line = h.focus - 1, h.line
        if before < 0 or line is None or not line.items or h.drafts[before].line is None:
            return before
        alike = self._of_category(h, line.items[0].category_id)
        return alike[0] if len(alike) == 1 else before

    @staticmethod
    def _of_category(h: Hypothesis, category_id: int) -> list[int]:
        """The drafts before the last one that are of a category, and not taken away."""
        there = enumerate(h.drafts[: h.focus])
        return [i for i, d in there if not d.removed and d.items and d.items[0].category_id == category_id]

    def _follows(self, h: Hypothesis, at: int) -> int:
        h.use(at)
        return at + 1

    def _is_of_its_kind(self, h: Hypothesis, taken: int) -> bool:
        """Whether the line that goes is alone in the cart, or of the category of the one that comes."""
        others = [d for d in h.drafts[: h.focus] if d.line is not None and not d.removed]
        gone, line = h.drafts[taken], h.drafts[h.focus]
        return not others or gone.items[0].category_id == line.items[0].category_id

    def _take_some_places(self, before: int, h: Hypothesis, at: int) -> int:
        h.drafts.own(before).take_away(h.drafts[h.focus].quantity)
        h.use(at)
        return at + 1

    def _take_place(self, before: int, h: Hypothesis, at: int) -> int:
        """As many as there were, where no number and no article is said: "cod cakes instead", of four."""
        gone, line = h.drafts.own(before), h.own_line
        gone.removed = True
        if gone.line is not None and not self._is_of_its_kind(h, before):
            h.pay("target_untold")
        if any(d.line is not None and d is not gone and d.ids == line.ids for d in h.drafts):
            h.pay("target_untold")
        if not line.quantity_stated and line.head is not None and line.head[0] == line.head[1]:
            line.quantity, line.quantity_stated = gone.quantity, gone.quantity_stated
        h.use(at)
        return at + 1
