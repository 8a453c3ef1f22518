"""What is told of people at the table and orders something all the same: "die Kleine reicht mir", "io la prendo normale"."""

from functools import partial
from itertools import takewhile

from server.parsing.search.antecedents import Closing
from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.amounts import Amounts
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.tools import Tools

LONGEST_NAME = 3
"""Words of which somebody's name consists at most: "a minha mulher"."""

_CORRECTING = ("correction", "rather", "after_all", "recount")


class AtTable(Operation):
    """Words for somebody that may order: a size that a child is called by too, and a pronoun for a second one of a dish."""

    def __init__(self, tools: Tools, edits: Edits, amounts: Amounts) -> None:
        super().__init__(tools, edits)
        self.amounts = amounts

    def small_one_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The size of the dish before, where a child may be meant too: "eine Cola, die Kleine reicht mir", not "die Kleine nimmt"."""
        line = h.line
        has_sizes = line is not None and line.item is not None and len(line.item.variants) > 1
        if line is None or h.pending is not None:
            return []
        if not has_sizes:
            return self._small_one_of_cart(h, at)
        if line.variant_stated and not (self._is_enough(line, at) or self._is_correction(h, at)):
            return []
        if self.m.has(at - 1, "and", "also") or self.m.begins_as(at - 1, "for"):
            return []
        return [self._small_after_all] if self._says_no_more(at + 1) else []

    def _small_one_of_cart(self, h: Hypothesis, at: int) -> list[Way]:
        """The size of the one dish of the cart that has sizes, where another was ordered last: "doch lieber die kleine"."""
        is_meant = self._is_correction(h, at) and self._says_no_more(at + 1) and self.amounts.sized(h)
        return [self.amounts.size] if is_meant else []

    def _is_enough(self, line: Draft, at: int) -> bool:
        return line.line is not None and self.m.has(at + 1, "enough")

    def _is_correction(self, h: Hypothesis, at: int) -> bool:
        """Whether the small one takes the place of the size that was said: "eine große Cola, nein, doch die kleine"."""
        before = takewhile(lambda i: not self.m.spans[i].names, range(at - 1, -1, -1))
        return h.mode.correcting or any(self.m.has(i, *_CORRECTING) for i in before)

    def _small_after_all(self, h: Hypothesis, at: int) -> int:
        h.own_line.variant_stated = False
        return self.amounts.size(h, at)

    def _says_no_more(self, at: int) -> bool:
        """Whether a clause ends at span `at`, but for words that order nothing and no verb of what somebody wants."""
        behind = list(takewhile(lambda i: not self.m.spans[i].pause, range(at, len(self.m))))
        wants = len(behind) > 1 and self.m.token(behind[0]) in self.m.view.language.wanting
        return not wants and all(
            self.m.has(i, "filler", "enough") and not self.m.spans[i].names for i in behind
        )

    def has_it_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Another of the dish that somebody else has: "one without cheese for my wife, I'll have it as it is"."""
        if not self._is_somebody_elses(h, at):
            return []
        return [partial(self._has_it, close) for close in self.closings.ways(h, at)]

    def as_it_is_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """The same where only "for me" and "plain" are said: "ohne Speck für meine Frau, für mich normal"."""
        is_told = self.m.has(at + 1, "amount") and self.m.spans[at + 1].word.amount == "regular"
        is_all = is_told and not self.m.spans[at + 1].pause
        return self.has_it_ways(h, at) if is_all and self.ahead.closes(at + 2) else []

    def another_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Another of what was ordered last, where nothing else is said: "otra, por favor"; "otra sin sal" is of several."""
        others = (i for i in range(len(self.m)) if i != at)
        alone = all(self.m.has(i, "filler", "and", "ordering") and not self.m.spans[i].names for i in others)
        return self.edits.same_ways(h, at) if alone else []

    def _is_somebody_elses(self, h: Hypothesis, at: int) -> bool:
        """Whether the one dish of this text was ordered for, or by, somebody who is told before, and is another than it is."""
        new = [d for d in h.drafts if d.line is None and not d.removed and d.part_of < 0 and d.items]
        is_other = len(new) == 1 and h.line is new[0] and bool(new[0].choices or new[0].requests)
        return is_other and self._tells_of_somebody(self.m.spans[at].start)

    def _tells_of_somebody(self, end: int) -> bool:
        """Whether somebody at the table is named before a token, within a longer phrase too: "ma femme prend"."""
        said, trie = [token.text for token in self.m.tokens[:end]], self.m.view.language.trie
        named = (
            trie.get(tuple(said[first : first + many]))
            for first in range(end)
            for many in range(1, LONGEST_NAME + 1)
        )
        return any(word is not None and "somebody" in word.kinds for word in named)

    def _has_it(self, close: Closing, h: Hypothesis, at: int) -> int:
        close(h)
        if self.m.has(at + 1, "with", "no") and not self.m.spans[at + 1].pause:
            h.pay("target_untold")
        return self.edits.copies.copy_for(h, at)
