"""The same again, which may then be changed."""

from collections.abc import Callable
from functools import partial

from server.parsing.matching.names import PART
from server.parsing.matching.numbers import number_at
from server.parsing.search.draft import Draft
from server.parsing.search.edits.copied_orders import CopiedOrders
from server.parsing.search.edits.repeated_orders import RepeatedOrders
from server.parsing.search.edits.rounds import Rounds
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.tools import Tools

Way = Callable[[Hypothesis, int], int | None]


class Copies:
    """Repeats lines."""

    def __init__(self, tools: Tools, which: Which) -> None:
        self.m = tools.m
        self.options = tools.options
        self.phrases = tools.phrases
        self.which = which
        self.orders = RepeatedOrders(tools, which)
        self.rounds = Rounds(tools.m, which)
        self.copied = CopiedOrders(tools.m, which)

    def same_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Another of the last line, which may then be changed."""
        is_owed = h.mode.negation and h.owed >> h.mode.negated_at & 1
        if h.line is None or h.line.removed or h.mode.making or h.mode.changing or is_owed:
            return []
        return [] if self.counts_new(h, at) else self._ways_again(h, at)

    def _ways_again(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
        if self._is_kept_in_exchange(h, at):
            return [self._as_it_was]
        following = at + 1
        while (
            self.m.has(following, "class", "serving", "counter", "of", "that", "same")
            and not self.m.spans[following].names
        ):
            following += 1
        if self._is_size_of_next(following):
            following += 1
        if (
            following < len(self.m)
            and not self.m.spans[following].pause
            and self.m.spans[following].names
            and self.m.items(following)
        ):
            return self._ways_of_named(h, at, following)
        if told := self._ways_of_told(h, at):
            return told
        other = self._has_options_before(h, at)
        if other >= 0:
            return [partial(self._with_same, other)]
        like = self.line_like(h)
        if like >= 0:
            return [partial(self.as_before, like)]
        if (
            self.orders.is_open_how_many(h, at)
            or self.orders.is_of_several_but(h, at)
            or self.orders.is_without_dish(h, at)
        ):
            return [self._ask]
        if self.orders.is_for_somebody(at) and self.orders.is_of_sentence_before(h, at):
            return [self.copy_new]
        return [self._copy_all] if self.orders.is_whole_order(h, at) else [self._copy]

    def _ways_of_told(self, h: Hypothesis, at: int) -> list[Way]:
        """What a dish behind the words tells: which line is had again, or what is had instead of one of them."""
        named = self.rounds.named_behind(h, at + 1)
        if named < 0:
            return self.copied.ways(h, at)
        return self.rounds.ways(h, named) if self.m.has(at, "same_again") else [self._ask]

    def _is_size_of_next(self, at: int) -> bool:
        """Whether a size or option stands before the dish that is had so: the "small" of "one more small beer"."""
        named = at + 1
        if named >= len(self.m) or self.m.spans[at].pause or self.m.spans[named].pause:
            return False
        dishes = [item_id for distance, item_id in self.m.items(named) if distance < PART]
        return any(self.m.fits(at, item_id) for item_id in dishes)

    def counts_new(self, h: Hypothesis, at: int) -> bool:
        """Whether "one of these as well" is a number right behind a dish that was not ordered: 雪碧也来一瓶."""
        line = h.line
        if line is None or line.line is not None or line.quantity_stated or line.head is None:
            return False
        is_behind = line.head[2] == at - 1 and not self.m.spans[at].pause and self.m.has(at, "number")
        return is_behind and not any(d.line is not None and d.line.item in line.items for d in h.drafts)

    def _is_kept_in_exchange(self, h: Hypothesis, at: int) -> bool:
        """Whether something stays as it was though the dish is another: "swap the korma for a madras, same meat"."""
        line, told = h.line, at + 1
        is_other = line is not None and line.line is not None and line.item is not line.line.item
        if not is_other or told >= len(self.m) or self.m.spans[told].pause or self.orders.says_one(at):
            return False
        return not self.m.has(told, "filler", "for", "and", "also", "but") and not self.m.items(told)

    def _as_it_was(self, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        h.own_line.spans.add(at)
        h.use(at)
        return at + 1

    def _ask(self, h: Hypothesis, at: int) -> int:
        h.pay("unread_word")
        h.leave(at, at + 1)
        return at + 1

    @staticmethod
    def line_like(h: Hypothesis) -> int:
        """The line of the cart of the dish that was just named with nothing else: "another latte, the same"; -1 where none is."""
        line = h.line
        if line is None or line.line is not None or line.choices or line.part_of >= 0:
            return -1
        alike = [
            i
            for i, d in enumerate(h.drafts)
            if d.line is not None
            and not d.removed
            and d.items == line.items
            and (not line.variant_stated or d.variant == line.variant)
        ]
        return alike[0] if len(alike) == 1 else -1

    def _has_options_before(self, h: Hypothesis, at: int) -> int:
        """The line whose options a dish right before span `at` shall have too: "a tea with lime and a cider with the same"; else -1."""
        line, behind = h.line, at - 1
        while self.m.has(behind, "with") and not self.m.spans[behind].names:
            behind -= 1
        if (
            line is None
            or line.line is not None
            or line.choices
            or line.head is None
            or line.head[2] != behind
        ):
            return -1
        ends = at + 1 >= len(self.m) or bool(self.m.spans[at + 1].pause)
        if self.m.spans[at].pause or not ends or h.pending is not None:
            return -1
        told = [i for i, d in enumerate(h.drafts) if d.line is None and not d.removed and d.choices]
        return told[-1] if told else -1

    def _with_same(self, index: int, h: Hypothesis, at: int) -> int:
        """The options of another line, where the dish can be had with them all."""
        line, picked = h.own_line, h.drafts[index].choices.values()
        there = {
            m.name.casefold(): (m, g) for i in line.items for g in i.modifier_groups for m in g.modifiers
        }
        if not all(c.modifier.name.casefold() in there for c in picked):
            h.pay("unread_word")
            h.leave(at, at + 1)
            return at + 1
        for choice in picked:
            line.choose(*there[choice.modifier.name.casefold()], choice.amount, choice.quantity)
        line.spans.add(at)
        h.use(at)
        return at + 1

    def as_before(self, index: int, h: Hypothesis, at: int) -> int:
        """What was ordered again is as it was before."""
        line, before = h.own_line, h.drafts[index]
        line.choices, line.requests = dict(before.choices), list(before.requests)
        line.variant, line.variant_stated, line.repeated = before.variant, before.variant_stated, True
        line.spans.add(at)
        h.use(at)
        return at + 1

    def copy_new(self, h: Hypothesis, at: int) -> int:
        """As many again of all that this text orders."""
        for i, draft in enumerate(h.drafts):
            if draft.line is None and not draft.removed:
                own = h.drafts.own(i)
                own.quantity, own.quantity_stated = 2 * draft.quantity, True
                own.spans.add(at)
        h.use(at)
        return at + 1

    def _copy_all(self, h: Hypothesis, at: int) -> int:
        for i in range(len(h.drafts)):
            if not h.drafts[i].removed:
                h.drafts.own(i).quantity *= 2
                h.drafts.own(i).spans.add(at)
        return self._behind_same(h, at)

    def _behind_same(self, h: Hypothesis, at: int) -> int:
        """The span behind words that say once more that it is the same: "the same, one more time"."""
        after = at + 1
        while self.m.has(after, "same") and not self.m.spans[after].pause:
            after += 1
        h.use(at, after)
        return after

    def _ways_of_named(self, h: Hypothesis, at: int, name: int) -> list[Way]:
        """As many of the dish that is named, or of another dish what was said of the last: "the same of smoked ham"."""
        match, ids = self.which.find(h, name), self.m.best_items(name)
        if self.m.has(at, "round", "same_again") and (ways := self.rounds.ways(h, name)):
            return ways
        if self.m.has(at, "round"):
            return [self._ask]
        if match < 0 and len(ids) == 1 and self.m.has(name - 1, "of"):
            return [partial(self._copy_as, ids[0], name)]
        return []

    def _copy_as(self, item_id: int, name: int, h: Hypothesis, at: int) -> int:
        self._copy(h, at)
        h.own_line.become(self.m.item(item_id))
        h.own_line.repeated = False
        h.use(at, name + 1)
        return name + 1

    def _copy(self, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        repeated = self._repeated(h, at)
        copy = h.drafts[repeated].copy()
        phrase, h.pending = h.pending, None
        copy.repeated, copy.inherits, copy.part_of = True, True, -1
        if phrase is not None and phrase.number_at >= 0:
            copy.quantity = phrase.quantity
            if phrase.number_at > 0 and not self.m.spans[phrase.number_at - 1].known:
                h.pay("target_untold")  # "for player two the same"
        elif not (self._copies_others_too(h, at, repeated) or self.orders.is_as_many(h, at, repeated)):
            copy.quantity = 1
        copy.spans, copy.sizes = {at}, ()
        h.drafts.append(copy)
        h.focus = len(h.drafts) - 1
        after = self._behind_same(h, at)
        if self._counts(after):
            copy.quantity, after = number_at(self.m, after, len(self.m))
        h.use(at, after)
        if phrase is not None and phrase.waiting:
            self.phrases.fill(h, h.focus, phrase)
        return self._as_it_is(h, after)

    def _as_it_is(self, h: Hypothesis, at: int) -> int:
        """Take nothing over but what the dish must have, where the copy is to be plain: "for me the same, but normal"."""
        told = at
        while self.m.has(told, "but", "filler", "just") and not self.m.spans[told].names:
            told += 1
        is_told = self.m.has(told, "amount") and self.m.spans[told].word.amount == "regular"
        behind = told + 1
        while self.m.has(behind, "filler") and not self.m.spans[behind].pause:
            behind += 1
        is_closed = behind >= len(self.m) or bool(self.m.spans[behind].pause)
        if not is_told or not is_closed or self._is_choice_of(h.own_line, told):
            return at
        line = h.own_line
        line.choices = {i: c for i, c in line.choices.items() if c.group.min_select}
        line.requests = []
        h.use(told)
        return told + 1

    def _is_choice_of(self, draft: Draft, at: int) -> bool:
        """Whether a size or an option that a dish has is called so."""
        sizes = draft.item is not None and self.m.variant_distance(at, draft.item.id) < PART
        return bool(self.m.spans[at].names) and (sizes or self.options.fits(at, [draft]))

    def _copies_others_too(self, h: Hypothesis, at: int, repeated: int) -> bool:
        """Double the other lines of the cart, where somebody has all of it with one difference: "lo mismo para él, pero sin limón".

        Where several lines may differ so, it is not told which one does.
        """
        there = [i for i, d in enumerate(h.drafts) if not d.removed]
        named = next((i for i in range(at + 1, len(self.m)) if self.m.spans[i].names), -1)
        if len(there) < 2 or named < 0 or any(h.drafts[i].line is None for i in there):  # noqa: PLR2004
            return False
        differs = any(self.m.has(i, "but", "no", "with") for i in range(at + 1, named))
        if not differs:
            return False
        if self.m.items(named) and self.orders.line_but(h, at) != repeated:
            if self.orders.is_for_somebody(at) and not self.options.fits(named, h.drafts):
                h.pay("target_untold")
            return False
        if not self.orders.is_for_somebody(at) and not self.orders.is_said_of_one(at):
            return False
        if (
            self.orders.differs_in_others(h, named, repeated)
            or sum(self.options.fits(named, [h.drafts[i]]) for i in there) > 1
        ):
            h.pay("target_untold")
        for i in there:
            if i != repeated:
                h.drafts.own(i).quantity *= 2
                h.drafts.own(i).spans.add(at)
        return True

    def copy_for(self, h: Hypothesis, at: int) -> int:
        """What was ordered last once more for somebody else: "my wife too", and "one" that may be said behind it."""
        if h.line is None or h.line.removed or not h.line.items:
            h.use(at)
            return at + 1
        after = self._copy(h, at)
        if (
            self.m.has(after, "number", "article")
            and not self.m.spans[after].pause
            and not self.m.spans[after].names
        ):
            h.own_line.quantity = max(1, self.m.spans[after].word.value)
            h.use(after)
            after += 1
        return after

    def _counts(self, at: int) -> bool:
        """Whether a number with its measure word says behind "the same" how many: "一样的再来两罐"."""
        if not self.m.has(at, "number") or self.m.spans[at].names or self.m.spans[at].pause:
            return False
        return self.m.has(number_at(self.m, at, len(self.m))[1], "counter")

    def _repeated(self, h: Hypothesis, at: int) -> int:
        """The line that is repeated: the last one that can be changed as the words behind say, "the same but with lamb"."""
        if (told := self.orders.line_but(h, at)) >= 0:
            return told
        named = next((i for i in range(at + 1, len(self.m)) if self.m.spans[i].names), -1)
        if named < 0 or self._is_apart(at, named) or self.options.fits(named, [h.drafts[h.focus]]):
            return h.focus
        there = [
            i for i, d in enumerate(h.drafts) if not d.removed and self.options.fits(named, [d], options=True)
        ]
        if not there and self.m.has(named + 1, "stand_in"):
            there = [i for i, d in enumerate(h.drafts) if not d.removed and self._has_sibling(d, named)]
        return max(there, default=h.focus)

    def _has_sibling(self, draft: Draft, at: int) -> bool:
        """Whether a dish under the same heading is called like a line's, but for a word: the "oyster" of "an oyster one"."""
        if draft.item is None:
            return False
        of_words, own = self.m.view.item_words, draft.item
        return any(
            i != own.id and self.m.item(i).category_id == own.category_id and of_words[i] & of_words[own.id]
            for i in self.m.all_items(at)
        )

    def _is_apart(self, at: int, named: int) -> bool:
        """Whether what is named behind a copy is no change of it: not that of "the same for him, but without onions"."""
        between = range(at + 1, named)
        if any(self.m.has(i, "and", "also") for i in between):
            return True
        changes = any(self.m.has(i, "no", "with", "but") for i in between) or self.m.has(
            named + 1, "no", "remove"
        )
        return any(self.m.spans[i].pause for i in range(at + 1, named + 1)) and not changes

    def is_copy_with(self, h: Hypothesis, at: int) -> bool:
        """Whether the dish of a copy is named with what it has otherwise: "the same for her but a soya latte"."""
        line, phrase = h.line, h.pending
        if line is None or phrase is None or not (line.repeated and line.inherits) or line.line is not None:
            return False
        led = phrase.first - 1
        while self.m.has(led, "with", "filler") and not self.m.has(led, "but") and led > max(line.spans):
            led -= 1
        is_told = phrase.determiner == "article" and self.m.has(led, "but")
        return is_told and line.item is not None and line.item.id in self.m.best_items(at)

    def is_changed_copy(self, h: Hypothesis, at: int) -> bool:
        """Whether the dish at `at` tells in what a copy differs: "the same again but ham"."""
        line = h.line
        if (
            line is None
            or not (line.repeated and line.inherits)
            or h.pending is not None
            or len(line.spans) != 1
        ):
            return False
        between = range(max(line.spans) + 1, at)
        return any(self.m.has(i, "but", "with", "just", "preposition") for i in between) and not any(
            self.m.has(i, "and", "also") and not self.m.has(i, "but") for i in between
        )
