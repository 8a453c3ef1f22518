"""What words for food, options and cooking mean, whatever the language: the things of `languages/food_words.txt`.

A thing that is named by several others is those: "grilled chicken" is *grilled* and *chicken*, so that it is the same
as "chicken from the grill" in any language. Which are not (ice cream), and which are nearly the same (draft beer and
beer), stands in `languages/food_kinds.toml`.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from typing import Any, NamedTuple

from server.parsing.text.kept import kept
from server.parsing.text.language import Language, language
from server.parsing.text.tokens import is_unspaced
from server.parsing.text.translation import things_by_name

Things = frozenset[str]
"""What one word may mean: things by their first English names."""
EMPTY: Things = frozenset()
Meaning = tuple[Things, ...]
"""What a phrase means: all of these together."""

EXACT, WITHOUT_ENDING, LOOSE = range(3)
LOOSE_FROM = 4
"""Letters that are left of a word whose inflection is cut off."""
LONGEST_COMPOUND = 24
MAX_KNOWN = 16_384
"""Things of which is remembered what they are near to, the words of menus among them."""
PART_OF_COMPOUND = 3
LINKS = ("", "n", "en", "er", "s", "es", "e")
"""What stands between the parts of a German or Dutch compound."""
MAX_MEANINGS = 4


class Found(NamedTuple):
    """A phrase that begins at a place of a text: where it ends, and what it may mean."""

    end: int
    meaning: Meaning


Said = tuple[tuple[str, ...], str]
"""A phrase, and the thing that it is for."""
_NONE: tuple[Said, ...] = ()


class Foods:
    """The words of one language for things that menus speak of."""

    def __init__(self, spoken: Language) -> None:
        self._spoken = spoken
        self._phrases_for, self._longest = _phrases_of(spoken.code)
        self._words = frozenset(word for phrase in self._phrases_for for word in phrase)
        self._known_loosely: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Whether a word, with any ending, stands in a phrase of these, or is a compound of two of them."""
        return self._loose(word) in self._words or (
            self._spoken.compounds and any(True for _meaning in self._compound(word))
        )

    def at(self, words: Sequence[str], start: int, *, compounds: bool = False) -> Iterator[Found]:
        """Every phrase of `words` that begins at `start`, the longest last; a compound by its parts.

        With `compounds` a word that is known is also taken for one.
        """
        known = False
        for end, entries in self._phrases(words, start):
            known = True
            yield from (Found(end, meaning) for meaning in meanings(entries))
        if self._spoken.compounds and (compounds or not known):
            yield from (Found(start + 1, meaning) for meaning in self._compound(words[start]))

    def things_in(self, words: Sequence[str]) -> frozenset[str]:
        """All that any phrase of `words` may mean."""
        found = (one for start in range(len(words)) for one in self.at(words, start))
        return frozenset(thing for one in found for things in one.meaning for thing in things)

    def thing_at(self, words: Sequence[str], start: int) -> tuple[int, str]:
        """Where the longest phrase that begins at `start` ends, and the first thing that it means; (start, "") for none."""
        end, things = max(self._phrases(words, start), key=lambda found: found[0], default=(start, EMPTY))
        return end, next((thing for thing, _said in things_by_name(self._spoken.code) if thing in things), "")

    def _phrases(self, words: Sequence[str], start: int) -> Iterator[tuple[int, frozenset[str]]]:
        if start >= len(words):
            return
        first = self._loose(words[start])
        most = min(len(words), start + self._longest.get(first, 0))
        phrase: tuple[str, ...] = (first,)
        for end in range(start + 1, most + 1):
            if end > start + 1:
                phrase = (*phrase, self._loose(words[end - 1]))
            entries = self._phrases_for.get(phrase, _NONE)
            if entries and (things := self._nearest(words[start:end], entries)):
                yield end, things

    def _nearest(self, said: Sequence[str], entries: Sequence[Said]) -> frozenset[str]:
        ranked = [(self._distance(said, phrase), thing) for phrase, thing in entries]
        nearest = min(rank for rank, _thing in ranked)
        return frozenset(thing for rank, thing in ranked if rank == nearest)

    def _distance(self, said: Sequence[str], known: Sequence[str]) -> int:
        if all(map(str.__eq__, said, known)):
            return EXACT
        stem = self._spoken.stem
        return WITHOUT_ENDING if list(map(stem, said)) == list(map(stem, known)) else LOOSE

    def _loose(self, word: str) -> str:
        loose = self._known_loosely.get(word)
        if loose is None:
            loose = _loosely(word, self._spoken)
            if len(self._known_loosely) < MAX_KNOWN:
                self._known_loosely[word] = loose
        return loose

    def _compound(self, word: str) -> Iterator[Meaning]:
        """What a compound means by its two parts: "knoblauchgarnelen" is *garlic* and *prawn*."""
        if not 2 * PART_OF_COMPOUND < len(word) <= LONGEST_COMPOUND:
            return
        for cut in range(len(word) - PART_OF_COMPOUND, PART_OF_COMPOUND - 1, -1):
            first = next((f for f in _unlinked(word[:cut]) if self._whole(f)), "")
            if first and (last := self._whole(word[cut:])):
                pairs = product(meanings(self._whole(first)), meanings(last))
                yield from (one + other for one, other in list(pairs)[:MAX_MEANINGS])
                return

    def _whole(self, word: str) -> frozenset[str]:
        return next((things for end, things in self._phrases((word,), 0) if end == 1), frozenset())


