"""What each word of a text may do to the order: the operations of the chart, each with its cost."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from server.parsing.amounts import as_amount
from server.parsing.draft import Draft
from server.parsing.edits import Edits
from server.parsing.groups import Groups
from server.parsing.hypothesis import Group, Hypothesis, Waiting
from server.parsing.index import PART
from server.parsing.lexicon import Lexicon
from server.parsing.numbers import number_at
from server.parsing.options import Options

Way = Callable[[Hypothesis, int], int | None]
MAX_QUANTITY = 999
"""A larger number is not taken for a quantity."""
MAX_WAITING = 24
"""Options that wait for one dish at most."""


def _nothing(_h: Hypothesis) -> None:
    return


class Operators:
    """The operations over one text."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m
        self.options = Options(m)
        self.groups = Groups(m, self.options)
        self.edits = Edits(m, self.options, self.groups)
        self._handlers: dict[frozenset[str], Callable[[Hypothesis, int], list[Way]] | None] = {}
        self.by_kind: Mapping[str, Callable[[Hypothesis, int], list[Way]]] = {
            "same": self._same_ways,
            "everything_but": self._one(self._everything),
            "everything": self._one(self._everything),
            "plain": self._one(self._plain),
            "only": self._one(self._only),
            "amount": self._amount_ways,
            "number": self._number_ways,
            "other": self._other_ways,
            "article": self._article_ways,
            "no": self._no_ways,
            "remove": self._remove_ways,
            "remove_after": self._one(self._off),
            "instead": self._one(self._instead),
            "change": self._one(self._change),
            "make": self._one(self._make),
            "correction": self._one(self._correction),
            "rather": self._rather_ways,
            "each": self._each_ways,
            "all": self._all_ways,
            "add": self._one(self._add),
            "adding": self._one(self._adding),
            "or": self._one(self._or),
            "and": self._one(self._and),
            "also": self._one(self._also),
            "but": self._one(self._also),
            "with": self._one(self._with),
            "into": self._one(self._with),
            "size": self._one(self._size),
            "request": self._one(self._wish),
            "unit": self._one(self._unit),
            "serving": self._one(self._unit),
            "aside": self._one(self._unit),
            "times": self._one(self._times),
            "class": self._class_ways,
            "pronoun": self._one(self._pronoun),
            "ordinal": self._one(self._ordinal),
            "just": self._one(self._just),
            "sign": self._one(self._skip),
            "ordering": self._one(self._ordering),
            "filler": self._one(self._filler),
            "more": self._one(self._more),
            **dict.fromkeys(
                ("that", "last", "preposition", "of", "counter", "after_all"), self._one(self._skip)
            ),
        }

    def endings(self, h: Hypothesis) -> list[Hypothesis]:
        """The reading, ended in each way in which what still waits can be taken."""
        found = []
        ways = self.groups.closings(h, len(self.m))
        for i, way in enumerate(ways):
            end = h if i == len(ways) - 1 else h.clone()
            way(end)
            self.groups.finish(end)
            found.append(end)
        return found

    @staticmethod
    def _one(way: Way) -> Callable[[Hypothesis, int], list[Way]]:
        return lambda _h, _at: [way]

    def ways(self, h: Hypothesis, at: int) -> list[Way]:
        """Everything that span `at` may do in the reading `h`."""
        span = self.m.spans[at]
        if span.pause:
            if not h.mode.loosely:
                h.mode.loosen("and" if span.pause == "," else "next", at)
            h.mode.under_with = False
            h.mode.settle()
        found = self._name_ways(h, at) if span.names else []
        kinds = span.word.kinds
        if kinds not in self._handlers:
            self._handlers[kinds] = next((way for kind, way in self.by_kind.items() if kind in kinds), None)
        handler = self._handlers[kinds]
        if handler is not None:
            telling = handler(h, at)
            if found and self._tells_first(h, at) and self.m.has(at, "number"):
                found = [partial(self._paid, way, "name_where_word") for way in found]
            elif found and not self._tells_first(h, at):
                telling = [partial(self._paid, way, "word_where_name") for way in telling]
            found += telling
        if not found:
            found = self._unknown_ways(h, at)
        return found

    def _tells_first(self, h: Hypothesis, at: int) -> bool:
        if self.m.has(at, "number"):
            return self.groups.counts_name(at + 1)
        return self.m.has(at, "amount") and self.options.amount_goes_on(at, h)

    @staticmethod
    def _paid(way: Way, name: str, h: Hypothesis, at: int) -> int | None:
        h.pay(name)
        return way(h, at)

    # Names of the menu

    def _name_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: C901  (one case after the other, in the order in which they count)
        span, line, group = self.m.spans[at], h.line, h.group
        is_telling = bool(span.word.kinds)
        ways: list[Way] = []
        if h.mode.stranger and group is None and not (self.m.items(at) and self.m.items(at)[0][0] < PART):
            return [self._name_without_place]
        if self._only_ends_name(h, at):
            return [self._absorb]
        near = [line, *(h.drafts[i] for i in h.mode.targets)] if line else []
        fits = self.options.fits(at, near)
        if (
            fits
            and line is not None
            and is_telling
            and self.options.distance(at, line) >= PART
            and not self._is_elided_option(at, line)
        ):
            fits = False
        if fits and (group is None or self._may_determine_option(h, group, at)):
            ways.append(self._option)
        if group is not None and len(group.waiting) >= MAX_WAITING:
            return [self._name_without_place]
        is_option = self.m.is_option_somewhere(at) or self.m.is_variant_somewhere(at)
        if (
            line is not None
            and not fits
            and self._has_side_behind(at)
            and group is None
            and self._nearest_item(at) >= PART
        ):
            ways.append(self._side_wish)
        may_wait = group is not None or line is None or self.groups.head_follows(at)
        if is_option and may_wait and not (is_telling and self._nearest(at) >= PART):
            ways.append(self._wait)
        if self.m.items(at) and self._may_be_dish(h, at):
            ways += self.edits.head_ways(h, at)
        if not fits and (group is None or group.is_bare):
            earlier = self._earlier_line(h, at)
            if earlier >= 0:
                ways.append(partial(self._option_of, earlier))
        if not ways and not is_telling:
            ways.append(self._name_without_place)
        return ways

    def _may_determine_option(self, h: Hypothesis, group: Group, at: int) -> bool:
        """Whether "a" or "two" may be said of an option rather than of a dish; of a size only where it is changed."""
        line = h.line
        if line is None or not group.is_bare or group.share or group.rest:
            return False
        return (
            any(self.m.modifiers(at, i) for i in line.ids)
            or h.mode.making
            or h.mode.correcting
            or h.mode.only
            or self.m.has(group.first - 1, "preposition")
        )

    def _is_elided_option(self, at: int, line: Draft) -> bool:
        """Whether "and" and another option with the same last word follow: "black and refried beans"."""
        return self.m.has(at + 1, "and", "or") and self.options.fits(at + 2, [line], options=True)

    def _nearest_item(self, at: int) -> float:
        found = self.m.items(at)
        return found[0][0] if found else 9.0

    def _side_wish(self, h: Hypothesis, at: int) -> int:
        """What the menu does not offer with this dish, wished on its side."""
        h.pay("side_wish")
        self._request(h, at, at + 2)
        return at + 2

    def _nearest(self, at: int) -> float:
        named = self.m.index.names
        return min(
            (
                d
                for name, d in self.m.spans[at].names.items()
                if named[name].modifiers or named[name].variants
            ),
            default=9.0,
        )

    def _may_be_dish(self, h: Hypothesis, at: int) -> bool:
        distance = self.m.items(at)[0][0]
        if distance >= PART and self.m.spans[at].word.kinds:
            return False
        return not (
            self.m.has(at - 1, "of")
            and not self.m.has(at - 2, "serving")
            and h.line is not None
            and any(self.m.modifiers(at - 2, item_id) for item_id in h.line.ids)
        )

    def _only_ends_name(self, h: Hypothesis, at: int) -> bool:
        """Whether a word only says again what the dish before it is, or of which kind: "pizza pie", "ham sandwich"."""
        line = h.line
        if line is None or line.head is None or h.group is not None:
            return False
        same = self.m.best_items(at) == line.ids
        kind = bool(set(self.m.category_items(at)) & set(line.ids))
        if line.head[2] == at - 1 and not self.m.spans[at].pause and (same or kind):
            return True
        if not kind or (self.m.items(at) and self.m.items(at)[0][0] < PART):
            return False
        between = range(line.head[2] + 1, at)
        closed = any(
            self.m.has(i, "article", "number", "with", "also") or self.m.spans[i].pause for i in between
        )
        return not closed and not self.m.spans[at].pause and not self.m.is_option_somewhere(at)

    def _absorb(self, h: Hypothesis, at: int) -> int:
        h.use(at)
        last = h.mode.last
        if last is not None and last[0] == at - 1:
            h.mode.last = (at, *last[1:])
        line = h.line
        if line is not None and line.head is not None and line.head[2] == at - 1:
            line.head = (line.head[0], line.head[1], at)
            line.spans.add(at)
        return at + 1

    def _option(self, h: Hypothesis, at: int) -> int:
        line, group = h.line, h.group
        assert line is not None  # noqa: S101
        eased = h.mode.negation or self._is_elided_option(at, line)
        h.pay("option_distance", min(PART, self.options.distance(at, line)) * (0.2 if eased else 1.0))
        count = 0
        if group is not None:
            count = group.quantity if group.number_at >= 0 else 0
            self._pay_determined_option(h, group, at)
            h.use(group.first, at)
            h.group = None
        elif self.m.spans[at].pause or self.m.has(at - 1, "and"):
            h.pay("option_after_pause")
        self._pay_room(h, at)
        if self.m.items(at) and self._has_side_behind(at) and not self.m.has(at - 1, "with"):
            h.pay("option_with_serving")
        self.options.name(at, h, h.focus, count)
        h.mode.acted = h.mode.making or h.mode.correcting
        return at + 1

    def _has_side_behind(self, at: int) -> bool:
        return self.m.has(at + 1, "amount") and self.m.spans[at + 1].word.amount == "side"

    def _pay_determined_option(self, h: Hypothesis, group: Group, at: int) -> None:
        if group.unit:
            return
        line = h.line
        if line is None:
            return
        if group.number_at >= 0:
            many = any(mod.max_quantity > 1 for i in line.ids for _d, mod, _g in self.m.modifiers(at, i))
            shared = 2.0 if line.quantity > 1 and not group.under_with else 0.0
            h.pay("option_with_number", shared + (0.3 if many else 1.0 if group.quantity == 1 else 3.0))
        elif group.servings:
            h.pay("option_with_serving")
        elif not group.under_with:
            h.pay("option_with_article")

    def _pay_room(self, h: Hypothesis, at: int) -> None:
        """A choice that the dish requires speaks for the option, a group that is full against it."""
        line = h.line
        if line is None or h.mode.negation:
            return
        options = self.m.best_modifiers(at, line.ids[0])
        if not options:
            return
        modifier, group = options[0]
        chosen = sum(
            c.quantity
            for c in line.choices.values()
            if c.group.id == group.id and c.amount != "none" and c.modifier.id != modifier.id
        )
        if (
            group.max_select is not None
            and chosen >= group.max_select
            and not (h.mode.making or h.mode.correcting or line.line)
        ):
            h.pay("option_group_full")
        elif group.min_select and not chosen:
            h.pay("option_fills_required")

    def _option_of(self, index: int, h: Hypothesis, at: int) -> int:
        h.pay("option_to_earlier_line", 0.4 if h.drafts[index].line is not None else 1.0)
        if h.group is not None:
            h.use(h.group.first, at)
            h.group = None
        self.options.name(at, h, index)
        return at + 1

    def _earlier_line(self, h: Hypothesis, at: int) -> int:
        for i in range(len(h.drafts) - 1, -1, -1):
            if i != h.focus and not h.drafts[i].removed and self.options.fits(at, [h.drafts[i]]):
                return i
        return -1

    def _wait(self, h: Hypothesis, at: int) -> int:
        if h.group is None and h.line is not None:
            h.pay("option_before_head")
        if self.m.items(at) and self._has_side_behind(at) and not self.m.has(at - 1, "with"):
            h.pay("option_with_serving")
        self.groups.wait(h, at)
        return at + 1

    def _name_without_place(self, h: Hypothesis, at: int) -> int:
        is_kind = self.m.category_items(at) and not self.m.is_option_somewhere(at)
        says_again = self.m.has(at - 1, "of") and h.line is not None and at - 2 in h.line.spans
        if says_again or (is_kind and h.line is not None):
            h.use(at)
            return at + 1
        h.pay("said_of_unknown" if h.mode.stranger else "unread_name")
        return at + 1

    # Words that nobody knows

    def _unknown_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: PLR0911  (one case after the other, in the order in which they count)
        span = self.m.spans[at]
        if span.word.kinds:
            return [self._unread]
        if self.groups.says_group(h, at):
            return [self._absorb]
        if h.mode.negation and not h.mode.loosely:
            return [self._unknown_refusal]
        if self._is_addressee(at):
            return [self._skip]
        end = self.options.end_of_unknown(at)
        if h.line is not None and h.group is None and self._has_side_behind(end - 1):
            return [partial(self._unknown_side, end)]
        group = h.group
        opens = at == 0 or bool(self.m.spans[at].pause)
        if group is None and opens and self.m.has(self.options.end_of_unknown(at), "with"):
            return [self._unknown_head]
        if (
            group is not None
            and not group.under_with
            and group.determiner
            and not group.qualified
            and self._only_sized(group)
        ):
            return [self._unknown_dish, self._unknown]
        return [self._unknown]

    def _goes_on_to_name(self, at: int) -> bool:
        return at < len(self.m) and bool(self.m.spans[at].names) and not self.m.spans[at].pause

    def _unknown_head(self, h: Hypothesis, at: int) -> int:
        """A dish that is not on the menu, named without a determiner: what is said about it is about nothing else."""
        end = self.options.end_of_unknown(at)
        h.pay("unknown_word", end - at)
        h.strange = (*h.strange, (at, at, end - 1))
        h.focus = -1
        h.mode.stranger = True
        return end

    def _only_sized(self, group: Group) -> bool:
        if group.servings and not (group.wishes or group.plain):
            return True
        return not (group.wishes or group.plain) and all(
            self.m.is_variant_somewhere(w.at) for w in group.waiting
        )

    def _is_addressee(self, at: int) -> bool:
        """Whether a name of a person stands here: "a stout for sam", "for lee a pilsner"."""
        alone = at + 1 >= len(self.m) or bool(self.m.spans[at + 1].pause) or self.m.spans[at + 1].known
        return alone and self.m.has(at - 1, "for") and not self.m.spans[at].pause

    def _unknown_side(self, end: int, h: Hypothesis, at: int) -> int:
        self._request(h, at, end + 1)
        return end + 1

    def _unread(self, h: Hypothesis, at: int) -> int:
        h.pay("unread_word")
        return at + 1

    def _unknown(self, h: Hypothesis, at: int) -> int:
        h.pay("unknown_word")
        group, end = h.group, self.options.end_of_unknown(at)
        if group is not None and group.is_bare and group.determiner and not self._goes_on_to_name(end):
            h.pay("unknown_before_nothing")
        return at + 1

    def _unknown_dish(self, h: Hypothesis, at: int) -> int:
        """A dish that is not on the menu: what is said about it is about nothing else."""
        end = self.options.end_of_unknown(at)
        h.pay("unknown_word", end - at)
        h.pay("unknown_dish")
        assert h.group is not None  # noqa: S101
        h.use(h.group.first, at)
        named = [w.at for w in h.group.waiting if not self.m.is_variant_somewhere(w.at)]
        h.strange = (*h.strange, (h.group.first, min([at, *named]), end - 1))
        h.group, h.focus = None, -1
        h.mode.stranger = True
        h.mode.under_with = False
        return end

    def _unknown_refusal(self, h: Hypothesis, at: int) -> int:
        """Keep "no cilantro", where the menu knows no cilantro, as a wish in the diner's words."""
        line = h.line
        begin, end = self.options.refusal_start(at), self.options.end_of_unknown(at)
        about = (
            line is not None
            and end < len(self.m)
            and not self.m.spans[end].pause
            and self.options.fits(end, [line], options=True)
        )
        takes_away = h.mode.negation == "remove" and line is not None and line.line is not None
        if begin == at or takes_away or about or self.m.resembles_name(at, end):
            h.pay("unknown_word")
            return at + 1
        self._request(h, begin, end)
        return end

    def _request(self, h: Hypothesis, begin: int, end: int) -> None:
        line = h.line
        if h.group is not None and (not h.group.is_bare or h.group.number_at >= 0 or line is None):
            h.group = h.group._replace(wishes=(*h.group.wishes, (begin, end)))
        elif line is not None:
            if h.group is not None:
                h.use(h.group.first, begin)
                h.group = None
            line.requests.append(self.m.words(begin, end - 1))
            line.spans.update(range(begin, end))
        else:
            h.group = Group(begin, wishes=((begin, end),))
        h.use(begin, end)
        if h.mode.negated_at >= 0 and begin <= h.mode.negated_at < end:
            h.discharge()

    # Numbers and determiners

    def _number_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: C901, PLR0911, PLR0912  (one case after the other, in the order in which they count)
        value, after = number_at(self.m, at, len(self.m))
        if value == 0:
            return [self._no]
        typed = self._typed_number(at, after)
        if typed:
            return [partial(self._leave_number, typed)]
        number = self.edits.dish_of_number(at, after)
        if number and self._is_dish_number(h, at):
            return [partial(self.edits.numbered, number, after)]
        if value > MAX_QUANTITY:
            return [self._unread]
        line, mode = h.line, h.mode
        ways: list[Way] = []
        if self.m.has(at - 1, "or") and h.group is not None and h.group.is_bare and h.group.number_at >= 0:
            return [self._unread]
        if (
            h.group is not None
            and not self.m.spans[at].pause
            and self.m.has(after, "unit")
            and not self.m.has(after, "serving")
        ):
            return [partial(self._count, value, after)]
        if self._takes_last_option(h, at, after, value):
            ways.append(partial(self._share_behind, value, after))
        before, behind = self.m.has(at - 1, "times"), self.m.has(after, "times")
        leads_on = behind or self.groups.counts_name(after)
        if line is not None and h.group is None:
            if before and not behind:
                return [partial(self._quantity, value, after, "quantity_with_times")]
            behind_counter = after
            while self.m.has(behind_counter, "counter"):
                behind_counter += 1
            ends = behind_counter > after or self._ends_here(after)
            if (
                self.m.has(behind_counter, "more", "adding")
                and not leads_on
                and not self.m.has(behind_counter + 1, "with")
            ):
                ways.append(partial(self._more_of, value, behind_counter))
            elif (
                not leads_on
                and ends
                and self.m.spans[at].pause
                and line.line is None
                and not line.quantity_stated
                and self._closes_clause(after)
            ):
                ways.append(partial(self._quantity, value, after, "quantity_apart"))
            elif not leads_on and ends and line.line is not None:
                ways.append(partial(self._quantity, value, after, "quantity_corrected"))
            elif (
                not leads_on
                and ends
                and not line.quantity_stated
                and not self.m.spans[at].pause
                and not self.m.has(at - 1, "and")
            ):
                ways.append(partial(self._quantity, value, after, "quantity_after_head"))
            elif mode.making or mode.correcting:
                if not self.m.has(after, "pronoun", "of"):
                    ways.append(
                        partial(
                            self._quantity,
                            value,
                            after,
                            "quantity_corrected" if not leads_on else "quantity_after_head",
                        )
                    )
            elif (
                line.head is not None
                and line.head[2] == at - 1
                and not line.quantity_stated
                and not self.m.spans[at].pause
            ):
                ways.append(
                    partial(
                        self._quantity,
                        value,
                        after,
                        "quantity_with_times"
                        if behind and not self.groups.counts_name(after + 1)
                        else "quantity_after_head",
                    )
                )
        ways += self._openings(h, at, after, value, "number")
        return ways

    def _typed_number(self, at: int, after: int) -> int:
        """The span after a number that counts no dish: a table, an age, a time, a price; 0 where it may count one."""
        if self.m.has(after, "number_after", "price_after") and not self.m.spans[after].names:
            return after + 1
        if (
            self.m.has(at - 1, "number_before", "price_after")
            and not self.m.spans[at - 1].names
            and not self.m.spans[at].pause
        ):
            return after
        closes = after >= len(self.m) or bool(self.m.spans[after].pause)
        said_of = (
            self.m.has(at - 1, "filler") and self.m.words(at - 1).casefold() in self.m.view.language.said_of
        )
        is_time = (
            self.m.has(at - 1, "preposition")
            and self.m.words(at - 1).casefold() in self.m.view.language.said_of
        )
        return after if closes and (said_of or is_time) else 0

    def _leave_number(self, end: int, h: Hypothesis, at: int) -> int:
        """A number that is no quantity is not understood, but for a price that a dish of that price follows."""
        if self.m.has(end - 1, "price_after") and self.edits.has_price(at, end):
            h.use(at, end)
            h.mode.price = number_at(self.m, at, end)[0]
            return end
        h.pay("unread_number")
        return end

    def _is_dish_number(self, h: Hypothesis, at: int) -> bool:
        group = h.group
        signed = self.m.has(at - 1, "sign") or (
            self.m.has(at - 1, "no") and self.m.words(at - 1).casefold() == "no"
        )
        return signed or (group is not None and group.is_bare)

    def _takes_last_option(self, h: Hypothesis, at: int, after: int, value: int) -> bool:
        last = h.mode.last
        if (
            last is None
            or last[0] != at - 2
            or not self.m.has(at - 1, "preposition")
            or not self._closes_clause(after)
        ):
            return False
        return h.drafts[last[1]].quantity > value

    def _share_behind(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        """Some of a line have the option that was said before: "chicken on one"."""
        assert h.mode.last is not None  # noqa: S101
        spot, index, modifier, _group = h.mode.last
        h.drafts[index].forget(modifier)
        h.group = Group(
            at, value, "number", at, share=True, waiting=(Waiting(spot),), spans=tuple(range(at, after))
        )
        self.groups.share(index, h)
        h.use(at, after)
        return after

    def _ends_here(self, at: int) -> bool:
        while self.m.has(at, "filler") and not self.m.spans[at].pause and not self.m.has(at, "ordering"):
            at += 1
        return at >= len(self.m) or bool(self.m.spans[at].pause) or self.m.has(at, "and", "also")

    def _closes_clause(self, at: int) -> bool:
        return at >= len(self.m) or bool(self.m.spans[at].pause) or self.m.has(at, "filler")

    def _count(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        """So many of the option that follows, before a dish that has its own number: "a two pump vanilla latte"."""
        assert h.group is not None  # noqa: S101
        h.group = h.group._replace(times=value, unit=True, spans=(*h.group.spans, *range(at, after)))
        h.use(at, after)
        return after

    def _openings(self, h: Hypothesis, at: int, after: int, value: int, determiner: str) -> list[Way]:
        group = h.group
        if group is not None and not group.determiner and not (self.m.spans[at].pause or h.mode.joined):
            return [partial(self._open_behind, after, value, determiner)]
        return [partial(self._open, close, after, value, determiner) for close in self.groups.closings(h, at)]

    def _open_behind(self, after: int, value: int, determiner: str, h: Hypothesis, at: int) -> int:
        """A number behind words that wait for the same dish: "large, two of them, pizzas" as some languages order it."""
        before, h.group = h.group, None
        end = self._open(_nothing, after, value, determiner, h, at)
        assert before is not None  # noqa: S101
        assert h.group is not None  # noqa: S101
        h.group = h.group._replace(
            first=before.first,
            waiting=before.waiting,
            wishes=before.wishes,
            servings=before.servings,
            spans=(*before.spans, *h.group.spans),
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
        close(h)
        mode = h.mode
        self._give_up_last(h, at, determiner)
        number_at_ = at if determiner == "number" else -1
        share = self.m.has(after, "pronoun") and determiner == "number" and h.line is not None
        h.group = Group(
            at,
            value,
            determiner,
            number_at_,
            joined=mode.joined,
            under_with=mode.under_with,
            share=share,
            rest=determiner == "rest",
            spans=tuple(range(at, after)) if determiner == "number" else (),
        )
        mode.stranger = False
        if not (mode.negation and mode.negated_at >= at - 2 and not self.m.spans[at].pause):
            mode.positive()
        mode.joined = False
        h.use(at, after)
        if share:
            h.use(after)
            after += 1
        if self.m.has(at, "another") or self.m.has(after, "more"):
            h.group = h.group._replace(more=True)
        if self.m.has(after, "fewer") and determiner == "number":
            h.group = h.group._replace(fewer=True)
            h.use(after)
            after += 1
        while (
            self.m.has(after, "more", "counter")
            and not self.m.spans[after].names
            and not self.m.spans[after].pause
        ):
            h.use(after)
            after += 1
        return after

    def _give_up_last(self, h: Hypothesis, at: int, determiner: str) -> None:
        """The last line is given up for a new one: "never mind, a lemonade"."""
        line = h.line
        if (
            h.mode.negation == "remove"
            and determiner == "article"
            and line is not None
            and self.m.spans[at].pause
        ):
            line.removed = True
            h.pay("removes")
            h.refocus()

    def _quantity(self, value: int, after: int, cost: str, h: Hypothesis, at: int) -> int:
        line = h.line
        assert line is not None  # noqa: S101
        h.pay(cost)
        line.quantity, line.quantity_stated = value, True
        line.spans.update(range(at, after))
        h.use(at, after)
        h.mode.positive()
        h.mode.acted = True
        if line.item is not None and line.line is None and not line.variant_stated:
            ids = self.m.sizes_of_number(value, line.item)
            if ids:
                h.pay("size_by_number")
                line.quantity, line.quantity_stated = 1, False
                self.options.size(line, ids, h)
        return after

    def _more_of(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        line = h.line
        assert line is not None  # noqa: S101
        line.quantity += value
        line.quantity_stated = True
        h.use(at, after + 1)
        return after + 1

    def _article_ways(self, h: Hypothesis, at: int) -> list[Way]:
        if h.group is not None and h.group.number_at >= 0 and h.group.is_bare and not self.m.spans[at].pause:
            return [self._skip]
        return self._openings(h, at, at + 1, 1, "article")

    def _other_ways(self, h: Hypothesis, at: int) -> list[Way]:
        if self.m.has(at, "ordinal") and h.line is not None and h.line.line is not None:
            return [self._ordinal]
        other = self._other_line(h)
        if other >= 0:
            return [partial(self._focus_on, other)]
        return self._openings(h, at, at + 1, 1, "rest") if h.drafts else [self._skip]

    def _other_line(self, h: Hypothesis) -> int:
        """The line beside the last one of the same dish, where a cart holds two of it; -1 where it does not."""
        line = h.line
        if line is None or line.line is None:
            return -1
        alike = [
            i
            for i, d in enumerate(h.drafts)
            if i != h.focus and d.items == line.items and d.line is not None and not d.removed
        ]
        return alike[0] if len(alike) == 1 else -1

    def _focus_on(self, index: int, h: Hypothesis, at: int) -> int:
        h.focus = index
        return self._skip(h, at)

    def _class_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: ARG002  (every way takes a reading and a place)
        group = h.group
        if group is not None and group.number_at >= 0 and group.is_bare and group.quantity > 1:
            return [self._total, self._descriptor] if h.elided else [self._total, self._skip]
        return [self._skip]

    def _descriptor(self, h: Hypothesis, at: int) -> int:
        """A number that only describes the dish that follows: "one large two topping pizza"."""
        *others, group = h.elided
        h.elided, h.group = tuple(others), group
        return self._skip(h, at)

    def _total(self, h: Hypothesis, at: int) -> int:
        self.groups.open_total(h, at)
        return at + 1

    def _pronoun(self, h: Hypothesis, at: int) -> int:
        if h.group is not None and h.group.is_bare and h.group.number_at >= 0 and h.line is not None:
            h.group = h.group._replace(share=True)
        return self._skip(h, at)

    def _ordinal(self, h: Hypothesis, at: int) -> int:
        value = self.m.spans[at].word.value
        if 0 < value <= len(h.drafts):
            h.focus = value - 1
        return self._skip(h, at)

    def _unit(self, h: Hypothesis, at: int) -> int:
        last = h.mode.last
        if self.m.has(at, "aside") and last is not None and last[0] == at - 1 and self._closes_clause(at + 1):
            h.drafts[last[1]].choose(last[2], last[3], "side", 1)
            return self._skip(h, at)
        sized = h.line is not None and h.group is None and self._size_within(h, at)
        if not sized and self.m.has(at, "aside") and self._aside_of_option(h, at):
            h.mode.amount, h.mode.amount_at = "side", at
        if h.group is not None:
            unit = self.m.has(at, "unit") and not self.m.has(at, "serving")
            servings = h.group.servings if unit else (*h.group.servings, at)
            h.group = h.group._replace(
                unit=unit or bool(h.group.times), servings=servings, spans=(*h.group.spans, at)
            )
        elif not sized and (h.line is None or self.groups.counts_name(at + 1)):
            h.group = Group(at, servings=(at,), spans=(at,))
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
        ids = self.groups.sizes_within(at, line.ids)
        if ids:
            self.options.size(line, ids, h)
            line.spans.add(at)
        return bool(ids)

    def _times(self, h: Hypothesis, at: int) -> int:
        return self._skip(h, at)

    # Connecting and refusing words

    def _skip(self, h: Hypothesis, at: int) -> int:
        h.use(at)
        return at + 1

    def _filler(self, h: Hypothesis, at: int) -> int:
        if h.mode.loosely:
            h.mode.loosen("next", at)
        return self._skip(h, at)

    def _ordering(self, h: Hypothesis, at: int) -> int:
        h.mode.under_with = h.mode.adding = False
        return self._filler(h, at)

    def _no_ways(self, h: Hypothesis, at: int) -> list[Way]:
        nxt = at + 1
        if (
            self.m.has(nxt, "number")
            and self.m.words(at).casefold() == "no"
            and self.edits.dish_of_number(nxt, nxt + 1)
        ):
            return [self._skip]
        if h.group is not None and h.group.is_bare and h.group.number_at >= 0 and self.m.has(nxt, "number"):
            return [self._take_back_number]
        corrects = nxt < len(self.m) and bool(self.m.spans[nxt].pause) and h.line is not None
        stands_apart = (
            h.line is not None
            and (bool(self.m.spans[at].pause) or self.m.has(at - 1, "filler"))
            and self.m.has(nxt, "number")
        )
        if corrects or stands_apart:
            return [self._correction, self._no]
        return [self._no]

    def _take_back_number(self, h: Hypothesis, at: int) -> int:
        h.group = None
        return self._skip(h, at)

    def _no(self, h: Hypothesis, at: int) -> int:
        h.mode.refuse("no", at, self._end_of_or_list(h, at))
        if h.group is not None and h.group.is_bare and h.group.determiner and h.line is not None:
            h.group = h.group._replace(qualified=True)
        h.owed |= 1 << at
        return self._skip(h, at)

    def _remove_ways(self, h: Hypothesis, at: int) -> list[Way]:
        ways = self.edits.removal_ways(h, at)
        return ways or [self._remove]

    def _remove(self, h: Hypothesis, at: int) -> int:
        h.mode.refuse("remove", at, self._end_of_or_list(h, at))
        h.owed |= 1 << at
        return self._skip(h, at)

    def _instead(self, h: Hypothesis, at: int) -> int:
        h.mode.refuse("instead", at)
        h.owed |= 1 << at
        return self._skip(h, at)

    def _end_of_or_list(self, h: Hypothesis, at: int) -> int:
        """The last option of "… mayo, lettuce or tomato"; -1 where no "or" closes a list."""
        line = [h.line] if h.line else []
        last, i = -1, at + 1
        while i < len(self.m) and (self._listed(i, line) or self.m.has(i, "or", "that", "article")):
            if self.m.has(i, "or") and self._listed(i + 1, line):
                last = i + 1
            i += 1
        return last

    def _listed(self, at: int, line: list) -> bool:  # type: ignore[type-arg]
        return self.options.fits(at, line) if line else at < len(self.m) and self.m.is_option_somewhere(at)

    def _and(self, h: Hypothesis, at: int) -> int:
        carries = h.mode.negation == "remove" and h.line is not None and self.options.fits(at + 1, [h.line])
        h.mode.loosen("" if carries else "and", at)
        h.mode.joined = True
        h.mode.settle()
        return self._skip(h, at)

    def _or(self, h: Hypothesis, at: int) -> int:
        h.mode.loosen("", at)
        return self._skip(h, at)

    def _also(self, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        h.mode.settle()
        h.mode.joined = True
        h.mode.under_with = False
        return self._skip(h, at)

    def _with(self, h: Hypothesis, at: int) -> int:
        if h.mode.changing:
            h.mode.changing, h.mode.making = False, True
        h.mode.positive()
        if h.group is not None and h.group.is_bare and h.group.determiner and h.line is not None:
            h.group = h.group._replace(qualified=True)
        elif self.m.has(at, "with"):
            h.mode.under_with = True
        return self._skip(h, at)

    def _add(self, h: Hypothesis, at: int) -> int:
        if not (h.mode.negation and h.mode.negated_at == at - 1):
            h.mode.positive()
            h.mode.adding = True
        return self._skip(h, at)

    def _adding(self, h: Hypothesis, at: int) -> int:
        """Where "add" stands behind the thing that is added: more of what comes with the dish, else just that."""
        h.mode.positive()
        h.mode.wanted = True
        return self._skip(h, at)

    def _make(self, h: Hypothesis, at: int) -> int:
        if h.mode.negation and h.mode.negated_at == at - 1:
            if self.m.has(at + 1, "with") or h.line is None:
                return self._skip(h, at)
            h.discharge()
        h.mode.positive()
        h.mode.making = True
        return self._skip(h, at)

    def _correction(self, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        h.mode.correcting = True
        return self._skip(h, at)

    def _change(self, h: Hypothesis, at: int) -> int:
        end = at + 1
        while end < len(self.m) and not self.m.spans[end].pause and not self.m.has(end, "into"):
            end += 1
        if end >= len(self.m) or not self.m.has(end, "into"):
            h.mode.positive()
            h.mode.making = True
            return self._skip(h, at)
        h.mode.refuse("instead", at)
        h.mode.changing = True
        return self._skip(h, at)

    def _rather_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: ARG002  (every way takes a reading and a place)
        return self.edits.rather_ways(h) or [self._rather_of_option]

    def _rather_of_option(self, h: Hypothesis, at: int) -> int:
        last = h.mode.last
        h.pay(
            "rather_of_option"
            if last is not None and last[0] == at - 1 and last[3].max_select == 1
            else "unread_word"
        )
        return self._skip(h, at)

    def _off(self, h: Hypothesis, at: int) -> int:
        """Where "off" stands behind the thing that is left off."""
        last = h.mode.last
        if last and last[0] == at - 1:
            _at, index, modifier, group = last
            owner = h.drafts[index]
            owner.forget(modifier)
            mode = replace(h.mode, negation="no", amount="")
            self.options.refuse(owner, [(modifier, group)], mode)
        elif h.line is not None and h.line.line is not None and at - 1 in h.line.spans:
            h.line.removed = True
            h.refocus()
        elif h.group is not None and h.group.waiting and h.group.waiting[-1].at == at - 1:
            *others, waiting = h.group.waiting
            h.group = h.group._replace(waiting=(*others, waiting._replace(negation="no")))
        return self._skip(h, at)

    def _all_ways(self, h: Hypothesis, at: int) -> list[Way]:
        return [partial(self._all, close) for close in self.groups.closings(h, at)]

    def _each_ways(self, h: Hypothesis, at: int) -> list[Way]:
        group, line = h.group, h.line
        if group is not None and group.is_bare and group.number_at >= 0:
            follows = (
                at + 1 < len(self.m)
                and not self.m.spans[at + 1].pause
                and self.groups.counts_name(self._after_small(at + 1))
            )
            return [self._each_of_following] if follows else [self._each_before]
        if group is None and self.m.has(at + 1, "number"):
            return [self._each_number]
        if group is None and line is not None and line.line is None and line.quantity_stated:
            return [self._each_before, *self._all_ways(h, at)]
        return self._all_ways(h, at)

    def _after_small(self, at: int) -> int:
        while self.m.has(at, "that", "of", "preposition") and not self.m.spans[at].names:
            at += 1
        return at

    def _each_of_following(self, h: Hypothesis, at: int) -> int:
        assert h.group is not None  # noqa: S101
        h.mode.each = h.group.quantity
        end = self._after_small(at + 1)
        h.use(at, end)
        return end

    def _each_number(self, h: Hypothesis, at: int) -> int:
        value, after = number_at(self.m, at + 1, len(self.m))
        h.mode.each = value
        h.group = Group(at, value, "number", at + 1, spans=tuple(range(at, after)))
        h.use(at, after)
        return after

    def _each_before(self, h: Hypothesis, at: int) -> int:
        """So many of every dish of this text whose number was not said: "cola and beer, two of each"."""
        value = h.group.quantity if h.group is not None else h.line.quantity if h.line is not None else 1
        h.group = None
        counted = [d for d in h.drafts if d.line is None and not d.removed and not d.quantity_stated] or [
            d for d in h.drafts if not d.removed and d.line is not None
        ]
        for draft in counted:
            draft.quantity, draft.quantity_stated = value, True
        return self._skip(h, at)

    def _all(self, close: Callable[[Hypothesis], None], h: Hypothesis, at: int) -> int:
        """Both, all, each: what follows is about every line that is being spoken of."""
        close(h)
        line = h.line
        fresh = [
            i
            for i, d in enumerate(h.drafts)
            if d.line is None or (line is not None and line.line is not None)
        ]
        h.mode.targets = tuple(i for i in fresh if not h.drafts[i].removed)
        h.mode.positive()
        return self._skip(h, at)

    def _same_ways(self, h: Hypothesis, at: int) -> list[Way]:
        return self.edits.same_ways(h, at) or [self._skip]

    # Amounts and wishes

    def _amount_ways(self, h: Hypothesis, at: int) -> list[Way]:  # noqa: ARG002  (every way takes a reading and a place)
        return [self._amount]

    def _amount(self, h: Hypothesis, at: int) -> int | None:
        amount, mode = self.m.spans[at].word.amount, h.mode
        if amount != "side" and self.options.amount_goes_on(at, h):
            if mode.amount != "extra" or amount != "regular":
                mode.amount, mode.amount_at, mode.doubled = amount, at, self.m.has(at, "doubling")
            return self._skip(h, at)
        if self.m.has(at, "more") and mode.more:
            return self._skip(h, at)
        last = mode.last
        if last and last[0] == at - 1 and not self.m.spans[at].pause:
            _at, index, modifier, _group = last
            had = h.drafts[index].choices.get(modifier.id)
            if not (had and had.quantity > 1 and amount == "extra"):
                h.drafts[index].choose(modifier, last[3], as_amount(amount), had.quantity if had else 1)
            return self._skip(h, at)
        if h.group is not None and h.group.waiting and h.group.waiting[-1].at == at - 1 and amount:
            *others, waiting = h.group.waiting
            h.group = h.group._replace(waiting=(*others, waiting._replace(amount=amount)))
            return self._skip(h, at)
        return self._amount_of_nothing(h, at, amount)

    def _amount_of_nothing(self, h: Hypothesis, at: int, amount: str) -> int:
        """An amount of something that is not on the menu: less of it is a wish, more of it cannot be had."""
        if amount in ("side", "regular") or self.m.has(at, "more"):
            return self._skip(h, at)
        end = self.options.end_of_unknown(at)
        if amount == "light" and end > at + 1:
            self._request(h, at, end)
            return end
        h.pay("unread_word")
        return at + 1

    def _more(self, h: Hypothesis, at: int) -> int:
        h.mode.more = True
        return self._skip(h, at)

    def _only(self, h: Hypothesis, at: int) -> int:
        h.mode.positive()
        h.mode.only = True
        if (h.line is not None and self.m.spans[at].word.kinds & {"with"}) or (
            h.line is not None and h.line.line is None
        ):
            h.line.only = True
        return self._skip(h, at)

    def _just(self, h: Hypothesis, at: int) -> int:
        h.mode.only = True
        return self._skip(h, at)

    def _plain(self, h: Hypothesis, at: int) -> int:
        if h.group is not None:
            h.group = h.group._replace(plain=True)
        elif h.line is not None:
            h.line.plain = True
        return self._skip(h, at)

    def _everything(self, h: Hypothesis, at: int) -> int:
        """All toppings: the menu's own option of that name where it has one."""
        line = h.line
        if h.group is not None and h.group.is_bare and h.group.number_at >= 0 and self.m.has(at - 1, "of"):
            return self._each_before(h, at)
        if line is None:
            h.pay("unread_word")
            return at + 1
        named = self.m.index.names
        names = [name for name in self.m.view.everything if any(i in named[name].modifiers for i in line.ids)]
        group = h.group
        if names:
            self.m.rename(at, dict.fromkeys(names, 0.0))
        if names and group is not None:
            self.groups.wait(h, at)
        elif names:
            self.options.name(at, h, h.focus)
        elif group is not None:
            h.group = group._replace(everything=self.m.words(at))
            h.use(at)
        else:
            line.everything = self.m.words(at)
            h.use(at)
        if self.m.has(at, "everything_but"):
            h.mode.refuse("remove", at)
        return at + 1

    def _size(self, h: Hypothesis, at: int) -> int:
        """A size that the dish does not come in: asked where there is a choice, else told to the kitchen."""
        line = h.line
        if h.group is not None or line is None or line.item is None or self.groups.head_follows(at):
            group = h.group or Group(at)
            h.group = group._replace(wishes=(*group.wishes, (at, at + 1)), spans=(*group.spans, at))
        elif len(line.item.variants) > 1:
            line.variant_unclear = True
        else:
            line.requests.append(self.m.words(at))
            line.spans.add(at)
        return self._skip(h, at)

    def _wish(self, h: Hypothesis, at: int) -> int:
        begin, end = self.options.wish_at(at, h.line.ids if h.line else [])
        h.mode.take_amount()
        h.mode.positive()
        self._request(h, begin, end)
        if end > at + 1 and h.line is not None and self.options.fits(end - 1, [h.line]):
            h.leave(end - 1, end)
            return end - 1
        return end
