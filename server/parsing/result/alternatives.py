"""Of alternatives in a dish's name ("Limoncello / Mirto", "Thé (vert, menthe)") the kitchen is told the one that was said."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.written_names import alternative_said, begins_alike
from server.parsing.search.draft import Draft


def with_alternatives(m: Lexicon, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, new lines of such dishes with what was said as a wish."""
    return [_told(m, draft, drafts) for draft in drafts]


def _told(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    if draft.item is None or draft.line is not None or draft.removed:
        return draft
    said = alternative_said(draft.item.name, _words_of(m, draft, drafts))
    if not said or any(begins_alike(said, wish) for wish in draft.requests):
        return draft
    told = draft.branch()
    told.requests = [said, *told.requests]
    return told


def _words_of(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> str:
    """What is said of a dish from its name to the end of the clause, or to what another line is about."""
    if draft.head is None:
        return draft.words
    first, at, last = draft.head
    others = {spot for other in drafts if other is not draft for spot in other.spans}
    end = last + 1
    while end < len(m) and not (
        m.spans[end].pause or m.has(end, "and", "article", "number") or end in others
    ):
        end += 1
    return m.words(min(first, at), end - 1)
