"""Words that tell how a dish is to be, and of which nothing came: "zwei doppelte Espresso", "ein alkoholfreies Weizen"; or that came to more dishes."""

from collections.abc import Sequence
from itertools import pairwise

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.name_forms import tells_no_alcohol
from server.parsing.result.readings import Reading
from server.parsing.search.draft import Draft


def doubles_in_vain(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether a dish is to be a double one right before its name, and is none: "two double espressos"."""
    behind = at + 1
    if m.spans[at].names or behind >= len(m) or m.spans[behind].pause:
        return False
    dishes = [d for d in reading.drafts if d.line is None and d.head is not None and d.head[0] <= at]
    return any(d.head is not None and d.head[1] == behind for d in dishes)


def is_drink_of_two(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether "without alcohol" right before a drink became another drink than that: "ein alkoholfreies Weizen"."""
    new = [d for d in drafts if d.line is None and not d.removed and d.head is not None]
    return any(_tells_of_next(m, *pair) for pair in pairwise(new))


def _tells_of_next(m: Lexicon, first: Draft, second: Draft) -> bool:
    if first.head is None or second.head is None:
        return False
    at = first.head[2]
    if second.head[0] != at + 1 or m.spans[at + 1].pause:
        return False
    return tells_no_alcohol(tuple(m.texts[m.spans[at].start : m.spans[at].end]), m.view.language)


def makes_one_of_several(m: Lexicon, at: int, reading: Reading) -> bool:
    """Whether one is to be made another one, and all of a line became that: "maak van één maar een rosé" of two."""
    is_led = m.has(at + 1, "of", "preposition")
    one = at + 1 + is_led
    if one >= len(m) or m.spans[one].names or not m.has(one, "number", "article"):
        return False
    is_one = m.has(one, "number") and m.spans[one].word.value == 1
    if not is_one and not m.has(one, "article"):
        return False
    is_told_apart = m.has(one + 1, "article", "number", "but", "please") if is_led else m.has(one + 2, "of")
    if not is_one and not is_told_apart:
        return False
    changed = [d for d in reading.drafts if d.line is not None and any(m.spans[i].names for i in d.spans)]
    is_divided = any(d.line is None for d in reading.drafts)
    return not is_divided and any(d.quantity > 1 for d in changed)
