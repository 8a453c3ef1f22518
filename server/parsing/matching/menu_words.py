"""The names of a menu as one language says them: their phrases, and what is asked of the words of these."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from server.domain.menu import Item
from server.parsing.matching.cut_names import cut_names
from server.parsing.matching.heard_phrases import HeardPhrases
from server.parsing.matching.name_forms import (
    common_endings,
    foreign_forms,
    forms,
    heads_of_names,
    lone_heads,
    otherwise_said,
)
from server.parsing.matching.names import SYNONYM, Entry, Form, Named, is_of_number
from server.parsing.matching.names_by_meaning import Meanings
from server.parsing.matching.plain_names import plain_names
from server.parsing.matching.said_otherwise import Others, within_dishes
from server.parsing.matching.said_shorter import initials_of_names, said_shorter
from server.parsing.matching.word_readings import WordReadings
from server.parsing.matching.written_names import abbreviated, abbreviations_in, is_counted_off, size_in_words
from server.parsing.text.borrowing import borrowing
from server.parsing.text.language import Language
from server.parsing.text.spelling import Spelling
from server.parsing.text.tokens import words
from server.parsing.text.trie import Trie

MAX_STEMS = 4096
"""Names whose words without their endings are remembered, at most."""


class Phrases(NamedTuple):
    """The names of a menu as one language says them.

    `words` are all words of the phrases, with and without their endings, `everything` the names that mean all there is,
    `plain_names` the dishes that are plainly meant by one word.
    """

    trie: Trie[Entry]
    words: AbstractSet[str]
    item_words: Mapping[int, frozenset[str]]
    everything: frozenset[str]
    plain_names: Mapping[str, int]


def phrases_of(
    names: Mapping[str, Named], spoken: Language, written: Language, items: Mapping[int, str]
) -> Phrases:
    """Say the names of a menu written in one language in another, or in the same; `items` are the folded names of its dishes."""
    trie: Trie[Entry] = Trie()
    said_words: set[str] = set()
    for name, form in _forms_of_names(names, spoken, written, items):
        entry = trie.add(form.phrase, {})
        entry[name] = min(form.distance, entry.get(name, form.distance))
        said_words.update(form.phrase)
    if spoken.code == written.code:
        said_words.update(abbreviated(short) for name in names for short in abbreviations_in(name))
    return Phrases(
        trie,
        said_words,
        {item_id: frozenset(map(spoken.stem, words(name))) for item_id, name in items.items()},
        frozenset(name for name in names if _means_everything(name, spoken)),
        plain_names(names, spoken) if spoken.code == written.code else {},
    )


def _forms_of_names(
    names: Mapping[str, Named], spoken: Language, written: Language, dishes: Mapping[int, str]
) -> Iterator[tuple[str, Form]]:
    endings, heads = common_endings(names, spoken), heads_of_names(names)
    lone, cuts = lone_heads(names, spoken, written), cut_names(names, spoken)
    initials = initials_of_names(names, spoken) if spoken.code == written.code else {}
    by_name = {words(name): named for name, named in names.items() if not is_of_number(name)}
    others = Others(
        frozenset(phrase for phrase, named in by_name.items() if named.items),
        frozenset(phrase for phrase, named in by_name.items() if named.modifiers),
        within_dishes(
            {g.name for n in by_name.values() for its in n.modifiers.values() for _m, g, _far in its},
            (name for name, named in names.items() if named.items and not is_of_number(name)),
            spoken,
        ),
    )
    for name, named in names.items():
        if named.items and is_counted_off(name):
            continue
        if is_of_number(name):
            said = _forms_of_number(name[1:])
        else:
            said = chain(
                forms(name, named, spoken, written, endings, heads.get(name, ""), lone, cuts.get(name, ())),
                foreign_forms(name, written, spoken),
                otherwise_said(name, named, others, spoken, dishes),
                said_shorter(words(name), others.dishes, spoken) if named.items else (),
                (initials[name],) if name in initials else (),
            )
        for form in said:
            if not (named.is_heading and form.distance >= SYNONYM and len(form.phrase) > 1):
                yield name, form


def _forms_of_number(number: str) -> Iterator[Form]:
    """A number with a letter is a word of its own; of others the reader decides what they count."""
    if not number.isdecimal():
        yield Form((number,), 0.0)
        yield Form((f"{number}s",), 0.0)


def _means_everything(name: str, spoken: Language) -> bool:
    word = spoken.trie.get(words(name))
    return word is not None and "everything" in word.kinds


class MenuWords:
    """The phrases of a menu under one language."""

    def __init__(self, spoken: Language, written: Language, spelling: Spelling, phrases: Phrases) -> None:
        self.language = spoken
        self.written = written
        self.small_words = borrowing(spoken.code, written.code)
        self.spelling = spelling
        self._stems: dict[str, tuple[str, ...]] = {}
        self._numbered_sizes: dict[int, dict[int, list[int]]] = {}
        self.readings: dict[str, WordReadings] = {}
        self.heard = HeardPhrases()
        self.trie, self.words, self.item_words, self.everything, self.plain_names = phrases
        self.meanings: Meanings | None = None

    @cached_property
    def _words_in_order(self) -> list[str]:
        return sorted(self.words)

    def begins_longer_word(self, word: str) -> bool:
        """Whether a longer word of the menu's phrases begins with this one."""
        at = bisect_right(self._words_in_order, word)
        return at < len(self._words_in_order) and self._words_in_order[at].startswith(word)

    def stems_of(self, name: str) -> tuple[str, ...]:
        """The words of a name without their endings."""
        found = self._stems.get(name)
        if found is None:
            found = tuple(map(self.language.stem, words(name)))
            if len(self._stems) < MAX_STEMS:
                self._stems[name] = found
        return found

    def stems_of_group(self, name: str) -> frozenset[str]:
        """The words of a group's name without their endings, also those behind an apostrophe: "œuf" of "Cuisson de l'œuf"."""
        apart = name.replace("'", " ").replace("\u2019", " ")
        return frozenset((*self.stems_of(name), *(self.stems_of(apart) if apart != name else ())))

    def sizes_by_number(self, item: Item) -> Mapping[int, list[int]]:
        """The ids of an item's sizes by the numbers that stand in what they are called."""
        found = self._numbered_sizes.get(item.id)
        if found is None:
            found = {}
            for variant in item.variants:
                for number in self._numbers_in(variant.label):
                    found.setdefault(number, []).append(variant.id)
            if len(self._numbered_sizes) < MAX_STEMS:
                self._numbered_sizes[item.id] = found
        return found

    def _numbers_in(self, label: str) -> dict[int, None]:
        """The numbers in what a size is called, written short or not: 6 of "1/2 doz."."""
        said = size_in_words(label, self.written)
        return dict.fromkeys((*self.language.numbers_in(said), *self.written.numbers_in(said)))
