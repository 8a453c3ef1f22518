"""Words that refuse: "no", "without", "not"."""

from functools import partial

from server.parsing.matching.called_without import called_without
from server.parsing.matching.names import PART
from server.parsing.matching.numbers import number_at
from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, Waiting
from server.parsing.search.operators.corrections import Changes
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.removal_words import RemovalWords
from server.parsing.search.operators.size_openings import SizeOpenings
from server.parsing.search.options import Option
from server.parsing.search.shared_names import is_choice
from server.parsing.search.tools import Tools

_BEFORE_OTHERS = ("filler", "correction", "rather", "instead", "ordering", "add", "make", "and")
"""What may stand between a dish that is given up and the number of those that come for it."""


class Refusals(Operation):
    """Words that refuse: "no", "without", "not"."""

    def __init__(self, tools: Tools, edits: Edits, changes: Changes) -> None:
        super().__init__(tools, edits)
        self.changes = changes
        self.removals = RemovalWords(tools, edits, changes)
        self.sizes = SizeOpenings(tools, edits)

    def no_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
        """All that a word that refuses may do."""
        if self._says_again(h, at):
            return [self.skip]
        if self._refuses_before(h, at) and not (self.m.has(at, "without") and self._refuses_same(h, at)):
            return [self._behind_what_is_refused(h, at)]
        if described := self.edits.described_by_lack(h, at):
            return described
        if self.m.has(at, "recount") and (corrected := self.sizes.corrected_ways(h, at)):
            return corrected
        if denied := self.sizes.denied_ways(h, at):
            return denied
        if self._says_choice_anew(h, at):
            return [self._correct_choice]
        same = [self._without_same] if self._refuses_same(h, at) else []
        if same and h.line is not None:
            return [*same]
        refused = self._refused_of_dish(h, at)
        if refused is not None:
            return [partial(self._dish_without, refused)]
        return [*same, *self._refusing_ways(h, at)]

    def _behind_what_is_refused(self, h: Hypothesis, at: int) -> Way:
        if self.m.has(at, "without") and h.line is not None and not self._takes_some_off(h, at):
            return self._cart_without if h.pending is None else self._some_without
        return self.removals.off

    def _cart_without(self, h: Hypothesis, at: int) -> int:
        """The one option that a dish of the cart has goes; of several, or none, nobody said which: "den Kuchen doch ohne"."""
        had = _had(h.own_line)
        if len(had) == 1:
            self.removals.leave_off(h, h.focus, had[0])
        else:
            h.pay("target_untold")
        h.own_line.spans.add(at)
        return self.skip(h, at)

    def _some_without(self, h: Hypothesis, at: int) -> int:
        """Some of the only line of the cart that was told to have something go without it: "one without though"."""
        assert h.pending is not None  # noqa: S101
        many, phrase = h.pending.quantity, h.pending._replace(share=True)
        telling = [i for i, d in enumerate(h.drafts) if not d.removed and d.quantity > many and _had(d)]
        if len(telling) != 1 or len(_had(h.drafts[telling[0]])) != 1:
            h.pay("target_untold")
            return self.skip(h, at)
        refused = _had(h.drafts[telling[0]])[0]
        h.pending = phrase
        self.antecedents.share(telling[0], h)
        self.removals.leave_off(h, h.focus, refused)
        h.own_line.spans.add(at)
        return self.skip(h, at)

    def instead_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """What stands for something else; in languages that say it behind that, it begins no clause: "yerine bir çay"."""
        begins = bool(self.m.spans[at].pause) and self.m.view.language.head_final
        return self.changes.rather_ways(h, at) if begins and h.line is not None else [self.instead]

    def _refusing_ways(self, h: Hypothesis, at: int) -> list[Way]:
        nxt = at + 1
        if self._signs_dish(at):
            return [self.skip]
        if self.m.has(nxt, "number") and (taken_back := self._number_ways(h, at)):
            return [taken_back]
        if self._is_old_number(h, at):
            return [self._take_back_old_number]
        if self.changes.are_said_by_no(h, at):
            return [self.changes.correction]
        corrects = nxt < len(self.m) and bool(self.m.spans[nxt].pause) and h.line is not None
        if self._begins_anew(h, at, corrects=corrects) or (corrects and self._takes_place_of_said(h, nxt)):
            return [self.changes.correction]
        stands_apart = (
            h.line is not None
            and (bool(self.m.spans[at].pause) or self.m.has(at - 1, "filler") or self._recounts(h, at))
            and self.m.has(nxt, "number")
        )
        return [self.changes.correction, self.no] if corrects or stands_apart else [self.no]

    def _signs_dish(self, at: int) -> bool:
        """Whether "no" stands for "number" before that of a dish: "no 23"."""
        is_sign = self.m.has(at + 1, "number") and self.m.words(at).casefold() == "no"
        return is_sign and bool(self.edits.dish_of_number(at + 1, at + 2))

    def _number_ways(self, h: Hypothesis, at: int) -> Way | None:
        """What a refusal before a number takes back: the number that waits, or the one right before it."""
        phrase, nxt = h.pending, at + 1
        if phrase is not None and phrase.is_bare and phrase.number_at >= 0:
            return self._take_back_number
        if self.m.spans[at].pause and self.m.has(at - 1, "number") and self.closes_clause(nxt + 1):
            return self.changes.correction if self.m.has(at, "recount") else self._take_back_old_number
        return None

    def _begins_anew(self, h: Hypothesis, at: int, *, corrects: bool) -> bool:
        """Whether a text begins with "no" and then says what is wanted of the order so far."""
        if at != 0:
            return False
        nxt = at + 1
        if corrects and self.options.fits(nxt, h.drafts) and not self._is_chosen(h, nxt):
            return True
        orders = self.m.has(nxt, "ordering") and not self.m.spans[nxt].names
        recounts = self.m.has(nxt, "just", "only") and self.m.has(nxt + 1, "number")
        return h.line is not None and (orders or recounts)

    def _says_again(self, h: Hypothesis, at: int) -> bool:
        """Whether what was just refused is refused once more: "I'm not a fan of onion so none of that"."""
        refused, behind = h.mode.refused, at + 1
        if refused is None or refused[0] not in range(at - 3, at) or not self.m.has(behind, "that"):
            return False
        is_alone = behind + 1 >= len(self.m) or bool(self.m.spans[behind + 1].pause)
        return is_alone or self.m.has(behind + 1, "preposition", "for", "filler")

    def _refuses_same(self, h: Hypothesis, at: int) -> bool:
        """Whether nothing is said that is refused, behind an option of another share: "two with sugar, one without"."""
        phrase, last = h.pending, h.mode.last
        ends = at + 1 >= len(self.m) or bool(self.m.spans[at + 1].pause)
        if phrase is None or last is None or not (ends and phrase.determiner):
            return False
        return phrase.is_bare or all(self.m.is_variant_somewhere(w.at) for w in phrase.waiting)

    def _refused_of_dish(self, h: Hypothesis, at: int) -> Option | None:
        """What a dish that ends with "without" lacks: the last option of the one before, "a bun with butter and a bun without"."""
        line = h.line
        ends = at + 1 >= len(self.m) or bool(self.m.spans[at + 1].pause)
        if not ends or h.pending is not None or line is None or line.head is None or line.head[2] != at - 1:
            return None
        before = [d for d in h.drafts[: h.focus] if d.line is None and d.choices and not d.removed]
        if line.line is not None or line.item is None or not before:
            return None
        chosen = [c.modifier.name for c in before[-1].choices.values() if c.amount != "none"]
        options = ((m, g) for g in line.item.modifier_groups for m in g.modifiers)
        return next(((m, g) for m, g in options if chosen and m.name == chosen[-1]), None)

    def _dish_without(self, option: Option, h: Hypothesis, at: int) -> int:
        """The dish goes without what the one before has."""
        h.own_line.choose(*option, "none", 1)
        h.own_line.spans.add(at)
        return self.skip(h, at)

    def _is_listed(self, phrase: PendingPhrase) -> bool:
        """Whether some, or others, may be meant by what stands behind a comma alone: "two with sugar, one without"."""
        return bool(self.m.spans[phrase.first].pause) and not self.m.has(phrase.first - 1, "and")

    def _without_same(self, h: Hypothesis, at: int) -> int:
        """So many go without what the share before has."""
        last, phrase = h.mode.last, h.pending
        assert last is not None  # noqa: S101
        assert phrase is not None  # noqa: S101
        spot, index, modifier, group = last
        is_of_all = not modifier.is_default and h.drafts[index].part_of < 0
        if is_of_all and h.drafts[index].quantity > phrase.quantity and self._is_listed(phrase):
            h.pay("target_untold")
        refused = (Waiting(spot, negation="no"),)
        if twin := called_without(self.m, modifier, group):
            self.m.rename(at, {twin.name.casefold(): 0.0})
            refused = (Waiting(at),)
        h.pending = phrase._replace(
            waiting=(*phrase.waiting, *refused),
            qualified=True,
            more=phrase.more or is_of_all,
            under_with=phrase.under_with and not is_of_all,
        )
        return self.skip(h, at)

    def _takes_place_of_said(self, h: Hypothesis, at: int) -> bool:
        """Whether the only size, or option of its group, that was said is corrected: "with ham, no, cheese", "large, no, small"."""
        line = h.line
        if line is None or not self.m.spans[at].names or h.pending is not None:
            return False
        for id_ in line.ids:
            sizes = self.m.variants(at, id_)
            if sizes and line.variant_stated and line.variant not in sizes:
                return True
            for modifier, group in self.m.best_modifiers(at, id_):
                said = (c for c in line.choices.values() if c.group.id == group.id and c.amount != "none")
                if group.max_select == 1 and any(c.modifier.id != modifier.id for c in said):
                    return True
        return False

    def _says_choice_anew(self, h: Hypothesis, at: int) -> bool:
        """Whether a choice right before "no" stands alone, and is to be the one behind it: "a sirloin, medium, no medium rare"."""
        said, nxt = h.mode.last, at + 1
        if said is None or said[0] != at - 1 or not self.m.has(at, "recount") or h.pending is not None:
            return False
        if nxt >= len(self.m) or self.m.spans[nxt].pause or not self.m.spans[at - 1].pause:
            return False
        options = self.m.best_modifiers(nxt, h.drafts[said[1]].ids[0]) if h.drafts[said[1]].ids else []
        return bool(options) and all(
            group.id == said[3].id and is_choice(group) and not (option.is_default or option.id == said[2].id)
            for option, group in options
        )

    def _correct_choice(self, h: Hypothesis, at: int) -> int:
        """The choice behind "no" takes the place of the one before; where they share no word it may be refused, too."""
        if self.m.stems(at - 1).isdisjoint(self.m.stems(at + 1)):
            h.pay("target_untold")
        return self.changes.correction(h, at)

    def _is_old_number(self, h: Hypothesis, at: int) -> bool:
        """Whether the number that a line of the cart had is said not to hold: "six colas, not four"."""
        line = h.line
        if line is None or line.line is None or h.pending is not None or self.m.has(at, "recount"):
            return False
        is_number = self.m.has(at + 1, "number") and self.closes_clause(at + 2)
        return is_number and self.m.spans[at + 1].word.value == line.line.quantity != line.quantity

    def _recounts(self, h: Hypothesis, at: int) -> bool:
        """Whether another number follows a dish that was counted, and ends the clause: "two limoncellos no three"."""
        line = h.line
        counted = line is not None and line.quantity_stated and h.pending is None
        ends = self.closes_clause(at + 2) or self.m.has(at + 2, "correction", "recount")
        return counted and self.m.has(at, "recount") and ends

    def _refuses_before(self, h: Hypothesis, at: int) -> bool:
        """Whether "not" ends the text behind a line of the cart that was just named: "the cake after all not"."""
        if self._takes_some_off(h, at):
            return True
        if not (self.removals.ends_text(at) or self._gives_way_to_others(h, at)):
            return False
        before = self.removals.behind_small_words(at)
        phrase, line = h.pending, h.line
        if phrase is not None:
            return (
                phrase.is_bare and phrase.number_at == before and line is not None and line.line is not None
            )
        is_of_cart = line is not None and line.line is not None and before in line.spans
        return is_of_cart or (self.m.has(at, "after_all") and self.removals.counted_of_cart(h, before) >= 0)

    def corrected_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """A size that is corrected, or a dish that is given up for another."""
        return self.sizes.corrected_ways(h, at) or self._given_up_ways(h, at)

    def _given_up_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Take away the line of the cart right before a correction that begins with "no": "i fiori di zucca no, meglio due supplì"."""
        says_no = self.m.begins_as(at, "no", "recount") and not self.m.spans[at].pause
        if not says_no or h.pending is not None or h.line is None or h.line.line is None:
            return []
        is_behind = at - 1 in h.line.spans
        return [self.removals.off] if is_behind and self._gives_way_to_others(h, at) else []

    def _gives_way_to_others(self, h: Hypothesis, at: int) -> bool:
        """Whether so many of another dish follow in a new clause: "the tiramisu after all not, rather two panna cottas"."""
        number = at + 1
        if h.line is None or number >= len(self.m):
            return False
        if not (self.m.spans[number].pause or self.m.has(at, "correction")):
            return False
        while self.m.has(number, *_BEFORE_OTHERS) and not self.m.spans[number].names:
            number += 1
        if not self.m.has(number, "number") or self.m.spans[number].names:
            return False
        dish = number_at(self.m, number, len(self.m))[1]
        if dish >= len(self.m) or self.m.spans[dish].pause or not self.m.items(dish):
            return False
        is_named = self.m.items(dish)[0][0] < PART and not self.options.fits(dish, [h.line])
        return is_named and set(h.line.ids).isdisjoint(self.m.best_items(dish))

    def _takes_some_off(self, h: Hypothesis, at: int) -> bool:
        """Whether it takes away so many that are counted right before, and a dish comes for them: "remove one, add a tea", in Turkish."""
        phrase, named = h.pending, at + 1
        is_counted = phrase is not None and phrase.is_bare and phrase.number_at == at - 1
        is_counted = is_counted and self.m.spans[at - 1].start < self.m.spans[at].start
        if not is_counted or not self.m.view.language.head_final or self.m.spans[at].pause:
            return False
        is_dish = named < len(self.m) and bool(self.m.items(named)) and self.m.items(named)[0][0] < PART
        return is_dish and not self.options.fits(named, [d for d in h.drafts if not d.removed])

    def _is_chosen(self, h: Hypothesis, at: int) -> bool:
        return any(
            modifier.id in draft.choices or modifier.is_default
            for draft in h.drafts
            for item_id in draft.ids
            for modifier, _group in self.m.best_modifiers(at, item_id)
        )

    def _take_back_old_number(self, h: Hypothesis, at: int) -> int:
        """The number that holds no more, said behind the one that does: "twelve, not nine"."""
        h.use(at, at + 2)
        return at + 2

    def _take_back_number(self, h: Hypothesis, at: int) -> int:
        h.pending = None
        return self.skip(h, at)

    def no(self, h: Hypothesis, at: int) -> int:
        """What follows is refused."""
        h.mode.refuse("no", at, self.removals.end_of_or_list(h, at))
        if h.pending is not None and h.pending.is_bare and h.pending.determiner and h.line is not None:
            h.pending = h.pending._replace(qualified=True)
        h.owed |= 1 << at
        return self.skip(h, at)

    def instead(self, h: Hypothesis, at: int) -> int:
        if self.m.has(at + 1, "number") and self.closes_clause(at + 2) and h.line is not None:
            h.use(at, at + 2)
            return at + 2
        h.mode.refuse("instead", at)
        h.owed |= 1 << at
        if self.m.has(at, "instead_of_one"):
            self.closings.give_up(h)
            h.pending = PendingPhrase(at, determiner="article")
        return self.skip(h, at)


def _had(draft: Draft) -> list[Option]:
    """The options that a line was told to have."""
    return [(c.modifier, c.group) for c in draft.choices.values() if c.amount != "none" and c.stated]
