"""For how many people a dish is: "a juice each for the twins", "thalis for all five of us"."""

from functools import partial

from server.parsing.search.antecedents import Closing
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, named_for_each
from server.parsing.search.operators.operation import Operation, Way

MOST_SMALL = 12
"""Small words between somebody and what he is to have, at most."""
_BEFORE_DISH = (
    "filler",
    "article",
    "number",
    "another",
    "counter",
    "that",
    "serving",
    "size",
    "same",
    "only",
)


class Persons(Operation):
    """Orders a dish for each of several people."""

    def each_ways(self, h: Hypothesis, at: int) -> list[Way]:
        return [partial(self._each, close) for close in self.closings.ways(h, at)]

    def _each(self, close: Closing, h: Hypothesis, at: int) -> int:
        """As many for each of them as were said: "two tacos each for the two of us" are four."""
        close(h)
        line = h.line
        if line is None or line.line is not None:
            return self._unread(h, at)
        own = h.own_line
        own.quantity, own.quantity_stated = line.quantity * self.m.spans[at].word.value, True
        own.spans.add(at)
        h.mode.positive()
        return self.skip(h, at)

    def own_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """What somebody has of several dishes that were ordered alike: "mine volcano, hers medium".

        Of several lines "hers" is the one that was spoken of last; which of them is "mine" nobody has told.
        """
        told = self._told_of(at)
        is_told = told < len(self.m) and bool(self.m.spans[told].names)
        fits = [d for d in h.drafts if not d.removed and is_told and self.options.fits(told, [d])]
        is_with = any(self.m.has(i, "with", "no") for i in range(at + 1, told))
        if (
            fits
            and (is_with or not self.m.items(told))
            and any(d.quantity > 1 or d.part_of >= 0 for d in fits)
        ):
            return [partial(self._open_own, close) for close in self.closings.ways(h, at)]
        if self._is_plain_one_of_other(h, at, told):
            return [partial(self._has_same, close) for close in self.closings.ways(h, at)]
        units = sum(d.quantity for d in h.drafts if not d.removed)
        is_behind = self.m.has(at - 1, "preposition", "remove_after")
        is_about = bool(fits) or (is_behind and self.ahead.closes(at + 1 + self.m.has(at + 1, "then")))
        is_open = is_about and units > 1 and (self.m.has(at, "mine") or self._is_one_of(h, at))
        return [self._unread if is_open else self.skip]

    def _is_plain_one_of_other(self, h: Hypothesis, at: int, told: int) -> bool:
        """Whether somebody else has the one dish too, and plain: "a cake with cream for me, she'd like hers plain"."""
        line = h.line
        has_more = line is not None and any(c.stated and c.amount != "none" for c in line.choices.values())
        is_single = has_more and line is not None and line.line is None and line.quantity == 1
        is_only = sum(not d.removed for d in h.drafts) == 1
        return is_single and is_only and self.m.has(told, "plain") and self.m.has(at, "theirs")

    def _is_one_of(self, h: Hypothesis, at: int) -> bool:
        """Whether what was said right before is about one of several in the cart: "no dressing on hers", of two salads."""
        spot = at - 2 if self.m.has(at - 1, "preposition", "remove_after") else at - 1
        if spot < 0 or not self.m.spans[spot].names:
            return False
        several = [d for d in h.drafts if d.line is not None and not d.removed and d.quantity > 1]
        return any(self.options.fits(spot, [d]) for d in several)

    def _told_of(self, at: int) -> int:
        """The span behind the small words that follow: the option of "hers should be with oat"."""
        told = at + 1
        small = ("filler", "with", "no", "article", "make", "that", "topic", "amount")
        while (
            told - at <= MOST_SMALL
            and self.m.has(told, *small)
            and not (self.m.spans[told].names or self.m.spans[told].pause)
        ):
            told += 1
        return len(self.m) if told < len(self.m) and self.m.spans[told].pause else told

    def _open_own(self, close: Closing, h: Hypothesis, at: int) -> int:
        close(h)
        h.mode.settle()
        h.mode.positive()
        h.mode.joined = False
        h.pending = PendingPhrase(at, 1, "number", at, share=True, spans=(at,))
        return self.skip(h, at)

    def all_ways(self, h: Hypothesis, at: int) -> list[Way]:
        phrase = h.pending
        if phrase is not None and phrase.waiting and not phrase.determiner and h.drafts:
            return [self._some_of_line]
        return [partial(self._all, close) for close in self.closings.ways(h, at)]

    def _some_of_line(self, h: Hypothesis, at: int) -> int:
        """So many of what was ordered, made another way: "small ones for the four kids"."""
        assert h.pending is not None  # noqa: S101
        number = self.m.spans[at].word.value
        h.pending = h.pending._replace(quantity=number, number_at=at, determiner="number")
        return self.skip(h, at)

    def _all(self, close: Closing, h: Hypothesis, at: int) -> int:
        """One for each of them, where neither an article nor a number says otherwise: "a bottle for all of us" is one."""
        close(h)
        said = self._said_before(h, at)
        if self.ahead.head_follows(at) and (not said or self.m.has(at - 1, "and", "also")):
            h.mode.positive()
            return self.skip(h, at)
        counted = [i for i in said if self._is_counted(h.drafts[i])]
        if counted and len(counted) < len(said):
            return self._unread(h, at)
        for i in said if not counted else ():
            draft = h.drafts.own(i)
            draft.quantity, draft.quantity_stated = self.m.spans[at].word.value, True
            draft.spans.add(at)
        h.mode.positive()
        return self.skip(h, at)

    def are_ways(self, h: Hypothesis, at: int) -> list[Way]:
        return [partial(self._are, close) for close in self.closings.ways(h, at)]

    def _are(self, close: Closing, h: Hypothesis, at: int) -> int:
        """As many of what was said for each: "je ein Eis, wir sind zu dritt"; else how many they are orders nothing.

        Where neither an article nor a number says how many of the last dish it shall be, that is left open.
        """
        close(h)
        each = [i for i in range(at) if self.m.has(i, "each", "apiece", "round")]
        said = named_for_each(h, each[-1], self.m.begin_of_clause(each[-1])) if each else []
        new = [d for d in h.drafts if d.line is None and not d.removed and d.head is not None]
        if not each and new and not self._is_counted(new[-1]):
            return self._unread(h, at)
        is_right_behind = bool(each) and each[-1] == at - 1
        for i in said if is_right_behind or all(h.drafts[i].quantity == 1 for i in said) else ():
            draft = h.drafts.own(i)
            draft.quantity, draft.quantity_stated = draft.quantity * self.m.spans[at].word.value, True
            draft.spans.add(at)
        h.mode.positive()
        return self.skip(h, at)

    def has_same_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Somebody else has it too: "my wife too, but without onions"; a dish that is named behind it is theirs."""
        if (
            self._names_dish(at + 1)
            or self.m.has(at + 1, "round")
            or self._is_theirs(h, at)
            or (h.pending is not None and h.pending.number_at >= 0)
        ):
            return [self.skip]
        new = [d for d in h.drafts if d.line is None and not d.removed and d.part_of < 0 and d.items]
        if not new:
            return [self.skip] if h.line is None else self.edits.same_ways(h, at)
        if len(new) > 1 and not self._is_apart(new[-2], new[-1]):
            if self.edits.copies.orders.is_of_sentence_before(h, at):
                return [partial(self._have_all_same, close) for close in self.closings.ways(h, at)]
            return [self._which_untold]
        return [partial(self._has_same, close) for close in self.closings.ways(h, at)]

    def _is_theirs(self, h: Hypothesis, at: int) -> bool:
        """Whether it is told right behind a dish for whom that is: "and a tea for my sister as well".

        Where one is in the cart, "also" may stand before that: "una lasagna anche per mio marito" is one more.
        """
        line = h.line
        if line is None or line.line is not None or line.head is None or line.head[2] != at - 1:
            return False
        is_had = any(d.line is not None and not d.removed and d.ids == line.ids for d in h.drafts)
        is_told = self.m.begins_as(at, "for") or (is_had and self.m.begins_as(at, "also"))
        return is_told and not self.m.spans[at].pause

    def _has_same(self, close: Closing, h: Hypothesis, at: int) -> int:
        close(h)
        return self.edits.copies.copy_for(h, at)

    def _have_all_same(self, close: Closing, h: Hypothesis, at: int) -> int:
        close(h)
        return self.edits.copies.copy_new(h, at)

    def _which_untold(self, h: Hypothesis, at: int) -> int:
        """One of several dishes, or all of them: nobody said which."""
        h.pay("target_untold")
        return self._unread(h, at)

    def _names_dish(self, at: int) -> bool:
        """Whether the clause goes on to a dish, with what is said of it before: "for her a weak tea"."""
        while (
            at < len(self.m)
            and not self.m.spans[at].pause
            and (self.m.has(at, *_BEFORE_DISH) or self._is_only_option(at))
        ):
            if self.m.spans[at].names and not self._is_only_option(at):
                break
            at += 1
        return at < len(self.m) and not self.m.spans[at].pause and bool(self.m.items(at))

    def _is_only_option(self, at: int) -> bool:
        """Whether an option is named that is said before its dish."""
        is_option = bool(self.m.spans[at].names) and not self.m.items(at)
        return is_option and not self.m.view.language.head_first

    def _is_apart(self, before: Draft, draft: Draft) -> bool:
        """Whether somebody is named between two dishes, so that the second alone is theirs: "he has the fish, she the pie"."""
        if before.head is None or draft.head is None:
            return False
        return any(self.m.has(i, "filler") for i in range(before.head[2] + 1, draft.head[0]))

    def _said_before(self, h: Hypothesis, at: int) -> list[int]:
        """The new lines since the last pause."""
        first = max((i for i in range(at) if self.m.spans[i].pause), default=0)
        return [
            i
            for i, d in enumerate(h.drafts)
            if d.head is not None
            and d.head[1] >= first
            and d.line is None
            and not d.removed
            and d.part_of < 0
        ]

    def _is_counted(self, draft: Draft) -> bool:
        return draft.quantity_stated or (draft.head is not None and self.m.has(draft.head[0], "article"))

    def _unread(self, h: Hypothesis, at: int) -> int:
        """For whom words are that no dish was named before orders nothing, and is told."""
        if not h.drafts and h.pending is None:
            return self.skip(h, at)
        h.pay("unread_word")
        h.leave(at, at + 1)
        return at + 1
