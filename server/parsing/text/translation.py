"""The names of a menu in a language that is not the menu's own, by `languages/food_words.txt`, and in other scripts."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import islice, product
from typing import NamedTuple

from server.parsing.text.kept import kept
from server.parsing.text.language import Language, available, language, writings
from server.parsing.text.tokens import is_unspaced, words

TRANSLATED = 0.6
IN_PIECES = 0.7
OTHER_KANA = 0.3
"""How far a name in another language is from the name itself: as one thing, put together of several, in other kana."""
MAX_FORMS = 8
"""Ways of saying one name in another language that are kept at most."""
WORD_FILES = ("food_words.txt", "dish_words.txt", "menu_words.txt", "regional_words.txt")
"""Files of words; what stands in both under one English name is one thing."""
_KANA_APART = 0x60

Phrase = tuple[str, ...]


class Piece(NamedTuple):
    """Words of a name that mean one thing, and what they are called in the other language; as they are, if unknown."""

    said: tuple[Phrase, ...]
    is_known: bool


def translations(phrase: Phrase, written: Language, spoken: Language) -> Iterator[tuple[Phrase, float]]:
    """(phrase, distance) of what a name of the menu is called in the language `spoken`; nothing where nobody knows."""
    pieces = _pieces(phrase, written, spoken)
    if not any(piece.is_known for piece in pieces):
        return
    for said in _together(pieces):
        yield said, TRANSLATED if len(pieces) == 1 else IN_PIECES


def head(phrase: Phrase, written: Language, spoken: Language) -> tuple[Phrase, ...]:
    """What the thing itself is called that a longer name begins or ends with: "frango" for "grilled chicken"."""
    pieces = _pieces(phrase, written, spoken)
    if len(pieces) < 2:  # noqa: PLR2004
        return ()
    piece = pieces[0] if written.head_first else pieces[-1]
    return piece.said if piece.is_known else ()


def kinds_of(phrase: Phrase, spoken: Language) -> Iterator[Phrase]:
    """The foods that a compound ends with: "wasser" of "Mineralwasser", "wijn rood" of "huiswijn rood", 抄手 of 红油抄手."""
    if not (spoken.compounds or spoken.script) or not phrase:
        return
    if all(is_unspaced(word[0]) for word in phrase):
        ends = [phrase[at:] for at in range(1, len(phrase) - 1)]
        known = next((end for end in ends if end in _things(spoken.code)), None)
        yield from (end for end in ends[1:] if end != known and all("一" <= char <= "鿿" for char in end))
        if known:
            yield known
        behind_links = [phrase[at + 1 :] for at, word in enumerate(phrase) if word in spoken.links]
        yield from (end for end in behind_links if end != known and end in _things(spoken.code))
        return
    for at, word in enumerate(phrase):
        if known_end := _end_of_compound(spoken.stem(word), spoken):
            yield (*phrase[:at], known_end, *phrase[at + 1 :])


def is_thing(phrase: Phrase, code: str) -> bool:
    """Whether words without their endings are what a language calls some one thing: 盛り合わせ."""
    return phrase in _things(code)


def _end_of_compound(word: str, spoken: Language) -> str:
    ends = (word[at:] for at in range(SHORTEST_FIRST_PART, len(word) - SHORTEST_FIRST_PART + 1))
    return next((end for end in ends if (end,) in _things(spoken.code)), "")


SHORTEST_FIRST_PART = 3
"""Letters of each part of a compound, at least."""


def _together(pieces: Sequence[Piece]) -> Iterator[Phrase]:
    orders = (pieces, pieces[::-1]) if len(pieces) > 1 else (pieces,)
    for order in orders:
        for said in islice(product(*(piece.said for piece in order)), MAX_FORMS):
            yield tuple(word for part in said for word in part)


def _pieces(phrase: Phrase, written: Language, spoken: Language) -> list[Piece]:
    things, foods = _things(written.code), _foods(written.code)
    stems = tuple(map(written.stem, phrase))
    pieces: list[Piece] = []
    at = 0
    while at < len(phrase):
        ends = range(len(phrase), at, -1) if stems[at] in foods else ()
        end = next((end for end in ends if stems[at:end] in things), at)
        if end > at:
            rows = things[stems[at:end]]
            pieces.append(Piece(tuple(p for row in rows for p in _said(row, spoken.code)), is_known=True))
        elif phrase[at] not in written.structural:
            pieces.append(Piece((phrase[at : at + 1],), is_known=False))
        at = max(end, at + 1)
    return [piece for piece in pieces if piece.said]


def name_in(code: str, thing: str) -> str:
    """What a thing is called in the language of `code`, as it is written; "" where nobody knows."""
    return _names_as_written().get((thing, code), "")


@cache
def _names_as_written() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for code in available():
        for thing, names in language(code).food.items():
            found.setdefault((thing, code), names.split("/")[0].strip())
    for file in WORD_FILES:
        text = resources.files(__package__).joinpath(f"languages/{file}").read_text("utf-8")
        head, *rows = [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]
        for row in rows:
            for code, cell in zip(head, row, strict=True):
                name = cell.split("/")[0].strip()
                found.setdefault((row[0].split("/")[0].strip(), code.strip()), name)
    return found


@kept
def _by_thing() -> Mapping[str, Mapping[str, tuple[Phrase, ...]]]:
    """For each thing, what each language calls it: those of the files, and others by their own data."""
    found: dict[str, dict[str, tuple[Phrase, ...]]] = {}
    for file in WORD_FILES:
        text = resources.files(__package__).joinpath(f"languages/{file}").read_text("utf-8")
        head, *rows = [
            line.split("|") for line in text.splitlines() if line and not line.startswith("#")
        ] or [[]]
        codes = [code.strip() for code in head]
        others = {code: language(code).food for code in available() if code not in codes}
        for row in rows:
            thing = row[0].split("/")[0].strip()
            said = {code: _phrases(cell) for code, cell in zip(codes, row, strict=True)}
            said |= {code: _phrases(food.get(thing, "")) for code, food in others.items()}
            words_of_thing = found.setdefault(thing, {})
            for code, phrases in said.items():
                words_of_thing[code] = tuple(dict.fromkeys((*words_of_thing.get(code, ()), *phrases)))
    return found


@cache
def _rows() -> tuple[Mapping[str, tuple[Phrase, ...]], ...]:
    return tuple(_by_thing().values())


def things_by_name(code: str) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    """(thing, phrases) for every thing that the language of `code` has words for; a thing by its first English name."""
    yield from ((thing, said[code]) for thing, said in _by_thing().items() if said.get(code))


def _phrases(cell: str) -> tuple[Phrase, ...]:
    return tuple(phrase for name in cell.split("/") if (phrase := words(name)))


def _said(row: int, code: str) -> tuple[Phrase, ...]:
    return _rows()[row].get(code, ())


@kept
def _things(code: str) -> Mapping[Phrase, tuple[int, ...]]:
    """The rows of the things that a phrase without its endings may mean."""
    found: dict[Phrase, tuple[int, ...]] = {}
    stem = language(code).stem
    for number, row in enumerate(_rows()):
        for phrase in row.get(code, ()):
            stems = tuple(map(stem, phrase))
            found[stems] = (*found.get(stems, ()), number)
    return found


@cache
def _foods(code: str) -> frozenset[str]:
    """The words for food of a language, without their endings; numbers tell no language."""
    return frozenset(word for phrase in _things(code) for word in phrase if not word.isdecimal())


@kept
def _all_foods() -> Mapping[str, frozenset[str]]:
    return {code: _foods(code) for code in available()}


@lru_cache(maxsize=16_384)
def is_other_food(word: str, known: str, code: str) -> bool:
    """Whether two words are the names of two foods in a language: "matcha" is no "mocha"."""
    stem, things = language(code).stem, _things(code)
    meant, known_as = things.get((stem(word),), ()), things.get((stem(known),), ())
    return is_whole_food(word, code) and bool(known_as) and set(meant).isdisjoint(known_as)


def is_whole_food(word: str, code: str) -> bool:
    """Whether a word alone, as it is written, is the name of a food in a language: "chicken", but not "white"."""
    return word in _whole_names(code)


@cache
def _whole_names(code: str) -> frozenset[str]:
    """The foods of a language that are named by one word, as they are written."""
    return frozenset(phrase[0] for row in _rows() for phrase in row.get(code, ()) if len(phrase) == 1)


@lru_cache(maxsize=16_384)
def eaters(word: str) -> tuple[str, ...]:
    """The codes of the languages that have a word, with any ending, among their words for food."""
    return tuple(code for code, writing in writings().items() if writing.stem(word) in _all_foods()[code])


def other_kana(phrase: Phrase) -> Phrase:
    """A name in hiragana for one in katakana and the other way round; the name itself where it has neither."""
    if all(map(str.isascii, phrase)):
        return phrase
    katakana = any("ァ" <= char <= "ヶ" for word in phrase for char in word)
    return tuple("".join(_turned(char, to_hiragana=katakana) for char in word) for word in phrase)


def _turned(char: str, *, to_hiragana: bool) -> str:
    if to_hiragana:
        return chr(ord(char) - _KANA_APART) if "ァ" <= char <= "ヶ" else char
    return chr(ord(char) + _KANA_APART) if "ぁ" <= char <= "ゖ" else char
