"""Telling which language a text or a menu is in, by its small words, its words for food and its script."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache

from server.parsing.text.foods import foods
from server.parsing.text.language import available, known_code, language, speakers
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
