"""What follows in a text, as far as it decides how a word is read."""

from server.parsing.matching.lexicon import Lexicon

LOOK_AHEAD = 16
"""Spans within which a dish has to be named for words to wait for it."""


class Lookahead:
    """Looks at the spans that come after a place."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m
        self._next_head = self._heads_ahead()
        self._ends: list[int] | None = None

    def _heads_ahead(self) -> list[tuple[int, bool]]:
        """For each place the next span that may name a dish, in the same sentence, and whether it has a determiner."""
        found, ahead, is_determined = [], -1, False
        for at in range(len(self.m) - 1, -1, -1):
            found.append((ahead, is_determined))
            span = self.m.spans[at]
            if not span.names:
                is_determined = is_determined or span.has("article", "number")
            elif self.m.items(at):
                ahead, is_determined = at, False
            if span.pause == ".":
                ahead, is_determined = -1, False
        found.reverse()
        return found

    def behind_size(self, at: int) -> int:
        """The span behind a size and its "of": the "red" of "half a litre of red"."""
        is_of = self.m.has(at + 1, "of") and not self.m.spans[at + 1].names
        return at + 2 if is_of else at + 1

    def head_follows(self, at: int) -> bool:
        """Whether a dish may be named soon after span `at`."""
        return at < len(self.m) and 0 <= self._next_head[at][0] - at <= LOOK_AHEAD

    def heads_after(self, at: int) -> list[int]:
        """The spans soon after `at` that may name a dish, in the same sentence."""
        found, head = list[int](), self._next_head[at][0] if at < len(self.m) else -1
        while 0 <= head - at <= LOOK_AHEAD and head >= 0:
            found.append(head)
            head = self._next_head[head][0]
        return found

    def may_be_said_of_head(self, at: int) -> bool:
        """Whether the next dish may be had as span `at` is called: "single" in "a single latte"."""
        head = self._next_head[at][0]
        return self.head_follows(at) and any(self.m.fits(at, item_id) for item_id in self.m.best_items(head))

    def leads_to_head(self, at: int) -> bool:
        """Whether span `at` may be said of the next dish: no article or number parts them, but for "half a lager"."""
        is_parted = self._next_head[at][1] and not (
            self.m.is_variant_somewhere(at) and self.m.has(at + 1, "article")
        )
        return self.head_follows(at) and (not is_parted or self.m.view.language.head_final)

    def next_into(self, at: int) -> int:
        """The first span from `at` on that begins after a pause, or from which what was named becomes something else."""
        if self._ends is None:
            self._ends = [len(self.m)] * (len(self.m) + 1)
            for i in range(len(self.m) - 1, -1, -1):
                is_end = self.m.spans[i].pause or self.leads_into(i)
                self._ends[i] = i if is_end else self._ends[i + 1]
        return self._ends[min(at, len(self.m))]

    def counts_name(self, at: int) -> bool:
        """Whether the next words are a name of the menu or unknown: a number before them counts it."""
        while self.m.has(
            at, "times", "unit", "serving", "of", "amount", "request", "size", "counter", "pronoun", "more"
        ):
            if self.m.spans[at].pause:
                return False
            if self.m.spans[at].names:
                return True
            at += 1
        if at >= len(self.m) or self.m.spans[at].pause:
            return False
        return bool(self.m.spans[at].names) or not self.m.spans[at].known

    def counts_unknown_before(self, at: int, after: int) -> bool:
        """Whether a number that ends at `after` counts what the menu has not, as Korean and Japanese say it: 티라미수 하나."""
        if not self.m.view.language.script or at == 0 or self.m.spans[at].pause or self.m.spans[at - 1].known:
            return False
        while self.m.has(after, "counter") and not (self.m.spans[after].names or self.m.spans[after].pause):
            after += 1
        return self.closes(after)

    def closes(self, at: int) -> bool:
        """Whether a clause ends before span `at`."""
        return at >= len(self.m) or bool(self.m.spans[at].pause) or self.m.has(at, "and", "also", "filler")

    def leads_into(self, at: int) -> bool:
        """Whether what was named before becomes what follows: "for", and "for a" and "for the", which are other words elsewhere."""
        if self.m.has(at, "into"):
            return True
        if not self.m.has(at, "filler", "preposition"):
            return False
        return self.m.begins_as(at, "into")
