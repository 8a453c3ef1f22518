"""The words for what somebody gets from a food ("rash", "throat closes") as one pattern over folded words."""

import re
from collections.abc import Iterable, Sequence

from server.parsing.text.tokens import words

_SOME_WORDS = r"(?:\S+ ){0,4}?"
"""What "..." stands for inside a phrase: "throat ... closes"."""


def reaction_pattern(phrases: Iterable[str], elisions: Sequence[str]) -> re.Pattern[str]:
    """Finds each of `phrases`, the longest first, among folded words with spaces between.

    "*" behind a word of a phrase is any ending, "..." some words; one of `elisions` may stand before it ("l'orticaria").
    """
    longest_first = sorted(phrases, key=len, reverse=True)
    patterns = [_SOME_WORDS.join(_words(part) for part in phrase.split("...")) for phrase in longest_first]
    short = "|".join(map(re.escape, elisions))
    return re.compile(rf"(?<!\S)(?:{short})?(?:{'|'.join(p.strip() for p in patterns)})(?!\S)")


def phrase_pattern(phrases: Sequence[str]) -> re.Pattern[str] | None:
    """Finds each of `phrases`, the longest first, among folded words with spaces between; "*" is any word: "me and *"."""
    patterns = (
        r"\s".join(r"\S+" if word == "*" else re.escape(word) for word in _words_and_stars(phrase))
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)") if phrases else None


def _words_and_stars(phrase: str) -> list[str]:
    """The folded words of a phrase and its "*"; the characters of a script without spaces are words."""
    return [word for written in phrase.split() for word in (words(written) or ("*",))]


def words_of_reactions(phrases: Iterable[str], elisions: Sequence[str]) -> re.Pattern[str]:
    """Matches, as a whole, one folded word of each of `phrases`, the longest, without which it is not said."""
    longest = dict.fromkeys(max(_patterns(phrase.replace("...", " ")), key=len) for phrase in phrases)
    short = "|".join(map(re.escape, elisions))
    return re.compile(rf"(?:{short})?(?:{'|'.join(longest)})")


def _words(part: str) -> str:
    """The pattern of some words, a space behind each."""
    return "".join(f"{pattern} " for pattern in _patterns(part))


def _patterns(part: str) -> list[str]:
    return [
        re.escape(word) + (r"\S*" if written.endswith("*") and word == words(written)[-1] else "")
        for written in part.split()
        for word in words(written)
    ]
