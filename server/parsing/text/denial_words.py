"""The words with which somebody says who has no allergy, and who has it, as a language's `[allergy]` lists them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from server.parsing.text.tokens import words

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, the longest first."""


class DenialWords(NamedTuple):
    """`people`, behind `whose`, may be told of; `elsewhere`, `plainly` and `of_self` stand in a denial, `but` and `has` behind one.

    With one of `elsewhere` it takes back nothing, with one of `plainly` it does whoever has the allergy, unless one of
    `of_self` says that only the speaker has none. "But my wife does" is of `but`, `people` and `has`.
    """

    whose: Phrases
    people: Phrases
    elsewhere: Phrases
    plainly: Phrases
    of_self: Phrases
    but: Phrases
    has: Phrases


def denial_words(data: Mapping[str, Any]) -> DenialWords:
    """The words of the file of a language, as it was read."""
    company, said = data.get("company", {}), data["allergy"]
    return DenialWords(
        _by_first(company.get("whose", ())),
        _by_first([*company.get("people", ()), *company.get("others", ())]),
        *(
            _by_first(said.get(key, ()))
            for key in (
                "denied_elsewhere",
                "denied_plainly",
                "denied_of_self",
                "but_somebody",
                "somebody_has",
            )
        ),
    )


def phrases_in(said: Iterable[str], phrases: Phrases) -> Iterator[tuple[str, ...]]:
    """The phrases that stand somewhere among folded words, the longest one at each place."""
    texts = tuple(said)
    return (phrase for at in range(len(texts)) if (phrase := phrase_at(texts, at, phrases)))


def phrase_at(said: tuple[str, ...], at: int, phrases: Phrases) -> tuple[str, ...]:
    """The longest of the phrases that the folded words from `at` on begin with; () for none."""
    first = said[at] if at < len(said) else ""
    return next((p for p in phrases.get(first, ()) if said[at : at + len(p)] == p), ())


def _by_first(phrases: Iterable[str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted({words(text) for text in phrases} - {()}, key=lambda its: (-len(its), its)):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(its) for first, its in found.items()}
