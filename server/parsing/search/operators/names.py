"""Names of the menu: options, sizes, dishes, and words that only say again what was said."""

from collections.abc import Sequence
from functools import partial
from itertools import islice

from server.parsing.matching.lexicon import MAX_INFERRED
from server.parsing.matching.names import FOLDED, PART, SHORTENED
from server.parsing.search.drinks_by_kind import drinks_of_kind
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, Waiting
from server.parsing.search.operators.cued_rules import Rule, first_that_holds, rules_for
from server.parsing.search.operators.exchange_wishes import ExchangeWishes
from server.parsing.search.operators.kind_words import tells_kind_again, tells_kind_of_next
from server.parsing.search.operators.next_dish import NextDish
from server.parsing.search.operators.one_of_each import OneOfEach
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.option_names import OptionNames
from server.parsing.search.operators.refused_names import RefusedNames
from server.parsing.search.operators.repeated_names import RepeatedNames
from server.parsing.search.operators.segments import Segments
from server.parsing.search.operators.size_openings import SizeOpenings
from server.parsing.search.operators.wishes import Wishes
from server.parsing.search.tools import Tools

MAX_WAITING = 12
"""Options that wait for one dish at most."""


class Names(Operation):
    """Names of the menu: options, sizes, dishes, and words that only say again what was said."""

    def __init__(self, tools: Tools, edits: Edits, one_of_each: OneOfEach, wishes: Wishes) -> None:
        super().__init__(tools, edits)
        self.named = OptionNames(tools, edits)
        self.refused = RefusedNames(tools, edits, self.named)
        self.repeated = RepeatedNames(tools, edits)
        self.size_openings = SizeOpenings(tools, edits)
        self.segments = Segments(tools, edits)
        self.exchanges = ExchangeWishes(tools, edits)
        self.one_of_each = one_of_each
        self.wishes = wishes
        self.next_dish = NextDish(tools, edits)
        self._rules_alone = rules_for(self.m, self._all_rules_alone())

    def _all_rules_alone(self) -> Sequence[tuple[Rule, tuple[str, ...]]]:
        """The rules by which a name can be one thing alone, in their order, with the kinds of words that they need."""
        return (
            (self.segments.ways, ()),
            (self._ways_of_size_of_next, ("article",)),
            (self._ways_of_another_size, ("another",)),
            (self._ways_of_sized_name, ("article",)),
            (self._ways_to_refuse_group, ()),
            (self._ways_of_other_choice, ("but",)),
            (self._ways_put_on_some, ("pronoun",)),
            (self._ways_of_place, ("that",)),
            (self.exchanges.ways, ()),
            (self.edits.described_by_name, ()),
            (self.edits.sibling_ways, ("stand_in",)),
            (self._ways_for_persons, ("persons_all",)),
            (self.named.line_of_size_ways, ()),
            (self.refused.called_line_ways, ()),
            (self.refused.refused_line_ways, ("stand_in",)),
            (self._ways_of_wish_within, ("preposition",)),
            (self._ways_of_each, ()),
            (self._ways_of_cart, ()),
            (self._ways_before_kind, ()),
        )

    def name_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """All that the name at span `at` may be."""
        only = self._only_ways(h, at) if h.drafts or self._is_led(h) else self._ways_before_kind(h, at)
        if only:
            return only
        ways: list[Way] = []
        if h.drafts and self.repeated.says_group_again(h, at):
            ways.append(self.absorb)
        if h.drafts and self.repeated.goes_on_with_name(h, at):
            ways.append(self.repeated.end_name)
        is_one_more = self.named.is_one_more_dish(h, at)
        fits = not is_one_more and self.named.fits(h, at)
        if fits:
            ways += self.named.ways(h, at)
        elif self._may_be_side_wish(h, at):
            ways.append(self._side_wish)
        if not is_one_more and self._may_wait(h, at, fits=fits):
            ways.append(self._wait)
        if self.m.items(at) and self._may_be_dish(h, at):
            ways += self.edits.head_ways(h, at) + self.next_dish.ways(h, at)
        elif h.pending is not None and h.pending.determiner:
            ways += self.next_dish.size_ways(h, at)
        if not fits:
            ways += self._ways_elsewhere(h, at)
        return ways or ([] if self.m.spans[at].word.kinds else [self._name_without_place])

    @staticmethod
    def _is_led(h: Hypothesis) -> bool:
        """Whether the words before may leave one way alone to take a name, though no line is there yet."""
        waits = h.pending is not None and len(h.pending.waiting) >= MAX_WAITING
        return waits or h.mode.stranger or bool(h.mode.each) or h.mode.negation == "remove"

    def _only_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """What the name can be alone, the first case that holds; nothing where it may be several things."""
        phrase = h.pending
        if h.mode.stranger and phrase is None and self.named.nearest_item(at) >= PART:
            return [self._name_without_place]
        if self.repeated.says_dish_again(h, at) or self.repeated.leads_option_of_group(h, at):
            return [self.absorb]
        says_again = self.repeated.says_group_again(h, at) and not self._opens_anew(at - 1)
        says_again = says_again or self.repeated.names_open_choice(h, at)
        if says_again or tells_kind_again(self.m, h, at):
            return [self.absorb]
        if only := first_that_holds(self._rules_alone, h, at):
            return only
        if self.refused.is_taken_off_another(h, at) or self._is_told_before_line(h, at):
            return [self._wait]
        is_full = phrase is not None and len(phrase.waiting) >= MAX_WAITING
        return [self._name_without_place] if is_full else []

    def _ways_before_kind(self, h: Hypothesis, at: int) -> list[Way]:
        return [self.absorb] if tells_kind_of_next(self.m, h, at) else []

    def _ways_of_size_of_next(self, h: Hypothesis, at: int) -> list[Way]:
        return [self._size_before_article] if self._is_size_of_next(h, at) else []

    def _ways_of_another_size(self, h: Hypothesis, at: int) -> list[Way]:
        return [self._another_in_size] if self._is_size_of_another(h, at) else []

    def _ways_of_sized_name(self, h: Hypothesis, at: int) -> list[Way]:
        return [self.repeated.end_sized_name] if self.repeated.goes_on_behind_size(h, at) else []

    def _ways_to_refuse_group(self, h: Hypothesis, at: int) -> list[Way]:
        return [self.wishes.refuse_group] if self.refused.refuses_group(h, at) else []

    def _ways_of_other_choice(self, h: Hypothesis, at: int) -> list[Way]:
        return [self.named.take] if self._differs_in_choice(h, at) else []

    def _ways_put_on_some(self, h: Hypothesis, at: int) -> list[Way]:
        return [self.named.take] if self._is_put_on_some(h, at) else []

    def _ways_of_wish_within(self, h: Hypothesis, at: int) -> list[Way]:
        return self.refused.wish_within_ways(h, at, at + 1) if h.mode.negation else []

    def _ways_of_place(self, h: Hypothesis, at: int) -> list[Way]:
        place = self._place_named(h, at)
        return [partial(self.edits.changes.refer, place, 0.0)] if place >= 0 else []

    def _place_named(self, h: Hypothesis, at: int) -> int:
        """The one line that is named by a word of its dish behind a preposition: "none of that in the burger"; else -1."""
        is_led = self.m.has(at - 1, "that") and self.m.has(at - 2, "preposition")
        if not is_led or not self.ahead.closes(at + 1):
            return -1
        if h.pending is not None or self.named.nearest_item(at) < PART or self.m.spans[at].pause:
            return -1
        there = [i for i, d in enumerate(h.drafts) if d.item is not None and not d.removed]
        named = [i for i in there if self.m.is_word_of(at, h.drafts[i].ids[0])]
        is_option = any(self.options.distance(at, h.drafts[i]) < SHORTENED for i in there)
        return named[0] if len(named) == 1 and not is_option else -1

    def _differs_in_choice(self, h: Hypothesis, at: int) -> bool:
        """Whether a copy has another option of a group of which it had one: "the same for him, but chicken"."""
        line = h.line
        if line is None or not line.inherits or not self.m.has(at - 1, "but") or h.mode.negation:
            return False
        if self.named.nearest_item(at) >= PART or not self.edits.copies.is_changed_copy(h, at):
            return False
        had = {c.group.id for c in line.choices.values() if c.amount != "none" and c.group.max_select == 1}
        return any(
            group.id in had and modifier.id not in line.choices
            for item_id in line.ids
            for modifier, group in self.m.best_modifiers(at, item_id)
        )

    def _ways_of_each(self, h: Hypothesis, at: int) -> list[Way]:
        if not h.mode.each:
            return []
        return self.one_of_each.heading_ways(h, at) or self.one_of_each.of_dish_ways(h, at)

    def _may_be_side_wish(self, h: Hypothesis, at: int) -> bool:
        """Whether it is something that the menu offers with no dish, wished on the side of this one."""
        is_beside = h.line is not None and h.pending is None and self.has_side_behind(at)
        return is_beside and self.named.nearest_item(at) >= PART

    def _may_wait(self, h: Hypothesis, at: int, *, fits: bool) -> bool:
        """Whether it may be an option or a size of a dish that comes yet."""
        if not (self.m.is_option_somewhere(at) or self.m.is_variant_somewhere(at)):
            return False
        if self.m.spans[at].word.kinds and self._nearest(at) >= PART:
            return False
        if (
            h.pending is not None
            or h.line is None
            or self._is_counted_apart(at)
            or self.size_openings.opens_elided(h, at)
            or (not fits and (self._is_drink_alone(h, at) or self._makes_longer(h, at)))
        ):
            return True
        is_settled = self.m.has(at, "number") or self.refused.is_refused_here(h, at)
        is_settled = is_settled or self._ends_dish(h, at) or self._is_size_apart(h, at)
        if fits and is_settled and self.ahead.closes(at + 1):
            return False
        return self.ahead.leads_to_head(at) if fits else self.ahead.head_follows(at)

    def _makes_longer(self, h: Hypothesis, at: int) -> bool:
        """Whether the dish before it does not have it, and another one does that is called so too, and more: "two eggs with ham"."""
        if not self.m.has(at - 1, "with") or h.mode.negation or self.m.spans[at].pause:
            return False
        return self.closings.longer_with(h, PendingPhrase(at, waiting=(Waiting(at),))) is not None

    def _is_drink_alone(self, h: Hypothesis, at: int) -> bool:
        """Whether the kind of a drink is listed behind dishes that have none: "a burger, diet pepsi"."""
        is_listed = bool(self.m.spans[at].pause) or self.m.has(at - 1, "and", "also")
        if not is_listed or h.mode.negation or not self.ahead.closes(at + 1):
            return False
        found = [self.m.item(i) for i in self.m.items_fitting([at])]
        return bool(drinks_of_kind(self.m, found, [Waiting(at)]))

    def _ways_elsewhere(self, h: Hypothesis, at: int) -> list[Way]:
        """What it may be where the last line has no such option: one of an earlier line, or a wish."""
        ways: list[Way] = []
        if h.pending is None or h.pending.is_bare:
            earlier = self.named.earlier_line(h, at)
            if earlier >= 0 and self.refused.is_told_of_last(h, h.drafts[earlier], at):
                return [self.refused.wish_of_last]
            if earlier >= 0 and not self.phrases.is_size_of_last(h, at):
                ways.append(partial(self._take_of_earlier, earlier))
        return ways + self.wishes.of_thing(h, at)

    def _take_of_earlier(self, index: int, h: Hypothesis, at: int) -> int:
        if self.phrases.may_be_of_last(h, at, h.pending.first if h.pending is not None else at):
            h.pay("target_untold")
        return self.named.take_of(index, h, at)

    def _is_told_before_line(self, h: Hypothesis, at: int) -> bool:
        """Whether a size ends with the line of the cart that it is about: "mejor pequeñas las colas"."""
        named = at + 2
        is_led = self.m.has(at + 1, "that") and named < len(self.m) and h.pending is None
        if not is_led or h.mode.negation or not self.m.is_variant_somewhere(at) or self.m.items(at):
            return False
        if self.m.spans[at + 1].pause or self.m.spans[named].pause or not self.m.items(named):
            return False
        found = self.edits.which.find(h, named) if self.ahead.closes(named + 1) else -1
        return found >= 0 and h.drafts[found].line is not None and self.options.fits(at, [h.drafts[found]])

    def _ways_of_cart(self, h: Hypothesis, at: int) -> list[Way]:
        """A line of the cart that is taken away, or an option that one of several lines has in place of another."""
        if (gone := self.refused.line_taken_away(h, at)) >= 0:
            return [partial(self.edits.removals.take_away, gone)]
        exchanged = self.named.line_exchanged(h, at) not in (-1, h.focus)
        return self.named.ways(h, at) if exchanged else []

    def _ends_dish(self, h: Hypothesis, at: int) -> bool:
        """Whether it stands right behind a dish, before a pause: "a goulash half, without onions"."""
        line = h.line
        is_behind = line is not None and line.head is not None and line.head[2] == at - 1
        return (
            is_behind
            and not self.m.spans[at].pause
            and at + 1 < len(self.m)
            and bool(self.m.spans[at + 1].pause)
        )

    def _is_size_apart(self, h: Hypothesis, at: int) -> bool:
        """Whether a size stands between pauses, behind a dish of which none was said: "a soup without cream, large, and the pie"."""
        line = h.line
        is_open = line is not None and line.line is None and not line.variant_stated
        is_apart = bool(self.m.spans[at].pause) and at + 1 < len(self.m) and bool(self.m.spans[at + 1].pause)
        return is_open and is_apart and self.m.has(at, "size")

    def _side_wish(self, h: Hypothesis, at: int) -> int:
        """What the menu does not offer with this dish, wished on its side."""
        h.pay("side_wish")
        self.request(h, at, at + 2)
        return at + 2

    def _nearest(self, at: int) -> float:
        named = self.m.index.names
        return min(
            (
                d
                for name, d in self.m.spans[at].names.items()
                if named[name].modifiers or named[name].variants
            ),
            default=9.0,
        )

    def _may_be_dish(self, h: Hypothesis, at: int) -> bool:
        distance = self.m.items(at)[0][0]
        if (
            distance >= PART
            and (self.m.spans[at].word.kinds or self.named.is_served_in_size(h, at))
            and not self._ends_described(h, at)
        ):
            return False
        if distance >= PART and self._is_drink_in_full(at):
            return False
        return not (
            self.m.has(at - 1, "of")
            and not self.m.spans[at].pause
            and not self.m.has(at - 2, "serving")
            and h.line is not None
            and any(self.m.modifiers(at - 2, item_id) for item_id in h.line.ids)
            and not (h.pending is not None and any(w.negation == "remove" for w in h.pending.waiting))
        )

    def _is_drink_in_full(self, at: int) -> bool:
        """Whether it is all of the name of a drink that must be chosen: "an iced tea", beside a *Long Island Iced Tea*."""
        having = islice(self.m.items_with_option(at), MAX_INFERRED)
        named = [self.m.item(i) for i in having if self.m.modifier_distance(at, i) <= FOLDED]
        return bool(drinks_of_kind(self.m, named, [Waiting(at)]))

    def _ends_described(self, h: Hypothesis, at: int) -> bool:
        """Whether a word for a thing ends the name of a dish that is told by its option: "two catfish plates"."""
        phrase = h.pending
        if phrase is None or not phrase.waiting or self.m.spans[at].pause or not self.m.has(at, "thing"):
            return False
        ids = [i for i in self.m.all_items(at) if all(self.phrases.fits(w, [i]) for w in phrase.waiting)]
        return bool(ids) and phrase.waiting[-1].at == at - 1

    def _is_put_on_some(self, h: Hypothesis, at: int) -> bool:
        """Whether it is told behind an option how many of a line have it: "two sugars in one of them"."""
        line, phrase = h.line, h.pending
        if line is None or not self.options.fits(at, [line], options=True) or h.mode.negation:
            return False
        told = (
            self.m.has(at + 1, "preposition")
            and self.m.has(at + 2, "number")
            and self.m.has(at + 3, "pronoun")
        )
        apart = told and any(self.m.spans[i].pause or self.m.spans[i].names for i in range(at + 1, at + 4))
        return told and not apart and (phrase is None or (phrase.is_bare and phrase.first == at - 1))

    def _is_size_of_next(self, h: Hypothesis, at: int) -> bool:
        """Whether an article stands between a size and the dish that it is of: "a beer and half a cider"."""
        named = at + 2
        if not self.m.has(at + 1, "article") or named >= len(self.m) or not self.m.is_variant_somewhere(at):
            return False
        is_apart = any(self.m.spans[i].pause for i in (at + 1, named)) or bool(self.m.spans[at + 1].names)
        is_apart = is_apart or self.m.has(at - 1, "that", "of")
        if is_apart or not (h.pending is None or h.pending.is_bare) or not self.m.items(named):
            return False
        ids = self.m.best_items(named) if self.m.items(named)[0][0] < PART else []
        return any(self.m.variants(at, item_id) for item_id in ids)

    def _is_size_of_another(self, h: Hypothesis, at: int) -> bool:
        """Whether one more is told by the size that is called by a number: "another twelve", of twelve wings."""
        line, is_led = h.line, self.m.has(at - 1, "another") and self.m.has(at, "number")
        if not is_led or line is None or h.pending is not None or self.m.spans[at].pause:
            return False
        return any(self.m.variants(at, item_id) for item_id in line.ids) and not self.ahead.counts_name(
            at + 1
        )

    def _another_in_size(self, h: Hypothesis, at: int) -> int:
        h.pending = PendingPhrase(at - 1, 1, "number", at - 1, more=True, spans=(at - 1,))
        return self._wait(h, at)

    def _size_before_article(self, h: Hypothesis, at: int) -> int:
        if h.pending is None:
            h.pending = PendingPhrase(at, determiner="article", joined=h.mode.joined)
        self.phrases.wait(h, at)
        h.use(at + 1)
        return at + 2

    def _opens_anew(self, at: int) -> bool:
        """Whether span `at` may begin another dish: behind a pause or an "and"."""
        return bool(self.m.spans[at].pause) or self.m.has(at - 1, "and", "also", "article", "number")

    def _is_counted_apart(self, at: int) -> bool:
        """Whether a number of times behind it counts it alone: "small chips twice, large once"."""
        return self.m.has(at + 1, "multiple") and bool(self.m.spans[at].pause)

    def _ways_for_persons(self, h: Hypothesis, at: int) -> list[Way]:
        """What is said of some waits until it is told of how many: "small ones for the four kids"."""
        waits = self.m.has(at + 1, "stand_in") and self.m.has(at + 2, "persons_all") and h.line is not None
        return [self._wait] if waits else []

    def _wait(self, h: Hypothesis, at: int) -> int:
        if h.pending is None and h.line is not None:
            h.pay("option_before_head")
        if self.named.is_dish_on_side(h, at):
            h.pay("option_with_serving")
        self.phrases.wait(h, at)
        return at + 1

    @staticmethod
    def _is_counted(h: Hypothesis, at: int) -> bool:
        """Whether a number stands right before a heading: "two coffees" behind a pizza are no pizzas, and none that is known."""
        return h.pending is not None and h.pending.is_bare and h.pending.number_at == at - 1

    def _name_without_place(self, h: Hypothesis, at: int) -> int:
        is_kind = self.m.category_items(at) and not self.m.is_option_somewhere(at)
        says_again = self.m.has(at - 1, "of") and h.line is not None and at - 2 in h.line.spans
        if says_again or (is_kind and h.line is not None):
            h.use(at)
            if not says_again and self._is_counted(h, at):
                h.pending = None
                h.leave(at, at + 1)
            return at + 1
        h.pay("said_of_unknown" if h.mode.stranger else "unread_name")
        return at + 1
