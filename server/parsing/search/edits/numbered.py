"""Dishes that are called by their number on the menu, or by their price."""

from server.domain.menu import Item
from server.parsing.matching.names import ALIAS
from server.parsing.matching.numbers import number_at
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.tools import Tools


class Numbered:
    """Adds lines by number."""

    def __init__(self, tools: Tools) -> None:
        self.m = tools.m
        self.phrases = tools.phrases

    def dish_of_number(self, at: int, after: int) -> int:
        """The id of the dish that is called by the number at `at`; 0 where there is none."""
        if self._counts_people(at) or self._is_of_size(at, after):
            return 0
        if after != at + 1:
            return self.m.index.numbers.get(str(number_at(self.m, at, after)[0]), 0)
        return self.m.index.numbers.get(str(self.m.spans[at].word.value), 0)

    def _counts_people(self, at: int) -> bool:
        """Whether a number says for how many it is: "un tavolo per due", "for two", "deliver for 6"."""
        leads = ("for",) if self.m.token(at).isdecimal() else ("for", "preposition")
        return self.m.has(at - 1, *leads) and not self.m.spans[at].pause

    def _is_of_size(self, at: int, after: int) -> bool:
        """Whether a size follows that is called by the number: "a 1 litre bottle", where bottles hold "1 l"."""
        said = self.m.token(at)
        behind = self.m.spans[after] if after < len(self.m) else None
        if behind is None or behind.pause or not said.isdecimal():
            return False
        parts = (
            name for name, far in behind.names.items() if far > ALIAS and self.m.index.names[name].variants
        )
        return any(name.startswith(f"{said} ") for name in parts)

    def numbered(self, item_id: int, after: int, h: Hypothesis, at: int) -> int:
        """A dish by its number on the menu."""
        phrase, h.pending = h.pending, None
        draft = Draft([self.m.item(item_id)], words=self.m.words(at))
        draft.head = (phrase.first if phrase is not None else at, at, after - 1)
        draft.spans.update(range(at, after))
        h.use(at, after)
        h.drafts.append(draft)
        h.focus = len(h.drafts) - 1
        if phrase is not None:
            self.phrases.fill(h, h.focus, phrase)
            draft.quantity, draft.quantity_stated = phrase.quantity, phrase.number_at >= 0
        h.mode.positive()
        h.mode.joined = h.mode.under_with = h.mode.stranger = False
        if after < len(self.m) and self.m.token(after) == "s" and not self.m.spans[after].known:
            h.use(after)
            after += 1
        return after

    def has_price(self, at: int, after: int) -> bool:
        """Whether a dish named right behind costs what the number at `at` says."""
        return self.is_price(number_at(self.m, at, after)[0], after)

    def is_price(self, value: int, after: int) -> bool:
        """Whether a dish that may be named at `after` costs so much."""
        if after >= len(self.m) or not self.m.items(after):
            return False
        return any(has_price(self.m.item(item_id), value) for item_id in self.m.best_items(after))


def has_price(item: Item, value: int) -> bool:
    """Whether one of its sizes costs `value`, in whole money or its hundredths."""
    return any(variant.price in (value, value * 100) for variant in item.variants)
