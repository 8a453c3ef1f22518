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
        """Whether all that was ordered is had again, and another dish: "the same for her, and a cake", "same again and a cake"."""
        behind = next((i for i in range(at + 1, len(self.m)) if not self.m.has(i, "filler", "same")), -1)
        opens = all(self.m.has(i, "filler") for i in range(at)) and self._says_same(at)
        is_told = opens or self.m.has(at, "same_again") or self.is_for_somebody(at)
        if not (is_told and h.pending is None and self._goes_on_with(behind)):
            return False
        named = next((i for i in range(behind, len(self.m)) if self.m.spans[i].names and self.m.items(i)), -1)
        before = range(behind, named)
        if named < 0 or any(self.m.has(i, "no", "with", "but") for i in before):
            return False
        is_new = any(self.m.has(i, "article", "number") for i in before) or self.which.find(h, named) < 0
        return is_new and all(d.line is not None for d in h.drafts)

    def _goes_on_with(self, at: int) -> bool:
        """Whether something else is told from span `at` on: "and", or what counts a dish behind a pause."""
        is_apart = 0 <= at < len(self.m) and bool(self.m.spans[at].pause)
        return self.m.has(at, "and", "also") or (is_apart and self.m.has(at, "number", "article"))

    def _says_same(self, at: int) -> bool:
        """Whether a phrase has a word that says "the same" by itself: not "noch so eine"."""
        return self.m.has_word(at, "same")

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

    def is_open_how_many(self, h: Hypothesis, at: int) -> bool:
        """Whether one more or as many again may be meant: "he'll have the same", where there are two."""
        line = h.line
        is_several = line is not None and line.line is not None and line.quantity > 1
        is_only = sum(d.line is not None and not d.removed for d in h.drafts) == 1
        return at > 0 and self._is_alone(h) and is_several and is_only and not self.says_one(at)

    def _is_alone(self, h: Hypothesis) -> bool:
        """Whether a text says nothing but that it is the same again: "same again, these are so good"."""
        talk = ("filler", "same", "and", "that", "it")
        return h.pending is None and all(
            self.m.has(i, *talk) and not self.m.spans[i].names for i in range(len(self.m))
        )

    def says_one(
        self, at: int, ones: tuple[str, ...] = ("number", "another", "article", "more", "other")
    ) -> bool:
        """Whether a phrase for the same again says that it is one: "one more of those", "noch so eine"."""
        return self.m.spans[at].has(*ones) or self.m.has_word(at, *ones)

    def is_whole_order(self, h: Hypothesis, at: int) -> bool:
        """Whether all is had once more: "same again", "my husband will have the same"."""
        is_person = any(self.m.has(i, "filler") for i in range(len(self.m))) or self.m.length(at) > 2  # noqa: PLR2004
        is_told = is_person and not self.m.view.language.script and not self._is_another(at)
        is_all = is_told or not self.says_one(at)
        there = sum(d.line is not None and not d.removed for d in h.drafts)
        is_all = is_all and (there > 1 or not any(map(self.says_one, range(len(self.m)))))
        is_again = self.m.has(at, "same_again")
        if (there > 1 or is_again) and self.has_all_and_more(h, at):
            return True
        if is_again:
            return there > 0 and self._is_alone(h)
        return there > 0 and is_all and self._is_alone(h)

    def _is_another(self, at: int) -> bool:
        """Whether it is one more, and nobody is told who has it: "another one just like it"."""
        is_one = self.m.has_word(at, "another", "another_alone") or self.m.begins_as(at, "other")
        return is_one and not self.is_for_somebody(at)

    def is_of_sentence_before(self, h: Hypothesis, at: int) -> bool:
        """Whether somebody has all that was ordered before, and nothing else is said: "… and a tea. The same for her"."""
        new = sum(d.line is None and not d.removed and d.part_of < 0 for d in h.drafts)
        if new <= 1:
            return False
        begin = self.m.begin_of_clause(at)
        end = next((i for i in range(at + 1, len(self.m)) if self.m.spans[i].pause == "."), len(self.m))
        alone = all(self.m.has(i, "filler", "same", "has_same", "and", "also") for i in range(begin, end))
        return alone and bool(self.m.spans[begin].pause)

    def _is_one_persons(self, h: Hypothesis, at: int, repeated: int) -> bool:
        """Whether somebody else has as many of what this text orders: "two tacos, and for my friend the same without salt"."""
        counts = self.says_one(at, ("number", "another", "more"))
        return h.drafts[repeated].line is None and self.is_for_somebody(at) and not counts

    def is_as_many(self, h: Hypothesis, at: int, repeated: int) -> bool:
        """Whether as many are had again, and not one: "same again but halves", where nobody is told who has it."""
        if self.m.has(at, "same_again") and not self.is_for_somebody(at):
            return True
        return self._is_one_persons(h, at, repeated)

    def is_said_of_one(self, at: int) -> bool:
        """Whether a dish is named in which all differs that is wanted again: "the same but oat milk in the latte"."""
        named = (i for i in range(at + 2, len(self.m)) if self.m.spans[i].names and self.m.items(i))
        return any(self.m.has(i - 1, "that") and self.m.has(i - 2, "preposition") for i in named)

    def _says_for(self, at: int) -> bool:
        """Whether words begin, or go on, with "for" and somebody; in Arabic it is written together with the next word."""
        said = [token.text for token in self.m.tokens[self.m.spans[at].start : self.m.spans[at].end]]
        led = said[:-1] if len(said) > 1 else [said[0][0]]
        return any(self.m.view.language.is_cue(word, "for") for word in led)
