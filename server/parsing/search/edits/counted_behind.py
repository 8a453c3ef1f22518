"""Some of a line that are counted behind its name: 버거 중에 하나, 可乐一杯要大杯."""

from server.parsing.matching.numbers import number_at
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.tools import Tools


class CountedBehind:
    """Finds the number behind a name, and divides the line by it."""

    def __init__(self, tools: Tools) -> None:
        self.m = tools.m
        self.antecedents = tools.antecedents

    def names_set(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether a dish is named of which some are counted behind it: 버거 중에 하나, 汉堡其中一个."""
        counted = self.number_of_set(at)
        if not counted or not self.counts_all(h, match):
            return False
        return h.drafts[match].quantity > number_at(self.m, counted, len(self.m))[0]

    @staticmethod
    def counts_all(h: Hypothesis, match: int) -> bool:
        """Whether nothing stands before the dish, or only how many of it there are: 버거 둘 중에 하나."""
        phrase = h.pending
        return phrase is None or (
            phrase.is_bare and phrase.number_at >= 0 and phrase.quantity == h.drafts[match].quantity
        )

    def number_of_set(self, at: int) -> int:
        """Where the number behind "of which" stands; one of those that are there may stand before it. 0: nowhere."""
        told = self.behind_particle(at + 2) if self.m.has(at + 1, "number") else self.behind_particle(at + 1)
        is_counted = self.m.has(told, "among") and self.m.has(told + 1, "number")
        return told + 1 if is_counted and not self.m.spans[told].pause else 0

    def number_behind(self, h: Hypothesis, at: int, match: int) -> int:
        """Where some of a line are counted right behind its bare name, and what is told of them follows: 可乐一杯要大杯; or 0."""
        draft = h.drafts[match]
        if (
            self.m.view.language.has_articles
            or h.pending is not None
            or draft.line is None
            or h.mode.negation
        ):
            return 0
        i = at + 1
        while self.m.has(i, "topic", "filler", "pronoun", "among") and not self.m.has(i, "number"):
            if self.m.spans[i].pause or self.m.spans[i].names or self.m.has(i, "ordering", "more"):
                return 0
            i += 1
        if not self.m.has(i, "number") or self.m.spans[i].names or self.m.spans[i].pause:
            return 0
        value, after = number_at(self.m, i, len(self.m))
        after = self._behind_counters(after)
        is_last = after >= len(self.m) or bool(self.m.spans[after].pause)
        if (
            value >= draft.quantity
            or self.m.has(after, "more", "adding", "and", "also")
            or self.m.has(i, "another", "same")
        ):
            return 0
        is_told = not is_last and (
            bool(self.m.spans[after].names)
            or self.m.has(after, "filler", "no", "with", "remove", "remove_after")
        )
        return i if is_told or self.m.has(i, "fewer") else 0

    def _behind_counters(self, at: int) -> int:
        while self.m.has(at, "counter") and not self.m.spans[at].names:
            at += 1
        return at

    def share(self, index: int, counted: int, h: Hypothesis, at: int) -> int:
        """Some of a line that are counted behind its name: taken away, or told of."""
        value, after = number_at(self.m, counted, len(self.m))
        after = self._behind_counters(after)
        goes = self.m.has(counted, "fewer") or self.m.has(after, "remove", "remove_after")
        if goes:
            h.drafts.own(index).take_away(value)
            h.mode.lessened = value
            h.drafts.own(index).spans.update(range(at, after))
            after += self.m.has(after, "remove", "remove_after")
            h.focus, h.mode.acted = index, True
            h.use(at, after)
            return after
        h.pending = PendingPhrase(
            counted, value, "number", counted, share=True, spans=tuple(range(counted, after))
        )
        self.antecedents.share(index, h)
        h.use(at, after)
        h.mode.making = True
        return after

    def behind_particle(self, at: int) -> int:
        """The span from `at` on, behind the particle that head-final languages put after a name: 「の」."""
        is_particle = (
            self.m.view.language.head_final and self.m.has(at, "filler") and not self.m.has(at, "among")
        )
        return at + 1 if is_particle and not self.m.spans[at].names else at
