"""Text into tokens: folded words that remember where in the diner's own text they stand."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import islice, pairwise
from typing import NamedTuple

_HANGUL = ("가", "힣")
RUN_BEFORE_PAUSE = 3
"""Letters of a script without blanks on either side of one that is a pause."""
MAX_TOKENS = 600
"""Tokens of one text that are read; what follows stays unmatched. 2,000 characters of ordinary text have about 400."""

_MARKS = "".join(
    char
    for first, last in ((0x0900, 0x1CFF), (0xA800, 0xABFF))
    for char in map(chr, range(first, last + 1))
    if unicodedata.category(char) in ("Mn", "Mc")
)
"""Vowels and tones that are written over, under and around the letters of a word, from Devanagari to Meetei Mayek."""
_LETTER = rf"(?:[^\W\d_][{_MARKS}\u200c\u200d]*)"
_TOKEN = re.compile(
    rf"\d{{1,2}}:\d\d(?!\d)|\d+(?:[.,\u066b]\d+)?|{_LETTER}+(?:['\u2019\u02bc]{_LETTER}+)*['\u2019]?|[&+%@#$€£]"
)
_ASCII_TOKEN = re.compile(r"\d{1,2}:\d\d(?!\d)|\d+(?:[.,]\d+)?|[a-z]+(?:'[a-z]+)*'?|[&+%@#$]")
"""The same among lower case letters of English alone."""
_DIAMETER = re.compile(r"(?<!\w)[Øø∅⌀](?!\w*[^\W\d])")
"""The sign for a diameter, which is no letter: "groß Ø 32 cm", "32cm Ø", "Ø32"."""
_DASHES = ("-", "--", "\u2013", "\u2014")
_MOST_COUNTED = 12
"""A larger number before a dash is taken for one of the menu."""
SHORTEST_LIST = 2
_LISTS = (".", ")")
"""Signs behind the numbers of a list."""
_IN_WORD = str.maketrans("", "", "'\u2019\u02bc")
_DIAMETER = re.compile(r"(?<![^\W\d_])[\u00d8\u00f8\u2300](?![^\W\d_])")
"""The sign for a diameter, which is no letter where it stands alone: "Ø 26 cm"."""
_LIGATURES = {
    "œ": "oe",
    "Œ": "oe",
    "æ": "ae",
    "Æ": "ae",
    "ø": "o",
    "Ø": "o",
    "ł": "l",
    "Ł": "l",
    "\u0131": "i",
    "İ": "i",
    "đ": "d",
}
_ALIKE = str.maketrans("أإآٱىةیک\u0640", "ااااي\u0647يك ")
"""Arabic letters that are written one for the other, the Persian ones among them; the last only makes a word longer."""
_ARTICLE = "ال"
_SHORTEST_BEHIND_ARTICLE = 2
QUESTION_MARKS = ("?", "\uff1f", "\u061f")
"""Question marks, as they are typed in any of the languages."""
PERCENT = "percent"
_SYMBOLS = {"&": "and", "+": "plus", "%": PERCENT}
_WRITTEN_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF),
    (0x1100, 0x11FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x3130, 0x318F), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip


class Token(NamedTuple):
    """A folded word. `start` and `end` are offsets in the original text; `pause` is the mark before it: "", "," or "."."""

    text: str
    start: int
    end: int
    pause: str


@cache
def _simplified() -> dict[str, str]:
    """Simplified characters by the traditional ones."""
    text = resources.files(__package__).joinpath("languages/han_variants.txt").read_text("utf-8")
    _about, traditional, simplified = text.splitlines()
    return dict(zip(traditional, simplified, strict=True))


@lru_cache(maxsize=8192)
def _fold(char: str) -> str:
    """One character without case, width and accents (in European scripts; in Arabic and Hebrew the vowels' signs).

    A simplified character for a traditional one, a digit of ours for an Arabic one.
    """
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    folded = _LIGATURES.get(char) or _simplified().get(char) or unicodedata.normalize("NFKC", char).casefold()
    if 0x0590 <= ord(char) <= 0x06FF:  # noqa: PLR2004 - Hebrew and Arabic
        return "" if unicodedata.combining(char) else folded.translate(_ALIKE).strip()
    if 0x0900 <= ord(char) <= 0x1CFF:  # noqa: PLR2004 - from Devanagari on, letters and marks one by one
        return unicodedata.normalize("NFD", char.casefold())
    if ord(char) >= 0x370 and not 0x1E00 <= ord(char) <= 0x1EFF:  # noqa: PLR2004 - Latin ends before Greek
        return folded
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def is_unspaced(char: str) -> bool:
    """Whether words of this character's script are written without spaces, so that each character is a token."""
    code = ord(char)
    return any(low <= code <= high for low, high in _WRITTEN_WITHOUT_SPACES)


def crosses_words(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether a phrase begins within a written word and goes on into the next: the 고고 of 하고 고추."""
    is_within = (
        first > 0 and tokens[first - 1].end == tokens[first].start and is_unspaced(tokens[first].text[0])
    )
    return is_within and any(tokens[at].start > tokens[at - 1].end for at in range(first + 1, after))


def tokenise(text: str) -> list[Token]:
    """Words, numbers and cue signs of `text`, in order; at most `MAX_TOKENS`."""
    if text.isascii():
        return _tokenise_ascii(text)
    tokens: list[Token] = []
    folded, origin = _folded_with_origin(_DIAMETER.sub(" ", text))
    end = 0
    for match in _TOKEN.finditer(folded):
        begin = match.start()
        pause = _pause(folded[end:begin]) or _blank_as_pause(folded, end, begin)
        pause = pause or _dash_as_pause(folded[end:begin], tokens)
        end = match.end()
        for word, at in _words(match.group(), begin):
            tokens.append(Token(_plain(word), origin[at], _after(text, origin[at + len(word) - 1]), pause))
            pause = ""
        if len(tokens) >= MAX_TOKENS:
            break
    return tokens[:MAX_TOKENS]


def _tokenise_ascii(text: str) -> list[Token]:
    """The same of a text without any letter that is folded."""
    tokens: list[Token] = []
    folded, end = text.lower(), 0
    for match in islice(_ASCII_TOKEN.finditer(folded), MAX_TOKENS):
        begin, stop = match.span()
        between = folded[end:begin]
        pause = "" if between == " " else _pause(between) or _dash_as_pause(between, tokens)
        word = match.group()
        tokens.append(Token(word if word.isalpha() else _plain(word), begin, stop, pause))
        end = stop
    return tokens


def without_list_numbers(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without the numbers by which things are listed: "1. soup 2. bread", "1) soup 2) bread"."""
    if not any(sign in text for sign in _LISTS):
        return tokens
    marks = [
        i
        for i, token in enumerate(tokens)
        if token.text.isdecimal() and text[token.end : token.end + 1] in _LISTS
    ]
    if (
        len(marks) < SHORTEST_LIST
        or marks[0]
        or [tokens[i].text for i in marks] != [str(n + 1) for n in range(len(marks))]
    ):
        return tokens
    if any(behind == mark + 1 for mark, behind in pairwise([*marks, len(tokens)])):
        return tokens
    firsts = {mark + 1 for mark in marks}
    there = (token._replace(pause=".") if i in firsts and i > 1 else token for i, token in enumerate(tokens))
    return [token for i, token in enumerate(there) if i not in marks]


def _after(text: str, last: int) -> int:
    """The place behind a letter and the marks that stand on it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


@lru_cache(maxsize=32_768)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a name, as they are compared with those of a text."""
    return tuple(islice(_texts(text), MAX_TOKENS))


def _texts(text: str) -> Iterator[str]:
    """The texts of the tokens alone, in a third of the time: there are 200,000 phrases in the languages' files."""
    if text.isascii():
        yield from map(_plain, _ASCII_TOKEN.findall(text.lower()))
        return
    for run in _TOKEN.findall("".join(map(_fold, _DIAMETER.sub(" ", text)))):
        yield from (_plain(word) for word, _at in _words(run, 0))


def _folded_with_origin(text: str) -> tuple[str, Sequence[int]]:
    folded = [_fold(char) for char in _DIAMETER.sub(" ", text)]
    origin = [i for i, piece in enumerate(folded) for _ in piece]
    return "".join(folded), origin


def _words(run: str, at: int) -> list[tuple[str, int]]:
    """A run of letters as one word, or character by character, with its marks, where its script has no spaces."""
    if run.isascii():
        return [(run, at)]
    found: list[tuple[str, int]] = []
    word_start: int | None = None
    for i, char in enumerate(run):
        if is_unspaced(char):
            if word_start is not None:
                found.append((run[word_start:i], at + word_start))
            word_start = None
            if char in _MARKS and found:
                found[-1] = (found[-1][0] + char, found[-1][1])
            else:
                found.append((char, at + i))
        elif word_start is None:
            word_start = i
    if word_start is not None:
        found.append((run[word_start:], at + word_start))
    return found


def _plain(word: str) -> str:
    if word.startswith(_ARTICLE) and len(word) >= len(_ARTICLE) + _SHORTEST_BEHIND_ARTICLE:
        return word.removeprefix(_ARTICLE)
    if word.isalpha():
        return word
    text = _SYMBOLS.get(word) or word.translate(_IN_WORD) or word
    return text.replace(",", ".").replace("\u066b", ".") if text[0].isdigit() else text


def _needs_no_blanks(char: str) -> bool:
    """Whether words of this character's script are never set apart by blanks, as those in Hangul are."""
    return is_unspaced(char) and not _HANGUL[0] <= char <= _HANGUL[1]


def _blank_as_pause(text: str, end: int, begin: int) -> str:
    """A blank in a script that needs none stands for a comma, unless words are typed one by one: 生煎两份 酸梅汤三杯."""
    if begin - end != 1 or not end:
        return ""
    around = text[max(0, end - RUN_BEFORE_PAUSE) : end], text[begin : begin + RUN_BEFORE_PAUSE]
    is_run = all(len(side) == RUN_BEFORE_PAUSE and all(map(_needs_no_blanks, side)) for side in around)
    return "," if is_run else ""


def _dash_as_pause(between: str, tokens: Sequence[Token]) -> str:
    """A dash between blanks stands for a comma behind a number that counts nothing: "32 and 41 - no nuts"."""
    if between[:1] != " " or between[-1:] != " " or between.strip() not in _DASHES:
        return ""
    before = tokens[-1].text if tokens else ""
    return "," if before.isdecimal() and int(before) > _MOST_COUNTED else ""


def _pause(between: str) -> str:
    if between in ("", " "):
        return ""
    if any(c in ".;!?\u3002\u061f\u061b\u0964\n" for c in between):
        return "."
    return "," if any(c in ",:\u3001\u060c()" for c in between) else ""
