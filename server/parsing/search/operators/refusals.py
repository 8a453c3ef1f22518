"""Words that refuse or take away."""

from dataclasses import replace
from functools import partial

from server.parsing.matching.called_without import called_without
from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase, Waiting
from server.parsing.search.operators.corrections import Changes
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.size_openings import SizeOpenings
from server.parsing.search.options import Option
from server.parsing.search.tools import Tools

LONGEST_LIST = 40
"""Spans of a list of what is refused, at most."""


class Refusals(Operation):
    """Words that refuse or take away."""

    def __init__(self, tools: Tools, edits: Edits, changes: Changes) -> None:
        super().__init__(tools, edits)
        self.changes = changes
        self.sizes = SizeOpenings(tools, edits)

    def no_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
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
        same = [self._without_same] if self._refuses_same(h, at) else []
        if same and h.line is not None:
            return [*same]
        refused = self._refused_of_dish(h, at)
        if refused is not None:
            return [partial(self._dish_without, refused)]
        return [*same, *self._refusing_ways(h, at)]

    def _behind_what_is_refused(self, h: Hypothesis, at: int) -> Way:
        if self.m.has(at, "without") and h.line is not None:
            return self._cart_without if h.pending is None else self._some_without
        return self.off

    def _cart_without(self, h: Hypothesis, at: int) -> int:
        """The one option that a dish of the cart has goes; of several, or none, nobody said which: "den Kuchen doch ohne"."""
        had = _had(h.own_line)
        if len(had) == 1:
            self._leave_off(h, h.focus, had[0])
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
        self._leave_off(h, h.focus, refused)
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
        """What comes with the dish is left off; what does not is not added."""
        if option[0].is_default:
            h.own_line.choose(*option, "none", 1)
        h.own_line.spans.add(at)
        return self.skip(h, at)

    def _is_listed(self, phrase: PendingPhrase) -> bool:
        """Whether some, or others, may be meant by what stands behind a comma alone: "two with sugar, one without"."""
        return bool(self.m.spans[phrase.first].pause) and not self.m.has(phrase.first - 1, "and")

    def _without_same(self, h: Hypothesis, at: int) -> int:
        """What comes with the dish is left off; what does not is not added."""
        last, phrase = h.mode.last, h.pending
        assert last is not None  # noqa: S101
        assert phrase is not None  # noqa: S101
        spot, index, modifier, group = last
        is_of_all = not modifier.is_default and h.drafts[index].part_of < 0
        if is_of_all and h.drafts[index].quantity > phrase.quantity and self._is_listed(phrase):
            h.pay("target_untold")
        refused = (Waiting(spot, negation="no"),) if modifier.is_default else ()
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
        if not self._ends_text(at):
            return False
        before = self._behind_small_words(at)
        phrase, line = h.pending, h.line
        if phrase is not None:
            return (
                phrase.is_bare and phrase.number_at == before and line is not None and line.line is not None
            )
        is_of_cart = line is not None and line.line is not None and before in line.spans
        return is_of_cart or (self.m.has(at, "after_all") and self._counted_of_cart(h, before) >= 0)

    def _ends_text(self, at: int) -> bool:
        """Whether nothing but small talk follows."""
        return all(self.m.has(i, "filler", "after_all", "counter") for i in range(at + 1, len(self.m)))

    def _behind_small_words(self, at: int) -> int:
        """The last span before `at` that is no small talk."""
        at -= 1
        while (
            at >= 0
            and self.m.has(at, "filler", "after_all", "correction", "counter")
            and not self.m.spans[at].names
            and not self.m.has(at, "number")
        ):
            at -= 1
        return at

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
        h.mode.refuse("no", at, self._end_of_or_list(h, at))
        if h.pending is not None and h.pending.is_bare and h.pending.determiner and h.line is not None:
            h.pending = h.pending._replace(qualified=True)
        h.owed |= 1 << at
        return self.skip(h, at)

    def remove_ways(self, h: Hypothesis, at: int) -> list[Way]:
        if self.m.has(at, "filler"):
            return [self._remove_in_doubt if self._dish_of_cart_follows(h, at) else self.skip]
        if self.m.has(at, "correction") and self._stands_apart(at):
            return self.changes.correction_ways(h, at)
        phrase = h.pending
        counted = (
            phrase is not None and phrase.is_bare and phrase.number_at == self._behind_small_words(at) >= 0
        )
        if counted and self._ends_text(at):
            return [self.off]
        if self._stands_behind(h, at) or self._stands_behind_option(h, at):
            return [self.off]
        ways = self.edits.keeping_ways(h, at) or self.edits.removal_ways(h, at)
        return ways or [self._remove]

    def _stands_behind(self, h: Hypothesis, at: int) -> bool:
        """Whether a clause ends with it whose dish of the cart is named before: "la soupe on laisse tomber, et …"."""
        following = at + 1
        if (
            not self.m.has(at, "remove_after")
            or following >= len(self.m)
            or not self.m.spans[following].pause
        ):
            return False
        before, line = self._behind_small_words(at), h.line
        return (
            not self.m.spans[at].pause
            and h.pending is None
            and line is not None
            and line.line is not None
            and before in line.spans
            and bool(self.m.items(before))
        )

    def _stands_behind_option(self, h: Hypothesis, at: int) -> bool:
        """Whether a clause ends with it whose option is named before: "die Zwiebeln lassen Sie bitte weg", "a cebola tire"."""
        last, before = h.mode.last, self._behind_small_words(at)
        if (
            last is None
            or last[0] != before
            or self.m.spans[at].pause
            or self.m.has(before - 1, "with", "no")
        ):
            return False
        return all(self.m.has(i, "filler", "remove_after") for i in range(at + 1, self._end_of_clause(at)))

    def _end_of_clause(self, at: int) -> int:
        return next((i for i in range(at + 1, len(self.m)) if self.m.spans[i].pause), len(self.m))

    def _remove_in_doubt(self, h: Hypothesis, at: int) -> int:
        """A verb that takes away, or lets be as it is: "leave the lager"; it takes away where something else is wanted."""
        if not self.m.says("correction", "ordering"):
            h.pay("target_untold")
        return self._remove(h, at)

    def _dish_of_cart_follows(self, h: Hypothesis, at: int) -> bool:
        """Whether a dish of the cart ends the clause behind a verb that may take away: "leave the lager"."""
        named = at + 1
        if named >= len(self.m) or self.m.spans[named].pause or not self.m.spans[named].names:
            return False
        ids = set(self.m.best_items(named)) if self.m.items(named) else set()
        is_there = any(d.line is not None and not d.removed and ids & set(d.ids) for d in h.drafts)
        return is_there and (self.ahead.closes(named + 1) or self.m.has(named + 1, "correction"))

    def _stands_apart(self, at: int) -> bool:
        """Whether nothing is said to be taken away: "two beers, hold on, three"."""
        follows = at + 1 >= len(self.m) or bool(self.m.spans[at + 1].pause) or self.m.has(at + 1, "number")
        return bool(self.m.spans[at].pause) and follows

    def _remove(self, h: Hypothesis, at: int) -> int:
        h.mode.refuse("remove", at, self._end_of_or_list(h, at))
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

    def _end_of_or_list(self, h: Hypothesis, at: int) -> int:
        """The last option of "… mayo, lettuce or tomato"; -1 where no "or" closes a list."""
        line = [h.line] if h.line else []
        last, i = -1, at + 1
        if not self.m.says("or"):
            return last
        end = min(len(self.m), at + LONGEST_LIST)
        while i < end and (self._listed(i, line) or self.m.has(i, "or", "that", "article")):
            if self.m.has(i, "or") and self._listed(i + 1, line):
                last = i + 1
            i += 1
        return last

    def _listed(self, at: int, line: list) -> bool:  # type: ignore[type-arg]
        return self.options.fits(at, line) if line else at < len(self.m) and self.m.is_option_somewhere(at)

    def off_ways(self, h: Hypothesis, at: int) -> list[Way]:
        """A line of the cart goes, or what stands before "off"."""
        removals = self.edits.removals
        return [removals.take_it_off] if removals.takes_it_off(h, at) else [self.off]

    def off(self, h: Hypothesis, at: int) -> int:
        """Where "off" stands behind the thing that is left off."""
        last, phrase, before = h.mode.last, h.pending, self._behind_small_words(at)
        if self._ends_verb(at) or (phrase is not None and self._takes_some_off(h, phrase, before)):
            return self.skip(h, at)
        if last and last[0] == before:
            _at, index, modifier, owned = last
            self._leave_off(h, index, (modifier, owned))
            for spot in self._joined_before(before):
                options = self.m.best_modifiers(spot, h.drafts[index].ids[0])
                if len(options) == 1 and options[0][0].id in h.drafts[index].choices:
                    self._leave_off(h, index, options[0])
        elif (counted := self._counted_of_cart(h, before)) >= 0:
            h.own_line.removed = True
            h.drafts.own(counted).take_away(h.drafts[h.focus].quantity)
            h.refocus()
        elif h.line is not None and h.line.line is not None and before in h.line.spans:
            if h.line.part_of >= 0:
                h.drafts.own(h.line.part_of).take_away(h.line.quantity)
            h.own_line.removed = True
            h.mode.making = False
            h.refocus()
        elif self._is_named_right_before(h, before):
            h.own_line.removed = True
            h.refocus()
        elif h.pending is not None and h.pending.waiting and h.pending.waiting[-1].at == at - 1:
            joined = {at - 1, *self._joined_before(at - 1)}
            waiting = (w._replace(negation="no") if w.at in joined else w for w in h.pending.waiting)
            h.pending = h.pending._replace(waiting=tuple(waiting))
        return self.skip(h, at)

    def _takes_some_off(self, h: Hypothesis, phrase: PendingPhrase, before: int) -> bool:
        """Take so many of a line away that were counted right before, or described; whether any were."""
        if phrase.is_bare and phrase.number_at == before and h.line is not None:
            h.pending = None
            h.own_line.take_away(phrase.quantity)
            h.refocus()
            return True
        is_described = self._goes_as_described(h, phrase, before)
        if is_described:
            self.closings.take_fewer_described(h)
        return is_described

    def _goes_as_described(self, h: Hypothesis, phrase: PendingPhrase, before: int) -> bool:
        """Whether some of what is there go, told by what they are with: "einen von denen mit Käse weg"."""
        is_told = phrase.share and bool(phrase.waiting) and phrase.waiting[-1].at == before
        return is_told and self.m.has(before - 1, "with") and self.closings.is_described(h, phrase)

    @staticmethod
    def _is_named_right_before(h: Hypothesis, before: int) -> bool:
        """Whether a dish that is not ordered yet stands right before: 虾滑别上了."""
        line = h.line
        return (
            h.pending is None
            and line is not None
            and line.line is None
            and line.head is not None
            and line.head[2] == before
        )

    @staticmethod
    def _counted_of_cart(h: Hypothesis, before: int) -> int:
        """The line of the cart of which so many go: "one burger off", "één burger eraf"; -1 where none is."""
        line = h.line
        if line is None or line.line is not None or before not in line.spans or line.choices:
            return -1
        alike = (
            i
            for i, d in enumerate(h.drafts)
            if d.line is not None and not d.removed and d.items == line.items
        )
        return max(alike, default=-1)

    def _leave_off(self, h: Hypothesis, index: int, option: Option) -> None:
        owner = h.drafts.own(index)
        owner.forget(option[0])
        self.options.refuse(owner, [option], replace(h.mode, negation="no", amount=""))

    def _ends_verb(self, at: int) -> bool:
        """Whether it only ends a verb that has taken something away: "haal de bacon van de burger af"."""
        i = at
        while i > 0 and not self.m.spans[i].pause:
            i -= 1
            if self.m.has(i, "remove") and not self.m.has(i, "filler"):
                named_before = not self.m.spans[i].pause and self._behind_small_words(i)
                is_behind = named_before >= 0 and bool(self.m.spans[named_before].names)
                return is_behind or any(self.m.spans[n].names for n in range(i, at))
        return False

    def _joined_before(self, at: int) -> list[int]:
        """The options that "and" joins to the one at a span: the onions of "take the onions and the bacon off"."""
        found: list[int] = []
        while at > 1:
            i = at - 1
            while self.m.has(i, "that", "article") and not self.m.spans[i].names:
                i -= 1
            if i < 1 or not self.m.has(i, "and") or self.m.spans[i].pause or not self.m.spans[i - 1].names:
                break
            at = i - 1
            found.append(at)
        return found


def _had(draft: Draft) -> list[Option]:
    """The options that a line was told to have."""
    return [(c.modifier, c.group) for c in draft.choices.values() if c.amount != "none" and c.stated]
