"""A dish of the text that is told more exactly right behind it: "a burger, the veggie one", "garlic bread, the cheesy one"."""

from collections.abc import Callable, Sequence
from functools import partial

from server.domain.menu import Item
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.tools import Tools

Way = Callable[[Hypothesis, int], int | None]


class ToldApart:
    """Which dish is meant, of several that a name may stand for or of one and those that are called more."""

    def __init__(self, tools: Tools) -> None:
        self.m = tools.m

    def ways(self, h: Hypothesis, name: int, after: int) -> list[Way]:
        """The dish that the word at `name` tells; none where it tells nothing of the line spoken of, or stands within it."""
        line, phrase = h.line, h.pending
        is_apart = phrase is None or (phrase.is_bare and phrase.number_at < 0)
        if line is None or line.line is not None or line.head is None or not is_apart or h.mode.negation:
            return []
        begin = next((i for i in range(name, line.head[2], -1) if self.m.spans[i].pause), -1)
        if begin < 0 or any(self.m.spans[i].names for i in range(line.head[2] + 1, name)):
            return []
        if line.quantity > 1 and self.m.has(after - 1, "number"):
            return []
        meant = self._of_several(line.items, name) or self._called_more(line.items, name)
        return [partial(self._tell, meant, after)] if meant else []

    def _of_several(self, items: Sequence[Item], name: int) -> list[Item]:
        """Of several dishes those that have the word in their names; none where it does not tell them apart."""
        told = [item for item in items if item.id in self.m.all_items(name)]
        return told if len(told) < len(items) else []

    def _called_more(self, items: Sequence[Item], name: int) -> list[Item]:
        """The one dish that is called as this one is and by the word besides; none where there is none, or several are."""
        of_words = self.m.view.item_words
        own, said = of_words[items[0].id], self.m.stems(name)
        more = [i for i in self.m.all_items(name) if own < of_words[i] and said <= of_words[i] - own]
        return [self.m.index.items[more[0]]] if len(items) == len(more) == 1 else []

    def _tell(self, meant: list[Item], after: int, h: Hypothesis, at: int) -> int:
        h.pay("name_goes_on")
        if len(meant) == 1 < len(h.own_line.items):
            h.pay("ambiguous_head", -1.0)
        h.own_line.be_one_of(meant)
        h.own_line.spans.update(range(at, after))
        h.pending = None
        h.use(at, after)
        return after
