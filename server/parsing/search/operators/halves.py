"""Words for a half: of what was ordered, or of one dish that has an option on each of its halves."""

from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.determiners import MANY_WORDS, Determiners
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.tools import Tools


class Halves(Operation):
    """Words for a half."""

    def __init__(self, tools: Tools, edits: Edits, determiners: Determiners) -> None:
        super().__init__(tools, edits)
        self.determiners = determiners

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Half of what was ordered before: "six breads, half of them with cheese"."""
        line = h.line
        whole = h.drafts[line.part_of] if line is not None and line.part_of >= 0 else line
        if line is not None and self._halves_options(at, line):
            return [self.skip if line.number_of_size else self._half_of_one]
        is_counted = whole is not None and (whole.quantity_stated or whole.line is not None)
        if whole is None or whole.quantity % 2 or not is_counted or whole.part_of >= 0:
            return [self.unread]
        return self.determiners.openings(h, at, at + 1, whole.quantity // 2, "number")

    def _halves_options(self, at: int, line: Draft) -> bool:
        """Whether the pieces of one dish are two halves: "24 wings, half lemon pepper half garlic"."""
        halves = self._halves_near(at)
        is_one = bool(line.number_of_size) or line.quantity == 1
        return (
            is_one and len(halves) > 1 and all(self.options.fits(i + 1, [line], options=True) for i in halves)
        )

    def _halves_near(self, at: int) -> list[int]:
        near = range(max(0, at - MANY_WORDS), min(len(self.m), at + MANY_WORDS + 1))
        return [i for i in near if self.m.has(i, "half")]

    def _half_of_one(self, h: Hypothesis, at: int) -> int:
        """Both options are on one dish, and the kitchen is told that each is on a half of it."""
        halves = self._halves_near(at)
        if at == halves[-1]:
            h.own_line.requests.append(self.m.words(halves[0], at + 1))
        return self.skip(h, at)
