"""A counted dish and a list of as many ways in which it is had: "three potatoes: cheese, cheese and beans, tuna"."""

from functools import partial

from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way

MAX_SEGMENTS = 12
"""Ways in which one dish is had in a list, at most."""
_BETWEEN = ("and", "with", "article", "that")
_ENDS = ("stand_in",)


class Segments(Operation):
    """Lists behind a colon of which each part is one of the dishes."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """A share for each part of the list, where they are as many as the dishes and one has several options."""
        line = h.line
        is_behind = line is not None and line.head is not None and line.head[2] == at - 1
        if not is_behind or line is None or line.line is not None or h.pending is not None:
            return []
        if not 1 < line.quantity <= MAX_SEGMENTS or line.choices or not self.m.colon_before(at):
            return []
        for splits in ((), ("and",)):
            parts, end = self._parts(at, line, splits)
            told = any(self._ends(i) for i in range(at, end))
            if len(parts) == line.quantity and (told or any(len(part) > 1 for part in parts)):
                return [partial(self._deal, parts, end)]
        return []

    def _parts(self, at: int, line: Draft, splits: tuple[str, ...]) -> tuple[list[list[int]], int]:
        """The options of each part of the list that begins at a span, and the span behind it; `splits` part them, too."""
        parts: list[list[int]] = []
        i = at
        while i < len(self.m) and (self.options.fits(i, [line]) or self._joins(i, line) or self._ends(i)):
            if i == at or self.m.spans[i].pause or self.m.has(i, *splits):
                parts.append([])
            if self.m.spans[i].names:
                parts[-1].append(i)
            i += 1
        ends = i >= len(self.m) or bool(self.m.spans[i].pause) or self.m.has(i, "and")
        return (parts, i) if ends and all(parts) else ([], at)

    def _ends(self, at: int) -> bool:
        """Whether "one" stands behind an option: "the lamb one"."""
        behind = at > 0 and bool(self.m.spans[at - 1].names) and not self.m.spans[at].pause
        return behind and self.m.has(at, *_ENDS) and not (self.m.spans[at].names or self.m.has(at, "article"))

    def _joins(self, at: int, line: Draft) -> bool:
        """Whether a small word leads to another option of the same part."""
        named = at
        while self.m.has(named, *_BETWEEN) and not self.m.spans[named].names:
            named += 1
        is_next = named < len(self.m) and not any(self.m.spans[i].pause for i in range(at + 1, named + 1))
        return named > at and is_next and self.options.fits(named, [line])

    def _deal(self, parts: list[list[int]], end: int, h: Hypothesis, at: int) -> int:
        root, whole = h.focus, h.own_line
        for part in parts:
            h.pay("share")
            share = Draft(
                list(whole.items), quantity_stated=True, part_of=root, words=whole.words, inherits=True
            )
            h.drafts.append(share)
            for spot in part:
                self.options.name(spot, h, len(h.drafts) - 1)
        h.use(at, end)
        h.focus = len(h.drafts) - 1
        return end
