"""What a reading comes to at its end: totals that are met, options dealt out, shares of their wholes, rules of groups."""

from collections.abc import Sequence

from server.domain.menu import Item
from server.domain.pricing import breaches
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.answering import answer_open
from server.parsing.search.choices_of_names import leave_out_words_of_names
from server.parsing.search.counted_lists import CountedLists
from server.parsing.search.dealing import Dealing
from server.parsing.search.draft import Draft
from server.parsing.search.granting import grant
from server.parsing.search.hypothesis import Hypothesis, named_for_each
from server.parsing.search.lacking import leave_out
from server.parsing.search.narrowing import narrow
from server.parsing.search.pending_phrases import PendingPhrases
from server.parsing.search.refused_groups import refuse_groups
from server.parsing.search.refused_within import refuse_within
from server.parsing.search.scoops import count_scoops
from server.parsing.search.told_by_choice import take_drinks_back
from server.parsing.search.told_of_food import tell_of_food
from server.parsing.search.told_of_nearest import doubt_told_of_earlier

_POINTS = (
    "then",
    "filler",
    "number",
    "article",
    "of",
    "that",
    "pronoun",
    "stand_in",
    "ordering",
    "topic",
    "counter",
)


_CHANGING = ("make", "change", "instead")

_TWO = 2
"""Persons who may share what an article counts."""


