"""Where in a text names of the menu stand by what they mean: see `server.parsing.matching.names_by_meaning`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from server.parsing.matching.distances_by_meaning import Said
from server.parsing.matching.forms_by_meaning import JOINS, MAX_THINGS, itself, without_elision
from server.parsing.matching.names import PART
from server.parsing.matching.names_by_meaning import Meanings
from server.parsing.text.foods import (
    EMPTY,
    Meaning,
    Things,
    foods,
    is_manner,
    is_measure,
    is_told_beside,
    number_thing,
    says_little,
)
from server.parsing.text.language import DEFAULT, Language
from server.parsing.text.sounds import is_hearing
from server.parsing.text.tokens import Token, is_unspaced

JOINED = 0.1
"""What each small word between the things of a name costs."""
MAX_JOINS = 3
LONGEST_JOIN = 3
JOINING = frozenset({*JOINS, "and"})
LINK = frozenset({"link"})
"""The kind of a particle between what a dish has and the dish itself: の of 塩キャラメルのクレープ."""
MAX_WEIGHED = 12_000
"""Names of the menu that are compared with what one text says, at most, counted each time."""
MAX_PATHS = 48
"""Ways to read the things that follow a place which are tried at most."""
LONGEST_HEARD = 12
"""Characters that one word of the menu is heard in at most."""
BY_EAR = 0.2
"""What a word costs that only sounds like one of the menu."""
IN_PIECES = 0.3
"""How much farther a name is of which a word without blanks is read in pieces that is known as a whole (a part of it is none): パン of パンケーキ."""
BORROWED = 0.1
"""What a word of English in a sentence of another language costs."""


MAX_DIGITS = 4
"""Digits of a number of portions that are read."""


class Named(NamedTuple):
    """Tokens from a place to `end` as names of the menu, each with its distance, and what reading them so costs.

    `number` is that of a number of portions, which may count a dish as well.
    """

    end: int
    names: dict[str, float]
    cost: float
    several: bool = False
    number: int = 0


class _Option(NamedTuple):
    end: int
    meaning: Meaning
    cost: float
    own: Things = EMPTY


class _Path(NamedTuple):
    at: int
    said: Said
    numbers: frozenset[int] | None
    cost: float
    joins: int
    options: int = 0


class Weighed:
    """What was found out over one text: the names that words mean, and how many names may still be compared."""

    def __init__(self) -> None:
        self.named: dict[Said, dict[str, float]] = {}
        self.left = MAX_WEIGHED


class MeaningReader:
    """The things that one text speaks of, against one menu."""

    def __init__(
        self,
        tokens: Sequence[Token],
        meanings: Meanings,
        spoken: Language,
        written: Language,
        vocabulary: frozenset[str],
        weighed: Weighed,
    ) -> None:
        self._tokens = tokens
        self._words = [token.text for token in tokens]
        self._meanings = meanings
        self._spoken, self._written = spoken, written
        self._vocabulary = vocabulary
        self._weighed = weighed
        self._read: dict[int, list[_Option]] = {}

    def names_from(self, start: int) -> Iterator[Named]:
        """All names that begin at a token, by what they mean."""
        paths = [_Path(start, Said(), None, 0.0, 0)]
        wholes = (
            {found.end for found in self._options(start)} if is_unspaced(self._words[start][0]) else set()
        )
        followed = 0
        while paths and followed < MAX_PATHS:
            path = paths.pop()
            followed += 1
            if path.said.things and path.joins == 0:
                names = self._names_of(path)
                if path.options > 1 and path.at in wholes:
                    names = {name: far + IN_PIECES for name, far in names.items() if far < PART}
                if names:
                    several = len(path.said.things) > 1
                    yield Named(path.at, names, path.cost, several, _portions(path.said.things))
                if sizes := self._sizes_of(names, path.at):
                    yield Named(path.at + 1, sizes, path.cost, number=_portions(path.said.things))
            paths += self._further(path, start)

    def _names_of(self, path: _Path) -> dict[str, float]:
        """What the same words named before is not looked for again; after so many names nothing is."""
        weighed = self._weighed
        if path.said not in weighed.named:
            numbers = self._meanings.naming(path.said.things[0]) if path.numbers is None else path.numbers
            weighed.left -= len(numbers)
            names = self._meanings.distances(numbers, path.said) if weighed.left > 0 else {}
            weighed.named[path.said] = names
        return weighed.named[path.said]

    def _sizes_of(self, names: dict[str, float], at: int) -> dict[str, float]:
        """The sizes among `names` where "of" follows: "a jug of" is a size as well as a jug."""
        follows = at < len(self._words) and not self._tokens[at].pause
        if follows and any("of" in kinds for _end, kinds in self._joining(at)):
            return self._meanings.sizes(names)
        return {}

    def _further(self, path: _Path, start: int) -> Iterator[_Path]:
        at, said = path.at, path.said
        if at >= len(self._words) or (at > start and self._tokens[at].pause):
            return
        for option in self._options(at):
            if at > start or not self._is_torn_off(at, option.end):
                yield from self._with(path, option)
        if said.things and path.joins < MAX_JOINS:
            for end, kinds in self._joining(at):
                parted = said.parted or (len(said.things) if kinds & {"with", "preposition", "of"} else 0)
                more = said._replace(parted=parted, has_and=said.has_and or "and" in kinds)
                yield _Path(end, more, path.numbers, path.cost + JOINED, path.joins + 1, path.options)

    def _with(self, path: _Path, option: _Option) -> Iterator[_Path]:
        numbers = path.numbers
        said = path.said
        only_manners = all(all(map(is_manner, things)) for things in said.things)
        for things in option.meaning:
            if not all(map(says_little, things)):
                naming = self._meanings.naming(things)
                numbers = (
                    naming if numbers is None else _both(numbers, naming, things, only_manners=only_manners)
                )
        all_said = (*said.things, *option.meaning)
        if (numbers or numbers is None) and len(all_said) <= MAX_THINGS:
            more = said._replace(things=all_said, own=said.own | option.own)
            yield _Path(option.end, more, numbers, path.cost + option.cost, 0, path.options + 1)

    def _is_torn_off(self, at: int, end: int) -> bool:
        """Whether a single Korean syllable stands inside a word, where it says nothing."""
        is_syllable = end == at + 1 and "가" <= self._words[at][0] <= "힣"
        return is_syllable and at > 0 and self._tokens[at - 1].end == self._tokens[at].start

    def _joining(self, at: int) -> Iterator[tuple[int, frozenset[str]]]:
        """Small words that may stand between the things of a name: where they end, and what they are."""
        if self._words[at] in self._spoken.links:
            yield at + 1, LINK
        node = self._spoken.trie.root
        for end in range(at + 1, min(at + 1 + LONGEST_JOIN, len(self._words) + 1)):
            following = node.next.get(self._words[end - 1])
            if following is None:
                return
            node = following
            if node.value and (kinds := node.value.kinds & JOINING):
                yield end, kinds

    def _options(self, at: int) -> list[_Option]:
        if at not in self._read:
            self._read[at] = list(self._find_options(at))
        return self._read[at]

    def _find_options(self, at: int) -> Iterator[_Option]:
        spoken, words = self._spoken, self._words
        own = list(foods(spoken.code).at(words, at)) or without_elision(words, at, spoken)
        literal = self._literal(at)
        for found in own:
            yield _Option(found.end, found.meaning, 0.0, literal if found.end == at + 1 else EMPTY)
        if literal:
            yield _Option(at + 1, (literal,), 0.0, literal)
        for end, heard_word in self._heard(at):
            yield _Option(end, (itself(heard_word, self._written),), BY_EAR)
        if value := number_thing(words[at], spoken) or self._number_of_portions(at):
            yield _Option(at + 1, (frozenset({value}),), 0.0)
        is_small = spoken.trie.get((words[at],)) is not None
        if not (own or literal or is_small) and spoken.code != DEFAULT:
            for found in foods(DEFAULT).at(words, at):
                yield _Option(found.end, found.meaning, BORROWED)

    def _number_of_portions(self, at: int) -> str:
        """The thing that a number in a script without blanks is, right before what it counts: 两 of 两人份."""
        word = self._spoken.trie.get((self._words[at],))
        if (
            word is None
            or not word.value
            or "number" not in word.kinds
            or not is_unspaced(self._words[at][0])
        ):
            return ""
        behind = foods(self._spoken.code).at(self._words, at + 1)
        measured = any(is_measure(t) for found in behind for things in found.meaning for t in things)
        return f"#{word.value}" if measured else ""

    def _heard(self, at: int) -> Iterator[tuple[int, str]]:
        """Words of the menu that a run of Hangul or katakana sounds like."""
        text, end = "", at
        if at and self._spoken.trie.get(self._words[at - 1 : at + 1]):
            return
        while end < len(self._words) and end - at < LONGEST_HEARD and is_hearing(self._words[end][0]):
            if end > at and self._tokens[end].start > self._tokens[end - 1].end:
                return
            text, end = text + self._words[end], end + 1
            if not self._meanings.may_sound_on(text):
                return
            alike = self._meanings.sounding_like(text) if len(text) > 1 else ()
            if alike and not (self._are_small_words(at, end) or self._is_food_with_particle(at, end)):
                yield from ((end, word) for word in alike)

    def _are_small_words(self, at: int, end: int) -> bool:
        """Whether a run is one small word, or two of them: 하나랑."""
        small = self._spoken.trie.get
        return bool(small(self._words[at:end])) or any(
            small(self._words[at:i]) and small(self._words[i:end]) for i in range(at + 1, end)
        )

    def _is_food_with_particle(self, at: int, end: int) -> bool:
        """Whether a run is a word for food and a small word: 콜라는 is no "corn"."""
        ends = (found.end for found in foods(self._spoken.code).at(self._words, at) if found.end < end)
        return any(self._spoken.trie.get(self._words[between:end]) for between in ends)

    def _literal(self, at: int) -> Things:
        """A word of the menu itself; nothing where it is none."""
        word = self._words[at]
        forms = (word, self._written.stem(word), self._spoken.stem(word))
        known = next((form for form in forms if form in self._vocabulary), "")
        return itself(known, self._written) if known and not is_unspaced(known[0]) else EMPTY


def _both(
    numbers: frozenset[int], naming: frozenset[int], things: Things, *, only_manners: bool
) -> frozenset[int]:
    """The forms that have what was said and these things, or may have: how it is made, and that it is a sauce."""
    both = numbers & naming
    if any(map(is_told_beside, things)):
        return both | numbers
    if both:
        return both
    if all(map(is_manner, things)):
        return numbers
    return naming if only_manners else both


def _portions(said: Sequence[Things]) -> int:
    """How many portions were said, where it was that and nothing else: two of "dos raciones"; 0 for anything else."""
    if len(said) != 2 or not any(map(is_measure, said[1])):  # noqa: PLR2004 - a number and what it counts
        return 0
    return next((int(thing[1:][:MAX_DIGITS]) for thing in said[0] if thing.startswith("#")), 0)
