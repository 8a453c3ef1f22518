"""Words that take away what was ordered before or after them: "remove the ham", "the ham off"."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from server.parsing.matching.numbers import value_at
from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.corrections import Changes
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.options import Option
from server.parsing.search.tools import Tools

LONGEST_LIST = 40
"""Spans of a list of what is refused, at most."""


class RemovalWords(Operation):
    """Words that take away what was ordered before or after them."""

    def __init__(self, tools: Tools, edits: Edits, changes: Changes) -> None:
        super().__init__(tools, edits)
        self.changes = changes

    def remove_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """All that a verb that takes away may do: "remove", "leave", "hold"."""
        if self.m.has(at, "filler"):
            return [self._remove_in_doubt if self._dish_of_cart_follows(h, at) else self.skip]
        if self.m.has(at, "correction") and self._stands_apart(at):
            return self.changes.correction_ways(h, at)
        phrase = h.pending
        counted = (
            phrase is not None and phrase.is_bare and phrase.number_at == self.behind_small_words(at) >= 0
        )
        if counted and self.ends_text(at):
            return [self.off]
        if self._stands_behind(h, at) or self._stands_behind_option(h, at):
            return [self.off]
        ways = self.edits.keeping_ways(h, at) or self.edits.removal_ways(h, at)
        return ways or [self._remove]

    def _some_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """So many are taken away that are counted behind the verb and the pronoun that it ends with: "togline uno e …"."""
        number = at + 1
        if (
            not (self.m.has(at, "it") and self.m.has(number, "number"))
            or h.pending is not None
            or h.line is None
        ):
            return []
        value, after = value_at(self.m.spans, number, len(self.m))
        is_apart = any(self.m.spans[i].pause or self.m.spans[i].names for i in range(at + 1, after))
        ends = self.ahead.closes(after) or self.m.has(after, "and")
        return [partial(self._take_some, value, after)] if ends and not is_apart else []

    def _take_some(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        self._take_off(h, value)
        h.use(at, after)
        return after

    def _take_off(self, h: Hypothesis, value: int) -> None:
        """Take so many of a line away: of the only one of the cart that has more, where none was named."""
        line = h.own_line
        there = [i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed]
        if line.line is not None and not line.spans and len(there) > 1:
            enough = [i for i in there if h.drafts[i].quantity > value]
            if len(enough) == 1:
                line = h.drafts.own(enough[0])
            else:
                h.pay("target_untold")
        line.take_away(value)
        h.mode.lessened = value
        h.refocus()

    def _stands_behind(self, h: Hypothesis, at: int) -> bool:
        """Whether a clause ends with it whose dish of the cart is named before: "la soupe on laisse tomber, et …"."""
        following = at + 1
        if (
            not self.m.has(at, "remove_after")
            or following >= len(self.m)
            or not self.m.spans[following].pause
        ):
            return False
        before, line = self.behind_small_words(at), h.line
        return (
            not self.m.spans[at].pause
            and h.pending is None
            and line is not None
            and line.line is not None
            and before in line.spans
            and bool(self.m.items(before))
        )

    def _stands_behind_option(self, h: Hypothesis, at: int) -> bool:
        """Whether a clause ends with it whose option is named before: "die Zwiebeln lassen Sie bitte weg", "a cebola tire"."""
        last, before = h.mode.last, self.behind_small_words(at)
        if (
            last is None
            or last[0] != before
            or self.m.spans[at].pause
            or self.m.has(before - 1, "with", "no")
        ):
            return False
        return all(
            self.m.has(i, "filler", "remove_after") for i in range(at + 1, self.m.end_of_clause(at + 1))
        )

    def _remove_in_doubt(self, h: Hypothesis, at: int) -> int:
        """A verb that takes away, or lets be as it is: "leave the lager"; it takes away where something else is wanted."""
        if not self.m.says("correction", "ordering", "instead", "rather"):
            h.pay("target_untold")
        return self._remove(h, at)

    def _dish_of_cart_follows(self, h: Hypothesis, at: int) -> bool:
        """Whether a dish of the cart ends the clause behind a verb that may take away: "leave the lager"."""
        named = at + 1
        if named >= len(self.m) or self.m.spans[named].pause or not self.m.spans[named].names:
            return False
        ids = set(self.m.best_items(named)) if self.m.items(named) else set()
        is_there = any(d.line is not None and not d.removed and ids & set(d.ids) for d in h.drafts)
        return is_there and (self.ahead.closes(named + 1) or self.m.has(named + 1, "correction"))

    def _stands_apart(self, at: int) -> bool:
        """Whether nothing is said to be taken away: "two beers, hold on, three"."""
        follows = at + 1 >= len(self.m) or bool(self.m.spans[at + 1].pause) or self.m.has(at + 1, "number")
        return bool(self.m.spans[at].pause) and follows

    def _remove(self, h: Hypothesis, at: int) -> int:
        h.mode.refuse("remove", at, self.end_of_or_list(h, at))
        h.owed |= 1 << at
        return self.skip(h, at)

    def end_of_or_list(self, h: Hypothesis, at: int) -> int:
        """The last option of "… mayo, lettuce or tomato"; -1 where no "or" closes a list."""
        line = [h.line] if h.line else []
        last, i = -1, at + 1
        if not self.m.says("or"):
            return last
        end = min(len(self.m), at + LONGEST_LIST)
        while i < end and (self._listed(i, line) or self.m.has(i, "or", "that", "article")):
            if self.m.has(i, "or") and self._listed(i + 1, line):
                last = i + 1
            i += 1
        return last

    def _listed(self, at: int, line: Sequence[Draft]) -> bool:
        return self.options.fits(at, line) if line else at < len(self.m) and self.m.is_option_somewhere(at)

    def off_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """A line of the cart goes, or what stands before "off"; "finalement non, un thé" corrects."""
        removals = self.edits.removals
        if self._opens_correction(h, at):
            return [self.changes.correction]
        if some := self._some_ways(h, at):
            return some
        return [removals.take_it_off] if removals.takes_it_off(h, at) else [self.off]

    def _opens_correction(self, h: Hypothesis, at: int) -> bool:
        """Whether a later text begins with "no after all", and something of the menu follows: "al final no, un vermut"."""
        says_no = self.m.has(at, "correction") or self.m.ends_as(at, "no", "recount")
        begins = all(self.m.has(i, "filler", "and", "also") for i in range(at))
        follows = any(self.m.spans[i].names for i in range(at + 1, len(self.m)))
        return says_no and begins and follows and h.line is not None

    def off(self, h: Hypothesis, at: int) -> int:
        """Where "off" stands behind the thing that is left off."""
        last, phrase, before = h.mode.last, h.pending, self.behind_small_words(at)
        if self._ends_verb(at) or (phrase is not None and self._takes_some_off(h, phrase, before)):
            return self.skip(h, at)
        if last and last[0] == before:
            _at, index, modifier, owned = last
            self.leave_off(h, index, (modifier, owned))
            for spot in self._joined_before(before):
                options = self.m.best_modifiers(spot, h.drafts[index].ids[0])
                if len(options) == 1 and options[0][0].id in h.drafts[index].choices:
                    self.leave_off(h, index, options[0])
        elif (counted := self.counted_of_cart(h, before)) >= 0:
            h.own_line.removed = True
            h.drafts.own(counted).take_away(h.drafts[h.focus].quantity)
            h.refocus()
        elif h.line is not None and h.line.line is not None and self._is_told_by(h.line, before):
            if h.line.part_of >= 0:
                h.drafts.own(h.line.part_of).take_away(h.line.quantity)
            h.own_line.removed = True
            h.mode.making = False
            h.refocus()
        elif self._is_named_right_before(h, before):
            h.own_line.removed = True
            h.refocus()
        elif h.pending is not None and h.pending.waiting and h.pending.waiting[-1].at == at - 1:
            joined = {at - 1, *self._joined_before(at - 1)}
            waiting = (w._replace(negation="no") if w.at in joined else w for w in h.pending.waiting)
            h.pending = h.pending._replace(waiting=tuple(waiting))
        return self.skip(h, at)

    def _takes_some_off(self, h: Hypothesis, phrase: PendingPhrase, before: int) -> bool:
        """Take so many of a line away that were counted right before, or described; whether any were."""
        if phrase.is_bare and phrase.number_at == before and h.line is not None:
            h.pending = None
            self._take_off(h, phrase.quantity)
            return True
        is_described = self._goes_as_described(h, phrase, before)
        if is_described:
            self.closings.take_fewer_described(h)
        return is_described

    def _goes_as_described(self, h: Hypothesis, phrase: PendingPhrase, before: int) -> bool:
        """Whether some of what is there go, told by what they are with: "einen von denen mit Käse weg"."""
        is_told = phrase.share and bool(phrase.waiting) and phrase.waiting[-1].at == before
        return is_told and self.m.has(before - 1, "with") and self.closings.is_described(h, phrase)

    def _is_told_by(self, line: Draft, at: int) -> bool:
        """Whether span `at` names a line, or what some of it are of: the "naans" of "one of the naans"."""
        if at in line.spans:
            return True
        counted = max(line.spans, default=at)
        leads_on = self.m.has(counted + 1, "of", "among") or self.m.begins_as(counted + 1, "of")
        is_of = line.part_of >= 0 and leads_on and counted + 1 < at
        between = all(self.m.has(i, "of", "among", "that", "pronoun") for i in range(counted + 1, at))
        return is_of and between and not set(line.ids).isdisjoint(self.m.all_items(at))

    @staticmethod
    def _is_named_right_before(h: Hypothesis, before: int) -> bool:
        """Whether a dish that is not ordered yet stands right before: 虾滑别上了."""
        line = h.line
        return (
            h.pending is None
            and line is not None
            and line.line is None
            and line.head is not None
            and line.head[2] == before
        )

    @staticmethod
    def counted_of_cart(h: Hypothesis, before: int) -> int:
        """The line of the cart of which so many go: "one burger off", "één burger eraf"; -1 where none is."""
        line = h.line
        if line is None or line.line is not None or before not in line.spans or line.choices:
            return -1
        alike = (
            i
            for i, d in enumerate(h.drafts)
            if d.line is not None and not d.removed and d.items == line.items
        )
        return max(alike, default=-1)

    def leave_off(self, h: Hypothesis, index: int, option: Option) -> None:
        """A line is to be without an option."""
        owner = h.drafts.own(index)
        self.options.refuse(owner, [option], replace(h.mode, negation="remove", amount=""))

    def _ends_verb(self, at: int) -> bool:
        """Whether it only ends a verb that has taken something away: "haal de bacon van de burger af"."""
        i = at
        while i > 0 and not self.m.spans[i].pause:
            i -= 1
            if self.m.has(i, "remove") and not self.m.has(i, "filler"):
                named_before = not self.m.spans[i].pause and self.behind_small_words(i)
                is_behind = named_before >= 0 and bool(self.m.spans[named_before].names)
                return is_behind or any(self.m.spans[n].names for n in range(i, at))
        return False

    def _joined_before(self, at: int) -> list[int]:
        """The options that "and" joins to the one at a span: the onions of "take the onions and the bacon off"."""
        found: list[int] = []
        while at > 1:
            i = at - 1
            while self.m.has(i, "that", "article") and not self.m.spans[i].names:
                i -= 1
            if i < 1 or not self.m.has(i, "and") or self.m.spans[i].pause or not self.m.spans[i - 1].names:
                break
            at = i - 1
            found.append(at)
        return found

    def ends_text(self, at: int) -> bool:
        """Whether nothing but small talk follows."""
        return all(self.m.has(i, "filler", "after_all", "counter") for i in range(at + 1, len(self.m)))

    def behind_small_words(self, at: int) -> int:
        """The last span before `at` that is no small talk."""
        at -= 1
        while (
            at >= 0
            and self.m.has(at, "filler", "after_all", "correction", "counter")
            and not self.m.spans[at].names
            and not self.m.has(at, "number")
        ):
            at -= 1
        return at
