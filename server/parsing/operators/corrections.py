"""Words that change what was said before."""

from server.parsing.hypothesis import Hypothesis
from server.parsing.operators.operation import Operation, Way


class Changes(Operation):
    """Words that change what was said before."""

    def make(self, h: Hypothesis, at: int) -> int:
        if h.mode.negation and h.mode.negated_at == at - 1:
            if self.m.has(at + 1, "with") or h.line is None:
                return self.skip(h, at)
            h.discharge()
        h.mode.positive()
        h.mode.making = True
        return self.skip(h, at)

    def correction(self, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        h.mode.correcting = True
        return self.skip(h, at)

    def change(self, h: Hypothesis, at: int) -> int:
        end = at + 1
        while end < len(self.m) and not self.m.spans[end].pause and not self.m.has(end, "into"):
            end += 1
        if end >= len(self.m) or not self.m.has(end, "into"):
            h.mode.positive()
            h.mode.making = True
            return self.skip(h, at)
        h.mode.refuse("instead", at)
        h.mode.changing = True
        return self.skip(h, at)

    def rather_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: ARG002  (every way takes a reading and a place)
        return self.edits.rather_ways(h) or [self._rather_of_option]

    def _rather_of_option(self, h: Hypothesis, at: int) -> int:
        last = h.mode.last
        h.pay(
            "rather_of_option"
            if last is not None and last[0] == at - 1 and last[3].max_select == 1
            else "unread_word"
        )
        return self.skip(h, at)
