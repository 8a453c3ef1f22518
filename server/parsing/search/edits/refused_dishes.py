"""Dishes that are refused by their name: taken away, of another line, or a wish at one ("soup, no bread")."""

import re
from collections.abc import Callable
from functools import partial

from server.parsing.matching.names import PART, RARE, SHORTENED
from server.parsing.matching.written_names import written_out
from server.parsing.search.edits.remove import Removals
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.tools import Tools
from server.parsing.text.tokens import words

_BRACKETED = re.compile(r"[(\[\uff08\u3010]([^()\[\]\uff08\uff09\u3010\u3011]*)")

Way = Callable[[Hypothesis, int], int | None]


class RefusedDishes:
    """Finds what the refusal of a dish is about."""

    def __init__(self, tools: Tools, removals: Removals) -> None:
        self.m = tools.m
        self.options = tools.options
        self.closings = tools.closings
        self.phrases = tools.phrases
        self.ahead = tools.ahead
        self.removals = removals
        self.which = removals.which
        self.changes = removals.changes

    def ways(self, h: Hypothesis, at: int, match: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
        """All that a refusal of the dish at span `at` may mean; `match` is the line that it may be about, or -1."""
        mode = h.mode
        if mode.changing and match >= 0:
            return [partial(self.changes.refer, match, 0.0)]
        if mode.negation in ("instead", "no") and self._is_replaced(h, at):
            return [self._already_replaced]
        if mode.negation == "no" and self._is_told_apart(h, at, match):
            return [self._already_replaced]
        if mode.negation == "no" and self._is_just_ordered(h, at, match):
            return [partial(self._take_back_named, match)]
        if mode.negation == "no" and self._comes_with(h, at, match):
            return [partial(self._leave_out, match)]
        if (mode.negation == "no" and self._is_of_name(h, at, match)) or self._is_held(h, at, match):
            return [self._refuse_dish]
        ways: list[Way] = []
        if mode.negation != "no":
            match = self.which.find(h, at, loosely=True)
        if match >= 0 and not (mode.negation == "no" and match == h.focus and h.drafts[match].line is None):
            doubtful = mode.negation == "no" and self._may_be_food(h, at, match)
            ways.append(partial(self._take_away_in_doubt if doubtful else self.removals.take_away, match))
        if h.line is not None and mode.negation != "instead" and match < 0 and not self._tells_some(h):
            ways.append(self._refuse_dish)
        ways.append(self._new_though_refused)
        return ways

    @staticmethod
    def _tells_some(h: Hypothesis) -> bool:
        """Whether a refusal is of some of the line alone, counted right before: "two burgers, one without fries"."""
        phrase, line = h.pending, h.line
        if phrase is None or line is None or not phrase.determiner or phrase.waiting:
            return False
        return line.line is None and line.quantity > phrase.quantity

    def _is_just_ordered(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether the dish that was ordered last is refused by its name, for another: "a latte, not the latte, the mocha"."""
        line, after = h.line, at + 1
        if line is None or match != h.focus or line.line is not None or line.item is None:
            return False
        is_named = self.m.items(at)[0][0] < SHORTENED
        is_corrected = self.m.has(h.mode.negated_at - 1, "correction", "recount")
        if is_named and (is_corrected or self.ahead.closes(after)):
            return True
        is_whole = is_named and after < len(self.m) and bool(self.m.spans[after].pause)
        while self.m.has(after, "that", "article", "filler", "but") and not self.m.spans[after].names:
            after += 1
        follows = after < len(self.m) and bool(self.m.spans[after].names and self.m.items(after))
        return is_whole and follows

    def _is_of_name(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether a food is refused that a dish of this text is called by: "a garlic naan and a korma, no garlic"."""
        if match in (-1, h.focus) or h.drafts[match].line is not None or h.mode.correcting or h.pending:
            return False
        return self.m.items(at)[0][0] >= SHORTENED and not self.m.has(at - 1, "that")

    def _comes_with(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether what a dish of the cart comes with by its name is left out: "without custard", of a *Crumble with custard*."""
        draft = h.drafts[match] if match >= 0 else None
        if draft is None or draft.line is None or draft.item is None or h.mode.correcting:
            return False
        if self._is_without_part(h, at):
            return True
        spoken = self.m.view.language
        behind = {spoken.stem(word) for word in self._behind_with(draft.item.name)}
        return bool(behind) and self.m.stems(at) <= behind

    def _behind_with(self, name: str) -> list[str]:
        """The words of a name behind "with", however the menu writes that, and in brackets."""
        behind = [word for within in _BRACKETED.findall(name) for word in words(within)]
        own = self.m.index.view(self.m.index.language).language
        for said, language in ((name, self.m.view.language), (written_out(name, own), own)):
            named = words(said)
            joins = [i for i, word in enumerate(named) if i and language.is_cue(word, "with")]
            behind += named[joins[0] + 1 :] if joins else ()
        return behind

    def _is_without_part(self, h: Hypothesis, at: int) -> bool:
        """Whether something that is in a dish's name stands behind "without": "den Toast bitte ohne Käse" takes no toast away."""
        last = self.m.tokens[self.m.spans[h.mode.negated_at].end - 1].text
        is_without = self.m.view.language.is_cue(last, "without") and h.mode.negated_at == at - 1
        return is_without and self.m.items(at)[0][0] >= PART

    def _leave_out(self, match: int, h: Hypothesis, at: int) -> int:
        """Tell the kitchen what a line is to be without; of how many is open where some were counted."""
        if h.pending is not None:
            h.pay("target_untold")
        h.focus = match
        return self._refuse_dish(h, at)

    def _is_held(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether what the dish right before comes with is left out: "hash brown bowl, hold the queso", of a bowl with it."""
        line = h.line
        if h.mode.negation != "remove" or h.mode.correcting or match != h.focus or line is None:
            return False
        is_part = line.line is None and line.head is not None and self.m.items(at)[0][0] >= PART
        return is_part and self.m.stems(at).isdisjoint(self.m.stems(line.head[1]) if line.head else ())

    def _may_be_food(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether one word may be a food that another dish is not to have: "no lemon", of a lemon drizzle cake and a tea."""
        others = [d for i, d in enumerate(h.drafts) if i != match and d.line is not None and not d.removed]
        is_one_word = self.m.length(at) == 1 and self.m.items(at)[0][0] >= RARE
        return (
            bool(others)
            and is_one_word
            and h.drafts[match].line is not None
            and not self.m.has(at - 1, "that")
            and not self.m.has(at + 1, "after_all")
        )

    def _take_away_in_doubt(self, match: int, h: Hypothesis, at: int) -> int | None:
        h.pay("target_untold")
        return self.removals.take_away(match, h, at)

    def _is_told_apart(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether another dish than this one was just told of: "oat milk in the latte, not the cappuccino"."""
        before = h.mode.negated_at - 1
        while self.m.has(before, "but", "and") and not self.m.spans[before].names:
            before -= 1
        told = h.mode.last
        if match < 0 or before < 1 or told is None or told[1] == match or not self.m.spans[before].names:
            return False
        return (
            before in h.drafts[told[1]].spans
            and bool(self.m.items(before))
            and self.m.has(at - 1, "that", "preposition")
        )

    def _take_back_named(self, index: int, h: Hypothesis, at: int) -> int:
        h.use(at)
        self.removals.take_back(index, h)
        return at + 1

    def _is_replaced(self, h: Hypothesis, at: int) -> bool:
        """Whether this text has put another dish in the place of the one at span `at`: "a cola instead of the beer"."""
        ids = set(self.m.best_items(at))
        return any(
            d.line is not None and d.quantity == 1 and d.line.item.id in ids and d.line.item.id not in d.ids
            for d in h.drafts
        )

    def _already_replaced(self, h: Hypothesis, at: int) -> int:
        h.use(at)
        h.discharge()
        h.mode.positive()
        return at + 1

    def _new_though_refused(self, h: Hypothesis, at: int) -> int:
        if self.m.has(h.mode.negated_at, "number"):
            h.use(at)
            h.discharge()
            return at + 1
        h.pay("unread_name")
        if h.mode.negation == "instead":
            h.discharge()
            h.mode.positive()
        return at + 1

    def _refuse_dish(self, h: Hypothesis, at: int) -> int:
        """A dish that is refused with another one is a wish: "soup, no bread"."""
        line = h.own_line
        h.pay("wish_for_dish")
        self.closings.give_up(h)
        begin = self.options.refusal_start(at)
        line.requests.append(self.m.words(begin, at))
        line.spans.update(range(begin, at + 1))
        if h.pending is not None:
            self.phrases.forget(h, h.pending)
        h.pending = None
        h.use(begin, at + 1)
        h.discharge()
        h.mode.loosen("next", at + 1)
        return at + 1
