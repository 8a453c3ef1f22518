"""A list that is said anew behind a correction, and of which dishes of the first list are left: such an order is not complete."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.restarted_lists import find_restart
from server.parsing.search.draft import Draft


def may_restart(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a dish stands before the correction that the second list has once more, or does not have."""
    restart = find_restart(m) if len(drafts) > 1 else None
    if restart is None:
        return False
    new = [d for d in drafts if d.line is None and not d.removed and d.head is not None]
    before = [d for d in new if d.head is not None and d.head[1] < restart.at]
    again = {d.ids[0] for d in new if d not in before and d.ids}
    named = set(restart.behind)
    return any(not again.isdisjoint(d.ids) or named.isdisjoint(d.ids) for d in before)
