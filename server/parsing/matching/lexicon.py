"""What the spans of one text may mean: which items, and for a given item which sizes and options."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import islice, pairwise

from server.domain.menu import Item, Modifier, ModifierGroup, Variant
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_phrases import NEVER
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.spans import Span
from server.parsing.matching.word_lattice import readings_of
from server.parsing.text.hints import Hints, hints_among
from server.parsing.text.tokens import Token, crosses_words

_NO_SIZES: list[int] = []
MAX_INFERRED = 8
MAX_NAMED_SPANS = 12
"""Dishes that are offered for one that is not named, and options and sizes by which it is looked for, at most."""


class Lexicon:
    """The spans of a text against a menu. Distances are those of `server.parsing.matching.names`.

    `said` are the kinds of all its cue words.
    """

    def __init__(
        self, index: MenuIndex, view: MenuWords, text: str, tokens: Sequence[Token], spans: Sequence[Span]
    ) -> None:
        self.index = index
        self.view = view
        self.text = text
        self.tokens = tokens
        self.spans = spans
        self._kinds = [span.word.kinds for span in spans]
        self.said: frozenset[str] = frozenset().union(*self._kinds)
        self._count = len(spans)
        self._phrases = [index.phrases.of(span.names) for span in spans]
        self._hints: Hints | None = None
        self._has_colon = ":" in text

    def __len__(self) -> int:
        return self._count

    def words(self, first: int, last: int | None = None) -> str:
        """The diner's own words of the spans `first` to `last` (inclusive)."""
        start, stop = self._extent(first, first if last is None else last)
        return self.text[start:stop]

    def _extent(self, first: int, last: int) -> tuple[int, int]:
        if first == last:
            span = self.spans[first]
            return self.tokens[span.start].start, self.tokens[span.end - 1].end
        spans = self.spans[first : last + 1]
        begin, end = min([span.start for span in spans]), max([span.end for span in spans])
        return self.tokens[begin].start, self.tokens[end - 1].end

    def place(self, at: int) -> tuple[int, int]:
        """Where span `at` begins in the text, and where it ends (exclusive)."""
        return self._extent(at, at)

    def clauses(self) -> list[tuple[int, int]]:
        """The spans (first, after) of each part of the text between pauses."""
        return self._parts(",", ".")

    def sentences(self) -> list[tuple[int, int]]:
        """The spans (first, after) of each sentence."""
        return self._parts(".")

    def _parts(self, *pauses: str) -> list[tuple[int, int]]:
        begins = [at for at, span in enumerate(self.spans) if at == 0 or span.pause in pauses]
        return [*pairwise([*begins, self._count])]

    def around(self, first: int, last: int, begin: int, end: int) -> tuple[str, str]:
        """What of the spans `begin` to `end` (inclusive) is said before the spans `first` to `last`, and after them."""
        (start, stop), (left, right) = self._extent(begin, end), self._extent(first, last)
        return self.text[start:left], self.text[right:stop]

    def colon_before(self, at: int) -> bool:
        """Whether a colon stands right before span `at`."""
        if not self._has_colon or not 0 < at < self._count:
            return False
        return ":" in self.text[self.place(at - 1)[1] : self.place(at)[0]]

    def names_within(self, at: int) -> dict[str, float]:
        """The names of the menu that single words inside span `at` are: "everything" in "everything on it"."""
        span = self.spans[at]
        found: dict[str, float] = {}
        for token in self.tokens[span.start : span.end]:
            for form, _count, _cost in readings_of(token.text, self.view).as_it_is:
                found |= self.view.trie.get(form) or {}
        return found

    def has_within(self, at: int, kind: str) -> bool:
        """Whether a single word inside span `at` is a cue word of a kind: "ohne" in "ohne Salz", the name of an option."""
        span, small = self.spans[at], self.view.language.trie
        found = (small.get((token.text,)) for token in self.tokens[span.start : span.end])
        return any(word is not None and kind in word.kinds for word in found)

    def stems(self, at: int) -> set[str]:
        """The words of span `at` without their endings."""
        span = self.spans[at]
        return {self.view.language.stem(token.text) for token in self.tokens[span.start : span.end]}

    def resembles_name(self, first: int, after: int) -> bool:
        """Whether a word of the spans `first` to `after` (exclusive) is nearly a word of the menu."""
        tokens = self.tokens[self.spans[first].start : self.spans[after - 1].end]
        return any(self.view.spelling.resembles(token.text) for token in tokens)

    def first_word(self, at: int) -> str:
        """The first word of span `at`, folded."""
        return self.tokens[self.spans[at].start].text

    def token(self, at: int) -> str:
        """The last word of span `at`, as it is written."""
        return self.tokens[self.spans[at].end - 1].text

    def length(self, at: int) -> int:
        """How many words span `at` has."""
        return self.spans[at].end - self.spans[at].start

    def is_word_of(self, at: int, item_id: int) -> bool:
        """Whether all the words of span `at` are words of an item's name: "latte" is one of "chai latte"."""
        return self.stems(at) <= self.view.item_words[item_id]

    def items_with_words(self, text: str) -> list[int]:
        """The items that have the words of `text` in their names, and others too."""
        part = frozenset(self.view.stems_of(text))
        return [item_id for item_id, whole in self.view.item_words.items() if part < whole] if part else []

    def is_word_of_group(self, at: int, item_id: int) -> bool:
        """Whether all the words of span `at` stand in the name of one of the item's groups."""
        stems = self.stems(at)
        return any(
            stems <= self.view.stems_of_group(group.name) for group in self.item(item_id).modifier_groups
        )

    def items_with_both(self, first: int, second: int) -> list[int]:
        """The items whose names have the words of two spans: "chicken" and the last word of "fish pie"."""
        wanted = self.stems(first) | {self.view.language.stem(self.token(second))}
        return [item_id for item_id, whole in self.view.item_words.items() if wanted <= whole]

    def sizes_of_number(self, value: int, item: Item) -> list[int]:
        """The sizes that are called by a number: "12 wings" where wings come as "six" or "12 pieces"."""
        return self.view.sizes_by_number(item).get(value, _NO_SIZES)

    def rename(self, at: int, names: dict[str, float]) -> None:
        """Read span `at` as other names of the menu."""
        self.spans[at].names = names
        self._phrases[at] = self.index.phrases.of(names)

    def has(self, at: int, *kinds: str) -> bool:
        """Whether there is a span `at` that is a cue word of one of `kinds`."""
        return 0 <= at < self._count and not self._kinds[at].isdisjoint(kinds)

    def kinds(self, at: int) -> frozenset[str]:
        """The kinds of the cue word that span `at` is."""
        return self._kinds[at]

    def begins_as(self, at: int, *kinds: str) -> bool:
        """Whether the first word of span `at` is by itself a cue word of one of `kinds`: "for" of "for the"."""
        first = self.tokens[self.spans[at].start].text if 0 <= at < self._count else ""
        return bool(first) and self.view.language.is_cue(first, *kinds)

    def ends_as(self, at: int, *kinds: str) -> bool:
        """Whether the last word of span `at` is by itself a cue word of one of `kinds`: "for" of "the same for"."""
        return 0 <= at < self._count and self.view.language.is_cue(self.token(at), *kinds)

    def has_word(self, at: int, *kinds: str) -> bool:
        """Whether one of the words of span `at` is by itself a cue word of one of `kinds`: "so" of "noch so eine"."""
        said = self.tokens[self.spans[at].start : self.spans[at].end]
        return any(self.view.language.is_cue(token.text, *kinds) for token in said)

    def begin_of_clause(self, at: int) -> int:
        """The span behind the last pause before span `at`."""
        return next((i for i in range(at, 0, -1) if self.spans[i].pause), 0)

    def end_of_clause(self, after: int) -> int:
        """The first span from `after` on before which a pause stands; else that behind the text."""
        return next((i for i in range(after, self._count) if self.spans[i].pause), self._count)

    def places_of(self, *kinds: str) -> list[int]:
        """The spans that are cue words of one of `kinds`."""
        if self.said.isdisjoint(kinds):
            return []
        return [at for at, its in enumerate(self._kinds) if not its.isdisjoint(kinds)]

    def places_matching(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """The spans (first, after) of each match of a pattern over the folded words with spaces between.

        Two syllables of two written words are none: the 토하 of 포테이토 하나.
        """
        said = " ".join(token.text for token in self.tokens)
        found = []
        for match in pattern.finditer(said):
            first, last = said.count(" ", 0, match.start()), said.count(" ", 0, match.end())
            if last == first + 1 and crosses_words(self.tokens, first, last + 1):
                continue
            at = [i for i, span in enumerate(self.spans) if span.start <= last and span.end > first]
            found.append((at[0], at[-1] + 1))
        return found

    def phrases_said(self, by_first: Mapping[str, Sequence[tuple[str, ...]]]) -> Iterator[tuple[int, int]]:
        """The tokens (first, after) of each of some phrases that is said; `by_first` has them by their first word."""
        said = self.texts
        for at, word in enumerate(said):
            for phrase in by_first.get(word, ()):
                if tuple(said[at : at + len(phrase)]) == phrase:
                    yield at, at + len(phrase)

    def says(self, *kinds: str) -> bool:
        """Whether any span is a cue word of one of `kinds`."""
        return not self.said.isdisjoint(kinds)

    def may_say(self, *kinds: str) -> bool:
        """The same, for what would look for such words in vain: to answer yes to it always would change nothing."""
        return not self.said.isdisjoint(kinds)

    def hints_at(self, hint: str) -> bool:
        """Whether a single word of the text hints at something besides an order, as `server.parsing.text.hints` names it."""
        if self._hints is None:
            self._hints = hints_among(self.view.language.code, self.texts)
        return hint in self._hints

    def items(self, at: int) -> list[tuple[float, int]]:
        """(distance, item id) of the items that span `at` may name, nearest first."""
        return self._phrases[at].items

    def best_items(self, at: int) -> list[int]:
        """The ids of the nearest items: several where the words fit them equally."""
        return self._phrases[at].best_items

    def all_items(self, at: int) -> list[int]:
        """Every item that has the words of span `at` in its name, or stands under a heading that is called so."""
        return self._phrases[at].all_items

    def modifiers(self, at: int, item_id: int) -> list[tuple[float, Modifier, ModifierGroup]]:
        """The options of an item that span `at` may name, nearest first."""
        return self._phrases[at].modifiers(item_id)

    def best_modifiers(self, at: int, item_id: int) -> list[tuple[Modifier, ModifierGroup]]:
        """The nearest options of an item for span `at`: several where the words fit them equally."""
        return self._phrases[at].best_modifiers(item_id)

    def variants(self, at: int, item_id: int) -> list[Variant]:
        """The nearest sizes of an item that span `at` may name."""
        return self._phrases[at].variants(item_id)[1]

    def variant_distance(self, at: int, item_id: int) -> float:
        """How far the nearest size is; `NEVER` where there is none."""
        return self._phrases[at].variants(item_id)[0]

    def modifier_distance(self, at: int, item_id: int) -> float:
        """How far the nearest option is; `NEVER` where there is none."""
        found = self._phrases[at].modifiers(item_id)
        return found[0][0] if found else NEVER

    def fits(self, at: int, item_id: int) -> bool:
        """Whether span `at` may be an option or a size of the item."""
        return item_id in self._phrases[at].having

    def items_having(self, at: int) -> AbstractSet[int]:
        """The items that may be had as span `at` says: it is an option or a size of them."""
        return self._phrases[at].having

    def items_with_option(self, at: int) -> AbstractSet[int]:
        """The items of which span `at` may be an option."""
        return self._phrases[at].with_option

    def is_option_somewhere(self, at: int) -> bool:
        """Whether span `at` names an option of any item."""
        return bool(self._phrases[at].with_option)

    def is_variant_somewhere(self, at: int) -> bool:
        """Whether span `at` names a size of any item."""
        return self._phrases[at].is_variant

    def category_items(self, at: int) -> list[int]:
        """The items of the category that span `at` names: "sandwich" under the heading "Sandwiches"."""
        return self._phrases[at].category_items

    def items_fitting(self, spans: Iterable[int]) -> list[int]:
        """The items of which all the named options and sizes can be had; empty where `spans` name none."""
        wanted = sorted({frozenset(self.items_having(at)) for at in islice(spans, MAX_NAMED_SPANS)}, key=len)
        common = frozenset.intersection(*wanted) if wanted else frozenset()
        return sorted(common)[:MAX_INFERRED]

    def item(self, item_id: int) -> Item:
        """An item of this menu."""
        return self.index.items[item_id]

    @cached_property
    def texts(self) -> Sequence[str]:
        """The words of the text, folded."""
        return [token.text for token in self.tokens]

    def is_known(self) -> bool:
        """Whether something is known of every span."""
        return all(span.names or span.word.kinds for span in self.spans)

    @cached_property
    def openings(self) -> list[int]:
        """For each span the last one up to it that begins something new, at a pause or an "and"; -1 before the first."""
        found: list[int] = []
        for at, span in enumerate(self.spans):
            opens = span.pause or self.has(at, "and")
            found.append(at if opens else found[-1] if found else -1)
        return found
