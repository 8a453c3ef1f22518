"""One of every kind: "three scones, one of each", "two of each flavor", "one of each dessert"."""

from collections.abc import Sequence
from functools import partial
from itertools import islice

from server.domain.menu import Modifier, ModifierGroup
from server.parsing.matching.numbers import number_at
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way

MAX_KINDS = 12
"""More kinds than so many of one dish are not dealt out."""


class OneOfEach(Operation):
    """Deals a dish out to all its kinds."""

    def behind_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """So many of each kind of the dish before, where that comes out: "six bags of chips, two of each flavor"."""
        each = h.pending.quantity if h.pending is not None else 0
        return [partial(self._deal_behind, each, at + 1)] if self._comes_out(h, each) else []

    def number_behind_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The same where the number stands behind: "drei Limonaden, je eins"."""
        each, after = number_at(self.m, at + 1, len(self.m))
        return [partial(self._deal_behind, each, after)] if self._comes_out(h, each) else []

    def _comes_out(self, h: Hypothesis, each: int) -> bool:
        """Whether so many of each kind are as many as were ordered."""
        line = h.line
        if line is None or line.line is not None or line.part_of >= 0 or line.choices:
            return False
        kinds = len(line.items) if len(line.items) > 1 else len(self._options(line))
        return 1 < kinds <= MAX_KINDS and line.quantity_stated and line.quantity == each * kinds

    def _deal_behind(self, each: int, after: int, h: Hypothesis, at: int) -> int:
        h.pending = None
        self._deal(h, h.focus, each)
        end = self._behind_kind(after)
        h.use(at, end)
        return end

    def _behind_kind(self, at: int) -> int:
        """The span after a word for kinds: the "flavor" of "two of each flavor"."""
        return at + 1 if self.m.has(at, "class") and not self.m.spans[at].pause else at

    def heading_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """So many of each dish of a kind: "one of each dessert"."""
        phrase = h.pending
        if (
            not h.mode.each
            or phrase is None
            or not phrase.is_bare
            or (self.m.items(at) and not self.m.has(at, "class"))
        ):
            return []
        ids = self.m.category_items(at)
        return [partial(self._all_of_kind, ids)] if 0 < len(ids) <= MAX_KINDS else []

    def _all_of_kind(self, ids: Sequence[int], h: Hypothesis, at: int) -> int:
        phrase, h.pending, h.mode.each = h.pending, None, 0
        assert phrase is not None  # noqa: S101
        h.pay("total_by_name")
        for item_id in ids:
            self._add(h, item_id, phrase.quantity, phrase.first, at)
        return self.skip(h, at)

    def _add(self, h: Hypothesis, item_id: int, quantity: int, first: int, at: int) -> None:
        draft = Draft([self.m.item(item_id)], words=self.m.words(at), quantity=quantity, quantity_stated=True)
        draft.head = (first, at, at)
        draft.spans.update(range(first, at + 1))
        h.drafts.append(draft)
        h.focus = len(h.drafts) - 1

    def of_dish_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """So many of each kind of the one dish that is named: "one of each jam crepe"."""
        phrase = h.pending
        if not h.mode.each or phrase is None or not phrase.is_bare:
            return []
        ids = self.m.best_items(at)
        alone = not (self.m.has(at + 1, "and") or self._names_follow(at + 1)) or self._is_told_apart(at + 1)
        if len(ids) != 1 or not alone:
            return []
        kinds = self._options(Draft([self.m.item(ids[0])]))
        return [partial(self._each_of_dish, ids[0])] if 1 < len(kinds) <= MAX_KINDS else []

    def _names_follow(self, at: int) -> bool:
        return at < len(self.m) and bool(self.m.spans[at].names)

    def _is_told_apart(self, at: int) -> bool:
        return self.m.has(at, "and") and self.m.has(at + 1, "number", "article")

    def _each_of_dish(self, item_id: int, h: Hypothesis, at: int) -> int:
        phrase, h.pending, each = h.pending, None, h.mode.each
        assert phrase is not None  # noqa: S101
        h.mode.each = 0
        h.pay("head_distance", min(3.0, self.m.items(at)[0][0]))
        self._add(h, item_id, each, phrase.first, at)
        h.own_line.quantity = each * len(self._options(h.own_line))
        self._deal(h, h.focus, each)
        return self.skip(h, at)

    @staticmethod
    def _options(line: Draft) -> list[tuple[Modifier, ModifierGroup]]:
        """The options of the one choice that the dish requires: what there are kinds of it."""
        groups = line.item.modifier_groups if line.item is not None else ()
        required = [
            g
            for g in groups
            if g.min_select == g.max_select == 1 and not any(m.is_default for m in g.modifiers)
        ]
        return [(m, required[0]) for m in required[0].modifiers] if len(required) == 1 else []

    def _deal(self, h: Hypothesis, index: int, each: int) -> None:
        h.pay("dealt_out")
        whole = h.drafts.own(index)
        if len(whole.items) > 1:
            items, whole.items, whole.quantity = whole.items, whole.items[:1], each
            for item in islice(items, 1, None):
                self._add(
                    h, item.id, each, whole.head[0] if whole.head else 0, whole.head[2] if whole.head else 0
                )
            return
        for modifier, group in self._options(whole):
            part = Draft(
                list(whole.items), quantity=each, quantity_stated=True, part_of=index, words=whole.words
            )
            part.inherits = True
            part.choose(modifier, group, "regular", 1)
            h.drafts.append(part)
