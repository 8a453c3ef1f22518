"""Lines that are taken away, and those that are kept of all."""

from collections.abc import Callable, Sequence
from functools import partial

from server.parsing.search.draft import Draft
from server.parsing.search.edits.change import Changes
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.tools import Tools

Way = Callable[[Hypothesis, int], int | None]
_SAYS_NOTHING = (
    "that",
    "pronoun",
    "last",
    "filler",
    "number",
    "after_all",
    "article",
    "ordinal",
    "preposition",
    "remove_after",
    "mine",
    "theirs",
)


class Removals:
    """Takes lines away."""

    def __init__(self, tools: Tools, which: Which, changes: Changes) -> None:
        self.m = tools.m
        self.options = tools.options
        self.closings = tools.closings
        self.ahead = tools.ahead
        self.which = which
        self.changes = changes

    def is_over(self, h: Hypothesis, at: int) -> bool:
        """Whether a dish that is not ordered yet follows one that was taken away: "cancel the churros, flan instead"."""
        mode = h.mode
        is_done = mode.negation == "remove" and bool(mode.loosely) and not h.owed >> mode.negated_at & 1
        if not (is_done and self._begins_anew(at)):
            return False
        return (self._keeps_named(at) or self.which.find(h, at, loosely=True) < 0) and self.is_on_cart(h)

    def _keeps_named(self, at: int) -> bool:
        """Whether a new clause says what is wanted: "forget the tea, we'll just have the cakes"."""
        i = at - 1
        while i > 0 and not (self.m.spans[i].names or self.m.spans[i + 1].pause):
            if self.m.has(i, "ordering", "just", "only"):
                return True
            i -= 1
        return False

    def _begins_anew(self, at: int) -> bool:
        """Whether a pause, an article or a word that orders stands between what was taken away and span `at`."""
        while not self.m.spans[at].pause and at > 0 and not self.m.spans[at - 1].names:
            if self.m.has(at - 1, "ordering", "filler", "add", "article", "number"):
                return True
            at -= 1
        follows = self.m.view.language.head_final and at > 0 and bool(self.m.spans[at - 1].names)
        return follows or bool(self.m.spans[at].pause)

    @staticmethod
    def is_on_cart(h: Hypothesis) -> bool:
        """Whether a line of the cart, or some of it, was taken away."""
        return bool(h.choices.get("removes")) or any(d.removed and d.line is not None for d in h.drafts)

    def add_after_removal(self, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        match = self.which.find(h, at)
        if match >= 0 and h.drafts[match].line is not None and h.pending is None:
            return self.changes.refer(match, 0.0, h, at)
        return self.changes.new.add(h, at)

    def take_away(self, index: int, h: Hypothesis, at: int) -> int:
        h.pay("removes")
        self.closings.give_up(h)
        phrase, h.pending = h.pending, None
        line = h.drafts.own(index)
        counts = phrase is not None and (phrase.number_at >= 0 or phrase.determiner == "article")
        some = phrase.quantity if phrase is not None and counts else 0
        if 0 < some < line.quantity:
            line.quantity -= some
            h.mode.lessened = some
        else:
            line.removed = True
            if h.mode.negation in ("no", "instead") and line.line is not None:
                h.mode.taken_back = index
        h.use(at, self._end_of_told(h, line, at))
        h.discharge()
        h.refocus()
        if h.mode.negation != "remove":
            h.mode.positive()
        else:
            h.mode.loosen("next", at + 1)
        return at + 1

    def _end_of_told(self, h: Hypothesis, line: Draft, at: int) -> int:
        """The span after what tells the line that goes; a size of the dish that comes is none: "kola yerine büyük ayran"."""
        end = self.which.end_of_selectors(at)
        if end >= len(self.m) or not self.m.spans[end].names or self.m.spans[end].pause:
            return end
        is_told_before = self.m.view.language.head_final and h.mode.negation == "instead"
        return next(
            (
                i
                for i in range(at + 1, end)
                if self.m.spans[i].names and (is_told_before or not self.options.fits(i, [line]))
            ),
            end,
        )

    def take_back(self, index: int, h: Hypothesis) -> None:
        """The line is not wanted; a dish that is named next takes its place."""
        h.pay("removes")
        h.drafts.own(index).removed = True
        h.mode.taken_back = index
        h.discharge()
        h.mode.positive()
        h.refocus()

    def removal_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
        """A verb of taking away and nothing that it is about: "remove that", "cancel the last one"."""
        stop = at + 1
        while (
            stop < len(self.m) and not self.m.spans[stop].pause and not self.m.has(stop, "and", "also", "but")
        ):
            stop += 1
        rest = range(at + 1, stop)
        if h.line is None:
            return []
        places = self._places(h, at)
        if len(places) > 1:
            return [partial(self._remove_several, places, self.m.end_of_clause(at + 1))]
        if all(self._says_nothing(i) for i in rest) and (
            any(self.m.has(i, "that", "pronoun", "last", "ordinal") for i in rest) or stop == len(self.m)
        ):
            return [partial(self._remove_focus, stop)]
        goes_on = stop < len(self.m) and all(self._says_nothing(i) for i in rest)
        if goes_on and ((rest and self._orders(stop)) or self._orders_besides(stop)):
            return [
                partial(self._remove_focus, stop)
                if self._is_single(h)
                else partial(self._remove_untold, stop)
            ]
        several = [i for i in rest if self.m.has(i, "all", "other") and not self.m.spans[i].names]
        of_dish = self._lines_of_all(h, rest) if several else self._lines_of_kind(h, rest)
        if of_dish:
            return [partial(self._remove_several, of_dish, stop)]
        if len(several) == 1 and all(self._says_nothing(i) for i in rest if i not in several):
            return [partial(self._remove_several, self._meant(h, several[0]), stop)]
        strange = [i for i in rest if not self.m.spans[i].known]
        for index in range(len(h.drafts) - 1, -1, -1):
            draft = h.drafts[index]
            if (
                strange
                and not draft.removed
                and draft.items
                and all(self.m.is_word_of(i, draft.ids[0]) for i in strange)
            ):
                return [partial(self._remove_line, index, stop)]
        return []

    def _lines_of_kind(self, h: Hypothesis, rest: Sequence[int]) -> list[int]:
        """All lines of the kind that a plural says, where they are of several dishes: "cancel the drinks"."""
        lines = self._lines_of_all(h, rest)
        named = next((i for i in rest if self.m.spans[i].names), -1)
        is_plural = bool(lines) and self.m.token(named) not in self.m.stems(named)
        dishes = {item_id for i in lines for item_id in h.drafts[i].ids}
        return lines if is_plural and len(dishes) > 1 else []

    def _lines_of_all(self, h: Hypothesis, rest: Sequence[int]) -> list[int]:
        """All lines of the one dish that is named: "remove all the burgers"."""
        named = [i for i in rest if self.m.spans[i].names]
        if len(named) != 1 or not self.m.items(named[0]):
            return []
        if not all(
            self._says_nothing(i) or self.m.has(i, "all", "of", "article") for i in rest if i not in named
        ):
            return []
        return h.drafts.of_dishes(self.m.best_items(named[0]))

    def _places(self, h: Hypothesis, at: int) -> list[int]:
        """The lines that are told by several places: "the first and the last", "the first two"."""
        there = [i for i, d in enumerate(h.drafts) if not d.removed]
        found: list[int] = []
        said = range(at + 1, self.m.end_of_clause(at + 1))
        if not all(self._says_nothing(i) or self.m.has(i, "and") for i in said):
            return []
        for i in said:
            ends = self.m.has(i, "last")
            if not ends and not self.m.has(i, "ordinal"):
                continue
            some = self.m.spans[i + 1].word.value if i + 1 in said and self.m.has(i + 1, "number") else 1
            first = -some if ends else self.m.spans[i].word.value - 1
            found += there[first:] if ends else there[first : first + some]
        return list(dict.fromkeys(found))

    def _orders(self, at: int) -> bool:
        """Whether something is ordered from here on: "…, i'll just have a tea"."""
        return self.m.has(at, "ordering", "just") or (
            self.m.has(at, "filler") and self.m.has(at + 1, "ordering", "filler", "just")
        )

    def _orders_besides(self, at: int) -> bool:
        """Whether "and" joins something that is ordered: "drop it and give me a tea"."""
        if self.m.spans[at].names or not self.m.has(at, "and", "also"):
            return False
        if self.m.ends_as(at, "add") or self.m.has(at + 1, "ordering", "add"):
            return True
        return self.m.has(at + 1, "filler") and self.m.has(at + 2, "article", "number")

    def takes_it_off(self, h: Hypothesis, at: int) -> bool:
        """Whether a clause tells nothing but that the line of the cart goes: "take it off and give me a tea"."""
        line, first, after = h.line, at, at + 1
        while first > 0 and not self.m.spans[first].pause and self._says_nothing(first - 1):
            first -= 1
        is_alone = first == 0 or bool(self.m.spans[first].pause)
        if not is_alone or line is None or line.line is None or line.spans or h.pending is not None:
            return False
        is_told = any(self.m.has(i, "it", "pronoun", "that") for i in range(first, after))
        ends = after >= len(self.m) or bool(self.m.spans[after].pause)
        return is_told and (ends or self._orders_besides(after) or self.ahead.closes(after))

    def take_it_off(self, h: Hypothesis, at: int) -> int:
        """The line of the cart goes; of which of several, nobody said."""
        if not self._is_single(h):
            h.pay("target_untold")
        return self._remove_line(h.focus, at + 1, h, at)

    @staticmethod
    def _is_single(h: Hypothesis) -> bool:
        return sum(not d.removed for d in h.drafts) == 1

    def _remove_untold(self, stop: int, h: Hypothesis, at: int) -> int:
        """Which of several lines is not wanted stays open: "cancel mine"."""
        h.pay("unread_word")
        h.leave(at, at + 1)
        h.use(at + 1, stop)
        h.mode.positive()
        return stop

    def _meant(self, h: Hypothesis, at: int) -> list[int]:
        """The lines of "cancel both", or the one beside the last of the same dish: "remove the other"."""
        there = [i for i, draft in enumerate(h.drafts) if not draft.removed]
        if self.m.has(at, "all"):
            return there
        alike = [
            i for i in there if i != h.focus and h.line is not None and h.drafts[i].items == h.line.items
        ]
        return alike or [i for i in there if i != h.focus][-1:]

    def _remove_several(self, lines: Sequence[int], stop: int, h: Hypothesis, at: int) -> int:
        for index in lines:
            h.drafts.own(index).removed = True
        h.pending = None
        h.use(at, stop)
        h.refocus()
        return stop

    def keeping_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """All lines but those that are named: "remove everything but the chai"."""
        if not self.m.has(at + 1, "everything_but"):
            return []
        named = [i for i in range(at + 2, len(self.m)) if self.m.spans[i].names]
        kept = {self.which.find(h, i) for i in named if self.m.items(i)}
        return [partial(self.keep, kept, named[-1] + 1)] if kept and -1 not in kept else []

    def keeps_only(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether nothing is said but that a dish of the cart is all that is wanted: "just the chicken burger"."""
        if not h.mode.only or h.pending is not None:
            return False
        anew = max((i for i in range(at) if self.m.has(i, "correction")), default=-1)
        if h.drafts[match].line is None and anew < 0:
            return False
        first = anew + 1 if h.drafts[match].line is None else 0
        others = (i for i in range(first, len(self.m)) if i != at)
        return all(
            self.m.has(i, "only", "just", "that", "filler", "correction", "after_all", "then")
            or self._is_no_kind(i)
            for i in others
        )

    def _is_no_kind(self, at: int) -> bool:
        """Whether nothing of a kind of dish is wanted: "no starter, just the soup"."""
        no, kind = (at, at + 1) if self.m.has(at, "no") else (at - 1, at)
        return self.m.has(no, "no") and self.m.has(kind, "class")

    def keep(self, kept: set[int], after: int, h: Hypothesis, at: int) -> int:
        for index in range(len(h.drafts)):
            h.drafts.own(index).removed = index not in kept
        h.pending = None
        h.use(at, after)
        h.refocus()
        return after

    def _says_nothing(self, at: int) -> bool:
        span = self.m.spans[at]
        return not span.names and span.has(*_SAYS_NOTHING)

    def _remove_focus(self, stop: int, h: Hypothesis, at: int) -> int:
        ordinals = [self.m.spans[i].word.value for i in range(at, stop) if self.m.has(i, "ordinal")]
        points = all(self.m.has(i, "that", "filler") for i in range(at + 1, stop))
        if points and sum(d.line is None and not d.removed for d in h.drafts) > 1:
            h.pay("target_untold")
        index = ordinals[0] - 1 if ordinals and 0 < ordinals[0] <= len(h.drafts) else h.focus
        some = [
            self.m.spans[i].word.value or 1
            for i in range(at, stop)
            if (self.m.has(i, "number") or self._is_one(i, stop)) and not ordinals
        ]
        whose = any(self.m.has(i, "mine", "theirs") for i in range(at, stop))
        if (whose or some) and not ordinals and sum(not d.removed for d in h.drafts) > 1:
            enough = [i for i, d in enumerate(h.drafts) if not d.removed and some and d.quantity > some[0]]
            if whose or len(enough) != 1:
                h.pay("target_untold")
            elif not h.drafts[index].spans:
                index = enough[0]
        if some and 0 < some[0] < h.drafts[index].quantity:
            if h.drafts[index].line is None and h.drafts[index].choices:
                h.pay("target_untold")
            h.drafts.own(index).take_away(some[0])
            h.pending, h.mode.lessened = None, some[0]
            h.use(at, stop)
            return stop
        return self._remove_line(index, stop, h, at)

    def _is_one(self, at: int, stop: int) -> bool:
        """Whether an article with nothing behind it counts: "enlevez-en une", "haal er een af"."""
        behind = range(at + 1, stop)
        is_of_those = self.m.has(at + 1, "of") and self.m.has(at + 2, "that", "stand_in", "pronoun")
        is_alone = all(self.m.has(i, "filler", "remove_after") for i in behind)
        return self.m.has(at, "article") and (is_alone or is_of_those)

    def _remove_line(self, index: int, stop: int, h: Hypothesis, at: int) -> int:
        line = h.drafts[index]
        alike = [i for i, d in enumerate(h.drafts) if d.line is not None and d.items == line.items]
        is_counted = line.line is None and line.head is not None and line.head[0] < line.head[1]
        if is_counted and alike and not line.choices and h.drafts[alike[-1]].quantity > line.quantity:
            h.drafts.own(alike[-1]).take_away(line.quantity)
            alike = []
        gone = [index] if line.line is not None else [index, *alike]
        return self._remove_several(gone, stop, h, at)
