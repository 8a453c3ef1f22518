"""The lines of the cart that are the others of a dish: "the other one", "les deux autres"."""

from functools import partial

from server.parsing.matching.numbers import number_at
from server.parsing.search.draft import Draft
from server.parsing.search.edits.moves import move_changes
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, Waiting
from server.parsing.search.operators.operation import Operation, Way


class Others(Operation):
    """Speaks of the line beside the last one of the same dish."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The line beside the last one that is told of from here on, or that what was said before is about."""
        counted = self._counted_others(h, at)
        is_told_first = self.m.has(at - 1, "preposition", "remove_after", "for")
        if counted is not None:
            return [partial(self._move_to_counted if is_told_first else self._focus_on_counted, *counted)]
        other = self._other_line(h)
        if other < 0:
            return []
        return [partial(self._move_to if is_told_first else self._focus_on, other)]

    def another_ways(self, h: Hypothesis, at: int, value: int, after: int) -> list[Way]:
        """One of a line that is there has what was said right before: "no milk in another", "no milk in another tea"."""
        last = h.mode.option_behind(at - 2) if self.m.has(at - 1, "preposition") else None
        if last is None or h.pending is not None or self.m.spans[at].pause or not self._is_another(at):
            return []
        named = after < len(self.m) and self._goes_on(after) is False and bool(self.m.items(after))
        end = after + 1 if named else after
        ids = set(self.m.best_items(after)) if named else set(h.drafts[last[1]].ids)
        there = [i for i in h.drafts.of_dishes(ids) if h.drafts[i].line is not None]
        others = [i for i in there if i != last[1]] or [i for i in there if h.drafts[i].quantity > value]
        if not others or not self.ahead.closes(end):
            return []
        most = max(others, key=lambda i: h.drafts[i].quantity)
        return [partial(self._share_of, most, value, end)]

    def _is_another(self, at: int) -> bool:
        return self.m.has(at, "another") or self.m.begins_as(at, "another")

    def _share_of(self, index: int, value: int, end: int, h: Hypothesis, at: int) -> int:
        last = h.mode.option_behind(at - 2)
        assert last is not None  # noqa: S101
        spot, source, modifier, _group = last
        had = h.drafts[source].choices.get(modifier.id)
        h.drafts.own(source).forget(modifier)
        told = Waiting(spot, negation="no" if had is None or had.amount == "none" else "")
        h.pending = PendingPhrase(at, value, "number", at, share=True, waiting=(told,), spans=(at,))
        self.antecedents.share(index, h)
        h.use(at, end)
        return end

    def _counted_others(self, h: Hypothesis, at: int) -> tuple[int, int] | None:
        """The one line of as many others of a dish that is there twice, and the span after their number; None where none is.

        "The other three", "les trois autres", where two of five were told of.
        """
        line = h.line
        number, after = self._number_beside(h, at)
        if line is None or line.line is None or not number:
            return None
        there = self._lines_of_dish(h, line)
        found = [i for i in there if h.drafts[i].quantity == number and not h.drafts[i].spans]
        return (found[0], after) if len(there) > 1 and len(found) == 1 else None

    def _number_beside(self, h: Hypothesis, at: int) -> tuple[int, int]:
        """How many others are meant, and the span after what says so; 0 where no number does."""
        phrase, after = h.pending, at + 1
        if phrase is not None:
            counts = phrase.is_bare and phrase.number_at >= 0 and not phrase.more
            return (phrase.quantity if counts else 0), after
        if not (self.m.has(after, "number") and self._goes_on(after)):
            return 0, after
        number, after = number_at(self.m, after, len(self.m))
        while self.m.has(after, "counter") and self._goes_on(after):
            after += 1
        return number, after

    def _goes_on(self, at: int) -> bool:
        return not (self.m.spans[at].names or self.m.spans[at].pause)

    def _focus_on_counted(self, index: int, after: int, h: Hypothesis, at: int) -> int:
        if h.pending is not None:
            h.use(h.pending.number_at)
            h.pending = None
        h.focus = index
        h.use(at, after)
        return after

    def _move_to_counted(self, index: int, after: int, h: Hypothesis, at: int) -> int:
        """What was said before is about so many others: "mayo on the other two"."""
        move_changes(h, h.focus, index)
        return self._focus_on_counted(index, after, h, at)

    def _other_line(self, h: Hypothesis) -> int:
        """The line beside the last one of the same dish, where a cart holds two of it; -1 where it does not."""
        line = h.line
        if line is None or line.line is None:
            return -1
        alike = [i for i in self._lines_of_dish(h, line) if i != h.focus]
        return alike[0] if len(alike) == 1 else -1

    @staticmethod
    def _lines_of_dish(h: Hypothesis, line: Draft) -> list[int]:
        """The lines of the cart of the dish of one of them."""
        return [
            i
            for i, d in enumerate(h.drafts)
            if d.line is not None and not d.removed and d.items == line.items
        ]

    def _move_to(self, index: int, h: Hypothesis, at: int) -> int:
        """What was said before is about the other line: "tofu on the other"."""
        move_changes(h, h.focus, index)
        return self._focus_on(index, h, at)

    def _focus_on(self, index: int, h: Hypothesis, at: int) -> int:
        h.focus = index
        return self.skip(h, at)
