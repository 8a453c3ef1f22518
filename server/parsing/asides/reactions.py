"""What somebody gets from a food: "my daughter gets a rash from peanuts" tells an allergy without a word for one.

A language tells the reactions (`reactions` under `[allergy]`), whoever has them; the food that is named nearest in the
same clause, an allergen in the clause before, or what was refused before is what causes it. The words between and
around them belong to it, up to where an order begins.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART, RARE
from server.parsing.text.foods import foods

FURTHEST_NAME = RARE
"""How far a part of a dish's name may be from it that is no reaction."""
FURTHEST = 20
"""Spans between a reaction and the food that causes it, at most."""
_APOSTROPHES = frozenset("'\u2019")
_ORDERS = ("number", "ordering", "multiple", "size")


def find_reactions(
    m: Lexicon,
    told: Sequence[tuple[int, int]],
    named: AbstractSet[int],
    taken: AbstractSet[int],
    refusal_before: Callable[[int], int | None],
) -> Iterator[tuple[int, int, bool]]:
    """The spans (first, after) of each reaction of those that are `told`, and whether its cause is among them.

    `named` are words of an allergen.

    A cause that is not stands in the refusal before it: "no eggs for my son, he reacts".
    """
    done = set(taken)
    for first, after in told:
        if _is_of_name(m, first):
            continue
        known = done.intersection(range(first, _behind_small_word(m, after)))
        place = None if known else _with_cause(m, named, done, first, after)
        if place:
            done.update(range(*place))
            yield *place, True
            continue
        begin = max(_begin(m, done, first), _behind_refused(m, named, done, first))
        if not known and _only_tells(m, begin, first) and refusal_before(begin) is not None:
            yield begin, after, False


def _is_of_name(m: Lexicon, at: int) -> bool:
    """Whether a reaction is a part of what a dish is called: the 疙瘩 of 疙瘩汤, a dumpling soup."""
    return bool(m.items(at)) and m.items(at)[0][0] < FURTHEST_NAME


def _behind_refused(m: Lexicon, named: AbstractSet[int], taken: AbstractSet[int], first: int) -> int:
    """The span after what is refused before a reaction in the same clause: "no nuts because I come out in a rash"."""
    before = _causes(m, named, taken, range(first - 1, max(-1, first - FURTHEST), -1))
    return max(before) + 1 if before and m.has(min(before) - 1, "no", "remove") else 0


def _only_tells(m: Lexicon, begin: int, after: int) -> bool:
    """Whether the words before a reaction order nothing."""
    return not any(m.spans[at].names or m.has(at, "number", "size", "amount") for at in range(begin, after))


def _behind_small_word(m: Lexicon, at: int) -> int:
    """The span after what is suffered from, where it is told already: "choruję na celiakię"."""
    led = at + 1
    is_led = led < len(m) and m.has(at, "preposition") and not (m.spans[at].pause or m.spans[led].pause)
    return led + 1 if is_led else at


def told_reactions(m: Lexicon) -> list[tuple[int, int]]:
    """The spans of each reaction that is told: none that is called like something of the menu, as 面疙瘩 is.

    None begins in one sentence and ends with the next one's order, as "made with beef? I'll have" seems to.
    """
    found = m.places_matching(m.view.language.reactions)
    told = [place for place in found if not _begins_order(m, place[1] - 1)]
    return [place for place in told if not all(_is_called_so(m, at) for at in range(*place))]


def _begins_order(m: Lexicon, at: int) -> bool:
    """Whether a span orders: "I'll take", or "I'll" by itself."""
    if m.has(at, "filler"):
        return not _APOSTROPHES.isdisjoint(m.words(at))
    return m.has(at, "ordering")


def _is_called_so(m: Lexicon, at: int) -> bool:
    names = m.spans[at].names
    return bool(names) and min(names.values()) < PART


def _with_cause(
    m: Lexicon, named: AbstractSet[int], taken: AbstractSet[int], first: int, after: int
) -> tuple[int, int] | None:
    if not named.isdisjoint(range(first, after)):
        return _begin(m, taken, first), _end(m, named, [after - 1])
    before = _causes(m, named, taken, range(first - 1, max(-1, first - FURTHEST), -1))
    behind = _causes(m, named, taken, range(after, min(len(m), after + FURTHEST)))
    if m.view.language.head_final and before:
        behind = []
    if behind and (not before or not named.isdisjoint(behind) or named.isdisjoint(before)):
        return _begin(m, taken, first), _end(m, named, behind)
    if before and m.has(min(before) - 1, "no", "remove"):
        return None
    if before and (
        m.has(min(before) - 1, "article")
        or not m.has(min(before) - 1, "number")
        or not named.isdisjoint(before)
    ):
        return _begin(m, taken, min(before)), _end(m, named, [after - 1])
    cause = _clause_before(m, named, taken, first)
    return None if cause is None else (cause, _end(m, named, [after - 1]))


def _causes(m: Lexicon, named: AbstractSet[int], taken: AbstractSet[int], places: range) -> list[int]:
    """The spans that name the nearest allergen among `places`, else the nearest food, on one side in the same clause."""
    nearest: list[int] = []
    found: list[int] = []
    for at in places:
        ends = m.spans[at if places.step > 0 else at + 1].pause or at in taken
        if ends or (places.step > 0 and m.has(at, *_ORDERS) and not m.has(at, "article")):
            break
        if at in named or m.spans[at].names or _is_food(m, at):
            found.append(at)
        elif not named.isdisjoint(found):
            return found
        else:
            nearest, found = nearest or found, []
    return found if not (nearest and named.isdisjoint(found)) else nearest


def _is_food(m: Lexicon, at: int) -> bool:
    return not m.spans[at].known and foods(m.view.language.code).knows(m.token(at))


def _clause_before(m: Lexicon, named: AbstractSet[int], taken: AbstractSet[int], first: int) -> int | None:
    """Where the clause before begins, if an allergen is named there and nothing is ordered: "if she eats nuts, …"."""
    begin = first
    while begin > 0 and not m.spans[begin].pause:
        begin -= 1
    if begin == 0 or m.spans[begin].pause == ".":
        return None
    at = begin - 1
    while at > 0 and not m.spans[at].pause:
        at -= 1
    clause = set(range(at, begin))
    is_order = any(m.has(i, "ordering", "no", "remove") or _counts(m, i) for i in clause)
    return None if is_order or clause & taken or not clause & named else at


def _counts(m: Lexicon, at: int) -> bool:
    """Whether a number stands right before something of the menu."""
    return m.has(at, "number") and at + 1 < len(m) and bool(m.spans[at + 1].names)


def _begin(m: Lexicon, taken: AbstractSet[int], first: int) -> int:
    """Where the words about it begin: who has it, but nothing that is ordered before it."""
    while first > 0 and not m.spans[first].pause and first - 1 not in taken:
        if m.spans[first - 1].names or m.has(first - 1, "size", "unit", "with"):
            break
        first -= 1
    return first


def _end(m: Lexicon, named: AbstractSet[int], said: Sequence[int]) -> int:
    """The span after it, with further allergens that are joined on."""
    after = max(said) + 1
    while after < len(m) and m.has(after, "and", "or") and after + 1 in named:
        after += 2
    return after
