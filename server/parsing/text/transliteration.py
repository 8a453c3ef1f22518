"""Names in kana, kanji and Hangul as they are typed in Latin letters: "biiru" for ビール, "bulgogi" for 불고기."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import islice, product

Phrase = tuple[str, ...]

_VOWELS = "aiueo"
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "y": "や ゆ よ", "r": "らりるれろ", "w": "わ   を", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "v": "  ゔ  ",
}  # fmt: skip
_IRREGULAR = {
    "し": "shi",
    "ち": "chi",
    "つ": "tsu",
    "ふ": "fu",
    "じ": "ji",
    "ぢ": "ji",
    "づ": "zu",
    "ん": "n",
    "を": "o",
}
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_KANA_APART = 0x60

_INITIALS = (
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
)
_MEDIALS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
)  # fmt: skip
_UNVOICED = {"g": "k", "d": "t", "b": "p"}
"""First letters that are often typed so: "kimchi" for 김치."""
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3


def in_latin(name: str) -> frozenset[Phrase]:
    """The ways of typing a name in Latin letters; none where a character of it is not kana, known kanji or Hangul."""
    letters = unicodedata.normalize("NFKC", name).replace(" ", "")
    if kana := _in_kana(letters):
        return frozenset((said,) for one in kana for said in romaji(one))
    if letters and all(_FIRST_SYLLABLE <= ord(char) <= _LAST_SYLLABLE for char in letters):
        whole = "".join(map(_syllable, letters))
        parts = tuple("".join(map(_syllable, part)) for part in name.split())
        said = {(whole,), parts, (_UNVOICED.get(whole[0], whole[0]) + whole[1:],)}
        return frozenset(said | {(way,) for way in _otherwise_typed(whole)})
    return frozenset()


_TYPED_FOR = (("tt", "dd"), ("eo", "u"), ("(?<!n)g", "k"), ("kk", "gg"), ("p$", "b"))
"""How Korean is typed besides: "ddukbokki", "samgyupsal", "kimbap" for 떡볶이, 삼겹살, 김밥."""


def _otherwise_typed(whole: str) -> set[str]:
    ways = {whole}
    for usual, other in _TYPED_FOR:
        ways |= {re.sub(usual, other, way) for way in ways}
    return ways


MAX_READINGS = 4
"""Ways to read one name in kanji that are kept at most."""


def _in_kana(name: str) -> list[str]:
    """The readings of a Japanese name; none where a character of it has no reading."""
    parts: list[list[str]] = []
    at = 0
    while at < len(name):
        if _is_kana(name[at]) and not any(name.startswith(known, at) for known in _known_from(name[at])):
            parts.append([name[at]])
            at += 1
            continue
        known = max((k for k in _known_from(name[at]) if name.startswith(k, at)), key=len, default="")
        if not known:
            return []
        parts.append(list(_readings()[known]))
        at += len(known)
    return ["".join(said) for said in islice(product(*parts), MAX_READINGS)] if parts else []


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    text = resources.files(__package__).joinpath("languages/kanji_readings.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {written: tuple(read.split("/")) for written, read in rows}


@cache
def _known_from(char: str) -> tuple[str, ...]:
    return tuple(known for known in _readings() if known.startswith(char))


def romaji(kana: str) -> set[str]:
    """Kana in Latin letters, with long vowels written twice, and once."""
    return _romaji(_hiragana(kana))


def _is_kana(char: str) -> bool:
    return "ぁ" <= char <= "ゖ" or "ァ" <= char <= "ヺ" or char == "ー"


def _hiragana(text: str) -> str:
    return "".join(chr(ord(char) - _KANA_APART) if "ァ" <= char <= "ヶ" else char for char in text)


def _romaji(kana: str) -> set[str]:
    said = ""
    doubles = False
    for char in kana:
        sound = _sound(char)
        if char == "っ":
            doubles = True
        elif char == "ー":
            said += said[-1:]
        elif char in _SMALL:
            said = _joined(said, char)
        else:
            said += (sound[:1] if doubles else "") + sound
            doubles = False
    once = said
    for vowel, _again in product(_VOWELS, range(2)):
        once = once.replace(2 * vowel, vowel)
    return {
        said,
        once,
        once.replace("ou", "o"),
        once.replace("ou", "o").replace("nb", "mb").replace("np", "mp"),
    }


def _joined(said: str, small: str) -> str:
    vowel = _SMALL[small]
    if said.endswith(("shi", "chi", "ji")):
        return said[:-1] + vowel
    if said.endswith("i") and small in "ゃゅょ":
        return said[:-1] + "y" + vowel
    return (said[:-1] if said[-1:] in _VOWELS else said) + vowel


def _sound(char: str) -> str:
    if char in _IRREGULAR:
        return _IRREGULAR[char]
    return next((row + _VOWELS[kana.index(char)] for row, kana in _ROWS.items() if char in kana), "")


def _syllable(char: str) -> str:
    index = ord(char) - _FIRST_SYLLABLE
    initial, rest = divmod(index, len(_MEDIALS) * len(_FINALS))
    medial, final = divmod(rest, len(_FINALS))
    return _INITIALS[initial] + _MEDIALS[medial] + _FINALS[final]
