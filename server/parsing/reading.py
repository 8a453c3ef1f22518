"""A text read against a cart: dishes are added, changed, replaced and taken away, in the order in which they are said."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.parsing.clarify import Clauses, Place, not_understood
from server.parsing.draft import Draft
from server.parsing.heads import Head, find_heads, share_words
from server.parsing.implied import find_implied, items_with
from server.parsing.lexicon import Lexicon
from server.parsing.model import Line
from server.parsing.state import State
from server.parsing.zone import ZoneReader

MAX_DISHES = 60
"""Dishes of one text that are read; the words of those after it count as the last one's."""

_SKIPPED = (
    "filler", "class", "amount", "unit", "serving", "aside", "pronoun", "request", "also", "last", "of",
)  # fmt: skip
_RULING = (
    "no", "remove", "instead", "change", "make", "into", "preposition", "with", "add", "and", "correction", "but",
)  # fmt: skip


@dataclass(slots=True)
class Ruling:
    """The word that rules a dish ("remove", "change", …), its place, and the dish's determiner."""

    kinds: frozenset[str] = frozenset()
    at: int = -1
    determiner: str = ""
    has_option: bool = False


class Reading:
    """One text being read. `drafts` are the lines, the cart's first; `used` the spans that were understood."""

    def __init__(self, m: Lexicon, cart: Sequence[Line]) -> None:
        self.m = m
        on_menu = m.index.items
        self.drafts = [Draft.of_line(line, on_menu[line.item.id]) for line in cart if line.item.id in on_menu]
        self.used: set[int] = set()
        self.zone = ZoneReader(m, self.drafts, self.used)
        self.focus: Draft | None = self.drafts[-1] if self.drafts else None
        self.changed: Draft | None = None
        self.open: list[tuple[Draft, Head]] = []
        self.parts: list[Head] = []
        self.unknown: dict[Place, int] = {}
        self.clauses = Clauses(m, (), ())

    def run(self) -> None:
        """Read the whole text."""
        start = self._start_over()
        heads = find_heads(self.m, [draft.ids[0] for draft in self.drafts])
        heads = sorted(
            [*heads, *find_implied(self.m, heads, empty_cart=not self.drafts)], key=lambda head: head.at
        )
        heads = [head for head in heads if head.at >= start][:MAX_DISHES]
        share_words(self.m, heads, start, self.focus.ids if self.focus else [])
        self._headless(start, heads[0].first if heads else len(self.m))
        for n, head in enumerate(heads):
            stop = heads[n + 1].first if n + 1 < len(heads) else len(self.m)
            self._dish(head, stop)
        strange = sorted([*self.unknown, *not_understood(self.m, self.used)])
        wholes = [head for head in heads if head not in self.parts]
        self.clauses = Clauses(self.m, wholes, strange)
        for draft, head in self.open:
            draft.around = self.clauses.around_head(head)

    def _start_over(self) -> int:
        last = max((i for i in range(len(self.m)) if self.m.has(i, "reset")), default=-1)
        if last >= 0:
            self.used.update(range(last + 1))
            self.drafts.clear()
            self.focus = None
        return last + 1

    # Words about the line before, without a dish of their own

    def _headless(self, start: int, stop: int) -> None:
        draft = self._ordinal(start, stop) or self.focus
        if draft is None or start >= stop:
            return
        if self._removes_by_part(start, stop):
            return
        self.focus = draft = self._part_of(draft, start, stop)
        if self._is_removal(start, stop):
            draft.removed = True
            self.used.update(range(start, stop))
            return
        if any(self.m.has(i, "same") for i in range(start, stop)) and not self._is_named(start, stop):
            draft = self._again(draft)
        self.zone.read(start, stop, draft, post=True)

    def _removes_by_part(self, start: int, stop: int) -> bool:
        """Whether a line is taken away by a part of its name that names no dish by itself: "remove the fish"."""
        if not any(self.m.has(i, "remove") for i in range(start, stop)):
            return False
        strange = [i for i in range(start, stop) if not self.m.spans[i].known]
        for draft in reversed(self.drafts):
            if strange and all(self.m.is_word_of(i, draft.ids[0]) for i in strange):
                draft.removed = True
                self.used.update(range(start, stop))
                self.focus = next((d for d in reversed(self.drafts) if not d.removed), None)
                return True
        return False

    def _part_of(self, draft: Draft, start: int, stop: int) -> Draft:
        """Some of a line, as a line of its own: "make one of them large"."""
        for i in range(start, stop):
            value = self.m.spans[i].word.value if self.m.has(i, "number") else 0
            if self.m.has(i + 1, "pronoun") and 0 < value < draft.quantity:
                part = draft.copy()
                part.line, part.quantity = draft.line, value
                draft.quantity -= value
                self.drafts.append(part)
                self.used.update((i, i + 1))
                return part
        return draft

    def _ordinal(self, start: int, stop: int) -> Draft | None:
        """The line that "the second one" counts to."""
        for i in range(start, stop):
            if self.m.has(i, "ordinal") and 0 < self.m.spans[i].word.value <= len(self.drafts):
                return self.drafts[self.m.spans[i].word.value - 1]
        return None

    def _again(self, draft: Draft) -> Draft:
        again = draft.copy()
        again.repeated = True
        self.drafts.append(again)
        self.focus = again
        return again

    def _is_named(self, start: int, stop: int) -> bool:
        return any(self.m.has(i, "make", "change", "remove") for i in range(start, stop))

    def _is_removal(self, start: int, stop: int) -> bool:
        """Whether there is a verb of taking away and nothing that it is about: "remove that", "cancel the last one"."""
        verbs = [i for i in range(start, stop) if self.m.has(i, "remove")]
        if not verbs:
            return False
        rest = range(verbs[0] + 1, stop)
        about = any(self.m.has(i, "that", "pronoun", "last", "filler", "ordinal") for i in rest) or not rest
        return about and all(self._says_nothing(i) for i in rest)

    def _says_nothing(self, at: int) -> bool:
        span = self.m.spans[at]
        return not span.names and span.has(
            "that", "pronoun", "last", "filler", "number", "after_all", "article", "ordinal"
        )

    # A dish

    def _dish(self, head: Head, stop: int) -> None:
        if head.unknown:
            self._unknown_dish(head, stop)
            return
        if self._goes_with_open(head):
            self.parts.append(head)
            self.used.update(range(head.first, stop))
            return
        ruling = self._ruling(head)
        if self._takes_away(ruling, head) and not self._undoes(ruling, head):
            self._take_away(ruling, head, stop)
            return
        state = State()
        draft = self._draft_of(head, ruling, stop)
        is_new = draft.line is None and not draft.spans
        self.focus = draft
        draft.spans.add(head.at)
        if head.named:
            self.used.update(range(head.at, head.last + 1))
        first = head.first
        self.zone.read(first, head.at, draft, post=not is_new and not ruling.kinds & {"into"}, state=state)
        if is_new or ruling.kinds & {"into", "make"}:
            state.positive()
        state.take_amount()
        state.count = 0
        after = head.last + 1 if head.named else head.at
        self.zone.read(after, stop, draft, post=head.named, state=state)
        draft.words = draft.words or self._words_of(head, stop)
        own = [i for i in draft.spans if first <= i < stop]
        draft.source = self.m.words(min(own), max(own))
        if draft.item is None:
            self.open.append((draft, head))

    def _goes_with_open(self, head: Head) -> bool:
        """Whether a dish that is not named is a part of one that is not clear yet: "two burgers, one with bacon"."""
        return not (head.named or head.unknown) and bool(self.open) and self.open[-1][0] is self.focus

    def _unknown_dish(self, head: Head, stop: int) -> None:
        """What is not on the menu is told as a whole; what is said about it is about nothing else."""
        first = next((i for i in range(head.at + 1, stop) if self._may_be_name(i)), head.at)
        last = first
        while last + 1 < stop and self._may_be_name(last + 1) and not self.m.spans[last + 1].pause:
            last += 1
        self.unknown[first, last] = head.first
        self.used.update(range(head.at, last + 1))
        self.used.update(i for i in range(last + 1, stop) if not self.m.spans[i].names)

    def _may_be_name(self, at: int) -> bool:
        span = self.m.spans[at]
        return not span.known or (bool(span.names) and not self.m.is_variant_somewhere(at))

    def _words_of(self, head: Head, stop: int) -> str:
        last = head.at
        while not head.named and last + 1 < stop and self.m.spans[last + 1].names:
            last += 1
        return self.m.words(head.at, last)

    def _ruling(self, head: Head) -> Ruling:
        ruling = Ruling()
        for at in range(head.at - 1, head.first - 1, -1):
            span = self.m.spans[at]
            if any(self.m.fits(at, i) for i in head.items):
                ruling.has_option = True
            elif span.has("no") and span.has("number"):
                return self._ruled(ruling, at)
            elif span.has("article", "number", "other"):
                ruling.determiner = ruling.determiner or "new"
            elif span.has("that", "all"):
                ruling.determiner = ruling.determiner or "definite"
            elif span.has(*_RULING):
                return self._ruled(ruling, at)
            elif not span.has(*_SKIPPED):
                return ruling
        before = head.first - 1
        while self.m.has(before, "filler"):
            before -= 1
        return self._ruled(ruling, before) if self.m.has(before, *_RULING) else ruling

    def _ruled(self, ruling: Ruling, at: int) -> Ruling:
        ruling.kinds, ruling.at = self.m.spans[at].word.kinds, at
        return ruling

    def _takes_away(self, ruling: Ruling, head: Head) -> bool:
        if not head.named:
            return False
        if ruling.kinds & {"remove", "instead"}:
            return True
        corrects = self.m.has(ruling.at - 1, "number") and self.m.has(ruling.at + 1, "number")
        return "no" in ruling.kinds and not ruling.has_option and not corrects

    def _undoes(self, ruling: Ruling, head: Head) -> bool:
        """Whether the last line is given up for a new one: "never mind, a lemonade"."""
        has_article = any(self.m.has(i, "article") for i in range(head.first, head.at))
        undone = "remove" in ruling.kinds and has_article and self._find(head, range(0), strict=True) is None
        if undone and self.focus is not None:
            self.focus.removed = True
            ruling.kinds = frozenset()
        return undone and self.focus is not None

    def _take_away(self, ruling: Ruling, head: Head, stop: int) -> None:
        end = head.last + 1
        while end < stop and (
            self.m.spans[end].names or self.m.has(end, "that", "filler", "after_all", "pronoun")
        ):
            end += 1
        target = self._find(head, range(head.first, end), strict="remove" not in ruling.kinds)
        self.used.update(range(head.first, end))
        if target is None and "remove" in ruling.kinds and not ruling.kinds & {"no"}:
            self.used.difference_update(range(head.at, head.last + 1))
        if target is not None:
            fewer = [
                self.m.spans[i].word.value for i in range(head.first, head.at) if self.m.has(i, "number")
            ]
            some = bool(fewer) and 0 < fewer[0] < target.quantity
            target.quantity -= fewer[0] if some else 0
            target.removed = not some
            self.focus = next((d for d in reversed(self.drafts) if not d.removed), None)
        if self.focus is not None:
            self.zone.read(end, stop, self.focus, post=True)
        else:
            self.used.update(i for i in range(end, stop) if self.m.spans[i].word.kinds)

    def _draft_of(self, head: Head, ruling: Ruling, stop: int) -> Draft:
        target = self._changed_line(head, ruling)
        if target is not None:
            return target
        draft = Draft([self.m.item(i) for i in head.items])
        if not head.named:
            self._infer(draft, head, stop)
        self.drafts.append(draft)
        return draft

    def _changed_line(self, head: Head, ruling: Ruling) -> Draft | None:
        """The line that this dish is about, where it is not a new one."""
        if not head.named or not self.drafts:
            return None
        match = self._find(head, range(0), strict=True)
        kinds, is_new = ruling.kinds, ruling.determiner == "new"
        if match is not None and self._has_number(head) and self._says_only(head):
            return match
        if match is not None and ("change" in kinds or ("make" in kinds and not is_new)):
            self.changed = match
            return match
        if "into" in kinds and self._is_change_before(ruling.at):
            return self._replaced(head, self.changed or self.focus)
        if self._is_replacement(head, ruling):
            return self._replaced(head, self.focus)
        refers = "make" in kinds or ("preposition" in kinds and ruling.determiner == "definite")
        return match if refers else None

    def _is_replacement(self, head: Head, ruling: Ruling) -> bool:
        """Whether a dish takes the place of the last line: "make that a …", "no wait, a …"."""
        if "change" in ruling.kinds:
            return True
        if "make" in ruling.kinds:
            return ruling.determiner != "new" or not self._has_number(head)
        is_corrected = "correction" in ruling.kinds and ruling.at >= head.first - 1
        is_corrected = is_corrected or self.m.has(head.last + 1, "rather")
        return is_corrected and self._is_alternative(head)

    def _says_only(self, head: Head) -> bool:
        return any(self.m.has(i, "only") for i in range(max(0, head.first - 1), head.at))

    def _has_number(self, head: Head) -> bool:
        return any(self.m.has(i, "number") for i in range(head.first, head.at))

    def _is_alternative(self, head: Head) -> bool:
        """Whether a dish is of the same heading as the last line, or that line was said just now."""
        focus = self.focus
        if focus is None or focus.item is None or not head.items:
            return False
        return focus.line is None or self.m.item(head.items[0]).category_id == focus.item.category_id

    def _is_change_before(self, at: int) -> bool:
        return any(self.m.has(i, "change", "make") for i in range(max(0, at - 8), at))

    def _replaced(self, head: Head, target: Draft | None) -> Draft | None:
        if target is None or len(head.items) != 1:
            return None
        target.become(self.m.item(head.items[0]))
        return target

    def _find(self, head: Head, selectors: range, *, strict: bool) -> Draft | None:
        """The line that the words of `head` fit best; with `strict`, only one of the very dish that they name."""
        best, found = 0.0, None
        for draft in self.drafts:
            score = 0.0 if draft.removed else self._likeness(draft, head, selectors, strict=strict)
            if score > 0 and score >= best:
                best, found = score, draft
        return found

    def _likeness(self, draft: Draft, head: Head, selectors: range, *, strict: bool) -> float:
        score = 0.0
        if set(draft.ids) & set(head.items):
            score = 3.0
        elif not strict and draft.item is not None and self.m.is_word_of(head.at, draft.item.id):
            score = 2.0
        if not score:
            return 0.0
        for at in selectors:
            for item_id in draft.ids:
                variants = self.m.variants(at, item_id)
                options = self.m.best_modifiers(at, item_id)
                if variants:
                    score += 2.0 if draft.variant in variants else -2.0
                elif options:
                    score += 2.0 if any(o.id in draft.choices for o, _group in options) else -2.0
        return max(score, 0.1)

    # A dish that is meant but not named

    def _infer(self, draft: Draft, head: Head, stop: int) -> None:
        draft.implied = True
        draft.is_rest = self.m.has(head.at, "other")
        said = [i for i in range(head.at, stop) if self.m.spans[i].names and i not in self.used]
        before = [d for d in reversed(self.drafts) if not d.removed and d.item is not None]
        ranked = sorted(before, key=lambda d: -sum(self.m.fits(i, d.ids[0]) for i in said))
        if ranked and (not said or any(self.m.fits(i, ranked[0].ids[0]) for i in said)):
            draft.items = list(ranked[0].items)
            whole = ranked[0].part_of or ranked[0]
            draft.part_of = whole if whole.line is None else None
            draft.adds = self.m.has(head.first - 1, "and", "also")
            draft.is_share = self.m.has(head.at + 1, "pronoun", "of")
            return
        draft.items = items_with(self.m, said)
