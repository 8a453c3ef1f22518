"""Names behind a refusal: the line that goes, the part that is to be without it, the group of which nothing is wanted."""

from functools import partial

from server.parsing.matching.drinks import is_drink
from server.parsing.matching.names import PART
from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.option_names import OptionNames
from server.parsing.search.tools import Tools


class RefusedNames(Operation):
    """Names of dishes and options that are refused, or for which something else comes."""

    def __init__(self, tools: Tools, edits: Edits, named: OptionNames) -> None:
        super().__init__(tools, edits)
        self.named = named

    def called_line_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Take away the line of the cart that is called by its one choice, for another dish."""
        called = self._line_called_by(h, at)
        return [partial(self.edits.removals.take_away, called)] if called >= 0 else []

    def _line_called_by(self, h: Hypothesis, at: int) -> int:
        """The line of the cart that is called by its one choice, for which another dish comes: "statt Cola lieber Ayran"; or -1."""
        if (
            h.mode.negation != "instead"
            or h.mode.loosely
            or h.pending is not None
            or not self.m.is_option_somewhere(at)
        ):
            return -1
        dish = next((i for i in range(at + 1, len(self.m)) if self.m.spans[i].names and self.m.items(i)), -1)
        found = [
            i
            for i, d in enumerate(h.drafts)
            if d.line is not None and not d.removed and self._is_called_by_choice(d, at)
        ]
        if len(found) != 1 or dish < 0 or self.m.items(dish)[0][0] >= PART:
            return -1
        return -1 if self.options.fits(dish, [h.drafts[found[0]]]) else found[0]

    def _is_called_by_choice(self, draft: Draft, at: int) -> bool:
        """Whether a dish has nothing but one choice, which it was ordered with: a can of cola, a tea."""
        groups = draft.item.modifier_groups if draft.item is not None else ()
        chosen = {c.modifier.id for c in draft.choices.values() if c.amount != "none"}
        is_choice = len(groups) == 1 and bool(groups[0].min_select) and draft.item is not None
        return is_choice and any(m.id in chosen for m, _group in self.m.best_modifiers(at, draft.ids[0]))

    def refused_line_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Take away the line of the cart that is refused by what it has: "no red one after all"."""
        if h.mode.negation != "no":
            return []
        stands = self.m.has(at + 1, "stand_in") and not self.m.spans[at + 1].pause
        if not stands or h.pending is not None or not self.is_refused_here(h, at):
            return []
        after = at + 2
        if not (self.ahead.closes(after) or self.m.has(after, "after_all")):
            return []
        there = [i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed]
        told = [i for i in there if self.edits.which.selects(h.drafts[i], at) > 0]
        return [partial(self._take_away_told, told[0])] if len(told) == 1 else []

    def _take_away_told(self, index: int, h: Hypothesis, at: int) -> int:
        if h.drafts[index].quantity > 1:
            h.pay("target_untold")
        self.edits.removals.take_away(index, h, at)
        h.use(at + 1)
        return at + 2

    def line_taken_away(self, h: Hypothesis, at: int) -> int:
        """The line of the cart whose dish is taken away, not the option of another line that is called so; -1 where none is."""
        if (
            h.mode.negation != "remove"
            or h.mode.loosely
            or h.pending is not None
            or not self.is_refused_here(h, at)
        ):
            return -1
        if not self.m.items(at) or self.m.items(at)[0][0] >= PART or not self.ahead.closes(at + 1):
            return -1
        found = self.edits.which.find(h, at)
        there = found >= 0 and h.drafts[found].line is not None
        is_had = any(self._has_option_called(d, at) for d in h.drafts if not d.removed)
        return found if there and not is_had else -1

    def _has_option_called(self, draft: Draft, at: int) -> bool:
        """Whether a line has an option that is called so, and not only by a part of its name: "tea", of a *Sweet tea*."""
        is_called = any(self.m.modifier_distance(at, i) < PART for i in draft.ids)
        return is_called and self.named.has_option(draft, at)

    def wish_within_ways(self, h: Hypothesis, at: int, end: int) -> list[Way]:
        """A wish for the part of a dish in which something is refused: "no onion in the salad", which a steak comes with.

        What is refused stands at `at` up to `end` (exclusive).
        """
        part = end + 1
        if not self.m.has(end, "preposition") or not self.is_refused_here(h, at):
            return []
        while self.m.has(part, "that") and not self.m.spans[part].names:
            part += 1
        is_named = part < len(self.m) and bool(self.m.spans[part].names) and self.ahead.closes(part + 1)
        if not is_named or any(self.m.spans[i].pause for i in range(end, part + 1)):
            return []
        if (told := self.edits.which.find(h, part)) >= 0:
            fits = self.options.fits(at, [h.drafts[told]], options=True)
            return [] if fits else [partial(self._wish_of_line, told, part)]
        there = [d for d in h.drafts if not d.removed and not d.total]
        having = [i for i, d in enumerate(h.drafts) if d in there and self.named.has_option(d, part)]
        if len(having) != 1 or self.options.fits(at, [h.drafts[having[0]]], options=True):
            return []
        return [partial(self._wish_within, having[0], part)]

    def _wish_within(self, index: int, part: int, h: Hypothesis, at: int) -> int:
        return self._wish_up_to(part, index, part, h, at)

    def _wish_of_line(self, index: int, part: int, h: Hypothesis, at: int) -> int:
        """Something that the menu does not offer is refused of a dish that is named: "no salt on the chips"."""
        last = part - 1
        while self.m.has(last, "that", "preposition"):
            last -= 1
        return self._wish_up_to(last, index, part, h, at)

    def _wish_up_to(self, last: int, index: int, part: int, h: Hypothesis, at: int) -> int:
        begin = self.options.refusal_start(at)
        line = h.drafts.own(index)
        line.requests.append(self.m.words(begin, last))
        line.spans.update(range(begin, part + 1))
        h.pay("wish_for_thing")
        h.use(begin, part + 1)
        h.discharge()
        h.mode.positive()
        return part + 1

    def refuses_group(self, h: Hypothesis, at: int) -> bool:
        """Whether nothing of a group is wanted whose name is a part of one of its options: "no sauces", with brown sauce."""
        line = h.line
        if not self.is_refused_here(h, at) or line is None or line.item is None:
            return False
        if not self.options.fits(at, [line]) or self.options.distance(at, line) < PART:
            return False
        said, stems_of = self.m.stems(at), self.m.view.stems_of
        groups = [g for g in line.item.modifier_groups if said <= set(stems_of(g.name))]
        return bool(groups) and not (h.pending and any(m.is_default for g in groups for m in g.modifiers))

    def is_taken_off_another(self, h: Hypothesis, at: int) -> bool:
        """Whether another line of the cart is named from which it is taken: "remove the ham from the pizza"."""
        if h.mode.negation != "remove" or not self.m.is_option_somewhere(at):
            return False
        i = at + 1
        while self.m.has(i, "and", "that", "article") or (i < len(self.m) and self.m.is_option_somewhere(i)):
            if self.m.spans[i].pause or self.m.has(i, "of", "preposition"):
                break
            i += 1
        if not self.m.has(i, "of", "preposition") or self.m.spans[i].pause:
            return False
        i += 1
        while self.m.has(i, "that", "all") and not self.m.spans[i].names:
            i += 1
        found = self.edits.which.find(h, i) if i < len(self.m) and self.m.items(i) else -1
        return found >= 0 and found != h.focus and h.drafts[found].line is not None

    def is_told_of_last(self, h: Hypothesis, earlier: Draft, at: int) -> bool:
        """Whether what is refused right behind a food was never on the earlier dish, which can only have it added."""
        last = h.line
        if last is None or last.item is None or last.head is None or not self.is_refused_here(h, at):
            return False
        is_new = last.line is None and earlier.line is None and not is_drink(self.m.index, last.item)
        between = range(last.head[2] + 1, at + 1)
        is_behind = all(self.m.has(i, "with", "no", "that", "article") or i == at for i in between)
        apart = any(self.m.spans[i].pause for i in between)
        return is_new and is_behind and not apart and not self.named.has_option(earlier, at)

    def wish_of_last(self, h: Hypothesis, at: int) -> int:
        """What the last dish cannot have is refused of it in the diner's words."""
        return self._wish_up_to(at, h.focus, at, h, at)

    def is_refused_here(self, h: Hypothesis, at: int) -> bool:
        """Whether a refusal stands right before it, behind a dish that has it: "without the orange"."""
        if not h.mode.negation:
            return False
        while self.m.has(at - 1, "that", "article") and not (
            self.m.spans[at].pause or self.m.spans[at - 1].names
        ):
            at -= 1
        return h.mode.negated_at == at - 1 and not self.m.spans[at].pause
