"""Options and sizes that are named: what they do to the line that has them, and which line that is."""

from functools import partial

from server.domain.menu import ModifierGroup
from server.parsing.matching.drinks import is_counted_in_dishes
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.shared_names import comes_with, options_meant
from server.parsing.search.told_by_choice import line_of_choice
from server.parsing.search.vessels import comes_in_another

MAX_HAVING = 40
"""Dishes that have an option, whose sizes are looked at, at most."""


class OptionNames(Operation):
    """Options and sizes that are named: what they do to the line that has them, and which line that is."""

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """An option of the last line, or of the one line of the cart from which it is refused."""
        phrase = h.pending
        if (had := self.line_exchanged(h, at)) >= 0 and had != h.focus:
            return [partial(self._take_with_focus, had)]
        if phrase is None and (told := line_of_choice(self.m, h, at)) >= 0:
            return [partial(self.edits.changes.refer, told, 0.0)]
        other = self.line_refused(h, at) if phrase is None else -1
        if other >= 0:
            return [partial(self.take_of, other)]
        is_free = phrase is None or self._may_determine_option(h, phrase, at)
        return [self.take] if is_free else []

    def line_exchanged(self, h: Hypothesis, at: int) -> int:
        """The one line that has what an option is to stand for: "chips instead of the salad", of several lines; else -1."""
        is_refused = bool(h.mode.negation) and not h.mode.loosely
        if not self.m.has(at + 1, "instead") or h.pending is not None or is_refused:
            return -1
        if h.line is None or h.line.line is None:
            return -1
        given = at + 2
        while self.m.has(given, "that", "article") and not self.m.spans[given].names:
            given += 1
        if given >= len(self.m) or not self.m.spans[given].names or self.m.spans[given].pause:
            return -1
        having = [
            i
            for i, d in enumerate(h.drafts)
            if not d.removed and self.has_option(d, given) and self.options.fits(at, [d], options=True)
        ]
        return having[0] if len(having) == 1 else -1

    def _take_with_focus(self, index: int, h: Hypothesis, at: int) -> int:
        h.focus = index
        h.mode.positive()
        return self.take(h, at)

    def fits(self, h: Hypothesis, at: int) -> bool:
        """Whether the name may be an option of the last line, or of one of those that the same is said of."""
        line = h.line
        if line is None or not self.options.fits(at, [line, *[h.drafts[i] for i in h.mode.targets]]):
            return False
        if self.m.spans[at].word.kinds and self.options.distance(at, line) >= PART:
            return self._is_elided_option(at, line)
        return True

    def is_one_more_dish(self, h: Hypothesis, at: int) -> bool:
        """Whether a dish of its own is meant, for none is had twice as a part: "plus an extra lemonade"."""
        if h.mode.amount != "extra" or h.line is None:
            return False
        options = [option for i in h.line.ids for option in self.m.best_modifiers(at, i)]
        return bool(options) and all(m.menu_item_id and g.max_select == 1 for m, g in options)

    def take(self, h: Hypothesis, at: int) -> int:
        line, phrase = h.line, h.pending
        assert line is not None  # noqa: S101
        eased = h.mode.negation or self._is_elided_option(at, line)
        h.pay("option_distance", min(PART, self.options.distance(at, line)) * (0.2 if eased else 1.0))
        count = 0
        if phrase is not None:
            count = phrase.quantity if phrase.number_at >= 0 else 0
            if not (self.m.has(at + 2, "number") and self.m.has(at + 3, "pronoun")):
                self._pay_determined_option(h, phrase, at)
            if self._is_told_in_words(h, phrase, at):
                h.own_line.requests.append(self.m.words(phrase.number_at, at))
                count = 0
            h.use(phrase.first, at)
            h.mode.more = h.mode.more or (phrase.more and count > 0)
            h.pending = None
        elif self.m.spans[at].pause or self.m.has(at - 1, "and"):
            h.pay("option_after_pause")
        self._pay_room(h, at)
        if self._is_said_again(h, at):
            h.pay("option_said_again")
        if self.is_dish_on_side(h, at):
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
        if self.tells_second(h, at):
            h.pay("option_with_number", 3.0)
        if phrase.number_at >= 0:
            many = any(mod.max_quantity > 1 for i in line.ids for _d, mod, _g in self.m.modifiers(at, i))
            shared = 2.0 if line.quantity > 1 and not phrase.under_with else 0.0
            shared += 1.0 if not many and phrase.quantity == 1 and self._is_one_of_several(h) else 0.0
            shared += 2.0 if any(self.m.has(i, "also") for i in range(phrase.number_at, at)) else 0.0
            shared += 1.0 if self.m.has(at - 1, "but") and self.m.has(at - 2, "number", "same") else 0.0
            is_another = phrase.more and line.line is not None and self.m.has(phrase.number_at, "same")
            shared += 2.0 if is_another and not many else 0.0
            many = many or self._is_too_much_of_one(h, phrase, at)
            h.pay("option_with_number", shared + (0.3 if many else 1.0 if phrase.quantity == 1 else 3.0))
        elif phrase.servings:
            h.pay("option_with_serving")
        elif self._is_served_in(h, at, phrase) or (
            phrase.under_with and phrase.joined and line.implied and self.nearest_item(at) < PART
        ):
            h.pay("option_with_article", 0.3)
        elif (line.implied and self.nearest_item(at) < PART) or not (
            phrase.under_with or h.mode.adding or h.mode.negation or self._is_changed(h)
        ):
            is_elided = phrase.joined and self.m.has(at - 1, "of") and not self.m.has(at - 1, "article")
            is_many = line.quantity > 1 or is_elided
            is_another = is_many or self._is_of_another(line, phrase, at)
            h.pay("option_with_article", 2.0 if is_another and phrase.determiner == "article" else 1.0)

    def _is_of_another(self, line: Draft, phrase: PendingPhrase, at: int) -> bool:
        """Whether a dish of the cart has its choice already, and an article counts one more: "and a chocolate one"."""
        options = [option for i in line.ids for option in self.m.best_modifiers(at, i)]
        chosen = {c.group.id for c in line.choices.values() if c.stated and c.amount != "none"}
        is_chosen = bool(options) and all(
            g.min_select and g.max_select != 1 and g.id in chosen for _option, g in options
        )
        return is_chosen and line.line is not None and not phrase.under_with

    def _is_too_much_of_one(self, h: Hypothesis, phrase: PendingPhrase, at: int) -> bool:
        """Whether more of an option is wanted than one dish can have, which is asked: "a flat white, two sugars"."""
        line = h.line
        if line is None or line.quantity > 1 or phrase.more or phrase.number_at < 0:
            return False
        is_several = phrase.quantity > 1 and not self.m.spans[at].pause and not h.mode.making
        if not is_several:
            return False
        if phrase.number_at == at - 1 and not phrase.joined and self.options.is_one_of_many(at, line):
            return True
        return self._is_counted_option(phrase, at, line)

    def _is_counted_option(self, phrase: PendingPhrase, at: int, line: Draft) -> bool:
        """Whether an option is counted, and no dish, also by what it comes in: "two sugars", "with two slices of tomato"."""
        between = range(phrase.number_at + 1, at)
        is_beside = all(
            self.m.has(i, "unit", "serving", "counter", "of") and not self.m.spans[i].pause for i in between
        )
        if not is_beside or (phrase.joined and not phrase.under_with):
            return False
        if not self.options.fits(at, [line], options=True) or self.m.variants(at, line.ids[0]):
            return False
        is_kind = any(group.min_select for _option, group in self.m.best_modifiers(at, line.ids[0]))
        if is_kind or self.nearest_item(at) < SHORTENED:
            return False
        is_plural = self.m.view.language.stem(self.m.token(at)) != self.m.token(at)
        is_plural = is_plural and not any(self.m.has(i, "counter") for i in between)
        return phrase.under_with or is_plural or is_counted_in_dishes(self.m, at)

    def _is_told_in_words(self, h: Hypothesis, phrase: PendingPhrase, at: int) -> bool:
        """Whether more is wanted of what costs nothing and can be had once, which the kitchen is told: "two sugars"."""
        line = h.line
        if line is None or not self._is_too_much_of_one(h, phrase, at):
            return False
        if not self._is_counted_option(phrase, at, line):
            return False
        options = self.m.best_modifiers(at, line.ids[0])
        return len(options) == 1 and all(
            m.max_quantity == 1 and not (m.is_default or m.price_adjustment) for m, _group in options
        )

    def tells_second(self, h: Hypothesis, at: int) -> bool:
        """Whether "and one" has what a line cannot have besides its own: "a steak medium // and one rare"."""
        line, phrase = h.line, h.pending
        if phrase is None or line is None or line.inherits or h.mode.making or h.mode.correcting:
            return False
        if phrase.quantity > 1 or not (phrase.joined or phrase.more):
            return False
        chosen = line.line.choices if line.line is not None else line.choices.values()
        had = {c.group.id: c.modifier.id for c in chosen if c.amount != "none"}
        is_new = line.line is None and self.m.has(phrase.first - 1, "and")
        is_another = is_new and self.m.has(phrase.first, "another", "another_alone")
        return any(
            group.max_select == 1
            and (had.get(group.id, option.id) != option.id or (is_another and group.min_select > 0))
            and (not phrase.under_with or (is_new and group.min_select > 0))
            for item_id in line.ids
            for option, group in self.m.best_modifiers(at, item_id)
        )

    @staticmethod
    def _is_one_of_several(h: Hypothesis) -> bool:
        """Whether the line is some of a dish of which there are more: "three lattes, one with soy and one decaf"."""
        line = h.line
        return line is not None and any(
            draft is not line and draft.line is None and draft.quantity > 1 and draft.items == line.items
            for draft in h.drafts
        )

    def _is_served_in(self, h: Hypothesis, at: int, phrase: PendingPhrase) -> bool:
        """Whether an article tells what a dish comes in: a size of its own or a choice that it requires, "in a cup", "on a roll"."""
        line, led = h.line, phrase.first - 1
        is_led = (
            self.m.has(led, "preposition") and not self.m.has(led, "for") and phrase.determiner == "article"
        )
        if line is None or not is_led or line.item is None:
            return False
        if not line.variant_stated and self.m.variants(at, line.item.id):
            return True
        had = {choice.group.id for choice in line.choices.values()}
        groups = [group for _option, group in self.m.best_modifiers(at, line.item.id)]
        return bool(groups) and all(group.min_select and group.id not in had for group in groups)

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
        options = options_meant(self.m, at, line, line.ids[0], h.mode)
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
            and not (h.mode.making or h.mode.correcting or line.line or self._takes_over(h, line, group))
        ):
            h.pay(
                "option_dealt"
                if chosen < line.quantity > 1 and group.max_select == 1
                else "option_group_full"
            )
        elif group.min_select and not chosen:
            h.pay("option_fills_required")

    @staticmethod
    def _takes_over(h: Hypothesis, line: Draft, group: ModifierGroup) -> bool:
        """Whether what a line has of a group is of the line that it copies: "another one with tofu, mild"."""
        last = h.mode.last
        is_said = last is not None and last[1] == h.focus and last[3].id == group.id
        return line.inherits and line.repeated and line.part_of < 0 and not is_said

    def take_of(self, index: int, h: Hypothesis, at: int) -> int:
        h.pay("option_to_earlier_line", 0.4 if h.drafts[index].line is not None else 1.0)
        if h.pending is not None:
            self._recount_of_size(h, index, h.pending, at)
            h.use(h.pending.first, at)
            h.pending = None
        self.options.name(at, h, index)
        if h.mode.correcting and h.drafts[index].line is not None:
            h.focus = index
        return at + 1

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

    def _is_size_of(self, draft: Draft, at: int) -> bool:
        return any(draft.variant in self.m.variants(at, item_id) for item_id in draft.ids)

    def line_of_size_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """More of the line of the cart that has a size: "two glasses", where there is one."""
        phrase = h.pending
        if phrase is None or phrase.number_at < 0 or not phrase.is_bare or phrase.joined:
            return []
        there = [i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed]
        fewer = [
            i for i in there if h.drafts[i].quantity < phrase.quantity and self._is_size_of(h.drafts[i], at)
        ]
        return [partial(self.take_of, fewer[-1])] if fewer and not self.ahead.head_follows(at) else []

    def line_refused(self, h: Hypothesis, at: int) -> int:
        """The line of the cart that has what is refused, where the last one has it not: "no boba after all"; -1 where none is."""
        line = h.line
        if not h.mode.negation or h.mode.loosely or line is None:
            return -1
        takes_off = h.mode.negation == "remove" and line.line is not None and not self.has_option(line, at)
        if (line.line is None or line.spans) and not (
            takes_off or self._begins_sentence_about_other(h, line, at)
        ):
            return -1
        having = [i for i, d in enumerate(h.drafts) if not d.removed and self.has_option(d, at)]
        return having[0] if len(having) == 1 and having[0] != h.focus else -1

    def _begins_sentence_about_other(self, h: Hypothesis, line: Draft, at: int) -> bool:
        """Whether a later sentence of the same text refuses what the last dish has not: "… and a tea. Oh, no oat after all"."""
        if line.line is not None or line.head is None or h.pending is not None:
            return False
        between = range(line.head[2] + 1, h.mode.negated_at + 1)
        return any(self.m.spans[i].pause == "." for i in between) and not self.has_option(line, at)

    def has_option(self, draft: Draft, at: int) -> bool:
        """Whether a line has an option that is called so, chosen or as it comes."""
        found = [m for i in draft.ids for m, _group in self.m.best_modifiers(at, i)]
        chosen = {c.modifier.id: c.amount for c in draft.choices.values()}
        return any(chosen.get(m.id, "regular" if m.is_default else "none") != "none" for m in found)

    def earlier_line(self, h: Hypothesis, at: int) -> int:
        having = self.m.items_having(at)
        is_telling = bool(self.m.spans[at].word.kinds)
        for i in range(len(h.drafts) - 1 if having else -1, -1, -1):
            draft = h.drafts[i]
            if i == h.focus or draft.removed or not any(item.id in having for item in draft.items):
                continue
            if not (is_telling and self.options.distance(at, draft) >= PART):
                return i
        return -1

    def is_dish_on_side(self, h: Hypothesis, at: int) -> bool:
        """Whether "on the side" may be said of a dish of its own: with a determiner, or behind "and"."""
        if not self.m.items(at) or not self.has_side_behind(at) or self.m.has(at - 1, "with"):
            return False
        is_default = h.mode.under_with and comes_with(self.m, at, h.line)
        return h.pending is not None or (self.m.has(at - 1, "and", "also") and not is_default)

    def _is_elided_option(self, at: int, line: Draft) -> bool:
        """Whether another option with the same last word follows: "black and refried beans"."""
        return self.m.has(at + 1, "and", "or") and self.options.fits(at + 2, [line], options=True)

    def nearest_item(self, at: int) -> float:
        return next((far for far, _item_id in self.m.items(at)), 9.0)

    def _may_determine_option(self, h: Hypothesis, phrase: PendingPhrase, at: int) -> bool:
        """Whether "a" or "two" may be said of an option rather than of a dish; of a size only where it is changed."""
        line = h.line
        if line is None or not phrase.is_bare or phrase.share or phrase.rest or self._is_described(h, at):
            return False
        if h.mode.making or h.mode.correcting:
            return True
        if comes_in_another(self.m, self.phrases, phrase, [at], line.items):
            return False
        return (
            any(self.m.modifiers(at, i) for i in line.ids)
            or h.mode.only
            or self.m.has(phrase.first - 1, "preposition")
        )

    def _is_described(self, h: Hypothesis, at: int) -> bool:
        """Whether a word that stands for a dish follows, which the option tells: "and a strawberry one"."""
        stands = self.m.has(at + 1, "stand_in") and not self.m.spans[at + 1].pause
        return stands and not (h.mode.making or h.mode.correcting or self.ahead.counts_name(at + 2))

    def is_served_in_size(self, h: Hypothesis, at: int) -> bool:
        """Whether it is an option of what comes in the size that was said before: "um copo de verde" is no *Caldo verde*."""
        phrase = h.pending
        if phrase is None or not self.m.is_option_somewhere(at) or self.m.spans[at].pause:
            return False
        if phrase.servings and not phrase.waiting:
            return self._is_had_in(phrase.servings[-1], at)
        if not phrase.waiting or not self.m.has(at - 1, "of"):
            return False
        said = phrase.waiting[-1].at
        is_size = self.m.is_variant_somewhere(said) and bool(self.m.items_fitting((said, at)))
        return is_size and not any(self.m.fits(said, i) for i in self.m.best_items(at))

    def _is_had_in(self, serving: int, at: int) -> bool:
        """Whether a dish that can be had as span `at` is called comes in a serving, and none does that is called so."""
        having = self.m.items_with_option(at)
        if self.phrases.sizes_within(serving, self.m.best_items(at)):
            return False
        return bool(self.phrases.sizes_within(serving, [*having][:MAX_HAVING]))