def _loosely(word: str, spoken: Language) -> str:
    """A word without any ending for number, gender or case."""
    stem = spoken.stem(word)
    for ending in spoken.inflections:
        if stem.endswith(ending) and len(stem) - len(ending) >= LOOSE_FROM:
            return stem.removesuffix(ending)
    return stem


@kept
def _phrases_of(code: str) -> tuple[Mapping[tuple[str, ...], tuple[Said, ...]], Mapping[str, int]]:
    """What phrases without endings are for in a language, and how long those are that begin with a word, at most."""
    spoken = language(code)
    found: dict[tuple[str, ...], tuple[Said, ...]] = {}
    longest: dict[str, int] = {}
    for thing, phrases in things_by_name(code):
        for phrase in phrases:
            loose = tuple(_loosely(word, spoken) for word in phrase)
            found[loose] = (*found.get(loose, _NONE), (phrase, thing))
            longest[loose[0]] = max(longest.get(loose[0], 0), len(loose))
    return found, longest


def _unlinked(part: str) -> Iterator[str]:
    for link in LINKS:
        if part.endswith(link) and len(part) - len(link) >= PART_OF_COMPOUND:
            yield part.removesuffix(link)
    yield part + "e"


@cache
def foods(code: str) -> Foods:
    """The words of the language of `code`; read when first asked for."""
    return Foods(language(code))


def meanings(things: frozenset[str]) -> list[Meaning]:
    """The meanings of a phrase that names any of `things`: the single ones as one, those of several apart."""
    parts = [parts_of(thing) for thing in sorted(things)]
    single = frozenset(part[0] for part in parts if len(part) == 1)
    several = [tuple(frozenset({one}) for one in part) for part in parts if len(part) > 1]
    return [*([(single,)] if single else []), *dict.fromkeys(several)][:MAX_MEANINGS]


@cache
def parts_of(thing: str) -> tuple[str, ...]:
    """The things that a thing is named by in English, or itself alone."""
    english = language("en")
    words = tuple(thing.split())
    if len(words) == 1 or thing in _kinds().whole:
        return (thing,)
    known, small = _english(), ("and", "of", "with", "in", "on")
    found: list[str] = []
    at = 0
    while at < len(words):
        if words[at] in small:
            at += 1
            continue
        ends = [n for n in range(len(words), at, -1) if n - at < len(words)]
        end = next((n for n in ends if tuple(map(english.stem, words[at:n])) in known), 0)
        if not end:
            return (thing,)
        part = known[tuple(map(english.stem, words[at:end]))]
        found += parts_of(part) if len(part.split()) < len(words) else (part,)
        at = end
    return tuple(found)


@kept
def _english() -> Mapping[tuple[str, ...], str]:
    stem = language("en").stem
    found: dict[tuple[str, ...], str] = {}
    for thing, phrases in things_by_name("en"):
        for phrase in phrases:
            found.setdefault(tuple(map(stem, phrase)), thing)
    return found


@lru_cache(maxsize=MAX_KNOWN)
def kin(thing: str) -> Things:
    """Things that guests call by each other's names: draft beer and beer."""
    return frozenset(other for group in _kinds().alike if thing in group for other in group) - {thing}


@lru_cache(maxsize=MAX_KNOWN)
def says_little(thing: str) -> bool:
    """Whether a thing may be left out of a name that is not doubted: "home-made"."""
    return thing in _kinds().said_aside


@lru_cache(maxsize=MAX_KNOWN)
def is_share(thing: str) -> bool:
    """Whether a thing only tells how much of something there is: "whole"."""
    return thing in _kinds().shares


@lru_cache(maxsize=MAX_KNOWN)
def kind_of(thing: str) -> Things:
    """Things that are of a thing's kind, and the kind that it is of: salmon and fish."""
    return members_of(thing) | {one for one, others in _kinds().kinds.items() if thing in others}


def members_of(thing: str) -> Things:
    """Things of which a thing is the kind: parmesan and others of "cheese"."""
    return frozenset(_kinds().kinds.get(thing, ()))


@lru_cache(maxsize=MAX_KNOWN)
def is_manner(thing: str) -> bool:
    """Whether a thing is how something is cooked."""
    return thing in _kinds().manners or thing in _kinds().cooked


@lru_cache(maxsize=MAX_KNOWN)
def is_cooked(thing: str) -> bool:
    """Whether a thing is how something is cooked, and not how it is cut or served."""
    return thing in _kinds().cooked


