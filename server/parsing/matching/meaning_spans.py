"""Where in a text names of the menu stand by what they mean: see `server.parsing.matching.meanings`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from server.parsing.matching.meanings import JOINS, MAX_THINGS, Meanings, Said, itself
from server.parsing.text.foods import Meaning, Things, foods
from server.parsing.text.language import DEFAULT, Language
from server.parsing.text.tokens import Token

JOINED = 0.1
"""What each small word between the things of a name costs."""
MAX_JOINS = 3
MAX_PATHS = 48
"""Ways to read the things that follow a place which are tried at most."""
BORROWED = 0.1
"""What a word of English in a sentence of another language costs."""


class Named(NamedTuple):
    """Tokens from a place to `end` as names of the menu, each with its distance, and what reading them so costs."""

    end: int
    names: dict[str, float]
    cost: float


class _Option(NamedTuple):
    end: int
    meaning: Meaning
    cost: float


class _Path(NamedTuple):
    at: int
    said: Said
    numbers: frozenset[int] | None
    cost: float
    joins: int


class MeaningReader:
    """The things that one text speaks of, against one menu."""

    def __init__(
        self,
        tokens: Sequence[Token],
        meanings: Meanings,
        spoken: Language,
        written: Language,
        vocabulary: frozenset[str],
    ) -> None:
        self._tokens = tokens
        self._words = [token.text for token in tokens]
        self._meanings = meanings
        self._spoken, self._written = spoken, written
        self._vocabulary = vocabulary
        self._read: dict[int, list[_Option]] = {}

    def names_from(self, start: int) -> Iterator[Named]:
        """All names that begin at a token, by what they mean."""
        paths = [_Path(start, Said(), None, 0.0, 0)]
        followed = 0
        while paths and followed < MAX_PATHS:
            path = paths.pop()
            followed += 1
            if path.said.things and path.joins == 0:
                names = self._meanings.distances(path.numbers or (), path.said)
                if names:
                    yield Named(path.at, names, path.cost)
            paths += self._further(path, start)

    def _further(self, path: _Path, start: int) -> Iterator[_Path]:
        at, said = path.at, path.said
        if at >= len(self._words) or (at > start and self._tokens[at].pause):
            return
        for option in self._options(at):
            numbers = path.numbers
            for things in option.meaning:
                naming = self._meanings.naming(things)
                numbers = frozenset(naming) if numbers is None else numbers & naming
            if numbers and len(said.things) + len(option.meaning) <= MAX_THINGS:
                more = Said((*said.things, *option.meaning), said.parted, said.has_and)
                yield _Path(option.end, more, numbers, path.cost + option.cost, 0)
        if said.things and path.joins < MAX_JOINS and (kinds := self._joining(at)):
            parted = said.parted or (len(said.things) if kinds & {"with", "preposition", "of"} else 0)
            more = Said(said.things, parted, said.has_and or "and" in kinds)
            yield _Path(at + 1, more, path.numbers, path.cost + JOINED, path.joins + 1)

    def _joining(self, at: int) -> frozenset[str]:
        known = self._spoken.trie.get((self._words[at],))
        return known.kinds & {*JOINS, "and"} if known else frozenset()

    def _options(self, at: int) -> list[_Option]:
        if at not in self._read:
            self._read[at] = list(self._find_options(at))
        return self._read[at]

    def _find_options(self, at: int) -> Iterator[_Option]:
        own = [_Option(found.end, found.meaning, 0.0) for found in foods(self._spoken.code).at(self._words, at)]
        yield from own
        yield from self._of_menu(at)
        if not own and self._spoken.code != DEFAULT:
            for found in foods(DEFAULT).at(self._words, at):
                yield _Option(found.end, found.meaning, BORROWED)

    def _of_menu(self, at: int) -> Iterator[_Option]:
        """A word of the menu itself, and what it means in the menu's language."""
        word = self._words[at]
        for form in {word, self._written.stem(word), self._spoken.stem(word)}:
            if form in self._vocabulary:
                yield _Option(at + 1, (self._thing(form),), 0.0)
                return

    def _thing(self, word: str) -> Things:
        return itself(word, self._written)
