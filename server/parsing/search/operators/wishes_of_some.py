"""Wishes for some of a line, told behind the wish: "no salt on one of them", "extra napkins with one", "gut durch bei einem"."""

from server.parsing.matching.numbers import value_at
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.operation import Operation


class WishesOfSome(Operation):
    """Wishes for some of a line."""

    def read(self, h: Hypothesis, begin: int, end: int) -> int:
        """The span behind some of a line that the wish from `begin` to `end` is for; 0 where it is for all of it."""
        line = h.line
        number = self._number_behind(end)
        if line is None or h.pending is not None or not number:
            return 0
        value, after = value_at(self.m.spans, number, len(self.m))
        after = self._end_of_some(after, h)
        if not self.ahead.closes(after) or line.quantity <= value:
            return 0
        wish, spans = ((begin, end),), tuple(range(begin, after))
        h.pending = PendingPhrase(number, value, "number", number, share=True, wishes=wish, spans=spans)
        self.antecedents.share(h.focus, h)
        h.use(begin, after)
        h.discharge()
        h.mode.positive()
        return after

    def _number_behind(self, at: int) -> int:
        """Where the number stands that says of how many: "on one", "for just two"; 0 where none does."""
        number = at + 1 + self.m.has(at + 1, "only", "just")
        is_led = self.m.has(at, "preposition", "with", "for") and self.m.has(number, "number")
        return number if is_led and not any(self.m.spans[i].pause for i in range(at, number + 1)) else 0

    def _end_of_some(self, after: int, h: Hypothesis) -> int:
        """The span after the words for what the line is: "of them", "of the burgers"."""
        while self.m.has(after, "pronoun", "only", "just", "of", "that"):
            after += 1
        if after >= len(self.m) or not self.m.spans[after].names or h.line is None:
            return after
        return after + bool(set(self.m.best_items(after)) & set(h.line.ids))
