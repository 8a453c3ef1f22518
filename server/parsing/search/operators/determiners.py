"""Numbers, articles and servings that open words before a dish."""

from collections.abc import Callable
from functools import partial

from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, Waiting
from server.parsing.search.operators.operation import Operation, Way, nothing

MANY = 20
"""A larger number of one dish is rarely meant."""

_COMPARING = ("another", "another_alone", "same", "more", "fewer", "counter")
"""Kinds of words that say that so many more or fewer are meant, or stand between a number and these."""
MAX_SERVINGS = 6
"""Servings that are said before one dish at most."""
MANY_WORDS = 8
"""Words before an elided serving in which it is looked for, at most."""


class Determiners(Operation):
    """Numbers, articles and servings that open words before a dish."""

    def openings(self, h: Hypothesis, at: int, after: int, value: int, determiner: str) -> list[Way]:
        """The ways in which a number or another determiner, at spans `at` to `after`, may open words before a dish."""
        phrase = h.pending
        is_free = phrase is not None and not phrase.determiner
        is_apart = bool(self.m.spans[at].pause) or (h.mode.joined and not self._says_when(phrase))
        if phrase is not None and is_free and (not is_apart or self._only_wishes(h, phrase)):
            return [partial(self._open_behind, after, value, determiner)]
        ways: list[Way] = [
            partial(self._open, close, after, value, determiner) for close in self.closings.ways(h, at)
        ]
        if self._had_on(h, at):
            ways.append(partial(self._open_behind, after, value, determiner))
        return ways

    @staticmethod
    def _only_wishes(h: Hypothesis, phrase: PendingPhrase) -> bool:
        """Whether nothing but a wish was said before the first dish: "light on the salt please, a burger"."""
        return bool(phrase.wishes) and not (phrase.waiting or phrase.servings or h.drafts)

    def _says_when(self, phrase: PendingPhrase | None) -> bool:
        """Whether all that was said before the dish is when it is to come: "and after the meal a coffee"."""
        if phrase is None or phrase.waiting or not phrase.wishes:
            return False
        return all(self.m.has(begin, "serving_time") for begin, _end in phrase.wishes)

    def _had_on(self, h: Hypothesis, at: int) -> bool:
        """Whether options are said before the dish that they are had on: "ham and olives on a small pizza"."""
        phrase = h.pending
        if phrase is None or not phrase.waiting or self.m.spans[at].pause or not self.ahead.head_follows(at):
            return False
        return self.m.has(at - 1, "preposition", "into") and (phrase.number_at < 0 or phrase.quantity == 1)

    def _open_behind(self, after: int, value: int, determiner: str, h: Hypothesis, at: int) -> int:
        """A number behind words that wait for the same dish: "large, two of them, pizzas" as some languages order it."""
        before, h.pending = h.pending, None
        end = self._open(nothing, after, value, determiner, h, at)
        assert before is not None  # noqa: S101
        assert h.pending is not None  # noqa: S101
        h.pending = h.pending._replace(
            first=before.first,
            waiting=before.waiting,
            wishes=before.wishes,
            servings=before.servings,
            spans=(*before.spans, *h.pending.spans),
        )
        return end

    def _open(
        self,
        close: Callable[[Hypothesis], None],
        after: int,
        value: int,
        determiner: str,
        h: Hypothesis,
        at: int,
    ) -> int:
        refused = h.mode.negated_at if h.mode.negation == "remove" else -1
        close(h)
        mode, is_number = h.mode, determiner == "number"
        if 0 <= refused == at - 1 and not mode.negation:
            mode.refuse("remove", refused)
        if mode.joined or self._follows_recounted(h, at):
            mode.settle()
        self._give_up_last(h, at, determiner)
        if value > MANY:
            h.pay("large_quantity")
        end = self._behind_them(after) if is_number and h.line is not None else 0
        is_some = is_number and (self._is_some_of_it(h, at) or self.counts_out_of(h, at))
        is_share = bool(end) or self._is_about_one(h, at, after) or is_some
        h.pending = self._waiting(h, at, after, value, determiner)._replace(share=is_share)
        self._mean_it(h, at)
        h.use(at, after)
        if end:
            h.use(after, end)
            after = end
        after = self._compare(h, h.pending, at, after)
        is_told = after >= len(self.m) or bool(self.m.spans[after].pause) or self.m.has(after, "and")
        if h.pending.fewer and is_told and h.line is not None and h.line.items:
            self.closings.take_fewer(h)
        return after

    def _follows_recounted(self, h: Hypothesis, at: int) -> bool:
        """Whether a dish that was counted anew stands right before, so that the next one is another: "sorry, one tea one cola"."""
        line = h.line
        return h.mode.recounting and line is not None and at - 1 in line.spans and bool(self.m.items(at - 1))

    def _waiting(self, h: Hypothesis, at: int, after: int, value: int, determiner: str) -> PendingPhrase:
        """A phrase that waits for its dish, behind a number or another determiner."""
        is_number = determiner == "number"
        return PendingPhrase(
            at,
            value,
            determiner,
            at if is_number else -1,
            joined=h.mode.joined,
            under_with=h.mode.under_with,
            rest=determiner == "rest",
            servings=self._serving_before(at, after),
            spans=tuple(range(at, after)) if is_number else (),
        )

    def _behind_them(self, after: int) -> int:
        """The span after the words behind a number that say of what so many are: "two of them", 둘은; 0 where none do."""
        if self.m.has(after, "pronoun"):
            return after + 1
        told = after
        while self.m.has(told, "counter") and not self.m.spans[told].pause:
            told += 1
        says_it = self.m.has(told, "topic") or self._tells_of_so_many_only(told)
        return told + 1 if says_it and not self.m.spans[told].pause else 0

    def _tells_of_so_many_only(self, at: int) -> bool:
        """Whether "only" stands behind a number, and before a size or an option, of which so many are: 一つだけ大盛."""
        behind = at + 1
        is_only = self.m.view.language.head_final and self.m.has(at, "only") and behind < len(self.m)
        is_told = is_only and bool(self.m.spans[behind].names) and not self.m.spans[behind].pause
        return is_told and not self.m.items(behind)

    def _is_some_of_it(self, h: Hypothesis, at: int) -> bool:
        """Whether a number that is a pronoun speaks of the line, in a language without articles: "biri sade olsun"."""
        return h.line is not None and self.m.has(at, "pronoun") and not self.m.view.language.has_articles

    def counts_out_of(self, h: Hypothesis, at: int) -> bool:
        """Whether some of the line are counted right behind "of which": "deux cafés, dont une noisette"."""
        return h.line is not None and self.m.has(at - 1, "of_which") and not self.m.spans[at].pause

    def _is_about_one(self, h: Hypothesis, at: int, after: int) -> bool:
        """Whether one of the line is told of: "to one add cheese"."""
        if h.line is None or not self.m.has(after, "add", "remove"):
            return False
        return self.m.has(at, "article") or self.m.has(at - 1, "preposition")

    def _mean_it(self, h: Hypothesis, at: int) -> None:
        """What follows is ordered, unless it was refused right before."""
        mode = h.mode
        mode.stranger = False
        is_refused = bool(mode.negation) and mode.negated_at >= at - 2
        if not is_refused or any(self.m.spans[i].pause for i in range(max(0, mode.negated_at) + 1, at + 1)):
            mode.positive()
        mode.joined = False

    def _compare(self, h: Hypothesis, phrase: PendingPhrase, at: int, after: int) -> int:
        """Whether so many more or fewer are meant than there are; returns the span behind the words that say it."""
        if not self.m.may_say(*_COMPARING):
            return after
        is_one_more = self.m.has(at, "another", "same") or self.m.has(at - 1, "another", "more")
        is_one_more = is_one_more or self._is_another_of_cart(h, at, after)
        if is_one_more or self.m.has(after, "more"):
            phrase = phrase._replace(more=True)
        if self.m.has(at, "fewer"):
            phrase = phrase._replace(fewer=True)
        elif self.m.has(after, "fewer") and phrase.determiner == "number":
            phrase = phrase._replace(fewer=True)
            h.use(after)
            after += 1
        while (
            self.m.has(after, "more", "counter")
            and not self.m.spans[after].names
            and not self.m.spans[after].pause
        ):
            h.use(after)
            after += 1
        h.pending = phrase
        return after

    def _is_another_of_cart(self, h: Hypothesis, at: int, after: int) -> bool:
        """Whether "otra" stands before a dish of the cart; before anything else it may be another of several."""
        if not self.m.has(at, "another_alone"):
            return False
        while self.m.has(after, "serving", "size", "of") and not self.m.spans[after].pause:
            after += 1
        if after >= len(self.m) or self.m.spans[after].pause:
            return False
        ids = self.m.best_items(after) if self.m.items(after) else []
        return any(d.line is not None and not set(d.ids).isdisjoint(ids) for d in h.drafts)

    def _serving_before(self, at: int, after: int) -> tuple[int, ...]:
        """The serving that is left out: "una bottiglia di prosecco e una di lambrusco"."""
        named = after + 2 if self.m.has(after + 1, "that") else after + 1
        is_elided = self.m.has(after, "of") and named < len(self.m) and self.m.items(named)
        if not is_elided or self.m.spans[after].pause or not self.m.has(at - 1, "and", "also"):
            return ()
        before = range(at - 1, max(-1, at - MANY_WORDS), -1)
        return tuple(i for i in before if self.m.has(i, "serving"))[:1]

    def _give_up_last(self, h: Hypothesis, at: int, determiner: str) -> None:
        """The last line is given up for a new one: "never mind, a lemonade"."""
        line = h.line
        if (
            h.mode.negation == "remove"
            and h.owed >> h.mode.negated_at & 1
            and determiner == "article"
            and line is not None
            and self.m.spans[at].pause
        ):
            h.own_line.removed = True
            h.discharge()
            h.pay("removes")
            h.refocus()

    def article_ways(self, h: Hypothesis, at: int) -> list[Way]:
        if (
            h.pending is not None
            and h.pending.number_at >= 0
            and (h.pending.is_bare or self.m.has(at, "among"))
            and not (self.m.spans[at].pause or self.m.has(at - 1, "and"))
        ):
            return [self.skip]
        if self._is_partitive(h, at) or self._leads_to_place(h, at):
            return [self.skip]
        return self.openings(h, at, at + 1, 1, "article")

    def _leads_to_place(self, h: Hypothesis, at: int) -> bool:
        """Whether it says from what something is taken: "enlevez les oignons du burger"."""
        return h.mode.negation == "remove" and self.m.has(at, "of") and bool(self.m.spans[at - 1].names)

    def _is_partitive(self, h: Hypothesis, at: int) -> bool:
        """Whether an article only belongs to an option: "un avec des champignons"."""
        phrase, is_led = h.pending, self.m.has(at - 1, "with") and at + 1 < len(self.m)
        if is_led and phrase is None and h.line is not None and self.m.has(at, "of", "among"):
            return not self.m.spans[at].pause and self.options.fits(at + 1, [h.line], options=True)
        if phrase is None or not (phrase.qualified and is_led):
            return False
        if not self.m.is_option_somewhere(at + 1):
            return False
        return not self.m.items(at + 1) or (h.line is not None and self.options.fits(at + 1, [h.line]))

    def stand_in_ways(self, h: Hypothesis, at: int) -> list[Way]:
        return self.edits.described_by_stand_in(h, at) or [self.skip]

    def share_behind(self, phrase: PendingPhrase, h: Hypothesis, at: int) -> None:
        """Some of a line have, or have not, the option that was said before: "chicken on one"."""
        last = h.mode.option_behind(at - 2) or h.mode.option_behind(at - 1)
        assert last is not None  # noqa: S101
        spot, index, modifier, _group = last
        had = h.drafts[index].choices.get(modifier.id)
        negation = "no" if had is None or had.amount == "none" else ""
        h.drafts.own(index).forget(modifier)
        amount = had.amount if had is not None and had.amount in ("extra", "light", "side") else ""
        times = had.quantity if had is not None and had.quantity > 1 and not negation else 0
        h.pending = phrase._replace(waiting=(Waiting(spot, amount, times=times, negation=negation),))
        self.antecedents.share(index, h)

    def class_ways(self, h: Hypothesis, at: int) -> list[Way]:
        phrase = h.pending
        if h.mode.negation == "no" and h.mode.negated_at == at - 1:
            return [self._nothing_of_kind]
        if phrase is not None and phrase.number_at >= 0 and phrase.is_bare and phrase.quantity > 1:
            return [self._total, self._descriptor] if h.elided else [self._total, self.skip]
        return [self.skip]

    def _nothing_of_kind(self, h: Hypothesis, at: int) -> int:
        """Nothing of a kind of dish is wanted, which is what is ordered of it: "no starter"."""
        h.discharge()
        h.mode.positive()
        return self.skip(h, at)

    def _descriptor(self, h: Hypothesis, at: int) -> int:
        """A number that only describes the dish that follows: "one large two topping pizza"."""
        *others, phrase = h.elided
        h.elided, h.pending = tuple(others), phrase
        return self.skip(h, at)

    def _total(self, h: Hypothesis, at: int) -> int:
        self.totals.open(h, at)
        return at + 1

    def pronoun(self, h: Hypothesis, at: int) -> int:
        if h.mode.negation and h.mode.negated_at == at - 1 and self._has_refused(h):
            h.discharge()
            h.mode.positive()
        if h.pending is not None and h.pending.is_bare and h.pending.number_at >= 0 and h.line is not None:
            h.pending = h.pending._replace(share=True)
        return self.skip(h, at)

    @staticmethod
    def _has_refused(h: Hypothesis) -> bool:
        """Whether something was refused before, of which "I hate it" only says why."""
        line = h.line
        return line is not None and (
            bool(line.requests) or any(c.amount == "none" for c in line.choices.values())
        )

    def unit_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """A serving, which behind a pause or an "and" may begin another dish: "a can of cola, bottle of tonic"."""
        phrase = h.pending
        begins = phrase is not None and phrase.waiting and phrase.servings
        is_apart = bool(self.m.spans[at].pause) or self.m.has(at - 1, "and")
        if not (begins and is_apart) or not self.m.has(at, "serving"):
            return [self.unit]
        return [partial(self._unit_behind, close) for close in self.closings.ways(h, at)]

    def _unit_behind(self, close: Callable[[Hypothesis], None], h: Hypothesis, at: int) -> int:
        close(h)
        h.pending = PendingPhrase(at, servings=(at,), spans=(at,))
        h.use(at)
        return at + 1

    def unit(self, h: Hypothesis, at: int) -> int:
        last = h.mode.last
        if self.m.has(at, "aside") and last is not None and last[0] == at - 1 and self.closes_clause(at + 1):
            h.drafts.own(last[1]).choose(last[2], last[3], "side", 1)
            return self.skip(h, at)
        sized = h.line is not None and h.pending is None and self._size_within(h, at)
        if not sized and self.m.has(at, "aside") and self._aside_of_option(h, at):
            h.mode.amount, h.mode.amount_at = "side", at
        if h.pending is not None:
            unit = self.m.has(at, "unit") and not self.m.has(at, "serving")
            servings = h.pending.servings if unit else (*h.pending.servings, at)[:MAX_SERVINGS]
            h.pending = h.pending._replace(
                unit=unit or bool(h.pending.times), servings=servings, spans=(*h.pending.spans, at)
            )
        elif not sized and (h.line is None or self.ahead.counts_name(at + 1)):
            h.pending = PendingPhrase(at, servings=(at,), spans=(at,))
        h.use(at)
        return at + 1

    def _aside_of_option(self, h: Hypothesis, at: int) -> bool:
        return (
            h.line is not None
            and self.options.fits(at + 1, [h.line], options=True)
            and not self.m.items(at + 1)
        )

    def _size_within(self, h: Hypothesis, at: int) -> bool:
        line = h.line
        if line is None or line.variant_stated:
            return False
        ids = self.phrases.sizes_within(at, line.ids)
        if ids:
            self.options.size(h.own_line, ids, h)
            h.own_line.spans.add(at)
        return bool(ids)
