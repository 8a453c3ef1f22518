"""Dishes whose names tell how many pieces they are: "3 pieces of chicken", of *3 Pcs Chicken* beside *2 Pcs Chicken*."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.written_names import is_piece, pieces_written_in
from server.parsing.search.draft import Draft


def dish_of_pieces(m: Lexicon, draft: Draft) -> int:
    """Of the dishes that a line may be, the one of as many pieces as were counted; -1 where none is, or several are."""
    if not draft.quantity_stated or draft.head is None or not _counts_pieces(m, draft.head[0], draft.head[1]):
        return -1
    found = [item.id for item in draft.items if pieces_written_in(item.name) == draft.quantity]
    return found[0] if len(found) == 1 else -1


def _counts_pieces(m: Lexicon, first: int, head: int) -> bool:
    """Whether a word for pieces stands between the number and the name of a dish."""
    said = m.tokens[m.spans[first].start : m.spans[head].start]
    return any(is_piece(token.text) for token in said)
