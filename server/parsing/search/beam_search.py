"""All readings of a text that are worth keeping, from left to right: a beam over what each word may do to the order."""

from collections.abc import Sequence
from operator import attrgetter

from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Line
from server.parsing.search.draft import Draft, Drafts
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.table import Operators

WIDTH = 6
"""Readings that are kept at each place at most."""
BUDGET = 130
"""Steps of one text at most: a long text is read with fewer readings."""

MOST_SETTLED = 2
"""Readings of those that are kept in which no name waits for its dish: what a name that waits will cost is not paid yet."""

HOPELESS = 2.0
"""A reading that costs so much more than the best one at the same place is given up; the best is one that pays at once,
not one that has announced dishes which may never follow."""


class BeamSearch:
    """Reads the spans of `m` against a cart."""

    def __init__(self, m: Lexicon, cart: Sequence[Line]) -> None:
        self.m = m
        on_menu = m.index.items
        self.drafts = [Draft.of_line(line, on_menu[line.item.id]) for line in cart if line.item.id in on_menu]
        self.operators = Operators(m)

    def readings(self) -> list[Hypothesis]:
        """The readings of the whole text, the best first; always at least one."""
        first = Hypothesis(Drafts(self.drafts), focus=len(self.drafts) - 1)
        start, end = self._start_over(first), len(self.m)
        waiting: list[list[Hypothesis]] = [[] for _ in range(end + 1)]
        waiting[start] = [first]
        width = max(2, min(WIDTH, BUDGET // max(1, end)))
        for at in range(start, end):
            for h in _best(waiting[at], width):
                self._expand(h, at, waiting)
            waiting[at] = []
        ends = [end for h in _best(waiting[-1], width) for end in self.operators.endings(h)]
        return sorted(ends, key=_cost)

    def _start_over(self, h: Hypothesis) -> int:
        if not self.m.says("reset"):
            return 0
        last = max((i for i in range(len(self.m)) if self.m.has(i, "reset")), default=-1)
        if last < 0 or self._takes_away_dish(h, last):
            return 0
        h.use(0, last + 1)
        h.drafts, h.focus = Drafts(), -1
        return last + 1

    def _takes_away_dish(self, h: Hypothesis, at: int) -> bool:
        """Whether all of one dish of the cart goes, and no more: "cancel all the burgers", 버거는 다 취소."""
        named = self._dish_beside(at)
        lines = h.drafts.of_dishes(self.m.best_items(named)) if named >= 0 else []
        for index in lines:
            h.drafts.own(index).removed = True
        if lines:
            h.use(min(at, named), max(at, named) + 1)
            h.refocus()
        return bool(lines)

    def _dish_beside(self, at: int) -> int:
        """The dish right behind a word for starting over, or right before it; -1 where none is."""
        behind, before = at + 1, at - 1
        while self.m.has(behind, "that", "of", "article", "among") and not self.m.spans[behind].names:
            behind += 1
        if behind < len(self.m) and self.m.items(behind) and not self._has_pause(at + 1, behind):
            return behind
        while before > 0 and self.m.has(before, "topic", "filler", "all") and not self.m.spans[before].names:
            before -= 1
        return before if before >= 0 and self.m.items(before) and not self._has_pause(before + 1, at) else -1

    def _has_pause(self, first: int, last: int) -> bool:
        return any(self.m.spans[i].pause for i in range(first, last + 1))

    def _expand(self, h: Hypothesis, at: int, waiting: Sequence[list[Hypothesis]]) -> None:
        """Take span `at` in every way, each to where it ends; the last way needs no copy of the reading."""
        if h.has_used(at):
            waiting[at + 1].append(h)
            return
        ways, is_taken = self.operators.ways(h, at), False
        last, end = len(ways) - 1, len(waiting) - 1
        for i, way in enumerate(ways):
            reading = h.clone() if i < last else h
            after = way(reading, at)
            if after is not None:
                waiting[min(after, end)].append(reading)
                is_taken = True
        if not is_taken:
            waiting[self.operators.unread(h, at)].append(h)


_cost = attrgetter("cost")


def _best(hypotheses: list[Hypothesis], width: int) -> list[Hypothesis]:
    """The cheapest readings; of those that are alike in all that matters from here on, one."""
    if len(hypotheses) < 2:  # noqa: PLR2004
        return hypotheses
    hypotheses.sort(key=_cost)
    settled = hypotheses[0]
    if settled.awaits_dishes:
        settled = next((h for h in hypotheses if not h.awaits_dishes), settled)
    most = settled.cost + HOPELESS
    kept: list[Hypothesis] = []
    most_waiting = max(1, width - MOST_SETTLED)
    seen: dict[tuple[object, ...], list[Hypothesis]] = {}
    for h in hypotheses:
        if h.cost > most:
            break
        is_waiting = h.pending is not None and bool(h.pending.waiting)
        if is_waiting and most_waiting == 0:
            continue
        alike = seen.setdefault(h.outline(), [])
        if alike and any(h.signature() == other.signature() for other in alike):
            continue
        alike.append(h)
        kept.append(h)
        most_waiting -= is_waiting
        if len(kept) == width:
            break
    return kept
