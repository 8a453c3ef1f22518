"""Dishes that are named: a new line, or one that is there already and is changed, replaced, repeated or taken away."""

from collections.abc import Callable
from functools import partial

from server.parsing.matching.names import ALIAS, PART
from server.parsing.search.closings import MAX_DISHES
from server.parsing.search.edits.change import Changes
from server.parsing.search.edits.describe import Descriptions
from server.parsing.search.edits.instead import Instead
from server.parsing.search.edits.moves import move_changes
from server.parsing.search.edits.named_again import is_told_again
from server.parsing.search.edits.new_line import NewLines
from server.parsing.search.edits.numbered import Numbered
from server.parsing.search.edits.refused_dishes import RefusedDishes
from server.parsing.search.edits.remove import Removals
from server.parsing.search.edits.same import Copies
from server.parsing.search.edits.share import Shares
from server.parsing.search.edits.siblings import Siblings
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.tools import Tools

Way = Callable[[Hypothesis, int], int | None]
_BEFORE_REPLACEMENT = (
    "into", "for", "with", "preposition", "article", "that", "pronoun", "some", "change", "filler",
)  # fmt: skip
"""What may stand between an option that is given up and the dish that comes for it."""


class Edits:
    """What a name of a dish may do."""

    def __init__(self, tools: Tools) -> None:
        self.m = tools.m
        self.options = tools.options
        self.which = Which(tools.m)
        self.new = NewLines(tools, self.which)
        self.changes = Changes(tools, self.which, self.new)
        self.shares = Shares(tools, self.changes)
        self.removals = Removals(tools, self.which, self.changes)
        self.refused = RefusedDishes(tools, self.removals)
        self.copies = Copies(tools, self.which)
        descriptions = Descriptions(tools, self.which, self.changes, self.removals)
        self.described_by_name = descriptions.of_name
        self.described_by_stand_in = descriptions.of_stand_in
        self.described_behind = descriptions.of_that
        self.described_as_plain = descriptions.of_plain
        self.described_by_lack = descriptions.of_lack
        self.siblings = Siblings(tools, self.which, self.new)
        self.sibling_ways = self.siblings.ways
        numbered = Numbered(tools)
        self.dish_of_number = numbered.dish_of_number
        self.numbered = numbered.numbered
        self.has_price = numbered.has_price
        self.is_price = numbered.is_price
        self.removal_ways = self.removals.removal_ways
        self.some_to_change = self.shares.some_to_change
        self.keeping_ways = self.removals.keeping_ways
        self.rather_ways = Instead().rather_ways
        self.same_ways = self.copies.same_ways

    def head_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """All that the dish at span `at` may be."""
        if len(h.drafts) >= MAX_DISHES:
            return []
        if not (h.drafts or h.mode.negation or h.mode.each):
            return self._ways_of_first(h, at)
        return self._ways_beside_lines(h, at)

    def _ways_beside_lines(self, h: Hypothesis, at: int) -> list[Way]:
        """What the dish can be alone, the first case that holds, or else several."""
        match = self.which.find(h, at)
        if match < 0 and self._says_more(h, at) and (meant := self._meant_by_part(h, at)) >= 0:
            self.m.rename(at, {h.drafts[meant].items[0].name.casefold(): ALIAS})
            match = meant
        only = (
            self._in_place_of_some(h, match)
            or self._refused_or_taken_off(h, at, match)
            or self._changed_into(h, at)
            or self._fewer(h, at, match)
            or self._one_of_each(h, at)
            or (match >= 0 and self._instead_of_changed(h, match))
            or (match >= 0 and self._of_line(h, at, match))
            or self._counted_out(h, at, match)
        )
        return only or self._open_ways(h, at, match)

    def _meant_by_part(self, h: Hypothesis, at: int) -> int:
        """The one line that a part of its name can mean; -1 where the name is a dish's own."""
        is_own = bool(self.m.items(at)) and self.m.items(at)[0][0] < PART
        return -1 if is_own else self.which.only_named(h, at)

    def _says_more(self, h: Hypothesis, at: int) -> bool:
        """Whether more of what the name at `at` means are wanted: "two more beers", 맥주 두 잔 더."""
        behind = at + 1
        while self.m.has(behind, "counter") and not (
            self.m.spans[behind].names or self.m.spans[behind].pause
        ):
            behind += 1
        is_behind = self.m.has(behind, "more") and not self.m.spans[behind].pause
        return is_behind or (h.pending is not None and h.pending.more)

    def _in_place_of_some(self, h: Hypothesis, match: int) -> list[Way]:
        """A dish that takes the place of so many of a line, which were taken away before: "eins weniger, dafür einen Tee"."""
        if not (h.mode.lessened and h.mode.making) or h.mode.negation:
            return []
        is_new = match < 0 or self._has_number(h)
        is_free = h.pending is None or h.pending.is_bare
        return [self._add_for_lessened] if is_new and is_free else []

    def _add_for_lessened(self, h: Hypothesis, at: int) -> int | None:
        if not self._has_number(h):
            first = h.pending.first if h.pending is not None else at
            is_one = h.pending is not None and h.pending.determiner == "article"
            h.pending = PendingPhrase(first, 1 if is_one else h.mode.lessened, "number")
        h.mode.lessened, h.mode.making = 0, False
        return self.new.add(h, at)

    def _ways_of_first(self, h: Hypothesis, at: int) -> list[Way]:
        """The first dish that is named, where no line is there that it could be about."""
        made = h.mode.making and self.m.items(at)[0][0] >= PART
        return [*([self.new.made_of_nothing] if made else []), *self._new_ways(h, at)]

    def _refused_or_taken_off(self, h: Hypothesis, at: int, match: int) -> list[Way]:
        mode = h.mode
        if self.removals.is_over(h, at):
            return [self.removals.add_after_removal]
        if mode.negation == "remove" and match >= 0 and self._is_place_of(h, at, match):
            return [partial(self._taken_off, match)]
        if mode.negation and not (mode.loosely and mode.negation != "remove") and not mode.amount:
            return self.refused.ways(h, at, match)
        return []

    def _changed_into(self, h: Hypothesis, at: int) -> list[Way]:
        """A line that becomes this dish: the copy that is told on, what was taken back, what is called longer now."""
        if copied := self._copy_told(h, at):
            return copied
        if 0 <= h.mode.taken_back < len(h.drafts) and not self._has_number(h):
            kept = self._kept_of_cart(h, at)
            if kept >= 0:
                return [partial(self.changes.refer, kept, 0.0)]
            return [partial(self.changes.replace, h.mode.taken_back)]
        extended = self.changes.extended(h, at)
        if not extended:
            return []
        if self._is_some_of_line(h):
            return [partial(self.shares.share_and_become, extended)]
        return [partial(self.changes.extend, extended)]

    def _copy_told(self, h: Hypothesis, at: int) -> list[Way]:
        """What a copy differs in: what its dish is had with, or another dish."""
        if self.copies.is_copy_with(h, at):
            return [partial(self.changes.refer, h.focus, 0.0)]
        if (alike := self._sibling_of_copy(h, at)) > 0:
            return [partial(self.siblings.become, alike)]
        if self.copies.is_changed_copy(h, at) and not self.options.fits(at, [h.line] if h.line else []):
            return [partial(self.changes.replace, h.focus)]
        return []

    def _sibling_of_copy(self, h: Hypothesis, at: int) -> int:
        """The one dish called like a copy's, but for the word before "one": "the same but an oyster one"; 0 where none is."""
        line, phrase = h.line, h.pending
        stands = self.m.has(at + 1, "stand_in") and not self.m.spans[at + 1].pause
        if line is None or line.item is None or not (stands and line.repeated and line.inherits):
            return 0
        is_told = phrase is not None and phrase.is_bare and self.m.has(phrase.first - 1, "but")
        alike = self.siblings.alike(at, line.item.id) if is_told else []
        return alike[0] if len(alike) == 1 else 0

    def _kept_of_cart(self, h: Hypothesis, at: int) -> int:
        """The line that stays when another is taken back: "no tea, just the cake", where both are ordered; else -1."""
        match = self.which.find(h, at)
        stays = match >= 0 and h.drafts[match].line is not None and h.pending is None
        return match if stays and (h.mode.only or self.which.is_definite(at, h)) else -1

    def _fewer(self, h: Hypothesis, at: int, match: int) -> list[Way]:
        phrase = h.pending
        if match >= 0 and self.changes.takes_fewer(h, at):
            return [partial(self.changes.fewer, match)]
        if phrase is not None and phrase.determiner and self.m.has(at + 1, "fewer"):
            fewer = match if match >= 0 else self.which.of_kind(h, at)
            return [partial(self.changes.fewer, fewer)] if fewer >= 0 else []
        return []

    def _one_of_each(self, h: Hypothesis, at: int) -> list[Way]:
        """So many of all that is called so; one that is named in full behind "each" and its number is this alone: "je zwei Suppen"."""
        phrase = h.pending
        if phrase is None or not phrase.is_bare or h.mode.each != phrase.quantity:
            return []
        is_named = len(self.m.best_items(at)) == 1 and self.m.items(at)[0][0] < 1
        return [] if is_named and phrase.number_at > phrase.first else [self.new.one_of_each]

    def _instead_of_changed(self, h: Hypothesis, match: int) -> list[Way]:
        """More of a line that is there, or so many of its dish anew, in the place of another: "swap the tea for two cakes"."""
        is_other = h.mode.making and h.mode.changed >= 0 and match != h.mode.changed
        if not is_other or h.pending is None:
            return []
        if h.pending.more:
            return [partial(self.changes.become_more, match)]
        return [partial(self.changes.replace, h.mode.changed)] if self._has_number(h) else []

    def _counted_out(self, h: Hypothesis, at: int, match: int) -> list[Way]:
        """Some of the last line are this dish: "deux cafés, dont une noisette"; or of the one called like it."""
        alike = self.shares.called_alike(h, at)
        if alike >= 0:
            return [partial(self.shares.share_and_replace_of, alike)]
        is_some = match != h.focus and self._is_some_of_line(h) and self.shares.are_counted_out(h)
        if is_some:
            return [self.shares.share_and_replace]
        whole = self.shares.goes_on_counting_out(h, at)
        return [partial(self.shares.count_out_of, whole)] if whole >= 0 else []

    def _of_line(self, h: Hypothesis, at: int, match: int) -> list[Way]:
        """What is told of the line `match`: a share of it, more of it, it alone, its size."""
        is_told_of = self.which.is_served_first(h, at) or self.which.is_changed_behind(h, at)
        is_told_of = is_told_of or is_told_again(self.m, h, at, h.drafts[match])
        if is_told_of or self.changes.restates_corrected(h, match):
            return [partial(self.changes.refer, match, 0.0)]
        told = (
            self.changes.served_otherwise(h, at, match)
            or self._some_of_line(h, at, match)
            or self.changes.recount_ways(h, at, match)
        )
        if told:
            return told
        if self.changes.tells_more(h, at, match):
            return [partial(self.new.add, part=h.drafts[match].ids)]
        if self.removals.keeps_only(h, at, match):
            return [partial(self.removals.keep, {match}, at + 1)]
        if self.changes.tells_size(h, match):
            return [partial(self.changes.set_quantity, match, self._number(h))]
        return []

    def _some_of_line(self, h: Hypothesis, at: int, match: int) -> list[Way]:
        """What is told of some of the line `match`, or what they become."""
        other = self.shares.becomes_other(h, at, match)
        if other:
            return [partial(self.shares.begin_to_become, match, other)]
        if self.shares.counted_behind.names_set(h, at, match) or self.shares.is_share_of(h, at, match):
            return [partial(self.shares.share_of, match)]
        counted = self.shares.counted_behind.number_behind(h, at, match)
        return [partial(self.shares.counted_behind.share, match, counted)] if counted else []

    def _open_ways(self, h: Hypothesis, at: int, match: int) -> list[Way]:
        """A line that is there, one that becomes this dish, or a new one; the search pays each what it costs."""
        mode = h.mode
        if match >= 0 and h.pending is None and self.shares.counts_out_of(at):
            return []
        ways: list[Way] = []
        if match >= 0:
            ways += self.changes.match_ways(h, at, match)
        elif self._is_placed_on_like(h, at):
            ways.append(partial(self.changes.refer, self.which.find(h, at, loosely=True), 0.0))
        longer = self.shares.longer_name(h, at)
        if longer:
            ways.append(partial(self.shares.share_and_become, longer))
        of_other = self._line_with_some(h)
        if self._is_some_of_line(h) and match != h.focus:
            ways.append(self.shares.share_and_replace)
        elif of_other >= 0:
            return [partial(self.shares.share_and_replace_of, of_other)]
        if mode.making and h.line is None and self.m.items(at)[0][0] >= PART:
            ways.append(self.new.made_of_nothing)
        if mode.making and 0 <= mode.changed < len(h.drafts):
            return [*ways, partial(self.changes.replace, mode.changed)]
        if self._may_replace_alike(h, at, match):
            ways.append(self.changes.replace_alike)
        return ways + self._new_ways(h, at)

    def _takes_place_of_option(self, h: Hypothesis, at: int) -> bool:
        """Whether an option was given up right before for this dish: "swap the mayo for tartare", which is a dish there."""
        if h.mode.refused is None or h.mode.refused[0] >= at:
            return False
        between = range(h.mode.refused[0] + 1, at)
        return bool(between) and all(
            self.m.has(i, *_BEFORE_REPLACEMENT) and not (self.m.spans[i].pause or self.m.spans[i].names)
            for i in between
        )

    def _may_replace_alike(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether the last line is corrected to this dish, and keeps its number: not by "the paella, and a lemonade"."""
        is_told = h.mode.correcting or (h.mode.making and not h.mode.mentioned)
        if not is_told or h.line is None or not h.line.items or self.which.corrects_words(h, at):
            return False
        if self._takes_place_of_option(h, at):
            return False
        is_led = self.m.has(at - 1, "preposition", "with") and not h.mode.making
        if is_led and self.options.fits(at, [h.line]):
            return False
        is_joined = h.pending.joined if h.pending is not None else h.mode.joined
        if is_joined or self._counts_otherwise(h) or self.removals.is_on_cart(h):
            return False
        if match >= 0 and h.pending is not None and h.pending.more:
            return False
        return not (match >= 0 and self.which.is_definite(at, h))

    def _new_ways(self, h: Hypothesis, at: int) -> list[Way]:
        ways: list[Way] = []
        if h.drafts and self.new.part_ids(h, at):
            ways.append(self.new.new_part)
        if self.new.may_be_total(h, at):
            ways.append(self.new.total)
        return [*ways, self.new.add]

    def _taken_off(self, index: int, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        if h.pending is None:
            move_changes(h, h.focus, index)
        return self.changes.refer(index, 0.0, h, at)

    def _is_place_of(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether something is taken off the dish, which is not taken away: "remove the corn from the garden bowl"."""
        if self.which.is_placed(at, h) and h.mode.loosely:
            return True
        i = at - 1
        while self.m.has(i, "that", "all") and not self.m.spans[i].names:
            i -= 1
        waiting = h.pending.waiting if h.pending is not None else ()
        is_told = bool(h.mode.loosely) or any(w.negation for w in waiting)
        is_led = self.m.has(i, "preposition", "of") and i > 0 and bool(self.m.spans[i - 1].names)
        return is_told and is_led and h.drafts[match].line is not None

    def _is_placed_on_like(self, h: Hypothesis, at: int) -> bool:
        """Whether a line of the cart is spoken of by a part of its name: "no butter on the pancakes", of blueberry ones."""
        if (h.pending is not None and h.pending.determiner) or not self.which.has_preposition(at):
            return False
        found = self.which.find(h, at, loosely=True) if self.which.is_definite(at, h) else -1
        return found >= 0 and h.drafts[found].line is not None

    @staticmethod
    def _number(h: Hypothesis) -> int:
        return h.pending.quantity if h.pending is not None else 1

    def _counts_otherwise(self, h: Hypothesis) -> bool:
        """Whether another number than the line's is said, which makes it no correction of the dish alone."""
        return self._has_number(h) and not (
            h.mode.correcting and self._number(h) == h.drafts[h.focus].quantity
        )

    def _has_number(self, h: Hypothesis) -> bool:
        return h.pending is not None and h.pending.number_at >= 0

    def _line_with_some(self, h: Hypothesis) -> int:
        """The one line of which there are more than so many "of them", where the last has not as many; -1 where none is."""
        phrase, line = h.pending, h.line
        if phrase is None or not phrase.share or line is None or line.quantity > phrase.quantity:
            return -1
        if phrase.qualified or h.mode.under_with:
            return -1
        more = [i for i, d in enumerate(h.drafts) if not d.removed and d.quantity > phrase.quantity]
        return more[0] if len(more) == 1 else -1

    def _is_some_of_line(self, h: Hypothesis) -> bool:
        """Whether a number before the dish tells how many of the line become it: "make one of them a stout"."""
        phrase, line = h.pending, h.line
        if phrase is None or phrase.number_at < 0 or line is None or not (phrase.is_bare or phrase.share):
            return False
        if phrase.qualified or h.mode.under_with:
            return False
        return (h.mode.making or phrase.share) and line.quantity > phrase.quantity
