"""Numbers that count no dish: a table, an age, a time, a price."""

from functools import partial

from server.parsing.matching.numbers import number_at
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way


class Uncounted(Operation):
    """Numbers that count no dish."""

    def ways(self, h: Hypothesis, at: int, value: int, after: int) -> list[Way]:
        """What the number from `at` to `after` (exclusive) does where it counts none; nothing where it may count one."""
        if self.ahead.counts_unknown_before(at, after) and not h.has_used(at - 1):
            return [self.skip]
        spoken_price = self._spoken_price(at, value, after)
        if spoken_price:
            return [partial(self._take_price, spoken_price)]
        typed = self._typed_number(at, after)
        return [partial(self._leave_number, typed)] if typed else []

    def _typed_number(self, at: int, after: int) -> int:
        """The span after a number that counts no dish: a table, an age, a time, a price; 0 where it may count one."""
        if self.m.has(after, "number_after", "price_after", "measure") and not self.m.spans[after].names:
            return after + 1
        if (
            self.m.has(at - 1, "number_before", "price_after")
            and not self.m.spans[at - 1].names
            and not self.m.spans[at].pause
        ):
            return after
        return 0

    def _spoken_price(self, at: int, value: int, after: int) -> int:
        """The price that is said without its money before a dish that costs so much: "the ten fifty poutine"; 0 where none is."""
        if not (self.m.has(at - 1, "that") and self.m.has(after, "number")) or self.m.spans[after].pause:
            return 0
        hundredths, end = number_at(self.m, after, len(self.m))
        price = value * 100 + hundredths
        return price if hundredths < 100 and self.edits.is_price(price, end) else 0  # noqa: PLR2004

    def _take_price(self, price: int, h: Hypothesis, at: int) -> int:
        _value, middle = number_at(self.m, at, len(self.m))
        _hundredths, end = number_at(self.m, middle, len(self.m))
        h.use(at, end)
        h.mode.price, h.mode.priced_at = price, end
        return end

    def _leave_number(self, end: int, h: Hypothesis, at: int) -> int:
        """A number that is no quantity is not understood, but for a price that a dish of that price follows."""
        if self.m.has(end - 1, "price_after") and self.edits.has_price(at, end):
            h.use(at, end)
            h.mode.price, h.mode.priced_at = number_at(self.m, at, end)[0], end
            return end
        h.pay("unread_number")
        return end
