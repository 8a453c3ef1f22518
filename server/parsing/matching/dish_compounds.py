"""German and Dutch compounds of an option and its dish are read as these two: "Apfelschorle" is a *Schorle* with *Apfel*.

So it is a *Saftschorle* with *Apfel*, where no other dish ends so.
"""

from collections.abc import Iterator, Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import PART
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token, words

_SHORTEST = 3
_LONGEST = 40
_MOST_WORDS = 40
"""Letters of each part at least, of a word at most, and words of a text in which compounds are looked for."""
_LINKS = ("", "n", "en", "s", "es")
"""What stands between the parts: "Zwetschge-n-knödel"."""
_LEFT_OUT = "e"
"""What the first part may lose: "Erdbeereis", "Johannisbeerschorle"."""


def split_compounds(tokens: Sequence[Token], view: MenuWords, index: MenuIndex) -> list[Token]:
    """The tokens, with each unknown word that is an option and a dish which has it as these two."""
    if not view.language.compounds or len(tokens) > _MOST_WORDS:
        return list(tokens)
    return [part for token in tokens for part in _parts(token, view, index)]


def _parts(token: Token, view: MenuWords, index: MenuIndex) -> Sequence[Token]:
    word = token.text
    if not 2 * _SHORTEST <= len(word) <= _LONGEST or token.end - token.start != len(word):
        return (token,)
    if _is_known(word, view):
        return (token,)
    for first, second, cut in _cuts(word, view):
        at = token.start + cut
        parts = Token(first, token.start, at, token.pause), Token(second, at, token.end, "")
        if _is_option_of_dish(parts, view, index):
            return parts
    return _parts_of_longer_dish(token, view, index) or (token,)


def _parts_of_longer_dish(token: Token, view: MenuWords, index: MenuIndex) -> Sequence[Token]:
    """An option and the one dish that has it and ends in the rest of the word: "Apfelschorle" of a *Saftschorle*."""
    word = token.text
    for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
        end, at = word[cut:], token.start + cut
        is_name = min((view.trie.get((end,)) or {}).values(), default=PART) < PART
        named = [] if is_name else [n for n in _one_word_dishes(index) if n.endswith(end)]
        for first in _firsts(word[:cut]) if len(named) == 1 else ():
            parts = Token(first, token.start, at, token.pause), Token(named[0], at, token.end, "")
            if _is_known(first, view) and _is_option_of_dish(parts, view, index):
                return parts
    return ()


def _one_word_dishes(index: MenuIndex) -> list[str]:
    """The dishes that are called by one word, folded."""
    found = {said[0] for name, named in index.names.items() if named.items and len(said := words(name)) == 1}
    return sorted(found)


def _cuts(word: str, view: MenuWords) -> Iterator[tuple[str, str, int]]:
    """Both parts of a word, as the menu knows them, and where the second begins."""
    for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
        second = word[cut:]
        if _is_known(second, view):
            first = next(
                (one for one in _firsts(word[:cut]) if len(one) >= _SHORTEST and _is_known(one, view)), ""
            )
            if first:
                yield first, second, cut


def _firsts(said: str) -> Iterator[str]:
    yield from (said.removesuffix(link) for link in _LINKS if said.endswith(link))
    yield said + _LEFT_OUT


def _is_known(word: str, view: MenuWords) -> bool:
    return word in view.words or view.language.stem(word) in view.words


def _is_option_of_dish(parts: Sequence[Token], view: MenuWords, index: MenuIndex) -> bool:
    """Whether the second is the name of a dish, or the end of only one's, and the first an option which it has."""
    names = [view.trie.get((p.text,)) or view.trie.get((view.language.stem(p.text),)) or {} for p in parts]
    m = Lexicon(index, view, "", parts, [Span(0, 1, names[0]), Span(1, 2, names[1])])
    having = [(far, item_id) for far, item_id in m.items(1) if m.modifier_distance(0, item_id) < PART]
    is_whole = any(far < PART for far, _item_id in having)
    return is_whole or (len(having) == 1 and having[0][0] == PART)
