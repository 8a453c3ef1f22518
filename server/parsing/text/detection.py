"""Telling which language a text or a menu is in, by its small words, its words for food and its script."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from server.parsing.text.foods import foods
from server.parsing.text.language import available, known_code, language
from server.parsing.text.tokens import is_unspaced
from server.parsing.text.translation import eaters

SHARE = 60
"""What one word says in all, shared among the languages that have it."""


def detect(tokens: Iterable[str], menu_words: Container[str], hints: Iterable[str | None]) -> str:
    """The code of the language that `tokens` are in, of those that we have.

    Words of the menu say nothing. Where the small words leave it open, the first of `hints` that is as likely decides,
    a later one only where the words for food do not say otherwise; where none is, or there are no small words, these do.
    """
    words, hints = list(tokens), list(hints)
    told = [token for token in words if token not in menu_words or is_unspaced(token[0])]
    hinted = [code for code in map(known_code, hints) if code in available()]
    order = [*hinted, *available()]
    small = _scores(map(speakers, told))
    if not small:
        return next(
            (code for code in order if told and all(code in _eaters(token) for token in told)), order[0]
        )
    most = max(small.values())
    likely = [code for code in order if small.get(code) == most]
    is_asked_for = likely[0] == known_code(next(iter(hints), None))
    is_own = is_asked_for or len(told) < len(words) or not _is_foreign(told, likely[0])
    if likely[0] in hinted and is_own:
        return likely[0]
    eaten = _scores(_eaters(token) for token in told if not speakers(token))
    return max(order, key=lambda code: (small[code] + eaten[code], -order.index(code)))


def _is_foreign(told: Sequence[str], code: str) -> bool:
    """Whether words for food were said, and none of them is one of this language."""
    eating = [codes for token in told if not speakers(token) and (codes := _eaters(token))]
    return bool(eating) and not any(code in codes for codes in eating)


@lru_cache(maxsize=16_384)
def _eaters(token: str) -> tuple[str, ...]:
    """The languages that have a word among those for food, or make it of two of them."""
    return eaters(token) or tuple(
        code for code in available() if language(code).compounds and foods(code).knows(token)
    )


def written_in(tokens: Iterable[str]) -> str:
    """The code of the language that the words of a menu are most likely written in."""
    scores = _scores(speakers(token) or eaters(token) for token in tokens)
    return max(available(), key=lambda code: (scores[code], -available().index(code)))


def _scores(having: Iterable[tuple[str, ...]]) -> Counter[str]:
    scores: Counter[str] = Counter()
    for codes in having:
        for code in codes:
            scores[code] += SHARE // len(codes)
    return scores


@lru_cache(maxsize=16_384)
def speakers(token: str) -> tuple[str, ...]:
    """The codes of the languages that have a word among their small words, in any number, or are written in its script."""
    known = _speakers()
    if token not in known:
        return _script_of(token)
    return tuple(
        code
        for code in available()
        if code in known[token] or code in known.get(language(code).stem(token), ())
    )


def read_languages() -> None:
    """Read every language and its words for food: what the first index of a menu needs, a second of work."""
    written_in(["·"])


@cache
def _speakers() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in available():
        for token in (*language(code).spelling.words, *language(code).abbreviations):
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
    spoken = [language(code) for code in available()]
    return tuple(one.code for one in spoken if first in one.tells) or tuple(
        one.code for one in spoken if any(low <= first <= high for low, high in one.script)
    )
