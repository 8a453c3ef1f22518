"""How much of an option is wanted."""

from functools import partial

from server.domain.menu import ModifierGroup
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.model import Choice
from server.parsing.search.antecedents import Closing
from server.parsing.search.draft import Draft
from server.parsing.search.edits.heads import Edits
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.operators.fewer import Fewer
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.operators.wishes import Wishes
from server.parsing.search.options import as_amount
from server.parsing.search.tools import Tools
from server.parsing.text.tokens import words

_PORTIONS = ("helping", "serving", "class")


class Amounts(Operation):
    """How much of an option is wanted."""

    def __init__(self, tools: Tools, edits: Edits, wishes: Wishes) -> None:
        super().__init__(tools, edits)
        self.wishes = wishes
        self.fewer = Fewer(tools, edits)

    def amount_ways(self, h: Hypothesis, at: int) -> list[Way]:
        if self.m.has(at, "serving") and self.m.has(at - 1, "number") and not self.m.spans[at].pause:
            return [self.skip]
        if self._counts_extra(h, at):
            return [self.skip]
        if self._counts_portion(at):
            return [partial(self._portion, close) for close in self.closings.ways(h, at)]
        if self.m.has(at, "more") and (told := self._told_before_more(h, at)) >= 0:
            return [partial(self._add_to_told, told)]
        if self._counts_more(h, at):
            return [self._more_of_described]
        is_of_all = self.m.has(at - 1, "all") and self.m.spans[at].word.amount == "side"
        return [self._all_on_side] if is_of_all and len(self._picked_together(h)) > 1 else [self._amount]

    def _counts_extra(self, h: Hypothesis, at: int) -> bool:
        """Whether so many more of a dish are ordered, none of which the line before can have: "four extra naans"."""
        phrase, named = h.pending, at + 1
        if (
            phrase is None
            or not phrase.is_bare
            or phrase.number_at < 0
            or self.m.spans[at].word.amount != "extra"
        ):
            return False
        if named >= len(self.m) or self.m.spans[named].pause or not self.m.items(named):
            return False
        return self.m.items(named)[0][0] < PART and not self.options.fits(named, [h.line] if h.line else [])

    def _counts_portion(self, at: int) -> bool:
        """Whether one portion more of a dish is ordered: "steak with chips and an extra portion of chips"."""
        said, known = self.m.words(at).casefold().split(), self.m.view.language.trie
        counted = [known.get((word,)) for word in said]
        is_portion = any(word is not None and not word.kinds.isdisjoint(_PORTIONS) for word in counted)
        if self.m.spans[at].word.amount != "extra" or not is_portion or at + 1 >= len(self.m):
            return False
        found = self.m.items(at + 1)
        return bool(found) and found[0][0] < SHORTENED and not self.m.spans[at + 1].pause

    def _portion(self, close: Closing, h: Hypothesis, at: int) -> int:
        close(h)
        h.pending = PendingPhrase(at, 1, "number", at, spans=(at,))
        h.mode.positive()
        return self.skip(h, at)

    def _counts_more(self, h: Hypothesis, at: int) -> bool:
        """Whether so many more of a line are ordered that is told by what it has: "one more of the lamb"."""
        phrase, told = h.pending, at + 1
        if phrase is None or not phrase.is_bare or phrase.number_at < 0 or not self.m.begins_as(at, "more"):
            return False
        is_told = self.m.ends_as(at, "that") and told < len(self.m) and not self.m.spans[told].pause
        there = [d for d in h.drafts if d.line is not None and not d.removed]
        return (
            is_told
            and self.ahead.closes(told + 1)
            and any(self.edits.which.selects(d, told) > 0 for d in there)
        )

    def _told_before_more(self, h: Hypothesis, at: int) -> int:
        """The one line of the cart that is told before "more" by a choice that it must have: "one lemonade more"; or -1."""
        phrase = h.pending
        if phrase is None or phrase.number_at < 0 or phrase.more or len(phrase.waiting) != 1:
            return -1
        told = phrase.waiting[0]
        is_behind = told.at == at - 1 and not (told.negation or self.m.spans[at].pause)
        if not is_behind or not self.ahead.closes(at + 1):
            return -1
        having = [i for i, d in enumerate(h.drafts) if d.line is not None and self._must_have(d, told.at)]
        return having[0] if len(having) == 1 else -1

    def _must_have(self, draft: Draft, at: int) -> bool:
        """Whether a line has what is named, of a group of which it must have one."""
        return not draft.removed and any(
            group.min_select and modifier.id in draft.choices
            for item_id in draft.ids
            for modifier, group in self.m.best_modifiers(at, item_id)
        )

    def _add_to_told(self, index: int, h: Hypothesis, at: int) -> int:
        phrase, line = h.pending, h.drafts.own(index)
        assert phrase is not None  # noqa: S101
        line.quantity, line.quantity_stated = line.quantity + phrase.quantity, True
        line.spans.update(phrase.spans)
        h.pending, h.focus = None, index
        h.use(phrase.first, at)
        return self.skip(h, at)

    def _more_of_described(self, h: Hypothesis, at: int) -> int:
        assert h.pending is not None  # noqa: S101
        h.pending = h.pending._replace(more=True)
        return self.skip(h, at)

    def _amount(self, h: Hypothesis, at: int) -> int | None:
        amount, mode = self.m.spans[at].word.amount, h.mode
        if amount != "side" and self.options.amount_goes_on(at, h):
            if mode.negation == "no" and mode.negated_at < at - 1 and not self.m.spans[at - 1].known:
                mode.positive()  # "no onion extra pickles"
            if mode.amount != "extra" or amount != "regular":
                mode.amount, mode.amount_at, mode.doubled = amount, at, self.m.has(at, "doubling")
            return self.skip(h, at)
        if self.m.has(at, "more") and mode.more:
            return self.skip(h, at)
        last = mode.last
        if last and last[0] == at - 1 and not self.m.spans[at].pause:
            _at, index, modifier, group = last
            is_beside = self._is_side(group) or self._is_had_with(h.drafts[index])
            if amount == "side" and group.min_select and is_beside:
                return self.skip(h, at)
            if self.m.has(at, "apart_behind") and self.closes_clause(at + 1):
                amount = self._apart(h, group, amount)
            had = h.drafts[index].choices.get(modifier.id)
            if not (had and had.quantity > 1 and amount == "extra"):
                h.drafts.own(index).choose(modifier, group, as_amount(amount), had.quantity if had else 1)
            return self.skip(h, at)
        if h.pending is not None and h.pending.waiting and h.pending.waiting[-1].at == at - 1 and amount:
            *others, waiting = h.pending.waiting
            h.pending = h.pending._replace(waiting=(*others, waiting._replace(amount=amount)))
            return self.skip(h, at)
        return self._amount_of_nothing(h, at, amount)

    @staticmethod
    def _apart(h: Hypothesis, group: ModifierGroup, amount: str) -> str:
        """What a word that may mean "apart" behind an option is: no more can be had of a single choice; else nobody knows."""
        if group.max_select == 1:
            return "side"
        h.pay("target_untold")
        return amount

    def _all_on_side(self, h: Hypothesis, at: int) -> int:
        """Put all options of the group that was spoken of on the side: "ranch and mustard, both on the side"."""
        assert h.mode.last is not None  # noqa: S101
        for choice in self._picked_together(h):
            h.drafts.own(h.mode.last[1]).choose(choice.modifier, choice.group, "side", choice.quantity)
        return self.skip(h, at)

    @staticmethod
    def _picked_together(h: Hypothesis) -> list[Choice]:
        """The options that are wanted of the group of which one was named last."""
        last = h.mode.last
        if last is None:
            return []
        _at, index, _modifier, group = last
        choices = h.drafts[index].choices.values()
        return [c for c in choices if c.group.id == group.id and c.amount != "none"]

    def _is_side(self, group: ModifierGroup) -> bool:
        """Whether the options of a group are sides by themselves: "fries on the side" where a steak comes with one."""
        return any(self.m.view.language.is_cue(word, "aside") for word in words(group.name))

    def _is_had_with(self, draft: Draft) -> bool:
        """Whether a dish is had with another one, so that it is the dish that comes on the side: "hash with an egg fried on the side"."""
        return draft.head is not None and self.m.has(draft.head[0] - 1, "with")

    def _amount_of_nothing(self, h: Hypothesis, at: int, amount: str) -> int:
        """An amount of something that is not on the menu: less of it is a wish, more of it cannot be had."""
        if amount == "regular" and h.pending is not None and h.pending.is_bare and h.pending.determiner:
            h.pending = h.pending._replace(qualified=True)
            return self.skip(h, at)
        if amount == "side" and self._is_of_whole_name(h, at):
            self.request(h, at, at + 1)
            return at + 1
        if amount in ("side", "regular") or self.m.has(at, "more"):
            return self.skip(h, at)
        end = self.wishes.more_of(h, at)
        if end:
            h.pay("wish_for_thing")
            self.request(h, at, end)
            return end
        h.pay("unread_word")
        return at + 1

    def _is_of_whole_name(self, h: Hypothesis, at: int) -> bool:
        """Whether a name of several words stands right before, a part of which is wished beside: "steak frites, sauce à part"."""
        line = h.line
        if line is None or line.head is None or h.pending is not None or self.m.spans[at].pause:
            return False
        return line.head[2] == at - 1 and self.m.length(at - 1) > 1

    def more(self, h: Hypothesis, at: int) -> int:
        h.mode.more = True
        return self.skip(h, at)

    def only(self, h: Hypothesis, at: int) -> int:
        refuses = self.m.has(at + 1, "no", "remove") and not self.m.spans[at + 1].pause
        if refuses or self._tells_copy(h, at):
            return self.skip(h, at)
        h.mode.positive()
        h.mode.only = True
        if self._tells_of_another(h, at):
            return self._qualified(h, at)
        is_told = h.line is not None and (h.line.line is None or self.m.has(at, "with"))
        if is_told and not self.fewer.counts(at + 1):
            h.own_line.only = True
        return self.skip(h, at)

    def _tells_copy(self, h: Hypothesis, at: int) -> bool:
        """Whether it is how the same differs that is told: "the same for her, only with oat"."""
        line, before = h.line, at - 1
        while self.m.has(before, "filler") and not self.m.spans[before].names:
            before -= 1
        is_copy = line is not None and line.line is None and line.inherits and line.repeated
        return is_copy and self.m.has(before, "same")

    def _tells_of_another(self, h: Hypothesis, at: int) -> bool:
        """Whether a number or an article waits for what one more has: "and another with just butter"."""
        phrase = h.pending
        waits = phrase is not None and phrase.is_bare and bool(phrase.determiner)
        return waits and h.line is not None and self.m.begins_as(at, "with")

    def _qualified(self, h: Hypothesis, at: int) -> int:
        assert h.pending is not None  # noqa: S101
        is_counted = self.fewer.counts(at + 1)
        h.pending = h.pending._replace(qualified=True, only=not is_counted)
        return self.skip(h, at)

    def just(self, h: Hypothesis, at: int) -> int:
        h.mode.only = True
        if (
            h.mode.negation == "no"
            and h.mode.loosely
            and self.options.fits(at + 1, [h.line] if h.line else [])
        ):
            h.mode.positive()
        return self.skip(h, at)

    def unchanged(self, h: Hypothesis, at: int) -> int:
        """What stays as it is, and how many of it: "make it two pies, still the one chips"."""
        counted = at + 1
        while self.m.has(counted, "that", "article"):
            counted += 1
        return self.just(h, at) if self.m.has(counted, "number") else self.skip(h, at)

    def plain(self, h: Hypothesis, at: int) -> int:
        if h.pending is not None:
            waiting = h.pending.waiting
            is_apart = (
                any(self.m.spans[i].pause for i in range(waiting[-1].at + 1, at + 1)) if waiting else False
            )
            h.pending = h.pending._replace(plain=not is_apart)
        elif self._tells_line(h, at):
            h.pending = PendingPhrase(at, spans=(at,), plain=True)
        elif h.line is not None and h.line.repeated and h.line.inherits:
            h.own_line.choices.clear()
        elif h.line is not None:
            if h.mode.correcting:
                h.own_line.choices.clear()
            h.own_line.plain = True
        return self.skip(h, at)

    def _tells_line(self, h: Hypothesis, at: int) -> bool:
        """Whether the plain one of several lines of the cart is named: "swap the plain burger for …"."""
        named = at + 1
        is_led = self.m.has(at - 1, "that") or self.m.ends_as(at - 1, "that")
        if not is_led or self.m.spans[at].pause or named >= len(self.m):
            return False
        found = (
            self.edits.which.find(h, named) if self.m.items(named) and not self.m.spans[named].pause else -1
        )
        return found >= 0 and h.drafts[found].line is not None

    def size(self, h: Hypothesis, at: int) -> int:
        """A size that the dish does not come in: asked where there is a choice, else told to the kitchen."""
        line = h.line
        if line is not None and self._is_size_within(h, at):
            self.phrases.size_by_rank(h, h.focus, at)
            return self.skip(h, at)
        if h.pending is not None or line is None or line.item is None or self.ahead.head_follows(at):
            phrase = h.pending or PendingPhrase(at)
            h.pending = phrase._replace(wishes=(*phrase.wishes, (at, at + 1)), spans=(*phrase.spans, at))
        elif sized := self.sized(h):
            for index in sized:
                self.phrases.size_by_rank(h, index, at)
        else:
            h.own_line.requests.append(self.m.words(at))
            h.own_line.spans.add(at)
        return self.skip(h, at)

    @staticmethod
    def sized(h: Hypothesis) -> list[int]:
        """The lines that a size is said of: the one spoken of, or all that come in several, "both small".

        Where this text has not spoken of the last one yet, it may answer what another line of the cart leaves open,
        or change the only other one that comes in several.
        """
        there = (i for i in h.mode.targets if not h.drafts[i].removed)
        several = [i for i in there if any(len(item.variants) > 1 for item in h.drafts[i].items)]
        line = h.drafts[h.focus]
        if several or (line.item is not None and len(line.item.variants) > 1):
            return several or [h.focus]
        is_untouched = line.line is not None and not line.spans
        in_cart = [(i, d) for i, d in enumerate(h.drafts) if d.line is not None and not d.removed]
        open_sizes = [i for i, d in in_cart if d.lacks_size]
        having = [i for i, d in in_cart if d.item is not None and len(d.item.variants) > 1]
        return (open_sizes[-1:] or (having if len(having) == 1 else [])) if is_untouched else []

    def _is_size_within(self, h: Hypothesis, at: int) -> bool:
        """Whether words for a size hold the name of one that the dish right before has: "macaroni family size"."""
        line = h.line
        is_behind = line is not None and line.head is not None and line.head[2] == at - 1
        if line is None or not is_behind or h.pending is not None or self.m.spans[at].pause:
            return False
        return not line.variant_stated and bool(self.phrases.sizes_within(at, line.ids))

    def option_within(self, h: Hypothesis, at: int) -> int:
        """An option that is called by words for a wish of the whole order: "with cutlery", where the menu offers it."""
        line, named = h.line, self.m.index.names
        ids = line.ids if line is not None else []
        names = [name for name in self.m.names_within(at) if any(i in named[name].modifiers for i in ids)]
        if not names or h.pending is not None:
            return self.unread(h, at)
        self.m.rename(at, dict.fromkeys(names, 0.0))
        h.mode.positive()
        self.options.name(at, h, h.focus)
        return at + 1
