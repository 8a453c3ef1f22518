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
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.refusals import Refusals
from server.parsing.search.operators.uncounted import Uncounted
from server.parsing.search.pending_phrases import COUPLE
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
        self.more_of_each = distribution.more_of_each_ways
        self.determiners = determiners
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
        uncounted = self.uncounted.ways(at, value, after)
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
        return [self._as_many if is_told else self.unread]

    def _as_many(self, h: Hypothesis, at: int) -> int:
        assert h.line is not None  # noqa: S101
        h.pending = PendingPhrase(at, h.line.quantity, "number", at, spans=(at,))
        h.mode.positive()
        return self.skip(h, at)

    def _points_at_new_line(self, h: Hypothesis, at: int) -> bool:
        """Whether "one" behind "that" is the dish that was just ordered: "a second latte, that one with oat"."""
        line = h.line
        if line is None or line.line is not None or h.pending is not None:
            return False
        is_pointed = (
            self.m.has(at, "stand_in") and self.m.has(at - 1, "that") and self.m.has(at + 1, "with", "no")
        )
        return is_pointed and bool(self.m.spans[at - 1].pause)

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
        return at < len(self.m) and bool(self.m.spans[at].names) and self.m.fits(at, item_id)

    def multiple_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Behind what is ordered, or before it: "chips twice", "deux fois le poulet"."""
        if self._shares_out(h, at):
            return self.determiners.openings(h, at, at + 1, self.m.spans[at].word.value, "number")
        leads = h.pending is None and (h.line is None or self._begins(at)) and self.ahead.head_follows(at + 1)
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
        return self._quantity(value, at + 1, "quantity_with_times", h, at)

    def _numbered_apart(self, close: Closing, number: int, after: int, h: Hypothesis, at: int) -> int:
        """A dish by its number, said without a sign: "20 with chips"."""
        close(h)
        h.pay("dish_number")
        return self.edits.numbered(number, after, h, at)

    def _quantity_ways(self, h: Hypothesis, at: int, value: int, after: int) -> list[Way]:
        only = self._only_way(h, at, value, after)
        if only is not None:
            return [only]
        is_times = self.m.has(at - 1, "times") and not self.m.has(after, "times")
        if is_times and h.line is not None and h.pending is None:
            return [partial(self._quantity, value, after, "quantity_with_times")]
        return [
            *self._ways_for_line(h, at, value, after),
            *self.determiners.openings(h, at, after, value, "number"),
        ]

    def _only_way(self, h: Hypothesis, at: int, value: int, after: int) -> Way | None:
        """What a number does that can be read in one way alone; the first case that fits decides."""
        if value > MAX_QUANTITY:
            return self.unread
        leads_number = self.m.has(at, "another") and self.m.has(after, "number")
        if (leads_number and not self.m.spans[after].pause) or self._stands_for_dish(h, at, after):
            return self.skip
        phrase = h.pending
        if self.m.has(at - 1, "or") and phrase is not None and phrase.is_bare and phrase.number_at >= 0:
            return self.unread
        if phrase is not None and self._counts_option(at, after):
            return partial(self._count, value, after)
        if self._takes_last_option(h, at, after, value):
            return partial(self._share_behind, value, after)
        return None

    def _stands_for_dish(self, h: Hypothesis, at: int, after: int) -> bool:
        """Whether "one" is no number but the dish that was described: "a small one for her"."""
        phrase = h.pending
        if phrase is None or phrase.is_bare or not (phrase.determiner and self.m.has(at, "stand_in")):
            return False
        ends = [w.at for w in phrase.waiting[-1:]] + [after - 1 for _begin, after in phrase.wishes[-1:]]
        is_behind = at - 1 in ends or (phrase.plain and self.m.has(at - 1, "plain"))
        is_behind = is_behind and not self.m.spans[at].pause
        is_single = phrase.determiner == "article" or (phrase.quantity == 1 and self.ahead.closes(after))
        return is_behind and is_single and not self.ahead.counts_name(after)

    def _counts_option(self, at: int, after: int) -> bool:
        is_unit = self.m.has(after, "unit") and not self.m.has(after, "serving")
        return is_unit and not self.m.spans[at].pause

    def _ways_for_line(self, h: Hypothesis, at: int, value: int, after: int) -> list[Way]:
        """What a number may say of the line that is being spoken of: how many more, or how many."""
        line = h.line
        if line is None or h.pending is not None:
            return []
        leads_on = self.ahead.counts_name(after)
        behind = self._behind_counters(after)
        if self.m.has(at, "another") and self.m.has(after, "each"):
            return []
        if not leads_on and self._says_more(at, behind):
            return [partial(self._more_of, value, behind)]
        ends = not leads_on and (behind > after or self._ends_here(self._behind_unit(after)))
        is_share = line.line is not None and self._is_told_of(behind)
        if is_share and self.m.has(behind, "only") and value < line.quantity:
            return []
        cost = self._cost_at_end(h, line, at, after) if ends and not is_share else ""
        if cost == "quantity_after_head" and self._is_measured_behind(line, at, behind):
            cost = "quantity_with_times"
        cost = cost or self._cost_within(h, line, at, after, leads_on=leads_on)
        return [partial(self._quantity, value, self._behind_unit(after), cost)] if cost else []

    def _is_measured_behind(self, line: Draft, at: int, behind: int) -> bool:
        """Whether a number with a measure word ends the clause right behind its dish: "口水鸡一份"."""
        is_behind = line.head is not None and line.head[2] == at - 1 and self.m.has(behind - 1, "counter")
        return is_behind and self._ends_here(behind)

    def _is_told_of(self, at: int) -> bool:
        """Whether something is said of so many: "一份要微辣", "한 줄은 단무지 빼고", "一つだけホット"."""
        while self.m.has(at, "filler", "topic", "only") and not self.m.spans[at].pause:
            at += 1
        if at >= len(self.m) or self.m.spans[at].pause:
            return False
        return bool(self.m.spans[at].names) or self.m.has(at, "no", "with", "only", "amount", "adding")

    def _behind_counters(self, at: int) -> int:
        while self.m.has(at, "counter"):
            at += 1
        return at

    def _says_more(self, at: int, behind: int) -> bool:
        is_more = (
            self.m.has(behind, "more", "adding")
            or self.m.has(at - 1, "another", "more")
            or (self.m.has(at - 1, "add") and not self.m.has(at - 1, "make"))
            or self.m.has(at, "same")
        )
        if is_more and self._are_told_of(behind):
            return False
        return is_more and not (self.m.has(behind + 1, "with") or self._is_as_it_comes(behind))

    def _are_told_of(self, behind: int) -> bool:
        """Whether something is told of those that are to come: "two more, both without ice", "another, with oat"."""
        at = behind + self.m.has(behind, "more", "adding")
        if at >= len(self.m) or self.m.spans[at].pause != ",":
            return False
        some = (
            self.m.has(at, "number", "other")
            and not self.m.spans[at].names
            and self.m.has(at + 1, "with", "no")
        )
        return some or self.m.has(at, "with", "no", "all")

    def _is_as_it_comes(self, at: int) -> bool:
        """Whether one more is to be plain, or to have all: "another one for my son, with everything on it"."""
        while at < len(self.m) and self.m.spans[at].pause != ".":
            if self.m.has(at, "everything", "plain"):
                return True
            at += 1
        return False

    def _cost_at_end(self, h: Hypothesis, line: Draft, at: int, after: int) -> str:
        """What the quantity of a line costs that is said last in a clause; "" where the number is none."""
        if self._is_for_another(at, after):
            return ""
        pause = self.m.spans[at].pause
        if (
            pause
            and line.line is None
            and not line.quantity_stated
            and self.closes_clause(self._behind_unit(self._behind_counters(after)))
            and not self._is_one_more(line, at, after)
        ):
            return "quantity_apart"
        is_fewer = self.m.has(at, "fewer") or self.m.has(after, "fewer")
        if line.line is not None and not is_fewer and self._counts_anew(h, at):
            return "quantity_corrected"
        if not (line.quantity_stated or pause or self.m.has(at - 1, "and")):
            return "quantity_after_head"
        return ""

    def _is_for_another(self, at: int, after: int) -> bool:
        """Whether somebody else wants so many too: "a latte for me, and my wife wants one too"."""
        begin = at
        while begin > 0 and not (self.m.spans[begin].pause or self.m.has(begin, "and", "also")):
            begin -= 1
        is_joined = self.m.has(after, "also") or self.m.has(begin, "and", "also")
        if not is_joined or begin == at:
            return False
        end = self.m.spans[at].start
        said = [token.text for token in self.m.tokens[self.m.spans[begin].start : end]]
        return any(tuple(said[-n:]) in self.m.view.language.of_person for n in range(1, len(said) + 1))

    def _is_one_more(self, line: Draft, at: int, after: int) -> bool:
        """Whether another one is for somebody else: "a latte, one for my friend too"."""
        is_single = (
            line.head is not None and self.m.has(line.head[0], "article") and self.m.spans[at].word.value == 1
        )
        first = self.m.spans[after].start if after < len(self.m) else -1
        word = self.m.view.language.trie.get((self.m.tokens[first].text,)) if first >= 0 else None
        return is_single and word is not None and "for" in word.kinds

    def _cost_within(self, h: Hypothesis, line: Draft, at: int, after: int, *, leads_on: bool) -> str:
        """What the quantity of a line costs that is said within a clause; "" where the number is none."""
        if h.mode.making or h.mode.correcting:
            if self.m.has(after, "pronoun", "of", "article", "topic") and after + 1 < len(self.m):
                return ""
            if leads_on and self._counts_other_dish(line, after):
                return ""
            return "quantity_after_head" if leads_on else "quantity_corrected"
        if line.head is None or line.head[2] != at - 1 or self.m.spans[at].pause:
            return ""
        if line.quantity_stated or line.number_of_size:
            return ""
        times = self.m.has(after, "times") and not self.ahead.counts_name(after + 1)
        return "quantity_with_times" if times else "quantity_after_head"

    def _counts_other_dish(self, line: Draft, at: int) -> bool:
        """Whether a dish that is no option of the line stands at `at`: "make that five soups"."""
        return bool(self.m.spans[at].names and self.m.items(at)) and not self.options.fits(at, [line])

    def _behind_unit(self, at: int) -> int:
        """The span after a word like "pieces" or "times" that ends a clause: "zwei Stück", "chips 2x"."""
        return at + 1 if self.m.has(at, "unit", "times") and self.closes_clause(at + 1) else at

    def _counts_anew(self, h: Hypothesis, at: int) -> bool:
        """Whether a number tells how many of a line there shall be, and not of which of them something was said."""
        if h.mode.making or h.mode.correcting or self.m.has(at - 1, "into"):
            return True
        joined = h.mode.joined and self.m.has(at - 1, "filler")
        return not (joined or self.m.has(at - 1, "preposition", "and", "also"))

    def _is_dish_number(self, h: Hypothesis, at: int) -> bool:
        phrase = h.pending
        signed = self.m.has(at - 1, "sign") or (
            self.m.has(at - 1, "no") and self.m.words(at - 1).casefold() == "no"
        )
        return signed or (phrase is not None and phrase.is_bare and not self.m.spans[at].pause)

    def _takes_last_option(self, h: Hypothesis, at: int, after: int, value: int) -> bool:
        last = h.mode.option_behind(at - 2)
        if last is None:
            return False
        leads = self.m.has(at - 1, "preposition", "remove_after")
        leads = leads or (self.m.has(at - 1, "with") and self.m.has(after, "pronoun"))
        while self.m.has(after, "pronoun", "only", "just"):
            after += 1
        if not leads or not self.ahead.closes(after):
            return False
        return h.drafts[last[1]].quantity > value

    def _share_behind(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        """Some of a line have the option that was said before: "chicken on one"."""
        while self.m.has(after, "pronoun", "only", "just"):
            after += 1
        phrase = PendingPhrase(at, value, "number", at, share=True, spans=tuple(range(at, after)))
        self.determiners.share_behind(phrase, h, at)
        h.use(at, after)
        return after

    def _ends_here(self, at: int) -> bool:
        while self.m.has(at, "filler", "after_all") and not (
            self.m.spans[at].pause or self.m.has(at, "ordering")
        ):
            at += 1
        if self.m.has(at, "also") and self.m.has(at + 1, "with", "no") and not self.m.spans[at + 1].pause:
            return False
        return at >= len(self.m) or bool(self.m.spans[at].pause) or self.m.has(at, "and", "also")

    def _count(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        """So many of the option that follows, before a dish that has its own number: "a two pump vanilla latte"."""
        assert h.pending is not None  # noqa: S101
        h.pending = h.pending._replace(times=value, unit=True, spans=(*h.pending.spans, *range(at, after)))
        h.use(at, after)
        return after

    def _quantity(self, value: int, after: int, cost: str, h: Hypothesis, at: int) -> int:
        line = h.own_line
        line.quantity, line.quantity_stated = value, True
        line.spans.update(range(at, after))
        for i in h.mode.targets if h.mode.making and self.m.has(at - 1, "all") else ():
            h.drafts.own(i).quantity = value
        h.use(at, after)
        h.mode.positive()
        h.mode.acted = True
        if line.item is not None and (line.line is not None or not line.variant_stated):
            ids = [] if cost == "quantity_with_times" else self.m.sizes_of_number(value, line.item)
            if ids and (line.line is None or value > COUPLE):
                h.pay("size_by_number")
                line.quantity = line.line.quantity if line.line is not None else 1
                line.quantity_stated = False
                self.options.size(line, ids, h)
                return after
        h.pay(cost)
        return after

    def _more_of(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        line = h.own_line
        is_counted = line.line is not None or line.quantity_stated
        line.quantity = line.quantity + value if is_counted else value
        line.quantity_stated = True
        after += self.m.has(after, "more", "adding")
        h.use(at, after)
        return after
