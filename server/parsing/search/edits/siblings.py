"""A dish that is named by what it has otherwise than the one before: "a prawn curry and a chicken one"."""

from collections.abc import Callable
from functools import partial

from server.parsing.matching.names import PART
from server.parsing.search.edits.new_line import NewLines
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.tools import Tools

Way = Callable[[Hypothesis, int], int | None]


class Siblings:
    """Finds the dish that shares words with the last one and has those that are said."""

    def __init__(self, tools: Tools, which: Which, new: NewLines) -> None:
        self.m = tools.m
        self.options = tools.options
        self.which = which
        self.new = new

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """A new line of the one dish that is called like the last one, but for the word at `at` before "one"."""
        line, phrase = h.line, h.pending
        stands = self.m.has(at + 1, "stand_in") and not (
            self.m.spans[at + 1].pause or self.m.spans[at + 1].names
        )
        if not stands or line is None or line.item is None or phrase is None or not phrase.determiner:
            return []
        found = self.m.items(at)
        if self.options.fits(at, [line]) or not phrase.is_bare:
            return []
        alike = self.alike(at, line.item.id)
        if found and found[0][0] < PART and set(self.m.best_items(at)) & set(alike):
            return []
        is_copy = line.repeated and line.inherits and self.m.has(phrase.first - 1, "but")
        return [partial(self.become if is_copy else self._add, alike[0])] if len(alike) == 1 else []

    def alike(self, at: int, item_id: int) -> list[int]:
        """The dishes under the same heading that have what is said in their name, and most words of the other's."""
        of_words, heading = self.m.view.item_words, self.m.item(item_id).category_id
        ids = [
            i
            for i in self.m.all_items(at)
            if i != item_id
            and self.m.item(i).category_id == heading
            and self.m.is_word_of(at, i)
            and of_words[i] & of_words[item_id]
        ]
        return self.which.most_alike(ids, item_id)

    def become(self, item_id: int, h: Hypothesis, at: int) -> int:
        """A copy is the other dish: "the same but an oyster one"; of which of several lines it is one, nobody said."""
        if sum(d.line is not None and not d.removed for d in h.drafts) > 1:
            h.pay("target_untold")
        h.pending = None
        h.own_line.become(self.m.item(item_id))
        h.own_line.spans.update((at, at + 1))
        h.use(at, at + 2)
        return at + 2

    def _add(self, item_id: int, h: Hypothesis, at: int) -> int:
        self.new.add(h, at, part=[item_id])
        h.own_line.spans.add(at + 1)
        h.use(at + 1)
        return at + 2