class Settlement:
    """Settles what the lines of a reading have to do with each other."""

    def __init__(self, m: Lexicon, phrases: PendingPhrases) -> None:
        self.m = m
        self.phrases = phrases
        self.lists = CountedLists(m)
        self.dealing = Dealing(m)

    def settle(self, h: Hypothesis) -> None:
        """What is left open at the end costs; wholes and parts come out, or cost."""
        if h.elided or h.mode.amount or h.owed:
            self._settle_open(h)
        if any(draft.line is not None for draft in h.drafts):
            answer_open(h, self.m)
            take_drinks_back(h, self.m)
        narrow(h, self.m)
        leave_out_words_of_names(h, self.m)
        count_scoops(h, self.m)
        leave_out(h, self.m)
        refuse_groups(h, self.m)
        tell_of_food(h, self.m)
        doubt_told_of_earlier(h, self.m)
        refuse_within(h, self.m)
        grant(h, self.m)
        if any(draft.total for draft in h.drafts):
            self._settle_totals(h)
        if self.m.may_say("each", "apiece"):
            self._settle_persons(h)
        self._settle_each_of_counted(h)
        if len(h.drafts) > 1:
            self._settle_headings(h)
            self._settle_kinds(h)
        if self.m.may_say("persons_all"):
            self._settle_persons_before(h)
        has_shares = self._share_out(h)
        if self.m.may_say(*_CHANGING, "then"):
            self._settle_changes(h)
        for i, draft in enumerate(h.drafts):
            is_new = not draft.removed and draft.line is None and draft.item is not None
            if is_new and (not has_shares or _some_left(h, i)):
                self._pay_rules(h, draft, draft.items[0])

    def _share_out(self, h: Hypothesis) -> bool:
        """Deal out what is said of several, and settle shares; returns whether there are any."""
        for i in range(len(h.drafts)):
            if h.drafts[i].quantity > 1:
                self.dealing.deal_out(h, i)
        if len(h.drafts) > 1:
            self.lists.settle(h)
        has_shares = any(draft.part_of >= 0 for draft in h.drafts)
        if has_shares:
            self._settle_shares(h)
        return has_shares

    def _settle_changes(self, h: Hypothesis) -> None:
        """What was to change nothing, and what takes up an answer beside a cart, was perhaps meant of something else."""
        if h.drafts and self._speaks_of_change() and all(draft.is_unchanged for draft in h.drafts):
            h.pay("nothing_changed")
        if self._takes_up_answer() and any(draft.line is not None for draft in h.drafts):
            h.pay("target_untold")

    def _takes_up_answer(self) -> bool:
        """Whether something is ordered that was spoken of before, perhaps in an answer: "two of those then"."""
        if not self.m.says("then"):
            return False
        return self.m.says("that", "pronoun", "stand_in") and all(
            self.m.has(at, *_POINTS) and not self.m.spans[at].names for at in range(len(self.m))
        )

    def _speaks_of_change(self) -> bool:
        return any(not self.m.spans[at].names for at in self.m.places_of(*_CHANGING))

    def _settle_open(self, h: Hypothesis) -> None:
        for phrase in h.elided:
            h.pay("dropped_group")
            self.phrases.forget(h, phrase)
            if phrase.number_at >= 0:
                h.leave(phrase.number_at, phrase.number_at + 1)
        h.elided = ()
        if h.mode.amount and h.mode.amount != "regular":
            h.pay("unread_word")
            h.leave(h.mode.amount_at, h.mode.amount_at + 1)
        for at in range(len(self.m)) if h.owed else ():
            if h.owed >> at & 1:
                h.pay("lost_refusal")
                h.leave(at, at + 1)

    def _settle_totals(self, h: Hypothesis) -> None:
        for i in range(len(h.drafts)):
            if not h.drafts[i].total:
                continue
            total = h.drafts.own(i)
            following = [d for d in h.drafts[i + 1 :] if not d.removed and not d.total and d.part_of < 0]
            counted = 0
            for draft in following:
                counted += draft.quantity if counted < total.quantity else 0
            total.removed = True
            h.total = None
            if counted != total.quantity and total.head is not None:
                h.pay("total_not_met")
                h.leave(total.head[0], total.head[2] + 1)

    def _settle_persons(self, h: Hypothesis) -> None:
        """As many of what is said for each as people were told before: "wir sind zu dritt, jeder bekommt ein Eis"."""
        each = self.m.places_of("each", "apiece")
        persons = self._persons_told(each[0]) if each else 0
        if persons and self.m.says("mine", "theirs"):
            h.pay("target_untold")
        for at in each if persons else ():
            for i in named_for_each(h, at, self.m.begin_of_clause(at)):
                if h.drafts[i].quantity == 1 and not self._is_counted_apart(at, h.drafts[i]):
                    draft = h.drafts.own(i)
                    draft.quantity, draft.quantity_stated = persons, True

    def _is_counted_apart(self, each: int, draft: Draft) -> bool:
        """Whether a dish is counted by itself behind the clause of "apiece": 一人一瓶汽水 一份毛豆."""
        if not self.m.has(each, "apiece") or draft.head is None or draft.head[0] < each:
            return False
        begin = self.m.begin_of_clause(draft.head[0])
        return begin > each and any(self.m.has(at, "number") for at in range(begin, draft.head[0] + 1))

    def _persons_told(self, at: int) -> int:
        """How many people were told of before span `at`: "we're three", "me and Ella want"; 0 where nobody counts them."""
        told = self.m.places_of("persons_are")
        if told:
            return self.m.spans[told[0]].word.value if told[0] < at else 0
        begin, pairs = self.m.begin_of_clause(at), self.m.view.language.pairs
        said = (token.text for token in self.m.tokens[self.m.spans[begin].start : self.m.spans[at].start])
        return 2 if pairs is not None and pairs.search(" ".join(said)) else 0

    def _settle_each_of_counted(self, h: Hypothesis) -> None:
        """One for each of those who have the dish that was counted before: "drei Burger und für jeden ein Bier".

        Of what is shared out by the portion nobody knows how many have it.
        """
        new = [i for i, d in enumerate(h.drafts) if d.line is None and not d.removed and not d.total]
        if len(new) != 2 or not self.m.may_say("each", "apiece"):  # noqa: PLR2004 - the dish, and what each has with it
            return
        first, second = (h.drafts[i] for i in new)
        is_counted = first.quantity > 1 and first.quantity_stated and first.part_of < 0
        if not is_counted or second.quantity != 1 or second.part_of >= 0 or self._is_shared_out(first):
            return
        if self._is_told_for_each(second):
            draft = h.drafts.own(new[1])
            draft.quantity, draft.quantity_stated = first.quantity, True

    def _is_shared_out(self, draft: Draft) -> bool:
        """Whether a dish was counted by a measure, or in a size of it: "dos raciones", "two bottles"."""
        first, head, _last = draft.head if draft.head is not None else (0, 0, 0)
        return draft.variant_stated or any(self.m.has(i, "serving", "unit") for i in range(first, head + 1))

    def _is_told_for_each(self, draft: Draft) -> bool:
        """Whether "each" ends a clause right behind a dish, or leads to it: "una cerveza para cada uno", "für jeden ein Bier"."""
        if draft.head is None or self.m.says("persons_each", "persons_all", "persons_are"):
            return False
        before, behind = draft.head[0] - 1, max([*draft.spans, draft.head[2]]) + 1
        while self.m.has(before, "article", "number") and not self.m.spans[before].names:
            before -= 1
        before -= self.m.has(before, "each") and self.m.has(before - 1, "apiece")
        leads, follows = self._is_for_each(before), self._is_for_each(behind)
        leads = leads and self.m.has(before, "apiece")
        after = behind + 1
        ends = after >= len(self.m) or bool(self.m.spans[after].pause) or self.m.has(after, "filler", "and")
        return leads or (follows and ends)

    def _is_for_each(self, at: int) -> bool:
        """Whether a word is for each of those who were counted, and not for everybody at the table."""
        return self.m.has(at, "apiece", "each") and not (
            self.m.spans[at].names or self.m.has(at, "everybody")
        )

    def _settle_headings(self, h: Hypothesis) -> None:
        """A kind that is said before the dishes of that kind orders none itself: "beers: two lagers, one ipa"."""
        for i, draft in enumerate(h.drafts[:-1]):
            listed = h.drafts[i + 1]
            is_listed = listed.item is not None and listed.line is None and listed.item.id in draft.ids
            if is_listed and len(draft.items) > 1 and self._is_heading(draft):
                h.drafts.own(i).removed = True

    def _settle_kinds(self, h: Hypothesis) -> None:
        """Fewer of a kind of what was counted before are some of these: "four coffees, one decaf" are three and a decaf."""
        for i, part in enumerate(h.drafts):
            whole = h.drafts[i - 1] if i else part
            is_fewer = whole is not part and part.quantity < whole.quantity
            if is_fewer and self._ends_list(h, i) and self._is_kind_of(part, whole):
                own = h.drafts.own(i - 1)
                own.quantity -= part.quantity

    def _settle_persons_before(self, h: Hypothesis) -> None:
        """One each of the dish that several people will have: "we'll both have the soup"; of several dishes it stays open."""
        for at in range(len(self.m)):
            if not self.m.has(at, "persons_all") or self.m.spans[at].names:
                continue
            end = self.m.end_of_clause(at + 1)
            begin = next((i for i in range(at, 0, -1) if self.m.spans[i].pause), 0)
            begin = at if self.m.has(at - 1, "and", "also") else begin
            new = [
                (i, d.head[1])
                for i, d in enumerate(h.drafts)
                if d.line is None and not d.removed and d.head is not None
            ]
            if any(begin <= head < at for _i, head in new):
                continue
            said = [i for i, head in new if at < head < end]
            if len(said) > 1 or any(self.m.has(i, "shared") for i in range(begin, len(self.m))):
                h.pay("target_untold")
            elif said and not h.drafts[said[0]].quantity_stated:
                self._have_each(h, said[0], at)

    def _have_each(self, h: Hypothesis, index: int, at: int) -> None:
        """One for each of those at a place; where an article counts the dish a vessel is shared, and two may share, too."""
        head, persons = h.drafts[index].head, self.m.spans[at].word.value
        if head is not None and self.m.has(head[0], "article"):
            if self._is_in_vessel(head[0], head[2]):
                return
            if persons == _TWO:
                h.pay("target_untold")
                return
        draft = h.drafts.own(index)
        draft.quantity, draft.quantity_stated = persons, True

    def _is_in_vessel(self, first: int, last: int) -> bool:
        """Whether it is told in what a dish comes, by a word of its own or of its name."""
        tokens = self.m.tokens[self.m.spans[first].start : self.m.spans[last].end]
        return any(self.m.view.language.is_cue(token.text, "serving") for token in tokens)

    def _ends_list(self, h: Hypothesis, index: int) -> bool:
        """Whether no other dish is listed behind a line."""
        head = h.drafts[index + 1].head if index + 1 < len(h.drafts) else None
        return index + 1 == len(h.drafts) or (head is not None and self.m.spans[head[0]].pause == ".")

    def _is_kind_of(self, part: Draft, whole: Draft) -> bool:
        """Whether a dish is named by what tells it from the dish that was counted before it: "decaf" of "coffee"."""
        if part.item is None or whole.item is None or part.head is None or whole.head is None:
            return False
        is_counted = all(
            d.quantity_stated and d.line is None and d.part_of < 0 and not d.removed for d in (part, whole)
        )
        begins, at, last = part.head
        if not is_counted or whole.choices or at != last:
            return False
        said = [self.m.token(i) for i in range(begins, at)]
        if not self.m.spans[begins].pause or self.m.has(begins, "and") or len(said) > 1:
            return False
        both = self.m.stems(at) | self.m.stems(whole.head[1])
        return both == set(self.m.view.stems_of(part.item.name)) and not self.m.stems(at) & self.m.stems(
            whole.head[1]
        )

    def _is_heading(self, draft: Draft) -> bool:
        """Whether a kind is named alone, in the plural or before a colon, and nothing is said of it."""
        if draft.head is None or draft.line is not None or draft.part_of >= 0 or draft.choices:
            return False
        first, at, last = draft.head
        if (
            first != at
            or self.m.has(at - 1, "article", "number", "another")
            or draft.quantity_stated
            or draft.requests
        ):
            return False
        is_plural = self.m.view.language.stem(self.m.token(last)) != self.m.token(last)
        after = last + 1
        return after < len(self.m) and (self.m.colon_before(after) or is_plural)

    def _settle_shares(self, h: Hypothesis) -> None:
        for i, whole in enumerate(h.drafts):
            parts = [d for d in h.drafts if d.part_of == i and not d.removed]
            if not parts or whole.removed:
                continue
            stated = sum(p.quantity for p in parts if not p.is_rest or p.quantity_stated)
            rests = [p for p in parts if p.is_rest and not p.quantity_stated]
            if whole.is_untold or self._count_anew(whole, parts, stated):
                h.drafts.own(i).quantity = stated
            if whole.line is None and any(_contradicts(part, whole) for part in parts):
                h.pay("whole_has_options")
            if whole.line is not None and all(_says_nothing(part, whole) for part in parts):
                h.pay("whole_has_options")
            left = h.drafts[i].quantity - stated - len(rests)
            if left < 0:
                h.pay("share_more_than_whole")
            elif left and not rests:
                marked = any(p.is_share for p in parts) or whole.line is not None
                h.pay("share_left_over", 0.5 if marked else 1.0)
                refusing = all(c.amount == "none" for p in parts for c in p.choices.values())
                told_of_all = all(whole.choices.items() <= p.choices.items() for p in parts)
                is_of_all = any(self.m.has(at - 1, "all") for at in whole.spans)
                told_more = all(_adds_another_choice(p, whole) for p in parts)
                if whole.choices and not (marked or refusing or told_of_all or is_of_all or told_more):
                    h.pay("whole_has_options")
                if len(whole.items) > 1 and any(p.item is not None for p in parts):
                    h.pay("total_not_met")

    def _count_anew(self, whole: Draft, parts: Sequence[Draft], stated: int) -> bool:
        """Whether "make that" stands before two and more shares, which are all that is wanted: "no, make that two cups and a bowl"."""
        if len(parts) < 2 or stated >= whole.quantity or not self.m.says("make"):  # noqa: PLR2004
            return False
        if any(part.is_share or part.is_rest for part in parts):
            return False
        first = min((min(part.spans, default=0) for part in parts), default=0)
        begin = whole.head[1] if whole.head is not None else -1
        return any(begin < at < first and self.m.ends_as(at, "that") for at in self.m.places_of("make"))

    def _pay_rules(self, h: Hypothesis, draft: Draft, item: Item) -> None:
        """What the choices break of the groups' rules; a part has those of its whole too."""
        choices = draft.choices
        if draft.part_of >= 0:
            own = {c.group.id for c in choices.values() if c.group.max_select == 1 and c.amount != "none"}
            whole = h.drafts[draft.part_of].choices
            choices = {**{id_: c for id_, c in whole.items() if c.group.id not in own}, **choices}
        for breach in breaches(item, [c.picked for c in choices.values()]):
            h.pay(
                {"too_few": "required_open", "too_many": "too_many_of_group"}.get(
                    breach.kind, "too_much_of_one"
                )
            )


def _some_left(h: Hypothesis, index: int) -> bool:
    """Whether the shares of a line leave some of it."""
    parts = [d for d in h.drafts if d.part_of == index and not d.removed]
    return not parts or h.drafts[index].quantity > sum(part.quantity for part in parts)


def _contradicts(part: Draft, whole: Draft) -> bool:
    """Whether a size is said of a part that is not the one said of the whole: "three large beers, one small"."""
    return part.variant_stated and whole.variant_stated and part.variant != whole.variant


def _says_nothing(part: Draft, whole: Draft) -> bool:
    """Whether a part is what its whole is already: "one bottle" of two bottles."""
    is_same = part.items == whole.items and not part.choices and not part.requests and not part.is_rest
    return is_same and (not part.variant_stated or part.variant == whole.variant)


def _adds_another_choice(part: Draft, whole: Draft) -> bool:
    """Whether some of a line have one more choice behind a comma: "two lattes with oat milk, one with sugar"."""
    chosen = {choice.group.id for choice in whole.choices.values()}
    more = [c for id_, c in part.choices.items() if id_ not in whole.choices]
    return not part.after_and and bool(more) and all(choice.group.id not in chosen for choice in more)
