"""Words that wait for a dish: how they are kept, and given to the dish once it is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from server.domain.menu import Item, Variant
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.menu_names import ranks_of
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.matching.written_names import names_written_in, pieces_written_in, written_out
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis, Mode, PendingPhrase, Waiting
from server.parsing.search.options import Options
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

_MEASURES = ("serving", "unit", "size", "number", "half", "doubling", "multiple")
COUPLE = 2
"""So few of a dish are a quantity, though a size should be called so."""


class PendingPhrases:
    """Phrases whose dish was not named yet."""

    def __init__(self, m: Lexicon, options: Options) -> None:
        self.m = m
        self.options = options

    def wait(self, h: Hypothesis, at: int) -> None:
        """Keep a size or option until its dish is named."""
        mode, phrase = h.mode, h.pending or PendingPhrase(at)
        loosely = "next" if self._is_listed(at, phrase, mode) else ""
        negation = mode.negation if loosely or not mode.loosely else ""
        count = phrase.times or (phrase.quantity if phrase.unit else 0)
        doubled = mode.doubled
        waiting = Waiting(at, mode.take_amount(), doubled, count, negation, loosely)
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

    def _is_listed(self, at: int, phrase: PendingPhrase, mode: Mode) -> bool:
        """Whether an option goes on a list of what is refused: the pickles of "one without onion and pickles"."""
        if not (mode.loosely and phrase.waiting and phrase.waiting[-1].negation):
            return False
        is_listed = mode.loosely == "and" or bool(self.m.spans[at].pause)
        return is_listed and self.m.is_option_somewhere(at) and not self.m.is_variant_somewhere(at)

    def fits(self, waiting: Waiting, items: Sequence[int], *, ranked: bool = True) -> bool:
        """Whether what waits can be had with one of the dishes, or, if `ranked`, is the rank of a size of theirs."""
        is_called = any(self.m.fits(waiting.at, item_id) for item_id in items)
        return is_called or (ranked and not waiting.negation and self._is_ranked(waiting.at, items))

    def is_size_of_last(self, h: Hypothesis, at: int) -> bool:
        """Whether a size that earlier dishes are called by is the rank of one of the dish that was just spoken of."""
        line = h.line
        is_spoken_of = line is not None and (line.line is None or bool(line.spans))
        return line is not None and is_spoken_of and self._is_ranked(at, line.ids)

    def _is_ranked(self, at: int, items: Sequence[int]) -> bool:
        """Whether a size that other dishes are called by is the rank of one that these come in: "a beer, a small one"."""
        return any(self._sizes_ranked(at, i) for i in items)

    def _sizes_ranked(self, at: int, item_id: int) -> list[int]:
        return self.sizes_of_rank(self.m.item(item_id), at) if self.m.has(at, "size") else []

    def may_be_of_last(self, h: Hypothesis, at: int, first: int) -> bool:
        """Whether a size right behind a dish that comes in several, called otherwise, may be that of this dish."""
        line = h.line
        if line is None or line.line is not None or line.head is None or line.variant_stated:
            return False
        comes_in_several = any(len(item.variants) > 1 for item in line.items)
        return self.m.has(at, "size") and comes_in_several and line.head[2] == first - 1

    def sizes_said(self, at: int, items: Sequence[int]) -> set[int]:
        """The sizes of dishes that are called so, or that it is the rank of."""
        called = {v.id for i in items for v in self.m.variants(at, i)}
        return called or {size for i in items for size in self._sizes_ranked(at, i)}

    def fill(self, h: Hypothesis, index: int, phrase: PendingPhrase) -> None:
        """Give the line `index` all that waited for it."""
        draft, mode = h.drafts.own(index), h.mode
        if not (phrase.waiting or phrase.wishes or phrase.servings or phrase.plain or phrase.everything):
            mode.amount = mode.negation = mode.loosely = ""
            draft.spans.update(phrase.spans)
            return
        targets, mode.targets = mode.targets, ()
        for waiting in phrase.waiting:
            if not self.fits(waiting, draft.ids):
                h.pay("head_unfit")
                h.leave(waiting.at, waiting.at + 1)
                continue
            if not any(self.m.fits(waiting.at, item_id) for item_id in draft.ids):
                self.size_by_rank(h, index, waiting.at)
                continue
            mode.amount, mode.negation, mode.loosely, mode.negated_at = (
                waiting.amount,
                waiting.negation,
                waiting.loosely,
                waiting.at,
            )
            mode.doubled = waiting.doubled
            self._pay_for_dish_word(h, waiting.at, draft)
            self.options.name(waiting.at, h, index, waiting.times)
        mode.amount, mode.negation, mode.loosely, mode.targets = "", "", "", targets
        for begin, end in phrase.wishes:
            if self.m.has(begin, "size") and end == begin + 1 and draft.item and len(draft.item.variants) > 1:
                self.size_by_rank(h, index, begin)
                continue
            draft.requests.append(self.m.words(begin, end - 1))
            draft.spans.update(range(begin, end))
        draft.plain, draft.only = draft.plain or phrase.plain, draft.only or phrase.only
        draft.everything = draft.everything or phrase.everything
        for at in phrase.servings:
            ids = self.sizes_within(at, draft.ids)
            if ids and not draft.variant_stated:
                self.options.size(draft, ids, h)
        draft.spans.update(phrase.spans)

    def _pay_for_dish_word(self, h: Hypothesis, at: int, draft: Draft) -> None:
        """A word for a dish is hardly the part of an option's name: the "burger" of "one burger without tomato" is no sauce."""
        if (
            draft.item is None
            or not self.m.has(at - 1, "number", "article", "that")
            or not self.m.items(at)
            or self.m.variants(at, draft.item.id)
        ):
            return
        far = self.options.distance_of(at, draft.item.id)
        if far >= SHORTENED and self.m.is_word_of(at, draft.item.id):
            h.pay("option_distance", PART)

    def size_by_rank(self, h: Hypothesis, index: int, at: int) -> None:
        """A size that the dish has under another name: "a large wine", where it comes as 125 and 250 ml; else it is open."""
        draft = h.drafts.own(index)
        is_of_before = draft.line is not None or (draft.repeated and draft.inherits)
        was_said = draft.variant_stated and (not is_of_before or bool(draft.sizes))
        is_settled = was_said and not (h.mode.making or h.mode.correcting)
        if ids := [] if is_settled else self._sizes_meant(draft, at):
            self.options.size(draft, ids, h)
            draft.spans.add(at)
        else:
            draft.variant_unclear = True

    def _sizes_meant(self, draft: Draft, at: int) -> Sequence[int]:
        item, within = draft.item, self.sizes_within(at, draft.ids)
        if len(within) == 1 or item is None:
            return within
        if found := self._outermost(item, at) or self._sizes_called(item, at):
            return found
        in_vessel = self._sizes_in_vessel(item, at + 1)
        found = self._in_vessel(item, in_vessel, at) if in_vessel else self.sizes_of_rank(item, at)
        return found or within

    def _sizes_in_vessel(self, item: Item, at: int) -> tuple[Variant, ...]:
        """The sizes that the vessel at a span tells: the bottles of "a large bottle"."""
        if at == len(self.m):
            return ()
        named = {v.id for v in self.m.variants(at, item.id)} | set(self.sizes_within(at, [item.id]))
        return tuple(v for v in item.variants if v.id in named)

    def _in_vessel(self, item: Item, sizes: tuple[Variant, ...], at: int) -> list[int]:
        """Which of the sizes in the vessel behind the word is meant: "a large bottle", where one is a bottle, or of two.

        A large glass is no jug, though that is larger than the only glass: it is open.
        """
        if len(sizes) != 1:
            return self.sizes_of_rank(replace(item, variants=sizes), at)
        by_price = sorted(item.variants, key=lambda variant: variant.price)
        outermost = {"small": by_price[0], "large": by_price[-1]}.get(self._rank_said(at) or "")
        return [sizes[0].id] if sizes[0] == outermost else []

    def _outermost(self, item: Item, at: int) -> list[int]:
        """The dearest size for "the biggest", the cheapest for "the smallest"."""
        rank = self._rank_said(at)
        sizes = sorted(item.variants, key=lambda variant: variant.price)
        if rank not in ("largest", "smallest") or len(sizes) < 2:  # noqa: PLR2004 - there is nothing to choose from
            return []
        return [sizes[-1 if rank == "largest" else 0].id]

    def _sizes_called(self, item: Item, at: int) -> list[int]:
        """The size whose name is another word for the same: "big", where a dish comes regular and large; "büyük boy"."""
        known = (self.m.view.language, self.m.view.written)
        rank = self._rank_said(at)
        letters = _letters(item)
        ids = [
            v.id
            for v in item.variants
            if rank and rank in (*_ranks_of_label(v.label, known), letters.get(v.id))
        ]
        return ids if len(ids) == 1 and len(item.variants) > 1 else []

    def sizes_of_rank(self, item: Item, at: int) -> list[int]:
        """The sizes of a dish that a word for a small or a large one means, where they are called by measures."""
        rank = self._rank_said(at)
        ranks = ranks_of(item) if rank else {}
        labels = [v.label for v in item.variants if v.id in ranks]
        return [i for i, its in ranks.items() if its == rank] if all(map(self._is_measure, labels)) else []

    def _rank_said(self, at: int) -> str | None:
        """Which of several sizes a word means: "large", "lrg"."""
        spoken, said = self.m.view.language, self.m.words(at)
        return spoken.ranks.get(words(said)) or spoken.ranks.get(words(written_out(said, spoken)))

    def _is_measure(self, label: str) -> bool:
        """Whether a size is called by how much it is, or by a letter: "175 ml", "Pint", "Double", "G"; not "Iced"."""
        if len(label) == 1:
            return True
        known = (self.m.view.language, self.m.view.written)
        found = [
            (word, spoken.trie.get((word,)))
            for spoken in known
            for word in words(written_out(label, spoken, is_size=True))
        ]
        return any(
            any(map(str.isdecimal, word)) or (known is not None and not known.kinds.isdisjoint(_MEASURES))
            for word, known in found
        )

    def quantity_of(self, h: Hypothesis, draft: Draft, phrase: PendingPhrase) -> None:
        """Take the phrase's number for the dish's quantity, or for the size that is called so."""
        draft.quantity, draft.quantity_stated = phrase.quantity, phrase.number_at >= 0
        if phrase.number_at < 0 or draft.item is None:
            return
        may_be_size = phrase.quantity > COUPLE and not self.m.has(phrase.number_at + 1, "portion", "times")
        ids = self.m.sizes_of_number(phrase.quantity, draft.item) if may_be_size else []
        if ids and not draft.variant_stated:
            h.pay("size_by_number")
            draft.quantity, draft.quantity_stated = 1, False
            self.options.size(draft, ids, h)
            draft.number_of_size = phrase.quantity
        elif self._comes_as(phrase.number_at, draft.item) or (
            may_be_size and phrase.quantity == pieces_written_in(draft.item.name)
        ):
            h.pay("size_by_number")
            draft.quantity, draft.quantity_stated = 1, False
            draft.number_of_size = phrase.quantity

    def _comes_as(self, at: int, item: Item) -> bool:
        """Whether the dish comes by what a number is called: "ein Paar Wiener", where the menu says "1 Paar"."""
        if self.m.length(at) == 1:
            return False
        known = self.m.view.language.trie
        said = [word for word in words(self.m.words(at)) if known.get((word,)) is None]
        return not {*words(item.name), *words(item.description)}.isdisjoint(said)

    def counts_option(self, whole: Draft, phrase: PendingPhrase) -> bool:
        """Whether as many of a thing as there are of a dish may be for each of them: "two teas with two sugars"."""
        if phrase.number_at < 0 or phrase.quantity < COUPLE or whole.quantity != phrase.quantity:
            return False
        if len(phrase.waiting) != 1 or phrase.waiting[0].at != phrase.number_at + 1:
            return False
        said = self.m.token(phrase.waiting[0].at)
        return self.m.is_option_somewhere(phrase.waiting[0].at) and self.m.view.language.stem(said) != said

    def add(self, h: Hypothesis, draft: Draft, phrase: PendingPhrase) -> None:
        """A new line, with all that waited for it."""
        h.drafts.append(draft)
        h.focus = len(h.drafts) - 1
        if draft.items:
            self.fill(h, h.focus, phrase)
            if draft.part_of < 0:
                self.quantity_of(h, draft, phrase)

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

    def forget(self, h: Hypothesis, phrase: PendingPhrase) -> None:
        """What waits had no effect."""
        for waiting in phrase.waiting:
            h.pay("unread_name")
            h.leave(waiting.at, waiting.at + 1)
        for begin, end in phrase.wishes:
            h.pay("unread_word")
            h.leave(begin, end)


