"""Numbers that count a dish of the order anew because a word behind them corrects: "two lattes actually"."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.numbers import number_at
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import PendingPhrase

CORRECTS = ("correction", "recounts_behind")
"""Kinds of words that correct what stands before them."""
_GOES_ON = ("no", "remove", "instead", "make", "change", "rather", "or", "more", "another", "same")
"""Kinds of words with which something else is corrected than a number before."""


class Recounts:
    """Tells numbers that count anew by what is said behind them."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m

    def number(self, phrase: PendingPhrase | None, draft: Draft, at: int) -> int:
        """How many of a line of the cart there shall be whose dish stands at `at`; 0 where none is corrected."""
        if phrase is None or phrase.more or phrase.share or draft.line is None:
            return 0
        if phrase.number_at < 0 and phrase.determiner != "article":
            return 0
        return phrase.quantity if self._is_corrected(at) else 0

    def is_whole(self, phrase: PendingPhrase | None, draft: Draft) -> bool:
        """Whether no more than so many of a line of the cart are wanted: "un seul picon", where there are two."""
        return self.tells_whole(phrase) and draft.line is not None and draft.quantity > 1

    def tells_whole(self, phrase: PendingPhrase | None) -> bool:
        """Whether a bare number, or "but" right before it, says that there shall be no more: "un seul", "maar twee"."""
        if phrase is None or not phrase.determiner or not phrase.is_bare:
            return False
        before = phrase.first - 1
        is_led = (
            self.m.has(before, "but") and self.m.has(before, "just") and not self.m.spans[phrase.first].pause
        )
        counted_at = phrase.first if phrase.number_at < 0 else phrase.number_at
        return is_led or self.m.has(counted_at, "just")

    def is_counted_behind(self, phrase: PendingPhrase | None, draft: Draft, at: int) -> bool:
        """Whether a line of the cart is named, and a correction and its number follow and end the clause: "lasagne jednak dwie"."""
        if phrase is not None or draft.line is None:
            return False
        told = at + 1
        while self.m.has(told, *CORRECTS, "make", "after_all", "filler") and not self.m.spans[told].names:
            told += 1
        is_corrected = any(self.m.has(i, *CORRECTS, "make", "after_all") for i in range(at + 1, told))
        if not is_corrected or not self.m.has(told, "number") or self.m.spans[told].names:
            return False
        after = number_at(self.m, told, len(self.m))[1]
        while self.m.has(after, "counter", "filler") and not self.m.spans[after].pause:
            after += 1
        return after >= len(self.m) or bool(self.m.spans[after].pause)

    def _is_corrected(self, at: int) -> bool:
        """Whether a correction ends the clause or the sentence of the dish at `at`, and corrects nothing that follows."""
        if not self.m.says(*CORRECTS):
            return False
        end = next((i for i in range(at + 1, len(self.m)) if self.m.spans[i].pause == "."), len(self.m))
        for i in range(at + 1, end):
            if self.m.has(i, *CORRECTS) and not self.m.spans[i].names:
                return self._ends(i, end)
            if self.m.has(i, *_GOES_ON) and not self.m.spans[i].names:
                return False
        return False

    def _ends(self, at: int, end: int) -> bool:
        behind = at + 1
        while behind < end and self.m.has(behind, "filler", *CORRECTS) and not self.m.spans[behind].pause:
            behind += 1
        return behind >= end or (not self.m.spans[at].pause and bool(self.m.spans[behind].pause))
