"""The words around a dish become its quantity, size, options, amounts and requests.

A zone is read from left to right. Words that say how ("no", "extra", "two pumps of") wait for the thing they are about;
connecting words end or carry on what they say (`server.parsing.telling`).
"""

from collections.abc import Iterable

from server.domain.menu import Modifier, ModifierGroup
from server.parsing.draft import Draft, Unclear
from server.parsing.index import PART
from server.parsing.lexicon import NEVER, Lexicon
from server.parsing.state import State, as_amount
from server.parsing.telling import Place, handler_of

_BETWEEN = ("amount", "unit", "of", "that", "article", "number", "preposition", "pronoun")
Option = tuple[Modifier, ModifierGroup]


class ZoneReader:
    """Reads zones into drafts. `drafts` are the lines so far; `used` collects the spans that were understood."""

    def __init__(self, m: Lexicon, drafts: list[Draft], used: set[int]) -> None:
        self.m = m
        self.drafts = drafts
        self.used = used

    def read(self, start: int, stop: int, draft: Draft, *, post: bool, state: State | None = None) -> State:
        """Read the spans from `start` to `stop` (exclusive) into `draft`; `post` where they follow the dish."""
        s = state or State()
        at = start
        while at < stop:
            at = at + 1 if at in self.used else self._step(Place(at, stop, draft, s, post=post))
        return s

    def _step(self, p: Place) -> int:
        span = self.m.spans[p.at]
        if span.pause and not p.state.loosely:
            p.state.loosen("and" if span.pause == "," else "next", p.at)
        if self._is_name(p):
            self.name(p.at, p.draft, p.state)
            return p.at + 1
        handle = handler_of(span.word.kinds)
        if handle is not None:
            self.used.add(p.at)
            return handle(self, p)
        if span.names:
            self.name_elsewhere(p)
        elif p.state.negation and not span.word.kinds:
            return self._unknown_refusal(p)
        return p.at + 1

    # What a name is, and whose

    def _is_name(self, p: Place) -> bool:
        """Whether a span is taken as a part of this dish rather than as a telling word."""
        span = self.m.spans[p.at]
        if not self.fits(p.at, [p.draft]) or self._may_end_other_name(p):
            return False
        if not span.word.kinds:
            return True
        if span.has("amount") and self.amount_goes_on(p) and not self._is_size_here(p):
            return False
        if span.has("number") and self.m.has(p.at + 1, "unit"):
            return False
        return min(self._distance(p.at, item_id) for item_id in p.draft.ids) < PART

    def _may_end_other_name(self, p: Place) -> bool:
        """Whether a part of one option's name stands right behind another: "ranch dressing" is no "caesar dressing"."""
        s = p.state
        if not s.last or s.last[0] != p.at - 1 or s.last[1] is not p.draft or self.m.spans[p.at].pause:
            return False
        item_id = p.draft.ids[0]
        is_part = self.m.modifier_distance(p.at, item_id) >= PART and not self.m.variants(p.at, item_id)
        return is_part and self.m.length(p.at) == 1 and len(self.m.best_modifiers(p.at, item_id)) == 1

    def _distance(self, at: int, item_id: int) -> float:
        size = self.m.variant_distance(at, item_id) if self.m.variants(at, item_id) else NEVER
        return min(size, self.m.modifier_distance(at, item_id))

    def _is_size_here(self, p: Place) -> bool:
        return (
            not p.draft.variant_stated and not p.post and any(self.m.variants(p.at, i) for i in p.draft.ids)
        )

    def amount_goes_on(self, p: Place) -> bool:
        """Whether an option follows in this zone that the amount at this place can be about."""
        following = p.at + 1
        while self.m.has(following, *_BETWEEN) and not self.fits(following, [p.draft]):
            following += 1
        return following < p.stop and self.fits(following, [p.draft, *self.drafts], options=True)

    def fits(self, at: int, drafts: Iterable[Draft], *, options: bool = False) -> bool:
        """Whether span `at` names an option (or a size, unless only `options` count) of one of `drafts`."""
        if at >= len(self.m) or not self.m.spans[at].names:
            return False
        fits = self.m.modifiers if options else self.m.fits
        return any(fits(at, item_id) for draft in drafts for item_id in draft.ids)

    def name(self, at: int, draft: Draft, s: State) -> None:
        """Take span `at` as an option or a size of `draft`, or of all the lines that are being spoken of."""
        targets = [t for t in s.targets if self.fits(at, [t])] or [draft]
        for target in targets:
            if not self._goes_with_name_before(at, target, s):
                self._name_of(at, target, s)
        s.take_amount()
        s.count, s.more = 0, False
        self.used.add(at)
        if at >= s.listed_to:
            s.loosen("next", at + 1)

    def _goes_with_name_before(self, at: int, draft: Draft, s: State) -> bool:
        """Whether a word only ends the name right before it, as in "ranch dressing" and "jalapeno peppers"."""
        if not s.last or s.last[0] != at - 1 or s.last[1] is not draft or self.m.spans[at].pause:
            return False
        _at, _draft, modifier, group = s.last
        ending = self.m.view.stems_of(self.m.token(at))
        if self.m.length(at) > 1 or self.m.variants(at, draft.ids[0]):
            return False
        if min(self.m.modifier_distance(at, item_id) for item_id in draft.ids) >= PART:
            return True
        names = [self.m.view.stems_of(other.name) for other in group.modifiers]
        one, is_plural = self.m.token(at - 1), ending != (self.m.token(at),)
        stands_for_plural = (one,) == self.m.view.stems_of(modifier.name) != (modifier.name.casefold(),)
        ends_others = ending not in names and sum(name[-1:] == ending for name in names) > 1
        return stands_for_plural and is_plural and ends_others

    def _name_of(self, at: int, draft: Draft, s: State) -> None:
        draft.spans.add(at)
        item_id = next(i for i in draft.ids if self.m.fits(at, i))
        variants = self.m.variants(at, item_id)
        options = self.m.best_modifiers(at, item_id)
        closer = bool(variants) and self.m.modifier_distance(at, item_id) < self.m.variant_distance(
            at, item_id
        )
        has_size = draft.variant_stated and not (s.making or s.correcting)
        if variants and not (options and (closer or has_size)):
            self.size(draft, [v.id for v in variants], s)
        else:
            self._option(at, draft, options, s)

    def size(self, draft: Draft, ids: list[int], s: State) -> None:
        """Give `draft` the first of its sizes whose id is in `ids`; another one was said before: it is asked."""
        variant = next(v for item in draft.items for v in item.variants if v.id in ids)
        corrected = s.making or s.correcting
        if draft.variant_stated and draft.line is None and variant != draft.variant and not corrected:
            draft.variant_unclear = True
        draft.variant, draft.variant_stated = variant, True
        draft.variant_unclear = draft.variant_unclear and not corrected

    def name_elsewhere(self, p: Place) -> None:
        """A name that this dish cannot have: it is about the nearest line before that can."""
        says_again = self.m.has(p.at - 1, "of") and p.at - 2 in p.draft.spans
        if says_again or (self.m.category_items(p.at) and not self.m.is_option_somewhere(p.at)):
            self.used.add(p.at)
            return
        others = (d for d in reversed(self.drafts) if d is not p.draft and not d.removed)
        other = next((d for d in others if self.fits(p.at, [d])), None)
        if other is not None:
            self.name(p.at, other, p.state)

    # Options

    def _option(self, at: int, draft: Draft, options: list[Option], s: State) -> None:
        if self._is_refused(options, s):
            if len(options) > 1 and not any(modifier.is_default for modifier, _group in options):
                draft.requests.append(self.m.words(self._refusal_start(at), at))
            self.refuse(draft, options, s)
            return
        s.positive()
        defaults = [option for option in options if option[0].is_default]
        options = defaults if len(defaults) == 1 else options
        if len(options) > 1:
            draft.unclear.append(Unclear(self.m.words(at), options, as_amount(s.amount), s.count or 1))
            return
        modifier, group = options[0]
        before = draft.choices.get(modifier.id)
        had = before if before and before.amount != "none" else None
        quantity = (s.count or 1) + (had.quantity if had and (s.adding or s.more) and s.count else 0)
        if group.max_select == 1 and (draft.line is not None or s.making or s.correcting):
            for other in group.modifiers:
                draft.forget(other)
        if s.wanted and modifier.is_default and not s.amount:
            s.amount = "extra"
        s.wanted = False
        draft.choose(modifier, group, as_amount(s.amount or (had.amount if had else "regular")), quantity)
        s.last = (at, draft, modifier, group)

    def _is_refused(self, options: list[Option], s: State) -> bool:
        """Whether the negation so far is about these options too."""
        if not s.negation or not s.loosely:
            return bool(s.negation)
        if s.amount:
            return False
        is_default = any(modifier.is_default for modifier, _group in options)
        if s.loosely == "next" or (s.negation == "no" and s.first_default_refused):
            return is_default
        return True

    def refuse(self, draft: Draft, options: list[Option], s: State) -> None:
        """Take an option off: what comes with the dish is refused, what was only said before is forgotten."""
        defaults = [option for option in options if option[0].is_default]
        s.first_default_refused = bool(defaults)
        for modifier, group in defaults or options[:1]:
            had = modifier.id in draft.choices
            taken_back = s.negation == "instead" or (s.negation == "remove" and had)
            if s.amount == "extra" or (taken_back and not modifier.is_default):
                draft.forget(modifier)
            else:
                draft.choose(modifier, group, "none", 1)

    # Requests

    def _unknown_refusal(self, p: Place) -> int:
        """Keep "no cilantro", where the menu knows no cilantro, as a wish in the diner's words."""
        begin = self._refusal_start(p.at)
        end = self.end_of_unknown(p.at, p.stop)
        is_about_option = (
            end < p.stop and not self.m.spans[end].pause and self.fits(end, [p.draft], options=True)
        )
        is_order_to_remove = p.state.negation == "remove" and p.draft.line is not None
        if begin == p.at or is_order_to_remove or is_about_option or self.m.resembles_name(p.at, end):
            return p.at + 1
        self.request(begin, end, p.draft)
        return end

    def _refusal_start(self, at: int) -> int:
        begin = at
        while (
            begin > 0
            and self.m.has(begin - 1, "no", "remove", "that", "article")
            and not self.m.spans[begin].pause
        ):
            begin -= 1
        return begin

    def end_of_unknown(self, at: int, stop: int) -> int:
        """The span after the unknown words that go on after span `at`."""
        end = at + 1
        while end < stop and not self.m.spans[end].known and not self.m.spans[end].pause:
            end += 1
        return end

    def request(self, begin: int, end: int, draft: Draft) -> None:
        """Keep the words of the spans `begin` to `end` (exclusive) for the kitchen."""
        draft.requests.append(self.m.words(begin, end - 1))
        self.used.update(range(begin, end))
        draft.spans.update(range(begin, end))
