"""Telling which language a text or a menu is in, by its small words, its words for food and its script."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from server.parsing.text.foods import foods
from server.parsing.text.kept import kept
from server.parsing.text.language import Writing, available, known_code, language, writings
from server.parsing.text.tokens import is_unspaced
from server.parsing.text.translation import eaters
from server.parsing.text.trie import Trie

ASKED_FOR = 20
"""What it says that the diner reads the pages in a language, where words of the text are of it."""
SHORTEST_FOOD = 3
"""Letters of a word that an article counts as food, at least."""
SHORTEST_SLIP = 5
"""Letters of a word with one too many, at least."""
_WORDS_OF_ONE_LETTER = "aeiouywz"
"""What is a whole word in one of our languages, and not only short for one."""
SHARE = 60
"""What one word says in all, shared among the languages that have it."""


def detect(
    tokens: Iterable[str],
    menu_words: Container[str],
    hints: Iterable[str | None],
    names: Trie[Any] | None = None,
) -> str:
    """The code of the language that `tokens` are in, of those that we have.

    Words of the menu say nothing. Where the small words leave it open, the first of `hints` that is as likely decides,
    a later one only where the words for food do not say otherwise; where none is, or there are no small words, these do.
    `names` are phrases of the menu: of a script without spaces they say nothing beside words of another script.
    """
    words: Sequence[str] = list(tokens)
    hints = tuple(hints)
    written = known_code(hints[-1]) if hints else None
    is_spaced = "".join(words).isascii() or not any(is_unspaced(token[0]) for token in words)
    if names is not None and not is_spaced:
        words = _besides_names(words, menu_words, names, written)
    said = [token for token in words if token not in menu_words or (not is_spaced and is_unspaced(token[0]))]
    told = _without_plurals(said, menu_words, written)
    told = [token for token in told if speakers(token) or not _is_slip(token, menu_words, written)]
    told = _without_letters(told, written)
    asked_for, hinted, order = _in_order(hints)
    small = _scores(_counted_in(before, token) or speakers(token) for before, token in pairwise(["", *told]))
    if not small:
        return _by_food(told, order)
    most = max(small.values())
    if asked_for is not None and _is_as_likely(told, asked_for, small):
        return asked_for
    likely = [code for code in order if small.get(code) == most]
    is_asked_for = likely[0] == asked_for
    has_own = len(told) < len(words) and not _is_of_another(told, likely)
    is_own = is_asked_for or has_own or not _is_foreign(told, likely[0])
    if likely[0] in hinted and is_own:
        return likely[0]
    eaten = _scores(_eaters(token) for token in told if not speakers(token))
    eaten_at_all = {code: score for code, score in _scores(map(_eaters, told)).items() if score >= SHARE}

    def likelihood(code: str) -> tuple[int, bool, int, int]:
        told_by = small.get(code, 0) + eaten.get(code, 0)
        return told_by, code in hinted, eaten_at_all.get(code, 0), -order.index(code)

    return max(order, key=likelihood)


def _without_plurals(told: Sequence[str], menu_words: Container[str], written: str | None) -> Sequence[str]:
    """Without other numbers of words of the menu where another language has them as small words: "chow meins" is no German."""
    if written is None or written not in available():
        return told
    stem = writings()[written].stem
    return [
        token
        for token in told
        if not speakers(token) or stem(token) == token or stem(token) not in menu_words
    ]


@lru_cache(maxsize=4096)
def _counted_in(before: str, token: str) -> tuple[str, ...]:
    """The languages in which an article counts a word as food that is a small word of others: the "the" of "un thé" is no English."""
    if not before or len(token) < SHORTEST_FOOD or any(_is_article(before, code) for code in speakers(token)):
        return ()
    others = (code for code in eaters(token) if code not in speakers(token))
    return tuple(code for code in others if speakers(token) and _is_article(before, code))


def _is_article(token: str, code: str) -> bool:
    return code in speakers(token) and language(code).is_cue(token, "article")


def _without_letters(told: Sequence[str], written: str | None) -> Sequence[str]:
    """Without short forms of one letter in other languages than the menu's, where other words are said: "no L extra B"."""
    if all(len(token) == 1 for token in told):
        return told
    is_short = (len(t) == 1 and t.isascii() and t not in _WORDS_OF_ONE_LETTER for t in told)
    pairs = zip(told, is_short, strict=True)
    return [token for token, short in pairs if not short or written in speakers(token)]


def _is_slip(token: str, menu_words: Container[str], written: str | None) -> bool:
    """Whether a word is one of the menu with a letter too many, and none of the menu's language: "potatoe"."""
    if len(token) < SHORTEST_SLIP:
        return False
    is_like_menu = any(token[:at] + token[at + 1 :] in menu_words for at in range(len(token)))
    return is_like_menu and written not in _eaters(token)


@lru_cache(maxsize=1024)
def _in_order(
    hints: tuple[str | None, ...],
) -> tuple[str | None, frozenset[str], Sequence[str]]:
    """The language of the first hint, those of all hints, and all that we have, those of the hints first."""
    hinted = [code for code in map(known_code, hints) if code in available()]
    return known_code(hints[0] if hints else None), frozenset(hinted), (*hinted, *available())


