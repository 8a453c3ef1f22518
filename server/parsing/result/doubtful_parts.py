"""New lines of dishes that only a part of their name named, and that may be another dish or tell of one beside it."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART, RARE
from server.parsing.matching.word_lattice import MISSPELT
from server.parsing.search.draft import Draft
from server.parsing.text.translation import is_whole_food

_COUNTS = ("number", "amount", "article", "stand_in", "pronoun", "multiple", "serving", "unit", "size")


def is_doubtful_part(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a part of a name may have been meant for something else than the dish that it ordered."""
    new = [d for d in drafts if d.line is None and not d.removed]
    if any(d.total and _announces_other(m, d, new) for d in drafts):
        return True
    named = [d for d in new if d.item is not None and d.head is not None]
    by_part = [d for d in named if d.head is not None and _is_part(m, d.head[1])]
    return (
        any(_is_end_of_other(m, draft) for draft in by_part)
        or any(_is_misspelt_end(m, draft) for draft in by_part)
        or any(_stands_beside_other(m, draft, new) for draft in by_part)
        or any(_shares_last_word(m, draft, other) for draft in named for other in named)
        or any(_is_told_of_again(m, draft, named) for draft in named)
    )


def _announces_other(m: Lexicon, total: Draft, new: Sequence[Draft]) -> bool:
    """Whether so many were said of a dish, and none of those that follow is one: "two toast and two teas"."""
    if total.head is None or not m.items(total.head[2]):
        return False
    at = total.head[2]
    ids = {item_id for draft in new for item_id in draft.ids}
    return ids.isdisjoint(m.all_items(at)) and not any(m.fits(at, item_id) for item_id in ids)


def _is_part(m: Lexicon, at: int) -> bool:
    return bool(m.items(at)) and m.items(at)[0][0] >= PART


def _is_end_of_other(m: Lexicon, draft: Draft) -> bool:
    """Whether "of the" leads to the part, behind what is no count: "dessert of the day", of *Soup of the day*."""
    assert draft.head is not None  # noqa: S101
    at = draft.head[1]
    of = at - 2
    if of < 0 or not (m.has(at - 1, "that") and m.has(of, "of")) or m.spans[at].pause:
        return False
    is_first = of == 0 or bool(m.spans[of].pause)
    return is_first or not (m.has(of - 1, *_COUNTS) or of - 1 in draft.spans)


def _is_misspelt_end(m: Lexicon, draft: Draft) -> bool:
    """Whether a word is only like the one that a name ends with, where names begin with what it is: "un tercio", of *Tarta La Tercia*."""
    assert draft.head is not None  # noqa: S101
    at = draft.head[1]
    return m.view.language.head_first and m.length(at) == 1 and m.items(at)[0][0] >= RARE + MISSPELT


def _stands_beside_other(m: Lexicon, draft: Draft, new: Sequence[Draft]) -> bool:
    """Whether nothing parts it from what another line has: "white americano", of *Flat white*; "sour prawn balls"."""
    assert draft.head is not None  # noqa: S101
    first, at, last = draft.head
    others = [d for d in new if d is not draft]
    taken = {spot for d in others for spot in d.spans} - draft.spans
    before, behind = first - 1, last + 1
    if first == at and before in taken and _only_tells_option(m, before) and not m.spans[at].pause:
        return not any(d.head is not None and d.head[1] == before for d in others)
    is_beside = behind in taken and bool(m.spans[behind].names) and not m.spans[behind].pause
    is_beside = is_beside and not m.has(behind, "size", "number", "amount", "article")
    tells = m.is_option_somewhere(at) or not is_whole_food(m.token(at), m.index.language)
    return is_beside and m.length(at) == 1 and tells


def _only_tells_option(m: Lexicon, at: int) -> bool:
    return m.is_option_somewhere(at) and not m.has(at, "size", "number", "amount", "request")


def _shares_last_word(m: Lexicon, draft: Draft, other: Draft) -> bool:
    """Whether one dish with both may be meant: "sausage and bacon bap", where each is a bap."""
    if draft.head is None or other.head is None or draft.item is None or draft.item is other.item:
        return False
    first, at, _last = other.head
    begin = draft.head[0]
    is_elided = at == first == begin + 2 and (draft.head[1] == at or _is_part(m, begin))
    is_one = draft.quantity == 1 == other.quantity and draft.item.name.casefold().endswith(f" {m.token(at)}")
    return is_elided and is_one and m.has(at - 1, "and") and not m.spans[at].pause


def _is_told_of_again(m: Lexicon, draft: Draft, named: Sequence[Draft]) -> bool:
    """Whether the dish is named again with "is" written to it: "a brownie. Brownie's for my daughter"."""
    assert draft.head is not None  # noqa: S101
    at = draft.head[1]
    is_again = any(d is not draft and d.items == draft.items for d in named)
    said = m.words(at).replace("\u2019", "'")
    return is_again and said.endswith("'s") and draft.item is not None and "'" not in draft.item.name
