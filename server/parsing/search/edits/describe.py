"""A line that is told from others by what is said of it: "the oat one", "the one with chicken"."""

from collections.abc import Callable, Sequence
from functools import partial

from server.parsing.matching.names import PART
from server.parsing.search.antecedents import Closing
from server.parsing.search.draft import Draft
from server.parsing.search.edits.change import Changes
from server.parsing.search.edits.moves import move_changes, move_said
from server.parsing.search.edits.remove import Removals
from server.parsing.search.edits.told_apart import ToldApart
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.tools import Tools

Way = Callable[[Hypothesis, int], int | None]


class Descriptions:
    """Finds lines by their options, sizes and words, and speaks of them from there on."""

    def __init__(self, tools: Tools, which: Which, changes: Changes, removals: Removals) -> None:
        self.m = tools.m
        self.antecedents = tools.antecedents
        self.phrases = tools.phrases
        self.closes = tools.ahead.closes
        self.closings = tools.closings
        self.which = which
        self.changes = changes
        self.removals = removals
        self.told_apart = ToldApart(tools)

    def of_name(self, h: Hypothesis, at: int) -> list[Way]:
        """What the name at `at` does where a word that stands for a dish follows: "the oat one"."""
        if self._counts_described(h, at) or self._is_place_of_one(h, at):
            return self._ways(h, at, at, at + 1)
        if self._tells_one(h, at):
            return self._ways(h, at, at, at + 2)
        if self._is_counted_behind(h, at):
            return [partial(self._speak_of_some, self._lines(h.drafts, at))]
        if (some := self._counted_of_dish(h, at)) >= 0:
            return [partial(self._speak_of_some, [some])]
        if not self.m.has(at + 1, "stand_in") or self.m.spans[at + 1].pause or not self._is_definite(at):
            return []
        return self.told_apart.ways(h, at, at + 2) or self._ways(h, at, at, at + 2)

    def _tells_one(self, h: Hypothesis, at: int) -> bool:
        """Whether one of several lines is told by what it has, in languages without articles: おろしのほうは, 加芝士的那个."""
        phrase = h.pending
        is_free = phrase is None or bool(phrase.waiting and phrase.determiner)
        if not is_free or not self.m.has(at + 1, "told_one") or self.m.spans[at + 1].pause:
            return False
        there = [draft for draft in h.drafts if draft.items and not draft.removed]
        return len(there) > 1 and sum(self.which.selects(draft, at) > 0 for draft in there) == 1

    def _is_place_of_one(self, h: Hypothesis, at: int) -> bool:
        """Whether what was said before is about the one line of a dish that has the option named here: "no tomato on the chicken"."""
        is_free = h.pending is None or not (h.pending.determiner or h.pending.wishes)
        if not (is_free and self._is_definite(at) and self._is_place(at) and self.closes(at + 1)):
            return False
        there = [d for d in h.drafts if d.line is not None and not d.removed]
        having = [d for d in there if self.which.selects(d, at) > 0]
        if len(having) != 1 or self.which.find(h, at) >= 0:
            return False
        return any(d is not having[0] and d.ids == having[0].ids for d in there)

    def of_plain(self, h: Hypothesis, at: int) -> list[Way]:
        """The line that has nothing besides what comes with it: "no onions on the plain one"."""
        is_told = self.m.has(at + 1, "stand_in") and not self.m.spans[at + 1].pause and self._is_definite(at)
        if not self.m.has(at, "plain") and self.m.spans[at].word.amount != "regular":
            return []
        there = [(i, d) for i, d in enumerate(h.drafts) if not d.removed and d.items]
        if not is_told or len(there) < 2 or any(self.m.fits(at, id_) for _i, d in there for id_ in d.ids):  # noqa: PLR2004
            return []
        plain = [
            i for i, d in there if not (d.requests or any(c.amount != "none" for c in d.choices.values()))
        ]
        return [partial(self._speak_of, plain, at + 2)] if len(plain) == 1 else []

    def _counts_described(self, h: Hypothesis, at: int) -> bool:
        """Whether some of the lines of a size are counted: "one of the pints"."""
        phrase = h.pending
        if phrase is None or phrase.number_at < 0 or not phrase.is_bare:
            return False
        is_told = self.m.has(at - 1, "that") and self.m.has(at - 2, "of")
        is_told = is_told or (
            phrase.more
            and self.m.begins_as(at - 1, "more")
            and not self._is_told_of(at + 1)
            and not self._is_said_of_next(at)
        )
        is_told = is_told and (not self.m.items(at) or (phrase.more and self.m.items(at)[0][0] >= PART))
        return is_told and any(self.which.selects(draft, at) > 0 for draft in h.drafts)

    def _is_said_of_next(self, at: int) -> bool:
        """Whether a size or option stands right before the dish that is had so: the "kleines" of "noch ein kleines Bier"."""
        named = at + 1
        if named >= len(self.m) or self.m.spans[named].pause:
            return False
        return any(distance < PART and self.m.fits(at, item_id) for distance, item_id in self.m.items(named))

    def _is_told_of(self, at: int) -> bool:
        """Whether it is told from here on how those that are to come are made: "mais uma inteira também sem linguiça"."""
        while self.m.has(at, "also", "filler") and not (self.m.spans[at].names or self.m.spans[at].pause):
            at += 1
        return self.m.has(at, "with", "no") and not self.m.spans[at].pause

    def _is_counted_behind(self, h: Hypothesis, at: int) -> bool:
        """Whether some of the lines of a size are counted behind it, as head-final languages do: "büyüklerden biri"."""
        some = at + 1
        is_counted = (
            self.m.view.language.head_final and self.m.has(some, "number") and self.m.has(some, "pronoun")
        )
        if not is_counted or h.pending is not None or self.m.spans[some].pause or self.m.items(at):
            return False
        there = [d for d in h.drafts if d.line is not None and not d.removed]
        return len(there) > 1 and any(self.which.selects(draft, at) > 0 for draft in there)

    def _counted_of_dish(self, h: Hypothesis, at: int) -> int:
        """The line of a dish that is named again, of which so many are counted behind it: "mercimeklerden biri"; else -1."""
        some = at + 1
        is_counted = self.m.view.language.head_final and self.m.has(some, "number")
        if not is_counted or not self.m.has(some, "pronoun", "all") or self.m.spans[some].pause:
            return -1
        if h.pending is not None or h.mode.negation or not self.m.items(at):
            return -1
        ids, value = set(self.m.best_items(at)), self.m.spans[some].word.value
        there = [
            i for i, d in enumerate(h.drafts) if ids & set(d.ids) and not d.removed and d.quantity > value
        ]
        return there[-1] if len(there) == 1 and h.drafts[there[-1]].part_of < 0 else -1

    def _speak_of_some(self, lines: Sequence[int], h: Hypothesis, at: int) -> int:
        """So many of a line that is told by its size: they go where a word that takes away follows."""
        some, after = self.m.spans[at + 1].word.value, at + 2
        if self.m.has(after, "no", "remove") and self.closes(after + 1):
            return self._take_some_away(lines[-1], some, after + 1, h, at)
        h.pending = PendingPhrase(at + 1, some, "number", at + 1, spans=(at + 1,))
        return self._speak_of(lines, after, h, at)

    def of_stand_in(self, h: Hypothesis, at: int) -> list[Way]:
        """What a word that stands for a dish does where a name tells which: "the one with chicken"."""
        told = at + 1
        while self.m.has(told, "with", "of", "that", "preposition") and not self.m.spans[told].names:
            told += 1
        is_told = told > at + 1 and told < len(self.m) and bool(self.m.spans[told].names)
        if not is_told or (self.m.has(at, "number", "article") and not self._is_definite(at)):
            return []
        return self._ways(h, at, told, told + 1)

    def of_that(self, h: Hypothesis, at: int) -> list[Way]:
        """What an article does that begins a clause and tells a line by what it is with: "den mit Käse ohne Zwiebeln"."""
        begins = at == 0 or bool(self.m.spans[at].pause) or self.m.has(at - 1, "and", "but")
        led, named = at + 1, at + 2
        if not begins or h.mode.negation or named + 1 >= len(self.m):
            return []
        is_led = self.m.has(led, "of", "with", "preposition") and not self.m.spans[led].names
        if not is_led or not self.m.spans[named].names or any(self.m.spans[i].pause for i in (led, named)):
            return []
        told = named + 1
        if not self.m.has(told, "with", "no") or self.m.spans[told].pause:
            return []
        if h.pending is not None:
            return self._ways(h, at, named, told)
        lines = self._lines(h.drafts, named)
        return [partial(self._speak_of, lines, told)] if len(lines) == 1 else []

    def of_lack(self, h: Hypothesis, at: int) -> list[Way]:
        """What a refusal does that tells which line of the cart is meant: "the one without onions", "den ohne Zwiebeln"."""
        named, phrase = at + 1, h.pending
        if named >= len(self.m) or not self.m.spans[named].names or self.m.spans[named].pause:
            return []
        is_pointed = self._is_definite(at) or self._is_pointed_at(at) or self._is_led_to(at)
        is_pointed = is_pointed or (self.m.has(named + 1, "told_one") and not self.m.spans[named + 1].pause)
        if not is_pointed or not (phrase is None or phrase.is_bare):
            return []
        there = [(i, d) for i, d in enumerate(h.drafts) if d.line is not None and not d.removed]
        told = {i: self._had(d, named) for i, d in there}
        refused = [i for i, had in told.items() if had == "none"]
        lacking = [i for i, had in told.items() if had == ""] if any(told.values()) else []
        lines = refused or lacking
        return [partial(self._speak_of, lines, named + 1)] if len(lines) == 1 < len(there) else []

    def _is_pointed_at(self, at: int) -> bool:
        """Whether a word that stands for a dish is right before: "celui sans fromage", "the one without onions"."""
        counts = self.m.has(at - 1, "number") and not self.m.has(at - 2, "that")
        return self.m.has(at - 1, "stand_in") and not (self.m.spans[at].pause or counts)

    def _is_led_to(self, at: int) -> bool:
        """Whether small words lead from an article, or a preposition, to "without": "la que va sin cebolla", "no sem cebola"."""
        if not self.m.has(at, "without") or self.m.spans[at].pause:
            return False
        before = at - 1
        while before > 0 and self.m.has(before, "of", "filler") and not self.m.has(before, "that", "number"):
            if self.m.spans[before].pause or self.m.spans[before].names:
                return False
            before -= 1
        if before < 0 or self.m.spans[before].names or self.m.has(before, "article", "number"):
            return False
        is_close = before == at - 1 and self.m.has(before, "preposition")
        return is_close or self.m.has(before, "that") or self.m.ends_as(before, "that")

    def _had(self, draft: Draft, at: int) -> str | None:
        """In what amount a line has what is named at a span; "" where it has none, None where it cannot have it."""
        options = [m for i in draft.ids for m, _group in self.m.best_modifiers(at, i)]
        amounts = [draft.choices[m.id].amount for m in options if m.id in draft.choices]
        had = [*amounts, *("default" for m in options if m.is_default)]
        return had[0] if had else ("" if options else None)

    def _is_definite(self, at: int) -> bool:
        if at == 0 or self.m.spans[at].pause:
            return False
        return self.m.has(at - 1, "that") or self.m.ends_as(at - 1, "that")

    def _ways(self, h: Hypothesis, at: int, name: int, after: int) -> list[Way]:
        phrase = h.pending
        if phrase is not None and phrase.determiner and (phrase.waiting or phrase.wishes):
            if any(
                self.m.is_word_of(name, item_id) or self.m.fits(name, item_id)
                for d in h.drafts
                for item_id in d.ids
            ):
                return [
                    partial(self._close_and_speak_of, close, name, after)
                    for close in self.closings.ways(h, at)
                ]
            return []
        lines = self._lines(h.drafts, name)
        return [partial(self._speak_of, lines, after)] if lines else []

    def _close_and_speak_of(
        self, close: Closing, name: int, after: int, h: Hypothesis, at: int
    ) -> int | None:
        """A share that waits is one of the lines that may be meant: "one hot, one mild, no onion in the hot one"."""
        assert h.pending is not None  # noqa: S101
        first = h.pending.first
        close(h)
        lines = self._lines(h.drafts, name)
        return self._speak_of(lines, after, h, at, first) if lines and h.pending is None else None

    def _lines(self, drafts: Sequence[Draft], name: int) -> list[int]:
        there = [(i, draft) for i, draft in enumerate(drafts) if draft.items and not draft.removed]
        scores = {i: self.which.selects(draft, name) for i, draft in there}
        best = max(scores.values(), default=0.0)
        chosen = [i for i, score in scores.items() if score == best > 0]
        return chosen or [i for i, draft in there if self.m.is_word_of(name, draft.ids[0])]

    def _speak_of(self, lines: Sequence[int], after: int, h: Hypothesis, at: int, opened: int = -1) -> int:
        index, source, phrase = lines[-1], h.focus, h.pending
        if phrase is not None and phrase.is_bare and phrase.number_at >= 0 and len(lines) == 1:
            if phrase.fewer or (h.mode.negation == "remove" and not h.mode.loosely):
                return self._take_some_away(index, phrase.quantity, after, h, at)
            if phrase.more and h.drafts[index].line is not None and self.closes(after):
                return self._have_more(index, phrase.quantity, after, h, at)
        some = phrase is not None and phrase.number_at >= 0 and phrase.quantity < h.drafts[index].quantity
        h.pending = phrase._replace(share=True, waiting=()) if phrase is not None and some else None
        h.use(at, after)
        if some and h.drafts[index].line is None and h.drafts[index].part_of >= 0:
            self._share_of_part(index, h)
            return after
        if some:
            self.antecedents.share(index, h)
            h.own_line.spans.update(range(at, after))
            h.mode.making = True
            return after
        if h.mode.changing:
            self.changes.begin_change(index, h)
            self._give_up_told(index, at if self.m.spans[at].names else after - 1, h)
        elif h.mode.negation and not h.mode.loosely and not self._is_told_behind_wish(h, at):
            self.removals.take_back(index, h)
            return after
        elif self._is_place(at) or self._ends_wish(at, after):
            said = h.mode.option_said_last
            source = said[1] if said and h.drafts[index].line is not None else source
            move_changes(h, source, index, self._told_before(h.drafts[source], at))
            move_said(self.m, h, index, range(self._begin_of_said(at, opened), at))
            if phrase is not None and phrase.waiting:
                self.phrases.fill(h, index, phrase)
        else:
            h.mode.making = h.drafts[index].line is not None
        h.focus = index
        h.drafts.own(index).spans.update(range(at, after))
        h.mode.targets = tuple(lines) if len(lines) > 1 and self._says_several(after - 1) else ()
        return after

    def _give_up_told(self, index: int, name: int, h: Hypothesis) -> None:
        """The option that told which line is changed is what another of its group takes the place of."""
        draft = h.drafts[index]
        told = self.m.best_modifiers(name, draft.ids[0]) if self.m.spans[name].names else []
        if len(told) == 1 and told[0][0].id in draft.choices:
            h.mode.refused = (name, index, *told[0])

    def _take_some_away(self, index: int, some: int, after: int, h: Hypothesis, at: int) -> int:
        """So many of the line that is told go: "cancel one of the oat ones"."""
        h.pay("removes")
        h.pending = None
        h.drafts.own(index).take_away(some)
        h.use(at, after)
        h.discharge()
        h.mode.loosen("next", after)
        h.refocus()
        return after

    def _have_more(self, index: int, some: int, after: int, h: Hypothesis, at: int) -> int:
        """So many more of the line that is told: "another oat one"."""
        h.pending = None
        line = h.drafts.own(index)
        line.quantity, h.focus = line.quantity + some, index
        line.spans.update(range(at, after))
        h.use(at, after)
        return after

    def _share_of_part(self, index: int, h: Hypothesis) -> None:
        """Some of what is a share itself: "two large, two small, one of the large ones without ice"."""
        assert h.pending is not None  # noqa: S101
        number, h.pending = h.pending.quantity, None
        h.pay("share")
        part = h.drafts.own(index)
        part.quantity -= number
        share = part.branch()
        share.quantity, share.spans, share.is_share = number, set(), True
        h.drafts.append(share)
        h.focus = len(h.drafts) - 1
        h.mode.positive()
        h.mode.targets, h.mode.under_with = (), False

    def _told_before(self, draft: Draft, at: int) -> set[int]:
        """The options, by their ids, that this text told of a line which it then named: "pickle on the ham one, mustard on the beef"."""
        told = [i for i in draft.spans if i < at and (self.m.has(i, "stand_in") or self._is_place(i))]
        if draft.line is None or not told or not draft.ids:
            return set()
        named = [i for i in draft.spans if i < max(told) and self.m.spans[i].names]
        return {m.id for i in named for m, _group in self.m.best_modifiers(i, draft.ids[0])}

    def _begin_of_said(self, at: int, opened: int) -> int:
        """The first span of what is said of the line told at `at`: behind the last pause, else the option right before."""
        pauses = (i for i in range(at, max(0, opened), -1) if self.m.spans[i].pause)
        return next(pauses, next((i for i in range(at - 1, -1, -1) if self.m.spans[i].names), at))

    def _is_place(self, at: int) -> bool:
        """Whether what was said before is about the line that is told here: "cream on the rare one"."""
        while at > 0 and self.m.has(at - 1, "that", "of") and not self.m.has(at - 1, "preposition"):
            at -= 1
        behind_option = self.m.has(at - 1, "with") and bool(self.m.spans[at - 2].names)
        is_for = self.m.has(at - 1, "filler") and self.m.begins_as(at - 1, "for")
        return behind_option or is_for or self.m.has(at - 1, "preposition", "for")

    def _ends_wish(self, at: int, after: int) -> bool:
        """Whether the line told ends a clause that only wishes something: ", extra crispy the bacon one"."""
        while at > 0 and self.m.has(at - 1, "that") and not self.m.spans[at].pause:
            at -= 1
        begin = self._begin_of_said(at, -1)
        wishes = any(self.m.has(i, "request") for i in range(begin, at))
        is_clause = bool(self.m.spans[begin].pause) and not any(self.m.items(i) for i in range(begin, at))
        return wishes and is_clause and self.closes(after)

    def _is_told_behind_wish(self, h: Hypothesis, at: int) -> bool:
        """Whether something else is refused, and of the line told here: "no sauce on the bacon one"."""
        between = range(h.mode.negated_at + 1, at)
        is_one_clause = not any(self.m.spans[i].pause for i in (*between, at))
        names = any(self.m.spans[i].names or not self.m.spans[i].known for i in between)
        return is_one_clause and names and self._is_place(at)

    def _says_several(self, at: int) -> bool:
        return not self.m.has(at, "number")
