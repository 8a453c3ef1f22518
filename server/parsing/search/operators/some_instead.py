"""Another dish in the place of some of a line of the cart: "statt einem davon …", "maak van één een …"."""

from functools import partial

from server.parsing.matching.numbers import value_at
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way

_OF_THEM = ("pronoun", "of", "that", "among", "all")
_BEFORE_DISH = ("article", "number", "filler", "ordering", "add", "make", "correction", "then")


class SomeInstead(Operation):
    """Takes so many of a line away, whose place the dish takes that is named next."""

    def instead_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Behind "instead of", or before it where the language says it so: "statt einem davon", "birinin yerine"."""
        if self.m.view.language.head_final:
            return self._counted_before(h, at, at + 1)
        if self.m.has(at, "instead_of_one"):
            return self._taking(h, 1, self._behind_them(at + 1)) if self.m.has(at + 1, "pronoun") else []
        return self._counted_behind(h, at + 1)

    def change_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Before a verb that changes: "jeden zamieńcie na …", "einen davon gegen … tauschen"."""
        end = at + 1 if self.m.has(at, "change") else at
        leads = self.ahead.leads_into(end) if end < len(self.m) else False
        verb = end > at or self._ends_with_change(at)
        return self._counted_before(h, at, end + 1) if leads and verb else []

    def make_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Behind a verb that makes: "mach aus einem einen …", "maak van één een …"."""
        leads = self.m.has(at + 1, "of", "preposition", "into") and not self.m.spans[at + 1].pause
        return self._counted_behind(h, at + 2) if leads else []

    def counted_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Where a number stands before the dish that so many become, and a verb tells it behind: 一つ紅茶にして."""
        spoken = self.m.view.language
        if not spoken.head_final or spoken.counts_first or h.pending is not None:
            return []
        value, after = value_at(self.m.spans, at, len(self.m))
        named = self._behind_them(after)
        while self.m.has(named, "filler", "topic", "counter", "only") and not self.m.spans[named].names:
            named += 1
        if not self._names_dish(named):
            return []
        is_before = self.m.spans[at].start < self.m.spans[named].start
        is_apart = any(self.m.spans[i].pause for i in range(at + 1, named + 1))
        told = named + 1
        is_told = self.m.has(told, "becomes") and not self.m.spans[told].pause
        is_told = is_told or h.mode.making or (h.mode.correcting and self.ahead.closes(told))
        if not (is_before and is_told) or is_apart or self.m.has(at, "another", "same", "more"):
            return []
        return self._taking(h, value, named)

    def into_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Between the number and the dish that so many become: "mettez-en un en thé", "un seul en thé"."""
        phrase, named = h.pending, at + 1
        if phrase is None or self.m.spans[at].pause or not self._names_dish(named):
            return []
        if not all(self.m.has(i, "counter") for i in range(phrase.first + 1, at)):
            return []
        there = [d for d in h.drafts if d.line is not None and not d.removed]
        if self.m.spans[named].pause or self.options.fits(named, there):
            return []
        return self._counted_before(h, at, named)

    def _ends_with_change(self, at: int) -> bool:
        end = self.m.end_of_clause(at + 1)
        while self.m.has(end - 1, "filler") and not self.m.spans[end - 1].names:
            end -= 1
        return end - 1 > at and self.m.has(end - 1, "change")

    def _counted_behind(self, h: Hypothesis, number: int) -> list[Way]:
        is_counted = self.m.has(number, "number", "article") and not self.m.spans[number].names
        if not is_counted or self.m.spans[number].pause or h.pending is not None:
            return []
        value, after = value_at(self.m.spans, number, len(self.m))
        end = self._behind_them(after)
        is_apart = end > after or not self._names_dish(after)
        counts = self.m.has(number, "number") and not self._is_of_cart(h, after)
        return self._taking(h, value, end) if is_apart or counts else []

    def _names_dish(self, at: int) -> bool:
        return at < len(self.m) and bool(self.m.spans[at].names) and bool(self.m.items(at))

    def _is_of_cart(self, h: Hypothesis, at: int) -> bool:
        return self._names_dish(at) and self.edits.which.find(h, at) >= 0

    def _behind_them(self, at: int) -> int:
        while self.m.has(at, *_OF_THEM) and not self.m.spans[at].names:
            at += 1
        return at

    def _counted_before(self, h: Hypothesis, at: int, after: int) -> list[Way]:
        phrase = h.pending
        if phrase is None or not phrase.is_bare or phrase.number_at < 0 or phrase.more:
            return []
        between = range(phrase.first, at)
        is_close = all(self.m.has(i, "number", "counter", *_BEFORE_DISH, *_OF_THEM) for i in between)
        return self._taking(h, phrase.quantity, after) if is_close else []

    def _taking(self, h: Hypothesis, value: int, after: int) -> list[Way]:
        """The way in which a line has so many fewer, where a dish follows that takes their place."""
        named = after
        while self.m.has(named, *_BEFORE_DISH) and not self.m.spans[named].names:
            named += 1
        if not self._names_dish(named):
            return []
        enough = [
            i
            for i, d in enumerate(h.drafts)
            if d.line is not None and not d.removed and d.quantity > value > 0
        ]
        if len(enough) != 1 or self.edits.which.find(h, named) == enough[0]:
            return []
        return [partial(self._take, enough[0], value, after)]

    @staticmethod
    def _take(index: int, value: int, after: int, h: Hypothesis, at: int) -> int:
        h.pending = None
        h.drafts.own(index).take_away(value)
        h.drafts.own(index).spans.update(range(at, after))
        h.mode.positive()
        h.mode.lessened, h.mode.making = value, True
        h.use(at, after)
        return after
