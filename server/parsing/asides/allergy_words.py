"""What the words of a text may say of an allergy: whether they begin to tell of one, name an allergen, or name a dish."""

from collections.abc import Sequence
from functools import cached_property

from server.parsing.asides.allergens import codes_in, named_in, without_elision
from server.parsing.asides.allergy_abroad import allergy_endings, codes_abroad
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.text.talk_words import is_of_talk
from server.parsing.text.tokens import Token, is_unspaced, words

TRIGGERS = ("allergy", "allergy_frame", "beside_allergen")
"""Kinds of words that tell of an allergy."""


class AllergyWords:
    """The words of one text, by what they may say of an allergy."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m
        self.spoken = m.view.language

    @cached_property
    def named(self) -> set[int]:
        """The spans that are words of an allergen."""
        return self._allergens[0]

    @cached_property
    def _allergens(self) -> tuple[set[int], set[int]]:
        """The spans that are words of an allergen, and those of them that go on with one: "seeds" of "sesame seeds"."""
        stems = [self._stem(token.text) for token in self.m.tokens]
        for at, span in enumerate(self.m.spans):
            if self._is_cut_across(at):
                stems[span.start + 1 : span.end] = [""] * (span.end - span.start - 1)
        phrases = [(first, after) for first, after, _codes in named_in(stems, self.spoken)]
        covered = {i for phrase in phrases for i in range(*phrase)}
        later = {i for first, after in phrases for i in range(first + 1, after)}
        spans = {at: range(span.start, span.end) for at, span in enumerate(self.m.spans)}
        named = {at for at, its in spans.items() if covered.issuperset(its)}
        named |= {at for at, its in spans.items() if covered.intersection(its) and self._is_cut_across(at)}
        return named, {at for at in named if spans[at].start in later}

    @cached_property
    def _foods(self) -> dict[int, frozenset[str]]:
        """The spans that are of an allergen's name or a part of one, with its codes; also of what is ordered as food: pork."""
        stems = [self._stem(token.text) for token in self.m.tokens]
        found: dict[int, frozenset[str]] = {}
        for first, after, codes in named_in(stems, self.spoken, ordinary=True):
            its = [at for at, s in enumerate(self.m.spans) if s.start < after and s.end > first]
            found.update({at: codes for at in its if not self._is_cut_across(at)})
        return found

    def _is_cut_across(self, at: int) -> bool:
        """Whether a small word of a script without spaces may have been cut across others: 「か・には」 of 「かに・は」.

        No allergen begins within one: there is no 「いか」 in 「ください・かに」.
        """
        span = self.m.spans[at]
        return is_unspaced(self.m.tokens[span.start].text[0]) and span.known and not span.names

    def _is_trigger(self, at: int) -> bool:
        span = self.m.spans[at]
        return span.has(*TRIGGERS) or self._is_compound(at)

    def _is_compound(self, at: int) -> bool:
        """Whether it is a word like "Pilzallergie", that says by itself what it is about."""
        return not self.m.spans[at].known and self.m.token(at).endswith(allergy_endings())

    def codes(self, first: int, after: int) -> frozenset[str]:
        """The codes of the allergens that spans `first` to `after` name."""
        said = [t.text for at in range(first, after) for t in self._tokens(at)]
        return codes_in(
            [stem for at in range(first, after) for stem in self._stems(at)], self.spoken, ordinary=True
        ) | codes_abroad(said)

    def codes_refused(self) -> frozenset[str]:
        """The allergens that are refused anywhere, for an allergy that is told of none: 유당 빼고 …, 불내증이 있어요."""
        refused = (at for at in self.named if self.m.has(at - 1, "no") or at - 1 in self.named)
        named = {code for at in refused for code in self.codes(at, at + 1)}
        whole = (self.codes(at, self._end_of_two(at)) for at in self.named if self.m.has(at - 1, "no"))
        return frozenset(named).union(*whole)

    def _end_of_two(self, at: int) -> int:
        """The span after the next one, as far as the text and its clause go."""
        is_last = at + 1 >= len(self.m) or bool(self.m.spans[at + 1].pause)
        return at + 1 if is_last else at + 2

    def _codes_in_part(self, first: int, after: int) -> frozenset[str]:
        """The same, of allergens too of which only a part is among the spans."""
        told = (self._foods.get(at) or self.codes_of(at) for at in range(first, after))
        return self.codes(first, after) or frozenset().union(*told)

    def _goes_on(self, at: int) -> bool:
        """Whether an unknown word may go on with span `at`: it is unknown as well, or of an allergen's name."""
        if at >= len(self.m) or self.m.spans[at].pause:
            return False
        return not self.m.spans[at].known or at in self._foods

    def _tokens(self, at: int) -> Sequence[Token]:
        return self.m.tokens[self.m.spans[at].start : self.m.spans[at].end]

    def _stems(self, at: int) -> list[str]:
        texts = [token.text for token in self._tokens(at)]
        cut = [t.removesuffix(e) for t in texts for e in allergy_endings() if t.endswith(e)]
        return [self._stem(text) for text in [*texts, *cut] if text]

    def _stem(self, word: str) -> str:
        """A word without its ending, and without the short word before its apostrophe: "d'arachides"."""
        return self.spoken.stem(without_elision(word, self.spoken))

    def _is_content(self, at: int) -> bool:
        """Whether it may be what an allergy is about."""
        span = self.m.spans[at]
        return at in self.named or bool(span.names) or not span.known

    def _is_talk(self, at: int) -> bool:
        """Whether it is an unknown word that only joins or tells, and so is not what an allergy is about: "cos I'm allergic"."""
        if self.m.spans[at].known or at in self.named:
            return False
        return all(
            word in self.spoken.joins_talk or is_of_talk(word, self.spoken) for word in self._words_of(at)
        )

    def says_free_of(self, at: int) -> bool:
        """Whether it says that something is without an allergen: "dairy free", "laktosefrei"."""
        free = tuple(self.spoken.free_of)
        return any(word.endswith(free) for word in self._words_of(at)) and bool(self.codes_of(at))

    def is_without_allergen(self, at: int) -> bool:
        """Whether one phrase says that there is to be none of an allergen: "sans lactose", "laktosefrei"."""
        return (self.m.begins_as(at, "no") or self.says_free_of(at)) and bool(self.codes_of(at))

    def codes_of(self, at: int) -> frozenset[str]:
        """The codes of the allergens that one span names, or that it says something is free of."""
        said = self._words_of(at)
        bare = [next((w.removesuffix(e) for e in self.spoken.free_of if w.endswith(e)), w) for w in said]
        stems = [self._stem(word) for text in bare for word in words(text)]
        return self.codes(at, at + 1) | codes_in(stems, self.spoken, ordinary=True)

    def _words_of(self, at: int) -> list[str]:
        """The words of one span; the characters of a script without spaces are one word."""
        said = [token.text for token in self._tokens(at)]
        return ["".join(said)] if is_unspaced(said[0][0]) else said

    def is_dish(self, at: int) -> bool:
        """Whether it names a dish and no allergen."""
        return at not in self.named and self._names_dish(at)

    def is_dish_in_full(self, at: int) -> bool:
        """Whether it is all of a dish's name and no allergen: not "chocolate", of *Chocolate cake*."""
        return at not in self.named and any(far < SHORTENED for far, _item in self.m.items(at))

    def _leads_on(self, at: int) -> bool:
        if self.m.has(at, "allergy_behind"):
            return False
        if at + 1 < len(self.m) and self.m.spans[at + 1].start < self.m.spans[at].start:
            return True  # moved before what it is about, as refusals of Korean and Japanese are
        return self.m.token(at) in self.spoken.allergy_leads

    def _names_dish(self, at: int) -> bool:
        return any(far < PART for far, _item in self.m.items(at))
