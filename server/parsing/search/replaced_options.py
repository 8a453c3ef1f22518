"""What an option that is said takes the place of: another one of its group, what a copy had, what was corrected."""

from server.domain.menu import Modifier, ModifierGroup
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.text.tokens import words

_Option = tuple[Modifier, ModifierGroup]


class ReplacedOptions:
    """Takes off a line what another option takes the place of."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m

    def coming_in(self, at: int, h: Hypothesis, draft: Draft, option: _Option) -> _Option:
        """What is wanted of two that change places: the first where the dish has the second, as in "swap salad for the chips"."""
        refused = h.mode.refused
        if refused is None or h.mode.amount or h.drafts[refused[1]] is not draft:
            return option
        spot, _index, modifier, group = refused
        is_exchange = self._is_exchange(spot, at) and group.id == option[1].id
        if not is_exchange or _is_had(draft, modifier) or not _is_had(draft, option[0]):
            return option
        if group.max_select != 1:
            draft.choose(*option, "none", 1)
        return modifier, group

    def _is_exchange(self, spot: int, at: int) -> bool:
        """Whether "for" stands between two names, and a verb of changing before the first: "swap the salad for the chips"."""
        verb = spot - 1
        while self.m.has(verb, "that", "article", "filler") and not self.m.spans[verb].names:
            verb -= 1
        between = range(spot + 1, at)
        is_more = any(self.m.has(i, "another", "more") for i in between)
        return self.m.has(verb, "change") and not is_more and any(self.m.begins_as(i, "for") for i in between)

    def forget(self, at: int, h: Hypothesis, index: int, option: _Option) -> None:
        """Take off the line `index` what `option`, named at span `at`, takes the place of."""
        draft, s, (modifier, group) = h.drafts.own(index), h.mode, option
        if (
            s.changed == index
            and s.refused is not None
            and s.refused[1] == index
            and s.refused[3].id == group.id
        ):
            draft.forget(s.refused[2])
        if self._is_instead(at, h, draft, group):
            self._forget_others(at, h, index, option)
        if _is_copy(draft) and self._is_of_one_kind(draft, group) and not self.m.has(at + 1, "also"):
            self._forget_inherited(draft, modifier, group)
        if self._may_be_instead(at, h, draft, option):
            h.pay("target_untold")
        if s.correcting and not (s.adding or s.joined or s.more):
            self._take_back_last(at, h, index, option)

    def _is_instead(self, at: int, h: Hypothesis, draft: Draft, group: ModifierGroup) -> bool:
        """Whether the other options of a group go: one of them can be had, or it is told in what a copy differs.

        Of several that are listed none goes where it is open which dish is meant, that may be had with as many.
        """
        s, is_copy = h.mode, _is_copy(draft)
        replaces = draft.line is not None or s.making or s.correcting or is_copy
        is_listed = any(self.m.has(i, "and", "also") and not self.m.has(i, "but") for i in (at - 1, at - 2))
        is_other = is_copy and group.min_select and not (s.adding or s.more or is_listed)
        is_changed = bool(group.min_select) and not is_listed and self._is_changed(at, h, draft)
        is_single = group.max_select == 1 and not (is_listed and draft.item is None)
        is_one = is_single or is_other or is_changed
        return bool(is_one and replaces) and not (draft.part_of >= 0 and self._is_of_the_rest(at))

    def _is_changed(self, at: int, h: Hypothesis, draft: Draft) -> bool:
        """Whether a line of the cart is made so, its dish named right before: "make the wings mild", "… wings to mild"."""
        s, before = h.mode, at - 1
        is_besides = s.adding or s.joined or s.more or s.under_with or self.m.has(at + 1, "also")
        if draft.line is None or is_besides:
            return False
        while self.m.has(before, "into", "preposition", "filler", "size") and not self.m.spans[before].names:
            before -= 1
        is_named = before >= 0 and any(item_id in draft.ids for _far, item_id in self.m.items(before))
        led = before - 1
        while self.m.has(led, "that", "article", "pronoun") and not self.m.spans[led].names:
            led -= 1
        return is_named and self.m.has(led, "make", "change")

    def _forget_others(self, at: int, h: Hypothesis, index: int, option: _Option) -> None:
        """Take off the other options of the group, but for the one that is dealt out with this one."""
        draft, last, (modifier, group) = h.drafts.own(index), h.mode.last, option
        dealt = last[2].id if self._is_dealt_in_cart(at, h, index, option) and last is not None else 0
        for other in group.modifiers:
            had = draft.choices.get(other.id)
            if other.id not in (modifier.id, dealt) and had and had.amount != "none":
                draft.forget(other)

    def _may_be_instead(self, at: int, h: Hypothesis, draft: Draft, option: _Option) -> bool:
        """Whether the option may be meant in place of another one beside which it can be had: "make that bacon"."""
        s = h.mode
        is_made = s.making and self.m.has(at - 1, "make")
        is_corrected = s.correcting and draft.line is not None
        is_besides = s.adding or s.joined or s.under_with
        is_open = (is_made or is_corrected) and not is_besides and self._has_other(draft, option)
        return is_open and not self._tells_what_goes(draft, option)

    def _tells_what_goes(self, draft: Draft, option: _Option) -> bool:
        """Whether the text says itself which other option goes: "make it chicken instead of the salmon"."""
        if not draft.ids:
            return False
        named = (self._named_behind(at) for at in self.m.places_of("instead"))
        told = (its for at in named if at >= 0 for its in self.m.best_modifiers(at, draft.ids[0]))
        return any(m.id != option[0].id and group.id == option[1].id for m, group in told)

    def _named_behind(self, at: int) -> int:
        """The name that a small word leads to, articles between; -1 where none follows."""
        named = at + 1
        while self.m.has(named, "that", "article") and not self.m.spans[named].names:
            named += 1
        return named if named < len(self.m) and self.m.spans[named].names else -1

    def _is_of_one_kind(self, draft: Draft, group: ModifierGroup) -> bool:
        """Whether a group holds what its name says and nothing else: "Sauces" and "Kebab sauce", with a "Brown sauce" in it.

        *Extras* with an *Extra shot* hold anything.
        """
        spoken = self.m.view.language
        if any(spoken.trie.get((said,)) for word in words(group.name) for said in (word, spoken.stem(word))):
            return False
        of_dish = {word for item in draft.items for word in self.m.view.stems_of(item.name)}
        called = set(self.m.view.stems_of(group.name)) - of_dish
        of_name = [set(self.m.view.stems_of(m.name)) for m in group.modifiers]
        return len(called) == 1 and any(called < words_of for words_of in of_name)

    def _forget_inherited(self, draft: Draft, modifier: Modifier, group: ModifierGroup) -> None:
        """What a copy has of a kind goes for what is said of it: "the same again but with brown sauce", for ketchup."""
        said = {
            m.id
            for at in draft.spans
            if self.m.spans[at].names and draft.ids
            for m, _group in self.m.best_modifiers(at, draft.ids[0])
        }
        for other in group.modifiers:
            had = draft.choices.get(other.id)
            if had is not None and had.amount != "none" and other.id not in {modifier.id, *said}:
                draft.forget(other)

    def _is_of_the_rest(self, at: int) -> bool:
        """Whether an option behind a share is for those that are left: "caramel on one, whiskey on the other"."""
        return self.m.has(at + 1, "preposition", "with") and self.m.has(at + 2, "other")

    def _is_dealt_in_cart(self, at: int, h: Hypothesis, index: int, option: _Option) -> bool:
        """Whether several of a line of the cart are to have one each: "banana and strawberry", "rare for me, medium for her"."""
        last, draft, (modifier, group) = h.mode.last, h.drafts[index], option
        if last is None or last[1] != index or last[3].id != group.id or last[2].id == modifier.id:
            return False
        if draft.line is None or draft.quantity == 1 or h.mode.correcting or h.mode.making:
            return False
        between = range(last[0] + 1, at)
        return all(
            self.m.has(i, "and", "filler", "with", "article") and not self.m.has(i, "or") for i in between
        )

    def _take_back_last(self, at: int, h: Hypothesis, index: int, option: _Option) -> None:
        """What was said last of the group, right before a correction, holds no more: "with ketchup, sorry, with mustard"."""
        last, (modifier, group) = h.mode.last, option
        if last is None:
            self._take_back_before_head(at, h, index, option)
            return
        if last[1] != index or last[3].id != group.id or last[2].id == modifier.id:
            return
        between = range(last[0] + 1, at)
        corrects = any(self.m.has(i, "correction", "recount") for i in between)
        if corrects and all(not self.m.spans[i].names for i in between):
            h.drafts.own(index).forget(last[2])

    def _take_back_before_head(self, at: int, h: Hypothesis, index: int, option: _Option) -> None:
        """What was said before its dish, right before a correction, holds no more: "a cheese burger, sorry, bacon"."""
        draft, (modifier, group) = h.drafts.own(index), option
        if (
            draft.head is None
            or draft.head[0] == draft.head[1]
            or not self.m.has(draft.head[2] + 1, "correction")
        ):
            return
        said = [c.modifier for c in draft.choices.values() if c.group.id == group.id and c.amount != "none"]
        is_next = all(not self.m.spans[i].names for i in range(draft.head[2] + 1, at))
        if is_next and len(said) == 1 and said[0].id != modifier.id:
            draft.forget(said[0])

    @staticmethod
    def _has_other(draft: Draft, option: _Option) -> bool:
        """Whether another option of the group was said, which "make that …" may take the place of."""
        modifier, group = option
        picked = (
            ()
            if group.max_select == 1
            else (
                c
                for c in draft.choices.values()
                if c.group.id == group.id and c.amount != "none" and c.stated
            )
        )
        return any(c.modifier.id != modifier.id for c in picked)


def _is_copy(draft: Draft) -> bool:
    """Whether a line is the same as another one but for what is said of it."""
    return draft.inherits and draft.part_of < 0


def _is_had(draft: Draft, modifier: Modifier) -> bool:
    """Whether a dish has an option: it was said, or comes with it and was not refused."""
    choice = draft.choices.get(modifier.id)
    if choice is not None:
        return choice.amount != "none"
    had = draft.line.choices if draft.line is not None else ()
    return modifier.is_default or any(c.modifier.id == modifier.id for c in had if c.amount != "none")
