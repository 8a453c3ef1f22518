"""Where a text speaks of an allergy, and what is kept of it.

A language tells three kinds of phrases. A word for an allergy ("allergic to", "celiac") is always kept; a frame ("…
makes me sick", "I can't eat …") with anything that it may be about; a phrase that may be a mere dislike ("I avoid …")
with a known allergen. When in doubt, more of the text is taken for an allergy, but never an order.
"""

from collections.abc import Iterable
from operator import attrgetter

from server.parsing.asides.allergens_refused_of_all import find_refused_of_all
from server.parsing.asides.allergies_denied import (
    begin_of_denial,
    begin_of_denied,
    begin_of_person,
    clause_around,
    end_of_somebody,
    exception_behind,
    is_cut,
    is_excepted,
    reminder_around,
)
from server.parsing.asides.allergies_listed import begin_of_list
from server.parsing.asides.allergy_abroad import (
    is_allergen_abroad,
    may_speak_of_allergy,
    words_for_allergy,
)
from server.parsing.asides.allergy_clauses import AllergyClauses
from server.parsing.asides.allergy_refusals import with_refusals, without_moved
from server.parsing.asides.allergy_words import TRIGGERS
from server.parsing.asides.denials import Denial, denial_in
from server.parsing.asides.free_for_somebody import OF_ALL, find_free_for_all, find_free_for_somebody
from server.parsing.asides.medical_reasons import find_medical_reasons
from server.parsing.asides.misspelt_allergens import codes_nearly
from server.parsing.asides.reactions import find_reactions, told_reactions
from server.parsing.asides.said_of_allergies import MAX_TEXT, Said
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Allergy
from server.parsing.text.tokens import QUESTION_MARKS

MAX_ALLERGIES = 20


def find_allergies(m: Lexicon) -> Said:
    """Everything that the text says of allergies."""
    may = (
        m.says("no_allergy", "no", "medical_reason", "somebody", "allergy_head", *OF_ALL, *TRIGGERS)
        or m.hints_at("reaction")
        or not m.is_known()
    )
    return _Finder(m).run() if may or may_speak_of_allergy(m.texts) else Said()


