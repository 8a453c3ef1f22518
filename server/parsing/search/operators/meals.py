"""Words that make a dish its meal: "make it a meal", "als Menü", "세트로"."""

from functools import partial

from server.domain.menu import Item
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way


class Meals(Operation):
    """Words that make a dish its meal."""

    def meal_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The line that is spoken of, or all lines of this text, become their meals, where each has one."""
        if self.m.has(at, "meal_behind") and not self._is_behind_dish(h, at):
            return [self._other_word]
        wanted = self._wanted(h, at)
        meals = [(i, meal) for i in wanted if (meal := self._meal_of(h.drafts[i], at)) is not None]
        is_free = h.pending is None or h.pending.is_bare
        if not (wanted and is_free and len(meals) == len(wanted)):
            return [self._other_word]
        return [partial(self._become, meals)]

    def _is_behind_dish(self, h: Hypothesis, at: int) -> bool:
        line = h.line
        behind = line is not None and line.head is not None and line.head[2] == at - 1
        return behind and not self.m.spans[at].pause

    def _wanted(self, h: Hypothesis, at: int) -> list[int]:
        if not self.m.has(at, "meals"):
            return [h.focus] if h.line is not None else []
        there = [i for i, draft in enumerate(h.drafts) if not draft.removed]
        return [i for i in there if h.drafts[i].line is None] or there

    def _meal_of(self, draft: Draft, at: int) -> Item | None:
        """The dish's meal: the one that the menu says, else the one of its name and this word."""
        if draft.item is None:
            return None
        items, words = self.m.index.items, self.m.view.item_words
        meal = items.get(draft.item.meal_item_id or 0)
        if meal is None:
            wanted = words[draft.item.id] | {self.m.view.language.stem(self.m.token(at))}
            named = [i for i in items if words[i] == wanted and i != draft.item.id]
            meal = items[named[0]] if len(named) == 1 else None
        return meal if meal is not None and draft.keeps_all_as(meal) else None

    def _become(self, meals: list[tuple[int, Item]], h: Hypothesis, at: int) -> int:
        h.pending = None
        for index, meal in meals:
            h.drafts.own(index).become(meal)
            h.drafts.own(index).spans.add(at)
        h.use(at)
        h.mode.positive()
        h.mode.acted = True
        h.mode.making = h.mode.correcting = False
        return at + 1

    def _other_word(self, h: Hypothesis, at: int) -> int:
        """Where no meal is to be had the word counts dishes ("세트"), or is not understood."""
        if self.m.has(at, "counter", "filler", "class"):
            return self.skip(h, at)
        h.pay("unread_word")
        h.leave(at, at + 1)
        return at + 1
