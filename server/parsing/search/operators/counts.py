"""Numbers: how many, how many more, of what size, and those that count nothing."""

from functools import partial

from server.parsing.matching.numbers import number_at
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.determiners import Determiners
from server.parsing.search.operators.operation import Operation, Tools, Way
from server.parsing.search.operators.refusals import Refusals
from server.parsing.search.pending_phrases import COUPLE, Closing

MAX_QUANTITY = 999
"""A larger number is not taken for a quantity."""


class Counts(Operation):
    """Numbers: how many, how many more, of what size, and those that count nothing."""

    def __init__(self, tools: Tools, determiners: Determiners, refusals: Refusals) -> None:
        super().__init__(tools)
        self.determiners = determiners
        self.refusals = refusals

    def number_ways(self, h: Hypothesis, at: int) -> list[Way]:
        described = self.edits.described_by_stand_in(h, at)
        if described:
            return described
        value, after = number_at(self.m, at, len(self.m))
        if value == 0:
            return [self.refusals.no]
        typed = self._typed_number(at, after)
        if typed:
            return [partial(self._leave_number, typed)]
        number = self.edits.dish_of_number(at, after)
        if number and self._is_dish_number(h, at):
            return [partial(self.edits.numbered, number, after)]
        if number and (not self.phrases.counts_name(after) or self._is_option_of(after, number)):
            close = self.phrases.closings(h, at)
            apart = [partial(self._numbered_apart, each, number, after) for each in close]
            return [*apart, *self._quantity_ways(h, at, value, after)]
        return self._quantity_ways(h, at, value, after)

    def _is_option_of(self, at: int, item_id: int) -> bool:
        return at < len(self.m) and bool(self.m.spans[at].names) and self.m.fits(at, item_id)

    def multiple(self, h: Hypothesis, at: int) -> int:
        """A number of times behind what is ordered: "chips twice"."""
        value = self.m.spans[at].word.value
        line = h.line
        if h.pending is not None and not (h.pending.is_bare and h.pending.number_at < 0):
            if h.pending.number_at < 0:
                h.pending = h.pending._replace(quantity=value, number_at=at, determiner="number")
                return self.skip(h, at)
            return self.unread(h, at)
        if line is None or line.quantity_stated:
            return self.unread(h, at)
        return self._quantity(value, at + 1, "quantity_with_times", h, at)

    def _numbered_apart(self, close: Closing, number: int, after: int, h: Hypothesis, at: int) -> int:
        """A dish by its number, said without a sign: "20 with chips"."""
        close(h)
        h.pay("dish_number")
        return self.edits.numbered(number, after, h, at)

    def _quantity_ways(self, h: Hypothesis, at: int, value: int, after: int) -> list[Way]:  # noqa: C901, PLR0911, PLR0912  (one case after the other, in the order in which they count)
        if value > MAX_QUANTITY:
            return [self.unread]
        if self.m.has(at, "another") and self.m.has(after, "number") and not self.m.spans[after].pause:
            return [self.skip]
        line, mode = h.line, h.mode
        ways: list[Way] = []
        if (
            self.m.has(at - 1, "or")
            and h.pending is not None
            and h.pending.is_bare
            and h.pending.number_at >= 0
        ):
            return [self.unread]
        if (
            h.pending is not None
            and not self.m.spans[at].pause
            and self.m.has(after, "unit")
            and not self.m.has(after, "serving")
        ):
            return [partial(self._count, value, after)]
        if self._takes_last_option(h, at, after, value):
            return [partial(self._share_behind, value, after)]
        before, behind = self.m.has(at - 1, "times"), self.m.has(after, "times")
        leads_on = behind or self.phrases.counts_name(after)
        if line is not None and h.pending is None:
            if before and not behind:
                return [partial(self._quantity, value, after, "quantity_with_times")]
            behind_counter = after
            while self.m.has(behind_counter, "counter"):
                behind_counter += 1
            ends = behind_counter > after or self._ends_here(after)
            if (
                (self.m.has(behind_counter, "more", "adding") or self.m.has(at - 1, "another"))
                and not leads_on
                and not self.m.has(behind_counter + 1, "with")
            ):
                ways.append(partial(self._more_of, value, behind_counter))
            elif (
                not leads_on
                and ends
                and self.m.spans[at].pause
                and line.line is None
                and not line.quantity_stated
                and self.closes_clause(after)
            ):
                ways.append(partial(self._quantity, value, after, "quantity_apart"))
            elif not leads_on and ends and line.line is not None and self._counts_anew(h, at):
                ways.append(partial(self._quantity, value, after, "quantity_corrected"))
            elif (
                not leads_on
                and ends
                and not line.quantity_stated
                and not self.m.spans[at].pause
                and not self.m.has(at - 1, "and")
            ):
                ways.append(partial(self._quantity, value, after, "quantity_after_head"))
            elif mode.making or mode.correcting:
                if not self.m.has(after, "pronoun", "of", "article"):
                    ways.append(
                        partial(
                            self._quantity,
                            value,
                            after,
                            "quantity_corrected" if not leads_on else "quantity_after_head",
                        )
                    )
            elif (
                line.head is not None
                and line.head[2] == at - 1
                and not line.quantity_stated
                and not self.m.spans[at].pause
            ):
                ways.append(
                    partial(
                        self._quantity,
                        value,
                        after,
                        "quantity_with_times"
                        if behind and not self.phrases.counts_name(after + 1)
                        else "quantity_after_head",
                    )
                )
        ways += self.determiners.openings(h, at, after, value, "number")
        return ways

    def _counts_anew(self, h: Hypothesis, at: int) -> bool:
        """Whether a number tells how many of a line there shall be, and not of which of them something was said."""
        if h.mode.making or h.mode.correcting or self.m.has(at - 1, "into"):
            return True
        return not self.m.has(at - 1, "preposition", "and", "also")

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

    def _leave_number(self, end: int, h: Hypothesis, at: int) -> int:
        """A number that is no quantity is not understood, but for a price that a dish of that price follows."""
        if self.m.has(end - 1, "price_after") and self.edits.has_price(at, end):
            h.use(at, end)
            h.mode.price = number_at(self.m, at, end)[0]
            return end
        h.pay("unread_number")
        return end

    def _is_dish_number(self, h: Hypothesis, at: int) -> bool:
        phrase = h.pending
        signed = self.m.has(at - 1, "sign") or (
            self.m.has(at - 1, "no") and self.m.words(at - 1).casefold() == "no"
        )
        return signed or (phrase is not None and phrase.is_bare and not self.m.spans[at].pause)

    def _takes_last_option(self, h: Hypothesis, at: int, after: int, value: int) -> bool:
        last = h.mode.option_behind(at - 2)
        while self.m.has(after, "pronoun"):
            after += 1
        if last is None or not self.m.has(at - 1, "preposition") or not self.closes_clause(after):
            return False
        return h.drafts[last[1]].quantity > value

    def _share_behind(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        """Some of a line have the option that was said before: "chicken on one"."""
        while self.m.has(after, "pronoun"):
            after += 1
        phrase = PendingPhrase(at, value, "number", at, share=True, spans=tuple(range(at, after)))
        self.determiners.share_behind(phrase, h, at)
        h.use(at, after)
        return after

    def _ends_here(self, at: int) -> bool:
        while self.m.has(at, "filler") and not self.m.spans[at].pause and not self.m.has(at, "ordering"):
            at += 1
        return at >= len(self.m) or bool(self.m.spans[at].pause) or self.m.has(at, "and", "also")

    def _count(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        """So many of the option that follows, before a dish that has its own number: "a two pump vanilla latte"."""
        assert h.pending is not None  # noqa: S101
        h.pending = h.pending._replace(times=value, unit=True, spans=(*h.pending.spans, *range(at, after)))
        h.use(at, after)
        return after

    def _quantity(self, value: int, after: int, cost: str, h: Hypothesis, at: int) -> int:
        line = h.line
        assert line is not None  # noqa: S101
        h.pay(cost)
        line.quantity, line.quantity_stated = value, True
        line.spans.update(range(at, after))
        h.use(at, after)
        h.mode.positive()
        h.mode.acted = True
        if line.item is not None and (line.line is not None or not line.variant_stated):
            ids = self.m.sizes_of_number(value, line.item)
            if ids and (line.line is None or value > COUPLE):
                h.pay("size_by_number")
                line.quantity = line.line.quantity if line.line is not None else 1
                line.quantity_stated = False
                self.options.size(line, ids, h)
        return after

    def _more_of(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        line = h.line
        assert line is not None  # noqa: S101
        line.quantity += value
        line.quantity_stated = True
        after += self.m.has(after, "more", "adding")
        h.use(at, after)
        return after
