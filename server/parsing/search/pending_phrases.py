"""Words that wait for a dish: how they are kept, and what becomes of them where none is named.

"One with ham", said after "two pizzas", is a share of them; after "a pizza" it is another one; before "and one pizza
with olives" it waits for that; and "a small one with ham" may name no dish but by what it is made of.
"""

from collections.abc import Callable, Sequence
from functools import partial

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, Waiting
from server.parsing.search.options import Options
from server.parsing.search.settlement import Settlement
from server.parsing.text.tokens import words

Closing = Callable[[Hypothesis], None]
LOOK_AHEAD = 16
MAX_ELIDED = 8
MAX_DISHES = 60
"""Dishes of one text that wait for another's name, and that are read, at most."""
COUPLE = 2
"""So few of a dish are a quantity, though a size should be called so."""


class PendingPhrases:
    """PendingPhrases of words before a dish."""

    def __init__(self, m: Lexicon, options: Options) -> None:
        self.m = m
        self.options = options
        self.settlement = Settlement()
        self._next_head = self._heads_ahead()

    def _heads_ahead(self) -> list[int]:
        """For each place the next span that may name a dish, in the same sentence."""
        found, ahead = [], -1
        for at in range(len(self.m) - 1, -1, -1):
            found.append(ahead)
            if self.m.spans[at].names and self.m.items(at):
                ahead = at
            if self.m.spans[at].pause == ".":
                ahead = -1
        found.reverse()
        return found

    def head_follows(self, at: int) -> bool:
        """Whether a dish may be named soon after span `at`."""
        return at < len(self.m) and 0 <= self._next_head[at] - at <= LOOK_AHEAD

    def counts_name(self, at: int) -> bool:
        """Whether the next words are a name of the menu or unknown: a number before them counts it."""
        while self.m.has(
            at, "times", "unit", "serving", "of", "amount", "request", "size", "counter", "pronoun", "more"
        ):
            if self.m.spans[at].names:
                return True
            at += 1
        if at >= len(self.m) or self.m.spans[at].pause:
            return False
        return bool(self.m.spans[at].names) or not self.m.spans[at].known

    def closes(self, at: int) -> bool:
        """Whether a clause ends before span `at`."""
        return at >= len(self.m) or bool(self.m.spans[at].pause) or self.m.has(at, "and", "also", "filler")

    def says_group(self, h: Hypothesis, at: int) -> bool:
        """Whether a word is the name of a group of the dish's options: "dressing" in "caesar dressing"."""
        line = h.line
        if line is None or self.m.spans[at].pause or not self.m.spans[at].start:
            return False
        return any(self.m.is_word_of_group(at, item_id) for item_id in line.ids[:3])

    def sizes_within(self, at: int, ids: Sequence[int]) -> list[int]:
        """The sizes that a serving word names: a "bowl of" soup where the soup comes in bowls."""
        within = self.m.names_within(at)
        found = [
            (distance, v.id)
            for name, distance in within.items()
            for item_id in ids
            for v, _far in self.m.index.names[name].variants.get(item_id, ())
        ]
        nearest = min((distance for distance, _id in found), default=0.0)
        return [id_ for distance, id_ in found if distance == nearest]

    def wait(self, h: Hypothesis, at: int) -> None:
        """Keep a size or option until its dish is named."""
        mode, phrase = h.mode, h.pending or PendingPhrase(at)
        negation = mode.negation if not mode.loosely else ""
        count = phrase.times or (phrase.quantity if phrase.unit else 0)
        doubled = mode.doubled
        waiting = Waiting(at, mode.take_amount(), doubled, count, negation)
        if negation:
            h.discharge()
        if phrase.times:
            phrase = phrase._replace(unit=False, times=0)
        elif phrase.unit:
            phrase = phrase._replace(unit=False, quantity=1, number_at=-1)
        h.pending = phrase._replace(waiting=(*phrase.waiting, waiting), spans=(*phrase.spans, at))
        h.use(at)
        if negation:
            mode.loosen("next", at + 1)

    # A dish for what waits

    def fits(self, waiting: Waiting, items: Sequence[int]) -> bool:
        """Whether what waits can be had with one of the dishes."""
        return any(self.m.fits(waiting.at, item_id) for item_id in items)

    def fill(self, h: Hypothesis, index: int, phrase: PendingPhrase) -> None:
        """Give the line `index` all that waited for it."""
        draft, mode = h.drafts[index], h.mode
        targets, mode.targets = mode.targets, ()
        for waiting in phrase.waiting:
            if not self.fits(waiting, draft.ids):
                h.pay("head_unfit")
                h.leave(waiting.at, waiting.at + 1)
                continue
            mode.amount, mode.negation, mode.loosely, mode.negated_at = (
                waiting.amount,
                waiting.negation,
                "",
                waiting.at,
            )
            mode.doubled = waiting.doubled
            self.options.name(waiting.at, h, index, waiting.times)
        mode.amount, mode.negation, mode.loosely, mode.targets = "", "", "", targets
        for begin, end in phrase.wishes:
            if self.m.has(begin, "size") and end == begin + 1 and draft.item and len(draft.item.variants) > 1:
                draft.variant_unclear = True
                continue
            draft.requests.append(self.m.words(begin, end - 1))
            draft.spans.update(range(begin, end))
        draft.plain = draft.plain or phrase.plain
        draft.everything = draft.everything or phrase.everything
        for at in phrase.servings:
            ids = self.sizes_within(at, draft.ids)
            if ids and not draft.variant_stated:
                self.options.size(draft, ids, h)
        draft.spans.update(phrase.spans)

    def quantity_of(self, h: Hypothesis, draft: Draft, phrase: PendingPhrase) -> None:
        """Take the phrase's number for the dish's quantity, or for the size that is called so."""
        draft.quantity, draft.quantity_stated = phrase.quantity, phrase.number_at >= 0
        if phrase.number_at < 0 or draft.item is None:
            return
        ids = self.m.sizes_of_number(phrase.quantity, draft.item) if phrase.quantity > COUPLE else []
        if ids and not draft.variant_stated:
            h.pay("size_by_number")
            draft.quantity, draft.quantity_stated = 1, False
            self.options.size(draft, ids, h)
            draft.number_of_size = phrase.quantity

    # What becomes of a phrase whose dish is not named

    def closings(self, h: Hypothesis, at: int) -> list[Closing]:
        """The ways in which the words that wait at span `at` can be taken."""
        phrase = h.pending
        if phrase is None:
            return [_nothing]
        if len(h.drafts) >= MAX_DISHES:
            return [self._drop]
        if phrase.is_bare and phrase.number_at < 0 and not phrase.rest:
            return [self._drop]
        whole = self._antecedent(h, phrase)
        ways: list[Closing] = []
        if phrase.fewer and phrase.is_bare and h.line is not None and h.line.items:
            return [self._take_fewer]
        if whole >= 0:
            ways += self._of_antecedent(h, phrase, whole)
        elif phrase.waiting and not h.mode.stranger:
            ways.append(self._infer)
        if self._announces(phrase, at):
            ways.append(partial(self._announce, at - 1))
        if phrase.waiting and self.head_follows(at - 1) and len(h.elided) < MAX_ELIDED:
            ways.append(self._elide)
        if not ways or phrase.is_bare:
            ways.append(self._drop)
        return ways

    def _of_antecedent(self, h: Hypothesis, phrase: PendingPhrase, whole: int) -> list[Closing]:
        root = h.drafts[whole].part_of if h.drafts[whole].part_of >= 0 else whole
        ways: list[Closing] = []
        determined = bool(phrase.determiner)
        if determined and self._only_says_size(h, phrase, whole):
            ways.append(partial(self._attach, whole))
        if self._recounts(h, phrase, root):
            return [partial(self._recount, root)]
        if (
            determined
            and (h.drafts[root].quantity > 1 or phrase.rest)
            and not self._is_no_share(h, phrase, root)
        ):
            ways.append(partial(self.share, root))
        elif determined and self._may_be_untold(h, root, phrase):
            ways.append(partial(self._share_of_untold, root))
        if determined and not (phrase.rest or phrase.share) and h.drafts[whole].items:
            ways.append(partial(self._again, whole))
        if not determined:
            ways.append(partial(self._attach, whole))
        return ways

    def _recounts(self, h: Hypothesis, phrase: PendingPhrase, root: int) -> bool:
        """Whether no fewer of a line are spoken of than there are: "two of them", where there is one."""
        line = h.drafts[root]
        return phrase.share and phrase.is_bare and phrase.number_at >= 0 and phrase.quantity >= line.quantity

    def _recount(self, root: int, h: Hypothesis) -> None:
        phrase, line = h.pending, h.drafts[root]
        assert phrase is not None  # noqa: S101
        h.pay("quantity_corrected")
        line.quantity, line.quantity_stated = phrase.quantity, True
        line.spans.update(phrase.spans)
        h.pending, h.focus = None, root

    def _take_fewer(self, h: Hypothesis) -> None:
        phrase, line = h.pending, h.line
        assert phrase is not None  # noqa: S101
        assert line is not None  # noqa: S101
        h.pending = None
        line.take_away(phrase.quantity)
        line.spans.update(phrase.spans)
        h.refocus()

    def _is_no_share(self, h: Hypothesis, phrase: PendingPhrase, root: int) -> bool:
        """Whether some of a line of the cart are not meant.

        "And" adds to a line of which nothing was said yet ("and a half for her"), and of a bare number nothing is said.
        """
        if phrase.share or phrase.rest or h.drafts[root].line is None:
            return False
        return phrase.is_bare or (phrase.joined and not any(draft.part_of == root for draft in h.drafts))

    def _only_says_size(self, h: Hypothesis, phrase: PendingPhrase, whole: int) -> bool:
        """Whether the size of a dish is said behind it: "chowder, a bowl"."""
        draft = h.drafts[whole]
        if (
            draft.variant_stated
            or draft.quantity > 1
            or draft.choices
            or phrase.joined
            or not phrase.waiting
            or phrase.wishes
            or phrase.quantity > 1
        ):
            return False
        return all(any(self.m.variants(w.at, i) for i in draft.ids) for w in phrase.waiting)

    def _antecedent(self, h: Hypothesis, phrase: PendingPhrase) -> int:
        order = (
            [h.focus, *range(len(h.drafts) - 1, -1, -1)] if h.focus >= 0 else range(len(h.drafts) - 1, -1, -1)
        )
        for i in order:
            draft = h.drafts[i]
            if draft.removed or draft.total:
                continue
            if all(self.fits(w, draft.ids) for w in phrase.waiting):
                return i
        return -1

    def _may_be_untold(self, h: Hypothesis, root: int, phrase: PendingPhrase) -> bool:
        """Whether it was left to its shares how many of a dish are meant: "sodas, two sweet, one salted"."""
        draft = h.drafts[root]
        named_alone = draft.head is not None and draft.head[0] == draft.head[1]
        told = (
            draft.quantity_stated
            or draft.line is not None
            or draft.repeated
            or draft.implied
            or draft.choices
        )
        return phrase.number_at >= 0 and (draft.is_untold or (named_alone and not told))

    def _share_of_untold(self, root: int, h: Hypothesis) -> None:
        draft = h.drafts[root]
        if not draft.is_untold:
            draft.is_untold = True
            h.pay("share_untold", 1.0 if self._is_plural(draft) else 3.0)
        self.share(root, h)

    def _is_plural(self, draft: Draft) -> bool:
        if draft.head is None or not draft.items:
            return False
        said = self.m.token(draft.head[2])
        return self.m.view.language.stem(said) != said and said not in words(draft.items[0].name)

    def share(self, root: int, h: Hypothesis) -> None:
        root = h.drafts[root].part_of if h.drafts[root].part_of >= 0 else root
        phrase, whole = h.pending, h.drafts[root]
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.pay("share")
        if h.mode.adding and not phrase.share:
            h.pay("share_after_and", 3.0)
        if phrase.joined and not (phrase.share or phrase.rest):
            h.pay("share_after_and")
        part = Draft(
            items=list(whole.items),
            quantity=phrase.quantity,
            quantity_stated=phrase.number_at >= 0,
            part_of=root,
            is_rest=phrase.rest,
            is_share=phrase.share,
            after_and=phrase.joined,
            line=whole.line,
            words=whole.words,
            inherits=True,
        )
        self._add(h, part, phrase)

    def _again(self, index: int, h: Hypothesis) -> None:
        phrase, before = h.pending, h.drafts[index]
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.pay("again" if not phrase.is_bare else "again_plain")
        if phrase.under_with:
            h.pay("again_under_with")
        self._add(
            h,
            Draft(
                items=list(before.items),
                quantity=phrase.quantity,
                quantity_stated=phrase.number_at >= 0,
                words=before.words,
                repeated=phrase.is_bare,
            ),
            phrase,
        )

    def _attach(self, index: int, h: Hypothesis) -> None:
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.pay("option_after_pause")
        self.fill(h, index, phrase)

    def _infer(self, h: Hypothesis) -> None:
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.pay("inferred_dish")
        items = self._items_with([w.at for w in phrase.waiting])
        draft = Draft(
            items=items, implied=True, quantity=phrase.quantity, quantity_stated=phrase.number_at >= 0
        )
        draft.words = self.m.words(phrase.waiting[0].at, phrase.waiting[-1].at)
        draft.head = (phrase.first, phrase.first, phrase.first)
        if not items:
            h.pay("dropped_group")
        self._add(h, draft, phrase)

    def _add(self, h: Hypothesis, draft: Draft, phrase: PendingPhrase) -> None:
        h.drafts.append(draft)
        h.focus = len(h.drafts) - 1
        if draft.items:
            self.fill(h, h.focus, phrase)
            if draft.part_of < 0:
                self.quantity_of(h, draft, phrase)

    def _elide(self, h: Hypothesis) -> None:
        assert h.pending is not None  # noqa: S101
        h.pay("elided_head")
        h.elided = (*h.elided, h.pending)
        h.pending = None

    def _drop(self, h: Hypothesis) -> None:
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        h.pending = None
        if phrase.number_at >= 0:
            h.pay("unread_number")
            h.leave(phrase.number_at, phrase.number_at + 1)
        self._forget(h, phrase)

    def _forget(self, h: Hypothesis, phrase: PendingPhrase) -> None:
        for waiting in phrase.waiting:
            h.pay("unread_name")
            h.leave(waiting.at, waiting.at + 1)
        for begin, end in phrase.wishes:
            h.pay("unread_word")
            h.leave(begin, end)

    def _items_with(self, said: list[int]) -> list[Item]:
        """The dishes that may be meant by their options alone: "something with olives"."""
        options = [i for i in said if self.m.is_option_somewhere(i)] or said
        found = [self.m.item(i) for i in self.m.items_fitting(said) or self.m.items_fitting(options)]
        return [item for item in found if self._is_general(item)] or found

    def _is_general(self, item: Item) -> bool:
        """Whether a dish is called as its heading is: "Pizza" under "Pizza"."""
        return item.category_id in self.m.index.names[item.name.casefold()].categories

    def give_up(self, h: Hypothesis) -> None:
        """What waits from before a refusal or a change finds no dish."""
        if h.pending is not None and h.pending.first < h.mode.negated_at and not h.pending.is_bare:
            self._drop(h)

    # A number said before what it counts

    def _announces(self, phrase: PendingPhrase, at: int) -> bool:
        """Whether a number of sizes says how many dishes follow: "four pints: two stouts, two ciders"."""
        if (
            phrase.quantity < 2  # noqa: PLR2004
            or phrase.number_at < 0
            or not self.m.has(at, "number")
            or not self.m.spans[at].pause
        ):
            return False
        return bool(phrase.waiting or phrase.servings) and all(
            self.m.is_variant_somewhere(w.at) for w in phrase.waiting
        )

    def _announce(self, last: int, h: Hypothesis) -> None:
        h.pay("total_by_name")
        self.open_total(h, last)

    def open_total(self, h: Hypothesis, at: int) -> None:
        """So many dishes are to follow: "two mains please"."""
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.drafts.append(
            Draft(
                items=[],
                quantity=phrase.quantity,
                quantity_stated=True,
                total=True,
                words=self.m.words(phrase.first, at),
            )
        )
        h.drafts[-1].head = (phrase.first, phrase.first, at)
        h.use(at)
        h.total = (
            phrase._replace(number_at=-1, quantity=1, determiner="")
            if phrase.waiting or phrase.servings
            else None
        )
        if at + 1 < len(self.m) and not self.m.spans[at + 1].pause and not self.m.has(at + 1, "filler"):
            h.pay("total_without_pause")

    # The end of a reading

    def finish(self, h: Hypothesis) -> None:
        """What is left open at the end costs."""
        for phrase in h.elided:
            h.pay("dropped_group")
            self._forget(h, phrase)
            if phrase.number_at >= 0:
                h.leave(phrase.number_at, phrase.number_at + 1)
        h.elided = ()
        if h.mode.amount:
            h.pay("unread_word")
            h.leave(h.mode.amount_at, h.mode.amount_at + 1)
        for at in range(len(self.m)):
            if h.owed >> at & 1:
                h.pay("lost_refusal")
                h.leave(at, at + 1)
        if h.total is not None:
            h.pay("total_not_met")
        self.settlement.settle(h)


def _nothing(_h: Hypothesis) -> None:
    return
