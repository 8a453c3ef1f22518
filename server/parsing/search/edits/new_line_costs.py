"""What a new line costs: how far its name is, and what else the words may be, a part or an option of the dish before."""

from collections.abc import Sequence

from server.domain.menu import ModifierGroup
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.shared_names import comes_with
from server.parsing.search.tools import Tools

OPTION_OF_NEXT = 5.0
"""How much dearer a dish is, as the same multiple, of which a part of the name is said that is an option of the next dish."""
PART_STILL_OPEN = 2.6
"""How much dearer a dish of its own is, as a multiple of one that could be an option, where it may be a meal's part."""

PUT_ON = 4.0
"""How much dearer a dish is that is told to be beside, or on, the one before: "tzatziki on the side", "cheese on top"."""


class NewLineCosts:
    """Lets readings pay for new lines."""

    def __init__(self, tools: Tools, which: Which) -> None:
        self.m = tools.m
        self.options = tools.options
        self.ahead = tools.ahead
        self.which = which

    def pay_for_another(self, h: Hypothesis, at: int, phrase: PendingPhrase | None) -> None:
        """What it costs that a line of the dish is there, of which these words may speak."""
        if self._speaks_of_cart(h, at, phrase):
            h.pay("new_where_definite")
        known = self.which.find(h, at)
        if known >= 0 and self.which.is_definite(at, h) and not self.which.is_for_another(h, at, known):
            h.pay("new_where_definite", 2.0 if self.which.has_preposition(at) else 1.0)

    def _is_said_with(self, h: Hypothesis, at: int, phrase: PendingPhrase | None) -> bool:
        """Whether it may be a part of the dish before: the lemonade of "one with a lemonade"."""
        line = h.line
        if line is None or phrase is None or self.m.spans[at].pause:
            return False
        return self.m.has(phrase.first - 1, "with") and self.options.fits(at, [line])

    def _may_be_counted_option(self, h: Hypothesis, at: int, phrase: PendingPhrase | None) -> bool:
        """Whether so many of an option of the dish before may be meant: "full English, 2 sausages", beside a sausage roll."""
        line = h.line
        if line is None or phrase is None or phrase.joined or phrase.number_at != at - 1:
            return False
        is_several = phrase.quantity > 1 and line.quantity == 1 and line.line is None
        return is_several and self.options.is_one_of_many(at, line)

    def _is_part_still_open(self, h: Hypothesis, at: int, ids: Sequence[int]) -> bool:
        """Whether a meal before has a part of this kind still open: "two meals with a lemonade and a shake"."""
        for root in range(len(h.drafts) - 1, -1, -1):
            whole = h.drafts[root]
            if whole.part_of >= 0 or whole.removed or whole.line is not None or whole.item is None:
                continue
            shares = [d for i, d in enumerate(h.drafts) if root in (i, d.part_of) and not d.removed]
            chosen = [(d, c.group.id) for d in shares for c in d.choices.values() if c.amount != "none"]
            for group in whole.item.modifier_groups:
                if group.max_select == 1 and any(m.menu_item_id in ids for m in group.modifiers):
                    dealt = sum(1 if d is whole else d.quantity for d, id_ in chosen if id_ == group.id)
                    return 0 < dealt < whole.quantity or self._goes_on_with_parts(h, at, group)
        return False

    def _is_choice_still_open(self, h: Hypothesis, at: int, phrase: PendingPhrase | None) -> bool:
        """Whether it goes on with the choices of a dish that takes more of them: "pick 2, a tamale and an enchilada"."""
        line, begin = h.line, phrase.first if phrase is not None else at
        if (
            line is None
            or line.item is None
            or line.quantity > 1
            or (phrase is not None and phrase.quantity > 1)
        ):
            return False
        if not self.m.has(begin - 1, "and") or begin - 2 not in line.spans:
            return False
        of = {group.id: group for _option, group in self.m.best_modifiers(at, line.item.id)}
        chosen = [c.group.id for c in line.choices.values() if c.amount != "none"]
        return any(0 < chosen.count(id_) < group.min_select for id_, group in of.items())

    def _goes_on_with_parts(self, h: Hypothesis, at: int, group: ModifierGroup) -> bool:
        """Whether "and" joins it to another part of the line: "one with a shake and a salad"."""
        line, begin = h.line, h.pending.first if h.pending is not None else at
        if line is None or not self.m.has(begin - 1, "and") or self.m.spans[begin].pause:
            return False
        parts = [c.group.id for c in line.choices.values() if c.modifier.menu_item_id and c.amount != "none"]
        return line.part_of >= 0 and bool(parts) and group.id not in parts

    def _is_part_of_meal(self, h: Hypothesis, ids: Sequence[int]) -> bool:
        """Whether the dish before has a meal of which this one is a part: the fries of "a burger with fries"."""
        line = h.line
        if line is not None and line.accompanies >= 0:
            line = h.drafts[line.accompanies]
        meal_id = line.item.meal_item_id if line is not None and line.item is not None else None
        meal = self.m.index.items.get(meal_id or 0)
        parts = (
            {m.menu_item_id for g in meal.modifier_groups for m in g.modifiers} if meal is not None else set()
        )
        return not parts.isdisjoint(ids)

    def _speaks_of_cart(self, h: Hypothesis, at: int, phrase: PendingPhrase | None) -> bool:
        """Whether a dish of the cart is named with no number, no article and no word that adds: "large lemonade"."""
        if h.mode.joined or h.mode.adding or not any(draft.line is not None for draft in h.drafts):
            return False
        if phrase is not None and (phrase.determiner or phrase.joined or phrase.servings or phrase.more):
            return False
        index = self.which.find(h, at)
        return index >= 0 and h.drafts[index].line is not None

    def pay_head(self, h: Hypothesis, at: int, phrase: PendingPhrase | None, ids: Sequence[int]) -> None:  # noqa: C901  (one case after the other, in the order in which they count)
        h.pay("head_distance", min(3.0, self.m.items(at)[0][0]))
        if len(ids) > 1:
            h.pay("ambiguous_head")
        if self._is_option_of_next(at):
            h.pay("head_could_be_option", OPTION_OF_NEXT)
        determined = phrase is not None and bool(phrase.determiner or phrase.servings)
        determined |= self._is_sized(h, at, ids)
        if not determined and not self._is_part_of_meal(h, ids):
            if h.mode.under_with:
                h.pay("head_under_with")
            if h.mode.adding and h.line is not None and self.options.fits(at, [h.line]):
                h.pay("head_under_with")
            if h.line is not None and self.options.fits(at, [h.line]):
                usual = 1.6 if self.m.has(at - 1, "and") else 1.0
                h.pay("head_could_be_option", PUT_ON if self._is_put_on(h, at) else usual)
            elif (
                not self.m.spans[at].pause
                and not self.m.has(at - 1, "and", "also", "filler", "add", "that")
                and h.line is not None
            ):
                h.pay("head_without_determiner")
                if self._has_option_before(h, at, ids):
                    h.pay("head_could_be_option", 2.0)
        elif self._is_said_with(h, at, phrase):
            h.pay("head_under_with")
        elif self._may_be_counted_option(h, at, phrase):
            h.pay("head_could_be_option")
        elif self._is_part_still_open(h, at, ids) or self._is_choice_still_open(h, at, phrase):
            h.pay("head_could_be_option", PART_STILL_OPEN)
        if phrase is not None:
            self._pay_phrase(h, at, phrase)

    def _is_sized(self, h: Hypothesis, at: int, ids: Sequence[int]) -> bool:
        """Whether a dish is added in a size of its own to a dish of the cart whose size was told: "add small fries"."""
        line = h.line
        if not h.mode.adding or line is None or line.line is None or not line.variant_stated:
            return False
        waiting = [w.at for w in h.pending.waiting] if h.pending is not None else []
        behind = [at + 1] if at + 1 < len(self.m) and not self.m.spans[at + 1].pause else []
        sizes = [i for i in (*waiting, *behind) if self.m.has(i, "size")]
        return any(self.m.fits(i, item) for i in sizes for item in ids)

    def _pay_phrase(self, h: Hypothesis, at: int, phrase: PendingPhrase) -> None:
        """What the words that wait for the dish cost it."""
        if phrase.share:
            h.pay("head_of_share")
        if phrase.qualified and not phrase.waiting:
            h.pay("head_under_with")
        if phrase.unit:
            h.pay("head_with_unit")
        if phrase.waiting and self._is_of_line_before(h, at, phrase):
            h.pay("group_across_pause")
        if any(self.m.spans[i].pause for i in range(phrase.first + 1, at + 1)):
            is_behind = h.line is not None and phrase.first - 1 in h.line.spans
            ends = self.m.spans[phrase.first].pause == "" and self.ahead.closes(phrase.first + 1)
            h.pay("group_across_pause", 2.0 if is_behind and ends else 1.0)

    def _is_of_line_before(self, h: Hypothesis, at: int, phrase: PendingPhrase) -> bool:
        """Whether what waits stands with the dish before it: "a burger with bacon and mum wants the wrap"."""
        first, last = phrase.waiting[0].at, phrase.waiting[-1].at
        if h.line is None or h.line.head is None:
            return False
        led = h.line.head[2] + 1
        is_list = all(self.m.has(i, "and") or i in h.line.spans for i in range(led + 1, first))
        if not (led < first and is_list and self.m.has(led, "with")):
            return False
        if any(self.m.spans[i].pause for i in range(led, first + 1)):
            return False
        is_parted = any(self.m.has(i, "and", "also", "ordering") for i in range(last + 1, at))
        return is_parted and all(any(self.m.fits(w.at, i) for i in h.line.ids) for w in phrase.waiting)

    def _is_option_of_next(self, at: int) -> bool:
        """Whether a word of a dish's name is the option of the dish that follows in full: the shrimp of "shrimp lo mein"."""
        nxt = at + 1
        if nxt >= len(self.m) or self.m.spans[nxt].pause or self.m.items(at)[0][0] < SHORTENED:
            return False
        heads = self.m.best_items(nxt) if self.m.items(nxt) and self.m.items(nxt)[0][0] < PART else []
        return any(self.m.modifier_distance(at, item_id) < PART for item_id in heads)

    def _is_put_on(self, h: Hypothesis, at: int) -> bool:
        """Whether words behind a name put it beside or on what was named before: "on the side", "on top", "in it".

        Behind "and" that is so of what comes with the dish alone: "chicken with rice and beans on the side".
        """
        behind = at + 1
        if self.m.has(at - 1, "and", "also") and not comes_with(self.m, at, h.line):
            return False
        if behind >= len(self.m) or self.m.spans[behind].pause or self.m.spans[behind].names:
            return False
        if self.m.has(behind, "amount") and self.m.spans[behind].word.amount == "side":
            return True
        is_it = self.m.has(behind, "pronoun") and self.m.begins_as(behind, "preposition")
        return is_it or (self.m.has(behind, "preposition") and self.ahead.closes(behind + 1))

    def _has_option_before(self, h: Hypothesis, at: int, ids: Sequence[int]) -> bool:
        """Whether the dish named right before may be an option of this one: "a halloumi wrap" is no halloumi and a wrap."""
        is_beside = h.line is not None and h.line.head is not None and h.line.head[2] == at - 1
        return is_beside and bool(self.m.best_modifiers(at - 1, ids[0]))
