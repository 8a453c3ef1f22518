"""All toppings of a dish, all but some, or all of the cart: "with everything", "everything but onions"."""

from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.distribution import Distribution
from server.parsing.search.operators.operation import Operation
from server.parsing.search.tools import Tools


class Everything(Operation):
    """Words for all that a dish may be had with, or for all that is ordered."""

    def __init__(self, tools: Tools, edits: Edits, distribution: Distribution) -> None:
        super().__init__(tools, edits)
        self.distribution = distribution

    def take_all(self, h: Hypothesis, at: int) -> int:
        """All that is ordered, where one more of each follows: 全部もう一つずつ; else all toppings."""
        is_each = bool(self.distribution.more_of_each_ways(h, at + 1))
        return self.skip(h, at) if is_each else self._all_toppings(h, at)

    def _all_toppings(self, h: Hypothesis, at: int) -> int:
        phrase, line = h.pending, h.line
        if phrase is not None and phrase.is_bare and phrase.number_at >= 0 and self.m.has(at - 1, "of"):
            return self.distribution.each_before(h, at)
        if line is None or self._is_said_of_all(h, at):
            return self.unread(h, at)
        if lacking := self._all_that_come_with(h, at):
            h.mode.targets = lacking
            return self._refuse("no", h, at)
        is_refused = self.m.has(at, "everything_but") and h.mode.negation and h.mode.negated_at == at - 1
        if is_refused and line.items:
            return self._refuse_all_but(h, at)
        if self._keeps_all_but(h, at):
            return self._refuse("remove", h, at)
        return self._have_all(h, at, line)

    def _refuse(self, how: str, h: Hypothesis, at: int) -> int:
        h.mode.refuse(how, at)
        h.owed |= 1 << at
        return self.skip(h, at)

    def _have_all(self, h: Hypothesis, at: int, line: Draft) -> int:
        """All toppings: the menu's own option of that name where it has one."""
        named = self.m.index.names
        names = [name for name in self.m.view.everything if any(i in named[name].modifiers for i in line.ids)]
        phrase = h.pending
        if names:
            self.m.rename(at, dict.fromkeys(names, 0.0))
        if names and phrase is not None:
            self.phrases.wait(h, at)
        elif names:
            self.options.name(at, h, h.focus)
        else:
            self._have_everything(h, at)
        if self.m.has(at, "everything_but"):
            h.mode.refuse("remove", at)
        return at + 1

    def _is_said_of_all(self, h: Hypothesis, at: int) -> bool:
        """Whether what follows is to be had with all dishes, as far as they can: "two teas and a latte, everything with oat"."""
        is_apart = bool(self.m.spans[at].pause) or self.m.has(at - 1, "and")
        is_told = self.m.has(at + 1, "with", "no") and not self.m.spans[at + 1].pause
        return is_apart and is_told and len(h.drafts) > 1 and h.pending is None

    def _all_that_come_with(self, h: Hypothesis, at: int) -> tuple[int, ...]:
        """The several new lines that come with what follows "all without": "two salmon, one tuna, all without wasabi"."""
        named = at + 1
        apart = bool(self.m.spans[at].pause) and h.pending is None and self.m.has(at, "everything_but")
        if not apart or named >= len(self.m) or self.m.spans[named].pause or not self.m.spans[named].names:
            return ()
        fresh = [i for i, d in enumerate(h.drafts) if d.line is None and not d.removed]
        lacking = [
            i
            for i in fresh
            if any(m.is_default for id_ in h.drafts[i].ids for m, _group in self.m.best_modifiers(named, id_))
        ]
        return tuple(lacking) if len(lacking) > 1 else ()

    def _refuse_all_but(self, h: Hypothesis, at: int) -> int:
        """Leave off all that comes with the dish but what is named: "hold everything except the pickles".

        What has to be chosen stays, and what is of another group than what is named: the side of a burger.
        """
        line, end = h.own_line, at + 1
        kept: set[int] = set()
        while self.m.has(end, "that", "article", "and") or self.options.fits(end, [line], options=True):
            if self.m.spans[end].pause:
                break
            kept.update(
                m.id for m, _group in self.m.best_modifiers(end, line.ids[0]) if self.m.spans[end].names
            )
            end += 1
        groups = [group for group in line.items[0].modifier_groups if not group.min_select]
        told = [group for group in groups if any(m.id in kept for m in group.modifiers)]
        for group in told or groups:
            for modifier in group.modifiers:
                if modifier.is_default and modifier.id not in kept:
                    line.choose(modifier, group, "none", 1)
        h.discharge()
        h.mode.positive()
        h.use(at, end)
        line.spans.update(range(at, end))
        return end

    def _keeps_all_but(self, h: Hypothesis, at: int) -> bool:
        """Whether all of the cart is kept but a dish: "everything except the cake"."""
        named = at + 1
        while self.m.has(named, "that", "article", "filler") and not self.m.spans[named].names:
            named += 1
        is_dish = named < len(self.m) and bool(self.m.spans[named].names) and bool(self.m.items(named))
        if not self.m.has(at, "everything_but") or not is_dish or h.pending is not None:
            return False
        found = self.edits.which.find(h, named)
        return (
            found >= 0
            and h.drafts[found].line is not None
            and not self.options.fits(named, [h.drafts[h.focus]])
        )

    def _have_everything(self, h: Hypothesis, at: int) -> None:
        phrase, line = h.pending, h.own_line
        if phrase is not None:
            h.pending = phrase._replace(everything=self.m.words(at))
        elif line.repeated and line.inherits:
            line.choices = {id_: choice for id_, choice in line.choices.items() if choice.amount != "none"}
        else:
            line.everything = self.m.words(at)
        h.use(at)
