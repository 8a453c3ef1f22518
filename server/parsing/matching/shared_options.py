"""What two share stands behind the second: "one with and one without cheese" is one with cheese and one without cheese."""

from collections.abc import Sequence

from server.parsing.matching.menu_words import MenuWords
from server.parsing.text.tokens import Token

_MOST_BETWEEN = 4
_LONGEST = 4
"""Words between "with" and "without", and of what is shared, at most."""
_COUNTS = ("number", "article", "other", "another")
_BETWEEN = (*_COUNTS, "and", "also", "that", "but")


def tell_of_both(tokens: Sequence[Token], view: MenuWords) -> list[Token]:
    """The tokens, with what stands behind "without" said behind the bare "with" before it, too; or the other way round."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        found.append(token)
        for first, second in (("with", "without"), ("without", "with")):
            if view.language.is_cue(token.text, first):
                found.extend(_shared(tokens, at, second, view))
    return found


def _shared(tokens: Sequence[Token], at: int, second: str, view: MenuWords) -> Sequence[Token]:
    """What is shared with the word at `at` by the next one that is a cue of `second`; nothing where they share nothing."""
    behind = range(at + 1, min(at + 2 + _MOST_BETWEEN, len(tokens)))
    end = next((i for i in behind if view.language.is_cue(tokens[i].text, second)), 0)
    between = [token.text for token in tokens[at + 1 : end]]
    if not between or not _counts_another(between, view) or tokens[end].pause:
        return ()
    return [token._replace(pause="") for token in tokens[end + 1 : _end_of_thing(tokens, end + 1, view)]]


def _counts_another(between: Sequence[str], view: MenuWords) -> bool:
    """Whether words say nothing but that there is another one: "and one", "and the other"."""
    spoken = view.language
    small = [spoken.is_cue(word, *_BETWEEN) or word.isdecimal() for word in between]
    if all(small):
        return spoken.is_cue(between[-1], *_COUNTS) or between[-1].isdecimal()
    first = small.index(False)
    others = (spoken.trie.get(tuple(between[i:])) for i in range(first + 1))
    return any(word is not None and not word.kinds.isdisjoint(_COUNTS) for word in others)


def _end_of_thing(tokens: Sequence[Token], begin: int, view: MenuWords) -> int:
    """Where a thing ends that begins a place: the longest name of the menu, or a single word that is no small one."""
    if begin >= len(tokens) or tokens[begin].pause:
        return begin
    said = [token.text for token in tokens[begin : begin + _LONGEST]]
    for many in range(len(said), 0, -1):
        if view.trie.get(said[:many]) is not None:
            return begin + many
    return begin if view.language.trie.get((said[0],)) is not None else begin + 1
