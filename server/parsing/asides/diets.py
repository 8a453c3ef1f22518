"""What somebody never eats, told beside an order or a question: "I don't eat pork, …", "my wife is vegan".

It orders nothing and takes nothing out of a dish: it is handed on with the order, in the diner's words.
"""

from collections.abc import Iterator

from server.parsing.matching.lexicon import Lexicon
from server.parsing.text.foods import foods

LONGEST = 8
"""Spans that a statement goes on for before or behind its verb, at most."""
FURTHEST = 3
"""Words between "I am" and the diet, at most: "I am a strict vegetarian"."""
OF_EATERS = ("vegan", "vegetarian", "halal", "kosher")
"""The diets that somebody keeps; a dish is spicy."""
_SMALL = ("of", "article", "and", "or", "preposition", "no", "filler", "pronoun", "that", "all", "with")
_MARKS = (":", "\uff1a", "-", "\u2013")
"""What sets a diet apart from the order behind it, besides a pause."""
_ORDERS = ("ordering", "make", "add", "no", "remove", "with", "asking", "change", "recommend")


def find_diets(m: Lexicon) -> list[tuple[int, int, bool]]:
    """The spans (first, after) of each statement, and whether it stands alone: else it is a part of what is said."""
    if not m.hints_at("diet"):
        return []
    told = m.view.language.keeps.told
    whole = [_with_who(m, *place) for place in m.places_matching(told)] if told else []
    return [
        *_begun(m),
        *(_with_who(m, *place) for place in (*_not_eaten(m), *_kept(m))),
        *((first, after, _names_no_option(m, first, after)) for first, after, _is_alone in whole),
    ]


def _begun(m: Lexicon) -> list[tuple[int, int, bool]]:
    """A diet with which a text begins, apart from the order behind it: "vegan: the tofu pad thai"."""
    first = next((at for at in range(len(m)) if not m.has(at, "filler") or m.spans[at].names), 0)
    after = first + 1
    opens = first == 0 or bool(m.spans[first].pause)
    if not (opens and after < len(m) and _is_diet(m, first) and _is_apart(m, after)):
        return []
    is_name = bool(m.items(first)) or m.is_option_somewhere(first)
    is_ordered = any(m.items(at) for at in range(after, len(m)))
    return [(first, after, True)] if is_ordered and not is_name else []


def _is_apart(m: Lexicon, at: int) -> bool:
    return bool(m.spans[at].pause) or m.text[: m.place(at)[0]].rstrip().endswith(_MARKS)


def _names_no_option(m: Lexicon, first: int, after: int) -> bool:
    return not any(m.is_option_somewhere(at) for at in range(first, after))


def _not_eaten(m: Lexicon) -> Iterator[tuple[int, int]]:
    """The words for not eating with the foods that are not eaten."""
    pattern = m.view.language.keeps.eats_none
    for first, after in m.places_matching(pattern) if pattern else ():
        end = _end_of_foods(m, after)
        if end > after:
            yield first, end
        elif (begin := _begin_of_foods(m, first)) < first:
            yield begin, after


def _end_of_foods(m: Lexicon, after: int) -> int:
    end = at = after
    while at < min(len(m), after + LONGEST) and not m.spans[at].pause:
        if _is_food(m, at):
            end = at + 1
        elif m.spans[at].names or not m.has(at, *_SMALL):
            break
        at += 1
    return end


def _begin_of_foods(m: Lexicon, first: int) -> int:
    begin = first
    while begin > 0 and not m.spans[begin].pause and _is_food(m, begin - 1):
        begin -= 1
    return begin


def _is_food(m: Lexicon, at: int) -> bool:
    if m.has(at, *_SMALL):
        return False
    spoken = m.view.language
    said = [token.text for token in m.tokens[m.spans[at].start : m.spans[at].end]]
    known, allergens = foods(spoken.code), spoken.allergens_and_foods.root.next
    return any(known.knows(word) or spoken.stem(word) in allergens for word in said)


def _kept(m: Lexicon) -> Iterator[tuple[int, int]]:
    """What says who somebody is, with the diet that they keep behind it."""
    keeps = m.view.language.keeps
    for first, after in m.places_matching(keeps.somebody_is) if keeps.somebody_is else ():
        for at in range(after - 1, min(len(m), after + FURTHEST)):
            if at >= after and m.spans[at].pause:
                break
            if _is_diet(m, at):
                yield first, _end_of_others(m, at + 1)
                break
            if at >= after and m.spans[at].names:
                break


def _end_of_others(m: Lexicon, after: int) -> int:
    """The span behind others of whom a diet is told right behind: "two vegetarians and a vegan"."""
    while m.has(after, "and") and (
        at := next((n for n in (after + 1, after + 2) if n < len(m) and _is_diet(m, n)), 0)
    ):
        after = at + 1
    return after


def _is_diet(m: Lexicon, at: int) -> bool:
    spoken = m.view.language
    said = [token.text for token in m.tokens[m.spans[at].start : m.spans[at].end]]
    return spoken.diets.get((spoken.stem(said[-1]),)) in OF_EATERS


def _with_who(m: Lexicon, first: int, after: int) -> tuple[int, int, bool]:
    """A statement with who it is of, and whether it stands alone."""
    begin = first
    while begin > 0 and first - begin < LONGEST and not m.spans[begin].pause and _says_who(m, begin - 1):
        begin -= 1
    opens = begin == 0 or bool(m.spans[begin].pause)
    return (begin, after, _ends(m, begin, after)) if opens else (first, after, False)


def _says_who(m: Lexicon, at: int) -> bool:
    return not m.spans[at].names and not m.has(at, *_ORDERS)


def _ends(m: Lexicon, begin: int, after: int) -> bool:
    """Whether no more is said of a dish before a statement, nor the same food refused elsewhere.

    What is not eaten and is an option may be left out of a dish as well.
    """
    is_closed = after == len(m) or bool(m.spans[after].pause)
    foods_said = {m.words(at).casefold() for at in range(begin, after) if _is_food(m, at)}
    refused = {m.words(at).casefold() for at in range(after + 1, len(m)) if m.has(at - 1, "no")}
    depends = (not is_closed and any(m.items(at) for at in range(begin))) or any(
        m.is_option_somewhere(at) and not _is_diet(m, at) for at in range(begin, after)
    )
    return not depends and foods_said.isdisjoint(refused)