@lru_cache(maxsize=MAX_KNOWN)
def is_bundle(thing: str) -> bool:
    """Whether a thing is several dishes together: a combo, a platter."""
    return thing in _kinds().bundles or thing in _kinds().for_some


@lru_cache(maxsize=MAX_KNOWN)
def is_for_some(thing: str) -> bool:
    """Whether a thing tells for whom a dish is: "kids"."""
    return thing in _kinds().for_some


@lru_cache(maxsize=MAX_KNOWN)
def is_quality(thing: str) -> bool:
    """Whether a thing tells how a dish is, and not what: "vegetarian"."""
    return thing in _kinds().qualities


@lru_cache(maxsize=MAX_KNOWN)
def is_adjective(thing: str) -> bool:
    """Whether a thing tells the colour, taste or manner of what stands beside it: "brown", "sour"."""
    return is_colour(thing) or is_quality(thing)


@lru_cache(maxsize=MAX_KNOWN)
def is_colour(thing: str) -> bool:
    """Whether a thing is a colour: "brown"."""
    return thing in _kinds().colours


@lru_cache(maxsize=MAX_KNOWN)
def calls_alone(thing: str) -> bool:
    """Whether a thing calls a dish by itself, whatever it is made with: "carbonara"."""
    return thing in _kinds().called_alone


@lru_cache(maxsize=MAX_KNOWN)
def is_vessel(thing: str) -> bool:
    """Whether a thing is what something is served in that is told without it as well: a glass, a bread basket."""
    return thing in _kinds().vessels


@lru_cache(maxsize=MAX_KNOWN)
def is_cut(thing: str) -> bool:
    """Whether a thing is a cut of meat or fish, which is what it is of as well: a fillet of salmon."""
    return thing in _kinds().cuts


@lru_cache(maxsize=MAX_KNOWN)
def is_drink(thing: str) -> bool:
    """Whether a thing is a drink that often stands beside a brand: "Kronenbourg pression"."""
    return thing in _kinds().drinks


@lru_cache(maxsize=MAX_KNOWN)
def is_beverage(thing: str) -> bool:
    """Whether a thing is any drink, or heads a list of drinks."""
    return thing in _kinds().drinks or thing in _kinds().beverages


@lru_cache(maxsize=MAX_KNOWN)
def is_refill(thing: str) -> bool:
    """Whether a thing is more of what somebody had before."""
    return thing in _kinds().refills


@lru_cache(maxsize=MAX_KNOWN)
def is_origin(thing: str) -> bool:
    """Whether a thing is where a dish is from: "Swiss"."""
    return thing in _kinds().origins


@lru_cache(maxsize=MAX_KNOWN)
def is_told_beside(thing: str) -> bool:
    """Whether a thing is what an option of several is, which its name need not say: the sauce of butter and sage."""
    return thing in _kinds().told_beside


@lru_cache(maxsize=MAX_KNOWN)
def is_measure(thing: str) -> bool:
    """Whether a thing is in what something is counted: a portion, a piece."""
    return thing in _kinds().measures


def counts_pieces(word: str, code: str) -> bool:
    """Whether a measure word of a language counts pieces, and not portions: 个, 개."""
    return any("pieces" in things for found in foods(code).at((word,), 0) for things in found.meaning)


def number_thing(word: str, spoken: Language) -> str:
    """The thing that a number is, in digits or as a word: "#4"; "" for another word, and for a character."""
    if is_unspaced(word[0]):
        return ""
    digits = word if word.isdecimal() else spoken.other_number(word)
    return f"#{digits}" if digits.isdecimal() else ""


def is_number(thing: str) -> bool:
    """Whether a thing is a number, as one or as its digits."""
    return thing.startswith("#") or thing[1:].isdecimal()


class _Kinds(NamedTuple):
    whole: frozenset[str]
    said_aside: frozenset[str]
    manners: frozenset[str]
    cooked: frozenset[str]
    for_some: frozenset[str]
    bundles: frozenset[str]
    qualities: frozenset[str]
    colours: frozenset[str]
    called_alone: frozenset[str]
    vessels: frozenset[str]
    cuts: frozenset[str]
    drinks: frozenset[str]
    beverages: frozenset[str]
    refills: frozenset[str]
    origins: frozenset[str]
    told_beside: frozenset[str]
    shares: frozenset[str]
    measures: frozenset[str]
    alike: Sequence[Sequence[str]]
    kinds: Mapping[str, Sequence[str]]


@cache
def _kinds() -> _Kinds:
    text = resources.files(__package__).joinpath("languages/food_kinds.toml").read_text("utf-8")
    data = tomllib.loads(text)
    sets: dict[str, Any] = {key: frozenset(data[key]) for key in data if key not in ("alike", "kinds")}
    return _Kinds(alike=data["alike"], kinds=data["kinds"], **sets)
