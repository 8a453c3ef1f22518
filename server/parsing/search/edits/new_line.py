"""A dish that is named is a new line."""

from collections.abc import Sequence

from server.parsing.matching.distances_by_meaning import SEVERAL
from server.parsing.matching.names import PART
from server.parsing.search.draft import Draft
from server.parsing.search.edits.new_line_costs import NewLineCosts
from server.parsing.search.edits.numbered import has_price
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.tools import Tools

_SAYS_MORE = ("more", "another", "same", "adding")
_COUNTS_BEHIND = ("number", "counter", *_SAYS_MORE)


class NewLines:
    """Adds lines."""

    def __init__(self, tools: Tools, which: Which) -> None:
        self.m = tools.m
        self.options = tools.options
        self.ahead = tools.ahead
        self.phrases = tools.phrases
        self.totals = tools.totals
        self.which = which
        self.costs = NewLineCosts(tools, which)

    def fitting(self, at: int, phrase: PendingPhrase | None) -> list[int]:
        ids = self.m.best_items(at)
        for waiting in phrase.waiting if phrase is not None else ():
            ids = [i for i in ids if self.m.fits(waiting.at, i)] or ids
        for serving in phrase.servings if phrase is not None else ():
            ids = [i for i in ids if self.phrases.sizes_within(serving, [i])] or ids
        return self._base_of(ids)

    def _base_of(self, ids: list[int]) -> list[int]:
        """Of "burger" and "burger meal", the one whose name is a part of all the others."""
        if len(ids) == 1:
            return ids
        of_words = self.m.view.item_words
        bases = [i for i in ids if all(of_words[i] <= of_words[other] for other in ids)]
        return bases if len(bases) == 1 else ids

    def add(self, h: Hypothesis, at: int, part: Sequence[int] = ()) -> int:
        phrase, mode = h.pending, h.mode
        ids = list(part) or self.fitting(at, phrase)
        draft = Draft.of_dishes([self.m.item(i) for i in ids], self.m.words(at))
        corrects = (mode.making or mode.correcting) and not self.which.corrects_words(h, at)
        mode.stranger = False
        first = phrase.first if phrase is not None else at
        draft.head = (first, at, at)
        draft.spans.add(at)
        h.use(at)
        self._size_by_price(h.mode.price_of(at), draft)
        self._size_by_name(at, draft)
        self.costs.pay_head(h, at, phrase, draft.ids)
        if h.drafts:
            self.costs.pay_for_another(h, at, phrase)
            draft.accompanies = self._accompanied(h, at, phrase)
            draft.part_of = self._whole_of(h, ids)
        if draft.part_of >= 0:
            h.pay("part_of_total")
        h.pending = None
        if h.elided:
            elided, h.elided = h.elided, ()
            for other in elided:
                self._add_elided(h, at, ids, other)
        h.drafts.append(draft)
        h.focus = len(h.drafts) - 1
        self._take_amount(h)
        adds = mode.adding and phrase is not None and phrase.number_at >= 0
        mode.targets = ()
        mode.making = mode.mentioned = mode.correcting = mode.changing = mode.adding = mode.only = False
        self._count(h, at, draft, phrase)
        draft.repeated = draft.repeated or (adds and any(d.line is not None for d in h.drafts))
        if corrects and h.focus > 0:
            h.pay("new_after_correction")
        mode.positive()
        mode.under_with = mode.joined = False
        mode.last = None
        return at + 1

    def _count(self, h: Hypothesis, at: int, draft: Draft, phrase: PendingPhrase | None) -> None:
        """Give the new line its number and what was said before its name."""
        if phrase is not None:
            self.phrases.fill(h, h.focus, phrase)
            self.phrases.quantity_of(h, draft, phrase)
            self._size_of_serving_before(h, at, phrase)
        elif h.mode.each and h.focus > 0:
            draft.quantity, draft.quantity_stated = h.mode.each, True
        draft.repeated = self._is_one_more(h, at, phrase)
        self._size_within_name(h, at)
        if (
            not (draft.quantity_stated or self._is_one_for_several(at, phrase))
            and self.m.may_say("persons_all")
            and (persons := self._persons_before(at))
        ):
            draft.quantity, draft.quantity_stated = persons, True
        if h.total is not None and not draft.variant_stated and self._is_headed(h.total, draft.ids):
            self.phrases.fill(h, h.focus, h.total)

    def _size_within_name(self, h: Hypothesis, at: int) -> None:
        """The size that is said as a measure of the dish: "pot of tea", where tea comes by the glass and by the pot."""
        draft = h.drafts[h.focus]
        if self.m.length(at) < 2 or draft.item is None or draft.variant_stated:  # noqa: PLR2004 - one word is the name
            return
        said = self.m.words(at).casefold()
        if len(draft.item.variants) < 2 or said in map(str.casefold, (draft.item.name, *draft.item.aliases)):  # noqa: PLR2004
            return
        name = set(self.m.view.stems_of(draft.item.name))
        small = self.m.view.language.structural
        labels = {size.id: set(self.m.view.stems_of(size.label)) for size in draft.item.variants}
        sizes = self.phrases.sizes_within(at, draft.ids)
        repeats = {id_ for id_, said in labels.items() if said & name and said <= name | small}
        if ids := [id_ for id_ in sizes if id_ not in repeats]:
            self.options.size(h.drafts.own(h.focus), ids, h)

    def _is_headed(self, total: PendingPhrase, ids: Sequence[int]) -> bool:
        """Whether what was said before a list may be had with a dish of it."""
        return total.determiner != "heading" or all(self.phrases.fits(w, ids) for w in total.waiting)

    def _is_one_more(self, h: Hypothesis, at: int, phrase: PendingPhrase | None) -> bool:
        """Whether what is on the cart shall be counted once more: "bir çay daha", "another".

        Where an article is the number ("noch ein Bier") it begins a line of its own, as plain words do.
        """
        is_more = (phrase is not None and phrase.more) or self._says_also(at)
        if self.m.view.language.has_articles and not is_more:
            return False
        if not any(d.line is not None for d in h.drafts):
            return False
        if self.m.view.language.has_articles:
            return True
        last = at + 1
        while last < len(self.m) and not self.m.spans[last].pause and self._goes_on(last):
            last += 1
        said = range(max(0, (phrase.first if phrase is not None else at) - 1), last)
        return any(self.m.has(i, *_SAYS_MORE) and not self.m.spans[i].names for i in said)

    def _goes_on(self, at: int) -> bool:
        """Whether a dish is counted further at a place, or its size told: "생맥주 500 두 잔 더"."""
        return self.m.has(at, *_COUNTS_BEHIND) or (self.m.is_variant_somewhere(at) and not self.m.items(at))

    def _says_also(self, at: int) -> bool:
        """Whether "as well" stands right behind a dish: "and George wants a moussaka as well"."""
        behind = at + 1
        return self.m.has(behind, "also") and not (self.m.spans[behind].pause or self.m.has(behind, "and"))

    def _persons_before(self, at: int) -> int:
        """How many will have the dish: "both of us want the soup"; 0 where nobody says so, or they share."""
        if not self.m.says("persons_all") or self.m.says("shared"):
            return 0
        i = at - 1
        while i >= 0 and not (self.m.spans[i + 1].pause or self._names_more(i) or self.m.has(i, "and")):
            if self.m.has(i, "persons_all"):
                return self.m.spans[i].word.value
            i -= 1
        return 0

    def _is_one_for_several(self, at: int, phrase: PendingPhrase | None) -> bool:
        """Whether an article counts what several are to have, who need not each have one: "for both of us a pot of tea"."""
        if phrase is None or phrase.determiner != "article":
            return False
        return not any(self.m.has(i, "each", "apiece") for i in range(phrase.first - 1, at))

    def _names_more(self, at: int) -> bool:
        """Whether a span names something else than the size of the dish behind it."""
        return bool(self.m.spans[at].names) and not self.m.has(at, "size")

    @staticmethod
    def _take_amount(h: Hypothesis) -> None:
        """One more is meant by "an extra lemonade"; no other amount can be had of a dish."""
        if not h.mode.amount:
            return
        if h.mode.amount == "extra":
            h.use(h.mode.amount_at)
        else:
            h.pay("unread_word")
            h.leave(h.mode.amount_at, h.mode.amount_at + 1)
        h.mode.take_amount()

    def _accompanied(self, h: Hypothesis, at: int, phrase: PendingPhrase | None) -> int:
        """The dish with which this one is to come: the burger of "with fries and a coke"; -1 where there is none."""
        if h.mode.under_with or (phrase is not None and phrase.under_with):
            return h.focus
        line = h.line
        if line is None or line.head is None or line.accompanies < 0:
            return -1
        is_joined = h.mode.joined or (phrase is not None and phrase.joined)
        is_apart = any(self.m.spans[i].pause for i in range(line.head[2] + 1, at + 1))
        return line.accompanies if is_joined and not is_apart else -1

    @staticmethod
    def _size_by_price(price: int, draft: Draft) -> None:
        if not price:
            return
        draft.items = [i for i in draft.items if has_price(i, price)] or draft.items
        if draft.item is not None:
            priced = [v for v in draft.item.variants if v.price in (price, price * 100)]
            if priced:
                draft.variant, draft.variant_stated = priced[0], len(draft.item.variants) > 1

    def _size_by_name(self, at: int, draft: Draft) -> None:
        """The size that is what was said, where the dish is only nearly that: "draft beer" of *Beer*, as bottle and draft."""
        item = draft.item
        far = self.m.items(at)[0][0] if item is not None and len(item.variants) > 1 else 0.0
        if item is None or not SEVERAL < far < PART:
            return
        said = self.m.variants(at, item.id)
        if len(said) == 1 and self.m.variant_distance(at, item.id) < PART:
            draft.variant, draft.variant_stated = said[0], True

    def _size_of_serving_before(self, h: Hypothesis, at: int, phrase: PendingPhrase) -> None:
        """The size of the dish before, where only its number is said: "two bottles of Malbec, one of Chardonnay"."""
        if not phrase.determiner or phrase.servings or not self.m.has(at - 1, "of"):
            return
        draft, before = h.drafts.own(h.focus), h.drafts[h.focus - 1] if h.focus else None
        if before is None or before.head is None or before.variant is None or not before.variant_stated:
            return
        first, head, _last = before.head
        if draft.variant_stated:
            return
        if any(self.m.has(i, "serving", "of") for i in range(first, head)):
            label = before.variant.label.casefold()
            ids = [v.id for item in draft.items for v in item.variants if v.label.casefold() == label]
            if ids:
                self.options.size(draft, ids, h)

    def _whole_of(self, h: Hypothesis, ids: Sequence[int]) -> int:
        """The dish said before that was not clear, of which this is a part: "two pies, one chicken"."""
        for i in range(len(h.drafts) - 1, -1, -1):
            whole = h.drafts[i]
            if (
                len(whole.items) > 1
                and not whole.removed
                and whole.quantity > 1
                and set(ids) < set(whole.ids)
            ):
                return i
        return -1

    def _add_elided(self, h: Hypothesis, at: int, ids: Sequence[int], phrase: PendingPhrase) -> None:
        """A line before this one whose dish is named here: "one chicken and one beef curry"."""
        own = list(ids)
        if not all(self.phrases.fits(w, own) for w in phrase.waiting) and len(phrase.waiting) == 1:
            own = self.m.items_with_both(phrase.waiting[0].at, at)
            if own:
                phrase = phrase._replace(waiting=())
        if not own:
            h.pay("dropped_group")
            own = list(ids)
        draft = Draft([self.m.item(i) for i in own], words=self.m.words(at))
        draft.head = (phrase.first, at, at)
        h.drafts.append(draft)
        self.phrases.fill(h, len(h.drafts) - 1, phrase)
        self.phrases.quantity_of(h, draft, phrase)

    def part_ids(self, h: Hypothesis, at: int) -> list[int]:
        """The dishes, of those that an unclear one before may be, that the words at `at` name."""
        for whole in reversed(h.drafts):
            if len(whole.items) > 1 and not whole.removed and whole.quantity > 1:
                ids = [i for i in self.m.all_items(at) if i in whole.ids]
                return ids if len(ids) < len(whole.ids) and set(ids) != set(self.m.best_items(at)) else []
        return []

    def new_part(self, h: Hypothesis, at: int) -> int:
        return self.add(h, at, self.part_ids(h, at))

    def may_be_total(self, h: Hypothesis, at: int) -> bool:
        """Whether a number of dishes of a kind are announced: "three naans: garlic, peshwari and plain"."""
        phrase = h.pending
        if phrase is None or phrase.number_at < 0 or phrase.quantity < 2:  # noqa: PLR2004
            return False
        return len(self.m.all_items(at)) > 1 and self.ahead.head_follows(at)

    def total(self, h: Hypothesis, at: int) -> int:
        h.pay("total_by_name")
        self.totals.open(h, at)
        h.mode.positive()
        h.mode.joined = h.mode.under_with = False
        return at + 1

    def one_of_each(self, h: Hypothesis, at: int) -> int:
        """A line for every dish that is called so: "one of each soup"."""
        phrase, h.pending = h.pending, None
        assert phrase is not None  # noqa: S101
        ids = self.m.all_items(at)
        h.pay("head_distance", 0.5)
        for item_id in ids:
            draft = Draft(
                [self.m.item(item_id)], words=self.m.words(at), quantity=phrase.quantity, quantity_stated=True
            )
            draft.head = (phrase.first, at, at)
            draft.spans.update((*phrase.spans, at))
            h.drafts.append(draft)
        h.focus = len(h.drafts) - 1
        if len(ids) > 1:
            h.mode.each = 0
        h.use(at)
        return at + 1

    def made_of_nothing(self, h: Hypothesis, at: int) -> int:
        """A word for what a dish is made that is not there: "make that a combo"."""
        h.pending = None
        h.use(at)
        return at + 1
