"""What each word of a text may do to the order: by the kind of a word, the operations of the search."""

from collections.abc import Callable, Mapping
from functools import partial

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.amounts import Amounts
from server.parsing.search.operators.connectives import Connectives
from server.parsing.search.operators.corrections import Changes
from server.parsing.search.operators.counts import Counts
from server.parsing.search.operators.determiners import Determiners
from server.parsing.search.operators.distribution import Distribution
from server.parsing.search.operators.meals import Meals
from server.parsing.search.operators.names import Names
from server.parsing.search.operators.one_of_each import OneOfEach
from server.parsing.search.operators.operation import Way
from server.parsing.search.operators.persons import Persons
from server.parsing.search.operators.refusals import Refusals
from server.parsing.search.operators.unknowns import Unknowns
from server.parsing.search.operators.wishes import Wishes
from server.parsing.search.settlement import Settlement
from server.parsing.search.tools import tools_for

Handler = Callable[[Hypothesis, int], list[Way]]
"""The ways in which a word of one kind may be taken in a reading, at a span."""


class Operators:
    """The operations over one text."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m
        self.tools = tools = tools_for(m)
        self.settlement = Settlement(m, tools.phrases)
        self.edits = edits = Edits(tools)
        wishes = Wishes(tools, edits)
        self.one_of_each = OneOfEach(tools, edits)
        self.names = Names(tools, edits, self.one_of_each, wishes)
        self.unknowns = Unknowns(tools, edits, wishes)
        self.determiners = Determiners(tools, edits)
        self.changes = Changes(tools, edits)
        self.refusals = Refusals(tools, edits, self.changes)
        self.counts = Counts(tools, edits, self.determiners, self.refusals)
        self.connectives = Connectives(tools, edits)
        self.meals = Meals(tools, edits)
        self.distribution = Distribution(tools, edits, self.one_of_each)
        self.persons = Persons(tools, edits)
        self.amounts = Amounts(tools, edits, self.distribution, wishes)
        self._handlers: dict[frozenset[str], Handler | None] = {}
        self.by_kind: Mapping[str, Handler] = {
            **self._of_amounts_and_numbers(),
            **self._of_refusals_and_changes(),
            **self._of_connectives(),
            **self._of_other_words(),
        }
        """The first kind of a word that stands here decides."""

    def _of_amounts_and_numbers(self) -> Mapping[str, Handler]:
        return {
            "same": self._same_ways,
            "round": self._same_ways,
            **dict.fromkeys(("meal", "meals", "meal_behind"), self.meals.meal_ways),
            "everything_but": self._one(self.amounts.everything),
            "everything": self._one(self.amounts.everything),
            "plain": self._one(self.amounts.plain),
            "only": self._one(self.amounts.only),
            "amount": self.amounts.amount_ways,
            "number": self.counts.number_ways,
            "multiple": self.counts.multiple_ways,
            "persons_each": self.persons.each_ways,
            "persons_all": self.persons.all_ways,
            **dict.fromkeys(("mine", "theirs"), self.persons.own_ways),
            "persons_are": self.persons.are_ways,
            "half": self.determiners.half_ways,
            "stand_in": self.determiners.stand_in_ways,
            "other": self.determiners.other_ways,
            "article": self._article_ways,
        }

    def _of_refusals_and_changes(self) -> Mapping[str, Handler]:
        return {
            "no": self.refusals.no_ways,
            "remove": self.refusals.remove_ways,
            "remove_after": self._one(self.refusals.off),
            "instead": self._one(self.refusals.instead),
            "change": self._one(self.changes.change),
            "make": self._one(self.changes.make),
            "correction": self.changes.correction_ways,
            "rather": self.changes.rather_ways,
            "each": self.distribution.each_ways,
            "all": self.distribution.all_ways,
        }

    def _of_connectives(self) -> Mapping[str, Handler]:
        return {
            "add": self._one(self.connectives.add),
            "adding": self._one(self.connectives.adding),
            "or": self._one(self.connectives.or_),
            "and": self._one(self.connectives.and_),
            "also": self._one(self.connectives.also),
            "but": self._one(self.connectives.also),
            "with": self._one(self.connectives.with_),
            "into": self._one(self.connectives.with_),
        }

    def _of_other_words(self) -> Mapping[str, Handler]:
        return {
            "size": self._one(self.amounts.size),
            "request": self._one(self.amounts.wish),
            "allergy_frame": self._one(self._left),
            "unit": self._one(self.determiners.unit),
            "serving": self._one(self.determiners.unit),
            "aside": self._one(self.determiners.unit),
            "times": self._one(self.names.skip),
            "class": self.determiners.class_ways,
            "pronoun": self._one(self.determiners.pronoun),
            "ordinal": self._one(self.determiners.ordinal),
            "just": self._one(self.amounts.just),
            "sign": self._one(self.names.skip),
            "ordering": self._one(self.connectives.ordering),
            "filler": self._one(self.connectives.filler),
            "more": self._one(self.amounts.more),
            "preposition": self._one(self.connectives.preposition),
            **dict.fromkeys(
                ("that", "last", "of", "among", "counter", "after_all"), self._one(self.names.skip)
            ),
        }

    def _left(self, h: Hypothesis, at: int) -> int:
        """Words of an allergy that name none are told, never passed over."""
        h.pay("unread_word")
        h.leave(at, at + 1)
        return at + 1

    def _same_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The same again; "one more" is a number where a dish follows."""
        each = self.distribution.more_of_each_ways(h, at)
        if each:
            return each
        if self.m.has(at, "number") and not self.edits.same_ways(h, at):
            return self.counts.number_ways(h, at)
        return self.distribution.same_ways(h, at)

    def _article_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """An article is the number one where it counts: "una de las dos", "einer der Burger", "une de plus"."""
        following = at + 1
        counts = self.m.has(following, "fewer", "more", "pronoun", "add", "remove", "among") or (
            self.m.has(following, "of") and self.m.has(following + 1, "that")
        )
        counts = counts and not (self.m.spans[following].pause or self.m.spans[following].names)
        return self.counts.number_ways(h, at) if counts else self.determiners.article_ways(h, at)

    def endings(self, h: Hypothesis) -> list[Hypothesis]:
        """The reading, ended in each way in which what still waits can be taken."""
        found = []
        ways = self.tools.closings.ways(h, len(self.m))
        for i, way in enumerate(ways):
            end = h if i == len(ways) - 1 else h.clone()
            way(end)
            self.settlement.settle(end)
            found.append(end)
        return found

    @staticmethod
    def _one(way: Way) -> Handler:
        return lambda _h, _at: [way]

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Everything that span `at` may do in the reading `h`."""
        span = self.m.spans[at]
        if span.pause:
            if h.mode.negation == "instead":
                h.mode.positive()
            if not h.mode.loosely:
                h.mode.loosen("and" if span.pause == "," else "next", at)
            h.mode.under_with = False
            h.mode.settle()
        found = self.names.name_ways(h, at) if span.names else []
        kinds = span.word.kinds
        if kinds not in self._handlers:
            self._handlers[kinds] = next((way for kind, way in self.by_kind.items() if kind in kinds), None)
        handler = self._handlers[kinds]
        if handler is not None:
            by_cue = handler(h, at)
            if found and self.m.has(at, "number") and self.m.has(at + 1, "pronoun"):
                found = []
            elif (
                found
                and self._tells_first(h, at)
                and (self.m.has(at, "number") or self._doubles_option(h, at))
            ):
                found = [partial(self._paid, way, "name_where_word") for way in found]
            elif found and not self._tells_first(h, at):
                by_cue = [partial(self._paid, way, "word_where_name") for way in by_cue]
            found += by_cue
        if not found:
            found = self.unknowns.unknown_ways(h, at)
        return found

    def _tells_first(self, h: Hypothesis, at: int) -> bool:
        if self.m.has(at, "number"):
            return self.tools.ahead.counts_name(at + 1) and not self._is_single(at)
        return self.m.has(at, "amount") and self.tools.options.amount_goes_on(at, h)

    def _doubles_option(self, h: Hypothesis, at: int) -> bool:
        """Whether "double" behind a dish is said of the option that follows, not of the dish: "burger, double bacon"."""
        line = h.line
        if not self.m.has(at, "doubling") or line is None or h.pending is not None:
            return False
        return self.tools.options.fits(at + 1, [line], options=True)

    def _is_single(self, at: int) -> bool:
        """Whether a word for one is what the dish behind it may be had as, as well: "a single latte"."""
        span = self.m.spans[at]
        is_name = bool(span.names) and min(span.names.values()) < PART
        return is_name and span.word.value == 1 and self.tools.ahead.may_be_said_of_head(at)

    @staticmethod
    def _paid(way: Way, name: str, h: Hypothesis, at: int) -> int | None:
        h.pay(name)
        return way(h, at)
