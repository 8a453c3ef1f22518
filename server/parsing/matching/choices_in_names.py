"""A dish told by a choice that stands where its name has what is chosen: "cod and chips" of *Fish & Chips*.

So is "bacon, egg and cheese" of *Meat, Egg & Cheese*, whatever dishes the other words may be by themselves.
"""

from collections.abc import Sequence

from server.domain.menu import ModifierGroup
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS, PART
from server.parsing.matching.spans import Span
from server.parsing.text.foods import foods, members_of
from server.parsing.text.tokens import Token, is_unspaced, words

_TOLD_OF_ANOTHER = ("with", "no", "of", "preposition", "remove", "instead", "or")
"""Kinds of words behind which an option belongs to what was said before."""


def name_by_choices(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex, view: MenuWords
) -> list[Span]:
    """The spans, what follows a choice as the dish whose name goes on so behind the word for what is chosen."""
    found = list(spans)
    for at in range(len(found) - 2, -1, -1):
        if not found[at].names or _is_told_of_another(found, at) or _is_dish(found[at], index):
            continue
        named, after = _dishes_told(found, at, tokens, index, view)
        if named and not _has_choice(found[at], found[at + 1 : after], index):
            first, last = found[at + 1], found[after - 1]
            found[at + 1 : after] = [Span(first.start, last.end, named)]
    return found


def _is_told_of_another(spans: Sequence[Span], at: int) -> bool:
    return at > 0 and not spans[at].pause and spans[at - 1].has(*_TOLD_OF_ANOTHER)


def _is_dish(span: Span, index: MenuIndex) -> bool:
    return any(far < PART and index.names[name].items for name, far in span.names.items())


def _dishes_told(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], index: MenuIndex, view: MenuWords
) -> tuple[dict[str, float], int]:
    """The names of the dishes that are told from span `at` on by the most words, and the span behind these."""
    told: dict[str, float] = {}
    farthest = at + 1
    for name, group in index.phrases.of(spans[at].names).dishes_of_choice:
        after = _end_of(spans, at, tokens, _behind_choice(name, group, view), view)
        if after > farthest:
            told, farthest = {}, after
        if after == farthest > at + 1:
            told[name.casefold()] = ALIAS
    return told, farthest


def _behind_choice(name: str, group: ModifierGroup, view: MenuWords) -> tuple[tuple[str, ...], bool]:
    """The words of a name, without endings and small ones, behind the one for what is chosen that begins it; and whether a comma parts them."""
    spoken = view.language
    said = [word for word in words(name) if word not in spoken.structural]
    if not said or is_unspaced(said[0][0]) or not _is_chosen(said[0], group, view):
        return (), False
    return tuple(map(spoken.stem, said[1:])), "," in name


def _is_chosen(word: str, group: ModifierGroup, view: MenuWords) -> bool:
    """Whether a word is one of a group's name, or what the options of the group are: "fish" of cod and haddock."""
    if view.language.stem(word) in view.stems_of_group(group.name):
        return True
    known = foods(view.language.code)
    of_kind = [members_of(thing) for thing in known.things_in([word])]
    return any(
        not of_kind[0].isdisjoint(known.things_in(words(option.name)))
        for option in (group.modifiers if of_kind else ())
    )


def _end_of(
    spans: Sequence[Span],
    at: int,
    tokens: Sequence[Token],
    behind: tuple[tuple[str, ...], bool],
    view: MenuWords,
) -> int:
    """The span behind those that say just these words after span `at`, but for small ones; else 0."""
    (rest, is_listed), said = behind, list[str]()
    pauses = ("", ",") if is_listed else ("",)
    for after in range(at + 1, len(spans)):
        if not rest or spans[after].pause not in pauses:
            return 0
        its = (token.text for token in tokens[spans[after].start : spans[after].end])
        said += [view.language.stem(word) for word in its if word not in view.language.structural]
        if tuple(said) != rest[: len(said)]:
            return 0
        if len(said) == len(rest):
            return after + 1
    return 0


def _has_choice(choice: Span, others: Sequence[Span], index: MenuIndex) -> bool:
    """Whether one of the other words alone is the name of a dish that has the choice as well: a plain *Omelette*."""
    having = {item for name in choice.names for item in index.names[name].modifiers}
    dishes = {
        i for one in others for name, far in one.names.items() if not far for i in index.names[name].items
    }
    return not having.isdisjoint(dishes)