class _Finder(AllergyClauses):
    def __init__(self, m: Lexicon) -> None:
        super().__init__(m)
        self.said = Said()

    def run(self) -> Said:
        if self._may_be_told():
            self._keep_told()
        if self.m.says("medical_reason"):
            self._keep_medical()
        if self.m.hints_at("reaction"):
            self._keep_reactions()
        if self.m.may_say("somebody", "allergy_head"):
            self._keep_free(find_free_for_somebody(self))
        if self.m.may_say(*OF_ALL):
            self._keep_free(find_free_for_all(self))
        if not self.said.allergies:
            self._keep_free(find_refused_of_all(self))
        self._keep_foreign()
        return self.said

    def _may_be_told(self) -> bool:
        """Whether words for an allergy may be said, or what somebody is to have none of."""
        if self.m.says("no_allergy", *TRIGGERS) or not self.m.is_known():
            return True
        return self.m.says("no") and self.m.hints_at("for")

    def _keep_told(self) -> None:
        """Keep what is said of an allergy in words for one."""
        at, free = 0, 0
        while at < len(self.m):
            after = at + 1
            if self.m.has(at, "no_allergy"):
                after = free = self._read_denial(at)
            elif self._is_trigger(at) and (clause := self._clause(at, free)):
                after = free = self._keep_clause(at, free, clause)
            elif end := self._end_of_refusal_for_somebody(at):
                self._keep(self._begin_of_who(at), end, is_told=True)
                after = free = end
            at = after

    def _keep_clause(self, at: int, free: int, clause: tuple[int, int, bool]) -> int:
        """Keep what is said around the trigger `at`, or take it back where it is denied; the span behind it."""
        first, after, is_told = clause
        first, after = reminder_around(self, first, after) or (first, after)
        if (denial := begin_of_denial(self, first, at)) >= 0:
            return self._take_back(denial, after)
        first = self._with_list(first, at, free)
        first, after = with_refusals(self, first, after, free)
        self._keep(first, after, is_told=is_told)
        return after

    def _with_list(self, first: int, at: int, free: int) -> int:
        """Where an allergy begins with the list before it, if its words before the trigger `at` say what it is about."""
        if not (any(map(self._is_content, range(first, at))) or self.codes(at, at + 1)):
            return first
        begin, is_doubtful = begin_of_list(self, first, at, free)
        self.said.doubtful += [(begin, first)] if is_doubtful else []
        return begin

    def _end_of_refusal_for_somebody(self, at: int) -> int:
        """The span behind what somebody is to have none of, said before any dish: "no nuts for my daughter, …"; 0 for none."""
        if not self.m.has(at, "no") or self.m.says(*TRIGGERS):
            return 0
        told = at + 1
        while told in self.named:
            told += 1
        refused = range(at + 1, told)
        if not refused or self.m.spans[at + 1].pause:
            return 0
        if any(map(self.is_dish, range(at))) or any(map(self._is_called_so, refused)):
            return 0
        if self._begin_of_who(at) < at:
            return told if self._closes(told) else 0
        after = told + 1
        while after < len(self.m) and self._says_who(after) and not self.m.spans[after].pause:
            after += 1
        is_for = not self._closes(told) and self.m.begins_as(told, "for")
        return after if is_for and self._closes(after) else 0

    def _closes(self, at: int) -> bool:
        return at >= len(self.m) or bool(self.m.spans[at].pause)

    def _begin_of_who(self, at: int) -> int:
        """Where a clause begins that says for whom before the refusal at a span: "for my daughter no nuts"; `at` where none does."""
        first = at
        while first > 0 and not self.m.spans[first].pause and self._says_who(first - 1):
            first -= 1
        begins = first == 0 or bool(self.m.spans[first].pause)
        return first if begins and first < at and self.m.begins_as(first, "for") else at

    def _says_who(self, at: int) -> bool:
        return (
            self.m.has(at, "filler", "pronoun", "that", "stand_in", "article") and not self.m.spans[at].names
        )

    def _is_called_so(self, at: int) -> bool:
        """Whether an option is called by these words that is no choice without them: not "dairy", of "dairy free"."""
        free = tuple(self.spoken.free_of)
        called = (name for name in self.m.spans[at].names if self.m.index.names[name].modifiers)
        return any(not any(word in free or word.endswith(free) for word in name.split()) for name in called)

    def _keep_reactions(self) -> None:
        """Keep what somebody gets from a food: "my daughter gets a rash from peanuts"."""
        told = told_reactions(self.m)
        if not told:
            return
        taken = {at for place in self.said.places for at in range(*place)}
        free_of = {at for at in range(len(self.m)) if self.says_free_of(at)}
        named = self.named | free_of
        for first, after, is_told in find_reactions(self.m, told, named, taken, self._refusal_before):
            self._keep(first, after, is_told=is_told)

    def _keep_medical(self) -> None:
        """Keep what somebody has none of for medical reasons; an option that is called so is ordered all the same."""
        taken = {at for place in self.said.places for at in range(*place)}
        for first, after in find_medical_reasons(self, taken):
            codes = {code for at in range(first, after) for code in self.codes_of(at)}
            text = self.m.words(first, after - 1)[:MAX_TEXT]
            if len(self.said.allergies) < MAX_ALLERGIES:
                self.said.allergies.append(Allergy(text, tuple(sorted(codes))))
            is_behind_dish = any(map(self.is_dish, range(first)))
            kept = {at for at in range(first, after) if is_behind_dish and self.m.is_option_somewhere(at)}
            kept |= {at for at in range(first, after) if at + 1 in kept and self.m.has(at, "no", "remove")}
            self.said.places += [(at, at + 1) for at in range(first, after) if at not in kept]

    def _keep_free(self, clauses: Iterable[tuple[int, int]]) -> None:
        """Keep what somebody, or everybody, has none of: "my wife is gluten free, …", "everything gluten free"."""
        taken = {at for place in self.said.places for at in range(*place)}
        for first, after in clauses:
            if taken.isdisjoint(range(first, after)):
                self._keep(first, after, is_told=True)

    def _keep_foreign(self) -> None:
        """Keep what is said of an allergy in another language than the order: "ビール一つ、nut allergy"."""
        said = self.m.texts
        if not may_speak_of_allergy(said):
            return
        taken = {at for place in self.said.places for at in range(*place)}
        for first, after, codes in words_for_allergy(said):
            at = [i for i, span in enumerate(self.m.spans) if span.start < after and span.end > first]
            if not at or taken.intersection(at) or any(self.m.has(i, "no_allergy") for i in at):
                continue
            begin, end = self._around_foreign(at[0], at[-1] + 1, codes, taken)
            taken.update(range(begin, end))
            self._keep(begin, end, is_told=True)

    def _around_foreign(
        self, first: int, after: int, codes: frozenset[str], taken: set[int]
    ) -> tuple[int, int]:
        while first > 0 and not self.m.spans[first].pause and self._is_foreign(first - 1, codes, taken):
            first -= 1
        while after < len(self.m) and not self.m.spans[after].pause and self._is_foreign(after, codes, taken):
            after += 1
        return first, after

    def _is_foreign(self, at: int, codes: frozenset[str], taken: set[int]) -> bool:
        """Whether a span goes on with what is said in another language: an unknown word, or an allergen there."""
        if at in taken:
            return False
        return not self.m.spans[at].known or is_allergen_abroad(
            self.m.tokens[self.m.spans[at].start].text, codes
        )

    def _take_back(self, first: int, after: int) -> int:
        """Take back the allergens that spans `first` to `after` name, or all; the span behind what is said of it."""
        if reminder := reminder_around(self, first, after):
            self._keep(*reminder, is_told=True)
            return reminder[1]
        codes = self.codes(first, after)
        begin, last = exception_behind(self, after)
        if last < begin and (end := end_of_somebody(self, after)):
            self._add(first, end, codes)
            self.said.places.append((first, end))
            return end
        self.said.taken_back.append(self._denial(first, after, codes))
        if last >= begin:
            self._add(begin, last + 1, self.codes(begin, last + 1))
        end = max(after, last + 1)
        self.said.places.append((first, end))
        return end

    def _add(self, first: int, after: int, codes: frozenset[str]) -> None:
        self.said.allergies.append(Allergy(self.m.words(first, after - 1)[:MAX_TEXT], tuple(sorted(codes))))

    def _denial(self, first: int, after: int, codes: frozenset[str]) -> Denial:
        """The denial that spans `first` to `after` are, of some codes; of what its clause names where that is none."""
        said = clause_around(self, first, after)
        codes = codes or self.codes(said[0], said[-1] + 1)
        beside = self._folded(at for at in said if not self.m.has(at, "no_allergy"))
        return denial_in(codes, self._foods_denied(first, after), self._folded(said), beside, self.spoken)

    def _foods_denied(self, first: int, after: int) -> list[str]:
        """The words of what a denial is about, besides those that say that there is no allergy."""
        content = [
            at for at in range(first, after) if self._is_content(at) and not self.m.has(at, "no_allergy")
        ]
        return [word for at in content if not self._is_talk(at) for word in self._words_of(at)]

    def _folded(self, said: Iterable[int]) -> list[str]:
        """The folded words of some spans, in their order in the text."""
        spans = sorted((self.m.spans[at] for at in said), key=attrgetter("start"))
        return [word for span in spans for word in self.m.texts[span.start : span.end]]

    def _read_denial(self, at: int) -> int:
        """Take back what the words for no allergy at a span are about; the span behind them."""
        first = begin_of_denied(self, at)
        if is_excepted(self, first, at):
            self._keep(first - 1, at + 1, is_told=True)
            return at + 1
        after = at + 1 if self.spoken.head_final else self._end_of_list(at + 1)
        if is_cut(self, at):
            self._keep(at, after, is_told=any(map(self._is_content, range(at + 1, after))))
            return after
        return self._take_back(first, after)

    def _keep(self, first: int, after: int, *, is_told: bool) -> None:
        begin, codes = first, self._codes_in_part(first, after)
        refused = None if codes else self._refusal_before(first)
        if refused in self.named and self._is_apart(refused, first, is_told=is_told):
            refused = None
        if refused is not None and (not is_told or self.codes(refused, first)):
            begin, codes = refused, self.codes(refused, after) or self.codes_of(refused)
            if not self._is_option(refused, first):
                first = refused
        codes = codes or self.codes_refused() or self._codes_misspelt(begin, after)
        begin = self._with_same_before(begin, codes)
        text, _places = without_moved(self, begin_of_person(self, begin), after)
        if len(self.said.allergies) < MAX_ALLERGIES:
            self.said.allergies.append(Allergy(text[:MAX_TEXT], tuple(sorted(codes))))
            if not (codes or is_told):
                self.said.untold.append(self.said.allergies[-1])
        self.said.places += without_moved(self, first, after)[1]

    def _with_same_before(self, begin: int, codes: frozenset[str]) -> int:
        """Where the allergy begins that was kept of span `begin` already, which is one with it: "I can't have nuts, I'm allergic"."""
        taken = {at for place in self.said.places for at in range(*place)}
        if begin not in taken or not self.said.allergies:
            return begin
        if not codes <= set(self.said.allergies[-1].allergens):
            return begin
        del self.said.allergies[-1]
        while begin - 1 in taken and not self.m.spans[begin].pause:
            begin -= 1
        return begin

    def _codes_misspelt(self, first: int, after: int) -> frozenset[str]:
        """The codes of the allergens that spans name with a slip of spelling."""
        said = range(first, after)
        content = [at for at in said if self._is_content(at)]
        about = [at for at in content if not self._is_talk(at)] or content
        both = [at for at in said if self.m.has(at, "allergy") and self.m.length(at) == 1]
        return codes_nearly((word for at in (*about, *both) for word in self._words_of(at)), self.spoken)

    def _is_apart(self, i: int, first: int, *, is_told: bool) -> bool:
        """Whether span `i` is no part of an allergy from span `first` on: it is asked about, or told in another sentence.

        What an allergy is about that does not say so itself may stand in a sentence before.
        """
        is_asked = self._is_asked(i, first)
        return self.m.spans[first].pause == "." and not is_asked if is_told else is_asked

    def _is_asked(self, i: int, first: int) -> bool:
        """Whether span `i` stands in a question before span `first`: "are there nuts in it? I'm allergic"."""
        between = self.m.text[self.m.place(i)[1] : self.m.place(first)[0]]
        return any(mark in between for mark in QUESTION_MARKS)

    def _is_option(self, first: int, after: int) -> bool:
        """Whether what is refused is an option of a dish that is spoken of before."""
        options = any(self.m.is_option_somewhere(n) for n in range(first, after))
        return options and any(self.is_dish(n) for n in range(first))
