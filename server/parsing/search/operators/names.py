"""Names of the menu: options, sizes, dishes, and words that only say again what was said."""

from functools import partial

from server.parsing.matching.names import PART
from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.one_of_each import OneOfEach
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.wishes import Wishes
from server.parsing.search.tools import Tools

MAX_WAITING = 12
"""Options that wait for one dish at most."""


class Names(Operation):
    """Names of the menu: options, sizes, dishes, and words that only say again what was said."""

    def __init__(self, tools: Tools, edits: Edits, one_of_each: OneOfEach, wishes: Wishes) -> None:
        super().__init__(tools, edits)
        self.one_of_each = one_of_each
        self.wishes = wishes

    def name_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: C901, PLR0911, PLR0912  (one case after the other, in the order in which they count)
        span, line, phrase = self.m.spans[at], h.line, h.pending
        is_telling = bool(span.word.kinds)
        ways: list[Way] = []
        if h.mode.stranger and phrase is None and not (self.m.items(at) and self.m.items(at)[0][0] < PART):
            return [self._name_without_place]
        if self._only_ends_name(h, at) or self._is_group_of_option(h, at):
            return [self.absorb]
        if self._says_group_again(h, at):
            if not self._opens_anew(at - 1):
                return [self.absorb]
            ways.append(self.absorb)
        described = self.edits.described_by_name(h, at)
        if described:
            return described
        only = (
            self._ways_for_persons(h, at)
            or self._line_of_size_ways(h, at)
            or self.one_of_each.heading_ways(h, at)
        )
        only = only or self.one_of_each.of_dish_ways(h, at)
        if only:
            return only
        if self._is_taken_off_another(h, at):
            return [self._wait]
        if self._belongs_to_name(h, at):
            ways.append(self._end_name)
        near = [line, *(h.drafts[i] for i in h.mode.targets)] if line else []
        fits = self.options.fits(at, near)
        if (
            fits
            and line is not None
            and is_telling
            and self.options.distance(at, line) >= PART
            and not self._is_elided_option(at, line)
        ):
            fits = False
        is_one_more = line is not None and self._is_one_more(h, at, line)
        fits = fits and not is_one_more
        other = self._line_refused(h, at) if fits and phrase is None else -1
        if other >= 0:
            ways.append(partial(self._option_of, other))
        elif fits and (phrase is None or self._may_determine_option(h, phrase, at)):
            ways.append(self._option)
        if phrase is not None and len(phrase.waiting) >= MAX_WAITING:
            return [self._name_without_place]
        is_option = self.m.is_option_somewhere(at) or self.m.is_variant_somewhere(at)
        if (
            line is not None
            and not fits
            and self.has_side_behind(at)
            and phrase is None
            and self._nearest_item(at) >= PART
        ):
            ways.append(self._side_wish)
        follows = self.ahead.leads_to_head(at) if fits else self.ahead.head_follows(at)
        if fits and (self.m.has(at, "number") or self._is_refused_here(h, at)) and self.ahead.closes(at + 1):
            follows = False
        may_wait = phrase is not None or line is None or follows or self._is_counted_apart(at)
        if is_option and may_wait and not is_one_more and not (is_telling and self._nearest(at) >= PART):
            ways.append(self._wait)
        if self.m.items(at) and self._may_be_dish(h, at):
            ways += self.edits.head_ways(h, at)
        if not fits and (phrase is None or phrase.is_bare):
            earlier = self._earlier_line(h, at)
            if earlier >= 0:
                ways.append(partial(self._option_of, earlier))
        if not fits:
            ways += self.wishes.of_thing(h, at)
        if not ways and not is_telling:
            ways.append(self._name_without_place)
        return ways

    def _is_one_more(self, h: Hypothesis, at: int, line: Draft) -> bool:
        """Whether a dish of its own is meant, for none is had twice as a part: "plus an extra lemonade"."""
        if h.mode.amount != "extra":
            return False
        options = [option for i in line.ids for option in self.m.best_modifiers(at, i)]
        return bool(options) and all(m.menu_item_id and g.max_select == 1 for m, g in options)

    def _is_taken_off_another(self, h: Hypothesis, at: int) -> bool:
        """Whether another line of the cart is named from which it is taken: "remove the ham from the pizza"."""
        if h.mode.negation != "remove" or not self.m.is_option_somewhere(at):
            return False
        i = at + 1
        while self.m.has(i, "and", "that", "article") or (i < len(self.m) and self.m.is_option_somewhere(i)):
            if self.m.spans[i].pause or self.m.has(i, "of", "preposition"):
                break
            i += 1
        if not self.m.has(i, "of", "preposition") or self.m.spans[i].pause:
            return False
        i += 1
        while self.m.has(i, "that", "all") and not self.m.spans[i].names:
            i += 1
        found = self.edits.which.find(h, i) if i < len(self.m) and self.m.items(i) else -1
        return found >= 0 and found != h.focus and h.drafts[found].line is not None

    def _is_refused_here(self, h: Hypothesis, at: int) -> bool:
        """Whether a refusal stands right before it, behind a dish that has it."""
        return bool(h.mode.negation) and h.mode.negated_at == at - 1 and not self.m.spans[at].pause

    def _may_determine_option(self, h: Hypothesis, phrase: PendingPhrase, at: int) -> bool:
        """Whether "a" or "two" may be said of an option rather than of a dish; of a size only where it is changed."""
        line = h.line
        if line is None or not phrase.is_bare or phrase.share or phrase.rest:
            return False
        return (
            any(self.m.modifiers(at, i) for i in line.ids)
            or h.mode.making
            or h.mode.correcting
            or h.mode.only
            or self.m.has(phrase.first - 1, "preposition")
        )

    def _is_elided_option(self, at: int, line: Draft) -> bool:
        """Whether "and" and another option with the same last word follow: "black and refried beans"."""
        return self.m.has(at + 1, "and", "or") and self.options.fits(at + 2, [line], options=True)

    def _nearest_item(self, at: int) -> float:
        found = self.m.items(at)
        return found[0][0] if found else 9.0

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
        if distance >= PART and self.m.spans[at].word.kinds:
            return False
        return not (
            self.m.has(at - 1, "of")
            and not self.m.spans[at].pause
            and not self.m.has(at - 2, "serving")
            and h.line is not None
            and any(self.m.modifiers(at - 2, item_id) for item_id in h.line.ids)
            and not (h.pending is not None and any(w.negation == "remove" for w in h.pending.waiting))
        )

    def _only_ends_name(self, h: Hypothesis, at: int) -> bool:
        """Whether a word only says again what the dish before it is, or of which kind: "pizza pie", "ham sandwich"."""
        line = h.line
        if line is None or line.head is None or h.pending is not None:
            return False
        same = self.m.best_items(at) == line.ids
        kind = bool(set(self.m.category_items(at)) & set(line.ids))
        if line.head[2] == at - 1 and not self.m.spans[at].pause and (same or kind):
            return True
        if not kind or (self.m.items(at) and self.m.items(at)[0][0] < PART):
            return False
        between = range(line.head[2] + 1, at)
        closed = any(
            self.m.has(i, "article", "number", "with", "also") or self.m.spans[i].pause for i in between
        )
        return not closed and not self.m.spans[at].pause and not self.m.is_option_somewhere(at)

    def _is_group_of_option(self, h: Hypothesis, at: int) -> bool:
        """Whether a word only says of what the option behind it is one: "sauce béarnaise", 「ご飯大盛り」."""
        line = h.line
        if line is None or h.pending is not None or at + 1 >= len(self.m) or self.m.spans[at + 1].pause:
            return False
        said, stems_of = self.m.stems(at), self.m.view.stems_of
        return any(
            said <= frozenset(stems_of(group.name))
            for item_id in line.ids
            for _distance, _modifier, group in self.m.modifiers(at + 1, item_id)
        )

    def _says_group_again(self, h: Hypothesis, at: int) -> bool:
        """Whether a word only says of what the option before it is one: "with firm noodles", "salted popcorn" of a combo."""
        option = h.mode.option_behind(at - 1)
        if option is None or self.m.spans[at].pause or h.pending is not None:
            return False
        return self.m.stems(at) <= set(self.m.view.stems_of(option[3].name))

    def _opens_anew(self, at: int) -> bool:
        """Whether span `at` may begin another dish: behind a pause or an "and"."""
        return bool(self.m.spans[at].pause) or self.m.has(at - 1, "and", "also", "article", "number")

    def _belongs_to_name(self, h: Hypothesis, at: int) -> bool:
        """Whether a word may be one more of the name before it: "vegan" and "brekky", "a wrap with halloumi"."""
        line = h.line
        if line is None or line.head is None or h.pending is not None or self.m.spans[at].pause:
            return False
        between = range(line.head[2] + 1, at)
        joined = len(line.items) > 1 and all(self._joins_name(i) for i in between)
        return (joined or not between) and bool(set(self.m.all_items(at)) & set(line.ids))

    def _joins_name(self, at: int) -> bool:
        """Whether a small word may stand within a name that is said in another order: "salad of seaweed"."""
        span = self.m.spans[at]
        return self.m.has(at, "of", "with", "preposition", "that") and not (span.pause or span.names)

    def _end_name(self, h: Hypothesis, at: int) -> int:
        h.pay("name_goes_on")
        assert h.line is not None  # noqa: S101
        both = [item for item in h.line.items if item.id in self.m.all_items(at)]
        h.own_line.items = both or h.line.items
        return self.absorb(h, at)

    def _option(self, h: Hypothesis, at: int) -> int:
        line, phrase = h.line, h.pending
        assert line is not None  # noqa: S101
        eased = h.mode.negation or self._is_elided_option(at, line)
        h.pay("option_distance", min(PART, self.options.distance(at, line)) * (0.2 if eased else 1.0))
        count = 0
        if phrase is not None:
            count = phrase.quantity if phrase.number_at >= 0 else 0
            self._pay_determined_option(h, phrase, at)
            h.use(phrase.first, at)
            h.pending = None
        elif self.m.spans[at].pause or self.m.has(at - 1, "and"):
            h.pay("option_after_pause")
        self._pay_room(h, at)
        if self._is_said_again(h, at):
            h.pay("option_said_again")
        if self._is_dish_on_side(h, at):
            h.pay("option_with_serving")
        self.options.name(at, h, h.focus, count)
        if self._becomes_one(h, phrase, at):
            h.own_line.quantity = 1
        h.mode.acted = h.mode.making or h.mode.correcting
        return at + 1

    def _is_said_again(self, h: Hypothesis, at: int) -> bool:
        """Whether a dish follows an option that this one has already: "puréed salmon, puréed green beans"."""
        line = h.line
        if line is None or h.mode.negation or h.mode.amount or not self.ahead.may_be_said_of_head(at):
            return False
        found = self.m.best_modifiers(at, line.ids[0])
        return any(m.id in line.choices and line.choices[m.id].amount == "regular" for m, _group in found)

    def _pay_determined_option(self, h: Hypothesis, phrase: PendingPhrase, at: int) -> None:
        if phrase.unit:
            return
        line = h.line
        if line is None:
            return
        if phrase.number_at >= 0:
            many = any(mod.max_quantity > 1 for i in line.ids for _d, mod, _g in self.m.modifiers(at, i))
            shared = 2.0 if line.quantity > 1 and not phrase.under_with else 0.0
            shared += 1.0 if self.m.has(at - 1, "but") and self.m.has(at - 2, "number", "same") else 0.0
            h.pay("option_with_number", shared + (0.3 if many else 1.0 if phrase.quantity == 1 else 3.0))
        elif phrase.servings:
            h.pay("option_with_serving")
        elif phrase.under_with and phrase.joined and line.implied and self._nearest_item(at) < PART:
            h.pay("option_with_article", 0.3)
        elif (line.implied and self._nearest_item(at) < PART) or not (
            phrase.under_with or h.mode.adding or h.mode.negation or self._is_changed(h)
        ):
            h.pay("option_with_article", 2.0 if line.quantity > 1 and phrase.determiner == "article" else 1.0)

    def _becomes_one(self, h: Hypothesis, phrase: PendingPhrase | None, at: int) -> bool:
        """Whether several servings become a single one: "make it a bottle", "just the bottle" of three glasses."""
        line = h.line
        if line is None or line.line is None or line.part_of >= 0 or not self.m.has(at, "serving"):
            return False
        is_made = h.mode.making and phrase is not None and phrase.determiner == "article"
        return is_made or (h.mode.only and phrase is None and self.m.has(at - 1, "that"))

    @staticmethod
    def _is_changed(h: Hypothesis) -> bool:
        """Whether a line that was ordered becomes what is said: "make it a bottle", "just a glass"."""
        line = h.line
        is_there = line is not None and (line.line is not None or not line.implied)
        return is_there and (h.mode.making or (h.mode.only and line is not None and line.line is not None))

    def _pay_room(self, h: Hypothesis, at: int) -> None:
        """A choice that the dish requires speaks for the option, a group that is full against it."""
        line = h.line
        if line is None or h.mode.negation:
            return
        options = self.m.best_modifiers(at, line.ids[0])
        if not options:
            return
        modifier, group = options[0]
        chosen = sum(
            c.quantity
            for c in line.choices.values()
            if c.group.id == group.id and c.amount != "none" and c.modifier.id != modifier.id
        )
        if (
            group.max_select is not None
            and chosen >= group.max_select
            and not (h.mode.making or h.mode.correcting or line.line)
        ):
            h.pay(
                "option_dealt"
                if chosen < line.quantity > 1 and group.max_select == 1
                else "option_group_full"
            )
        elif group.min_select and not chosen:
            h.pay("option_fills_required")

    def _option_of(self, index: int, h: Hypothesis, at: int) -> int:
        h.pay("option_to_earlier_line", 0.4 if h.drafts[index].line is not None else 1.0)
        if h.pending is not None:
            self._recount_of_size(h, index, h.pending, at)
            h.use(h.pending.first, at)
            h.pending = None
        self.options.name(at, h, index)
        if h.mode.correcting and h.drafts[index].line is not None:
            h.focus = index
        return at + 1

    def _is_counted_apart(self, at: int) -> bool:
        """Whether a number of times behind it counts it alone: "small chips twice, large once"."""
        return self.m.has(at + 1, "multiple") and bool(self.m.spans[at].pause)

    def _ways_for_persons(self, h: Hypothesis, at: int) -> list[Way]:
        """What is said of some waits until it is told of how many: "small ones for the four kids"."""
        waits = self.m.has(at + 1, "stand_in") and self.m.has(at + 2, "persons_all") and h.line is not None
        return [self._wait] if waits else []

    def _line_of_size_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """More of the line of the cart that has a size: "two glasses", where there is one."""
        phrase = h.pending
        if phrase is None or phrase.number_at < 0 or not phrase.is_bare or phrase.joined:
            return []
        there = [i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed]
        fewer = [
            i for i in there if h.drafts[i].quantity < phrase.quantity and self._is_size_of(h.drafts[i], at)
        ]
        return [partial(self._option_of, fewer[-1])] if fewer and not self.ahead.head_follows(at) else []

    def _is_size_of(self, draft: Draft, at: int) -> bool:
        return any(draft.variant in self.m.variants(at, item_id) for item_id in draft.ids)

    def _recount_of_size(self, h: Hypothesis, index: int, phrase: PendingPhrase, at: int) -> None:
        """So many of the line of the cart that has a size: "two glasses", where there is one glass of white."""
        line = h.drafts[index]
        if phrase.number_at < 0:
            return
        if (
            line.line is not None
            and self._is_size_of(line, at)
            and phrase.quantity > line.quantity
            and not phrase.joined
        ):
            own = h.drafts.own(index)
            own.quantity, own.quantity_stated = phrase.quantity, True
            own.spans.update(phrase.spans)
        else:
            h.pay("option_with_number", 3.0)

    def _line_refused(self, h: Hypothesis, at: int) -> int:
        """The line of the cart that has what is refused, where the last one has it not: "no boba after all"; -1 where none is."""
        line = h.line
        if not h.mode.negation or h.mode.loosely or line is None or line.line is None or line.spans:
            return -1
        having = [i for i, d in enumerate(h.drafts) if not d.removed and self._has_option(d, at)]
        return having[0] if len(having) == 1 and having[0] != h.focus else -1

    def _has_option(self, draft: Draft, at: int) -> bool:
        found = [m for i in draft.ids for m, _group in self.m.best_modifiers(at, i)]
        chosen = {c.modifier.id: c.amount for c in draft.choices.values()}
        return any(chosen.get(m.id, "regular" if m.is_default else "none") != "none" for m in found)

    def _earlier_line(self, h: Hypothesis, at: int) -> int:
        having = self.m.items_having(at)
        is_telling = bool(self.m.spans[at].word.kinds)
        for i in range(len(h.drafts) - 1 if having else -1, -1, -1):
            draft = h.drafts[i]
            if i == h.focus or draft.removed or not any(item.id in having for item in draft.items):
                continue
            if not (is_telling and self.options.distance(at, draft) >= PART):
                return i
        return -1

    def _is_dish_on_side(self, h: Hypothesis, at: int) -> bool:
        """Whether "on the side" may be said of a dish of its own: with a determiner, or behind "and"."""
        if not self.m.items(at) or not self.has_side_behind(at) or self.m.has(at - 1, "with"):
            return False
        return h.pending is not None or self.m.has(at - 1, "and", "also")

    def _wait(self, h: Hypothesis, at: int) -> int:
        if h.pending is None and h.line is not None:
            h.pay("option_before_head")
        if self._is_dish_on_side(h, at):
            h.pay("option_with_serving")
        self.phrases.wait(h, at)
        return at + 1

    def _name_without_place(self, h: Hypothesis, at: int) -> int:
        is_kind = self.m.category_items(at) and not self.m.is_option_somewhere(at)
        says_again = self.m.has(at - 1, "of") and h.line is not None and at - 2 in h.line.spans
        if says_again or (is_kind and h.line is not None):
            h.use(at)
            return at + 1
        h.pay("said_of_unknown" if h.mode.stranger else "unread_name")
        return at + 1
