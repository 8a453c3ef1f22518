"""Phrases that stand for several words, as a language has them: German "rot-weiß" is ketchup and mayonnaise, Dutch "patat met" has mayonnaise."""

from collections.abc import Mapping, Sequence

from server.parsing.matching.menu_words import MenuWords
from server.parsing.text.tokens import Token

_BEHIND = ("and", "also", "please", "but", "filler")
"""Words that may stand behind a phrase which ends what is said of a dish."""


def say_in_full(tokens: Sequence[Token], view: MenuWords) -> list[Token]:
    """The tokens, with each such phrase in full where the menu has no word of it."""
    said = _replaced(tokens, view.language.stands_for, view, at_end=False)
    return _replaced(said, view.language.stands_for_at_end, view, at_end=True)


def _replaced(
    tokens: Sequence[Token],
    phrases: Mapping[tuple[str, ...], tuple[str, ...]],
    view: MenuWords,
    *,
    at_end: bool,
) -> list[Token]:
    says = _ends_with if at_end else _is_said
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        phrase = next((p for p in phrases if says(tokens, at, p, view)), ())
        if not phrase:
            found.append(tokens[at])
            at += 1
            continue
        first, last = tokens[at], tokens[at + len(phrase) - 1]
        full = [Token(word, first.start, last.end, "") for word in phrases[phrase]]
        found += [full[0]._replace(pause=first.pause), *full[1:]]
        at += len(phrase)
    return found


def _is_said(tokens: Sequence[Token], at: int, phrase: Sequence[str], view: MenuWords) -> bool:
    said = [token.text for token in tokens[at : at + len(phrase)]]
    return said == [*phrase] and not any(view.trie.get((word,)) for word in said)


def _ends_with(tokens: Sequence[Token], at: int, phrase: Sequence[str], view: MenuWords) -> bool:
    """Whether a phrase is said at a place, ends what is said of its dish, and is no name of the menu."""
    behind = at + len(phrase)
    said = [token.text for token in tokens[at:behind]]
    if said != [*phrase] or view.trie.get(said):
        return False
    return (
        behind >= len(tokens)
        or bool(tokens[behind].pause)
        or view.language.is_cue(tokens[behind].text, *_BEHIND)
    )
