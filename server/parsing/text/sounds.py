"""Latin words as they are heard in Hangul and katakana: 마르게리타 and マルゲリータ for "margherita".

Both sides are written by a few sounds: all sibilants are S, l and r are l, f is p and v is b, as Korean and Japanese hear
them. Words are alike whose consonants are the same and whose vowels differ little.
"""

import re
from functools import lru_cache
from itertools import islice, product
from string import ascii_lowercase

from server.parsing.text.similarity import OSA
from server.parsing.text.transliteration import romaji

MAX_WAYS = 12
"""Ways to pronounce one word that are kept at most."""
SHORTEST_WORD = 4
FEWEST_CONSONANTS = 2
CLEAR_CONSONANTS = 3
VOWELS_APART = 0.34
"""The share of its sounds by which a word may differ in its vowels, where it has three consonants; else one sound."""

_LATIN = (
    ("sch", ("S", "Sk")), ("sc(?=[eiy])", ("S", "Sk")), ("sh", ("S",)), ("tch", ("S",)), ("ch", ("k", "S")), ("gli", ("li",)),
    ("igh", ("ai", "ig")), ("gn", ("n", "gn")), ("gh", ("g", "")), ("ph", ("p",)), ("th", ("t", "S")), ("cc?(?=[eiy])", ("S",)), ("gg?(?=[eiy])", ("S", "g")),
    ("ck", ("k",)), ("qu", ("k", "ku")), ("cc?", ("k",)), ("kk?", ("k",)), ("q", ("k",)), ("x", ("kS",)), ("ts|tz|zz?|ss?", ("S",)),
    ("j", ("S", "")), ("ll", ("l", "i", "S")), ("ff?", ("p",)), ("v", ("b", "p")), ("w", ("u", "b")), ("y", ("i",)), ("h", ("",)),
    ("rr?(?![aeiouy])", ("l", "")), ("rr?", ("l",)), ("eu|eau|au(?=x)|ou", ("u", "o")), ("bb?", ("b",)), ("pp?", ("p",)),
    ("dd?", ("d",)), ("tt?", ("t",)), ("gg?", ("g",)), ("nn?", ("n",)), ("mm?", ("m",)), ("l", ("l",)), ("[aeiou]", ()),
)  # fmt: skip


def _begins_with(written: str) -> frozenset[str]:
    """The letters with which what a rule is about begins: those of its class, or the first of each alternative."""
    return frozenset(written.strip("[]") if written[0] == "[" else (one[0] for one in written.split("|")))


_RULES = {
    letter: [(re.compile(written), heard) for written, heard in _LATIN if letter in _begins_with(written)]
    for letter in ascii_lowercase
}
"""By the letter that is read, the rules that may be about it, in their order."""

_INITIAL = (("g",), ("k",), ("n",), ("d",), ("t",), ("l",), ("m",), ("b",), ("p",), ("S",), ("S",), ("",), ("S",), ("S",), ("S",), ("k",), ("t",), ("p",), ("",))  # fmt: skip
_MEDIAL = ("a", "e", "ia", "ie", "o", "e", "io", "ie", "o", "ua", "ue", "ue", "io", "u", "uo", "ue", "ui", "iu", "", "i", "i")  # fmt: skip
_FINAL = (("",), ("k", "g"), ("k",), ("k",), ("n",), ("n",), ("n",), ("t",), ("l",), ("l",), ("m",), ("l",), ("l",), ("l",), ("l",), ("l",), ("m",), ("p", "b"), ("p",), ("t", "S"), ("t",), ("n",), ("t",), ("t",), ("k",), ("t",), ("p",), ("t",))  # fmt: skip
_KANA = (("tts", "S"), ("ts", "S"), ("tch", "S"), ("cch", "S"), ("ssh", "S"), ("sh", "S"), ("ch", "S"), ("j", "S"), ("z", "S"), ("s", "S"), ("f", "p"), ("h", ""), ("v", "b"), ("r", "l"), ("y", "i"), ("w", "u"))  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiou")
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3


def is_hearing(char: str) -> bool:
    """Whether a character is one that foreign words are heard in: a Hangul syllable, katakana."""
    return _FIRST_SYLLABLE <= ord(char) <= _LAST_SYLLABLE or "ァ" <= char <= "ヺ" or char == "ー"


@lru_cache(maxsize=16_384)
def said_in_latin(word: str) -> frozenset[str]:
    """How a Latin word may sound; none for a short one, which could be anything."""
    if len(word) < SHORTEST_WORD or not word.isascii() or not word.isalpha():
        return frozenset()
    parts: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        end, heard = next(
            (
                (m.end(), ways or (m.group(),))
                for rule, ways in _RULES.get(word[at], ())
                if (m := rule.match(word, at))
            ),
            (at + 1, (word[at],)),
        )
        parts.append(heard)
        at = end
    return frozenset(_once("".join(way)) for way in islice(product(*parts), MAX_WAYS))


@lru_cache(maxsize=16_384)
def heard(text: str) -> frozenset[str]:
    """How a run of Hangul or katakana sounds."""
    if is_hangul(text):
        parts = [part for char in text for part in _syllable(char)]
        return frozenset(_once("".join(way)) for way in islice(product(*parts), MAX_WAYS))
    return frozenset(map(_kana_sounds, romaji(text)))


@lru_cache(maxsize=16_384)
def consonants(sounds: str) -> str:
    """The sounds of a word without its vowels."""
    return _once(sounds.translate(_VOWELS))


def is_hangul(text: str) -> bool:
    """Whether a run that foreign words are heard in is Hangul: how a part of it sounds, the whole does too."""
    return _FIRST_SYLLABLE <= ord(text[0]) <= _LAST_SYLLABLE


def are_alike(one: str, other: str) -> bool:
    """Whether two words of the same consonants are alike in their vowels too."""
    clear = len(consonants(one)) >= CLEAR_CONSONANTS
    most = max(2, int(max(len(one), len(other)) * VOWELS_APART)) if clear else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def _once(sounds: str) -> str:
    return "".join([s for i, s in enumerate(sounds) if i == 0 or s != sounds[i - 1]])


def _syllable(char: str) -> list[tuple[str, ...]]:
    if not _FIRST_SYLLABLE <= ord(char) <= _LAST_SYLLABLE:
        return [("",)]
    initial, rest = divmod(ord(char) - _FIRST_SYLLABLE, len(_MEDIAL) * len(_FINAL))
    medial, final = divmod(rest, len(_FINAL))
    begins = ("p", "") if initial == len(_INITIAL) - 1 and _MEDIAL[medial][:1] == "u" else _INITIAL[initial]
    return [begins, (_MEDIAL[medial],), _FINAL[final]]


def _kana_sounds(typed: str) -> str:
    for written, sound in _KANA:
        typed = typed.replace(written, sound)
    return _once(typed)
