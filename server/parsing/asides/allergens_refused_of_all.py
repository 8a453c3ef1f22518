"""Allergens that a clause of its own refuses of several dishes: "nut free please, a soup and a cake" tells an allergy.

Read as a wish it would belong to the one dish beside it. An option of the menu is refused where it can be had, and
what diners leave out for its taste (milk, egg, fish) is a wish, unless it is said to be free of it.
"""

from collections.abc import Iterator

from server.parsing.asides.allergy_words import AllergyWords

CODES = frozenset({"gluten", "nuts", "peanuts", "sesame"})
"""Allergens that are hardly ever left out for their taste."""
_SMALL = ("filler", "please", "it", "make", "ordering", "request", "that", "pronoun", "article", "all")


def find_refused_of_all(told: AllergyWords) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each such clause: before all dishes, or behind dishes that only "and" joins."""
    if several := _end_of_several(told):
        yield 0, several
        return
    for first, after in told.m.clauses():
        end = _end(told, first, after) if first == 0 or after == len(told.m) else 0
        if end and _stands_apart(told, first, end):
            yield first, end


def _end_of_several(told: AllergyWords) -> int:
    """The span after clauses at the beginning that refuse several such allergens, "no nuts, no sesame, …"; 0 for none.

    At least two of them are no options of the menu.
    """
    found, refused = 0, set[str]()
    for first, after in told.m.clauses() if told.named else ():
        codes = {code for at in range(first, after) for code in told.codes_of(at)}
        if not (codes <= CODES and all(_only_refuses(told, at) for at in range(first, after))):
            break
        found = after
        refused |= {
            c for at in range(first, after) if not told.m.is_option_somewhere(at) for c in told.codes_of(at)
        }
    return found if len(refused) > 1 else 0


def _only_refuses(told: AllergyWords, at: int) -> bool:
    """Whether a span is one of a clause that refuses allergens, and some small words."""
    m = told.m
    if at in told.named:
        return at - 1 in told.named or m.has(at - 1, "no")
    return told.says_free_of(at) or (m.has(at, "no", "and", "or", *_SMALL) and not m.spans[at].names)


def _stands_apart(told: AllergyWords, first: int, end: int) -> bool:
    """Whether several dishes are named behind a clause at the beginning, or before one at the end and joined."""
    dishes = [at for at in range(len(told.m)) if told.is_dish(at)]
    if len(dishes) < 2:  # noqa: PLR2004 - of one dish it is a wish
        return False
    is_before = first == 0 and end <= dishes[0]
    is_behind = end == len(told.m) and dishes[-1] < first and _are_joined(told, dishes)
    return is_before or is_behind


def _end(told: AllergyWords, first: int, after: int) -> int:
    """The span after a refusal of allergens alone that begins a clause; 0 where none does."""
    m, found = told.m, 0
    for at in range(first, after):
        if told.says_free_of(at) or _is_refused(told, at):
            found = at + 1
        elif m.spans[at].names or not m.has(at, "no", *_SMALL):
            break
        elif found and m.has(at, "filler", "please"):
            found = at + 1
    return found


def _is_refused(told: AllergyWords, at: int) -> bool:
    if not told.m.has(at - 1, "no") or at not in told.named:
        return False
    return not told.m.is_option_somewhere(at) and told.codes_of(at) <= CODES


def _are_joined(told: AllergyWords, dishes: list[int]) -> bool:
    """Whether the dishes stand in one clause."""
    return not any(told.m.spans[at].pause for at in range(dishes[0] + 1, dishes[-1] + 1))
