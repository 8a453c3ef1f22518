"""What is wished of a dish and kept in the diner's words: how it is made and when it comes, and what the menu does not offer with it."""

from functools import partial

from server.domain.menu import ModifierGroup
from server.parsing.asides.requests import handled_as_choice
from server.parsing.matching.names import PART
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.unknown_dishes import is_made_dish
from server.parsing.search.operators.wishes_of_some import WishesOfSome
from server.parsing.search.tools import Tools

LONGEST_THING = 5
"""Spans of a thing that is wished, at most."""
_WITHIN = ("of", "that", "article")


class Wishes(Operation):
    """Wishes for how a dish is made ("well done"), and about things that it cannot be had with: "no butter", "extra pickle"."""

    def __init__(self, tools: Tools, edits: Edits) -> None:
        super().__init__(tools, edits)
        self.of_some = WishesOfSome(tools, edits).read

    def wish(self, h: Hypothesis, at: int) -> int:
        """A wish in the diner's words, with all that belongs to it; none where it leads a dish that is not on the menu."""
        return self.unread(h, at) if is_made_dish(self.m, h, at) else self._wish(h, at)

    def _wish(self, h: Hypothesis, at: int) -> int:
        is_of_size = self.m.has(at, "class") and self._is_behind_size(at)
        if is_of_size or self._is_of_a_later_order(h, at):
            return self.skip(h, at)
        ids = [item_id for draft in h.drafts if not draft.removed for item_id in draft.ids]
        if self.m.has(at, "handling") and h.pending is None and handled_as_choice(self.m, at, ids):
            h.mode.making = True
            return self.skip(h, at)
        begin, end = self.options.wish_at(at, h.line.ids if h.line else [])
        if self._tells_what_is_refused(h, begin, at, end):
            return self.skip(h, at)
        begin = self._begin_of_refused(h, begin)
        h.mode.take_amount()
        h.mode.positive()
        is_whole = self.m.has(at, "handling")
        handled = self._handled(h, at, end) if is_whole else -1
        if handled >= 0:
            h.pending, h.focus = None, handled
        elif is_whole and self._handles_other(h, at, end):
            h.pay("target_untold")
        if behind := self.of_some(h, begin, end):
            return behind
        self.request(h, begin, end)
        takes = not (is_whole or self.m.begins_as(at, "no"))
        if end > at + 1 and h.line is not None and self.options.fits(end - 1, [h.line]) and takes:
            h.leave(end - 1, end)
            return end - 1
        return end

    def _tells_what_is_refused(self, h: Hypothesis, begin: int, at: int, end: int) -> bool:
        """Whether it is only told how that is made which is refused: "no grilled onions on the burger"."""
        is_refused = begin < at and self.m.has(begin, "no") and h.mode.negated_at == begin
        goes_on = end == at + 1 < len(self.m) and not self.m.spans[end].pause
        return is_refused and goes_on and self.options.fits(end, h.drafts, options=True)

    def says_when(self, h: Hypothesis, at: int) -> bool:
        """Whether "at last" says when the dish right before is to come, not that another follows."""
        is_behind = h.line is not None and h.pending is None and at > 0 and not self.m.spans[at].pause
        after = at + 1
        while self.m.has(after, "filler") and not (self.m.spans[after].pause or self.m.spans[after].names):
            after += 1
        return is_behind and (after >= len(self.m) or bool(self.m.spans[after].pause))

    def _is_of_a_later_order(self, h: Hypothesis, at: int) -> bool:
        """Whether what else there is will be ordered another time: "a cola for now, we'll order food later"."""
        lines = [draft for draft in h.drafts if not draft.removed]
        if len(lines) != 1 or not self.m.has(at, "serving_time") or self.m.spans[at].pause:
            return False
        told = at - 1
        while self.m.has(told, "filler", "ordering") and not (
            self.m.spans[told].pause or self.m.spans[told].names
        ):
            told -= 1
        return self.m.has(told, "class", "other")

    def _is_behind_size(self, at: int) -> bool:
        """Whether a word only says of what the size right before is one: "the big portions"."""
        return self.m.has(at - 1, "size") and not self.m.spans[at].pause and self.ahead.closes(at + 1)

    def _begin_of_refused(self, h: Hypothesis, begin: int) -> int:
        """Where the refusal begins of how a dish shall not be: "i don't want it too hot"."""
        refused = h.mode.negated_at
        if h.mode.negation != "no" or h.mode.loosely or not h.owed >> refused & 1 or refused >= begin:
            return begin
        between = range(refused + 1, begin)
        small = all(
            self.m.has(i, "filler", "also", "that", "pronoun", "make") and not self.m.spans[i].names
            for i in between
        )
        apart = any(self.m.spans[i].pause for i in range(refused + 1, begin + 1))
        return refused if small and not apart else begin

    def _handled(self, h: Hypothesis, at: int, end: int) -> int:
        """The line whose dish is named in what is told of how it is handled: "cut the burger in half"; -1 where none is."""
        named = [i for i in range(at, end) if self.m.spans[i].names and self.m.items(i)]
        found = [self.edits.which.find(h, i) for i in named]
        return found[0] if len(found) == 1 else -1

    def _handles_other(self, h: Hypothesis, at: int, end: int) -> bool:
        """Whether a dish is handled that nobody ordered: "a scone, and cut the muffin in four"."""
        there = [d for d in h.drafts if not d.removed]
        return any(
            self.m.ends_as(i - 1, "that")
            and bool(self.m.items(i))
            and not self.options.fits(i, there)
            and self.edits.which.find(h, i) < 0
            for i in range(at + 1, end)
            if self.m.spans[i].names
        )

    def of_thing(self, h: Hypothesis, at: int) -> list[Way]:
        """The wish about the thing that begins at span `at`, where the words around it make it one."""
        if not self._may_wish(h):
            return []
        if h.line is None and (self.m.spans[at].names or not self.ahead.head_follows(at)):
            return []
        end = self.end_of_thing(h, at)
        if not end:
            return []
        begin = self._begin(h, at)
        behind = end + 1 if self._wishes_behind(h, at, end) else end
        if begin == at and behind == end:
            return []
        return [partial(self._keep, begin, behind)]

    def _may_wish(self, h: Hypothesis) -> bool:
        """Whether words before refuse something or say how much of it is wanted, or such a word may stand behind it."""
        return bool(h.mode.negation or h.mode.amount) or self.m.may_say("remove_after", "amount")

    def refuse_group(self, h: Hypothesis, at: int) -> int:
        """All that comes with the dish of one group is refused: "no salad"; where nothing does, the kitchen is told.

        "One no sauce", of two, is told of that one; "grits instead of potatoes" has said which of the group it shall be.
        """
        if h.pending is not None:
            h.discharge()
            h.mode.positive()
            self.request(h, self.options.refusal_start(at), at + 1)
            return at + 1
        line = h.own_line
        groups = [g for item in line.items for g in item.modifier_groups]
        refused = [(m, g) for g in groups if self._is_called(at, g) for m in g.modifiers if m.is_default]
        for modifier, group in refused:
            line.choose(modifier, group, "none", 1)
        is_chosen = any(self._is_called(at, c.group) and c.amount != "none" for c in line.choices.values())
        if not refused and not (is_chosen and h.mode.negation == "instead"):
            begin = self.options.refusal_start(at)
            line.requests.append(self.m.words(begin if begin < at else max(0, h.mode.negated_at), at))
        h.discharge()
        h.mode.positive()
        return self.absorb(h, at)

    def _is_called(self, at: int, group: ModifierGroup) -> bool:
        return self.m.stems(at) <= set(self.m.view.stems_of(group.name))

    def more_of(self, h: Hypothesis, at: int) -> int:
        """The span after the thing of which the amount at span `at` is wanted; 0 where it is a dish, or none follows."""
        first = at + 1
        while self.m.has(first, *_WITHIN) and not self.m.spans[first].names:
            first += 1
        if first >= len(self.m) or self.m.spans[first].pause or self._is_other_dish(h, first, at):
            return 0
        end = self.end_of_thing(h, first)
        return end if h.line is not None or self._leads_to_dish(h, first, end) else 0

    def _leads_to_dish(self, h: Hypothesis, first: int, end: int) -> bool:
        """Whether a wish stands before the first dish that is named: "light on the salt please, turkey wings"."""
        is_first = not h.drafts and h.pending is None and not self.m.spans[first].names
        return (
            is_first
            and end > 0
            and any(self.m.items(i) for i in range(end, min(len(self.m), end + LONGEST_THING)))
        )

    def end_of_thing(self, h: Hypothesis, at: int) -> int:
        """The span after words that name nothing that can be had with a dish of the order, where they end a clause; else 0."""
        end = at
        while end < len(self.m) and end - at < LONGEST_THING and self._names_thing(h, at, end):
            end += 1
        is_whole = end > at and not self.m.has(end - 1, *_WITHIN)
        return end if is_whole and (self.closes_thing(end) or self._wishes_behind(h, at, end)) else 0

    def closes_thing(self, at: int) -> bool:
        return self.ahead.closes(at) or self.m.has(
            at, "or", "but", "for", "preposition", "pronoun", "no", "remove"
        )

    def _names_thing(self, h: Hypothesis, first: int, at: int) -> bool:
        span = self.m.spans[at]
        if span.pause and at > first:
            return False
        if self.options.fits(at, h.drafts) or (h.line is None and self.m.is_option_somewhere(at)):
            return False
        if h.mode.negation == "remove" and self._is_of_order(h, at):
            return False
        return bool(span.names) or not span.known or (at > first and self.m.has(at, *_WITHIN))

    def _is_of_order(self, h: Hypothesis, at: int) -> bool:
        """Whether a dish of the order is named, which is not to be had after all: 親子丼やめてカツ丼."""
        found = self.m.items(at)
        ids = set(self.m.best_items(at)) if found and found[0][0] < PART else set()
        return any(not d.removed and ids & set(d.ids) for d in h.drafts)

    def _begin(self, h: Hypothesis, at: int) -> int:
        """Where the words begin that refuse the thing, or say how much of it is wanted; `at` where there are none."""
        mode, line = h.mode, h.line
        if self.m.spans[at].pause:
            return at
        if mode.amount in ("extra", "light") and mode.amount_at >= 0:
            is_dish = self._is_other_dish(h, at, mode.amount_at)
            is_next = all(self.m.has(i, *_WITHIN) for i in range(mode.amount_at + 1, at))
            return mode.amount_at if is_next and not is_dish else at
        takes_away = mode.negation == "remove" and line is not None and line.line is not None
        refuses = mode.negation in ("no", "remove") and not mode.loosely and not takes_away
        return self.options.refusal_start(at) if refuses else at

    def _is_other_dish(self, h: Hypothesis, at: int, amount_at: int) -> bool:
        """Whether a dish of its own is named, not what there is more or less of in one: "an extra cola", "double brownie"."""
        found = self.m.items(at)
        if not found or self.m.has(amount_at, "doubling"):
            return bool(found)
        is_this = h.line is not None and found[0][1] in h.line.ids
        return found[0][0] < PART and not is_this

    def _wishes_behind(self, h: Hypothesis, first: int, at: int) -> bool:
        """Whether "left off", or "on the side" of what is no dish, stands behind a thing and ends a clause."""
        if at >= len(self.m) or self.m.spans[at].pause or not self.ahead.closes(at + 1):
            return False
        if self.m.has(at, "remove_after"):
            return not self._is_on_cart(h, first)
        if self.m.spans[at].word.amount in ("extra", "light") and self.m.view.language.script:
            return not self._is_dish(first)
        return self.has_side_behind(at - 1) and not self.m.spans[first].names

    def _is_dish(self, at: int) -> bool:
        found = self.m.items(at)
        return bool(found) and found[0][0] < PART

    def _is_on_cart(self, h: Hypothesis, at: int) -> bool:
        """Whether a dish of the cart is named, if by a part of its name: "la soupe, on laisse tomber"."""
        there = {item_id for d in h.drafts if d.line is not None for item_id in d.ids}
        return bool(there) and any(item_id in there for _far, item_id in self.m.items(at))

    def _keep(self, begin: int, end: int, h: Hypothesis, at: int) -> int:
        h.pay("wish_for_thing")
        h.mode.take_amount()
        if behind := self.of_some(h, begin, end):
            return behind
        self.request(h, begin, end)
        h.discharge()
        h.mode.loosen("next", end)
        return max(end, at + 1)
