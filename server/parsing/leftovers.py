"""The account of every word: what was not understood is told, and what is nearly a name of the menu is asked."""

from rapidfuzz import fuzz, process

from server.parsing.conclusion import Conclusion
from server.parsing.meanings import Meanings
from server.parsing.model import Question
from server.parsing.reading import Reading

NEAR = 75.0
"""Likeness (0 to 100) from which a name of the menu may be what was meant."""
MAX_GUESSED = 4
"""Left-over phrases of one text for which near names are looked for."""


def leftovers(m: Meanings, reading: Reading, end: Conclusion) -> tuple[list[str], list[Question]]:
    """What of the text was not understood, in the diner's words, and a question for each near miss."""
    phrases = _phrases(m, reading.used)
    guesses = [guess for words in phrases[:MAX_GUESSED] if (guess := _guess(m, words, end)) is not None]
    return phrases, guesses


def _phrases(m: Meanings, used: set[int]) -> list[str]:
    phrases: list[str] = []
    at = 0
    while at < len(m):
        if at in used or not _matters(m, at):
            at += 1
            continue
        last = at
        while last + 1 < len(m) and last + 1 not in used and _matters(m, last + 1) and not m.spans[last + 1].pause:
            last += 1
        phrases.append(m.words(at, last))
        at = last + 1
    return phrases


def _matters(m: Meanings, at: int) -> bool:
    """Whether a word that was not used is missed: all but small talk and the small words of the language."""
    span = m.spans[at]
    return bool(span.names) or not span.known or span.has("number", "amount", "size", "request")


def _guess(m: Meanings, words: str, end: Conclusion) -> Question | None:
    names = {item.id: item.name for item in m.index.items.values()}
    found = process.extract(words.casefold(), {i: n.casefold() for i, n in names.items()}, scorer=fuzz.ratio, limit=3, score_cutoff=NEAR)
    if not found:
        return None
    options = tuple((item_id, names[item_id]) for _name, _score, item_id in found)
    return Question(None, "did_you_mean", end.texts["did_you_mean"].format(words=words), options)
