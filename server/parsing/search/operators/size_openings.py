"""A size that opens another dish by itself, where only its options tell which: "large cola no ice, small lemonade"."""

from functools import partial

from server.parsing.matching.names import PART
from server.parsing.search.antecedents import Closing
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, Waiting
from server.parsing.search.operators.operation import Operation, Way

_BEFORE_HEADING = ("everything", "all", "no", "with", "filler", "make")
"""Kinds of words before what all dishes of a list are to have."""


class SizeOpenings(Operation):
    """Sizes with which the words for one more dish begin."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """What waits is closed, and the size waits for what follows; nothing where the size opens no dish."""
        if self._heads_list(at):
            return [partial(self._head, close) for close in self.closings.ways(h, at)]
        if not self.m.is_variant_somewhere(at):
            return []
        is_opened = (
            self._follows_other_size(h, at) or self._is_counted(h, at) or self._is_of_none_before(h, at)
        )
        if is_opened or self._is_of_option_behind(h, at) or self._is_of_one_behind(h, at):
            return [partial(self._open, close) for close in self.closings.ways(h, at)]
        return []

    def denied_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Nothing is done by a size that is not meant, behind the one that is: "a bowl, not a cup"."""
        end = self._end_of_denied(h, at)
        return [partial(self._skip_to, end)] if end else []

    def corrected_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The size that waits is given up at span `at` for the one behind it: "a medium, no, a large cola"."""
        phrase, named = h.pending, at + 1
        while self.m.has(named, "article", "that", "filler") and not self.m.spans[named].names:
            named += 1
        if phrase is None or len(phrase.waiting) != 1 or named >= len(self.m):
            return []
        said = phrase.waiting[0].at
        is_size = said == at - 1 and self.m.is_variant_somewhere(said) and self.m.is_variant_somewhere(named)
        is_apart = bool(self.m.spans[at].pause) and bool(self.m.spans[at + 1].pause)
        goes_on = is_size and (is_apart or not self.ahead.closes(named + 1))
        return [partial(self._give_up_size, named)] if goes_on else []

    def _give_up_size(self, named: int, h: Hypothesis, at: int) -> int:
        """The words before the size that is given up are those of the one at span `named`."""
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        h.use(phrase.first, at)
        h.pending = phrase._replace(waiting=(), spans=tuple(i for i in phrase.spans if i < at - 1))
        return self._skip_to(named, h, at)

    def _end_of_denied(self, h: Hypothesis, at: int) -> int:
        """The span after a size that is not meant, behind the one that is: "a bowl, not a cup"; 0 where none is denied."""
        phrase, named = h.pending, at + 1
        while self.m.has(named, "article", "that") and not self.m.spans[named].names:
            named += 1
        if phrase is None or named >= len(self.m) or not self.closes_clause(named + 1):
            return 0
        is_said = bool(phrase.waiting) and self.m.is_variant_somewhere(phrase.waiting[-1].at)
        return named + 1 if is_said and self.m.is_variant_somewhere(named) else 0

    def _skip_to(self, end: int, h: Hypothesis, at: int) -> int:
        h.use(at, end)
        return end

    def is_vessel_alone(self, h: Hypothesis, at: int) -> bool:
        """Whether a vessel that is another size of the line ends a clause, nothing being served in it: "no, a bottle"."""
        phrase, line = h.pending, h.line
        if phrase is None or line is None or line.item is None or not self.m.has(at, "serving"):
            return False
        is_told = phrase.is_bare and bool(phrase.determiner) and self.m.has(at - 1, "article", "number")
        sizes = self.m.variants(at, line.item.id) if is_told and self.closes_clause(at + 1) else []
        return bool(sizes) and line.variant not in sizes

    def heading_ways(self, _h: Hypothesis, at: int) -> list[Way]:
        """Nothing is done by a word for all before what heads a list: "everything mild: a roll, a samosa"."""
        named = at + 1
        while self.m.has(named, "no", "with") and not self.m.spans[named].names:
            named += 1
        return [self.skip] if named < len(self.m) and self._heads_list(named) else []

    def _heads_list(self, at: int) -> bool:
        """Whether a size or an option and a colon stand before the dishes that are had so: "pints: two lagers, one stout"."""
        if not self.m.colon_before(at + 1) or not (
            self.m.is_variant_somewhere(at) or self._is_only_option(at)
        ):
            return False
        if at + 1 >= len(self.m) or self.m.spans[at].end != self.m.spans[at + 1].start:
            return False
        first = at
        while first > 0 and not self.m.spans[first].pause and self.m.has(first - 1, *_BEFORE_HEADING):
            first -= 1
        is_apart = first == 0 or bool(self.m.spans[first].pause)
        return is_apart and self.m.has(at + 1, "number", "article")

    def _is_only_option(self, at: int) -> bool:
        is_dish = any(far < PART for far, _item in self.m.items(at)[:1])
        return self.m.is_option_somewhere(at) and not is_dish

    def _head(self, close: Closing, h: Hypothesis, at: int) -> int | None:
        close(h)
        if h.pending is not None:
            return None
        negation = h.mode.negation if h.mode.negated_at == at - 1 else ""
        if negation:
            h.discharge()
        h.total = PendingPhrase(at, determiner="heading", waiting=(Waiting(at, negation=negation),))
        h.mode.positive()
        return self.skip(h, at)

    def _follows_other_size(self, h: Hypothesis, at: int) -> bool:
        """Whether a size and an option wait before a pause, which tell of a dish that has this size too."""
        phrase = h.pending
        if phrase is None or not self.m.spans[at].pause or len(phrase.waiting) < 2:  # noqa: PLR2004
            return False
        said = [waiting.at for waiting in phrase.waiting]
        is_told = self.m.is_variant_somewhere(said[0]) and not self.m.is_variant_somewhere(said[1])
        return is_told and bool(self.m.items_fitting([*said, at]))

    def _is_of_none_before(self, h: Hypothesis, at: int) -> bool:
        """Whether behind "and" a size stands that no dish has with what waits: "10 wings with garlic dip and large chips".

        So does a second size that with an option tells a dish: "a litre of still and half a litre of red".
        """
        phrase = h.pending
        if phrase is None or not (self.m.spans[at].pause or self.m.has(at - 1, "and")):
            return False
        said = [waiting.at for waiting in phrase.waiting]
        has_size = any(map(self.m.is_variant_somewhere, said))
        is_another = bool(self.m.items_fitting(said)) and not self.m.items_fitting([*said, at])
        if is_another and has_size and self.ahead.head_follows(at):
            return True
        return bool(said) and (is_another or has_size) and self._tells_dish(at)

    def _tells_dish(self, at: int) -> bool:
        """Whether an option right behind a size, or behind its "of", tells with it which dish is meant: "half a litre of red"."""
        told = self.ahead.behind_size(at)
        if told >= len(self.m) or any(self.m.spans[i].pause for i in range(at + 1, told + 1)):
            return False
        is_option = self.m.is_option_somewhere(told) and not self.m.items(told)
        return is_option and bool(self.m.items_fitting([at, told]))

    def _is_counted(self, h: Hypothesis, at: int) -> bool:
        """Whether the size is called with its number or article, and "of" follows: "and one litre of white"."""
        is_led = self.m.length(at) > 1 and self.m.begins_as(at, "article", "number")
        follows = self.m.has(at + 1, "of") and not self.m.spans[at + 1].pause
        waits = h.pending is None or bool(h.pending.waiting)
        return is_led and follows and waits and bool(h.drafts or h.pending)

    def _is_of_option_behind(self, h: Hypothesis, at: int) -> bool:
        """Whether an option follows that the line before has not, of a dish that has this size: "large fries, large cola"."""
        told, line = at + 1, h.line
        if h.pending is not None or line is None or not self.m.spans[at].pause or told >= len(self.m):
            return False
        if self.m.spans[told].pause or not self.m.is_option_somewhere(told) or self.m.items(told):
            return False
        return not self.options.fits(told, [line]) and bool(self.m.items_fitting([at, told]))

    def _is_of_one_behind(self, h: Hypothesis, at: int) -> bool:
        """Whether options and "one" follow, behind a dish whose size and options were said: "large oat latte, small soy one"."""
        line, told = h.line, at + 1
        if h.pending is not None or h.mode.negation or h.mode.making or not self.m.spans[at].pause:
            return False
        if line is None or line.line is not None or not (line.variant_stated and line.choices):
            return False
        while told < len(self.m) and self.m.spans[told].names and not self.m.spans[told].pause:
            if not self.options.fits(told, [line], options=True):
                return False
            told += 1
        is_one = self.m.has(told, "stand_in") and not self.m.spans[told].pause
        return is_one and told > at + 1

    def _open(self, close: Closing, h: Hypothesis, at: int) -> int | None:
        close(h)
        if h.pending is not None:
            return None
        h.pending = PendingPhrase(at, determiner="article", joined=h.mode.joined)
        self.phrases.wait(h, at)
        return at + 1

    def opens_elided(self, h: Hypothesis, at: int) -> bool:
        """Whether a size and "of" stand before what alone tells the dish, behind another: "…, e mezzo litro di rosso".

        "Of" may be left out, or stand with the size, where the dish before does not come in it: "und ein Liter Rotwein".
        """
        if not self.m.is_variant_somewhere(at):
            return False
        told = self.ahead.behind_size(at)
        if told >= len(self.m) or (told == at + 1 and not self._is_size_of_other(h, at)):
            return False
        if not (self.m.spans[at].pause or self.m.has(at - 1, "and", "also", "article", "number")):
            return False
        return self.m.is_option_somewhere(told) and bool(self.m.items_fitting((at, told)))

    def _is_size_of_other(self, h: Hypothesis, at: int) -> bool:
        """Whether a size that the last line does not come in stands right before something that is no dish's name."""
        told = at + 1
        is_beside = not self.m.spans[told].pause and not self.m.items(told)
        return is_beside and not any(self.m.variants(at, i) for i in (h.line.ids if h.line else ()))
