"""Words that speak of every line: "both", "all", "each"."""

from functools import partial

from server.domain.menu import Modifier
from server.parsing.matching.numbers import number_at
from server.parsing.search.antecedents import Closing
from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, Waiting
from server.parsing.search.operators.group_names import GroupNames
from server.parsing.search.operators.one_of_each import OneOfEach
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.tools import Tools

BOTH = 2
FARTHEST_OPTION = 40
"""Spans before a share within which its options may have been said."""


class Distribution(Operation):
    """Words that speak of every line: "both", "all", "each"."""

    def __init__(self, tools: Tools, edits: Edits, one_of_each: OneOfEach) -> None:
        super().__init__(tools, edits)
        self.one_of_each = one_of_each
        self.groups = GroupNames(tools, edits)

    def all_ways(self, h: Hypothesis, at: int) -> list[Way]:
        if self._stands_for_options(h, at):
            return [partial(self._with_both, self._options_said(h))]
        if of_group := self.groups.all_ways(h, at):
            return of_group
        closes = self.closings.ways(h, at)
        spot = self._said_last(h, at)
        if spot >= 0 and h.line is not None and h.line.line is None and self.ahead.closes(at + 1):
            return [partial(self._spread, spot, close) for close in closes]
        return [partial(self._all, close) for close in closes]

    def _stands_for_options(self, h: Hypothesis, at: int) -> bool:
        """Whether a share has both of what others have one of: "one with milk, one with sugar, one with both"."""
        phrase = h.pending
        if phrase is None or not phrase.determiner or phrase.waiting or phrase.wishes or h.line is None:
            return False
        leads = self.m.has(at - 1, "with") and phrase.first < at - 1 and not self.m.spans[at].pause
        return leads and (at + 1 >= len(self.m) or self.ahead.closes(at + 1))

    def _options_said(self, h: Hypothesis) -> list[int]:
        """Where the options of the dish were said in this text before what waits, each once."""
        line, phrase = h.line, h.pending
        if line is None or phrase is None:
            return []
        root = h.drafts[line.part_of] if line.part_of >= 0 else line
        begin = max(0, phrase.first - FARTHEST_OPTION, root.head[2] + 1 if root.head is not None else 0)
        said: dict[int, int] = {}
        for at in range(begin, phrase.first):
            found = self.m.best_modifiers(at, root.ids[0]) if self.m.spans[at].names and root.ids else []
            said.update({modifier.id: at for modifier, _group in found[:1]})
        return [*said.values()]

    def _with_both(self, said: list[int], h: Hypothesis, at: int) -> int:
        """Give a share the two options that were said; of fewer or more nobody knows which are meant."""
        assert h.pending is not None  # noqa: S101
        if len(said) == BOTH:
            waiting = tuple(Waiting(spot) for spot in said)
            h.pending = h.pending._replace(waiting=waiting, spans=(*h.pending.spans, at))
        else:
            h.pay("target_untold")
        return self.skip(h, at)

    def _said_last(self, h: Hypothesis, at: int) -> int:
        """The size or option right before span `at`, or before the small word before it; -1 where there is none."""
        spot = at - 1
        if self.m.has(spot, "with", "preposition", "for") and not self.m.spans[at].pause:
            spot -= 1
        if spot < 0 or not self.m.spans[spot].names:
            return -1
        waits = h.pending is not None and any(w.at == spot for w in h.pending.waiting)
        is_said = (
            h.line is not None and spot in h.line.spans and (h.line.head is None or spot != h.line.head[2])
        )
        return spot if waits or is_said or h.mode.option_behind(spot) is not None else -1

    def _spread(self, spot: int, close: Closing, h: Hypothesis, at: int) -> int:
        """What was said last is about all lines of this text that can have it: "chips with both", "thin, both"."""
        close(h)
        index, last = h.focus, h.mode.last
        refused = h.mode.refused is not None and h.mode.refused[0] == spot
        choice = h.drafts[last[1]].choices.get(last[2].id) if last is not None and last[0] == spot else None
        amount = choice.amount if choice is not None and choice.amount not in ("none", "regular") else ""
        for said in (*self._joined_before(h, spot, index), spot):
            for i in self._lacking(h, said):
                h.mode.amount = amount if said == spot else ""
                h.mode.negation, h.mode.loosely = "no" if refused else "", ""
                self.options.name(said, h, i)
        h.mode.positive()
        h.focus, h.mode.last = index, last
        return self.skip(h, at)

    def _lacking(self, h: Hypothesis, spot: int) -> list[int]:
        """The new lines of which what is said at a span may be told, and was not yet."""
        return [
            i
            for i, draft in enumerate(h.drafts)
            if not (draft.removed or draft.line is not None or spot in draft.spans)
            and self.options.fits(spot, [draft], options=draft.variant_stated)
        ]

    def _joined_before(self, h: Hypothesis, spot: int, index: int) -> list[int]:
        """The option that "and" joins to the one at a span, of the same line: the soy of "soy and vinegar with both"."""
        before = spot - 2
        joined = before > 0 and self.m.has(spot - 1, "and") and not self.m.spans[spot].pause
        if not joined or self.m.spans[spot - 1].pause or before not in h.drafts[index].spans:
            return []
        return [before] if self.options.fits(before, [h.drafts[index]], options=True) else []

    def _all(self, close: Closing, h: Hypothesis, at: int) -> int:
        """Both, all, each: what follows is about every line that is being spoken of."""
        close(h)
        named = self._lines_named(h, at)
        h.mode.targets = named or self._spoken_of(h, at)
        self._choose_for_all(h, at)
        self._wish_for_all(h, at)
        h.mode.positive()
        if named:
            h.focus = named[-1]
            h.use(at, self._after_small(at + 1) + 1)
            return self._after_small(at + 1) + 1
        return self.skip(h, at)

    def _spoken_of(self, h: Hypothesis, at: int) -> tuple[int, ...]:
        """The lines that "all" is about: those of this text, else those of the cart.

        Of a single new one, which cannot be all, also those of its dish in the cart; of several that were counted anew, these;
        of a copy that is told otherwise, this one: "another one like it but all white meat".
        """
        line, there = h.line, [i for i, d in enumerate(h.drafts) if not d.removed]
        if (
            line is not None
            and line.line is None
            and line.repeated
            and line.inherits
            and self.m.has(at - 1, "but")
        ):
            return (h.focus,)
        if line is not None and line.line is not None:
            counted = line.quantity > 1 and line.quantity != line.line.quantity and bool(line.spans)
            return (h.focus,) if counted else tuple(there)
        fresh = [i for i in there if h.drafts[i].line is None]
        if len(fresh) == 1 and h.drafts[fresh[0]].quantity == 1:
            alike = tuple(i for i in there if h.drafts[i].ids == h.drafts[fresh[0]].ids)
            return tuple(there) if len(alike) == 1 and len(there) == BOTH else alike
        return tuple(fresh)

    def _lines_named(self, h: Hypothesis, at: int) -> tuple[int, ...]:
        """The lines of the cart that the dish behind "both" names: "no cress in either of the sandwiches"."""
        named = self._after_small(at + 1)
        if named >= len(self.m) or not self.m.items(named) or h.pending is not None:
            return ()
        if self.m.says("remove", "remove_after", "change", "instead"):
            return ()
        if any(self.m.spans[i].pause for i in range(at + 1, named + 1)):
            return ()
        ids = set(self.m.all_items(named))
        found = [
            i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed and ids & set(d.ids)
        ]
        return tuple(found) if sum(h.drafts[i].quantity for i in found) > 1 else ()

    def _choose_for_all(self, h: Hypothesis, at: int) -> None:
        """An option that was said before is had, or refused, with every line that has it: "olives on both"."""
        last = h.mode.option_behind(self._said_last(h, at))
        if last is None or not self._stands_behind(at):
            return
        spot, index, modifier, _group = last
        chosen = h.drafts[index].choices.get(modifier.id)
        for target in h.mode.targets:
            ids = h.drafts[target].ids
            options = self.m.best_modifiers(spot, ids[0]) if chosen and ids else []
            if chosen and len(options) == 1 and target != index:
                h.drafts.own(target).choose(*options[0], chosen.amount, chosen.quantity)
                h.drafts.own(target).spans.add(spot)
        if index not in h.mode.targets:
            self._take_back(h.drafts.own(index), modifier)

    def _wish_for_all(self, h: Hypothesis, at: int) -> None:
        """A wish that ends its clause so is one for every new line before the clause: "no pulp in either"."""
        line, begin = h.line, self.m.begin_of_clause(at)
        if line is None or not line.requests or begin == 0 or not self.ahead.closes(at + 1):
            return
        wish, new = line.requests[-1], [h.drafts[i] for i in h.mode.targets if h.drafts[i].line is None]
        is_said = begin < at and wish in self.m.words(begin, at - 1)
        if not is_said or any(draft.head is None or draft.head[2] >= begin for draft in new):
            return
        for target in h.mode.targets:
            if h.drafts[target].line is None and wish not in h.drafts[target].requests:
                h.drafts.own(target).requests.append(wish)
                h.drafts.own(target).spans.update(i for i in line.spans if i >= begin)

    @staticmethod
    def _take_back(draft: Draft, modifier: Modifier) -> None:
        """A line that was not meant has the option as before."""
        before = {c.modifier.id: c for c in draft.line.choices} if draft.line is not None else {}
        draft.forget(modifier)
        if modifier.id in before:
            draft.choices[modifier.id] = before[modifier.id]

    def _stands_behind(self, at: int) -> bool:
        """Whether a word for all lines is about what was said before it: "olives on both", "no onion on any"."""
        begins = self.m.begins_as(at, "preposition", "with")
        ends = self.ahead.closes(at + 1) and not self.m.spans[at].pause
        return begins or ends or self.m.has(at - 1, "preposition", "with", "for")

    def each_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
        phrase, line = h.pending, h.line
        if phrase is not None and phrase.is_bare and phrase.number_at >= 0:
            follows = (
                at + 1 < len(self.m)
                and not self.m.spans[at + 1].pause
                and self.ahead.counts_name(self._after_small(at + 1))
            )
            if follows:
                return [self._each_of_following]
            return self.one_of_each.behind_ways(h, at) or [self.each_before]
        if self.m.has(at + 1, "same") and self.more_of_each_ways(h, at + 1):
            return [self.skip]
        if phrase is None and self.m.has(at + 1, "number") and not self.m.spans[at + 1].pause:
            if not self._ends_behind_number(at + 1):
                return [self._each_number]
            return self.one_of_each.number_behind_ways(h, at) or [self._each_number_behind]
        if phrase is None and line is not None and line.line is None and line.quantity_stated:
            is_of_all = self.m.view.language.head_final and self._is_uncounted_beside(h)
            return [self.each_before] if is_of_all else [self.each_before, *self.all_ways(h, at)]
        return self.all_ways(h, at)

    def _is_uncounted_beside(self, h: Hypothesis) -> bool:
        """Whether a dish stands right before the counted one that has no number: 味噌汁とライス二つずつ."""
        before = h.drafts[h.focus - 1] if h.focus > 0 else None
        return before is not None and before.line is None and not (before.removed or before.quantity_stated)

    def _after_small(self, at: int) -> int:
        while self.m.has(at, "that", "of", "preposition") and not self.m.spans[at].names:
            at += 1
        return at

    def _each_of_following(self, h: Hypothesis, at: int) -> int:
        assert h.pending is not None  # noqa: S101
        h.mode.each = h.pending.quantity
        end = self._after_small(at + 1)
        h.use(at, end)
        return end

    def _ends_behind_number(self, at: int) -> bool:
        """Whether a number with its measure word ends the text or its clause: "汉堡和可乐各两份、一个蛋糕"."""
        after = number_at(self.m, at, len(self.m))[1]
        while self.m.has(after, "counter", "unit", "filler") and not self.m.spans[after].pause:
            after += 1
        return after >= len(self.m) or bool(self.m.spans[after].pause)

    def _each_number_behind(self, h: Hypothesis, at: int) -> int:
        """So many of each dish that was said before."""
        value, after = number_at(self.m, at + 1, len(self.m))
        for i, draft in enumerate(h.drafts):
            if draft.line is None and not draft.removed and not draft.quantity_stated:
                own = h.drafts.own(i)
                own.quantity, own.quantity_stated = value, True
        h.use(at, after)
        return after

    def _each_number(self, h: Hypothesis, at: int) -> int:
        value, after = number_at(self.m, at + 1, len(self.m))
        h.mode.each = value
        h.pending = PendingPhrase(at, value, "number", at + 1, spans=tuple(range(at, after)))
        h.use(at, after)
        return after

    def more_of_each_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """So many more of every line of the cart: "one more of each", "her birinden bir tane daha"."""
        if not self.m.may_say("each"):
            return []
        after = at + 1 + self.m.has(at + 1, "more")
        is_counted = after > at + 1 and self.m.has(at, "number") and not self.m.spans[at + 1].pause
        while self.m.has(after, "of", "with", "preposition") and not self.m.has(after, "each"):
            after += 1
        behind = self.m.has(after, "each") and not self.m.spans[after].pause
        before = self.m.has(at - 1, "each") and not self.m.spans[at].pause
        end = after + 1 if behind else at + 1
        if behind and self.m.has(end, "more", "adding") and not self.m.spans[end].pause:
            is_counted, end = is_counted or self.m.has(at, "number"), end + 1
        is_more = (is_counted or self.m.has(at, "same", "another")) and (behind or before)
        is_more = is_more and self.m.has(at, "number", "another") and self.ahead.closes(end)
        ordered = any(d.line is not None and not d.removed for d in h.drafts)
        return [partial(self._more_of_each, end)] if is_more and ordered and h.pending is None else []

    def _more_of_each(self, end: int, h: Hypothesis, at: int) -> int:
        for i, draft in enumerate(h.drafts):
            if draft.line is not None and not draft.removed:
                own = h.drafts.own(i)
                own.quantity, own.quantity_stated = draft.quantity + (self.m.spans[at].word.value or 1), True
                own.spans.add(at)
        h.use(at, end)
        return end

    def each_before(self, h: Hypothesis, at: int) -> int:
        """So many of every dish of this text whose number was not said: "cola and beer, two of each"."""
        value = h.pending.quantity if h.pending is not None else h.line.quantity if h.line is not None else 1
        h.pending = None
        there = [(i, d) for i, d in enumerate(h.drafts) if not d.removed]
        fresh = [i for i, d in there if d.line is None and not d.quantity_stated]
        for i in fresh or [i for i, d in there if d.line is not None]:
            draft = h.drafts.own(i)
            if draft.line is not None and value < draft.quantity:
                h.pay("target_untold")
            draft.quantity, draft.quantity_stated = value, True
        return self.skip(h, at)
