"""Dishes that were counted before they were named: "four tacos: two al pastor, one birria, one baja fish".

The first is a dish of its own; where what is listed behind it by the other words of its names comes to as many, they
are what was counted. "Coffees: three filter, one espresso" counts nothing and is the heading of a list.
"""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis

MIN_LISTED = 2
"""A list has so many entries at least."""


class CountedLists:
    """Makes the entries of a list parts of what was counted."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m

    def settle(self, h: Hypothesis) -> None:
        """Find the lines that only count, or head, the lines behind them."""
        for i in range(len(h.drafts) - 1):
            whole = h.drafts[i]
            if (
                whole.item is None
                or whole.line is not None
                or whole.removed
                or whole.part_of >= 0
                or whole.total
            ):
                continue
            if whole.quantity_stated:
                self._settle_counted(h, i)
            elif self._is_heading(whole):
                self._settle_heading(h, i)

    def _settle_counted(self, h: Hypothesis, index: int) -> None:
        whole = h.drafts[index]
        shares = [d for d in h.drafts if d.part_of == index and not d.removed]
        left = whole.quantity - sum(d.quantity for d in shares)
        listed: list[int] = []
        for i in self._listed(h.drafts, index):
            if left > 0:
                listed.append(i)
                left -= h.drafts[i].quantity
        if left or not listed or len(listed) + len(shares) < MIN_LISTED:
            return
        for i in listed:
            h.drafts.own(i).part_of = index
            h.pay("part_of_total")

    def _settle_heading(self, h: Hypothesis, index: int) -> None:
        whole = h.drafts[index]
        behind = [i for i in range(index + 1, len(h.drafts)) if self._is_counted(h.drafts[i])]
        again = [
            i for i in behind if h.drafts[i].items == whole.items or self._is_kind_of(h.drafts[i], whole)
        ]
        if behind and behind[0] in again and len(behind) >= MIN_LISTED:
            h.drafts.own(index).removed = True
            h.pay("part_of_total")

    def _listed(self, drafts: Sequence[Draft], index: int) -> list[int]:
        """The lines behind that are called by what tells them from the dish that was counted."""
        whole, found = drafts[index], []
        for i in range(index + 1, len(drafts)):
            draft = drafts[i]
            if draft.part_of == index:
                continue
            if not (self._is_counted(draft) and self._is_kind_of(draft, whole)):
                break
            found.append(i)
        return found

    @staticmethod
    def _is_counted(draft: Draft) -> bool:
        is_new = draft.line is None and not draft.removed and draft.part_of < 0
        return is_new and draft.head is not None and draft.quantity_stated

    def _is_kind_of(self, draft: Draft, whole: Draft) -> bool:
        if draft.item is None or whole.item is None or draft.head is None:
            return False
        words = self.m.view.item_words
        shared = words[whole.item.id]
        return shared < words[draft.item.id] and not (self.m.stems(draft.head[1]) & shared)

    def _is_heading(self, whole: Draft) -> bool:
        """Whether a dish stands alone before a pause, in the plural: "coffees: …"."""
        if whole.head is None or whole.head[0] != whole.head[1] or whole.choices or whole.variant_stated:
            return False
        behind = whole.head[2] + 1
        said = self.m.token(whole.head[2])
        is_plural = self.m.view.language.stem(said) != said
        return is_plural and behind < len(self.m) and bool(self.m.spans[behind].pause)
