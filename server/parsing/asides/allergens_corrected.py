"""Allergens that stand instead of one that is denied right behind an allergy: "to nuts. Sorry, not nuts, sesame".

Both are kept: the one that was told first is taken back by the staff, who read the words.
"""

from server.parsing.asides.allergy_words import AllergyWords
from server.parsing.text.denial_words import phrase_at

LONGEST = 12
"""Spans of such a correction, at most."""
_SMALL = (
    "filler", "that", "pronoun", "preposition", "of", "article", "correction", "allergy_head", "into", "for", "recount",
)  # fmt: skip
_TURNS = ("but", "correction", "rather", "instead")


def foods_instead(told: AllergyWords, first: int) -> tuple[int, tuple[int, ...]] | None:
    """The span after a correction that begins at span `first`, and the foods that it tells instead; None for none."""
    m = told.m
    denied = _behind_small(told, first, takes_no=True)
    behind = _end_of_foods(told, denied)
    is_denied = any(m.has(at, "no") for at in range(first, denied))
    turns = behind < len(m) and (m.spans[behind].pause == "," or _turns(told, behind))
    if not is_denied or behind == denied or not turns or not _is_known(told, first, denied, behind):
        return None
    instead = _behind_small(told, behind)
    after = _behind_small(told, end := _end_of_foods(told, instead), within=True)
    if end == instead or not _closes(told, after) or after - first > LONGEST:
        return None
    return after, tuple(at for at in range(instead, end) if _is_food(told, at))


def _is_known(told: AllergyWords, first: int, denied: int, behind: int) -> bool:
    """Whether what is denied is an allergen that was named before span `first`, if any was: "no egg, cheese" orders."""
    before = _codes(told, 0, first)
    return not before or _codes(told, denied, behind) <= before


def _codes(told: AllergyWords, first: int, after: int) -> set[str]:
    return {code for at in range(first, after) for code in told.codes_of(at)}


def _closes(told: AllergyWords, at: int) -> bool:
    return at >= len(told.m) or bool(told.m.spans[at].pause)


def _turns(told: AllergyWords, at: int) -> bool:
    """Whether a word says that another thing follows: "but", "sondern"."""
    m = told.m
    return m.has(at, *_TURNS) or bool(phrase_at(tuple(m.texts), m.spans[at].start, told.spoken.denials.but))


def _behind_small(told: AllergyWords, at: int, *, takes_no: bool = False, within: bool = False) -> int:
    """The span behind small words; `within` one clause."""
    m, kinds = told.m, (*_SMALL, "no") if takes_no else _SMALL
    while (
        at < len(m)
        and not (_is_food(told, at) or (within and m.spans[at].pause))
        and (m.has(at, *kinds) or _turns(told, at))
        and not m.spans[at].names
    ):
        at += 1
    return at


def _end_of_foods(told: AllergyWords, at: int) -> int:
    """The span after the allergens that stand together from span `at` on: "nuts and eggs"."""
    end = at
    while end < len(told.m) and _is_food(told, end) and (end == at or not told.m.spans[end].pause):
        end += 1
        if told.m.has(end, "and", "or") and end + 1 < len(told.m) and _is_food(told, end + 1):
            end += 1
    return end


def _is_food(told: AllergyWords, at: int) -> bool:
    return at in told.named or bool(told.codes_of(at))
