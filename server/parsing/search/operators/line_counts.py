"""Numbers behind a dish: how many of the line that is being spoken of there shall be, or how many more."""

from functools import partial

from server.parsing.matching.names import PART
from server.parsing.matching.numbers import counts_speaker_too
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Operation, Way
from server.parsing.search.pending_phrases import COUPLE
from server.parsing.text.foods import counts_pieces


class LineCounts(Operation):
    """How many of the line that is being spoken of there shall be, or how many more."""

    def ways(self, h: Hypothesis, at: int, value: int, after: int) -> list[Way]:
        """What a number may say of the line that is being spoken of: how many more, or how many."""
        line = h.line
        if line is None or h.pending is not None:
            return []
        value += counts_speaker_too(self.m, at)
        leads_on = self.ahead.counts_name(after)
        behind = self._behind_counters(after)
        is_another = self.m.has(at, "another") and self.m.has(after, "each")
        is_another = is_another or self._is_size_of_another(line, at, value)
        if is_another or self._become_dish(h, value, after) or self._are_wished_so(h, value, behind):
            return []
        if leads_on and self._is_size_before_option(line, at, value, after):
            return [partial(self.quantity, value, after, "quantity_after_head")]
        if not leads_on and self._says_more(h, line, at, behind):
            return [partial(self._more_of, value, behind)]
        ends = not leads_on and (behind > after or self._ends_here(self._behind_unit(after)))
        is_share = line.line is not None and self._is_told_of(behind)
        if is_share and self.m.has(behind, "only") and value < line.quantity:
            return []
        cost = self._cost_at_end(h, line, at, after) if ends and not is_share else ""
        if cost == "quantity_after_head" and self._is_measured_behind(line, at, behind):
            cost = "quantity_with_times"
        cost = cost or self._cost_within(h, line, at, after, leads_on=leads_on)
        return [partial(self.quantity, value, self._behind_unit(after), cost)] if cost else []

    def _is_size_of_another(self, line: Draft, at: int, value: int) -> bool:
        """Whether one more of a line is told by the size that is called by a number: "another twelve", of twelve wings."""
        is_more = self.m.has(at - 1, "another") and not self.m.spans[at].pause and value > COUPLE
        if not is_more or line.item is None or line.variant is None:
            return False
        return bool(self.m.sizes_of_number(value, line.item))

    def _is_size_before_option(self, line: Draft, at: int, value: int, after: int) -> bool:
        """Whether a number right behind a dish is its size, and an option of it follows: "wings 12 dry rub"."""
        is_behind = line.line is None and line.head is not None and line.head[2] == at - 1
        if not is_behind or self.m.spans[at].pause or line.variant_stated or line.quantity_stated:
            return False
        if value <= COUPLE or line.item is None or not self.m.sizes_of_number(value, line.item):
            return False
        named = self.m.items(after) if self.m.spans[after].names else []
        return self.options.fits(after, [line], options=True) and not (named and named[0][0] < PART)

    def _become_dish(self, h: Hypothesis, value: int, at: int) -> bool:
        """Whether so many of a line of the cart become another dish, as a verb tells: "uno que sea té", 一つを紅茶にしてください."""
        line, named, is_told = h.line, at, h.mode.making and self.m.view.language.head_final
        if line is None or line.line is None or value >= line.quantity:
            return False
        while (
            self.m.has(named, "make", "into", "filler", "topic", "counter") and not self.m.spans[named].names
        ):
            is_told = is_told or self.m.has(named, "make", "into")
            named += 1
        if named >= len(self.m) or any(self.m.spans[i].pause for i in range(at, named + 1)):
            return False
        is_dish = bool(self.m.spans[named].names and self.m.items(named))
        return is_told and is_dish and not self.options.fits(named, [line])

    def _is_measured_behind(self, line: Draft, at: int, behind: int) -> bool:
        """Whether a number with a measure word ends the clause right behind its dish: "口水鸡一份"; pieces may be of a size."""
        is_behind = line.head is not None and line.head[2] == at - 1 and self.m.has(behind - 1, "counter")
        if not is_behind or not self._ends_here(behind):
            return False
        is_of_pieces = counts_pieces(self.m.token(behind - 1), self.m.view.language.code)
        value = self.m.spans[at].word.value
        return not (is_of_pieces and line.item is not None and self.m.sizes_of_number(value, line.item))

    def _are_wished_so(self, h: Hypothesis, value: int, at: int) -> bool:
        """Whether a wish is told right behind the number of some of a line of the cart: "make one extra hot"."""
        line = h.line
        if line is None or line.line is None or h.mode.correcting or not self.m.has(at, "request"):
            return False
        return value < line.quantity and not (self.m.spans[at].names or self.m.spans[at].pause)

    def _is_told_of(self, at: int) -> bool:
        """Whether something is said of so many: "一份要微辣", "한 줄은 단무지 빼고", "一つだけホット"."""
        while self.m.has(at, "filler", "topic", "only") and not self.m.spans[at].pause:
            at += 1
        if at >= len(self.m) or self.m.spans[at].pause:
            return False
        return bool(self.m.spans[at].names) or self.m.has(at, "no", "with", "only", "amount", "adding")

    def _says_more(self, h: Hypothesis, line: Draft, at: int, behind: int) -> bool:
        is_more = (
            self.m.has(behind, "more", "adding")
            or self.m.has(at - 1, "another", "more")
            or (self.m.has(at - 1, "add") and not self.m.has(at - 1, "make"))
            or (self.m.has(at, "same") and not self.edits.copies.counts_new(h, at))
            or (self.m.has(at, "another") and self._is_all(behind))
        )
        if is_more and (self._are_told_of(behind) or self.is_made_otherwise(line, self._behind_more(behind))):
            return False
        return is_more and not (self.m.has(behind + 1, "with") or self._is_as_it_comes(behind))

    def _is_all(self, at: int) -> bool:
        """Whether nothing but small talk stands from here on: "une troisième pour mon ami"."""
        rest = range(at, len(self.m))
        return all(
            self.m.has(i, "filler") and not (self.m.spans[i].pause or self.m.spans[i].names) for i in rest
        )

    def _behind_more(self, at: int) -> int:
        return at + 1 if self.m.has(at, "more", "adding") else at

    def is_made_otherwise(self, line: Draft | None, at: int) -> bool:
        """Whether the size or an option of those that are to come follows: "noch einen mit Käse", "encore deux petits"."""
        if line is None:
            return False
        told = at
        while self.m.has(told, "with", "no", "article", "filler") and not self.m.spans[told].names:
            if self.m.spans[told].pause:
                return False
            told += 1
        if told >= len(self.m) or self.m.spans[told].pause or not self.m.spans[told].names:
            return False
        is_size = line.item is not None and self.m.variant_distance(told, line.item.id) < PART
        return is_size or self.options.fits(told, [line])

    def _are_told_of(self, behind: int) -> bool:
        """Whether something is told of those that are to come: "two more, both without ice", "another, with oat"."""
        at = behind + self.m.has(behind, "more", "adding")
        if at < len(self.m) and not self.m.spans[at].pause:
            return self.m.has(at, "no", "with") and not self.m.spans[at].names
        if at >= len(self.m) or self.m.spans[at].pause != ",":
            return False
        some = (
            self.m.has(at, "number", "other")
            and not self.m.spans[at].names
            and self.m.has(at + 1, "with", "no")
        )
        return some or self.m.has(at, "with", "no", "all")

    def _is_as_it_comes(self, at: int) -> bool:
        """Whether one more is to be plain, or to have all: "another one for my son, with everything on it"."""
        while at < len(self.m) and self.m.spans[at].pause != ".":
            if self.m.has(at, "everything", "plain"):
                return True
            at += 1
        return False

    def _cost_at_end(self, h: Hypothesis, line: Draft, at: int, after: int) -> str:
        """What the quantity of a line costs that is said last in a clause; "" where the number is none."""
        if self._is_for_another(at, after):
            return ""
        pause = self.m.spans[at].pause
        if (
            pause
            and line.line is None
            and not line.quantity_stated
            and self.closes_clause(self._behind_unit(self._behind_counters(after)))
            and not self._is_one_more(line, at, after)
        ):
            return "quantity_apart"
        if self._is_one_as_well(line, at, after):
            return ""
        is_fewer = self.m.has(at, "fewer") or self.m.has(after, "fewer")
        if line.line is not None and not is_fewer and self._counts_anew(h, at):
            return "quantity_corrected"
        if not (line.quantity_stated or pause or self.m.has(at - 1, "and")):
            return "quantity_after_head"
        return "quantity_corrected" if self._is_said_anew(line, at, after) else ""

    def _is_said_anew(self, line: Draft, at: int, after: int) -> bool:
        """Whether another number stands right behind a dish that was counted: "zwei Burger äh drei"."""
        is_behind = line.line is None and line.head is not None and line.head[2] == at - 1
        if not is_behind or self.m.spans[at].pause or self.m.view.language.script or line.item is None:
            return False
        value = self.m.spans[at].word.value
        is_plain = after == at + 1 and not self.m.has(at, "another", "same", "fewer", "multiple")
        return is_plain and value > 1 and not self.m.sizes_of_number(value, line.item)

    def _is_for_another(self, at: int, after: int) -> bool:
        """Whether somebody else wants so many too: "a latte for me, and my wife wants one too"."""
        begin = at
        while begin > 0 and not (self.m.spans[begin].pause or self.m.has(begin, "and", "also")):
            begin -= 1
        is_joined = self.m.has(after, "also") or self.m.has(begin, "and", "also")
        if not is_joined or begin == at:
            return False
        end = self.m.spans[at].start
        said = [token.text for token in self.m.tokens[self.m.spans[begin].start : end]]
        return any(tuple(said[-n:]) in self.m.view.language.of_person for n in range(1, len(said) + 1))

    def _is_one_as_well(self, line: Draft, at: int, after: int) -> bool:
        """Whether one more of what is in the cart is wanted: "he'll have one as well"."""
        return line.line is not None and self.m.has(at, "stand_in") and self.m.has(after, "also")

    def _is_one_more(self, line: Draft, at: int, after: int) -> bool:
        """Whether another one is for somebody else: "a latte, one for my friend too"."""
        is_single = (
            line.head is not None and self.m.has(line.head[0], "article") and self.m.spans[at].word.value == 1
        )
        return is_single and self.m.begins_as(after, "for")

    def _cost_within(self, h: Hypothesis, line: Draft, at: int, after: int, *, leads_on: bool) -> str:
        """What the quantity of a line costs that is said within a clause; "" where the number is none."""
        if h.mode.making or h.mode.correcting:
            if self.m.has(after, "pronoun", "of", "article", "topic") and after + 1 < len(self.m):
                return ""
            if leads_on and self._counts_other_dish(line, after):
                return ""
            return "quantity_after_head" if leads_on else "quantity_corrected"
        if line.head is None or line.head[2] != at - 1 or self.m.spans[at].pause:
            return ""
        if line.quantity_stated or line.number_of_size or self._counts_option(line, after):
            return ""
        times = self.m.has(after, "times") and not self.ahead.counts_name(after + 1)
        return "quantity_with_times" if times else "quantity_after_head"

    def _counts_option(self, line: Draft, at: int) -> bool:
        """Whether an option of which more may be wanted stands right behind the number: "latte 2 sugars"."""
        is_beside = at < len(self.m) and not self.m.spans[at].pause
        return is_beside and not self.m.view.language.script and self.options.is_one_of_many(at, line)

    def _counts_other_dish(self, line: Draft, at: int) -> bool:
        """Whether a dish that is no option of the line stands at `at`: "make that five soups"."""
        return bool(self.m.spans[at].names and self.m.items(at)) and not self.options.fits(at, [line])

    def _counts_anew(self, h: Hypothesis, at: int) -> bool:
        """Whether a number tells how many of a line there shall be, and not of which of them something was said."""
        if h.mode.making or h.mode.correcting or self.m.has(at - 1, "into"):
            return True
        joined = h.mode.joined and self.m.has(at - 1, "filler")
        return not (joined or self.m.has(at - 1, "preposition", "and", "also"))

    def _behind_counters(self, at: int) -> int:
        while self.m.has(at, "counter"):
            at += 1
        return at

    def _behind_unit(self, at: int) -> int:
        """The span after a word like "pieces" or "times" that ends a clause: "zwei Stück", "chips 2x"."""
        return at + 1 if self.m.has(at, "unit", "times") and self.closes_clause(at + 1) else at

    def _ends_here(self, at: int) -> bool:
        while self.m.has(at, "filler", "after_all") and not (
            self.m.spans[at].pause or self.m.has(at, "ordering")
        ):
            at += 1
        if self.m.has(at, "also") and self.m.has(at + 1, "with", "no") and not self.m.spans[at + 1].pause:
            return False
        return at >= len(self.m) or bool(self.m.spans[at].pause) or self.m.has(at, "and", "also")

    def quantity(self, value: int, after: int, cost: str, h: Hypothesis, at: int) -> int:
        line = h.own_line
        if h.mode.only and self._is_one_of_several(h, line):
            h.pay("target_untold")
        line.quantity, line.quantity_stated = value, True
        line.spans.update(range(at, after))
        for i in h.mode.targets if h.mode.making and self.m.has(at - 1, "all") else ():
            h.drafts.own(i).quantity = value
        h.use(at, after)
        h.mode.positive()
        h.mode.acted = True
        if line.item is not None and (
            line.line is not None or not line.variant_stated or self._says_size_again(line, value)
        ):
            is_no_size = cost == "quantity_with_times" or self._is_one_of_a_kind(at)
            ids = [] if is_no_size else self.m.sizes_of_number(value, line.item)
            if ids and (line.line is None or value > COUPLE):
                h.pay("size_by_number")
                line.quantity = line.line.quantity if line.line is not None else 1
                line.quantity_stated = False
                self.options.size(line, ids, h)
                return after
        h.pay(cost)
        return after

    def _is_one_of_a_kind(self, at: int) -> bool:
        """Whether "one" stands for a dish of which an option is told: "the thai one"."""
        is_behind = at > 0 and bool(self.m.spans[at - 1].names) and not self.m.spans[at].pause
        return is_behind and self.m.has(at, "stand_in") and self.m.is_option_somewhere(at - 1)

    def _says_size_again(self, line: Draft, value: int) -> bool:
        """Whether the size that was said is called by the number behind its dish: "dużą capricciosę 42"."""
        sizes = self.m.sizes_of_number(value, line.item) if line.item is not None and value > COUPLE else []
        return line.variant is not None and line.variant.id in sizes

    @staticmethod
    def _is_one_of_several(h: Hypothesis, line: Draft) -> bool:
        """Whether nothing was said that tells which of several lines of the cart is counted: "nope, just two"."""
        there = [d for d in h.drafts if d.line is not None and not d.removed]
        return line.line is not None and not line.spans and len(there) > 1

    def _more_of(self, value: int, after: int, h: Hypothesis, at: int) -> int:
        line = h.own_line
        is_counted = line.line is not None or line.quantity_stated
        line.quantity = line.quantity + value if is_counted else value
        line.quantity_stated = True
        while self.m.has(after, "more", "adding", "same") and not (
            self.m.spans[after].names or self.m.spans[after].pause
        ):
            after += 1
        h.use(at, after)
        return after
