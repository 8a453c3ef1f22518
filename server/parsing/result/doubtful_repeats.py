"""A dish that is named again by itself behind a list: "a pie and a tea, pie to go" may tell of the pie that is there."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.edits.named_again import closes_list


def may_be_told_again(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a new dish, uncounted and alone in its clause, is one of a list before it that "and" closes, or one more came to all."""
    new = [d for d in drafts if d.line is None and not d.removed and d.head is not None]
    return _may_be_one_more(m, drafts) or any(
        _is_alone(m, draft) and _is_of_list(m, draft, new[:nth]) for nth, draft in enumerate(new)
    )


def _may_be_one_more(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether all of several lines were had again where one more of the same was asked for: 같은 걸로 한 병 더, 同じのもう一杯."""
    if not m.view.language.script or m.says("round", "all"):
        return False
    doubled = [d for d in drafts if d.line is not None and d.quantity == 2 * d.line.quantity]
    said = m.places_of("same")
    return len(doubled) > 1 and (len(said) > 1 or any(m.has(at, "number") for at in said))


def _is_alone(m: Lexicon, draft: Draft) -> bool:
    if draft.head is None or draft.quantity_stated or draft.quantity > 1:
        return False
    first, at, last = draft.head
    ends = last + 1 >= len(m) or bool(m.spans[last + 1].pause)
    return first == at == last > 0 and bool(m.spans[at].pause) and ends


def _is_of_list(m: Lexicon, draft: Draft, before: Sequence[Draft]) -> bool:
    at = draft.head[0] if draft.head is not None else 0
    return closes_list(m, at) and any(d.items == draft.items for d in before)
