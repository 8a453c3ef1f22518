"""What becomes of words that wait where no dish is named.

They may be about a line before ("one with ham"), wait for a later dish, say by what it is made of which dish is meant
("a small one with ham"), or be dropped.
"""

from collections.abc import Sequence
from functools import partial

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.search.antecedents import Antecedents, Closing
from server.parsing.search.draft import Draft
from server.parsing.search.drinks_by_kind import drinks_of_kind
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.lookahead import Lookahead
from server.parsing.search.pending_phrases import PendingPhrases
from server.parsing.search.totals import Totals
from server.parsing.search.vessels import comes_in_another, served_in

MAX_ELIDED = 8
MAX_DISHES = 60
"""Dishes of one text that wait for another's name, and that are read, at most."""


class Closings:
    """Closes pending phrases."""

    def __init__(
        self,
        m: Lexicon,
        ahead: Lookahead,
        phrases: PendingPhrases,
        antecedents: Antecedents,
        totals: Totals,
    ) -> None:
        self.m = m
        self.ahead = ahead
        self.phrases = phrases
        self.antecedents = antecedents
        self.totals = totals

    def ways(self, h: Hypothesis, at: int) -> list[Closing]:
        """The ways in which the words that wait at span `at` can be taken."""
        phrase = h.pending
        if phrase is None:
            return [_nothing]
        if len(h.drafts) >= MAX_DISHES:
            return [self._drop]
        is_nothing = phrase.is_bare and phrase.number_at < 0 and not phrase.rest
        if is_nothing or self._is_size_before(phrase, at):
            return [self._drop]
        whole = self._line_spoken_of(h, phrase)
        waits = self._may_order(phrase)
        ways: list[Closing] = []
        if fewer := self._fewer_ways(h, phrase):
            return fewer
        if whole >= 0:
            ways += self.antecedents.ways(h, phrase, whole)
        elif waits and not (h.mode.stranger or phrase.share):
            ways.append(self._infer)
        if self.totals.announces(phrase, at):
            ways.append(partial(self.totals.announce, at - 1))
        is_listed = whole >= 0 and at < len(self.m) and self.m.spans[at].pause and self.m.has(at, "number")
        waits = waits and not (is_listed and all(w.negation for w in phrase.waiting))
        if waits and not phrase.more and len(h.elided) < MAX_ELIDED and self._may_be_elided(phrase, at):
            ways.append(self._elide)
        if not ways or phrase.is_bare:
            ways.append(self._drop)
        return ways

    def _line_spoken_of(self, h: Hypothesis, phrase: PendingPhrase) -> int:
        """The line that a phrase may be about; -1 where there is none, or what it says comes in another vessel."""
        whole, told = self.antecedents.find(h, phrase), [w.at for w in phrase.waiting]
        if whole >= 0 and comes_in_another(self.m, self.phrases, phrase, told, h.drafts[whole].items):
            return -1
        return whole

    def _may_order(self, phrase: PendingPhrase) -> bool:
        """Whether what waits may tell a dish: it is neither refused nor a number, though a size is called so."""
        return not (self._is_refused(phrase) or all(self.m.has(w.at, "number") for w in phrase.waiting))

    def _may_be_elided(self, phrase: PendingPhrase, at: int) -> bool:
        """Whether a dish follows with which what waits can be had, or whose name it is a part of."""
        if len(phrase.waiting) < 2:  # noqa: PLR2004 - one word may be of any dish's name
            return self.ahead.head_follows(at - 1)
        return any(
            all(self.phrases.fits(w, self.m.all_items(head)) for w in phrase.waiting)
            or any(self.m.items_with_both(w.at, head) for w in phrase.waiting)
            for head in self.ahead.heads_after(at - 1)
        )

    def _is_size_before(self, phrase: PendingPhrase, at: int) -> bool:
        """Whether it is the size of a dish that follows with its number: 中杯 of 中杯红茶一杯, where the number is read first."""
        if len(phrase.waiting) != 1:
            return False
        last = phrase.waiting[0].at
        is_alone = bool(self.m.spans[last].pause) or not phrase.determiner
        dish = at
        while self.m.has(dish, "number", "counter") and not (
            self.m.spans[dish].names or self.m.spans[dish].pause
        ):
            dish += 1
        if not is_alone or dish in (at, len(self.m)) or self.m.spans[dish].pause:
            return False
        ids = self.m.best_items(dish) if last == at - 1 and self.m.items(dish) else []
        return any(self.m.variant_distance(last, item_id) < PART for item_id in ids)

    def _is_refused(self, phrase: PendingPhrase) -> bool:
        """Whether the phrase stands behind a refusal, which orders no dish of its own: "pas d'œufs pour moi"."""
        refuses = phrase.number_at < 0 and all(w.negation for w in phrase.waiting)
        return refuses and self.m.has(phrase.first - 1, "no", "remove")

    def take_fewer(self, h: Hypothesis) -> None:
        """So many fewer of the line that is being spoken of: "one less"."""
        phrase, line = h.pending, h.own_line
        assert phrase is not None  # noqa: S101
        h.pending, h.mode.lessened = None, phrase.quantity
        line.take_away(phrase.quantity)
        line.spans.update(phrase.spans)
        h.refocus()

    def _fewer_ways(self, h: Hypothesis, phrase: PendingPhrase) -> list[Closing]:
        """So many fewer of the line that is spoken of, or of the one of the cart that is described."""
        if self._takes_away_described(h, phrase):
            return [self.take_fewer_described]
        if not phrase.fewer or h.line is None or not h.line.items:
            return []
        if phrase.is_bare:
            return [self.take_fewer]
        return [self.take_fewer_described] if phrase.waiting and h.line.line is not None else []

    def _takes_away_described(self, h: Hypothesis, phrase: PendingPhrase) -> bool:
        """Whether so many of the one line of the cart that is described are taken away: "remove one with cheese"."""
        led = phrase.first - 1
        is_led = self.m.has(led, "remove") and not self.m.spans[phrase.first].pause
        if not is_led or not phrase.waiting or any(w.negation not in ("", "remove") for w in phrase.waiting):
            return False
        return self.is_described(h, phrase)

    def is_described(self, h: Hypothesis, phrase: PendingPhrase) -> bool:
        """Whether a line of the cart has all the sizes and options of a phrase."""
        return any(d.line is not None and not d.removed and self._has_all(d, phrase) for d in h.drafts)

    def take_fewer_described(self, h: Hypothesis) -> None:
        """So many fewer of the one line that has what is said: "one less strawberry one"."""
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        told = [i for i, d in enumerate(h.drafts) if not d.removed and self._has_all(d, phrase)]
        h.owed &= ~(1 << (phrase.first - 1)) if phrase.first else -1
        if len(told) != 1:
            self._drop(h)
            return
        h.pending = None
        line = h.drafts.own(told[0])
        line.take_away(phrase.quantity)
        line.spans.update(phrase.spans)
        h.refocus()

    def _has_all(self, draft: Draft, phrase: PendingPhrase) -> bool:
        """Whether a line has all the sizes and options of a phrase."""
        return all(
            any(
                draft.variant in self.m.variants(waiting.at, id_)
                or any(m.id in draft.choices for m, _group in self.m.best_modifiers(waiting.at, id_))
                for id_ in draft.ids
            )
            for waiting in phrase.waiting
        )

    def _infer(self, h: Hypothesis) -> None:
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.pay("inferred_dish")
        if (longer := self.longer_with(h, phrase)) is not None:
            h.own_line.become(longer)
            self.phrases.fill(h, h.focus, phrase)
            return
        is_had_with = self._is_had_with(h, phrase)
        items = self._nearest(self._items_with([w.at for w in phrase.waiting]), phrase)
        items = [] if is_had_with else items
        draft = Draft(
            items=items, implied=True, quantity=phrase.quantity, quantity_stated=phrase.number_at >= 0
        )
        said = [w.at for w in phrase.waiting]
        draft.words = self.m.words(min(said), max(said))
        draft.head = (phrase.first, phrase.first, phrase.first)
        if not (items or is_had_with):
            h.pay("dropped_group")
        self.phrases.add(h, draft, phrase)

    def longer_with(self, h: Hypothesis, phrase: PendingPhrase) -> Item | None:
        """The one dish that has what is said with the last one, and all of its name: *Two eggs with meat*, of "two eggs with bacon"."""
        line = h.line
        if line is None or line.line is not None or line.head is None or phrase.determiner:
            return None
        between = range(line.head[2] + 1, phrase.first + 1)
        if any(self.m.spans[i].pause for i in between) or not all(
            i in line.spans or self.m.has(i, "with") for i in between[:-1]
        ):
            return None
        said, words_of = self.m.stems(line.head[1]), self.m.view.item_words
        found = [i for i in self._items_with([w.at for w in phrase.waiting]) if said < words_of[i.id]]
        found = [i for i in found if line.keeps_all_as(i)]
        return found[0] if len(found) == 1 else None

    def _is_had_with(self, h: Hypothesis, phrase: PendingPhrase) -> bool:
        """Whether it is to come with the dish right before, which does not have it, and names no other one: "fish with rice"."""
        first, led = phrase.first, phrase.first - 1
        if self.m.begins_as(first, "with") and not self.m.spans[first].pause:
            led, is_led = first, True
        else:
            is_led = self.m.has(led, "with") and not (self.m.spans[led].pause or self.m.spans[led].names)
        line = h.line
        if line is None or line.head is None or phrase.determiner:
            return False
        between = range(line.head[2] + 1, led)
        is_joined = self.m.has(led, "and") and not self.m.spans[led].pause
        are_options = not any(self.m.is_variant_somewhere(w.at) for w in phrase.waiting)
        is_led = is_led or (is_joined and are_options and any(self.m.has(i, "with") for i in between))
        return is_led and all(i in line.spans or self.m.has(i, "with") for i in between)

    def _items_with(self, said: list[int]) -> list[Item]:
        """The dishes that may be meant by their options alone: "something with olives"."""
        options = [i for i in said if self.m.is_option_somewhere(i)] or said
        found = [self.m.item(i) for i in self.m.items_fitting(said) or self.m.items_fitting(options)]
        return [item for item in found if self._is_general(item)] or found

    def _nearest(self, items: list[Item], phrase: PendingPhrase) -> list[Item]:
        """Of several dishes those that are had in what is said, "a glass of red", and whose options are called nearest."""
        if len(items) < 2:  # noqa: PLR2004 - there is nothing to choose from
            return items
        items = served_in(self.m, self.phrases, phrase.servings, items) or items
        far = {i.id: max(self.phrases.options.distance_of(w.at, i.id) for w in phrase.waiting) for i in items}
        nearest = min(far.values())
        near = [i for i in items if far[i.id] < PART or nearest >= PART]
        called = self._called_in_options(near, phrase) or self._called_in_sizes(near, phrase)
        return called or drinks_of_kind(self.m, near, phrase.waiting) or near

    def _called_in_options(self, items: list[Item], phrase: PendingPhrase) -> list[Item]:
        """Of several dishes those whose name stands within the one of an option: the scone of a "plain scone"."""
        said = [self.m.stems(w.at) for w in phrase.waiting if not w.negation and self.m.length(w.at) > 1]
        words_of = self.m.view.item_words
        return [item for item in items if any(words_of[item.id] < stems for stems in said)]

    def _called_in_sizes(self, items: list[Item], phrase: PendingPhrase) -> list[Item]:
        """Of several dishes those that are called by a word of the size that they share: "12 wings"."""
        sizes = [w.at for w in phrase.waiting if self.m.is_variant_somewhere(w.at)]
        named = {
            item_id
            for at in sizes
            if len(items) > 1
            for name, far in self.m.names_within(at).items()
            if far < PART
            for item_id, distance in self.m.index.names[name].items.items()
            if distance < SHORTENED
        }
        return [item for item in items if item.id in named]

    def _is_general(self, item: Item) -> bool:
        """Whether a dish is called as its heading is: "Pizza" under "Pizza"."""
        return item.category_id in self.m.index.names[item.name.casefold()].categories

    def _elide(self, h: Hypothesis) -> None:
        assert h.pending is not None  # noqa: S101
        h.pay("elided_head")
        if self._is_told_behind(h, h.pending):
            h.pay("elided_of_line")
        if self._is_dish_itself(h.pending) or self._is_had_with(h, h.pending):
            h.pay("elided_of_line")
        if self._may_come_with(h.pending):
            h.pay("target_untold")
        h.elided = (*h.elided, h.pending)
        h.pending = None

    def _is_called_as(self, item_id: int, at: int, others: Sequence[int]) -> bool:
        """Whether a dish is called by span `at` and what other dishes are called too: the salami of *Pizza salami*."""
        words_of = self.m.view.item_words
        return words_of[item_id] - self.m.stems(at) <= frozenset().union(*(words_of[i] for i in others))

    def _is_dish_itself(self, phrase: PendingPhrase) -> bool:
        """Whether an option is a word of another dish's name of the same kind: "a large salami and a small margherita"."""
        head = next(iter(self.ahead.heads_after(phrase.waiting[-1].at)), -1)
        named = self.m.best_items(head) if head >= 0 else []
        under = {self.m.item(i).category_id for i in named}
        return any(
            self.m.item(item_id).category_id in under
            and item_id not in named
            and all(self.phrases.fits(w, [item_id]) for w in phrase.waiting if w is not told)
            for told in phrase.waiting
            if self.m.best_items(told.at)
            and self.m.is_option_somewhere(told.at)
            and not self.m.items_with_both(told.at, head)
            for item_id in self.m.best_items(told.at)
            if self._is_called_as(item_id, told.at, named)
        )

    def _may_come_with(self, phrase: PendingPhrase) -> bool:
        """Whether an option without a determiner stands before a dish with one, which it may come with: "fries and a burger"."""
        behind = phrase.waiting[-1].at + 1 if phrase.waiting else len(self.m)
        is_sized = any(self.m.is_variant_somewhere(w.at) for w in phrase.waiting)
        is_bare = phrase.number_at < 0 and not (phrase.determiner or is_sized)
        has_dish = self.m.has(behind, "and") and self.m.has(behind + 1, "article", "number")
        return is_bare and has_dish and not self.m.spans[behind].names

    def _is_told_behind(self, h: Hypothesis, phrase: PendingPhrase) -> bool:
        """Whether it tells of a line before: "three lattes, one with oat milk, two mochas", "a small tea, a large one, …"."""
        first, last = phrase.waiting[0], phrase.waiting[-1].at
        if self.m.has(last + 1, "stand_in") and not self.m.spans[last + 1].pause:
            return self.antecedents.find(h, phrase) >= 0
        is_led = self.m.has(first.at - 1, "with", "no") and not self.m.spans[first.at - 1].names
        whole = self.antecedents.find(h, phrase) if is_led and phrase.number_at >= 0 else -1
        return whole >= 0 and h.drafts[whole].quantity > phrase.quantity

    def _drop(self, h: Hypothesis) -> None:
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        h.pending = None
        if phrase.number_at >= 0:
            h.pay("unread_number")
            h.leave(phrase.number_at, phrase.number_at + 1)
        self.phrases.forget(h, phrase)

    def give_up(self, h: Hypothesis) -> None:
        """What waits from before a refusal or a change finds no dish."""
        if h.pending is not None and h.pending.first < h.mode.negated_at and not h.pending.is_bare:
            self._drop(h)


def _nothing(_h: Hypothesis) -> None:
    return
