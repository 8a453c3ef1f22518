"""What was said behind two dishes that "and" joins, and came to the second alone: "a tea and a coffee, no milk"."""

from collections.abc import Sequence
from itertools import pairwise

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft

_SMALL = ("no", "with", "remove", "article", "that", "amount", "filler", "adding", "and")
_TELLS_WHICH = ("preposition", "for", "stand_in", "that", "mine", "theirs", "somebody", "ordinal", "last")


def may_be_for_both(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether what stands behind a pause came to the second of two new dishes that "and" joins, and may be for both."""
    new = [d for d in drafts if d.line is None and not d.removed and d.part_of < 0]
    return any(_are_joined(m, *pair) and _is_said_of_second(m, *pair) for pair in pairwise(new))


def _are_joined(m: Lexicon, first: Draft, second: Draft) -> bool:
    """Whether "and" leads to the second dish, which is another one, and no pause stands between the two."""
    if first.head is None or second.head is None or first.items == second.items:
        return False
    begin, end = first.head[2] + 1, second.head[0]
    is_apart = any(m.spans[at].pause for at in range(begin, end + 1))
    return not is_apart and any(m.has(at, "and") for at in range(begin, end + 1))


def _is_said_of_second(m: Lexicon, first: Draft, second: Draft) -> bool:
    """Whether the second dish has what a clause behind it says, and the first one could have it and was told nothing."""
    last = second.head[2] if second.head is not None else -1
    said = [at for at in second.spans if at > last and m.spans[at].names]
    return any(
        _opens_clause(m, at, last) and not _tells_which(m, at) and _can_have(m, at, first) for at in said
    )


def _opens_clause(m: Lexicon, at: int, head: int) -> bool:
    """Whether a pause stands before what is named, or before the small words that lead to it."""
    while at > head + 1 and not m.spans[at].pause and m.has(at - 1, *_SMALL) and not m.spans[at - 1].names:
        at -= 1
    return bool(m.spans[at].pause)


def _tells_which(m: Lexicon, at: int) -> bool:
    """Whether the words behind say whose it is: "no milk in the tea"."""
    behind = at + 1
    while behind < len(m) and not m.spans[behind].pause:
        if m.has(behind, *_TELLS_WHICH):
            return True
        behind += 1
    return False


def _can_have(m: Lexicon, at: int, draft: Draft) -> bool:
    """Whether a dish has the option that is named as well, and nothing was said that decides it."""
    found = m.best_modifiers(at, draft.ids[0]) if draft.ids else []
    stated = [choice for choice in draft.choices.values() if choice.stated]
    return bool(found) and not any(
        choice.modifier == modifier or (choice.group == group and group.max_select == 1)
        for choice in stated
        for modifier, group in found
    )
