"""One of several, by its place: "the second", "the other one", "the last"."""

from functools import partial

from server.parsing.search.edits.heads import Edits
from server.parsing.search.edits.moves import move_changes
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.determiners import Determiners
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.others import Others
from server.parsing.search.operators.rest import Rest
from server.parsing.search.tools import Tools


class Ordinals(Operation):
    """Words that tell one of several lines, or of a line, by its place."""

    def __init__(self, tools: Tools, edits: Edits, determiners: Determiners) -> None:
        super().__init__(tools, edits)
        self.determiners = determiners
        self.others = Others(tools, edits)
        self.rest = Rest(tools, edits)

    def other_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """All that "the other", or the number of a place, may tell."""
        if told := self._told_of_rest_ways(h, at):
            return told
        if (behind := self._option_told_of(h, at)) >= 0:
            return [partial(self._move_option, behind)]
        if self._one_was_told_of(h, at):
            return self.determiners.openings(h, at, at + 1, 1, "rest")
        if self.m.has(at, "ordinal") and h.line is not None and h.line.line is not None:
            units = self._line_of_units(h, at)
            return [partial(self._nth_of_line, units)] if units >= 0 else [self.ordinal]
        if self.m.has(at, "ordinal") and self._is_place_of_new(h, at):
            return [self.ordinal]
        return self.others.ways(h, at) or self._rest_ways(h, at)

    def _told_of_rest_ways(self, h: Hypothesis, at: int) -> list[Way]:
        return [self._rest_behind] if self._is_told_of_rest(h, at) else self.rest.ways(h, at)

    def _is_told_of_rest(self, h: Hypothesis, at: int) -> bool:
        """Whether the option right before is had by those of a line that are left: "mango on three, almonds on the last"."""
        behind = h.mode.option_behind(at - 2) if self.m.has(at - 1, "preposition", "with", "for") else None
        return behind is not None and h.drafts[behind[1]].part_of >= 0

    def _rest_behind(self, h: Hypothesis, at: int) -> int:
        self.determiners.share_behind(PendingPhrase(at, 1, "rest", rest=True, spans=(at,)), h, at)
        return self.skip(h, at)

    def _one_was_told_of(self, h: Hypothesis, at: int) -> bool:
        """Whether the second is the other one: "einer mit Käse, der zweite ohne Zwiebeln", of two."""
        phrase, line = h.pending, h.line
        if phrase is None or line is None or self.m.spans[at].word.value != 2:  # noqa: PLR2004
            return False
        is_one = phrase.quantity == 1 and bool(phrase.determiner) and not phrase.is_bare
        return is_one and line.quantity == 2  # noqa: PLR2004

    def _is_place_of_new(self, h: Hypothesis, at: int) -> bool:
        """Whether one of several dishes of this text is told by its place: "a tea and a cider, the first with lime"."""
        there = [d for d in h.drafts if not d.removed and not d.total]
        are_single = all(d.line is None and d.quantity == 1 and d.part_of < 0 for d in there)
        told = self.m.has(at + 1, "with", "no") and not self.m.spans[at + 1].pause
        return h.pending is None and told and are_single and len(there) == len(h.drafts) > 1

    def _option_told_of(self, h: Hypothesis, at: int) -> int:
        """The new line, told by its place, that has the option right before: "two pies, mash with the first one"; else -1."""
        last = h.mode.option_behind(at - 2) if self.m.has(at - 1, "preposition", "with", "for") else None
        place = self.m.spans[at].word.value - 1
        if last is None or not self.m.has(at, "ordinal") or not self.ahead.closes(at + 1):
            return -1
        there = [d for d in h.drafts if d.line is None and not d.removed and d.part_of < 0]
        is_plain = len(there) == len(h.drafts) and 0 <= place < len(there) and h.pending is None
        return place if is_plain and self.options.fits(at - 2, [there[place]], options=True) else -1

    def _move_option(self, index: int, h: Hypothesis, at: int) -> int:
        """The option right before is had by another line than the last one."""
        last = h.mode.option_behind(at - 2)
        assert last is not None  # noqa: S101
        spot, source, modifier, _group = last
        had = h.drafts[source].choices.get(modifier.id)
        h.drafts.own(source).forget(modifier)
        h.drafts.own(source).spans.discard(spot)
        options = self.m.best_modifiers(spot, h.drafts[index].ids[0])
        h.drafts.own(index).choose(*options[0], had.amount if had else "regular", had.quantity if had else 1)
        h.drafts.own(index).spans.add(spot)
        if len(options) > 1:
            h.pay("target_untold")
        return self.skip(h, at)

    def _line_of_units(self, h: Hypothesis, at: int) -> int:
        """The line of which one is told by its place: "the second with no sesame", of two rolls; -1 where none is.

        It is the only line, or the only one that may be had as is said.
        """
        there = [i for i, d in enumerate(h.drafts) if not d.removed and h.pending is None]
        told = at + 1
        while self.m.has(told, "stand_in", "with", "no", "filler", "topic", "that") and self._goes_on(told):
            told += 1
        if len(there) > 1 and told < len(self.m) and not self.m.spans[told].pause:
            there = [i for i in there if self.options.fits(told, [h.drafts[i]])]
        value = self.m.spans[at].word.value
        return there[0] if len(there) == 1 and 1 < h.drafts[there[0]].quantity >= value > 0 else -1

    def _goes_on(self, at: int) -> bool:
        return not (self.m.spans[at].names or self.m.spans[at].pause)

    def _nth_of_line(self, index: int, h: Hypothesis, at: int) -> int:
        h.focus = index
        h.pending = PendingPhrase(at, 1, "number", at, share=True, spans=(at,))
        return self.skip(h, at)

    def _rest_ways(self, h: Hypothesis, at: int) -> list[Way]:
        return self.determiners.openings(h, at, at + 1, 1, "rest") if h.drafts else [self.skip]

    def last_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The last of several of which the others were told of: "drei Burger, zwei mit Käse und der letzte ohne"."""
        phrase, line = h.pending, h.line
        if self._is_told_of_rest(h, at):
            return [self._rest_behind]
        is_waiting = phrase is not None and phrase.number_at >= 0 and not phrase.is_bare
        is_share = is_waiting or (line is not None and line.part_of >= 0)
        told = at + 1 < len(self.m) and not self.m.spans[at + 1].pause and not self.m.has(at + 1, "number")
        if line is None or not (is_share and told):
            return [self.skip]
        return self.determiners.openings(h, at, at + 1, 1, "rest")

    def ordinal(self, h: Hypothesis, at: int) -> int:
        """What follows is told of the line at that place."""
        value = self.m.spans[at].word.value
        if 0 < value <= len(h.drafts):
            if self.m.has(at - 1, "preposition"):
                move_changes(h, h.focus, value - 1)
            h.focus = value - 1
            if self.m.has(at, "other") and h.drafts[value - 1].quantity > 1 and not h.mode.negation:
                h.pay("target_untold")
        return self.skip(h, at)
