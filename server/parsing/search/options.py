"""What sizes, options, amounts and wishes do to a line."""

from collections.abc import Iterable, Sequence
from typing import get_args

from server.domain.menu import Modifier, ModifierGroup
from server.parsing.asides.requests import request_end
from server.parsing.matching.called_without import called_without, refused_by_name
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.menu_phrases import NEVER
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.search.draft import Draft, Unclear, narrows
from server.parsing.search.hypothesis import Hypothesis, Mode
from server.parsing.search.replaced_options import ReplacedOptions
from server.parsing.search.shared_names import (
    is_amount_of_dish,
    is_choice,
    is_made,
    is_made_with_extra,
    is_more_behind,
    is_other_choice,
    is_told_of_dish,
    options_meant,
)
from server.wire.vocabulary import Amount

BETWEEN = ("amount", "unit", "of", "that", "article", "number", "preposition", "pronoun")
MOST_BETWEEN = 12
"""Small words between an amount and the option that it is about, at most."""
SAID_TWICE = 0.1
"""What a size costs that is said twice of a dish, of what another one would: it may be the next dish's."""

Option = tuple[Modifier, ModifierGroup]
_AMOUNTS: tuple[str, ...] = get_args(Amount)


class Options:
    """Reads names of sizes and options into lines."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m
        self.replaced = ReplacedOptions(m)
        self._end = len(m)
        self._ends_of_unknown: list[int] = []

    def fits(self, at: int, drafts: Iterable[Draft], *, options: bool = False) -> bool:
        """Whether span `at` names an option (or a size, unless only `options` count) of one of `drafts`."""
        if at >= self._end or not self.m.spans[at].names:
            return False
        having = self.m.items_with_option(at) if options else self.m.items_having(at)
        if not having:
            return False
        for draft in drafts:
            for item in draft.items:
                if item.id in having:
                    return True
        return False

    def distance(self, at: int, draft: Draft) -> float:
        """How far span `at` is from the nearest size or option of `draft`."""
        return min([self.distance_of(at, item.id) for item in draft.items], default=NEVER)

    def distance_of(self, at: int, item_id: int) -> float:
        """How far span `at` is from the nearest size or option of one dish."""
        return min(self.m.variant_distance(at, item_id), self.m.modifier_distance(at, item_id))

    def is_one_of_many(self, at: int, draft: Draft) -> bool:
        """Whether span `at` is no dish's own name, but an option of which others may be had beside it."""
        if not self.fits(at, [draft], options=True) or self.m.variants(at, draft.ids[0]):
            return False
        if any(far < SHORTENED for far, _item in self.m.items(at)):
            return False
        near = [i for i in draft.ids if self.m.modifier_distance(at, i) < PART]
        return any(group.max_select != 1 for i in near for _option, group in self.m.best_modifiers(at, i))

    def amount_goes_on(self, at: int, h: Hypothesis) -> bool:
        """Whether an option follows that the amount at this place can be about."""
        following = at + 1
        line = [h.line] if h.line else []
        while self.m.has(following, *BETWEEN) and not self.fits(following, line):
            if self.m.spans[following].pause or following - at > MOST_BETWEEN:
                return False
            following += 1
        if following >= len(self.m) or self.m.spans[following].pause:
            return False
        return self.fits(following, h.drafts, options=True) or (
            bool(self.m.spans[following].names) and self.m.is_option_somewhere(following)
        )

    def name(self, at: int, h: Hypothesis, index: int, count: int = 0) -> None:
        """Take span `at` as an option or a size of the line `index`, or of all lines that are being spoken of."""
        targets = [i for i in h.mode.targets if not h.drafts[i].removed and self.fits(at, [h.drafts[i]])]
        for target in targets or [index]:
            if not self._goes_with_name_before(at, target, h):
                self._name_of(at, h, target, count)
        h.mode.take_amount()
        h.mode.more = False
        h.use(at)
        if at >= h.mode.listed_to:
            h.mode.loosen("next", at + 1)

    def _goes_with_name_before(self, at: int, index: int, h: Hypothesis) -> bool:
        """Whether a word only ends the name right before it, as in "ranch dressing" and "jalapeno peppers"."""
        last, draft = h.mode.last, h.drafts[index]
        if not last or last[0] != at - 1 or last[1] != index or self.m.spans[at].pause:
            return False
        _at, _index, modifier, group = last
        ending = self.m.view.stems_of(self.m.token(at))
        if self.m.length(at) > 1 or self.m.variants(at, draft.ids[0]):
            return False
        if min(self.m.modifier_distance(at, item_id) for item_id in draft.ids) >= PART:
            return True
        one, is_plural = self.m.token(at - 1), ending != (self.m.token(at),)
        if not is_plural:
            return False
        names = [self.m.view.stems_of(other.name) for other in group.modifiers]
        stands_for_plural = (one,) == self.m.view.stems_of(modifier.name) != (modifier.name.casefold(),)
        ends_others = ending not in names and sum(name[-1:] == ending for name in names) > 1
        return stands_for_plural and ends_others

    def _name_of(self, at: int, h: Hypothesis, index: int, count: int) -> None:
        draft, s = h.drafts.own(index), h.mode
        draft.spans.add(at)
        if len(draft.items) > 1:
            draft.be_one_of([item for item in draft.items if self.m.fits(at, item.id)])
        item_id = next(i for i in draft.ids if self.m.fits(at, i))
        variants = self.m.variants(at, item_id)
        if variants and s.loosely and not self.m.modifiers(at, item_id):
            s.positive()
        options = options_meant(self.m, at, draft, item_id, s)
        closer = bool(variants) and self.m.modifier_distance(at, item_id) < self.m.variant_distance(
            at, item_id
        )
        has_size = draft.variant_stated and not (s.making or s.correcting)
        if variants and not (options and (closer or has_size)) and not s.negation:
            whole = self.m.variant_distance(at, item_id) < PART
            self.size(draft, [v.id for v in variants], h, whole=whole)
        elif options:
            self._option(at, h, index, options, count)
        elif variants and s.negation == "no" and draft.sizes and draft.variant not in variants:
            h.discharge()
            s.positive()
        elif variants:
            h.discharge()
            h.pay("unread_name")
            draft.requests.append(self.m.words(s.negated_at, at))

    def size(self, draft: Draft, ids: Sequence[int], h: Hypothesis, *, whole: bool = True) -> None:
        """Give `draft` the first of its sizes whose id is in `ids`; another one was said before: it is asked."""
        said_before = (
            draft.variant if draft.variant_stated and draft.variant and draft.variant.id in ids else None
        )
        variant = said_before or next(v for item in draft.items for v in item.variants if v.id in ids)
        corrected = h.mode.making or h.mode.correcting or draft.inherits
        if narrows(draft, variant):
            draft.variant_stated, draft.variant_unclear, draft.sizes = False, False, ()
        if draft.number_of_size and whole and not corrected:
            draft.quantity, draft.quantity_stated, draft.number_of_size = draft.number_of_size, True, 0
            draft.variant_stated, draft.sizes = False, ()
        draft.sizes = (variant,) if corrected else (*draft.sizes, variant)
        if draft.variant_stated and draft.line is None and not corrected:
            is_dealt = variant != draft.variant and len(draft.sizes) <= draft.quantity > 1
            draft.variant_unclear = draft.variant_unclear or variant != draft.variant
            h.pay(
                "option_dealt" if is_dealt else "size_again", 1.0 if variant != draft.variant else SAID_TWICE
            )
        draft.variant, draft.variant_stated = variant, True
        labels = {v.label.casefold() for item in draft.items for v in item.variants if v.id in ids}
        is_open = len(labels) > 1 and said_before is None
        draft.variant_unclear = (draft.variant_unclear and not corrected) or is_open

    def _option(self, at: int, h: Hypothesis, index: int, options: list[Option], count: int) -> None:
        draft, s = h.drafts.own(index), h.mode
        if s.negation and self._is_wanted_behind(at) and (s.loosely or self._is_joined(at)):
            s.positive()
        if s.refused is not None and self._leaves_no_trace(draft, options, s):
            s.positive()
        if is_other_choice(self.m, at, index, options, s) or is_more_behind(self.m, at, draft, options, s):
            s.positive()
        if self.is_refused(options, s):
            self._leave_off(at, h, index, options, count)
            return
        s.positive()
        self._put_on(at, h, index, options, count)

    def _is_wanted_behind(self, at: int) -> bool:
        """Whether an option is to be on the side, or more than usual, as is said behind it: "no raisins and nuts extra"."""
        behind = self.m.spans[at + 1] if self.m.has(at + 1, "amount") and not self.m.items(at + 1) else None
        return behind is not None and not behind.pause and behind.word.amount in ("side", "extra")

    def _leave_off(self, at: int, h: Hypothesis, index: int, options: list[Option], count: int) -> None:
        """Take an option off the line `index`, or tell the kitchen what it is to be without."""
        draft, s = h.drafts.own(index), h.mode
        h.discharge()
        if is_told_of_dish(self.m, at, draft, options):
            draft.requests.append(self.m.words(self.refusal_start(at), at))
            return
        if s.negation == "no" and self._is_choice_made(draft, options):
            self._wish_without(at, h, draft)
            return
        if without := self._called_without(options):
            s.positive()
            self._choose(at, h, index, without, count)
            return
        options = _had_of(draft, options) or options
        if len(options) > 1 and not any(modifier.is_default for modifier, _group in options):
            draft.requests.append(self.m.words(self.refusal_start(at), at))
        self.refuse(draft, options, s)
        s.refused = (at, index, *options[0])

    def _put_on(self, at: int, h: Hypothesis, index: int, options: list[Option], count: int) -> None:
        """Add an option to the line `index`; which one is asked where it may be several."""
        draft, s = h.drafts.own(index), h.mode
        if s.amount_at >= 0 and is_amount_of_dish(self.m, at, draft, options, s.amount):
            begin, last = min(at, s.amount_at), max(at, s.amount_at)
            draft.requests.append(self.m.words(begin, last))
            h.use(begin, last + 1)
            return
        if self._goes_without(at, draft, options):
            h.pay("unread_name")
            draft.requests.append(self.m.words(at))
            return
        defaults = [option for option in options if option[0].is_default]
        options = defaults if len(defaults) == 1 else options
        options = (_chosen_of(draft, options) if s.amount and len(options) > 1 else ()) or options
        if len(options) > 1:
            draft.unclear.append(Unclear(self.m.words(at), options, as_amount(s.amount), count or 1))
            return
        self._choose(at, h, index, options[0], count)

    @staticmethod
    def _is_choice_made(draft: Draft, options: Sequence[Option]) -> bool:
        """Whether what is refused is what the dish was just ordered with: "a sesame bagel, no sesame seeds"."""
        return all(m.id in draft.choices and is_choice(g) and is_made(draft, g) for m, g in options)

    def _wish_without(self, at: int, h: Hypothesis, draft: Draft) -> None:
        """A wish of what is refused, with a word behind it that only ends its name."""
        last, behind = at, at + 1
        if behind < self._end and not self.m.spans[behind].pause and self.m.spans[behind].names:
            last = behind if self.distance(behind, draft) >= PART and self.m.length(behind) == 1 else at
        draft.requests.append(self.m.words(self.refusal_start(at), last))
        h.use(at, last + 1)

    def _is_joined(self, at: int) -> bool:
        """Whether "and" stands before a name: "… and the feta"."""
        while self.m.has(at - 1, "that", "article") and not self.m.spans[at - 1].names:
            at -= 1
        return self.m.has(at - 1, "and")

    def _called_without(self, options: list[Option]) -> Option | None:
        """The option to go without what is refused: the one itself that is called "No ice", or the other choice of its group."""
        if len(options) != 1:
            return None
        modifier, group = options[0]
        if refused_by_name(self.m, modifier):
            return options[0]
        other = called_without(self.m, modifier, group)
        return None if other is None else (other, group)

    def _goes_without(self, at: int, draft: Draft, options: list[Option]) -> bool:
        """Whether what is wanted is only what the option goes without: the cucumber of *No cucumber*."""
        is_part = len(options) == 1 and self.m.modifier_distance(at, draft.ids[0]) >= SHORTENED
        return is_part and bool(refused_by_name(self.m, options[0][0])) and not self.m.has_within(at, "no")

    def _choose(self, at: int, h: Hypothesis, index: int, option: Option, count: int) -> None:
        draft, s = h.drafts.own(index), h.mode
        modifier, group = option = self.replaced.coming_in(at, h, draft, option)
        before = draft.choices.get(modifier.id)
        had = before if before and before.amount != "none" else None
        quantity = (count or 1) + (self._had_before(draft, modifier) if (s.adding or s.more) and count else 0)
        if s.doubled and modifier.max_quantity > 1 and not count:
            s.amount, quantity = "", 2
        if had is not None and self._may_be_dish_besides(at, h, draft):
            h.pay("option_for_dish_besides")
        self.replaced.forget(at, h, index, option)
        s.amount, s.wanted = self._amount_meant(at, s, option), False
        draft.choose(modifier, group, as_amount(s.amount or (had.amount if had else "regular")), quantity)
        s.last = (at, index, modifier, group)

    def _may_be_dish_besides(self, at: int, h: Hypothesis, draft: Draft) -> bool:
        """Whether an option that a new line has is named again before its name, and is a dish too, which may be ordered besides."""
        is_new = draft.line is None and not (draft.inherits or h.mode.correcting)
        return is_new and draft.head is not None and at < draft.head[1] and bool(self.m.items(at))

    @staticmethod
    def _had_before(draft: Draft, modifier: Modifier) -> int:
        """How many of an option a line has: one of what comes with it, if it can have more of that."""
        choice = draft.choices.get(modifier.id)
        if choice is not None:
            return choice.quantity if choice.amount != "none" else 0
        return int(modifier.is_default and modifier.max_quantity > 1)

    def _amount_meant(self, at: int, s: Mode, option: Option) -> str:
        """More of what comes with the dish where it is wanted; none where the word for it belongs to the option or its group."""
        modifier, group = option
        amount = "extra" if s.wanted and modifier.is_default and not s.amount else s.amount
        if amount == "added":
            return "extra" if modifier.is_default else "regular"
        if amount == "side":
            said_at = s.amount_at if s.amount_at >= 0 else at - 1
            belongs = bool(group.min_select) and self.m.has(said_at, "aside")
        else:
            belongs = amount == "extra" and self.m.index.is_called_more(modifier.name)
        return "" if belongs else amount

    @staticmethod
    def is_refused(options: Sequence[Option], s: Mode) -> bool:
        """Whether the negation so far is about these options too."""
        if not s.negation or not s.loosely:
            return bool(s.negation)
        if s.amount:
            return False
        is_default = any(modifier.is_default for modifier, _group in options)
        if s.loosely == "next" or (s.negation == "no" and s.first_default_refused):
            return is_default
        return True

    @staticmethod
    def _leaves_no_trace(draft: Draft, options: Sequence[Option], s: Mode) -> bool:
        """Whether what would be taken back was never there, and is wanted: "mash instead of chips and pepper sauce"."""
        return s.negation == "instead" and not any(
            m.is_default or m.id in draft.choices for m, _group in options
        )

    def refuse(self, draft: Draft, options: Sequence[Option], s: Mode) -> None:
        """Take an option off: what comes with the dish is refused, what was only said before is forgotten."""
        defaults = [option for option in options if option[0].is_default]
        s.first_default_refused = bool(defaults)
        for modifier, group in defaults or options[:1]:
            had = modifier.id in draft.choices
            taken_back = s.negation == "instead" or (s.negation == "remove" and had)
            if s.negation == "instead" and draft.part_of >= 0:
                draft.displaced |= {modifier.id}
            is_made_with = s.negation == "instead" and is_made_with_extra(self.m, draft, (modifier, group))
            if s.amount == "extra" or (taken_back and not modifier.is_default and not is_made_with):
                draft.forget(modifier)
            else:
                draft.choose(modifier, group, "none", 1)

    def refusal_start(self, at: int) -> int:
        """Where the words begin that refuse what stands at `at`: "no", "without the"."""
        begin = at
        while (
            begin > 0
            and self.m.has(begin - 1, "no", "remove", "that", "article", "add", "filler")
            and not self.m.spans[begin].pause
        ):
            begin -= 1
        while begin < at and not self.m.has(begin, "no", "remove"):
            begin += 1
        return begin

    def _intensifies(self, at: int) -> bool:
        """Whether a word says how much of a quality is wished: the "really" of "really hot"."""
        is_single = self.m.length(at) == 1 and not self.m.spans[at].names
        return is_single and self.m.token(at) in self.m.view.language.intensifiers

    def end_of_unknown(self, at: int) -> int:
        """The span after the unknown words that go on after span `at`."""
        if not self._ends_of_unknown:
            self._ends_of_unknown = self._find_ends()
        return self._ends_of_unknown[at]

    def _find_ends(self) -> list[int]:
        spans, ends = self.m.spans, list(range(1, self._end + 1))
        for at in range(self._end - 2, -1, -1):
            if not (spans[at + 1].known or spans[at + 1].pause):
                ends[at] = ends[at + 1]
        return ends

    def wish_at(self, at: int, ids: list[int]) -> tuple[int, int]:
        """The spans of the wish around `at`: first, after."""
        end = request_end(self.m, at, len(self.m), ids)
        begin = at
        while (
            begin > 0
            and (self.m.has(begin - 1, "no", "amount", "article") or self._intensifies(begin - 1))
            and not self.m.spans[begin].pause
        ):
            begin -= 1
        return (at if begin == at - 1 and self.m.has(begin, "article") else begin), end


def _had_of(draft: Draft, options: Sequence[Option]) -> list[Option]:
    """The ones of several options by one word that a line of the cart has: "no jelly", with coffee jelly."""
    if draft.line is None or len(options) == 1:
        return list(options)
    had = {choice.modifier.id for choice in draft.line.choices if choice.amount != "none"}
    return [o for o in options if o[0].id in had and o[0].id in draft.choices]


def _chosen_of(draft: Draft, options: Sequence[Option]) -> list[Option]:
    """The one of several options that a dish has already, which more or less is wanted of: "less rice", with saffron rice."""
    found = [o for o in options if o[0].id in draft.choices and draft.choices[o[0].id].amount != "none"]
    return found if len(found) == 1 else []


def as_amount(text: str) -> Amount:
    """An amount as the wire contract names it; anything else is "regular"."""
    return text if text in _AMOUNTS else "regular"  # type: ignore[return-value]
