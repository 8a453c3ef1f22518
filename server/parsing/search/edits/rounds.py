"""As many again of lines that are named: "another round of the beers", "same again on the negronis"."""

from collections.abc import Callable
from functools import partial

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis

Way = Callable[[Hypothesis, int], int | None]


class Rounds:
    """Doubles the lines that words for a round are about."""

    def __init__(self, m: Lexicon, which: Which) -> None:
        self.m = m
        self.which = which

    def ways(self, h: Hypothesis, name: int) -> list[Way]:
        """As many again of what is named at span `name`; empty where it is not ordered yet."""
        lines = self._lines_of(h, name)
        return [partial(self._again, lines, name)] if lines else []

    def named_behind(self, h: Hypothesis, at: int) -> int:
        """The dish of the order to which the words at a span lead: the cake of "same on the cake"; -1 for none."""
        named = at + 1
        if not self._leads(at):
            return -1
        while self.m.has(named, "that", "article") and not self.m.spans[named].names:
            named += 1
        is_name = named < len(self.m) and bool(self.m.spans[named].names)
        return named if is_name and self._lines_of(h, named) else -1

    def _leads(self, at: int) -> bool:
        """Whether words are a preposition, with an article behind it where they may be more: "on", "for the", "with the"."""
        if self.m.has(at, "preposition", "for"):
            return True
        is_definite = self.m.ends_as(at, "article", "that") or self.m.has(at + 1, "that")
        return is_definite and self.m.begins_as(at, "preposition", "for", "with")

    def _lines_of(self, h: Hypothesis, name: int) -> list[int]:
        """The lines of a dish, or of the dishes that stand under a heading."""
        ids = {*(self.m.best_items(name) or self.m.category_items(name))}
        lines = [i for i, d in enumerate(h.drafts) if not (d.removed or d.total) and ids & {*d.ids}]
        best = self.which.find(h, name)
        are_all_meant = h.pending is None or (len(ids) > 1 and not h.pending.waiting)
        return lines if best < 0 or are_all_meant else [best]

    def _again(self, lines: list[int], name: int, h: Hypothesis, at: int) -> int:
        for i in lines:
            line = h.drafts.own(i)
            line.quantity, line.quantity_stated = 2 * line.quantity, True
            line.spans.update(range(at, name + 1))
        h.focus = lines[-1]
        h.use(at, name + 1)
        return name + 1
