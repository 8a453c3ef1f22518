"""What is wanted again of an order of several lines, and for whom: "the same for her, but the soup without cream"."""

from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.tools import Tools


class RepeatedOrders:
    """Questions about the words around "the same"."""

    def __init__(self, tools: Tools, which: Which) -> None:
        self.m = tools.m
        self.options = tools.options
        self.which = which

    def is_for_somebody(self, at: int) -> bool:
        """Whether it is told who has the same: "the same for my wife", "친구도 똑같이"."""
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(self.m) and self.m.has(i, "filler")]
        return self.m.has(at, "has_same") or any(self._says_for(i) for i in (at, *beside))

    def line_but(self, h: Hypothesis, at: int) -> int:
        """The line of the cart that somebody has otherwise than all the others: "the same for her, but the soup without cream"; else -1."""
        named = next((i for i in range(at + 1, len(self.m)) if self.m.spans[i].names), -1)
        if named < 0 or not self.m.items(named) or not self.is_for_somebody(at):
            return -1
        if not any(self.m.has(i, "but") for i in range(at + 1, named)) or self.m.has(named - 1, "no"):
            return -1
        return self.which.find(h, named)

    def differs_in_others(self, h: Hypothesis, named: int, repeated: int) -> bool:
        """Whether another dish of the cart is named behind what differs first: "but the soup without cream and the tea black"."""
        behind = (i for i in range(named + 1, len(self.m)) if self.m.spans[i].names and self.m.items(i))
        return any(self.which.find(h, i) not in (-1, repeated) for i in behind)

    def has_all_and_more(self, h: Hypothesis, at: int) -> bool:
        """Whether somebody has all that was ordered, and another dish: "the same for her, and a cake"."""
        behind = next((i for i in range(at + 1, len(self.m)) if not self.m.has(i, "filler")), -1)
        is_told = h.pending is None and self.is_for_somebody(at) and self.m.has(behind, "and", "also")
        named = next((i for i in range(behind + 1, len(self.m)) if self.m.spans[i].names), -1)
        is_dish = named >= 0 and bool(self.m.items(named)) and self.which.find(h, named) < 0
        return is_told and is_dish and all(d.line is not None for d in h.drafts)

    def is_of_several_but(self, h: Hypothesis, at: int) -> bool:
        """Whether all is wanted again but one of several dishes of the cart, otherwise: "same again but the soup without cream"."""
        named = next((i for i in range(at + 1, len(self.m)) if self.m.spans[i].names), -1)
        there = [d for d in h.drafts if d.line is not None and not d.removed]
        if named < 0 or len(there) < 2 or not self.m.has(at + 1, "but") or not self.m.items(named):  # noqa: PLR2004
            return False
        return self.which.find(h, named) >= 0 and not self.options.fits(named, there)

    def is_without_dish(self, h: Hypothesis, at: int) -> bool:
        """Whether all is wanted again but one dish of the cart: "the same for her, but without the beer"."""
        refuses = next((i for i in range(at + 1, len(self.m)) if self.m.has(i, "no", "but", "with")), -1)
        while self.m.has(refuses, "but"):
            refuses += 1
        named = refuses + 1
        while self.m.has(named, "that", "article") and not self.m.spans[named].names:
            named += 1
        if not self.m.has(refuses, "no") or named >= len(self.m) or not self.m.items(named):
            return False
        there = [d for d in h.drafts if d.line is not None and not d.removed]
        return len(there) > 1 and self.which.find(h, named) >= 0 and not self.options.fits(named, there)

    def _says_for(self, at: int) -> bool:
        """Whether words begin, or go on, with "for" and somebody; in Arabic it is written together with the next word."""
        said = [token.text for token in self.m.tokens[self.m.spans[at].start : self.m.spans[at].end]]
        led = said[:-1] if len(said) > 1 else [said[0][0]]
        found = (self.m.view.language.trie.get((word,)) for word in led)
        return any(word is not None and "for" in word.kinds for word in found)
