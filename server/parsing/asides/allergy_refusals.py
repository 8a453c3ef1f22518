"""What an allergy means for the dishes, said beside it: "I'm coeliac, so no gluten for me, a beer and …".

Such a refusal names the allergy's own allergen again. It belongs to the allergy and so to every dish; read for itself
it would be a wish at the one dish beside it.
"""

from server.parsing.asides.allergy_words import AllergyWords

MOST_BETWEEN = 4
"""Small words between an allergy and the refusal: "so please"."""
_SMALL = (
    "filler",
    "then",
    "and",
    "request",
    "ordering",
    "also",
    "with",
    "of",
    "preposition",
    "pronoun",
    "for",
    "all",
)


def with_refusals(told: AllergyWords, first: int, end: int, free: int) -> tuple[int, int]:
    """An allergy of spans `first` to `end`, with the refusals of the same allergen that stand behind and before it."""
    codes = told.codes(first, end)
    if not codes:
        return first, end
    first = _with_own_refusal(told, first, free)
    behind = _behind_small(told, end)
    after = _end_of_refusal(told, behind, codes)
    return _begin_of_refusal(told, first, free, codes), (_behind_for_whom(told, after) if after else end)


def _with_own_refusal(told: AllergyWords, first: int, free: int) -> int:
    """Where an allergy begins with the refusal right before its allergen: "no egg as it brings me out in a rash"."""
    after = first
    while after in told.named:
        after += 1
    is_refused = first > free and _refuses(told, first - 1) and not told.m.spans[first].pause
    return first - 1 if is_refused and after > first and not _is_of_dish(told, first, after) else first


def _begin_of_refusal(told: AllergyWords, first: int, free: int, codes: frozenset[str]) -> int:
    """Where a clause of its own before the allergy refuses the allergen: "no gluten for me, I'm coeliac"."""
    for at in range(first - 1, max(free, first - 2 * MOST_BETWEEN) - 1, -1):
        if at == free or told.m.spans[at].pause:
            begin = _behind_small(told, at)
            after = _end_of_refusal(told, begin, codes)
            return begin if after and _behind_for_whom(told, after) == first else first
    return first


def _end_of_refusal(told: AllergyWords, at: int, codes: frozenset[str]) -> int:
    """The span after a refusal of nothing but these allergens; 0 where none begins at span `at`."""
    if _refuses(told, at):
        after = _end_of_named(told, at + 1, codes)
        return after if after > at + 1 else 0
    after = _end_of_named(told, at, codes) if told.spoken.head_final else at
    if after == at:
        return 0
    refusal = _behind_small(told, after, within=True)
    return refusal + 1 if _refuses(told, refusal) and not told.m.spans[refusal].pause else 0


def _end_of_named(told: AllergyWords, at: int, codes: frozenset[str]) -> int:
    after = at
    while after in told.named:
        after += 1
    return after if told.codes(at, after) <= codes and not _is_of_dish(told, at, after) else at


def _is_of_dish(told: AllergyWords, at: int, after: int) -> bool:
    """Whether a dish beside it or in the cart may be meant: "… a burger without egg", but not "so no egg, a burger"."""
    if not any(map(told.m.is_option_somewhere, range(at, after))):
        return False
    closing = _behind_small(told, after, within=True)
    if told.spoken.head_final and _refuses(told, closing):
        closing = _behind_small(told, closing + 1, within=True)
    closes = closing >= len(told.m) or bool(told.m.spans[closing].pause)
    is_named_behind = any(map(told.is_dish, range(after, len(told.m))))
    return not (closes and is_named_behind) or any(map(told.is_dish, range(at)))


def _refuses(told: AllergyWords, at: int) -> bool:
    m = told.m
    return at < len(m) and (
        m.has(at, "no", "remove") or (m.has(at, "number") and m.spans[at].word.value == 0)
    )


def _behind_small(told: AllergyWords, at: int, *, within: bool = False) -> int:
    """The span behind small words from span `at` on; with `within`, those of the same clause."""
    m, i = told.m, at
    while i < min(len(m), at + MOST_BETWEEN) and _is_small(told, i):
        if within and m.spans[i].pause:
            break
        i += 1
    return i


def _is_small(told: AllergyWords, i: int) -> bool:
    if _is_moved(told, i):
        return True
    is_name = told.m.spans[i].names or i in told.named
    return told.m.has(i, *_SMALL) and not is_name and not _refuses(told, i)


def without_moved(told: AllergyWords, first: int, after: int) -> tuple[str, list[tuple[int, int]]]:
    """The words of spans `first` to `after` and their places, without the numbers that were moved among them."""
    stay = [at for at in range(first, after) if not _is_moved(told, at)]
    places = [told.m.place(at) for at in stay]
    text = told.m.text[min(begin for begin, _end in places) : max(end for _begin, end in places)]
    return text, [(at, at + 1) for at in stay]


def _is_moved(told: AllergyWords, at: int) -> bool:
    """Whether a number was moved to here from behind the dish that it counts: 「卵は入れないで。ビールを一つ」."""
    spans = told.m.spans
    return told.m.has(at, "number") and at + 1 < len(spans) and spans[at].start > spans[at + 1].start


def _behind_for_whom(told: AllergyWords, behind: int) -> int:
    """The span after "for me please", where the clause ends with it."""
    if told.spoken.head_final:
        return behind
    at = _behind_small(told, behind, within=True)
    return at if at >= len(told.m) or told.m.spans[at].pause else behind
