"""Words that make a dish its meal: "make it a meal", "als Menü", "세트로"."""

from functools import partial

from server.domain.menu import Item
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.options import Option


class Meals(Operation):
    """Words that make a dish its meal."""

    def meal_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The line that is spoken of, or all lines of this text, become their meals, where each has one."""
        if self.m.has(at, "meal_behind") and not self._is_behind_dish(h, at):
            return [self._other_word]
        wanted = self._wanted(h, at)
        meals = [(i, meal) for i in wanted if (meal := self._meal_of(h.drafts[i], at)) is not None]
        is_free = h.pending is None or h.pending.is_bare
        if not (wanted and is_free):
            return [self._other_word]
        if len(meals) == len(wanted):
            return [partial(self._become, meals)]
        options = [(i, option) for i in wanted if (option := self._option_of(h.drafts[i], at)) is not None]
        if len(options) == len(wanted):
            return [partial(self._with_option, options)]
        has_parts = all(self._has_parts(h.drafts[i], at) for i in wanted)
        return [self.skip] if has_parts else [self._other_word]

    def _is_behind_dish(self, h: Hypothesis, at: int) -> bool:
        line = h.line
        behind = line is not None and line.head is not None and line.head[2] == at - 1
        return behind and not self.m.spans[at].pause

    def _wanted(self, h: Hypothesis, at: int) -> list[int]:
        if not self.m.has(at, "meals"):
            return self._one_wanted(h, at)
        there = [i for i, draft in enumerate(h.drafts) if not draft.removed]
        return [i for i in there if h.drafts[i].line is None] or there

    def _one_wanted(self, h: Hypothesis, at: int) -> list[int]:
        """The line spoken of; where a text has named none yet, the one line of the cart that can become a meal."""
        line = h.line
        if line is None:
            return []
        can = [
            i
            for i, d in enumerate(h.drafts)
            if not d.removed and (self._meal_of(d, at) is not None or self._option_of(d, at) is not None)
        ]
        is_untouched = line.line is not None and not line.spans
        return can if is_untouched and len(can) == 1 else [h.focus]

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

    def _option_of(self, draft: Draft, at: int) -> Option | None:
        """The one option of a dish by which it becomes a meal: *Meal (+ chips & can)*."""
        groups = draft.item.modifier_groups if draft.item is not None else ()
        found = [(m, g) for g in groups for m in g.modifiers if self._is_called_meal(m.name, at)]
        return found[0] if len(found) == 1 else None

    def _has_parts(self, draft: Draft, at: int) -> bool:
        """Whether all was chosen that a dish's groups offer for a meal: *Make it a meal - side*, *Make it a meal - drink*."""
        groups = draft.item.modifier_groups if draft.item is not None else ()
        of_meal = {group.id for group in groups if self._is_called_meal(group.name, at)}
        return bool(of_meal) and of_meal <= {c.group.id for c in draft.choices.values() if c.amount != "none"}

    def _is_called_meal(self, name: str, at: int) -> bool:
        """Whether a name has the word for a meal that ends span `at`."""
        return self.m.view.language.stem(self.m.token(at)) in self.m.view.stems_of(name)

    def _with_option(self, options: list[tuple[int, Option]], h: Hypothesis, at: int) -> int:
        h.pending = None
        for index, (modifier, group) in options:
            h.drafts.own(index).choose(modifier, group, "regular", 1)
            h.drafts.own(index).spans.add(at)
            h.focus = index
        return self._made(h, at)

    def _become(self, meals: list[tuple[int, Item]], h: Hypothesis, at: int) -> int:
        h.pending = None
        for index, meal in meals:
            h.drafts.own(index).become(meal)
            h.drafts.own(index).spans.add(at)
        return self._made(h, at)

    @staticmethod
    def _made(h: Hypothesis, at: int) -> int:
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