def _by_food(told: Sequence[str], order: Sequence[str]) -> str:
    """The first language that all words for food are of, else the one that has the most of them, and half at least."""
    eating = [_eaters(token) for token in told]
    if whole := next((code for code in order if told and all(code in codes for codes in eating)), None):
        return whole
    times = Counter(code for codes in eating for code in codes)
    best = max(order, key=lambda code: (times[code], -order.index(code)))
    return best if times[best] * 2 >= len(told) and times[best] > times[order[0]] + 1 else order[0]


def _is_as_likely(told: Sequence[str], code: str, small: Mapping[str, int]) -> bool:
    """Whether the words for food speak for the language of the pages where small words of it are those of another too.

    "Un thé" is French, though "the" is English.
    """
    said, most = small.get(code, 0), max(small.values())
    if not 0 < said < most:
        return False
    eaten = _scores(_eaters(token) for token in told if code not in speakers(token)).get(code, 0)
    return bool(eaten) and said + eaten + ASKED_FOR >= most


def _besides_names(
    said: Sequence[str], menu_words: Container[str], names: Trie[Any], written: str | None
) -> Sequence[str]:
    """The words that are no name of the menu in a script without spaces, where others are not of the menu's language."""
    others = [token for token in said if token not in menu_words]
    if not any(codes and written not in codes for codes in map(speakers, others)) and not any(
        written not in codes for codes in map(_eaters, others) if codes
    ):
        return said
    left: list[str] = []
    at = 0
    while at < len(said):
        end = _end_of_name(said, at, names)
        if end == at:
            left.append(said[at])
        at = max(end, at + 1)
    return left


def _end_of_name(said: Sequence[str], at: int, names: Trie[Any]) -> int:
    """Where the longest name of two characters or more ends that begins here; `at` where none does."""
    node, end = names.root, at
    for i in range(at, len(said)):
        if not is_unspaced(said[i][0]) or said[i] not in node.next:
            break
        node = node.next[said[i]]
        if node.value and i > at:
            end = i + 1
    return end


def _is_foreign(told: Sequence[str], code: str) -> bool:
    """Whether words for food were said, and none of them is one of this language."""
    eating = [codes for token in told if not speakers(token) and (codes := _eaters(token))]
    return bool(eating) and not any(code in codes for codes in eating)


def _is_of_another(told: Sequence[str], likely: Sequence[str]) -> bool:
    """Whether more words for food are of another of the likely languages than of the first of them, two at least."""
    if len(likely) < 2:  # noqa: PLR2004 - there is no other
        return False
    eating = [_eaters(token) for token in told]
    others = Counter(code for codes in eating for code in codes if code in likely)
    return max(others.values(), default=0) > others[likely[0]] + 1


@lru_cache(maxsize=16_384)
def _eaters(token: str) -> tuple[str, ...]:
    """The languages that have a word among those for food, or make it of two of them."""
    if token.isdecimal():
        return ()
    return eaters(token) or tuple(
        code
        for code, writing in writings().items()
        if (writing.compounds and foods(code).knows(token)) or _eats_without_clitic(token, code, writing)
    )


def _eats_without_clitic(token: str, code: str, writing: Writing) -> bool:
    """Whether a word is one for food with a small word of the language written before it."""
    shorts = (short for short in writing.clitics_before if token.startswith(short))
    return any(code in eaters(token.removeprefix(short)) for short in shorts)


def written_in(tokens: Iterable[str]) -> str:
    """The code of the language that the words of a menu are most likely written in."""
    scores = _scores(speakers(token) or eaters(token) for token in tokens)
    return max(available(), key=lambda code: (scores.get(code, 0), -available().index(code)))


def _scores(having: Iterable[tuple[str, ...]]) -> dict[str, int]:
    scores: dict[str, int] = {}
    for codes in having:
        for code in codes:
            scores[code] = scores.get(code, 0) + SHARE // len(codes)
    return scores


@lru_cache(maxsize=16_384)
def speakers(token: str) -> tuple[str, ...]:
    """The codes of the languages that have a word among their small words, in any number, or are written in its script."""
    known = _speakers()
    if token not in known:
        return _script_of(token)
    return tuple(
        code
        for code, writing in writings().items()
        if code in known[token] or code in known.get(writing.stem(token), ())
    )


def read_languages() -> None:
    """Read what tells all languages apart, and their words for food: what the first index of a menu needs.

    A second of work where it is not kept (see `kept`), else some milliseconds.
    """
    written_in(["·"])


@kept
def _speakers() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in available():
        spoken = language(code)
        for token in {*spoken.spelling.words, *spoken.abbreviations} - spoken.tells_nothing:
            found.setdefault(token, []).append(code)
    return {
        token: tuple(codes) for token, codes in found.items() if token.isalpha() and not is_unspaced(token[0])
    }


@lru_cache(maxsize=4096)
def _script_of(token: str) -> tuple[str, ...]:
    """The languages that are written in a character's script; those alone that have characters of their own, by these."""
    first = token[0]
    if not is_unspaced(first):
        return ()
    return tuple(code for code, one in writings().items() if first in one.tells) or tuple(
        code for code, one in writings().items() if any(low <= first <= high for low, high in one.script)
    )
