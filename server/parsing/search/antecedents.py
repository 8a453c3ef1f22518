"""A phrase without a dish that is about a line before it: "one with ham", said after "two pizzas", is a share of them.

After "a pizza" it is another one.
"""

from collections.abc import Callable
from functools import cached_property, partial

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.pending_phrases import PendingPhrases
from server.parsing.search.size_behind import changes_size, only_says_size
from server.parsing.text.tokens import words

Closing = Callable[[Hypothesis], None]
"""A way in which the words that wait are taken."""


class Antecedents:
    """Finds the line that a pending phrase is about, and what the phrase does to it."""

    def __init__(self, m: Lexicon, phrases: PendingPhrases) -> None:
        self.m = m
        self.phrases = phrases

    def find(self, h: Hypothesis, phrase: PendingPhrase) -> int:
        """The last line with which all that waits can be had; -1 where there is none."""
        order = (
            [h.focus, *range(len(h.drafts) - 1, -1, -1)] if h.focus >= 0 else range(len(h.drafts) - 1, -1, -1)
        )
        if phrase.share or (phrase.determiner and self._tells_of_rest(phrase)):
            order = sorted(order, key=lambda i: self._units(h, i) <= phrase.quantity)
        for i in order:
            draft = h.drafts[i]
            if draft.removed or draft.total:
                continue
            is_spoken_of = draft.line is None or bool(draft.spans)
            if all(self.phrases.fits(w, draft.ids, ranked=is_spoken_of) for w in phrase.waiting):
                return i
        return -1

    def _tells_of_rest(self, phrase: PendingPhrase) -> bool:
        """Whether the others are told of behind it: "one with cheese, the other plain"."""
        return self._last_other > phrase.first

    @cached_property
    def _last_other(self) -> int:
        """The last span that is a word for the others; -1 where none is."""
        return max((at for at in self.m.places_of("other") if not self.m.spans[at].names), default=-1)

    @staticmethod
    def _units(h: Hypothesis, index: int) -> int:
        """How many were ordered of a line, or of the one that it is a share of."""
        draft = h.drafts[index]
        return h.drafts[draft.part_of].quantity if draft.part_of >= 0 else draft.quantity

    def ways(self, h: Hypothesis, phrase: PendingPhrase, whole: int) -> list[Closing]:
        """The ways in which the phrase may be about the line `whole`."""
        if whole != h.focus and phrase.waiting and self._may_be_of_last(h, phrase):
            h.pay("target_untold")
        if self._tells_single(h.drafts[whole], phrase) or self._corrects_size(h, phrase, whole):
            return [partial(self._attach, whole)]
        if changes_size(self.m, self.phrases, h, h.drafts[whole], phrase):
            return [partial(self._have_in_size, whole)]
        return self._open_ways(h, phrase, whole)

    def _open_ways(self, h: Hypothesis, phrase: PendingPhrase, whole: int) -> list[Closing]:
        root = h.drafts[whole].part_of if h.drafts[whole].part_of >= 0 else whole
        ways: list[Closing] = []
        determined = bool(phrase.determiner) and not self._tells_size_of_copy(h.drafts[whole], phrase)
        if determined and self._counts_in_size(phrase, h.drafts[whole]):
            ways.append(partial(self._attach_counted, whole))
        if determined and only_says_size(self.m, self.phrases, h.drafts[whole], phrase):
            ways.append(partial(self._attach, whole))
        if self._recounts(h, phrase, root):
            return [partial(self._recount, root)]
        if (phrase.more and phrase.share and phrase.is_bare) or self._is_second(h, phrase, root):
            return [partial(self._again, whole)]
        if self._is_told_also(phrase) and h.drafts[root].quantity > phrase.quantity:
            return [partial(self.share, root)]
        if (
            determined
            and (h.drafts[root].quantity > 1 or phrase.rest)
            and not (phrase.more or self._is_no_share(h, phrase, root))
        ):
            ways.append(partial(self.share, root))
        elif determined and self._may_be_untold(h, root, phrase):
            ways.append(partial(self._share_of_untold, root))
        if determined and not (phrase.rest or phrase.share) and h.drafts[whole].items:
            ways.append(partial(self._again, whole))
        if not determined:
            ways.append(partial(self._attach, whole))
        return ways

    def _may_be_of_last(self, h: Hypothesis, phrase: PendingPhrase) -> bool:
        return self.phrases.may_be_of_last(h, phrase.waiting[0].at, phrase.first)

    def _corrects_size(self, h: Hypothesis, phrase: PendingPhrase, whole: int) -> bool:
        """Whether the size of the dish that was just ordered is corrected: "a jug of cider, no, a bottle"."""
        draft = h.drafts[whole]
        if not h.mode.correcting or draft.line is not None or whole != h.focus or draft.quantity > 1:
            return False
        is_alone = phrase.determiner == "article" and len(phrase.waiting) == 1 and not phrase.wishes
        if not is_alone or phrase.joined or phrase.more:
            return False
        sizes = self.phrases.sizes_said(phrase.waiting[0].at, draft.ids)
        return (
            draft.variant_stated
            and bool(sizes)
            and draft.variant is not None
            and draft.variant.id not in sizes
        )

    def _have_in_size(self, index: int, h: Hypothesis) -> None:
        """As many in the size as are said; how many "a large one" is of several, nobody knows."""
        phrase, line = h.pending, h.drafts[index]
        assert phrase is not None  # noqa: S101
        if line.quantity > phrase.quantity and self.m.has(phrase.waiting[0].at, "size"):
            h.pay("target_untold")
        self._attach_counted(index, h)

    def _tells_size_of_copy(self, draft: Draft, phrase: PendingPhrase) -> bool:
        """Whether what is had again is had in another size: "the same for her, but a half"."""
        is_size = len(phrase.waiting) == 1 and any(
            self.m.variants(phrase.waiting[0].at, i) for i in draft.ids
        )
        is_copy = draft.line is None and draft.repeated and draft.inherits and draft.part_of < 0
        return is_copy and is_size and phrase.determiner == "article" and self.m.has(phrase.first - 1, "but")

    def _is_second(self, h: Hypothesis, phrase: PendingPhrase, root: int) -> bool:
        """Whether "the other one" is one more, as a single one was ordered: "a waffle with jam, the other with cream"."""
        line = h.drafts[root]
        if not (phrase.rest and phrase.waiting and line.line is None and line.quantity == 1):
            return False
        is_shared = any(d.part_of == root for d in h.drafts)
        return bool(line.choices) and line.head is not None and not is_shared and self._is_single(line.head)

    def _is_single(self, head: tuple[int, int, int]) -> bool:
        """Whether a dish is said with an article or a number, or in a language in which it needs none."""
        return not self.m.view.language.has_articles or self.m.has(head[0], "article", "number")

    def _recounts(self, h: Hypothesis, phrase: PendingPhrase, root: int) -> bool:
        """Whether no fewer of a line are spoken of than there are: "two of them", where there is one."""
        line = h.drafts[root]
        is_some = phrase.share and phrase.is_bare and phrase.number_at >= 0 and not phrase.more
        return is_some and (phrase.quantity >= line.quantity or (h.mode.only and line.line is not None))

    def _recount(self, root: int, h: Hypothesis) -> None:
        phrase, line = h.pending, h.drafts.own(root)
        assert phrase is not None  # noqa: S101
        h.pay("quantity_corrected")
        if (
            line.line is not None
            and not line.spans
            and sum(d.line is not None and not d.removed for d in h.drafts) > 1
        ):
            h.pay("target_untold")
        h.mode.lessened = max(0, line.quantity - phrase.quantity) if line.line is not None else 0
        self._count(line, phrase, h)
        line.spans.update(phrase.spans)
        h.pending, h.focus = None, root

    def _count(self, line: Draft, phrase: PendingPhrase, h: Hypothesis) -> None:
        """Take the number for how many of a line, or of a new one for its size: "lamb samosas, four of them"."""
        if line.line is None and line.items:
            self.phrases.quantity_of(h, line, phrase)
        else:
            line.quantity, line.quantity_stated = phrase.quantity, True

    def _is_told_also(self, phrase: PendingPhrase) -> bool:
        """Whether some have something besides what all have: "three with cheese, one with bacon as well"."""
        if phrase.number_at < 0 or phrase.joined or not phrase.waiting:
            return False
        last = phrase.waiting[-1].at
        return any(self.m.has(at, "also") for at in (phrase.number_at + 1, last + 1))

    def _is_no_share(self, h: Hypothesis, phrase: PendingPhrase, root: int) -> bool:
        """Whether some of a line of the cart are not meant.

        "And" adds to a line of which nothing was said yet ("and a half for her"), and of a bare number nothing is said.
        """
        if phrase.share or phrase.rest:
            return False
        if self._has_other_size(h, phrase, root) or self._is_served_on(h.drafts[root], phrase):
            return True
        if h.drafts[root].implied and self._is_another_choice(h.drafts[root], phrase):
            return True
        if h.drafts[root].line is None:
            return False
        if phrase.joined and self.m.says("all") and h.drafts[root].spans:
            return phrase.is_bare
        return phrase.is_bare or (phrase.joined and not any(draft.part_of == root for draft in h.drafts))

    def _is_another_choice(self, draft: Draft, phrase: PendingPhrase) -> bool:
        """Whether a dish that was told by a choice alone is told by another one of them: "two cokes, a ginger ale"; not "a diet coke"."""
        chosen = {
            c.group.id: set(words(c.modifier.name)) for c in draft.choices.values() if c.group.max_select == 1
        }
        said = [w.at for w in phrase.waiting if not w.negation]
        options = [option for at in said for i in draft.ids for option in self.m.best_modifiers(at, i)]
        return bool(options) and all(
            group.id in chosen and not chosen[group.id] <= set(words(modifier.name))
            for modifier, group in options
        )

    def _is_served_on(self, draft: Draft, phrase: PendingPhrase) -> bool:
        """Whether an article behind a preposition counts none of several, but tells what all come on: "two burgers on a bun"."""
        led, named = phrase.first - 1, phrase.first + 1
        is_led = self.m.has(led, "preposition") and not self.m.has(led, "for", "filler")
        if phrase.number_at >= 0 or not is_led or [w.at for w in phrase.waiting] != [named]:
            return False
        groups = [group for i in draft.ids for _option, group in self.m.best_modifiers(named, i)]
        return bool(groups) and all(group.min_select for group in groups)

    def _has_other_size(self, h: Hypothesis, phrase: PendingPhrase, root: int) -> bool:
        """Whether a line has a size already, and the phrase says another: "two pints and a half"."""
        draft = h.drafts[root]
        if draft.line is not None or not draft.variant_stated or draft.variant is None:
            return False
        sizes = [self.phrases.sizes_said(w.at, draft.ids) for w in phrase.waiting]
        ranked = [
            self.phrases.sizes_of_rank(draft.items[0], begin)
            for begin, end in phrase.wishes
            if end == begin + 1 and self.m.has(begin, "size")
        ]
        return any(found and draft.variant.id not in found for found in sizes) or any(
            found and draft.variant.id not in found for found in ranked
        )

    def _counts_in_size(self, phrase: PendingPhrase, draft: Draft) -> bool:
        """Whether a bare dish is counted behind it, in a size: "champagne, two bottles"."""
        is_bare = draft.head is not None and draft.head[0] == draft.head[1] and not draft.choices
        is_open = is_bare and not (
            draft.quantity_stated or draft.variant_stated or draft.line or draft.is_untold
        )
        if not is_open or phrase.joined or phrase.wishes or phrase.quantity < 2 or len(phrase.waiting) != 1:  # noqa: PLR2004
            return False
        at = phrase.waiting[0].at
        ends = at + 1 >= len(self.m) or self.m.spans[at + 1].pause == "."
        return ends and any(self.m.variants(at, item_id) for item_id in draft.ids)

    def _attach_counted(self, index: int, h: Hypothesis) -> None:
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        self._attach(index, h)
        line = h.drafts.own(index)
        line.quantity, line.quantity_stated = phrase.quantity, True

    def _tells_single(self, draft: Draft, phrase: PendingPhrase) -> bool:
        """Whether the size or the choice of one dish that was left open is told behind a pause: "a latte with oat, a large one"."""
        if draft.line is not None or draft.quantity > 1 or draft.item is None or phrase.joined or phrase.more:
            return False
        if phrase.determiner != "article" or self.m.spans[phrase.first].pause != "," or not phrase.waiting:
            return False
        told, *more = phrase.waiting
        if any(not self.m.spans[w.at - 1].pause and not self.m.spans[w.at].pause for w in more):
            return False
        if told.negation or not self.m.has(told.at + 1, "stand_in") or self.m.spans[told.at + 1].pause:
            return False
        if self.m.variants(told.at, draft.item.id):
            return not draft.variant_stated
        had = {choice.group.id for choice in draft.choices.values()}
        groups = [group for _option, group in self.m.best_modifiers(told.at, draft.item.id)]
        return bool(groups) and all(group.min_select and group.id not in had for group in groups)

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
        counts_option = phrase.under_with and self.m.has(phrase.number_at - 1, "with")
        says_something = phrase.number_at >= 0 and not (phrase.is_bare or counts_option)
        return says_something and (draft.is_untold or (named_alone and not told))

    def _share_of_untold(self, root: int, h: Hypothesis) -> None:
        draft = h.drafts[root]
        if not draft.is_untold:
            h.drafts.own(root).is_untold = True
            h.pay("share_untold", 1.0 if self._is_plural(draft) else 3.0)
        self.share(root, h)

    def _is_plural(self, draft: Draft) -> bool:
        if draft.head is None or not draft.items:
            return False
        said = self.m.token(draft.head[2])
        return self.m.view.language.stem(said) != said and said not in words(draft.items[0].name)

    def share(self, root: int, h: Hypothesis) -> None:
        """Some of a line are made another way."""
        root = h.drafts[root].part_of if h.drafts[root].part_of >= 0 else root
        phrase, whole = h.pending, h.drafts[root]
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.mode.acted = True
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
        self.phrases.add(h, part, phrase)
        if self.phrases.counts_option(whole, phrase):
            part.requests.append(self.m.words(phrase.number_at, phrase.waiting[0].at))

    def _again(self, index: int, h: Hypothesis) -> None:
        phrase, before = h.pending, h.drafts[index]
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.pay(
            "again" if not phrase.is_bare else "again_plain",
            0.5 if phrase.more or self._is_other_kind(before, phrase) else 1.0,
        )
        if phrase.under_with:
            h.pay("again_under_with")
        if self._counts_extra(before, phrase):
            h.pay("again_under_with")
            h.pay("target_untold")
        corrects = h.mode.making or (h.mode.correcting and not h.mode.adding)
        if corrects and before.line is not None:
            h.pay("new_after_correction")
        self.phrases.add(
            h,
            Draft(
                items=list(before.items),
                quantity=phrase.quantity,
                quantity_stated=phrase.number_at >= 0,
                words=before.words,
                repeated=phrase.is_bare or before.line is not None,
            ),
            phrase,
        )
        self._take_size_of(before, h)

    def _take_size_of(self, before: Draft, h: Hypothesis) -> None:
        """Another one of a dish comes in the size of the one before, where none was said: "un pincho de tortilla y otro con cebolla"."""
        draft = h.drafts[h.focus]
        is_open = draft.item is not None and not any(v.is_default for v in draft.item.variants)
        if not is_open or draft.variant_stated or draft.variant_unclear or before.line is not None:
            return
        is_told = before.variant_stated and not (before.variant_unclear or before.number_of_size)
        if is_told:
            own = h.drafts.own(h.focus)
            own.variant, own.variant_stated = before.variant, True

    def _counts_extra(self, before: Draft, phrase: PendingPhrase) -> bool:
        """Whether a Chinese number counts an extra of the dish right behind it, and no further dish: 再加个煎蛋."""
        spoken = self.m.view.language
        if not spoken.script or spoken.head_final or before.item is None or len(phrase.waiting) != 1:
            return False
        told = phrase.waiting[0]
        is_counted = phrase.number_at >= 0 and told.at - phrase.number_at in (1, 2) and not told.negation
        ends = told.at + 1 >= len(self.m) or bool(self.m.spans[told.at + 1].pause)
        groups = [group for _option, group in self.m.best_modifiers(told.at, before.item.id)]
        return is_counted and ends and bool(groups) and all(group.max_select != 1 for group in groups)

    def _is_other_kind(self, before: Draft, phrase: PendingPhrase) -> bool:
        """Whether as many of another kind of the dish right before are wanted: "four beef pasties, two chicken"."""
        if (
            before.item is None
            or before.quantity <= phrase.quantity
            or len(phrase.waiting) != 1
            or phrase.joined
        ):
            return False
        had = {
            c.group.id
            for c in before.choices.values()
            if c.stated and c.amount != "none" and c.group.min_select
        }
        at = phrase.waiting[0].at
        groups = [group for _option, group in self.m.best_modifiers(at, before.item.id)]
        return phrase.number_at == at - 1 and bool(groups) and all(group.id in had for group in groups)

    def _attach(self, index: int, h: Hypothesis) -> None:
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.pay("option_after_pause")
        self.phrases.fill(h, index, phrase)
