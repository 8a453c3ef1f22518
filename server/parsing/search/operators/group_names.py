"""Words that name a group of options: "with sauce", "both sauces", "all three toppings"."""

from functools import partial

from server.domain.menu import Item, ModifierGroup
from server.parsing.search.draft import Unclear
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.options import as_amount

BOTH = 2
_WANTED = ("with", "and", "add", "adding", "also", "amount")
"""Kinds of words behind which a group's name tells that one of its options is wanted."""
_SMALL = ("that", "article", "of", "filler")
"""Kinds of words that may stand between those, or "all", and the group's name."""


class GroupNames(Operation):
    """Options that are told by the name of their group."""

    def is_said(self, h: Hypothesis, at: int) -> bool:
        """Whether a word is the name of a group of the dish's options: "dressing" in "caesar dressing"."""
        line = h.line
        if line is None or self.m.spans[at].pause or not self.m.spans[at].start:
            return False
        return any(self.m.is_word_of_group(at, item_id) for item_id in line.ids[:3])

    def said(self, h: Hypothesis, at: int) -> int:
        """Which of a group's options is meant is asked where none of them is said: "a shish with cheese"."""
        line = h.line
        if line is not None and line.item is not None and self._is_wanted(at):
            for group in self._optional_groups(line.item, at):
                options = [(modifier, group) for modifier in group.modifiers]
                h.own_line.unclear.append(Unclear(self.m.words(at), options, as_amount(h.mode.amount)))
                h.mode.amount = ""
        return self.absorb(h, at)

    def _is_wanted(self, at: int) -> bool:
        before = at - 1
        while self.m.has(before, *_SMALL) and not (
            self.m.spans[before].names or self.m.spans[before + 1].pause
        ):
            before -= 1
        return self.m.has(before, *_WANTED) and not (
            self.m.spans[before].names or self.m.spans[before + 1].pause
        )

    def _optional_groups(self, item: Item, at: int) -> list[ModifierGroup]:
        """The groups that are called so of which nothing must be chosen, and nothing is without being said."""
        said = self.m.stems(at)
        return [
            group
            for group in item.modifier_groups
            if not group.min_select
            and said <= set(self.m.view.stems_of(group.name))
            and not any(modifier.is_default for modifier in group.modifiers)
        ]

    def all_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """All options of a group, or a question for those that are meant: "both sauces", "all three toppings"."""
        line = h.line
        if line is None or line.item is None or h.pending is not None:
            return []
        named, counted = self._name_behind(at)
        group = self._group_named(h, named)
        if group is None or (counted and counted != len(group.modifiers)):
            return []
        return [partial(self._all_of_group, group, named)]

    def _name_behind(self, at: int) -> tuple[int, int]:
        """Where a group may be named behind "all", and how many of its options are said to be: 0 where that is not told."""
        counted, named = 0, at + 1
        while named < len(self.m) and not (self.m.spans[named].names or self.m.spans[named].pause):
            if self.m.has(named, "number"):
                counted = self.m.spans[named].word.value
            elif not self.m.has(named, *_SMALL):
                break
            named += 1
        return named, counted

    def _group_named(self, h: Hypothesis, at: int) -> ModifierGroup | None:
        """The group of the line whose options are called by the word behind "both": "both sauces"."""
        line = h.line
        if line is None or line.item is None or not self._ends(at + 1):
            return None
        if at >= len(self.m) or self.m.spans[at].pause or self.m.length(at) > 1:
            return None
        if self.options.fits(at, [line], options=True):
            return None
        said, stems_of = self.m.stems(at), self.m.view.stems_of
        for group in line.item.modifier_groups:
            ends = {stems_of(modifier.name)[-1:] for modifier in group.modifiers}
            is_called_so = said == set(stems_of(group.name)[-1:])
            if len(group.modifiers) > 1 and (is_called_so or ends == {tuple(said)}):
                return group
        return None

    def _ends(self, at: int) -> bool:
        return self.ahead.closes(at) or self.m.has(at, "and")

    def _all_of_group(self, group: ModifierGroup, named: int, h: Hypothesis, at: int) -> int:
        """All options of a group; where fewer can be had, which of them are meant is asked."""
        most = len(group.modifiers) if group.max_select is None else group.max_select
        if most < len(group.modifiers):
            h.pay("target_untold")
            h.use(at + 1, named + 1)
            return named + 1
        for modifier in group.modifiers:
            h.own_line.choose(modifier, group, "regular", 1)
        h.own_line.spans.add(named)
        h.use(at, named + 1)
        return named + 1
