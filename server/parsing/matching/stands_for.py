"""Phrases that stand for several options, as a language has them: German "rot-weiß" is ketchup and mayonnaise."""

from collections.abc import Sequence

from server.parsing.matching.menu_words import MenuWords
from server.parsing.text.tokens import Token


def say_in_full(tokens: Sequence[Token], view: MenuWords) -> list[Token]:
    """The tokens, with each such phrase in full where the menu has no word of it."""
    phrases = view.language.stands_for
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        phrase = next((p for p in phrases if _is_said(tokens, at, p, view)), ())
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
