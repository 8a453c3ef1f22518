"""Words that change what was said before."""

from functools import partial

from server.parsing.matching.numbers import number_at
from server.parsing.search.antecedents import Closing
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.options import Option

_AFTER_ALL = frozenset({"after_all", "filler", "serving_time", "request"})
"""Kinds of a word that says "after all", and nothing else but when something is to come."""
_BEFORE_CHANGE = ("filler", "it", "that", "pronoun")
"""Kinds of words between what is named and the verb that changes it: "il limone me lo cambia"."""

_CHANGING = (
    "make",
    "change",
    "instead",
    "remove",
    "remove_after",
    "rather",
    "no",
    "only",
    "just",
    "correction",
)
"""Kinds of words by which a text changes what was ordered."""


class Changes(Operation):
    """Words that change what was said before."""

    def make(self, h: Hypothesis, at: int) -> int:
        """What was ordered becomes another; where nothing was, it orders: "make it two lattes"."""
        if not h.drafts and h.pending is None:
            return self.skip(h, at)
        if h.mode.negation and h.mode.negated_at == at - 1:
            if self.m.has(at + 1, "with") or h.line is None:
                return self.skip(h, at)
            h.discharge()
        h.mode.positive()
        if self._goes_on_to_another(h, at):
            h.mode.making = h.mode.correcting = h.mode.mentioned = False
            return self.skip(h, at)
        h.mode.making, h.mode.mentioned = True, False
        h.mode.joined = False
        if self._counts_some_before(h, at):
            assert h.pending is not None  # noqa: S101
            h.pending = h.pending._replace(share=True, determiner="number", number_at=h.pending.first)
        return self.skip(h, at)

    def _goes_on_to_another(self, h: Hypothesis, at: int) -> bool:
        """Whether "and" and the verb alone lead to a counted dish that nobody has: "l'entrecôte à point, et mettez un café"."""
        is_led = self.m.has_word(at - 1, "and") and self.m.length(at) == 1 and h.pending is None
        dish = at + 2
        if not is_led or not self.m.has(at + 1, "article", "number") or dish >= len(self.m):
            return False
        is_dish = bool(self.m.spans[dish].names) and bool(self.m.items(dish)) and not self.m.spans[dish].pause
        return is_dish and self.edits.which.find(h, dish) < 0

    def _counts_some_before(self, h: Hypothesis, at: int) -> bool:
        """Whether it is counted right before how many of several become another: "uno fallo grande", of two."""
        phrase, line = h.pending, h.line
        if phrase is None or line is None or not phrase.is_bare or phrase.more or phrase.joined:
            return False
        counted = at - 1
        while self.m.has(counted, *_BEFORE_CHANGE) and not (
            self.m.spans[counted].names or self.m.spans[counted].pause
        ):
            counted -= 1
        is_counted = self.m.has(counted, "number", "article") and phrase.first == counted
        return is_counted and not self.m.spans[at].pause and line.quantity > phrase.quantity

    def correction_ways(self, h: Hypothesis, at: int) -> list[Way]:
        if self._takes_back_all(at) and h.line is not None:
            tells_else = sum(map(self.m.length, range(len(self.m)))) < len(self.m.tokens)
            return [self._take_back_something if tells_else else self._take_back_line]
        if self._adds(h, at):
            return [self.skip]
        if self._only_excuses(h, at):
            return [self.skip, self.correction]
        return [self.correction]

    def are_said_by_no(self, h: Hypothesis, at: int) -> bool:
        """Whether a bare "no" corrects what was said, and refuses nothing."""
        return self._parts_dishes(h, at) or self._opens_correction(h, at)

    def _opens_correction(self, h: Hypothesis, at: int) -> bool:
        """Whether a bare "no" begins a clause where refusals stand behind what they are about: "büyük kola, yok küçük olsun"."""
        begins = bool(self.m.spans[at].pause) and self.m.view.language.head_final
        return begins and self.m.has(at, "correction") and h.line is not None and h.line.line is None

    def _parts_dishes(self, h: Hypothesis, at: int) -> bool:
        """Whether a bare "no" parts a dish that was just named from another: "un café non des frites", "latte yok patates"."""
        line, named = h.line, at + 1
        if line is None or line.line is not None or line.head is None or line.head[2] != at - 1:
            return False
        if h.pending is not None or not self.m.has(at, "recount") or self.m.spans[at].pause:
            return False
        while self.m.has(named, "article", "number") and not self.m.spans[named].names:
            named += 1
        is_led = named > at + 1 or self.m.has(at, "correction")
        if not is_led or named >= len(self.m) or any(self.m.spans[i].pause for i in range(at + 1, named + 1)):
            return False
        is_dish = bool(self.m.spans[named].names) and bool(self.m.items(named))
        return is_dish and not self.options.fits(named, [line])

    def after_all(self, h: Hypothesis, at: int) -> int:
        """Another number of a dish of the cart counts it anew: "a burger, and three beers after all"."""
        if h.pending is None and self._recounts(h, at):
            h.mode.positive()
            h.mode.correcting = True
        elif self._may_replace(h, at):
            h.pay("target_untold")
        return self.skip(h, at)

    def _may_replace(self, h: Hypothesis, at: int) -> bool:
        """Whether a later text begins so, and one more or another is meant by what it names: "al final un vermut"."""
        opens = all(self.m.has(i, "filler") for i in range(at)) and self.m.kinds(at) <= _AFTER_ALL
        is_counted = self.m.has(at + 1, "article", "number", "ordering", "filler")
        return opens and is_counted and h.line is not None and self.ahead.head_follows(at)

    def _only_excuses(self, h: Hypothesis, at: int) -> bool:
        """Whether an apology may only call for attention, at the beginning of a later text: "sorry, a latte"."""
        opens = all(self.m.has(i, "filler") for i in range(at))
        is_counted = self.m.has(at + 1, "article", "number", "ordering", "filler")
        excuses = opens and is_counted and self.m.has(at, "filler") and h.line is not None
        return excuses and h.pending is None and not self._recounts(h, at)

    def _adds(self, h: Hypothesis, at: int) -> bool:
        """Whether a later text begins so, and its words say that more is ordered: "and sorry, a latte", "actually, a latte too"."""
        line = h.line
        opens = all(self.m.has(i, "filler", "and", "also") for i in range(at))
        if not opens or line is None or line.line is None or h.pending is not None:
            return False
        others = [i for i in range(len(self.m)) if i != at]
        if any(self.m.has(i, *_CHANGING) for i in others):
            return False
        return any(self._is_added(i, is_before=i < at) for i in others if not self.m.spans[i].names)

    def _is_added(self, at: int, *, is_before: bool) -> bool:
        """Whether "and" stands before, or "as well" or "with that" behind."""
        if is_before:
            return self.m.has_word(at, "and")
        is_with = self.m.has(at, "filler") and self.m.begins_as(at, "with") and self.m.ends_as(at, "that")
        return self.m.has(at, "also") or is_with

    def _recounts(self, h: Hypothesis, at: int) -> bool:
        """Whether a number that follows counts a dish of the cart anew: "sorry, two lattes", where there are three."""
        number = next((i for i in range(at + 1, len(self.m)) if not self.m.has(i, "filler", "ordering")), -1)
        if not self.m.has(number, "number") or self.m.has(number, "another"):
            return False
        dish = number_at(self.m, number, len(self.m))[1]
        match = self.edits.which.find(h, dish) if dish < len(self.m) and self.m.spans[dish].names else -1
        return match >= 0 and h.drafts[match].line is not None

    def _takes_back_all(self, at: int) -> bool:
        """Whether nothing is said but a word that takes away: "scrap that"."""
        if any(not self.m.has(i, "filler", "correction") for i in range(len(self.m)) if i != at):
            return False
        return not self.m.has(at, "filler") and self.m.begins_as(at, "remove")

    def _take_back_line(self, h: Hypothesis, at: int) -> int:
        h.pay("removes")
        h.own_line.removed = True
        h.refocus()
        return self.skip(h, at)

    def _take_back_something(self, h: Hypothesis, at: int) -> int:
        """Beside what is told of allergies it may be about any line: "scrap that, we have a nut allergy"."""
        h.pay("target_untold")
        return self.skip(h, at)

    def correction(self, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        h.mode.correcting = True
        if self._refuses(h, at):
            h.mode.correcting = False
            h.mode.refuse("no", at)
            h.owed |= 1 << at
        return self.skip(h, at)

    def _refuses(self, h: Hypothesis, at: int) -> bool:
        """Whether the "no" that a correction ends with refuses what is named: "with syrup, wait no syrup", "a burger, oh no onions"."""
        word, line, named = self.m.view.language.trie.get((self.m.token(at),)), h.line, at + 1
        if word is None or "no" not in word.kinds or line is None or not self.options.fits(named, h.drafts):
            return False
        if self.m.length(at) == 1 or self.m.spans[named].pause:
            return False
        return any(
            self._is_refused(draft, option)
            for draft in h.drafts
            for option in (
                self.m.best_modifiers(named, draft.ids[0]) if draft.ids and not draft.removed else ()
            )
        )

    @staticmethod
    def _is_refused(draft: Draft, option: Option) -> bool:
        """Whether a dish has an option, or may have it beside others of which none was said that it would replace."""
        modifier, group = option
        said = draft.choices.get(modifier.id)
        if said is not None:
            return said.amount != "none"
        replaces = any(c.group.id == group.id and c.amount != "none" for c in draft.choices.values())
        return group.max_select != 1 and not replaces

    def change(self, h: Hypothesis, at: int) -> int:
        end = self.ahead.next_into(at + 1)
        if (told := self._told_before_change(h, at, end)) is not None:
            return self._change_told(h, at, told)
        if end >= len(self.m) or not self.ahead.leads_into(end):
            h.mode.positive()
            h.mode.making, h.mode.mentioned = True, False
            return self.skip(h, at)
        some = self.edits.some_to_change(h, at, end)
        if some is not None:
            return some
        having = self.edits.which.having_option(h, at + 1, end)
        if len(having) == 1:
            h.focus = having[0]
        elif having and not (h.line and h.line.spans):
            h.pay("target_untold")
        h.mode.refuse("instead", at)
        h.mode.changing = True
        return self.skip(h, at)

    def _told_before_change(self, h: Hypothesis, at: int, end: int) -> tuple[int, Option] | None:
        """The option of the cart that is named right before "change", which what follows replaces: "il limone lo cambia con la panna"."""
        is_said = end < len(self.m) and all(self.m.has(i, "filler", "it") for i in range(at + 1, end))
        return self._told_right_before(h, at) if is_said and self.ahead.leads_into(end) else None

    def into_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Where the verb ends the clause, what is named before it becomes another: "den Käse bitte gegen Speck tauschen"."""
        end = self.m.end_of_clause(at + 1)
        while self.m.has(end - 1, "filler") and not self.m.spans[end - 1].names:
            end -= 1
        told = self._told_right_before(h, at) if end - 1 > at and self.m.has(end - 1, "change") else None
        return [] if told is None else [lambda h, at: self._change_told(h, at, told)]

    def _told_right_before(self, h: Hypothesis, at: int) -> tuple[int, Option] | None:
        """The option that a line of the cart has, and that is named right before span `at`."""
        last, before = h.mode.last, at - 1
        if last is None:
            return None
        while self.m.has(before, *_BEFORE_CHANGE) and not self.m.spans[before].names:
            before -= 1
        named, index, modifier, group = last
        had = h.drafts[index].line
        is_there = had is not None and (
            modifier.is_default or any(c.modifier.id == modifier.id for c in had.choices)
        )
        return (index, (modifier, group)) if named == before and is_there else None

    def _change_told(self, h: Hypothesis, at: int, told: tuple[int, Option]) -> int:
        """Take an option back, in place of which another follows."""
        index, (modifier, group) = told
        draft = h.drafts.own(index)
        if modifier.is_default:
            draft.choose(modifier, group, "none", 1)
        else:
            draft.forget(modifier)
        h.mode.positive()
        h.mode.last = None
        return self.skip(h, at)

    def rather_ways(self, h: Hypothesis, at: int) -> list[Way]:
        if all(self.m.has(i, "filler", "correction", "and") for i in range(at)):
            return [self._correction_of_some if self._is_of_several(h, at) else self.correction]
        if self._takes_place_of_some(h):
            return [self.make]
        phrase = h.pending
        if phrase is not None and self._is_size_instead(h, phrase, at):
            return [self._size_instead]
        if phrase is not None and phrase.waiting and phrase.waiting[-1].at == at - 1:
            return [partial(self._rather_of_waiting, close) for close in self.closings.ways(h, at)]
        return self.edits.rather_ways(h) or [self._rather_of_option]

    def _is_size_instead(self, h: Hypothesis, phrase: PendingPhrase, at: int) -> bool:
        """Whether a single one in another size takes the place of several: "bring us a pot instead", of three glasses."""
        line = h.line
        if (
            line is None
            or line.line is None
            or line.spans
            or line.quantity == 1
            or phrase.determiner != "article"
        ):
            return False
        is_size = len(phrase.waiting) == 1 and phrase.waiting[0].at == at - 1 and not phrase.wishes
        return is_size and any(self.m.variants(at - 1, item_id) for item_id in line.ids)

    def _size_instead(self, h: Hypothesis, at: int) -> int:
        phrase, h.pending = h.pending, None
        assert phrase is not None  # noqa: S101
        if sum(d.line is not None and not d.removed for d in h.drafts) > 1:
            h.pay("target_untold")
        h.mode.making = True
        self.phrases.fill(h, h.focus, phrase)
        h.own_line.quantity = 1
        return self.skip(h, at)

    def _is_of_several(self, h: Hypothesis, at: int) -> bool:
        """Whether a text says that something comes instead, and not of which of several lines: "dafür ein Wasser"."""
        there = [d for d in h.drafts if d.line is not None and not d.removed]
        named = [i for i in range(at + 1, len(self.m)) if self.m.spans[i].names and self.m.items(i)]
        return len(there) > 1 and len(named) == 1 and self.edits.which.find(h, named[0]) < 0

    def _correction_of_some(self, h: Hypothesis, at: int) -> int:
        h.pay("target_untold")
        return self.correction(h, at)

    @staticmethod
    def _takes_place_of_some(h: Hypothesis) -> bool:
        """Whether what follows comes in the place of some that were taken away: "eins weniger, dafür einen Tee"."""
        return h.mode.lessened > 0 and h.pending is None and (h.line is None or h.line.line is not None)

    def _rather_of_waiting(self, close: Closing, h: Hypothesis, at: int) -> int:
        close(h)
        return self._rather_of_option(h, at)

    def _rather_of_option(self, h: Hypothesis, at: int) -> int:
        last = h.mode.last
        if last is not None and last[0] == at - 1 and self._displaces(h):
            h.pay("rather_of_option")
            return self.skip(h, at)
        h.pay(
            "rather_of_option"
            if last is not None and last[0] == at - 1 and last[3].max_select == 1
            else "unread_word"
        )
        return self.skip(h, at)

    @staticmethod
    def _displaces(h: Hypothesis) -> bool:
        """Take off the one other option of the group of the last one: "mustard instead", where ketchup was said."""
        assert h.mode.last is not None  # noqa: S101
        _at, index, modifier, group = h.mode.last
        line, refused = h.drafts[index], h.mode.refused
        if refused is not None and refused[1] == index and refused[3].id == group.id:
            return True
        before = h.drafts[line.part_of].choices if line.part_of >= 0 else {}
        others = [
            c
            for c in {**before, **line.choices}.values()
            if c.group.id == group.id and c.modifier.id != modifier.id and c.amount != "none" and c.stated
        ]
        if len(others) != 1 or group.max_select == 1:
            return False
        own, other = h.drafts.own(index), others[0].modifier
        if other.is_default or other.id not in own.choices:
            own.choose(other, others[0].group, "none", 1)
        else:
            own.choices = {id_: choice for id_, choice in own.choices.items() if id_ != other.id}
        return True
