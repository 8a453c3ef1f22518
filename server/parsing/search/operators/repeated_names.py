"""Names that only say again, or go on with, what was named beside them: "pizza pie", "with firm noodles", "salad of seaweed"."""

from server.domain.menu import ModifierGroup
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation
from server.parsing.text.tokens import words


class RepeatedNames(Operation):
    """Names that order nothing of their own beside a dish or an option."""

    def says_dish_again(self, h: Hypothesis, at: int) -> bool:
        """Whether a word only says again what the dish before it is, or of which kind: "pizza pie", "ham sandwich"."""
        line = h.line
        if line is None or line.head is None or h.pending is not None:
            return False
        if self.m.has(at, "request") and (h.mode.negation or h.mode.amount or self.m.spans[at].pause):
            return False
        same = bool(line.ids) and self.m.best_items(at) == line.ids and not self._is_rather_option(at, line)
        kind = bool(set(self.m.category_items(at)) & set(line.ids)) and not self._is_size_of(line, at)
        if line.head[2] == at - 1 and not self.m.spans[at].pause and (same or kind):
            return True
        if same and (self._goes_on_behind_option(line, at) or self._goes_on_behind_of(line, at)):
            return True
        if not kind or (self.m.items(at) and self.m.items(at)[0][0] < PART):
            return False
        between = range(line.head[2] + 1, at)
        closed = any(
            self.m.has(i, "article", "number", "with", "also") or self.m.spans[i].pause for i in between
        )
        return not closed and not self.m.spans[at].pause and not self.m.is_option_somewhere(at)

    def _is_size_of(self, line: Draft, at: int) -> bool:
        """Whether a word is what a size of the dish is called, of which none was said: the nigiri of "tuna nigiri"."""
        return not line.variant_stated and any(self.m.variant_distance(at, i) < PART for i in line.ids)

    def _is_rather_option(self, at: int, line: Draft) -> bool:
        """Whether a word is nearer to an option of the dish than to its name: the Aperol of *Spritz*."""
        options = (far for item_id in line.ids for far, _modifier, _group in self.m.modifiers(at, item_id))
        return min(options, default=self.m.items(at)[0][0]) < self.m.items(at)[0][0]

    def _goes_on_behind_option(self, line: Draft, at: int) -> bool:
        """Whether an option stands within a dish's name, which is called by either part: "steamed chicken momo"."""
        if line.line is not None or line.head is None:
            return False
        between = range(line.head[2] + 1, at)
        if not between or any(self.m.spans[i].pause for i in (*between, at)):
            return False
        if not all(any(self.m.modifiers(i, item_id) for item_id in line.ids) for i in between):
            return False
        return self.m.stems(line.head[1]).isdisjoint(self.m.stems(at))

    def _goes_on_behind_of(self, line: Draft, at: int) -> bool:
        """Whether "of" stands within a dish's name, which is called by either part: "a full rack of ribs"."""
        is_of = self.m.has(at - 1, "of") and not (self.m.spans[at - 1].pause or self.m.spans[at].pause)
        if not is_of or line.head is None or line.line is not None or line.head[2] != at - 2:
            return False
        return self.m.stems(line.head[1]).isdisjoint(self.m.stems(at))

    def leads_option_of_group(self, h: Hypothesis, at: int) -> bool:
        """Whether a word only says of what the option behind it is one: "sauce béarnaise", 「ご飯大盛り」."""
        line = h.line
        if line is None or h.pending is not None or at + 1 >= len(self.m):
            return False
        if self.m.spans[at + 1].pause or not self.m.is_option_somewhere(at + 1):
            return False
        said, stems_of = self.m.stems(at), self.m.view.stems_of_group
        return any(
            said <= stems_of(group.name) and not self._is_choice_of(group, at, item_id)
            for item_id in line.ids
            for _distance, _modifier, group in self.m.modifiers(at + 1, item_id)
        )

    def says_group_again(self, h: Hypothesis, at: int) -> bool:
        """Whether a word only says of what the option before it is one: "with firm noodles", "salted popcorn" of a combo."""
        option = h.mode.option_behind(at - 1)
        if option is None or self.m.spans[at].pause or h.pending is not None:
            return False
        ids = h.drafts[option[1]].ids
        says_group = self.m.stems(at) <= self.m.view.stems_of_group(option[3].name) and not any(
            self._is_choice_of(option[3], at, item_id) for item_id in ids
        )
        return says_group or self._is_part_described(h.drafts[option[1]], at)

    def names_open_choice(self, h: Hypothesis, at: int) -> bool:
        """Whether a word only says of what there is a choice that nobody made: the toast of "scrambled eggs with toast"."""
        line = h.line
        if line is None or line.item is None or h.pending is not None or self.m.length(at) > 1:
            return False
        if h.mode.negation or h.mode.amount or (self.m.items(at) and self.m.items(at)[0][0] < PART):
            return False
        chosen = {choice.group.id for choice in line.choices.values()}
        return any(
            self.m.stems(at) <= set(self.m.view.stems_of(group.name))
            and not self._is_choice_of(group, at, line.item.id)
            and not self._is_listed(group)
            for group in line.item.modifier_groups
            if group.min_select and group.id not in chosen
        )

    def _is_listed(self, group: ModifierGroup) -> bool:
        """Whether a group is called by what there is to choose from: "Bacon or sausage"."""
        return any(self.m.view.language.is_cue(word, "or") for word in words(group.name))

    def _is_choice_of(self, group: ModifierGroup, at: int, item_id: int) -> bool:
        """Whether a word of a group's name is one of its options: the salt of "Salt & vinegar"."""
        return any(
            of.id == group.id and distance < SHORTENED
            for distance, _modifier, of in self.m.modifiers(at, item_id)
        )

    def _is_part_described(self, draft: Draft, at: int) -> bool:
        """Whether a dish that has the option before it too is told to be a part of a line's dish: "salted popcorn" of a combo."""
        item = draft.item
        if item is None or not item.description or not self.m.items(at) or self.m.items(at)[0][0] >= PART:
            return False
        if not any(self.m.modifier_distance(at - 1, item_id) < PART for item_id in self.m.best_items(at)):
            return False
        return self.m.stems(at) <= set(self.m.view.stems_of(item.description))

    def goes_on_with_name(self, h: Hypothesis, at: int) -> bool:
        """Whether a word may be one more of the name before it: "vegan" and "brekky", "a wrap with halloumi"."""
        line = h.line
        if line is None or line.head is None or h.pending is not None:
            return False
        if self.m.spans[at].pause and not self._tells_apart(line, at):
            return False
        between = range(line.head[2] + 1, at)
        if between and self._is_of_same_name(line, at):
            return all(self.m.has(i, "and") and not self.m.spans[i].names for i in between)
        joined = len(line.items) > 1 and all(self._joins_name(i) for i in between)
        return (joined or not between) and bool(set(self.m.all_items(at)) & set(line.ids))

    def goes_on_behind_size(self, h: Hypothesis, at: int) -> bool:
        """Whether an article, and a size perhaps, stands within a dish's name: "build a large salad" of *Build your own salad*."""
        line, phrase = h.line, h.pending
        if line is None or line.head is None or line.item is None or phrase is None or line.line is not None:
            return False
        if (
            phrase.first != line.head[2] + 1
            or phrase.determiner != "article"
            or phrase.joined
            or phrase.wishes
        ):
            return False
        if any(self.m.spans[i].pause for i in range(phrase.first, at + 1)) or not self._is_part(line.head[1]):
            return False
        is_of_name = self._is_part(at) and self.m.is_word_of(at, line.item.id)
        is_of_name = is_of_name and self.m.stems(at).isdisjoint(self.m.stems(line.head[1]))
        return is_of_name and all(
            not w.negation and self.m.variants(w.at, line.item.id) for w in phrase.waiting
        )

    def _is_part(self, at: int) -> bool:
        return bool(self.m.items(at)) and self.m.items(at)[0][0] >= PART

    def end_sized_name(self, h: Hypothesis, at: int) -> int:
        """The word ends the name before it, and the size within is that of the dish."""
        assert h.pending is not None  # noqa: S101
        phrase, h.pending = h.pending, None
        self.phrases.fill(h, h.focus, phrase)
        h.use(phrase.first, at)
        h.own_line.spans.add(at)
        return self.absorb(h, at)

    def _tells_apart(self, line: Draft, at: int) -> bool:
        """Whether a word behind a pause, alone in its clause, tells which of several dishes is meant: "a burger, veggie"."""
        is_part = bool(self.m.items(at)) and self.m.items(at)[0][0] >= PART
        return len(line.items) > 1 and line.line is None and is_part and self.ahead.closes(at + 1)

    def _is_of_same_name(self, line: Draft, at: int) -> bool:
        """Whether a word is another part of the name of the very dish before it: "crudo e mozzarella" of *Crudo & Mozzarella*."""
        is_part = bool(self.m.items(at)) and self.m.items(at)[0][0] >= PART and line.line is None
        is_same = is_part and line.item is not None and self.m.best_items(at) == line.ids
        return is_same and line.head is not None and self.m.stems(at).isdisjoint(self.m.stems(line.head[1]))

    def _joins_name(self, at: int) -> bool:
        """Whether a small word may stand within a name that is said in another order: "salad of seaweed"."""
        span = self.m.spans[at]
        return self.m.has(at, "of", "with", "preposition", "that") and not (span.pause or span.names)

    def end_name(self, h: Hypothesis, at: int) -> int:
        """The word is one more of the name before it, which tells which of several dishes is meant."""
        h.pay("name_goes_on")
        assert h.line is not None  # noqa: S101
        both = [item for item in h.line.items if item.id in self.m.all_items(at)]
        h.own_line.items = both or h.line.items
        return self.absorb(h, at)
