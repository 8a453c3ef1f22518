"""What each word of a text may do to the order: by the kind of a word, the operations of the search."""

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.all_times import AllTimes
from server.parsing.search.operators.amounts import Amounts
from server.parsing.search.operators.at_table import AtTable
from server.parsing.search.operators.connectives import Connectives
from server.parsing.search.operators.corrections import Changes
from server.parsing.search.operators.counts import Counts
from server.parsing.search.operators.determiners import Determiners
from server.parsing.search.operators.distribution import Distribution
from server.parsing.search.operators.everything import Everything
from server.parsing.search.operators.halves import Halves
from server.parsing.search.operators.in_total import InTotal
from server.parsing.search.operators.meals import Meals
from server.parsing.search.operators.names import Names
from server.parsing.search.operators.one_of_each import OneOfEach
from server.parsing.search.operators.operation import Way
from server.parsing.search.operators.ordinals import Ordinals
from server.parsing.search.operators.persons import Persons
from server.parsing.search.operators.refusals import Refusals
from server.parsing.search.operators.repetition import Repetition
from server.parsing.search.operators.sizes_instead import SizesInstead
from server.parsing.search.operators.some_instead import SomeInstead
from server.parsing.search.operators.unknowns import Unknowns
from server.parsing.search.operators.wishes import Wishes
from server.parsing.search.settlement import Settlement
from server.parsing.search.shared_names import is_choice_of_next
from server.parsing.search.tools import tools_for

_MAY_DESCRIBE = frozenset({"plain", "amount"})
Take = Callable[["Operators", Hypothesis, int], list[Way]]
"""The ways in which a word of one kind may be taken in a reading, at a span."""


