"""Words that nobody knows: dishes that are not on the menu, wishes, refusals."""

from functools import partial

from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.group_names import GroupNames
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.refused_names import RefusedNames
from server.parsing.search.operators.wishes import Wishes
from server.parsing.search.tools import Tools

PERSON = 3
"""Words that say for whom a dish is, at most."""


LONGEST_SAID = 3
"""Words that tell what somebody has, at most: "is having"."""


class Unknowns(Operation):
    """Words that nobody knows: dishes that are not on the menu, wishes, refusals."""

    def __init__(self, tools: Tools, edits: Edits, wishes: Wishes, refused: RefusedNames) -> None:
        super().__init__(tools, edits)
        self.wishes, self.refused = wishes, refused
        self.groups = GroupNames(tools, edits)

    def unknown_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
        span = self.m.spans[at]
        if span.word.kinds:
            return [self.unread]
        if self.groups.is_said(h, at):
            return [self.wishes.refuse_group if h.mode.negation else self.groups.said]
        wishes = self.wishes.of_thing(h, at)
        if h.mode.negation and not h.mode.loosely:
            within = self.refused.wish_within_ways(h, at, self.options.end_of_unknown(at))
            return within or [self._unknown_refusal, *wishes]
        if wishes:
            return [*wishes, self._unknown]
        if self._is_addressee(at):
            return [self.skip]
        end = self.options.end_of_unknown(at)
        if beside := self._ways_beside_dish(h, at, end):
            return beside
        if h.line is not None and h.pending is None and (behind := self._behind_side(at, end)):
            return [partial(self._unknown_side, behind)]
        phrase = h.pending
        opens = at == 0 or bool(self.m.spans[at].pause)
        if phrase is None and opens and self.m.has(self.options.end_of_unknown(at), "with"):
            return [self._unknown_head]
        if (
            phrase is not None
            and not phrase.under_with
            and phrase.determiner
            and not phrase.qualified
            and self._only_sized(phrase)
        ):
            return [self._unknown_dish, self._unknown]
        return [self._unknown]

    def _ways_beside_dish(self, h: Hypothesis, at: int, end: int) -> list[Way]:
        """What unknown words are that name no dish: how a part of one is made, or who has it."""
        if self._is_handled(h, at, end):
            return [partial(self._handled, self._begin_of_handled(at))]
        if self._is_made_so(h, at, end):
            return [partial(self._made_so, end)]
        is_person = self._is_person(h, at, end) or self._is_speaker(h, at, end)
        return [partial(self._skip_to, end)] if is_person else []

    def _is_handled(self, h: Hypothesis, at: int, end: int) -> bool:
        """Whether it is told how a part of the dish shall be: "with the rind cut off", "with the yolks runny"."""
        if h.line is None or h.pending is not None or self.m.spans[at].pause or end >= len(self.m):
            return False
        told = self.m.has(end, "request") and not (self.m.spans[end].pause or self.m.spans[end].names)
        return told and self._begin_of_handled(at) < at and not self.m.resembles_name(at, end)

    def _is_made_so(self, h: Hypothesis, at: int, end: int) -> bool:
        """Whether a line is to be made as a single unknown word tells: "make it thick"."""
        is_told = self.m.has(at - 1, "make") and not self.m.spans[at].pause and self.ahead.closes(end)
        is_plain = h.line is not None and h.pending is None and end == at + 1
        return is_told and is_plain and not self.m.resembles_name(at, end)

    def _made_so(self, end: int, h: Hypothesis, at: int) -> int:
        self.request(h, at - 1, end)
        return end

    def _begin_of_handled(self, at: int) -> int:
        """Where the words begin that lead to a part of the dish: "with the"; `at` where none do."""
        first = at
        while first > 0 and self.m.has(first - 1, "that", "article") and not self.m.spans[first].pause:
            first -= 1
        leads = first > 0 and self.m.has(first - 1, "with") and not self.m.spans[first].pause
        return first - 1 if leads else at

    def _handled(self, begin: int, h: Hypothesis, at: int) -> int:
        end = self.options.wish_at(self.options.end_of_unknown(at), [])[1]
        while self.m.has(end, "remove_after") and not self.m.spans[end].pause:
            end += 1
        self.request(h, begin, end)
        return end

    def _goes_on_to_name(self, at: int) -> bool:
        return at < len(self.m) and bool(self.m.spans[at].names) and not self.m.spans[at].pause

    def _unknown_head(self, h: Hypothesis, at: int) -> int:
        """A dish that is not on the menu, named without a determiner: what is said about it is about nothing else."""
        end = self.options.end_of_unknown(at)
        h.pay("unknown_word", end - at)
        h.strange = (*h.strange, (at, at, end - 1))
        h.focus = -1
        h.mode.stranger = True
        return end

    def _only_sized(self, phrase: PendingPhrase) -> bool:
        if phrase.servings and not (phrase.wishes or phrase.plain):
            return True
        return not (phrase.wishes or phrase.plain) and all(
            self.m.is_variant_somewhere(w.at) for w in phrase.waiting
        )

    def _is_addressee(self, at: int) -> bool:
        """Whether a name of a person stands here: "a stout for sam", "for lee a pilsner"."""
        alone = at + 1 >= len(self.m) or bool(self.m.spans[at + 1].pause) or self.m.spans[at + 1].known
        return alone and self._stands_behind_for(at) and not self.m.spans[at].pause

    def _stands_behind_for(self, at: int) -> bool:
        """Whether "for" stands before, or ends the words before: "the same for lucia"."""
        return self.m.has(at - 1, "for") or self._is_same_for(at - 1)

    def _is_same_for(self, at: int) -> bool:
        """Whether a phrase for the same again ends with "for": "the same for"."""
        return self.m.has(at, "same") and self.m.ends_as(at, "for")

    def _is_person(self, h: Hypothesis, at: int, end: int) -> bool:
        """Whether unknown words say for whom a dish is: "for the birthday girl", where they end a clause."""
        if h.mode.changing or h.mode.making or h.pending is not None or self.m.spans[at].pause:
            return False
        before = self.m.spans[at - 1] if at else None
        said_for = before is not None and not before.names and self._begins_with_for(at - 1)
        return (
            said_for
            and end - at <= PERSON
            and (self.ahead.closes(end) or self.m.has(end, "but", "with", "no"))
            and not self.m.resembles_name(at, end)
        )

    def _is_speaker(self, h: Hypothesis, at: int, end: int) -> bool:
        """Whether unknown words are the name of somebody who orders: "Tom wants a stout", "Anna: a latte"."""
        opens = (
            at == 0 or bool(self.m.spans[at].pause) or self.m.has(at - 1, "and", "but", "also", "correction")
        )
        if not opens or end >= len(self.m) or end - at > PERSON or self.m.resembles_name(at, end):
            return False
        first, after = self.m.spans[at].start, self.m.spans[end].start
        if self.m.spans[end].pause:
            return self.m.colon_before(end) and after - first == 1
        said = tuple(token.text for token in self.m.tokens[after : after + LONGEST_SAID])
        if any(said[: len(phrase)] == phrase for phrase in self.m.view.language.of_person):
            return True
        if self.m.has(end, "no") and not self.m.has(end, "recount", "without", "remove"):
            return end - at == 1 and self._goes_on_to_option(h, end + 1)
        return at > 0 and self._has_dish_too(at, end)

    def _goes_on_to_option(self, h: Hypothesis, at: int) -> bool:
        """Whether something is named that can be left off: "jake hates peppers"."""
        while self.m.has(at, "that", "article") and not self.m.spans[at].names:
            at += 1
        return (
            at < len(self.m) and not self.m.spans[at].pause and self.options.fits(at, h.drafts, options=True)
        )

    def _has_dish_too(self, at: int, end: int) -> bool:
        """Whether a dish follows the name of one more person: "Anna will have the soup and Ben the pie"."""
        determiner = self.m.has(end, "article", "that", "number") and not self.m.spans[end].names
        is_dish = determiner and end + 1 < len(self.m) and bool(self.m.items(end + 1))
        if not is_dish or end - at > 1:
            return False
        before = [token.text for token in self.m.tokens[: self.m.spans[at].start]]
        phrases = self.m.view.language.of_person
        places = ((i, n) for i in range(len(before)) for n in range(1, LONGEST_SAID + 1))
        return any(tuple(before[i : i + n]) in phrases for i, n in places)

    def _begins_with_for(self, at: int) -> bool:
        """Whether span `at` is "for", "for the", or a determiner behind "for"."""
        if (
            self.m.has(at, "article", "that", "filler")
            and (self.m.has(at - 1, "for") or self._is_same_for(at - 1))
            and not self.m.spans[at].pause
        ):
            return True
        return self._is_same_for(at) or self.m.begins_as(at, "for")

    def _skip_to(self, end: int, h: Hypothesis, at: int) -> int:
        h.use(at, end)
        return end

    def _behind_side(self, at: int, end: int) -> int:
        """The span after a thing that is wanted beside the dish, or is to be so; 0 where none is: 국물은 따로, 汤分开装."""
        if self.has_side_behind(end - 1):
            return end + 1
        if not self.m.view.language.script:
            return 0
        told = end + 1 if self.m.has(end, "topic") and not self.m.spans[end].pause else end
        if self.has_side_behind(told - 1) and not self.m.spans[told].pause:
            return told + 1
        is_told = self.m.has(told, "request") and not (self.m.spans[told].names or self.m.spans[told].pause)
        return told + 1 if is_told and self.m.spans[at].pause and not self.m.resembles_name(at, end) else 0

    def _unknown_side(self, behind: int, h: Hypothesis, at: int) -> int:
        self.request(h, at, behind)
        return behind

    def _unknown(self, h: Hypothesis, at: int) -> int:
        h.pay("unknown_word")
        phrase, end = h.pending, self.options.end_of_unknown(at)
        if phrase is not None and phrase.is_bare and phrase.determiner and not self._goes_on_to_name(end):
            h.pay("unknown_before_nothing")
        return at + 1

    def _unknown_dish(self, h: Hypothesis, at: int) -> int:
        """A dish that is not on the menu: what is said about it is about nothing else."""
        end = self.options.end_of_unknown(at)
        h.pay("unknown_word", end - at)
        h.pay("unknown_dish")
        assert h.pending is not None  # noqa: S101
        h.use(h.pending.first, at)
        named = [w.at for w in h.pending.waiting if not self.m.is_variant_somewhere(w.at)]
        h.strange = (*h.strange, (h.pending.first, min([at, *named]), end - 1))
        h.pending, h.focus = None, -1
        h.mode.stranger = True
        h.mode.under_with = False
        return end

    def _unknown_refusal(self, h: Hypothesis, at: int) -> int:
        """Keep "no cilantro", where the menu knows no cilantro, as a wish in the diner's words."""
        line = h.line
        begin, end = self.options.refusal_start(at), self.options.end_of_unknown(at)
        about = (
            line is not None
            and end < len(self.m)
            and not self.m.spans[end].pause
            and self.options.fits(end, [line], options=True)
        )
        takes_away = h.mode.negation == "remove" and line is not None and line.line is not None
        if begin == at or takes_away or about or self.m.resembles_name(at, end):
            h.pay("unknown_word")
            return at + 1
        if behind := self.wishes.of_some(h, begin, end):
            return behind
        is_next = end < len(self.m) and not self.m.spans[end].pause
        end += is_next and self.options.fits(end, h.drafts, options=True)
        self.request(h, begin, end)
        if end < len(self.m) and self.m.spans[end].pause:
            h.mode.loosen("next", end)
        return end
