"""All that was ordered once more, with another dish for one of them: "the same for my mate, but haddock instead of the cod"."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.search.draft import Draft
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis

Way = Callable[[Hypothesis, int], int | None]
FARTHEST = 8
"""Spans between the words for the same and the other dish, at most."""
_BEFORE = ("filler", "but", "with", "article", "that", "somebody", "for", "just", "number")


class Exchange(NamedTuple):
    """The span of the dish that is had instead, the line whose place it takes, and the span after all of it."""

    at: int
    line: int
    after: int


class CopiedOrders:
    """Copies an order of several lines with one dish exchanged."""

    def __init__(self, m: Lexicon, which: Which) -> None:
        self.m = m
        self.which = which

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The one way, where a dish that is not ordered stands behind "but", and for which it comes is told or plain."""
        there = [d for d in h.drafts if d.line is not None and not d.removed]
        if len(there) < 2 or len(there) < len(h.drafts) or h.pending is not None:  # noqa: PLR2004
            return []
        exchange = self._exchange(h, at)
        return [partial(self._copy, exchange)] if exchange is not None else []

    def _exchange(self, h: Hypothesis, at: int) -> Exchange | None:
        named = at + 1
        while named < min(len(self.m), at + FARTHEST) and not self.m.spans[named].names:
            if not self.m.has(named, *_BEFORE) or self.m.has(named, "and", "also", "no"):
                return None
            named += 1
        if not any(self.m.has(i, "but", "with") for i in range(at + 1, named)) or not self._is_dish(named):
            return None
        if self.which.find(h, named) >= 0 or any(self.m.fits(named, i) for d in h.drafts for i in d.ids):
            return None
        if self.m.has(named + 1, "instead"):
            return self._told(h, named)
        ends = named + 1 >= len(self.m) or bool(self.m.spans[named + 1].pause)
        alike = self._alike(h, at, named)
        return Exchange(named, alike[0], named + 1) if ends and len(alike) == 1 else None

    def _told(self, h: Hypothesis, named: int) -> Exchange | None:
        """The exchange whose other dish is named behind "instead of"."""
        gone = named + 2
        while self.m.has(gone, "that", "article", "pronoun") and not self.m.spans[gone].names:
            gone += 1
        line = self.which.find(h, gone) if self._is_dish(gone) else -1
        return Exchange(named, line, gone + 1) if line >= 0 else None

    def _is_dish(self, at: int) -> bool:
        return at < len(self.m) and bool(self.m.items(at)) and self.m.items(at)[0][0] < PART

    def _alike(self, h: Hypothesis, at: int, named: int) -> list[int]:
        """The lines of the dish's category; of what is had "with" it only those that share a word of its name."""
        other, words = self.m.item(self.m.best_items(named)[0]), self.m.view.item_words
        is_with = any(self.m.has(i, "with") and not self.m.has(i, "but") for i in range(at + 1, named))
        return [
            i
            for i, d in enumerate(h.drafts)
            if d.item is not None
            and d.item.category_id == other.category_id
            and (not is_with or words[d.item.id] & words[other.id])
        ]

    def _copy(self, exchange: Exchange, h: Hypothesis, at: int) -> int:
        gone = h.drafts[exchange.line]
        for i, draft in enumerate(h.drafts):
            if i != exchange.line:
                own = h.drafts.own(i)
                own.quantity, own.quantity_stated = 2 * draft.quantity, True
                own.spans.add(at)
        item = self.m.item(self.m.best_items(exchange.at)[0])
        sizes = [
            v for v in item.variants if gone.variant_stated and gone.variant and v.label == gone.variant.label
        ]
        spans = set(range(at, exchange.after))
        h.drafts.append(Draft(
            items=[item], quantity=gone.quantity, quantity_stated=True, words=self.m.words(exchange.at),
            variant=sizes[0] if sizes else None, variant_stated=bool(sizes), spans=spans,
            head=(exchange.at, exchange.at, exchange.at),
        ))  # fmt: skip
        h.focus = len(h.drafts) - 1
        h.mode.positive()
        h.use(at, exchange.after)
        return exchange.after
