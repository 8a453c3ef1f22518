"""The account of every word: what was not understood is told, and what is nearly a name of the menu is asked."""

from dataclasses import replace

from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Question
from server.parsing.result.clarify import Place
from server.parsing.result.readings import Reading
from server.parsing.result.resolve import Resolution
from server.parsing.text.similarity import fuzz, process
from server.parsing.text.tokens import MAX_TOKENS

NEAR = 75.0
"""Likeness (0 to 100) from which a name of the menu may be what was meant."""
MAX_OFFERED = 5
LONGEST_GUESSED = 60
MAX_GUESSED = 4
"""Left-over phrases of one text for which near names are looked for."""


def find_unmatched(m: Lexicon, reading: Reading, end: Resolution) -> tuple[list[str], list[Question]]:
    """What of the text was not understood, in the diner's words, and a question for each near miss."""
    places = {m.words(*place): place for place in reading.clauses.strange}
    short = [(words, place) for words, place in places.items() if len(words) <= LONGEST_GUESSED]
    guesses = [
        _with_around(guess, place, reading)
        for words, place in short[:MAX_GUESSED]
        if (guess := _guess(m, words, end)) is not None
    ]
    return [*places, *_unread(m)], guesses


def _with_around(guess: Question, place: Place, reading: Reading) -> Question:
    if guess.line is not None:
        return guess
    return replace(guess, around=reading.clauses.around(place, reading.unknown.get(place, place[0])))


def _unread(m: Lexicon) -> list[str]:
    """What of a very long text was not looked at."""
    rest = m.text[m.tokens[-1].end :].strip() if len(m.tokens) >= MAX_TOKENS else ""
    return [rest] if rest else []


def _guess(m: Lexicon, words: str, end: Resolution) -> Question | None:
    """What of the menu may have been meant: a dish, or an option of a dish that is ordered."""
    ordered = {line.item.id for line in end.lines}
    found = m.items_with_words(words) or _near(words, m.index.folded_names)
    found = [item_id for item_id in found if item_id not in ordered][:MAX_OFFERED]
    if found:
        options = [(item_id, m.index.names_apart[item_id]) for item_id in found]
        return _question(None, words, options, end)
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


def _question(line: int | None, words: str, options: list[tuple[int, str]], end: Resolution) -> Question:
    text = end.texts["did_you_mean"].format(words=words)
    return Question(line, "did_you_mean", text, tuple(options), words)
