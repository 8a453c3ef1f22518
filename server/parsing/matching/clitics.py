"""Small words that are written together with the next or the last one are taken off where the rest is known.

Arabic "وبيتزا" is "and pizza", Italian "senz'aglio" "senza aglio"; the Turkish "-siz" hangs on what is refused. An Arabic word for two of a thing is read as
the number and the thing. An English verb that an apostrophe ties to a person stands behind it ("mum'll").
"""

from collections.abc import Iterator, Sequence
from functools import cache

from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import PART
from server.parsing.text.foods import foods
from server.parsing.text.language import Language, language
from server.parsing.text.tokens import Token, words

_SHORTEST = 2
_MOST_BEFORE = 2
"""Small words that stand before one word at most: "وب"."""


def split_clitics(tokens: Sequence[Token], view: MenuWords) -> list[Token]:
    """The tokens with each small word that is written together with another as one of its own."""
    spoken = view.language
    if not (spoken.clitics_before or spoken.clitics_behind or spoken.dual or spoken.contractions):
        return list(tokens)
    before, whole = [None, *tokens], _in_names_of_foods(tokens, view)
    places = enumerate(zip(before, tokens, strict=False))
    return [
        part
        for i, (word, token) in places
        for part in ((token,) if i in whole else _parts(token, word, view))
    ]


def _in_names_of_foods(tokens: Sequence[Token], view: MenuWords) -> frozenset[int]:
    """The places of tokens that a name of several words for a food holds as they are written."""
    if view.meanings is None:
        return frozenset()
    eaten, said = foods(view.language.code), [token.text for token in tokens]
    found = ((start, one.end) for start in range(len(said)) for one in eaten.at(said, start))
    return frozenset(at for start, end in found if end > start + 1 for at in range(start, end))


def _parts(token: Token, before: Token | None, view: MenuWords) -> Sequence[Token]:
    if view.language.contractions:
        return _contracted(token, view)
    if before is not None and (ended := next(_behind_name(before.text, token, view), None)):
        return ended
    apart = _apart_from_name(token, before, view)
    is_whole = _is_known(token.text, view) or token.text in _own_foods(view.language.code)
    if not apart and (is_whole or _is_food_without(token.text, view)):
        return (token,)
    readings = (*_before(token, view, _MOST_BEFORE), *_behind(token, view), *_two(token, view))
    return next(iter(readings), (token,))


def _apart_from_name(token: Token, before: Token | None, view: MenuWords) -> bool:
    """Whether a word that only stands within names is a small one and something of the menu here: شاي بالنعناع, where there is ليمون بالنعناع."""
    alone = view.trie.get((token.text,))
    is_name = alone is not None and min(alone.values()) < PART
    if is_name or (before is not None and view.trie.get((before.text, token.text))):
        return False
    ends = (token.text.removeprefix(short) for short in view.language.clitics_before)
    return any(rest != token.text and view.trie.get(words(rest)) for rest in ends)


def _contracted(token: Token, view: MenuWords) -> Sequence[Token]:
    """Who somebody is and the verb that an apostrophe ties to it: "mum'll", "Dave'd"; what is known stays one word."""
    if token.end - token.start <= len(token.text):
        return (token,)
    short = next((end for end in view.language.contractions if token.text.endswith(end)), "")
    if not short or len(token.text) <= len(short) or _is_known(token.text, view):
        return (token,)
    at = token.end - len(short)
    rest = token.text.removesuffix(short)
    return Token(rest, token.start, at, token.pause), Token(short, at, token.end, "")


def _before(token: Token, view: MenuWords, most: int) -> Iterator[Sequence[Token]]:
    for short in view.language.clitics_before:
        rest = token.text.removeprefix(short)
        if rest == token.text or len(rest) < _SHORTEST:
            continue
        (plain,) = words(rest) or (rest,)
        has_sign = bool(view.language.elisions) and token.end - token.start > len(token.text)
        at = token.start + len(short) + has_sign
        first = Token(short, token.start, at, token.pause)
        behind = Token(plain, at, token.end, "")
        if has_sign or _is_thing(plain, view):
            yield (first, behind)
        elif two := next(_two(behind, view), None):
            yield (first, *two)
        elif most > 1 and (deeper := next(_before(behind, view, most - 1), None)):
            yield (first, *deeper)


def _behind(token: Token, view: MenuWords) -> Iterator[Sequence[Token]]:
    for short in view.language.clitics_behind:
        rest = token.text.removesuffix(short)
        if rest != token.text and len(rest) >= _SHORTEST and _is_thing(rest, view):
            yield _cut_before(short, rest, token)


def _behind_name(before: str, token: Token, view: MenuWords) -> Iterator[Sequence[Token]]:
    """A word that is known by itself and ends a name here with the word before it: the "şekersiz" of "pudra şekersiz"."""
    for short in () if token.pause else view.language.clitics_behind:
        rest = token.text.removesuffix(short)
        if rest != token.text and view.trie.get((before, rest)):
            yield _cut_before(short, rest, token)


def _cut_before(short: str, rest: str, token: Token) -> Sequence[Token]:
    at = max(token.start + 1, token.end - len(short))
    return (Token(rest, token.start, at, token.pause), Token(short, at, token.end, ""))


def _two(token: Token, view: MenuWords) -> Iterator[Sequence[Token]]:
    for ending, instead in view.language.dual:
        rest = token.text.removesuffix(ending)
        if rest != token.text and len(rest) >= _SHORTEST and _is_thing(rest + instead, view):
            at = max(token.start + 1, token.end - len(ending))
            yield (Token("2", at, token.end, token.pause), Token(rest + instead, token.start, at, ""))


def _is_food_without(word: str, view: MenuWords) -> bool:
    """Whether a word for food has the ending itself, as still water has in Turkish."""
    spoken = view.language
    endings = (*spoken.clitics_behind, *(ending for ending, _instead in spoken.dual))
    has_ending = any(map(word.endswith, endings))
    return has_ending and view.meanings is not None and foods(spoken.code).knows(word)


@cache
def _own_foods(code: str) -> frozenset[str]:
    """Single words of a language for food, by its own table: فلفل is pepper, though it begins as "and for" does."""
    named = (words(name) for names in language(code).food.values() for name in names.split("/"))
    return frozenset(phrase[0] for phrase in named if len(phrase) == 1)


def _is_known(word: str, view: MenuWords) -> bool:
    spoken: Language = view.language
    known = (view.words, spoken.spelling.words, spoken.allergy_words)
    return any(form in these for form in (word, spoken.stem(word)) for these in known)


def _is_thing(word: str, view: MenuWords) -> bool:
    """Whether a word is known, also as food that the menu names in another language."""
    return _is_known(word, view) or (view.meanings is not None and foods(view.language.code).knows(word))
