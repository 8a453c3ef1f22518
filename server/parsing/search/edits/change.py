"""A line that is there and is spoken of again: told more about, counted anew, or made another dish."""

from collections.abc import Callable
from functools import partial

from server.parsing.search.edits.moves import move_changes, move_said, said_before
from server.parsing.search.edits.new_line import NewLines
from server.parsing.search.edits.recounts import Recounts
from server.parsing.search.edits.which import Which
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.pending_phrases import COUPLE
from server.parsing.search.tools import Tools

Way = Callable[[Hypothesis, int], int | None]
_SAYS_ONLY = ("just", "only", "then", "please", "correction", "it", "and")
"""Kinds of words before a dish of which no more than one is wanted."""


class Changes:
    """Changes lines."""

    def __init__(self, tools: Tools, which: Which, new: NewLines) -> None:
        self.m = tools.m
        self.options = tools.options
        self.ahead = tools.ahead
        self.phrases = tools.phrases
        self.which = which
        self.new = new
        self.recounts = Recounts(tools.m)

    def match_ways(self, h: Hypothesis, at: int, match: int) -> list[Way]:  # noqa: C901, PLR0911  (one case after the other, in the order in which they count)
        mode, phrase = h.mode, h.pending
        if self.which.is_for_another(h, at, match):
            return []
        number = self._number_meant(h)
        if self._is_counted_anew(h, at, match, number):
            return [partial(self.set_quantity, match, number)]
        if self._is_one_after_all(h, match):
            return [partial(self.set_quantity, match, 1)]
        unclear = len(self.m.best_items(at)) > 1 and h.drafts[match].line is not None
        if unclear and not (phrase is not None and phrase.determiner):
            return [partial(self.refer, match, 0.5)]
        if self._restates(h, at, match, number):
            return [partial(self.set_quantity, match, number)]
        if self._corrects_size(h, match):
            return [partial(self.refer, match, 0.0)]
        if phrase is not None and phrase.determiner and not (mode.changing or self.which.is_definite(at, h)):
            return []
        if (mode.making and not (phrase is not None and phrase.more)) or mode.changing:
            return [partial(self.refer, match, 0.0)]
        if (
            phrase is not None
            and not phrase.determiner
            and phrase.waiting
            and h.drafts[match].line is not None
            and not (phrase.joined or mode.joined)
        ):
            return [partial(self.refer, match, 0.1)]
        if phrase is None and self.which.is_named_with(h, at, match):
            return [partial(self._refer_in_doubt, match)]
        if self.which.is_definite(at, h) or mode.correcting or self._is_told_of(h, at, match):
            surely = self.which.has_preposition(at) or h.drafts[match].line is not None
            surely = surely or self.which.tells_of_line(h, at, match)
            return [partial(self.refer, match, 0.0 if surely else 1.0)]
        return []

    def recount_ways(self, h: Hypothesis, at: int, match: int) -> list[Way]:
        """A number that a word behind it corrects: "two lattes, sorry", where there is one."""
        if self.recounts.is_counted_behind(h.pending, h.drafts[match], at):
            return [partial(self.refer, match, 0.0)]
        number = self.recounts.number(h.pending, h.drafts[match], at)
        return [partial(self._recount, match, number)] if number else []

    def _recount(self, index: int, number: int, h: Hypothesis, at: int) -> int:
        """The number of a line is corrected; which of several of its dish it is, or whether some are told of, nobody said."""
        line, waiting = h.drafts[index], h.pending.waiting if h.pending is not None else ()
        alike = sum(d.line is not None and not d.removed and d.ids == line.ids for d in h.drafts)
        is_told = any(self.which.selects(line, w.at) > 0 for w in waiting)
        if not is_told and (alike > 1 or (waiting and number < line.quantity)):
            h.pay("target_untold")
        return self.set_quantity(index, number, h, at)

    @staticmethod
    def _number_meant(h: Hypothesis) -> int:
        """The number before the dish; an article is one where the order is counted anew; 0 where there is none."""
        phrase = h.pending
        if phrase is None:
            return 0
        is_one = h.mode.recounting and phrase.determiner == "article" and phrase.is_bare
        return phrase.quantity if phrase.number_at >= 0 else int(is_one)

    def _is_counted_anew(self, h: Hypothesis, at: int, match: int, number: int) -> bool:
        """Whether there shall be so many of a line, however many there were."""
        if not number:
            return False
        is_more = h.pending is not None and h.pending.more
        if self._goes_on_recounting(h, match):
            return True
        if not is_more and (h.mode.only or h.mode.correcting or h.mode.making):
            return True
        if self.recounts.is_whole(h.pending, h.drafts[match]):
            return True
        return self._counts_instead(at) and h.drafts[match].line is not None

    @staticmethod
    def _goes_on_recounting(h: Hypothesis, match: int) -> bool:
        """Whether a second dish is counted anew: "two teas and three cakes, sorry, three teas and two cakes"."""
        joined = h.mode.joined or (h.pending is not None and h.pending.joined)
        draft = h.drafts[match]
        is_counted = draft.quantity_stated or (draft.head is not None and draft.head[0] < draft.head[1])
        return h.mode.recounting and joined and match != h.focus and is_counted

    def _counts_instead(self, at: int) -> bool:
        """Whether another number is given up behind the dish: "three lassis instead of four"."""
        gives_up = self.m.has(at + 1, "instead", "no") and self.m.has(at + 2, "number")
        return gives_up and self.ahead.closes(at + 3)

    def _corrects_size(self, h: Hypothesis, match: int) -> bool:
        """Whether a dish is said again in another size, and corrected: "a large soup and a tea, sorry, a small soup"."""
        phrase, draft = h.pending, h.drafts[match]
        if (
            phrase is None
            or phrase.determiner != "article"
            or phrase.more
            or phrase.joined
            or draft.quantity > 1
        ):
            return False
        sizes = [any(self.m.variants(w.at, i) for i in draft.ids) for w in phrase.waiting]
        return h.mode.correcting and draft.variant_stated and bool(sizes) and all(sizes)

    def restates_corrected(self, h: Hypothesis, match: int) -> bool:
        """Whether a line that was corrected is said once more as it is now: "four teas. no, five. five teas"."""
        phrase, draft = h.pending, h.drafts[match]
        if phrase is None or draft.line is not None or draft.head is None or match != h.focus:
            return False
        if phrase.more or phrase.joined or self.m.spans[phrase.first].pause != ".":
            return False
        between = range(draft.head[2] + 1, phrase.first)
        corrected = any(self.m.has(i, "correction", "recount") and not self.m.spans[i].names for i in between)
        is_alike = phrase.quantity == draft.quantity and not phrase.wishes
        return corrected and is_alike and all(self.which.selects(draft, w.at) > 0 for w in phrase.waiting)

    def served_otherwise(self, h: Hypothesis, at: int, match: int) -> list[Way]:
        """Another size of a line of the cart, where that is all that is wanted of it: "just a cup of the gumbo"."""
        phrase, draft = h.pending, h.drafts[match]
        if phrase is None or not h.mode.only or draft.line is None or draft.quantity > 1:
            return []
        is_one = phrase.determiner == "article" and not (phrase.waiting or phrase.more)
        is_led = self.m.has(at - 1, "that") and at - 2 in phrase.servings
        is_told = is_one and is_led and self.phrases.sizes_within(at - 2, draft.ids)
        return [partial(self._serve_otherwise, match)] if is_told else []

    def _serve_otherwise(self, index: int, h: Hypothesis, at: int) -> int:
        """Give a line of the cart the size that is said before its dish."""
        h.pending, h.focus, line = None, index, h.drafts.own(index)
        h.mode.making = True
        self.options.size(line, self.phrases.sizes_within(at - 2, line.ids), h)
        line.spans.update((at - 2, at))
        h.use(at)
        return at + 1

    def _refer_in_doubt(self, index: int, h: Hypothesis, at: int) -> int:
        h.pay("target_untold")
        return self.refer(index, 0.0, h, at)

    def _is_told_of(self, h: Hypothesis, at: int, match: int) -> bool:
        return h.pending is None and self.which.tells_of_line(h, at, match)

    def _is_one_after_all(self, h: Hypothesis, match: int) -> bool:
        """Whether only one is wanted of several in the cart: "eigentlich ein Bier"."""
        draft, phrase = h.drafts[match], h.pending
        if phrase is None or phrase.determiner != "article" or phrase.more:
            return False
        says_only = self.recounts.tells_whole(phrase) or self._says_only(h, phrase.first)
        if not (h.mode.correcting or says_only):
            return False
        sizes = [self.m.variants(w.at, i) for w in phrase.waiting for i in draft.ids]
        is_alike = phrase.is_bare or (bool(sizes) and all(draft.variant in size for size in sizes))
        return is_alike and draft.line is not None and draft.quantity > 1

    def _says_only(self, h: Hypothesis, first: int) -> bool:
        """Whether nothing is said before span `first` but that no more is wanted: "just a soup, please"."""
        is_said = h.mode.only and (self.m.has(first - 1, "just", "only") or self.m.has(first + 1, "just"))
        return is_said and all(self.m.has(i, *_SAYS_ONLY) for i in range(first))

    def _restates(self, h: Hypothesis, at: int, match: int, number: int) -> bool:
        """Whether a dish of the cart is said again with another number: "two lattes", where there is one."""
        draft, phrase = h.drafts[match], h.pending
        if draft.line is None or phrase is None or not phrase.is_bare or phrase.more or phrase.joined:
            return False
        if self.m.has(at + 1, "more") or h.mode.adding:
            return False
        return number > draft.quantity and not any(d.line is None for d in h.drafts) and not draft.choices

    def tells_more(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether more is wanted of a dish of the cart that its kind alone names: "one more burger"."""
        phrase = h.pending
        is_more = phrase is not None and phrase.more and h.drafts[match].line is not None
        return is_more and len(self.m.best_items(at)) > 1

    def tells_size(self, h: Hypothesis, match: int) -> bool:
        """Whether a dish of the cart is said again with the number of another of its sizes: "twelve rings"."""
        draft, phrase = h.drafts[match], h.pending
        if draft.line is None or draft.item is None or phrase is None or not phrase.is_bare:
            return False
        if phrase.more or phrase.joined or phrase.number_at < 0 or phrase.quantity <= COUPLE:
            return False
        sizes = self.m.sizes_of_number(phrase.quantity, draft.item)
        return bool(sizes) and draft.variant is not None and draft.variant.id not in sizes

    def _only_tells_which(self, phrase: PendingPhrase | None, index: int, h: Hypothesis) -> bool:
        """Whether nothing waits before a dish but what tells its line from others: "no peas in the beef curry"."""
        if phrase is None:
            return True
        waiting = phrase.waiting if phrase.number_at < 0 else ()
        return bool(waiting) and all(self.which.selects(h.drafts[index], w.at) > 0 for w in waiting)

    def refer(self, index: int, times: float, h: Hypothesis, at: int) -> int:
        h.pay("refers", times)
        phrase, h.pending, source = h.pending, None, h.focus
        if h.mode.changing:
            self.begin_change(index, h)
        elif self._only_tells_which(phrase, index, h) and self.which.has_preposition(at):
            move_changes(h, source, index, self._settled(h, source))
            move_said(self.m, h, index, said_before(self.m, h, at))
        elif phrase is None:
            self._choose_there_too(index, h, at)
        h.focus, h.mode.targets = index, ()
        h.use(at)
        h.drafts.own(index).spans.add(at)
        if phrase is not None:
            if phrase.number_at >= 0 and len(phrase.waiting) == 1 and not phrase.waiting[0].times:
                phrase = phrase._replace(waiting=(phrase.waiting[0]._replace(times=phrase.quantity),))
            self.phrases.fill(h, index, phrase)
        if not h.mode.changing and not h.mode.correcting:
            h.mode.mentioned = h.mode.mentioned or not h.mode.making
            h.mode.making = True
        return at + 1

    def _settled(self, h: Hypothesis, source: int) -> set[int]:
        """The options that were said of a line at its own place before: "no salad in the wrap, and an egg in the burger"."""
        draft = h.drafts[source] if source >= 0 else None
        if draft is None or not draft.items:
            return set()
        ids = set(draft.ids)
        told = [s for s in draft.spans if ids & set(self.m.best_items(s)) and self.which.has_preposition(s)]
        before = [s for s in draft.spans if told and s < max(told) and self.m.spans[s].names]
        return {m.id for s in before for m, _group in self.m.best_modifiers(s, draft.ids[0])}

    def _choose_there_too(self, index: int, h: Hypothesis, at: int) -> None:
        """The last of several lines that an option is for: "cinnamon to the latte and the mocha"."""
        last = h.mode.option_said_last
        joint = ("and",) if last is h.mode.last else ("and", "or")
        if last is None or not (self.m.has(at - 1, *joint) or self.m.has(at - 2, *joint)):
            return
        spot, owner, modifier, _group = last
        if not any(at > spot and self.m.items(at) for at in h.drafts[owner].spans):
            return
        chosen, options = (
            h.drafts[owner].choices.get(modifier.id),
            self.m.best_modifiers(spot, h.drafts[index].ids[0]),
        )
        lists = all(
            self.m.has(i, "that", *joint, "preposition", "for") or self.m.items(i)
            for i in range(spot + 1, at)
        )
        if chosen and lists and len(options) == 1:
            h.drafts.own(index).choose(*options[0], chosen.amount, chosen.quantity)
            if last is h.mode.last:
                h.mode.last = (spot, index, *options[0])
            else:
                h.mode.refused = (spot, index, *options[0])

    def set_quantity(self, index: int, number: int, h: Hypothesis, at: int) -> int:
        phrase, h.pending, h.focus, h.mode.only = h.pending, None, index, False
        is_whole = h.mode.correcting or h.mode.making or self.recounts.tells_whole(phrase)
        h.mode.recounting = h.mode.recounting or is_whole
        h.mode.acted = True
        line = h.drafts.own(index)
        line.number_of_size = 0
        sizes = self.m.sizes_of_number(number, line.item) if line.item is not None else []
        if sizes and number > COUPLE:
            self.options.size(line, sizes, h)
        else:
            line.quantity = number
        line.spans.add(at)
        h.use(at)
        if phrase is not None and (phrase.waiting or phrase.wishes):
            self.phrases.fill(h, index, phrase)
        return at + 1

    def become_more(self, index: int, h: Hypothesis, at: int) -> int:
        """One more of a dish of the cart takes the place of another line: "swap the tea for another cake"."""
        phrase, h.pending = h.pending, None
        assert phrase is not None  # noqa: S101
        h.drafts.own(h.mode.changed).removed = True
        line = h.drafts.own(index)
        line.quantity += phrase.quantity
        h.focus, h.mode.changed, h.mode.making, h.mode.acted = index, -1, False, True
        line.spans.add(at)
        h.use(at)
        return at + 1

    def begin_change(self, index: int, h: Hypothesis) -> None:
        """What follows takes the place of the line `index`."""
        h.mode.changed = index
        h.mode.positive()
        h.discharge()

    def replace_alike(self, h: Hypothesis, at: int) -> int | None:
        """The dish takes the place of the line that is spoken of, or of the one that is most like it."""
        named = self._named_instead(h, at)
        return self.replace(
            named if named >= 0 else self.which.replaced_by(h, self.new.fitting(at, h.pending)), h, at
        )

    def _named_instead(self, h: Hypothesis, at: int) -> int:
        """The line of the cart that is named behind: "rather a cola instead of the beer"; -1 where none is."""
        end = next((i for i in range(at + 1, len(self.m)) if self.m.spans[i].pause == "."), len(self.m))
        begin = next((i for i in range(at + 1, end) if self.m.has(i, "instead", "no")), end)
        dish = next((i for i in range(begin + 1, end) if self.m.spans[i].names and self.m.items(i)), -1)
        found = self.which.find(h, dish) if dish >= 0 else -1
        return found if found >= 0 and h.drafts[found].line is not None else -1

    def replace(self, index: int, h: Hypothesis, at: int) -> int | None:
        target = h.drafts.own(index)
        ids = self.new.fitting(at, h.pending)
        if len(ids) > 1 and target.items:
            ids = self.which.most_alike(ids, target.ids[0])
        if len(ids) != 1:
            return None
        h.pay("replaces")
        h.mode.acted = True
        is_same = target.item is not None and target.item.id == ids[0]
        h.pay("head_distance", min(3.0, self.m.items(at)[0][0]))
        phrase, h.pending = h.pending, None
        target.removed = False
        target.become(self.m.item(ids[0]))
        target.words = self.m.words(at)
        target.head = (phrase.first if phrase else at, at, at)
        target.spans.add(at)
        h.use(at)
        h.focus = index
        h.mode.changing, h.mode.changed, h.mode.taken_back = False, -1, -1
        h.mode.making = True
        if phrase is not None:
            self.phrases.fill(h, index, phrase)
        if phrase is not None and phrase.number_at >= 0 and not phrase.share:
            target.quantity, target.quantity_stated = phrase.quantity, True
        elif phrase is not None and phrase.determiner == "article" and is_same:
            target.quantity = 1
        h.mode.making = h.mode.correcting = False
        return at + 1

    def extended(self, h: Hypothesis, at: int) -> int:
        """The dish that the line becomes with one more word: a burger that is made a meal; 0 where there is none."""
        line = h.line
        if line is None or line.item is None or self.m.has(at - 1, "and", "also"):
            return 0
        apart = bool(self.m.spans[at].pause) and h.pending is None and self.ahead.closes(at + 1)
        if not (
            apart or h.mode.making or self.m.has(at - 2, "preposition") or self.m.has(at - 1, "preposition")
        ):
            return 0
        words = self.m.view.item_words
        wanted = words[line.item.id] | self.m.stems(at)
        if self.m.stems(at) & words[line.item.id]:
            return 0
        found = [i for i in self.m.all_items(at) if words[i] == wanted and i != line.item.id]
        return found[0] if len(found) == 1 else 0

    def extend(self, item_id: int, h: Hypothesis, at: int) -> int:
        h.own_line.become(self.m.item(item_id))
        h.pending = None
        h.use(at)
        h.own_line.spans.add(at)
        h.mode.acted = h.mode.making
        return at + 1

    def takes_fewer(self, h: Hypothesis, at: int) -> bool:  # noqa: ARG002  (every way takes a reading and a place)
        phrase = h.pending
        return phrase is not None and phrase.number_at >= 0 and phrase.fewer

    def fewer(self, index: int, h: Hypothesis, at: int) -> int:
        assert h.pending is not None  # noqa: S101
        h.drafts.own(index).take_away(h.pending.quantity)
        h.mode.lessened = h.pending.quantity
        h.pending = None
        after = at + 2 if self.m.has(at + 1, "fewer") else at + 1
        h.use(at, after)
        h.refocus()
        return after
