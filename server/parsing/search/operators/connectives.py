"""Words that connect what is wanted."""

from functools import partial

from server.parsing.matching.names import PART
from server.parsing.search.antecedents import Closing
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.operation import Operation, Way

_SOME = ("among", "of", "filler", "preposition")
"""Kinds of the small words that say of what some is wanted: "delle", "des", "some of the"."""
_COUNTS = ("article", "number", "serving", "unit")


class Connectives(Operation):
    """Words that connect what is wanted."""

    def filler(self, h: Hypothesis, at: int) -> int:
        if h.mode.changing and self.ahead.leads_into(at):
            return self.with_(h, at)
        if h.mode.loosely:
            h.mode.loosen("next", at)
        if self._somebody_wants(at):
            h.mode.under_with = h.mode.adding = False
        if self._orders_after_removal(h, at):
            h.mode.positive()
            h.pending = PendingPhrase(at, determiner="article", joined=h.mode.joined)
        elif self._ends_with_article(h, at):
            h.pending = PendingPhrase(at, determiner="article", joined=h.mode.joined)
        return self.skip(h, at)

    def _somebody_wants(self, at: int) -> bool:
        """Whether somebody else is said to want what follows: "a burger with bacon and mum wants …"."""
        wants = not self.m.view.language.wanting.isdisjoint(
            token.text for token in self.m.tokens[self.m.spans[at].start : self.m.spans[at].end]
        )
        return wants and self.m.has(at - 1, "filler") and self.m.has(at - 2, "and", "also")

    def _orders_after_removal(self, h: Hypothesis, at: int) -> bool:
        """Whether another dish, in a size or with an option, is ordered behind one taken away: "cancel the tea, I'll have a large juice"."""
        is_done = h.mode.negation == "remove" and h.pending is None and not h.owed >> h.mode.negated_at & 1
        if not is_done or at + 1 >= len(self.m) or self.m.spans[at + 1].pause:
            return False
        is_led = self.m.length(at) > 1 and self.m.ends_as(at, "article")
        is_dish = any(far < PART for far, _item in self.m.items(at + 1)[:1])
        return is_led and not is_dish and self.ahead.head_follows(at + 1)

    def _ends_with_article(self, h: Hypothesis, at: int) -> bool:
        """Whether an article that ends small talk is said of a word that stands for a dish: "and she wants a red one"."""
        stands = self.m.has(at + 2, "stand_in") and h.pending is None and not h.mode.negation
        if not stands or self.m.spans[at + 1].pause or self.m.spans[at + 2].pause:
            return False
        return bool(self.m.spans[at + 1].names) and self.m.length(at) > 1 and self.m.ends_as(at, "article")

    def preposition(self, h: Hypothesis, at: int) -> int:
        if h.mode.changing and self.ahead.leads_into(at):
            return self.with_(h, at)
        return self.skip(h, at)

    def ordering(self, h: Hypothesis, at: int) -> int:
        h.mode.under_with = h.mode.adding = False
        return self.filler(h, at)

    def and_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """What is told of a line may be over before "and": "actually three of them, and no onion in any"."""
        phrase, line = h.pending, h.line
        if self._leads_to_dish(at) and phrase is not None and phrase.waiting and phrase.determiner:
            return [*(partial(self._closed_by_and, close) for close in self._closings(h, at)), self.and_]
        is_counted = phrase is not None and phrase.share and phrase.is_bare and phrase.number_at >= 0
        if phrase is None or line is None or line.line is None or not is_counted or phrase.more:
            return [self.and_]
        if phrase.quantity <= line.quantity:
            return [self.and_]
        return [partial(self._closed_by_and, close) for close in self.closings.ways(h, at)]

    def _leads_to_dish(self, at: int) -> bool:
        """Whether a dish follows behind "and" with a small word before it that counts nothing: "e delle olive"."""
        named = at + 1
        while self.m.has(named, *_SOME) and not (self.m.spans[named].names or self.m.spans[named].pause):
            named += 1
        return named > at + 1 and named < len(self.m) and bool(self.m.items(named))

    def _closings(self, h: Hypothesis, at: int) -> list[Closing]:
        """How what was told of some of a line ends, where there is such a line."""
        phrase = h.pending
        is_of_line = phrase is not None and self.antecedents.find(h, phrase) >= 0
        return self.closings.ways(h, at) if is_of_line else []

    def _closed_by_and(self, close: Closing, h: Hypothesis, at: int) -> int:
        close(h)
        return self.and_(h, at)

    def and_(self, h: Hypothesis, at: int) -> int:
        carries = h.mode.negation == "remove" and self._names_option(h, at + 1)
        h.mode.loosen("" if carries else "and", at)
        h.mode.joined, h.mode.taken_back = True, -1
        h.mode.acted = h.mode.acted or self.m.spans[at].pause == "."
        h.mode.settle()
        return self.skip(h, at)

    def _names_option(self, h: Hypothesis, at: int) -> bool:
        """Whether an option of what was ordered follows: "… and the mango"."""
        while self.m.has(at, "that", "article") and not self.m.spans[at].names:
            at += 1
        return self.options.fits(at, h.drafts)

    def yes(self, h: Hypothesis, at: int) -> int:
        """What is granted right behind it is not refused, whatever was before: "ketchup no, onions yes"."""
        if at + 1 < len(self.m) and self.m.spans[at + 1].names and not self.m.spans[at + 1].pause:
            h.mode.positive()
        return self.filler(h, at)

    def or_(self, h: Hypothesis, at: int) -> int:
        h.mode.loosen("", at)
        return self.skip(h, at)

    def joins_dish(self, at: int) -> bool:
        """Whether a word that may be "extra" joins one more dish to those before: "due caffè, più un cornetto"."""
        if not self.m.has(at, "also") or not self.m.has(at + 1, *_COUNTS):
            return False
        named = at + 1
        while self.m.has(named, "of", *_COUNTS) and not self.m.spans[named].names:
            named += 1
        return named < len(self.m) and not self.m.spans[at + 1].pause and bool(self.m.items(named))

    def also_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """What some of a line shall have is told before "also": "birine limon, bir de sütlaç"."""
        phrase = h.pending
        is_told = phrase is not None and phrase.waiting and phrase.determiner
        closings = self._closings(h, at) if is_told else []
        return [partial(self._closed, close) for close in closings] or [self.also]

    def _closed(self, close: Closing, h: Hypothesis, at: int) -> int:
        close(h)
        return self.also(h, at)

    def also(self, h: Hypothesis, at: int) -> int:
        if self._is_too_much(h, at):
            return self.skip(h, at)
        h.mode.positive()
        h.mode.settle()
        h.mode.joined, h.mode.taken_back = True, -1
        h.mode.under_with = False
        h.mode.adding = h.mode.adding or self.m.ends_as(at, "add")
        return self.skip(h, at)

    def _is_too_much(self, h: Hypothesis, at: int) -> bool:
        """Whether a word for "as well" tells how a dish shall not be: the "too" of "i don't want it too hot"."""
        is_refused = h.mode.negation == "no" and not h.mode.loosely and bool(h.owed >> h.mode.negated_at & 1)
        told = self.m.has(at + 1, "request") and not (self.m.spans[at].pause or self.m.spans[at + 1].pause)
        return is_refused and told and h.line is not None

    def with_(self, h: Hypothesis, at: int) -> int:
        if h.mode.changing:
            h.mode.changing, h.mode.making, h.mode.mentioned = False, True, False
            h.mode.joined = False
        h.mode.positive()
        if h.pending is not None and h.pending.is_bare and h.pending.determiner and h.line is not None:
            is_listed = h.pending.under_with and h.line.quantity > 1
            h.pending = h.pending._replace(qualified=True, under_with=is_listed)
        elif self.m.has(at, "with"):
            h.mode.under_with = True
        return self.skip(h, at)

    def add(self, h: Hypothesis, at: int) -> int:
        if not (h.mode.negation and h.mode.negated_at == at - 1):
            h.mode.positive()
            h.mode.adding = True
        return self.skip(h, at)

    def adding(self, h: Hypothesis, at: int) -> int:
        """Where "add" stands behind the thing that is added: more of what comes with the dish, else just that."""
        h.mode.positive()
        h.mode.wanted = True
        return self.skip(h, at)
