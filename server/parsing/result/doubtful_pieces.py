"""Whether one piece of a dish, or it as another dish comes, may have been meant: such an order is not complete."""

from collections.abc import Sequence

from server.domain.menu import Item, Variant
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.matching.written_names import is_single_piece
from server.parsing.search.draft import Draft

BOTH = 2


def has_doubtful_pieces(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a new line may be single pieces, may come in the vessel of another dish, or lacks one of two choices."""
    new = [draft for draft in drafts if draft.line is None and not draft.removed and draft.item is not None]
    return (
        any(_may_be_single(m, draft) for draft in new)
        or (m.says("serving") and any(_is_served_as_another(m, draft) for draft in new))
        or (m.says("all") and any(_has_one_of_both(m, draft) for draft in new))
    )


def _may_be_single(m: Lexicon, draft: Draft) -> bool:
    """Whether a dish was counted that comes by the piece, and in several as nobody said: "una porra"."""
    item = draft.item
    if item is None or draft.variant_stated or not (draft.quantity_stated or _has_article(m, draft)):
        return False
    singles = [size for size in item.variants if is_single_piece(size.label)]
    usual = next((size for size in item.variants if size.is_default), None)
    return bool(singles) and usual is not None and usual not in singles and _holds_several(m, item, usual)


def _has_article(m: Lexicon, draft: Draft) -> bool:
    """Whether an article stands before a dish, in languages in which it is the number one: "una porra", not "a bao"."""
    if draft.head is None or not m.view.language.head_first:
        return False
    return any(m.has(at, "article") for at in range(draft.head[0], draft.head[1]))


def _holds_several(m: Lexicon, item: Item, usual: Variant) -> bool:
    return any(usual.id in m.sizes_of_number(number, item) for number in range(2, 13))


def _is_served_as_another(m: Lexicon, draft: Draft) -> bool:
    """Whether what a dish told by a part of its name is served in is a size of others alone: "un tazón de chocolate con nata"."""
    if draft.head is None or draft.item is None or draft.variant_stated:
        return False
    first, named, _last = draft.head
    is_part = all(far >= PART for far, id_ in m.items(named) if id_ == draft.item.id)
    own = m.view.item_words[draft.item.id]
    alike = {id_ for id_, said in m.view.item_words.items() if not own.isdisjoint(said)} - {draft.item.id}
    served = (at for at in range(first, named) if m.has(at, "serving") and not m.spans[at].names)
    sizes = (m.index.names[name].variants for at in served for name in m.names_within(at))
    return is_part and any(not alike.isdisjoint(having) for having in sizes)


def _has_one_of_both(m: Lexicon, draft: Draft) -> bool:
    """Whether one choice was made where both were said: "bravas con las dos salsas"."""
    chosen = set(draft.choices)
    for at in m.places_of("all"):
        ends = at + 2 >= len(m) or bool(m.spans[at + 2].pause)
        if m.spans[at].names or at + 1 not in draft.spans or not (ends and m.has(at - 1, "with")):
            continue
        said = {option.id for option, _group in m.best_modifiers(at + 1, draft.ids[0])} & chosen
        if len(said) == 1 and not m.items(at + 1):
            return True
    return False
