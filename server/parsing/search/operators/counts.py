"""Numbers: how many, how many more, of what size, and those that count nothing."""

from collections.abc import Callable
from functools import partial

from server.parsing.matching.numbers import number_at
from server.parsing.search.antecedents import Closing
from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.determiners import Determiners
from server.parsing.search.operators.distribution import Distribution
from server.parsing.search.operators.line_counts import LineCounts
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.others import Others
from server.parsing.search.operators.refusals import Refusals
from server.parsing.search.operators.uncounted import Uncounted
from server.parsing.search.tools import Tools

MAX_QUANTITY = 999
"""A larger number is not taken for a quantity."""


class Counts(Operation):
    """Numbers: how many, how many more, of what size, and those that count nothing."""

    def __init__(
        self,
        tools: Tools,
        edits: Edits,
        determiners: Determiners,
        distribution: Distribution,
        refusals: Callable[[], Refusals],
    ) -> None:
        super().__init__(tools, edits)
        self.uncounted = Uncounted(tools, edits)
        self.of_line = LineCounts(tools, edits)
        self.more_of_each = distribution.more_of_each_ways
        self.determiners = determiners
        self.others = Others(tools, edits)
        self.refusals = refusals

    def number_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
        described = self.edits.described_by_stand_in(h, at) or self.more_of_each(h, at)
        if described:
            return described
        if self._points_at_new_line(h, at):
            return [self.skip]
        value, after = number_at(self.m, at, len(self.m))
        if value == 0:
            return [self.refusals().no]
        uncounted = self.uncounted.ways(h, at, value, after)
        if uncounted:
            return uncounted
        number = 0 if self._counts_name_before(at) else self.edits.dish_of_number(at, after)
        told = self._numbered_line(h, at, number) if number else -1
        if told >= 0:
            return [partial(self._speak_of_numbered, told, after)]
        if number and self._is_dish_number(h, at):
            return [partial(self.edits.numbered, number, after)]
        is_bare_one = value == 1 and not self.m.token(at).isdecimal()
        if (
            number
            and not is_bare_one
            and (not self.ahead.counts_name(after) or self._is_option_of(after, number))
        ):
            close = self.closings.ways(h, at)
            apart = [partial(self._numbered_apart, each, number, after) for each in close]
            return [*apart, *self._quantity_ways(h, at, value, after)]
        return self._quantity_ways(h, at, value, after)

    def as_many_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """As many of the dish that follows as of the last one: "two lagers and as many crisps"."""
        named = at + 1
        while self.m.has(named, "of", "that", "article") and not self.m.spans[named].names:
            named += 1
        follows = named < len(self.m) and not self.m.spans[named].pause and bool(self.m.items(named))
        is_told = follows and h.line is not None and not self.m.has(at - 1, "half", "multiple")
        if h.line is None or not is_told:
            return [self.unread]
        many = h.line.quantity
        return [partial(self._as_many, close, many) for close in self.closings.ways(h, at)]

    def _as_many(self, close: Closing, many: int, h: Hypothesis, at: int) -> int:
        close(h)
        h.pending = PendingPhrase(at, many, "number", at, spans=(at,))
        h.mode.positive()
        return self.skip(h, at)

    def _points_at_new_line(self, h: Hypothesis, at: int) -> bool:
        """Whether "one" behind "that" is the dish that was just ordered: "that one with oat", "no gravy on that one"."""
        line = h.line
        waits = h.pending is not None and not h.pending.waiting
        if line is None or line.line is not None or waits:
            return False
        if not (self.m.has(at, "stand_in") and self.m.has(at - 1, "that")) or self.m.spans[at].pause:
            return False
        if self.m.spans[at - 1].pause:
            return h.pending is None and self.m.has(at + 1, "with", "no")
        is_behind = self.m.has(at - 2, "preposition", "with", "for") and not self.m.spans[at - 2].names
        return is_behind and self.ahead.closes(at + 1)

    def _numbered_line(self, h: Hypothesis, at: int, item_id: int) -> int:
        """The line of the cart that is told by its dish's number: "make the 22 mild"; -1 where none is."""
        before = (
            self.m.view.language.trie.get((self.m.tokens[self.m.spans[at].start - 1].text,)) if at else None
        )
        is_definite = before is not None and not before.kinds.isdisjoint(("that", "sign"))
        if not is_definite or h.pending is not None or self.m.spans[at].pause:
            return -1
        there = (
            i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed and item_id in d.ids
        )
        return max(there, default=-1)

    def _speak_of_numbered(self, index: int, after: int, h: Hypothesis, at: int) -> int:
        end = (
            self.edits.removals.take_away(index, h, at)
            if h.mode.negation
            else self.edits.changes.refer(index, 0.0, h, at)
        )
        h.use(at, after)
        return max(end, after)

    def _counts_name_before(self, at: int) -> bool:
        """Whether a dish stands before "x" and the number: "lemon chicken x 2"."""
        return self.m.has(at - 1, "times") and at > 1 and bool(self.m.spans[at - 2].names)

    def _is_option_of(self, at: int, item_id: int) -> bool:
        """Whether a dish may be had with what follows its number; several of what the menu calls by one are counted: "two dr peppers"."""
        if at >= len(self.m) or not self.m.spans[at].names or not self.m.fits(at, item_id):
            return False
        said = self.m.token(at)
        is_as_written = self.m.modifier_distance(at, item_id) == 0 or bool(self.m.variants(at, item_id))
        return is_as_written or self.m.view.language.stem(said) == said

    def multiple_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Behind what is ordered, or before it: "chips twice", "deux fois le poulet"."""
        if self._shares_out(h, at):
            return self.determiners.openings(h, at, at + 1, self.m.spans[at].word.value, "number")
        leads = h.pending is None and (h.line is None or self._begins(at)) and self.ahead.head_follows(at)
        if leads and not self.m.spans[at + 1].pause:
            return self.determiners.openings(h, at, at + 1, self.m.spans[at].word.value, "number")
        return [self.multiple]

    def _shares_out(self, h: Hypothesis, at: int) -> bool:
        """Whether a number of times tells how some of what was counted are made: "twice, once with fries"."""
        line, phrase = h.line, h.pending
        is_counted = line is not None and line.line is None and line.quantity_stated
        is_free = phrase is None or (phrase.number_at >= 0 and not phrase.is_bare)
        return is_counted and is_free and self.m.has(at + 1, "with", "no") and not self.m.spans[at + 1].pause

    def _begins(self, at: int) -> bool:
        return bool(self.m.spans[at].pause) or self.m.has(at - 1, "and", "also", "ordering")

    def multiple(self, h: Hypothesis, at: int) -> int:
        """A number of times behind what is ordered: "chips twice"."""
        value = self.m.spans[at].word.value
        line = h.line
        if h.pending is not None and not (h.pending.is_bare and h.pending.number_at < 0):
            if h.pending.number_at < 0:
                h.pending = h.pending._replace(quantity=value, number_at=at, determiner="number")
                return self.skip(h, at)
            return self.unread(h, at)
        if line is None or (line.quantity_stated and line.line is None):
            return self.unread(h, at)
        joined = self._joined_to(h, line)
        if joined >= 0:
            both = h.drafts.own(joined)
            both.quantity, both.quantity_stated = value, True
            h.pay("target_untold")
        return self.of_line.quantity(value, at + 1, "quantity_with_times", h, at)

    def _joined_to(self, h: Hypothesis, line: Draft) -> int:
        """The dish that is joined to a line by "and", neither counted: both are meant in "pie and chips twice"; else -1."""
        index = h.focus - 1
        before = h.drafts[index] if index >= 0 else line
        if before is line or before.head is None or line.head is None or before.removed:
            return -1
        first, heads = line.head[0], (before.head, line.head)
        is_new = all(d.line is None and not d.quantity_stated for d in (before, line))
        is_bare = all(head[0] == head[1] for head in heads) and not self.m.has(
            heads[0][0] - 1, "article", "that"
        )
        is_joined = self.m.has(first - 1, "and") and before.head[2] == first - 2
        apart = self.m.spans[first].pause or self.m.spans[first - 1].pause
        return index if is_new and is_bare and is_joined and not apart else -1

    def _numbered_apart(self, close: Closing, number: int, after: int, h: Hypothesis, at: int) -> int:
        """A dish by its number, said without a sign: "20 with chips"."""
        close(h)
        h.pay("dish_number")
        return self.edits.numbered(number, after, h, at)

    def _quantity_ways(self, h: Hypothesis, at: int, value: int, after: int) -> list[Way]:
        only = self._only_way(h, at, value, after)
        if only is not None:
            return [only]
        if another := self.others.another_ways(h, at, value, after):
            return another
        is_times = self.m.has(at - 1, "times") and not (self.m.spans[at].pause or self.m.has(after, "times"))
        is_times = is_times and not (self._begins(at - 1) and self.ahead.counts_name(after))
        if is_times and h.line is not None and h.pending is None:
            return [partial(self.of_line.quantity, value, after, "quantity_with_times")]
        return [
            *self.of_line.ways(h, at, value, after),
            *self.determiners.openings(h, at, after, value, "number"),
        ]

    def _only_way(self, h: Hypothesis, at: int, value: int, after: int) -> Way | None:
        """What a number does that can be read in one way alone; the first case that fits decides."""
        if value > MAX_QUANTITY:
            return self.unread
        leads_number = self.m.has(at, "another") and self.m.has(after, "number")
        leads_number = leads_number and not self.m.spans[after].pause
        if leads_number or self._stands_for_dish(h, at, after) or self._counts_all_of_them(h, at, value):
            return self.skip
        phrase = h.pending
        if self.m.has(at - 1, "or") and phrase is not None and phrase.is_bare and phrase.number_at >= 0:
            return self.unread
        if phrase is not None and self._counts_option(at, after):
            return partial(self._count, value, after)
        if self._takes_last_option(h, at, after, value):
            return partial(self._share_behind, value, after)
        return None

    def _counts_all_of_them(self, h: Hypothesis, at: int, value: int) -> bool:
        """Whether a number only says how many there are of which some are told of: "one of the two burgers"."""
        phrase, led = h.pending, at - 1
        if phrase is None or not (phrase.is_bare and phrase.determiner) or phrase.quantity >= value:
            return False
        if not self.m.has(led, "that", "of", "among"):
            return False
        while self.m.has(led, "that", "filler", "of", "among") and not self.m.spans[led + 1].pause:
            led -= 1
        is_led = any(self.m.has(i, "of", "among") for i in range(led + 1, at))
        return is_led and led == phrase.number_at and not self.m.spans[at].pause

    def _stands_for_dish(self, h: Hypothesis, at: int, after: int) -> bool:
        """Whether "one" is no number but the dish that was described: "a small one for her"."""
        phrase = h.pending
        if phrase is None or phrase.is_bare or not (phrase.determiner and self.m.has(at, "stand_in")):
            return False
        ends = [w.at for w in phrase.waiting[-1:]] + [after - 1 for _begin, after in phrase.wishes[-1:]]
        is_behind = at - 1 in ends or (phrase.plain and self.m.has(at - 1, "plain"))
        is_behind = is_behind and not self.m.spans[at].pause
        is_last = self.ahead.closes(after) or (phrase.joined and self.m.has(after, "with", "no"))
        is_single = phrase.determiner == "article" or (phrase.quantity == 1 and is_last)
        return is_behind and is_single and not self.ahead.counts_name(after)

    def _counts_option(self, at: int, after: int) -> bool:
        is_unit = self.m.has(after, "unit") and not self.m.has(after, "serving")
        return is_unit and not self.m.spans[at].pause

    def _is_dish_number(self, h: Hypothesis, at: int) -> bool:
        phrase = h.pending
        signed = self.m.has(at - 1, "sign") or (
            self.m.has(at - 1, "no") and self.m.words(at - 1).casefold() == "no"
        )
        return signed or (phrase is not None and phrase.is_bare and not self.m.spans[at].pause)

    def _takes_last_option(self, h: Hypothesis, at: int, after: int, value: int) -> bool:
        if self._is_told_of_some(h, at, after):
            return h.drafts[h.mode.option_behind(at - 1)[1]].quantity > value  # type: ignore[index]
        last = h.mode.option_behind(at - 2)
        if last is None or (h.mode.last is not last and self.m.has(h.mode.negated_at, "instead")):
            return False
        leads = self.m.has(at - 1, "preposition", "remove_after")
        is_of_cart = h.drafts[last[1]].line is not None and after == at + 1
        leads = leads or (self.m.has(at - 1, "with") and (self._tells_of_the_rest(after) or is_of_cart))
        while self.m.has(after, "pronoun", "only", "just"):
            after += 1
        if not leads or not self.ahead.closes(after):
            return False
        return h.drafts[last[1]].quantity > value

    def _is_told_of_some(self, h: Hypothesis, at: int, after: int) -> bool:
        """Whether "of them" ends a clause behind a number and the option that so many are to have: "blacken one of them"."""
        is_behind = h.mode.option_behind(at - 1) is not None and not self.m.spans[at].pause
        return is_behind and self.m.has(after, "pronoun") and self.ahead.closes(after + 1)

    def _tells_of_the_rest(self, after: int) -> bool:
        """Whether something is said of the others from here on, or a word for them follows."""
        return self.m.has(after, "pronoun") or any(at >= after for at in self.m.places_of("other"))

    def _share_behind(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        """Some of a line have the option that was said before: "chicken on one"."""
        while self.m.has(after, "pronoun", "only", "just"):
            after += 1
        phrase = PendingPhrase(at, value, "number", at, share=True, spans=tuple(range(at, after)))
        self.determiners.share_behind(phrase, h, at)
        h.use(at, after)
        return after

    def _count(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        """So many of the option that follows, before a dish that has its own number: "a two pump vanilla latte"."""
        assert h.pending is not None  # noqa: S101
        h.pending = h.pending._replace(times=value, unit=True, spans=(*h.pending.spans, *range(at, after)))
        h.use(at, after)
        return after
