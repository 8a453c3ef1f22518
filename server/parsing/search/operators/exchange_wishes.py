"""What the menu does not offer with a dish, wished for a part of it: "mash instead of the roasties", of a roast without mash."""

from functools import partial

from server.parsing.matching.names import PART
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way

_AROUND = ("that", "article", "of", "with", "filler")


class ExchangeWishes(Operation):
    """Wishes for one thing in the place of another one that a dish comes with."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The wish that span `at` begins, or ends; nothing where it may be an option, or a dish that is ordered for itself."""
        may_be_told = h.mode.negation == "instead" or self.m.has(at + 1, "instead", "rather")
        line = h.line if may_be_told else None
        if line is None or line.item is None or h.pending is not None or self.options.fits(at, [line]):
            return []
        if self._is_dish(at) and not self._comes_beside(at, line.item.category_id):
            return []
        if (given := self._given_behind(h, at)) > at:
            return [partial(self._wish, at, given)]
        if self._is_dish(at):
            return []
        refused = h.mode.refused
        is_refused = refused is not None and refused[1] == h.focus
        if is_refused and self.m.has(at + 1, "rather") and self.ahead.closes(at + 2):
            return [partial(self._wish, at, at + 1)]
        is_led = h.mode.negation == "instead" and refused is not None and refused[0] == at - 1
        return [partial(self._wish, h.mode.negated_at, at)] if is_refused and is_led else []

    def _is_dish(self, at: int) -> bool:
        """Whether it is a dish by more than a part of its name."""
        return bool(self.m.items(at)) and self.m.items(at)[0][0] < PART

    def _comes_beside(self, at: int, category_id: int) -> bool:
        """Whether what is a dish as well is of another kind than the one that is spoken of: chips, of a pie."""
        return all(self.m.item(i).category_id != category_id for i in self.m.best_items(at))

    def _given_behind(self, h: Hypothesis, at: int) -> int:
        """The name behind "instead of" that is a part of the dish spoken of; -1 where none is."""
        given = at + 2
        if not self.m.has(at + 1, "instead") or self.m.spans[at + 1].pause:
            return -1
        while self.m.has(given, *_AROUND) and not self.m.spans[given].names:
            given += 1
        is_named = given < len(self.m) and bool(self.m.spans[given].names) and self.ahead.closes(given + 1)
        if not is_named or any(self.m.spans[i].pause for i in range(at + 1, given + 1)):
            return -1
        return given if self._is_part_of_line(h, at, given) else -1

    def _is_part_of_line(self, h: Hypothesis, at: int, given: int) -> bool:
        """Whether it is what the dish comes with, or a word of its name; an option of it goes for a dish of its own."""
        line = h.line
        if line is None or line.item is None:
            return False
        if self.options.fits(given, [line], options=True):
            return not self._is_dish(at)
        described = set(self.m.view.stems_of(line.item.description))
        if self.m.stems(given) <= described and not self._is_dish(at):
            return True
        is_word = self.m.is_word_of(given, line.item.id)
        return is_word and not any(
            far < PART for far, item_id in self.m.items(given) if item_id == line.item.id
        )

    def _wish(self, first: int, last: int, h: Hypothesis, at: int) -> int:
        """The words as a wish; what comes with the dish, and is given for it, is left out."""
        line = h.own_line
        for option, group in self.m.best_modifiers(last, line.ids[0]) if last > at else ():
            if option.is_default:
                line.choose(option, group, "none", 1)
            elif option.id in line.choices:
                line.forget(option)
        line.requests.append(self.m.words(first, last))
        line.spans.update(range(first, last + 1))
        h.use(first, last + 1)
        if first <= h.mode.negated_at <= last:
            h.discharge()
        h.mode.positive()
        return last + 1
