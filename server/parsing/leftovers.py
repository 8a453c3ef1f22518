"""The account of every word: what was not understood is told, and what is nearly a name of the menu is asked."""

from dataclasses import replace

from rapidfuzz import fuzz, process

from server.parsing.conclusion import Conclusion
from server.parsing.meanings import Meanings
from server.parsing.model import Question
from server.parsing.reading import Reading
from server.parsing.tokens import MAX_TOKENS

NEAR = 75.0
"""Likeness (0 to 100) from which a name of the menu may be what was meant."""
MAX_OFFERED = 5
LONGEST_GUESSED = 60
MAX_GUESSED = 4
"""Left-over phrases of one text for which near names are looked for."""


def leftovers(m: Meanings, reading: Reading, end: Conclusion) -> tuple[list[str], list[Question]]:
    """What of the text was not understood, in the diner's words, and a question for each near miss."""
    places = sorted([*reading.unknown, *_not_understood(m, reading.used)])
    around = {m.words(*place): reading.unknown.get(place, ("", "")) for place in places}
    phrases = [*around, *_unread(m)]
    short = [words for words in phrases if len(words) <= LONGEST_GUESSED]
    guesses = [
        guess
        for words in short[:MAX_GUESSED]
        if (guess := _guess(m, words, around.get(words, ("", "")), end)) is not None
    ]
    return phrases, guesses


def _unread(m: Meanings) -> list[str]:
    """What of a very long text was not looked at."""
    rest = m.text[m.tokens[-1].end :].strip() if len(m.tokens) >= MAX_TOKENS else ""
    return [rest] if rest else []


def _not_understood(m: Meanings, used: set[int]) -> list[tuple[int, int]]:
    """The runs of spans (first, last) that nothing was made of."""
    runs: list[tuple[int, int]] = []
    for at in range(len(m)):
        if at in used or not _matters(m, at):
            continue
        if runs and runs[-1][1] == at - 1 and not m.spans[at].pause:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def _matters(m: Meanings, at: int) -> bool:
    """Whether a word that was not used is missed: all but small talk and the small words of the language."""
    span = m.spans[at]
    return bool(span.names) or not span.known or span.has("number", "amount", "size", "request", "asking")


def _guess(m: Meanings, words: str, around: tuple[str, str], end: Conclusion) -> Question | None:
    """What of the menu may have been meant: a dish, or an option of a dish that is ordered."""
    ordered = {line.item.id for line in end.lines}
    found = m.items_with_words(words) or _near(words, m.index.folded_names)
    found = [item_id for item_id in found if item_id not in ordered][:MAX_OFFERED]
    if found:
        options = [(item_id, m.item(item_id).name) for item_id in found]
        return replace(_question(None, words, options, end), around=around)
    for at, line in enumerate(end.lines[:MAX_GUESSED]):
        names = {o.id: o.name for group in line.item.modifier_groups for o in group.modifiers}
        near = _near(words, {option_id: name.casefold() for option_id, name in names.items()})
        if near:
            return _question(at, words, [(option_id, names[option_id]) for option_id in near], end)
    return None


def _near(words: str, names: dict[int, str]) -> list[int]:
    folded = words.casefold()
    near = process.extract(folded, names, scorer=fuzz.ratio, limit=MAX_OFFERED, score_cutoff=NEAR)
    return [key for name, _score, key in near if name != folded]


def _question(line: int | None, words: str, options: list[tuple[int, str]], end: Conclusion) -> Question:
    text = end.texts["did_you_mean"].format(words=words)
    return Question(line, "did_you_mean", text, tuple(options), words)
