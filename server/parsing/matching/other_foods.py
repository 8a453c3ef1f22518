"""Words for another food than the menu's that share a word with its name, or the tail of one.

The brown of "brown sauce" is no *Brown rice*, and "appelsap" no *Sinaasappelsap*.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.names import SHORTENED
from server.parsing.matching.spans import Span
from server.parsing.text.foods import Foods, Things, foods, is_adjective, kin, kind_of
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token, words

LONGEST = 2
"""Words of a quality and what it is said of."""
SHORTEST = 3
"""Letters of a food within a compound, at least."""
MAX_NAMES = 4096
"""Names whose things are remembered, at most."""


def told_of_other_food(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex, spoken: Language
) -> None:
    """Take from words the names that share nothing with what is said but a quality, or a tail that is another food."""
    known = foods(spoken.code)
    for at, span in enumerate(spans):
        if not span.names or span.word.kinds or span.end - span.start > LONGEST:
            continue
        if min(span.names.values()) < SHORTENED:
            continue
        if spoken.compounds:
            span.names = _without_tails(span.names, tokens[span.start].text, known)
        if told := _told_of(spans, tokens, at, spoken):
            span.names = {
                name: far for name, far in span.names.items() if not _is_of_other(name, told, index)
            }


def _told_of(spans: Sequence[Span], tokens: Sequence[Token], at: int, spoken: Language) -> Things:
    """What a word for a quality is said of, in its span or beside it; nothing where the span has none, or no food is there."""
    span, known = spans[at], foods(spoken.code)
    said = [token.text for token in tokens[span.start : span.end]]
    qualities = [word for word in said if _is_quality(known, word)]
    if not qualities:
        return frozenset()
    if len(said) > 1:
        return _only_foods(known, *(word for word in said if word not in qualities))
    told = _food_behind(spans, tokens, at, known)
    return told or (_food_before(spans, tokens, at, known) if spoken.head_first else told)


def _without_tails(names: Mapping[str, float], said: str, known: Foods) -> dict[str, float]:
    """The names but for those with a longer word that ends with a compound of other things."""
    is_compound = any(_ends_word(name, said) for name in names) and _is_of_two(known, said)
    told = _foods_in(known, said) if is_compound else frozenset()
    return {
        name: far
        for name, far in names.items()
        if not (is_compound and _ends_word(name, said) and not told <= _foods_in(known, *words(name)))
    }


def _is_of_two(known: Foods, said: str) -> bool:
    """Whether a word is two foods in one: "appelsap", not "salat"."""
    parts = ((said[:at], said[at:]) for at in range(SHORTEST, len(said) - SHORTEST + 1))
    return any(_foods_in(known, first) and _foods_in(known, last) for first, last in parts)


def _ends_word(name: str, said: str) -> bool:
    return any(word.endswith(said) and word != said for word in words(name))


def _is_quality(known: Foods, word: str) -> bool:
    things = _foods_in(known, word)
    return any(map(is_adjective, things))


def _food_behind(spans: Sequence[Span], tokens: Sequence[Token], at: int, known: Foods) -> Things:
    """What the word right behind a quality is; nothing where it is no food, or stands apart."""
    behind = at + 1
    if behind >= len(spans) or spans[behind].pause or spans[behind].word.kinds:
        return frozenset()
    return _only_foods(known, tokens[spans[behind].start].text)


def _food_before(spans: Sequence[Span], tokens: Sequence[Token], at: int, known: Foods) -> Things:
    """What the word right before a quality is: the sauce of "salsa bianca"."""
    if at == 0 or spans[at].pause or spans[at - 1].word.kinds:
        return frozenset()
    return _only_foods(known, tokens[spans[at - 1].end - 1].text)


def _only_foods(known: Foods, *said: str) -> Things:
    return frozenset(thing for thing in _foods_in(known, *said) if not is_adjective(thing))


def _foods_in(known: Foods, *said: str) -> Things:
    return frozenset(thing for thing in known.things_in(said) if not thing.startswith("="))


def _is_of_other(name: str, told: Things, index: MenuIndex) -> bool:
    """Whether a name is of a food that is neither what is told nor of its kind."""
    own = _things_of_name(name, index.language)
    near = frozenset(other for thing in told for other in (thing, *kin(thing), *kind_of(thing)))
    return bool(own) and own.isdisjoint(near)


@lru_cache(maxsize=MAX_NAMES)
def _things_of_name(name: str, code: str) -> Things:
    return _only_foods(foods(code), *words(name))
