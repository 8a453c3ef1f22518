"""Dishes that are named: a new line, or one that is there already and is changed, replaced, repeated or taken away."""

from collections.abc import Callable, Sequence
from functools import partial

from server.parsing.draft import Draft
from server.parsing.groups import MAX_DISHES, Groups
from server.parsing.hypothesis import Group, Hypothesis
from server.parsing.index import PART
from server.parsing.lexicon import Lexicon
from server.parsing.numbers import number_at
from server.parsing.options import Options

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
)


class Edits:
    """What a name of a dish may do."""

    def __init__(self, m: Lexicon, options: Options, groups: Groups) -> None:
        self.m = m
        self.options = options
        self.groups = groups

    def head_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: C901, PLR0911, PLR0912  (one case after the other, in the order in which they count)
        """All that the dish at span `at` may be."""
        if len(h.drafts) >= MAX_DISHES:
            return []
        mode, match = h.mode, self._find(h, at)
        if mode.negation and not (mode.loosely and mode.negation != "remove") and not mode.amount:
            return self._refused_ways(h, at, match)
        ways: list[Way] = []
        group = h.group
        extended = self._extended(h, at)
        if extended:
            return [partial(self._extend, extended)]
        if match >= 0 and self._takes_fewer(h, at):
            return [partial(self._fewer, match)]
        if mode.each and group is not None and group.is_bare:
            return [self._one_of_each]
        if match >= 0 and self._is_share_of(h, at, match):
            return [partial(self._share_of, match)]
        if match >= 0:
            ways += self._match_ways(h, at, match)
        longer = self._longer_name(h, at)
        if longer:
            ways.append(partial(self._share_and_become, longer))
        if (
            mode.making
            and group is not None
            and group.number_at >= 0
            and group.is_bare
            and h.line is not None
            and h.line.quantity > group.quantity
            and match != h.focus
        ):
            ways.append(self._share_and_replace)
        if mode.making and h.line is None and self.m.items(at)[0][0] >= PART:
            ways.append(self._made_of_nothing)
        if mode.making and 0 <= mode.changed < len(h.drafts):
            return [*ways, partial(self._replace, mode.changed)]
        if (
            (mode.making or mode.correcting)
            and h.line is not None
            and h.line.items
            and not self._has_number(h)
        ):
            ways.append(partial(self._replace, h.focus))
        if self._may_become(h, at):
            ways.append(self._copy_becomes)
        if self._part_ids(h, at):
            ways.append(self._new_part)
        if self._may_be_total(h, at):
            ways.append(self._total)
        ways.append(self._new)
        return ways

    def _may_become(self, h: Hypothesis, at: int) -> bool:
        """Whether the same again is said to be another dish: "the same for me, but haddock"."""
        line = h.line
        if line is None or not (line.repeated and line.inherits) or h.group is not None:
            return False
        before = at - 1
        while self.m.has(before, "with", "that", "preposition", "filler") and not self.m.has(before, "but"):
            before -= 1
        return self.m.has(before, "but")

    def _copy_becomes(self, h: Hypothesis, at: int) -> int | None:
        h.pay("copy_becomes")
        return self._replace(h.focus, h, at)

    def _part_ids(self, h: Hypothesis, at: int) -> list[int]:
        """The dishes, of those that an unclear one before may be, that the words at `at` name."""
        for whole in reversed(h.drafts):
            if len(whole.items) > 1 and not whole.removed and whole.quantity > 1:
                ids = [i for i in self.m.all_items(at) if i in whole.ids]
                return ids if len(ids) < len(whole.ids) and set(ids) != set(self.m.best_items(at)) else []
        return []

    def _new_part(self, h: Hypothesis, at: int) -> int:
        return self._new(h, at, self._part_ids(h, at))

    def _may_be_total(self, h: Hypothesis, at: int) -> bool:
        """Whether a number of dishes of a kind are announced: "three naans: garlic, peshwari and plain"."""
        group = h.group
        if group is None or group.number_at < 0 or group.quantity < 2:  # noqa: PLR2004
            return False
        return len(self.m.all_items(at)) > 1 and self.groups.head_follows(at)

    def _total(self, h: Hypothesis, at: int) -> int:
        h.pay("total_by_name")
        self.groups.open_total(h, at)
        h.mode.positive()
        h.mode.joined = h.mode.under_with = False
        return at + 1

    def _extended(self, h: Hypothesis, at: int) -> int:
        """The dish that the line becomes with one more word: a burger that is made a meal; 0 where there is none."""
        line = h.line
        if line is None or line.item is None or self.m.has(at - 1, "and", "also"):
            return 0
        apart = bool(self.m.spans[at].pause) and h.group is None and self.groups.closes(at + 1)
        if not (
            apart or h.mode.making or self.m.has(at - 2, "preposition") or self.m.has(at - 1, "preposition")
        ):
            return 0
        words = self.m.view.item_words
        wanted = words[line.item.id] | self.m.stems(at)
        if self.m.stems(at) & words[line.item.id]:
            return 0
        found = [i for i in self.m.all_items(at) if words[i] == wanted and i != line.item.id]
        return found[0] if len(found) == 1 else 0

    def _extend(self, item_id: int, h: Hypothesis, at: int) -> int:
        assert h.line is not None  # noqa: S101
        h.line.become(self.m.item(item_id))
        h.group = None
        h.use(at)
        h.line.spans.add(at)
        h.mode.acted = h.mode.making
        return at + 1

    def _takes_fewer(self, h: Hypothesis, at: int) -> bool:  # noqa: ARG002  (every way takes a reading and a place)
        group = h.group
        return group is not None and group.number_at >= 0 and group.fewer

    def _fewer(self, index: int, h: Hypothesis, at: int) -> int:
        assert h.group is not None  # noqa: S101
        line = h.drafts[index]
        line.quantity -= h.group.quantity
        line.removed = line.quantity <= 0
        line.quantity = max(1, line.quantity)
        h.group = None
        h.use(at)
        h.refocus()
        return at + 1

    def _is_share_of(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether some of a line are spoken of: "one of the lattes"."""
        group, draft = h.group, h.drafts[match]
        if group is None or group.number_at < 0 or not group.is_bare or draft.quantity <= group.quantity:
            return False
        return self.m.has(at - 1, "of") or (self.m.has(at - 1, "that") and self.m.has(at - 2, "of"))

    def _share_of(self, index: int, h: Hypothesis, at: int) -> int:
        assert h.group is not None  # noqa: S101
        h.group = h.group._replace(share=True)
        self.groups.share(index, h)
        h.use(at)
        h.mode.making = True
        return at + 1

    def _longer_name(self, h: Hypothesis, at: int) -> int:
        """The dish that some of the last line are called by one more word: "two sausage rolls, one vegan"; or 0."""
        group, line = h.group, h.line
        if group is None or group.number_at < 0 or not group.is_bare or line is None or line.item is None:
            return 0
        if line.quantity <= group.quantity or group.joined or self.m.spans[group.first].pause != ",":
            return 0
        of_words = self.m.view.item_words
        wanted = of_words[line.item.id] | self.m.stems(at)
        found = [i for i in self.m.all_items(at) if i != line.item.id and wanted <= of_words[i]]
        return found[0] if len(found) == 1 else 0

    def _share_and_become(self, item_id: int, h: Hypothesis, at: int) -> int:
        assert h.group is not None  # noqa: S101
        h.group = h.group._replace(share=True)
        self.groups.share(h.focus, h)
        line = h.drafts[h.focus]
        line.become(self.m.item(item_id))
        line.words = self.m.words(at)
        line.spans.add(at)
        h.use(at)
        return at + 1

    def _share_and_replace(self, h: Hypothesis, at: int) -> int | None:
        """Some of a line become another dish: "make one of them a stout"."""
        assert h.group is not None  # noqa: S101
        h.group = h.group._replace(share=True)
        self.groups.share(h.focus, h)
        return self._replace(h.focus, h, at)

    def _one_of_each(self, h: Hypothesis, at: int) -> int:
        """A line for every dish that is called so: "one of each soup"."""
        group, h.group = h.group, None
        assert group is not None  # noqa: S101
        ids = self.m.all_items(at)
        h.pay("head_distance", 0.5)
        for item_id in ids:
            draft = Draft(
                [self.m.item(item_id)], words=self.m.words(at), quantity=group.quantity, quantity_stated=True
            )
            draft.head = (group.first, at, at)
            draft.spans.update((*group.spans, at))
            h.drafts.append(draft)
        h.focus = len(h.drafts) - 1
        if len(ids) > 1:
            h.mode.each = 0
        h.use(at)
        return at + 1

    def _made_of_nothing(self, h: Hypothesis, at: int) -> int:
        """A word for what a dish is made that is not there: "make that a combo"."""
        h.group = None
        h.use(at)
        return at + 1

    def _match_ways(self, h: Hypothesis, at: int, match: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
        mode, group = h.mode, h.group
        number = group.quantity if group is not None and group.number_at >= 0 else 0
        if number and (mode.only or mode.correcting or mode.making):
            return [partial(self._set_quantity, match, number)]
        unclear = len(self.m.best_items(at)) > 1 and h.drafts[match].line is not None
        if unclear and not (group is not None and group.determiner):
            return [partial(self._refer, match, 0.5)]
        if self._restates(h, match, number):
            return [partial(self._set_quantity, match, number)]
        if group is not None and group.determiner and not (mode.changing or self._is_definite(at, h)):
            return []
        if mode.making or mode.changing:
            return [partial(self._refer, match, 0.0)]
        if (
            group is not None
            and not group.determiner
            and group.waiting
            and h.drafts[match].line is not None
            and not (group.joined or mode.joined)
        ):
            return [partial(self._refer, match, 0.1)]
        if self._is_definite(at, h) or mode.correcting:
            return [partial(self._refer, match, 0.0 if self._has_preposition(at) else 1.0)]
        return []

    def _restates(self, h: Hypothesis, match: int, number: int) -> bool:
        """Whether a dish of the cart is said again with another number: "two lattes", where there is one."""
        draft, group = h.drafts[match], h.group
        if draft.line is None or group is None or not group.is_bare or group.more or group.joined:
            return False
        return number > draft.quantity and not any(d.line is None for d in h.drafts) and not draft.choices

    def _is_definite(self, at: int, h: Hypothesis) -> bool:
        i = at - 1
        while i >= 0 and self.m.spans[i].names and not self.m.has(i, "that", "all"):
            i -= 1
        if not self.m.has(i, "that", "all"):
            return False
        return h.group is None or not h.group.determiner or self._has_preposition(at)

    def _has_preposition(self, at: int) -> bool:
        i = at - 1
        while self.m.has(i, "that", "all") or (
            i >= 0 and self.m.spans[i].names and not self.m.has(i, "preposition")
        ):
            i -= 1
        return self.m.has(i, "preposition")

    def _has_number(self, h: Hypothesis) -> bool:
        return h.group is not None and h.group.number_at >= 0

    # A new line

    def _new(self, h: Hypothesis, at: int, part: Sequence[int] = ()) -> int:
        group, mode = h.group, h.mode
        ids = list(part) or self._fitting(at, group)
        draft = Draft([self.m.item(i) for i in ids], words=self.m.words(at))
        mode.stranger = False
        first = group.first if group is not None else at
        draft.head = (first, at, at)
        draft.spans.add(at)
        h.use(at)
        if mode.price and draft.item is not None:
            priced = [v for v in draft.item.variants if v.price in (mode.price, mode.price * 100)]
            draft.variant, draft.variant_stated = priced[0], len(draft.item.variants) > 1
            mode.price = 0
        self._pay_head(h, at, group, ids)
        if self._is_definite(at, h) and self._find(h, at) >= 0:
            h.pay("new_where_definite", 2.0 if self._has_preposition(at) else 1.0)
        draft.part_of = self._whole_of(h, ids)
        if draft.part_of >= 0:
            h.pay("part_of_total")
        h.group = None
        elided, h.elided = h.elided, ()
        for other in elided:
            self._add_elided(h, at, ids, other)
        h.drafts.append(draft)
        h.focus = len(h.drafts) - 1
        if mode.amount:
            h.pay("unread_word")
            h.leave(mode.amount_at, mode.amount_at + 1)
            mode.take_amount()
        making, correcting = mode.making, mode.correcting
        mode.targets = ()
        mode.making = mode.correcting = mode.changing = mode.adding = mode.only = False
        if group is not None:
            self.groups.fill(h, h.focus, group)
            self.groups.quantity_of(h, draft, group)
            draft.repeated = group.more and any(d.line is not None for d in h.drafts)
        elif mode.each and h.focus > 0:
            draft.quantity, draft.quantity_stated = mode.each, True
        if h.total is not None and not draft.variant_stated:
            self.groups.fill(h, h.focus, h.total)
        if (making or correcting) and h.focus > 0:
            h.pay("new_after_correction")
        mode.positive()
        mode.under_with = mode.joined = False
        mode.last = None
        return at + 1

    def _pay_head(self, h: Hypothesis, at: int, group: Group | None, ids: Sequence[int]) -> None:  # noqa: C901  (one case after the other, in the order in which they count)
        h.pay("head_distance", min(3.0, self.m.items(at)[0][0]))
        if len(ids) > 1:
            h.pay("ambiguous_head")
        determined = group is not None and bool(group.determiner or group.servings)
        if not determined:
            if h.mode.under_with:
                h.pay("head_under_with")
            if h.mode.adding and h.line is not None and self.options.fits(at, [h.line]):
                h.pay("head_under_with")
            if h.line is not None and self.options.fits(at, [h.line]):
                h.pay("head_could_be_option", 1.6 if self.m.has(at - 1, "and") else 1.0)
            elif (
                not self.m.spans[at].pause
                and not self.m.has(at - 1, "and", "also", "filler", "add")
                and h.line is not None
            ):
                h.pay("head_without_determiner")
        if group is not None and group.share:
            h.pay("head_of_share")
        if group is not None and group.qualified and not group.waiting:
            h.pay("head_under_with")
        if group is not None and group.unit:
            h.pay("head_with_unit")
        if group is not None and any(self.m.spans[i].pause for i in range(group.first + 1, at + 1)):
            h.pay("group_across_pause")

    def _fitting(self, at: int, group: Group | None) -> list[int]:
        ids = self.m.best_items(at)
        for waiting in group.waiting if group is not None else ():
            ids = [i for i in ids if self.m.fits(waiting.at, i)] or ids
        for serving in group.servings if group is not None else ():
            ids = [i for i in ids if self.groups.sizes_within(serving, [i])] or ids
        return self._base_of(ids)

    def _base_of(self, ids: list[int]) -> list[int]:
        """Of "burger" and "burger meal", the one whose name is a part of all the others."""
        of_words = self.m.view.item_words
        bases = [i for i in ids if all(of_words[i] <= of_words[other] for other in ids)]
        return bases if len(bases) == 1 else ids

    # Numbered dishes, and dishes by their price

    def dish_of_number(self, at: int, after: int) -> int:
        """The id of the dish that is called by the number at `at`; 0 where there is none."""
        if after != at + 1:
            return self.m.index.numbers.get(str(number_at(self.m, at, after)[0]), 0)
        return self.m.index.numbers.get(str(self.m.spans[at].word.value), 0)

    def numbered(self, item_id: int, after: int, h: Hypothesis, at: int) -> int:
        """A dish by its number on the menu."""
        group, h.group = h.group, None
        draft = Draft([self.m.item(item_id)], words=self.m.words(at))
        draft.head = (group.first if group is not None else at, at, after - 1)
        draft.spans.update(range(at, after))
        h.use(at, after)
        h.drafts.append(draft)
        h.focus = len(h.drafts) - 1
        if group is not None:
            self.groups.fill(h, h.focus, group)
            self.groups.quantity_of(h, draft, group)
        h.mode.positive()
        h.mode.joined = h.mode.under_with = h.mode.stranger = False
        if after < len(self.m) and self.m.token(after) == "s" and not self.m.spans[after].known:
            h.use(after)
            after += 1
        return after

    def has_price(self, at: int, after: int) -> bool:
        """Whether the dish named right behind costs what the number at `at` says."""
        if after >= len(self.m) or not self.m.items(after):
            return False
        value = number_at(self.m, at, after)[0]
        item = self.m.item(self.m.best_items(after)[0])
        return any(variant.price in (value, value * 100) for variant in item.variants)

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

    def _add_elided(self, h: Hypothesis, at: int, ids: Sequence[int], group: Group) -> None:
        """A line before this one whose dish is named here: "one chicken and one beef curry"."""
        own = list(ids)
        if not all(self.groups.fits(w, own) for w in group.waiting) and len(group.waiting) == 1:
            own = self.m.items_with_both(group.waiting[0].at, at)
            if own:
                group = _without_waiting(group)
        if not own:
            h.pay("dropped_group")
            own = list(ids)
        draft = Draft([self.m.item(i) for i in own], words=self.m.words(at))
        draft.head = (group.first, at, at)
        h.drafts.append(draft)
        self.groups.fill(h, len(h.drafts) - 1, group)
        self.groups.quantity_of(h, draft, group)

    # A line that is there

    def _refer(self, index: int, times: float, h: Hypothesis, at: int) -> int:
        h.pay("refers", times)
        group, h.group = h.group, None
        h.focus = index
        h.use(at)
        h.drafts[index].spans.add(at)
        if h.mode.changing:
            h.mode.changed = index
            h.mode.positive()
            h.discharge()
        if group is not None:
            if group.number_at >= 0 and len(group.waiting) == 1 and not group.waiting[0].times:
                group = group._replace(waiting=(group.waiting[0]._replace(times=group.quantity),))
            self.groups.fill(h, index, group)
        if not h.mode.changing and not h.mode.correcting:
            h.mode.making = True
        return at + 1

    def _set_quantity(self, index: int, number: int, h: Hypothesis, at: int) -> int:
        h.group, h.focus, h.mode.only = None, index, False
        h.mode.acted = True
        h.drafts[index].quantity = number
        h.drafts[index].spans.add(at)
        h.use(at)
        return at + 1

    def _replace(self, index: int, h: Hypothesis, at: int) -> int | None:
        ids = self._fitting(at, h.group)
        if len(ids) != 1:
            return None
        h.pay("replaces")
        h.mode.acted = True
        h.pay("head_distance", min(3.0, self.m.items(at)[0][0]))
        group, h.group = h.group, None
        target = h.drafts[index]
        target.become(self.m.item(ids[0]))
        target.words = self.m.words(at)
        target.head = (group.first if group else at, at, at)
        target.spans.add(at)
        h.use(at)
        h.focus = index
        h.mode.changing, h.mode.changed = False, -1
        h.mode.making = True
        if group is not None:
            self.groups.fill(h, index, group)
        h.mode.making = h.mode.correcting = False
        return at + 1

    # Taking away

    def _refused_ways(self, h: Hypothesis, at: int, match: int) -> list[Way]:
        mode = h.mode
        if mode.changing and match >= 0:
            return [partial(self._refer, match, 0.0)]
        ways: list[Way] = []
        if mode.negation != "no":
            match = self._find(h, at, loosely=True)
        if match >= 0 and not (mode.negation == "no" and match == h.focus and h.drafts[match].line is None):
            ways.append(partial(self._take_away, match))
        if h.line is not None and mode.negation != "instead" and match < 0:
            ways.append(self._refuse_dish)
        ways.append(self._new_though_refused)
        return ways

    def _new_though_refused(self, h: Hypothesis, at: int) -> int:
        if self.m.has(h.mode.negated_at, "number"):
            h.use(at)
            h.discharge()
            return at + 1
        h.pay("unread_name")
        return at + 1

    def _take_away(self, index: int, h: Hypothesis, at: int) -> int:
        h.pay("removes")
        self.groups.give_up(h)
        group, h.group = h.group, None
        line = h.drafts[index]
        some = group.quantity if group is not None and group.number_at >= 0 else 0
        if 0 < some < line.quantity:
            line.quantity -= some
        else:
            line.removed = True
        h.use(at, self._end_of_selectors(at))
        h.discharge()
        h.refocus()
        if h.mode.negation != "remove":
            h.mode.positive()
        else:
            h.mode.loosen("next", at + 1)
        return at + 1

    def _refuse_dish(self, h: Hypothesis, at: int) -> int:
        """A dish that is refused with another one is a wish: "soup, no bread"."""
        line = h.line
        assert line is not None  # noqa: S101
        h.pay("wish_for_dish")
        self.groups.give_up(h)
        begin = self.options.refusal_start(at)
        line.requests.append(self.m.words(begin, at))
        line.spans.update(range(begin, at + 1))
        h.group = None
        h.use(begin, at + 1)
        h.discharge()
        h.mode.loosen("next", at + 1)
        return at + 1

    def removal_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """A verb of taking away and nothing that it is about: "remove that", "cancel the last one"."""
        stop = at + 1
        while (
            stop < len(self.m) and not self.m.spans[stop].pause and not self.m.has(stop, "and", "also", "but")
        ):
            stop += 1
        rest = range(at + 1, stop)
        if h.line is None:
            return []
        if all(self._says_nothing(i) for i in rest) and (
            any(self.m.has(i, "that", "pronoun", "last", "ordinal") for i in rest) or stop == len(self.m)
        ):
            return [partial(self._remove_focus, stop)]
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

    def _says_nothing(self, at: int) -> bool:
        span = self.m.spans[at]
        return not span.names and span.has(*_SAYS_NOTHING)

    def _remove_focus(self, stop: int, h: Hypothesis, at: int) -> int:
        ordinals = [self.m.spans[i].word.value for i in range(at, stop) if self.m.has(i, "ordinal")]
        index = ordinals[0] - 1 if ordinals and 0 < ordinals[0] <= len(h.drafts) else h.focus
        return self._remove_line(index, stop, h, at)

    def _remove_line(self, index: int, stop: int, h: Hypothesis, at: int) -> int:
        line = h.drafts[index]
        line.removed = True
        alike = [i for i, d in enumerate(h.drafts) if d.line is not None and d.items == line.items]
        for i in alike if line.line is None else ():
            h.drafts[i].removed = True
        h.group = None
        h.use(at, stop)
        h.refocus()
        return stop

    def rather_ways(self, h: Hypothesis) -> list[Way]:
        """A dish with "instead" behind it takes the place of the one before."""
        before = h.focus - 1
        line = h.line
        if (
            before < 0
            or line is None
            or line.line is not None
            or h.drafts[before].removed
            or line.head is None
        ):
            return []
        return [partial(self._take_place, before)]

    def _take_place(self, before: int, h: Hypothesis, at: int) -> int:
        h.drafts[before].removed = True
        h.use(at)
        return at + 1

    # The same again

    def same_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Another of the last line, which may then be changed."""
        if h.line is None or h.line.removed or h.mode.making or h.mode.changing or h.mode.negation:
            return []
        following = at + 1
        while self.m.has(following, "class", "serving", "counter"):
            following += 1
        if (
            following < len(self.m)
            and not self.m.spans[following].pause
            and self.m.spans[following].names
            and self.m.items(following)
        ):
            return []
        return [self._copy]

    def _copy(self, h: Hypothesis, at: int) -> int:
        assert h.line is not None  # noqa: S101
        copy = h.line.copy()
        group, h.group = h.group, None
        copy.repeated, copy.inherits, copy.part_of = True, True, -1
        copy.quantity = group.quantity if group is not None and group.number_at >= 0 else copy.quantity
        copy.quantity = copy.quantity if group is not None and group.number_at >= 0 else 1
        copy.spans = {at}
        h.drafts.append(copy)
        h.focus = len(h.drafts) - 1
        h.use(at)
        return at + 1

    # Which line is meant

    def _find(self, h: Hypothesis, at: int, *, loosely: bool = False) -> int:
        """The line that the words at `at` fit best, with what waits before them; -1 where none does."""
        best, found = 0.0, -1
        selectors = [w.at for w in h.group.waiting] if h.group is not None else []
        if loosely:
            selectors += [i for i in range(at + 1, self._end_of_selectors(at)) if self.m.spans[i].names]
        ids = set(self.m.best_items(at))
        for i, draft in enumerate(h.drafts):
            if draft.removed or draft.total:
                continue
            score = 3.0 if ids & set(draft.ids) else 0.0
            if not score and loosely and draft.item is not None and self.m.is_word_of(at, draft.item.id):
                score = 2.0
            if score:
                score = max(0.1, score + sum(self._selects(draft, s) for s in selectors))
            if score > 0 and score >= best:
                best, found = score, i
        return found

    def _end_of_selectors(self, at: int) -> int:
        """The span after what tells a line from others behind its name: "the latte iced"."""
        end = at + 1
        while (
            end < len(self.m)
            and not self.m.spans[end].pause
            and (self._is_selector(end) or self.m.has(end, "that", "filler", "after_all", "pronoun"))
        ):
            end += 1
        return end

    def _is_selector(self, at: int) -> bool:
        return (
            bool(self.m.spans[at].names)
            and not self.m.items(at)
            and (self.m.is_option_somewhere(at) or self.m.is_variant_somewhere(at))
        )

    def _selects(self, draft: Draft, at: int) -> float:
        for item_id in draft.ids:
            variants = self.m.variants(at, item_id)
            options = self.m.best_modifiers(at, item_id)
            if variants:
                return 2.0 if draft.variant in variants else -2.0
            if options:
                return 2.0 if any(o.id in draft.choices for o, _group in options) else -2.0
        return 0.0


def _without_waiting(group: Group) -> Group:
    return group._replace(waiting=())
