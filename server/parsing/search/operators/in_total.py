"""How many of a dish there are to be with those of the cart: "and 2 rotis in total", where there is one."""

from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way


class InTotal(Operation):
    """What words for a sum do behind a dish that was counted."""

    def ways(self, h: Hypothesis) -> list[Way]:
        """The line of the cart is counted anew, where the dish was read as so many more; else nothing is told."""
        line = h.line
        is_counted = line is not None and line.line is None and line.quantity_stated and line.part_of < 0
        return [self._count_all] if is_counted and h.pending is None else [self.skip]

    def _count_all(self, h: Hypothesis, at: int) -> int:
        line = h.own_line
        there = [
            i
            for i, d in enumerate(h.drafts)
            if d.line is not None and d.items == line.items and not d.removed
        ]
        if len(there) > 1 or (there and not _says_no_more(line, h.drafts[there[0]])):
            h.pay("target_untold")
        elif there:
            own = h.drafts.own(there[0])
            own.quantity, own.spans = line.quantity, own.spans | line.spans
            line.removed = True
            h.focus = there[0]
        return self.skip(h, at)


def _says_no_more(line: Draft, of_cart: Draft) -> bool:
    """Whether a new line tells nothing but what one of the cart is already."""
    is_sized = line.variant_stated and line.variant != of_cart.variant
    return not (is_sized or line.requests or any(id_ not in of_cart.choices for id_ in line.choices))