def _ranks_of_label(label: str, known: Iterable[Language]) -> set[str | None]:
    """Which of several sizes a label may be, by what each language knows, abbreviated or not: "Large", "Lg", "L (16 oz)"."""
    called = (label, *names_written_in(label))
    forms = (
        (spoken, form)
        for spoken in known
        for name in called
        for form in (name, written_out(name, spoken, is_size=True))
    )
    return {rank for spoken, form in forms for rank in _ranks_in(words(form), spoken)}


def _ranks_in(said: tuple[str, ...], spoken: Language) -> Iterable[str]:
    """The rank that a size's name is, or has beside what it is served in: "kleine Portion", not "extra large"."""
    if whole := spoken.ranks.get(said):
        return [whole]
    known = [spoken.trie.get((word,)) for word in said]
    if any(word is not None and word.amount == "extra" for word in known):
        return []
    return [rank for word in said if (rank := spoken.ranks.get((word,)))]


_SIZE_LETTERS = {"xs": "", "s": "small", "m": "medium", "l": "large", "xl": "", "xxl": ""}


def _letters(item: Item) -> Mapping[int, str]:
    """The ranks of sizes, by their ids, that are called S, M and L; nothing where one of them is called otherwise."""
    called = {v.id: _letter_of(v.label) for v in item.variants}
    if "" in called.values():
        return {}
    return {i: _SIZE_LETTERS[letter] for i, letter in called.items()}


def _letter_of(label: str) -> str:
    """The letter that a size is called by: "l" of "L" and of "L 24oz"; "" where it has none."""
    called = (name.casefold() for name in (label, *names_written_in(label)))
    return next((name for name in called if name in _SIZE_LETTERS), "")