class Operators:
    """The operations over one text."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m
        self.tools = tools = tools_for(m)
        self.settlement = Settlement(m, tools.phrases)
        self.edits = edits = Edits(tools)
        self.wishes = Wishes(tools, edits)
        self.one_of_each = OneOfEach(tools, edits)
        self.names = Names(tools, edits, self.one_of_each, self.wishes)
        self.determiners = Determiners(tools, edits)
        self.halves = Halves(tools, edits, self.determiners)
        self.connectives = Connectives(tools, edits)
        self.distribution = Distribution(tools, edits, self.one_of_each)
        self.all_times = AllTimes(tools, edits)
        self.counts = Counts(tools, edits, self.determiners, self.distribution, lambda: self.refusals)

    @cached_property
    def unknowns(self) -> Unknowns:
        """What words that nobody knows do. Like those below, it is made for texts that have such words alone."""
        return Unknowns(self.tools, self.edits, self.wishes, self.names.refused)

    @cached_property
    def changes(self) -> Changes:
        """What words that change what was said do."""
        return Changes(self.tools, self.edits)

    @cached_property
    def sizes_instead(self) -> SizesInstead:
        """What "instead of" a size does."""
        return SizesInstead(self.tools, self.edits)

    @cached_property
    def some_instead(self) -> SomeInstead:
        """What takes the place of some of a line does."""
        return SomeInstead(self.tools, self.edits)

    @cached_property
    def refusals(self) -> Refusals:
        """What words that refuse do."""
        return Refusals(self.tools, self.edits, self.changes)

    @cached_property
    def meals(self) -> Meals:
        """What words for a meal do."""
        return Meals(self.tools, self.edits)

    @cached_property
    def persons(self) -> Persons:
        """What words for several people do."""
        return Persons(self.tools, self.edits)

    @cached_property
    def at_table(self) -> AtTable:
        """What words for somebody at the table do that may order, too."""
        return AtTable(self.tools, self.edits, self.amounts)

    @cached_property
    def amounts(self) -> Amounts:
        """What words for how much of an option is wanted do."""
        return Amounts(self.tools, self.edits, self.wishes)

    @cached_property
    def everything(self) -> Everything:
        """What words for all toppings, or for all that is ordered, do."""
        return Everything(self.tools, self.edits, self.distribution)

    @cached_property
    def in_total(self) -> InTotal:
        """What words for a sum do."""
        return InTotal(self.tools, self.edits)

    @cached_property
    def ordinals(self) -> Ordinals:
        """What words do that tell one of several by its place."""
        return Ordinals(self.tools, self.edits, self.determiners)

    @cached_property
    def repetition(self) -> Repetition:
        """What words for the same again do."""
        return Repetition(self.tools, self.edits, self.distribution)

    @staticmethod
    def unread(h: Hypothesis, at: int) -> int:
        """A word of which nothing could be made is told, never passed over."""
        h.pay("unread_word")
        return at + 1

    def left(self, h: Hypothesis, at: int) -> int:
        """Words of an allergy that name none, or of a time that is none, are told, never passed over."""
        h.pay("unread_word")
        h.leave(at, at + 1)
        return at + 1

    def same_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The same again; "one more" is a number where a dish follows."""
        each = self.distribution.more_of_each_ways(h, at)
        if each:
            return each
        if another := self.counts.others.another_ways(h, at, 1, at + 1):
            return another
        is_count = self.m.has(at, "number") and (
            self._counts_dish_before(h, at)
            or self.counts.of_line.is_made_otherwise(h.line, at + 1)
            or not self.edits.same_ways(h, at)
        )
        if is_count:
            return self.counts.number_ways(h, at)
        return self.repetition.same_ways(h, at)

    def _counts_dish_before(self, h: Hypothesis, at: int) -> bool:
        """Whether "one more" counts the dish that was just named for the first time: "米饭再来一碗"."""
        line = h.line
        if line is None or line.line is not None or line.quantity_stated or line.repeated:
            return False
        return line.head is not None and line.head[2] == at - 1 and not self.m.spans[at].pause

    def article_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """An article is the number one where it counts: "una de las dos", "einer der Burger", "une de plus"."""
        following = at + 1
        counts = self.m.has(following, "fewer", "more", "pronoun", "add", "remove", "among") or (
            self.m.has(following, "of") and self.m.has(following + 1, "that")
        )
        counts = counts and not (self.m.spans[following].pause or self.m.spans[following].names)
        counts = counts or self.determiners.counts_out_of(h, at)
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

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Everything that span `at` may do in the reading `h`."""
        span = self.m.spans[at]
        if span.pause:
            if h.mode.negation == "instead" or (
                h.mode.negation == "remove" and self.m.view.language.head_final
            ):
                h.mode.positive()
            if not h.mode.loosely:
                h.mode.loosen("and" if span.pause == "," else "next", at)
            h.mode.under_with = False
            h.mode.joined = h.mode.joined and self.m.has(at - 1, "and", "also")
            h.mode.settle()
        if not _MAY_DESCRIBE.isdisjoint(span.word.kinds) and (
            described := self.ordinals.rest.plain_ways(h, at) or self.edits.described_as_plain(h, at)
        ):
            return described
        if span.names and (opened := self.names.size_openings.ways(h, at)):
            return opened
        found = self.names.name_ways(h, at) if span.names else []
        take = _taking(span.word.kinds)
        if take is not None:
            by_cue = take(self, h, at)
            if found and self._is_only_word(at):
                found = []
            elif (
                found
                and self._tells_first(h, at)
                and (self.m.has(at, "number") or self._doubles_option(h, at))
            ):
                found = [partial(self._paid, way, "name_where_word") for way in found]
            elif found and not self._tells_first(h, at):
                is_name = self.names.named.tells_second(h, at) or self._is_size_of_another(h, at)
                is_name = is_name or self._is_size_of_line(h, at)
                is_name = is_name or self.names.size_openings.is_vessel_alone(h, at)
                is_name = is_name or is_choice_of_next(self.m, at)
                by_cue = [] if is_name else by_cue
                by_cue = [partial(self._paid, way, "word_where_name") for way in by_cue]
            found += by_cue
        return found or self.unknowns.unknown_ways(h, at)

    def _is_only_word(self, at: int) -> bool:
        """Whether a cue word that is a name as well can only be the word here."""
        return (self.m.has(at, "number") and self._is_number_alone(at)) or self._leads_name(at)

    def _leads_name(self, at: int) -> bool:
        """Whether "with" stands right before a name: the "met" of "met curry" is no *Mayonaise*, which a guest calls "met" as well."""
        behind = at + 1
        if not self.m.has(at, "with") or behind >= len(self.m):
            return False
        return bool(self.m.spans[behind].names) and not self.m.spans[behind].pause

    def _is_number_alone(self, at: int) -> bool:
        """Whether a size that is called by a number too is not meant: "two of them", "the five pound one", 二皿 where 二貫 is a size."""
        is_by_alias = min(self.m.spans[at].names.values()) > 0
        counts = is_by_alias and self.m.has(at + 1, "counter") and not self.m.spans[at + 1].names
        stands = self.m.has(at, "stand_in") and at > 0 and bool(self.m.spans[at - 1].names)
        stands = (
            stands and is_by_alias and not self.m.spans[at].pause and not self.m.spans[at - 1].has("number")
        )
        return self.m.has(at + 1, "pronoun") or stands or (counts and not self.m.spans[at + 1].pause)

    def _tells_first(self, h: Hypothesis, at: int) -> bool:
        if self.m.has(at, "number"):
            return self.tools.ahead.counts_name(at + 1) and not self._is_single(at)
        goes_on = self.m.has(at, "amount") and self.tools.options.amount_goes_on(at, h)
        return goes_on and not self._is_size_of_dish(at)

    def _is_size_of_dish(self, at: int) -> bool:
        """Whether a word for an amount is a size of the dish behind it, which is an option elsewhere: "a double gin"."""
        if not (at == 0 or self.m.spans[at].pause or self.m.has(at - 1, "article", "number")):
            return False
        found = self.m.items(at + 1) if at + 1 < len(self.m) else []
        return bool(found) and found[0][0] < PART and self.m.variant_distance(at, found[0][1]) < PART

    def _is_size_of_line(self, h: Hypothesis, at: int) -> bool:
        """Whether the dish spoken of comes in a size of that very name, so that it is no other word for a size."""
        return (
            self.m.has(at, "size")
            and h.line is not None
            and any(not self.m.variant_distance(at, i) for i in h.line.ids)
        )

    def _is_size_of_another(self, h: Hypothesis, at: int) -> bool:
        """Whether it is by its very name the size of one more of the dish before: "two large teas and one regular"."""
        line, phrase = h.line, h.pending
        is_counted = phrase is not None and phrase.is_bare and phrase.number_at >= 0
        if not is_counted or line is None or line.item is None:
            return False
        return self.m.variant_distance(at, line.item.id) == 0

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


def _one(way: Callable[[Operators], Way]) -> Take:
    return lambda of, _h, _at: [way(of)]


_AMOUNTS_AND_NUMBERS: Mapping[str, Take] = {
    "another_alone": lambda of, h, at: of.at_table.another_ways(h, at) or of.counts.number_ways(h, at),
    "in_total": lambda of, h, _at: of.in_total.ways(h),
    "has_same": lambda of, h, at: of.persons.has_same_ways(h, at),
    **dict.fromkeys(("same", "round"), Operators.same_ways),
    **dict.fromkeys(("meal", "meals", "meal_behind"), lambda of, h, at: of.meals.meal_ways(h, at)),
    "whole_order": _one(lambda of: of.amounts.option_within),
    "everything_but": _one(lambda of: of.everything.take_all),
    "everything": lambda of, h, at: (
        of.names.size_openings.heading_ways(h, at)
        or of.all_times.ways(h, at)
        or (of.distribution.all_ways(h, at) if of.all_times.is_told_of_all(h, at) else [])
        or [of.everything.take_all]
    ),
    "plain": _one(lambda of: of.amounts.plain),
    "only": lambda of, h, at: of.amounts.fewer.ways(h, at) or [of.amounts.only],
    "amount": lambda of, h, at: (
        of.connectives.also_ways(h, at) if of.connectives.joins_dish(at) else of.amounts.amount_ways(h, at)
    ),
    "number": lambda of, h, at: of.some_instead.counted_ways(h, at) or of.counts.number_ways(h, at),
    "as_many": lambda of, h, at: of.counts.as_many_ways(h, at),
    "multiple": lambda of, h, at: of.counts.multiple_ways(h, at),
    "persons_each": lambda of, h, at: of.persons.each_ways(h, at),
    "persons_all": lambda of, h, at: of.persons.all_ways(h, at),
    **dict.fromkeys(("mine", "theirs"), lambda of, h, at: of.persons.own_ways(h, at)),
    "persons_are": lambda of, h, at: of.persons.are_ways(h, at),
    "half": lambda of, h, at: of.halves.ways(h, at),
    "stand_in": lambda of, h, at: of.determiners.stand_in_ways(h, at),
    "other": lambda of, h, at: of.ordinals.other_ways(h, at),
    "article": Operators.article_ways,
}
_REFUSALS_AND_CHANGES: Mapping[str, Take] = {
    "no": lambda of, h, at: of.refusals.no_ways(h, at),
    "remove": lambda of, h, at: of.refusals.removals.remove_ways(h, at),
    "remove_after": lambda of, h, at: of.refusals.removals.off_ways(h, at),
    "instead": lambda of, h, at: (
        of.sizes_instead.ways(h, at) or of.some_instead.instead_ways(h, at) or of.refusals.instead_ways(h, at)
    ),
    "change": lambda of, h, at: of.some_instead.change_ways(h, at) or [of.changes.change],
    "make": lambda of, h, at: of.some_instead.make_ways(h, at) or [of.changes.make],
    "correction": lambda of, h, at: of.refusals.corrected_ways(h, at) or of.changes.correction_ways(h, at),
    "rather": lambda of, h, at: of.changes.rather_ways(h, at),
    "each": lambda of, h, at: of.distribution.each_ways(h, at),
    "all": lambda of, h, at: (
        of.names.size_openings.heading_ways(h, at)
        or of.all_times.ways(h, at)
        or of.distribution.all_ways(h, at)
    ),
}
_CONNECTIVES: Mapping[str, Take] = {
    "add": _one(lambda of: of.connectives.add),
    "adding": _one(lambda of: of.connectives.adding),
    "or": _one(lambda of: of.connectives.or_),
    "yes": _one(lambda of: of.connectives.yes),
    "and": lambda of, h, at: of.connectives.and_ways(h, at),
    "also": lambda of, h, at: of.connectives.also_ways(h, at),
    "but": lambda of, h, at: [
        of.names.skip
        if h.mode.making and of.m.has(at, "just") and of.m.has(at + 1, "article", "number")
        else of.connectives.also
    ],
    "with": _one(lambda of: of.connectives.with_),
    "into": lambda of, h, at: (
        of.some_instead.change_ways(h, at)
        or of.some_instead.into_ways(h, at)
        or of.changes.into_ways(h, at)
        or [of.connectives.with_]
    ),
}
_OTHER_WORDS: Mapping[str, Take] = {
    "has_it": lambda of, h, at: of.at_table.has_it_ways(h, at) or [of.connectives.ordering],
    "small_one": lambda of, h, at: of.at_table.small_one_ways(h, at) or [of.connectives.filler],
    "size": _one(lambda of: of.amounts.size),
    "request": _one(lambda of: of.wishes.wish),
    **dict.fromkeys(
        ("allergy_frame", "medical_reason", "time_after", "for_persons"), _one(lambda of: of.left)
    ),
    **dict.fromkeys(("unit", "serving", "aside"), lambda of, h, at: of.determiners.unit_ways(h, at)),
    "times": _one(lambda of: of.names.skip),
    "class": lambda of, h, at: of.determiners.class_ways(h, at),
    "pronoun": _one(lambda of: of.determiners.pronoun),
    "ordinal": _one(lambda of: of.ordinals.ordinal),
    "just": lambda of, h, at: of.amounts.fewer.ways(h, at) or [of.amounts.just],
    "sign": _one(lambda of: of.names.skip),
    "unchanged": _one(lambda of: of.amounts.unchanged),
    "ordering": lambda of, h, at: of.at_table.as_it_is_ways(h, at) or [of.connectives.ordering],
    "last": lambda of, h, at: of.ordinals.last_ways(h, at),
    "filler": _one(lambda of: of.connectives.filler),
    "more": _one(lambda of: of.amounts.more),
    "preposition": _one(lambda of: of.connectives.preposition),
    "after_all": _one(lambda of: of.changes.after_all),
    "brings": _one(lambda of: of.left),
    "that": lambda of, h, at: of.edits.described_behind(h, at) or [of.names.skip],
    **dict.fromkeys(("of", "among", "counter", "shared"), _one(lambda of: of.names.skip)),
}


def _serving_time(of: Operators, h: Hypothesis, at: int) -> list[Way]:
    """When a dish is to come; a word that has another use too says so only where it ends a clause behind a dish."""
    other = _taking(of.m.spans[at].word.kinds - {"serving_time", "request", "filler"})
    if other is None or of.wishes.says_when(h, at):
        return [of.wishes.wish]
    return other(of, h, at)


_BY_KIND: Mapping[str, Take] = {
    "serving_time": _serving_time,
    **_AMOUNTS_AND_NUMBERS,
    **_REFUSALS_AND_CHANGES,
    **_CONNECTIVES,
    **_OTHER_WORDS,
}
"""The first kind of a word that stands here decides."""


@lru_cache(maxsize=4096)
def _taking(kinds: frozenset[str]) -> Take | None:
    return next((take for kind, take in _BY_KIND.items() if kind in kinds), None)
