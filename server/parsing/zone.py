"""The words around a dish become its quantity, size, options, amounts and requests.

A zone is read from left to right. Words that say how ("no", "extra", "two pumps of") wait for the thing they are about;
connecting words end or carry on what they say.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import ClassVar, get_args

from server.menu.model import Modifier, ModifierGroup
from server.orders.pricing import Amount
from server.parsing.draft import Draft, Unclear
from server.parsing.index import PART
from server.parsing.meanings import NEVER, Meanings
from server.parsing.requests import request_end

MAX_QUANTITY = 999
"""A larger number is not taken for a quantity."""
_AMOUNTS: tuple[str, ...] = get_args(Amount)
_BETWEEN = ("unit", "of", "that", "article", "number", "preposition", "pronoun")


@dataclass(slots=True)
class State:
    """What the words so far say about those to come."""

    negation: str = ""
    """ "no", "remove" (carries on over "and") or "instead" (what is not meant any more)."""
    loosely: str = ""
    """How far the negation carries from here: "" fully, "and" over defaults and undecided, "next" over defaults only."""
    amount: str = ""
    amount_at: int = -1
    count: int = 0
    more: bool = False
    wanted: bool = False
    adding: bool = False
    making: bool = False
    correcting: bool = False
    changing: bool = False
    last: tuple[int, Draft, Modifier, ModifierGroup] | None = None
    first_default_refused: bool = False
    targets: list[Draft] = field(default_factory=list)
    listed_to: int = -1
    """The end of a list that the negation is about as a whole: "no mayo, lettuce or tomato"."""

    def positive(self) -> None:
        """What follows is wanted."""
        self.negation, self.loosely = "", ""

    def take_amount(self) -> str:
        """The amount that waits, used up."""
        amount, self.amount, self.amount_at = self.amount, "", -1
        return amount


class ZoneReader:
    """Reads zones into drafts. `drafts` are the lines so far; `used` collects the spans that were understood."""

    def __init__(self, m: Meanings, drafts: list[Draft], used: set[int]) -> None:
        self.m = m
        self.drafts = drafts
        self.used = used

    def read(self, start: int, stop: int, draft: Draft, *, post: bool, state: State | None = None) -> State:
        """Read the spans from `start` to `stop` (exclusive) into `draft`; `post` where they follow the dish."""
        s = state or State()
        at = start
        while at < stop:
            at = self._step(at, stop, draft, s, post=post)
        return s

    def _step(self, at: int, stop: int, draft: Draft, s: State, *, post: bool) -> int:
        if at in self.used:
            return at + 1
        span = self.m.spans[at]
        if span.pause and s.negation and not s.loosely and at > s.listed_to:
            s.loosely = "and" if span.pause == "," else "next"
        if self._is_name(at, draft, s, post=post):
            self._name(at, draft, s)
            return at + 1
        for kind, handle in self._HANDLERS.items():
            if kind in span.word.kinds:
                return handle(self, at, stop, draft, s, post)
        if span.names:
            self._name_elsewhere(at, draft, s)
        elif s.negation and not span.word.kinds:
            return self._unknown_refusal(at, stop, draft, s)
        return at + 1

    # What a name is, and whose

    def _is_name(self, at: int, draft: Draft, s: State, *, post: bool) -> bool:
        """Whether span `at` is taken as a part of this dish rather than as a telling word."""
        span = self.m.spans[at]
        if not span.names or not any(self.m.fits(at, i) for i in draft.ids):
            return False
        if not span.word.kinds:
            return True
        if span.has("amount") and self._amount_goes_on(at, draft) and not self._is_size_here(at, draft, post=post):
            return False
        if span.has("number") and self.m.has(at + 1, "unit"):
            return False
        distance = min(
            min(self.m.modifier_distance(at, i), self.m.variant_distance(at, i) if self.m.variants(at, i) else NEVER)
            for i in draft.ids
        )
        return distance < PART

    def _is_size_here(self, at: int, draft: Draft, *, post: bool) -> bool:
        return not draft.variant_stated and not post and any(self.m.variants(at, i) for i in draft.ids)

    def _amount_goes_on(self, at: int, draft: Draft) -> bool:
        """Whether an option follows that the amount at `at` can be about."""
        following = at + 1
        while self.m.has(following, "amount", *_BETWEEN) and not self._fits_any(following, [draft]):
            following += 1
        return self._fits_any(following, [draft, *self.drafts], options=True)

    def _fits_any(self, at: int, drafts: Iterable[Draft], *, options: bool = False) -> bool:
        if at >= len(self.m) or not self.m.spans[at].names:
            return False
        fits = self.m.modifiers if options else self.m.fits
        return any(fits(at, i) for draft in drafts for i in draft.ids)

    def _name(self, at: int, draft: Draft, s: State) -> None:
        targets = [t for t in s.targets if self._fits_any(at, [t])] or [draft]
        for target in targets:
            self._name_of(at, target, s)
        s.take_amount()
        s.count, s.more = 0, False
        self.used.add(at)
        if s.negation and at >= s.listed_to:
            s.loosely = "next"

    def _name_of(self, at: int, draft: Draft, s: State) -> None:
        draft.spans.add(at)
        item_id = next(i for i in draft.ids if self.m.fits(at, i))
        variants = self.m.variants(at, item_id)
        options = self.m.best_modifiers(at, item_id)
        closer = self.m.modifier_distance(at, item_id) < self.m.variant_distance(at, item_id) if variants else True
        if variants and not (options and (closer or draft.variant_stated and not (s.making or s.correcting))):
            self._size(draft, [v.id for v in variants], s)
        else:
            self._option(at, draft, options, s)

    def _size(self, draft: Draft, ids: list[int], s: State) -> None:
        variant = next(v for item in draft.items for v in item.variants if v.id in ids)
        if draft.variant_stated and draft.line is None and variant != draft.variant and not (s.making or s.correcting):
            draft.variant_unclear = True
        draft.variant, draft.variant_stated = variant, True
        if s.making or s.correcting:
            draft.variant_unclear = False

    def _option(self, at: int, draft: Draft, options: list[tuple[Modifier, ModifierGroup]], s: State) -> None:
        refused = self._is_refused(options, s)
        if refused:
            self._refuse(draft, options, s)
            return
        s.positive()
        if len(options) > 1:
            draft.unclear.append(Unclear(self.m.words(at), options))
            return
        modifier, group = options[0]
        before = draft.choices.get(modifier.id)
        quantity = s.count or 1
        if before and before.amount != "none" and (s.adding or s.more) and s.count:
            quantity += before.quantity
        if group.max_select == 1 and (draft.line is not None or s.making or s.correcting):
            for other in group.modifiers:
                draft.forget(other)
        if s.wanted and modifier.is_default and not s.amount:
            s.amount = "extra"
        s.wanted = False
        amount = s.amount or ("regular" if not before or before.amount == "none" else before.amount)
        draft.choose(modifier, group, _as_amount(amount), quantity)
        s.last = (at, draft, modifier, group)

    def _is_refused(self, options: list[tuple[Modifier, ModifierGroup]], s: State) -> bool:
        """Whether the negation so far is about these options too."""
        if not s.negation or not s.loosely:
            return bool(s.negation)
        if s.amount:
            return False
        is_default = any(modifier.is_default for modifier, _group in options)
        if s.loosely == "next" or (s.negation == "no" and s.first_default_refused):
            return is_default
        return True

    def _refuse(self, draft: Draft, options: list[tuple[Modifier, ModifierGroup]], s: State) -> None:
        defaults = [option for option in options if option[0].is_default]
        s.first_default_refused = bool(defaults)
        for modifier, group in defaults or options[:1]:
            had = draft.choices.get(modifier.id)
            as_it_comes = s.amount == "extra" or s.negation == "instead" or (s.negation == "remove" and had)
            if as_it_comes and not (modifier.is_default and s.amount != "extra"):
                draft.forget(modifier)
            else:
                draft.choose(modifier, group, "none", 1)

    def _name_elsewhere(self, at: int, draft: Draft, s: State) -> None:
        """A name that this dish cannot have: it is about the nearest line before that can."""
        if self.m.category_items(at) and not self.m.is_option_somewhere(at):
            self.used.add(at)
            return
        other = next((d for d in reversed(self.drafts) if d is not draft and self._fits_any(at, [d])), None)
        if other is not None and not other.removed:
            self._name(at, other, s)

    # What a telling word does

    def _use(self, at: int, _stop: int, _draft: Draft, _s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        return at + 1

    def _no(self, at: int, _stop: int, draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        s.negation, s.loosely, s.first_default_refused = "no", "", False
        s.listed_to = self._end_of_or_list(at, draft)
        return at + 1

    def _end_of_or_list(self, at: int, draft: Draft) -> int:
        """The last option of "… mayo, lettuce or tomato" after span `at`; -1 where no "or" closes a list."""
        last, i = -1, at + 1
        while i < len(self.m) and (self._fits_any(i, [draft]) or self.m.has(i, "or", "that", "article")):
            if self.m.has(i, "or") and self._fits_any(i + 1, [draft]):
                last = i + 1
            i += 1
        return last

    def _remove(self, at: int, _stop: int, draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        s.negation, s.loosely, s.first_default_refused = "remove", "", False
        s.listed_to = self._end_of_or_list(at, draft)
        return at + 1

    def _instead(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        s.negation, s.loosely = "instead", ""
        return at + 1

    def _and(self, at: int, stop: int, draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        if s.negation:
            s.loosely = "" if s.negation == "remove" and self._fits_any(at + 1, [draft]) else "and"
        return at + 1

    def _or(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        if s.negation:
            s.loosely = ""
        return at + 1

    def _also(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        s.positive()
        return at + 1

    def _add(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        s.positive()
        s.adding = True
        return at + 1

    def _adding(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        """ "Add" behind the thing that is added: more of what comes with the dish, else just that."""
        self.used.add(at)
        s.positive()
        s.wanted = True
        return at + 1

    def _filler(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        if s.negation and s.loosely:
            s.loosely = "next"
        return at + 1

    def _amount(self, at: int, stop: int, draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        amount = self.m.spans[at].word.amount
        self.used.add(at)
        if amount != "side" and self._amount_goes_on(at, draft):
            if s.amount != "extra" or amount != "regular":
                s.amount, s.amount_at = amount, at
            return at + 1
        if self.m.has(at, "more") and (s.count or s.more):
            s.more = True
            return at + 1
        if s.last and s.last[0] == at - 1:
            _at, owner, modifier, group = s.last
            had = owner.choices.get(modifier.id)
            owner.choose(modifier, group, _as_amount(amount), had.quantity if had else 1)
            return at + 1
        return self._amount_of_nothing(at, stop, draft, amount)

    def _amount_of_nothing(self, at: int, stop: int, draft: Draft, amount: str) -> int:
        """An amount of something that is not on the menu: less of it is a wish, more of it cannot be had."""
        if amount in ("side", "regular") or self.m.has(at, "more"):
            return at + 1
        end = at + 1
        while end < stop and not self.m.spans[end].known and not self.m.spans[end].pause:
            end += 1
        if amount == "light" and end > at + 1:
            self._request(at, end, draft)
            return end
        self.used.discard(at)
        return at + 1

    def _unit(self, at: int, _stop: int, draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        if self._is_size_within(at, draft, s):
            return at + 1
        if self.m.has(at, "aside") and self._fits_any(at + 1, [draft], options=True):
            s.amount, s.amount_at = "side", at
        return at + 1

    def _is_size_within(self, at: int, draft: Draft, s: State) -> bool:
        """ "A bowl of …" where the dish comes in bowls."""
        names = self.m.index.names
        ids = [
            variant.id
            for name in self.m.names_within(at)
            for item_id in draft.ids
            for variant, _far in names[name].variants.get(item_id, ())
        ]
        if ids and not draft.variant_stated:
            self._size(draft, ids, s)
            draft.spans.add(at)
        return bool(ids)

    def _number(self, at: int, stop: int, draft: Draft, s: State, post: bool) -> int:  # noqa: FBT001
        value, after = self.number(at, stop)
        self.used.update(range(at, after))
        if self.m.has(after, "class") and (post or draft.quantity_stated):
            self.used.add(after)
            return after + 1
        if value == 0:
            s.negation, s.loosely = "no", ""
        elif self._counts_an_option(after, draft, s, post=post):
            s.count = value
        elif self.m.has(after, "more") and post:
            self.used.add(after)
            draft.quantity += value
            after += 1
        elif value > MAX_QUANTITY or not self._may_be_quantity(at, after, draft, s, post=post):
            self.used.difference_update(range(at, after))
        else:
            draft.quantity, draft.quantity_stated = value, True
            draft.spans.update(range(at, after))
        s.positive()
        return after

    def _may_be_quantity(self, at: int, after: int, draft: Draft, s: State, *, post: bool) -> bool:
        if not post or s.making or s.correcting or draft.line is not None:
            return True
        return not draft.quantity_stated and (self.m.has(at - 1, "times") or self.m.has(after, "times") or at - 1 in draft.spans)

    def _counts_an_option(self, after: int, draft: Draft, s: State, *, post: bool) -> bool:
        following = after
        while self.m.has(following, "unit", "of", "amount", "that", "more") and not self._fits_any(following, [draft], options=True):
            following += 1
        if not self._fits_any(following, [draft, *(self.drafts if post else [])], options=True):
            return False
        return post or self.m.has(after, "unit") or draft.quantity_stated

    def number(self, at: int, stop: int) -> tuple[int, int]:
        """The number that begins at span `at` ("twenty five") and the span after it."""
        value, after = self.m.spans[at].word.value, at + 1
        while after < stop and self.m.has(after, "number") and not self.m.spans[after].pause:
            more = self.m.spans[after].word.value
            if more == 100 and 0 < value < 10:  # noqa: PLR2004 - "two hundred"
                value *= 100
            elif more and value % 10 == 0 and 0 < more < (10 if value < 100 else 100) and value >= 20:  # noqa: PLR2004
                value += more
            else:
                break
            after += 1
        return value, after

    def _article(self, at: int, _stop: int, _draft: Draft, _s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        return at + 1

    def _only(self, at: int, _stop: int, draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        s.positive()
        draft.only = True
        return at + 1

    def _plain(self, at: int, _stop: int, draft: Draft, _s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        draft.plain = True
        return at + 1

    def _everything(self, at: int, _stop: int, draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        names = self.m.names_within(at)
        span = self.m.spans[at]
        named = [i for i in draft.ids if any(i in self.m.index.names[n].modifiers for n in names)]
        if named and not span.names:
            span.names = names
            self._name(at, draft, s)
        else:
            draft.everything = True
        if self.m.has(at, "everything_but"):
            s.negation, s.loosely = "remove", ""
        return at + 1

    def _all(self, at: int, _stop: int, draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        fresh = [d for d in self.drafts if d.line is None or draft.line is not None]
        s.targets = [d for d in fresh if not d.removed]
        s.positive()
        return at + 1

    def _make(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        s.positive()
        s.making = True
        return at + 1

    def _correction(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        s.positive()
        s.correcting = True
        return at + 1

    def _change(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        s.negation, s.loosely, s.changing = "instead", "", True
        return at + 1

    def _into(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        if s.changing:
            s.changing, s.making = False, True
        s.positive()
        return at + 1

    def _after(self, at: int, _stop: int, _draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        self.used.add(at)
        if s.last and s.last[0] == at - 1:
            _at, owner, modifier, group = s.last
            owner.forget(modifier)
            self._refuse(owner, [(modifier, group)], State(negation="no"))
        return at + 1

    def _size_word(self, at: int, _stop: int, draft: Draft, _s: State, _post: bool) -> int:  # noqa: FBT001
        """A size that the dish does not come in: asked where there is a choice, else told to the kitchen."""
        item = draft.item
        if item is None or any(self._fits_any(at, [d]) for d in self.drafts):
            self._name_elsewhere(at, draft, _s)
            return at + 1
        if len(item.variants) > 1:
            draft.variant_unclear = True
            self.used.add(at)
            return at + 1
        self._request(at, at + 1, draft)
        return at + 1

    def _wish(self, at: int, stop: int, draft: Draft, s: State, _post: bool) -> int:  # noqa: FBT001
        end = request_end(self.m, at, stop, draft.ids)
        begin = at
        while begin > 0 and self.m.has(begin - 1, "no", "amount", "article") and not self.m.spans[begin].pause:
            begin -= 1
        begin = at if self.m.has(begin, "article") and begin == at - 1 else begin
        s.take_amount()
        s.positive()
        self._request(begin, end, draft)
        if end > at + 1 and self._fits_any(end - 1, [draft]):
            self.used.discard(end - 1)
            return end - 1
        return end

    def _unknown_refusal(self, at: int, stop: int, draft: Draft, s: State) -> int:
        """ "No cilantro" where the menu knows no cilantro: a wish, in the diner's words."""
        begin = at
        while begin > 0 and self.m.has(begin - 1, "no", "remove", "that", "article") and not self.m.spans[begin].pause:
            begin -= 1
        if begin == at:
            return at + 1
        end = at + 1
        while end < stop and not self.m.spans[end].known and not self.m.spans[end].pause:
            end += 1
        self._request(begin, end, draft)
        return end

    def _request(self, begin: int, end: int, draft: Draft) -> None:
        draft.requests.append(self.m.words(begin, end - 1))
        self.used.update(range(begin, end))
        draft.spans.update(range(begin, end))

    _Handler = Callable[["ZoneReader", int, int, Draft, State, bool], int]
    _HANDLERS: ClassVar[dict[str, _Handler]] = {
        "everything_but": _everything,
        "everything": _everything,
        "plain": _plain,
        "only": _only,
        "amount": _amount,
        "number": _number,
        "no": _no,
        "remove": _remove,
        "remove_after": _after,
        "instead": _instead,
        "change": _change,
        "make": _make,
        "correction": _correction,
        "all": _all,
        "add": _add,
        "adding": _adding,
        "counter": _use,
        "or": _or,
        "and": _and,
        "also": _also,
        "but": _also,
        "with": _into,
        "into": _into,
        "size": _size_word,
        "request": _wish,
        "unit": _unit,
        "serving": _unit,
        "aside": _unit,
        "article": _article,
        "other": _use,
        "that": _use,
        "last": _use,
        "class": _use,
        "pronoun": _use,
        "preposition": _use,
        "of": _use,
        "times": _use,
        "after_all": _use,
        "same": _use,
        "more": _use,
        "filler": _filler,
    }


def _as_amount(text: str) -> Amount:
    return text if text in _AMOUNTS else "regular"  # type: ignore[return-value]
