"""The readings of a text compared: which one holds, and how surely."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter

from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Line
from server.parsing.result.clarify import Clauses, Head, Place, not_understood
from server.parsing.result.confidence import features
from server.parsing.result.familiar import steps_of
from server.parsing.result.other_dishes import name_of_other
from server.parsing.result.said_again import says_again
from server.parsing.search.beam_search import BeamSearch
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis


@dataclass(slots=True)
class Reading:
    """One reading of a text: its lines, what was understood of it, and where words can be read again.

    The features and steps are those of the best reading alone.
    """

    drafts: list[Draft]
    used: set[int]
    clauses: Clauses
    unknown: dict[Place, int]
    cost: float
    choices: dict[str, float] = field(default_factory=dict)
    weigh: Callable[[], dict[str, float]] = dict
    follow: Callable[[], list[str]] = list

    @property
    def features(self) -> dict[str, float]:
        """What speaks for and against the best reading, found out where it is asked for: not of an order that is open."""
        return self.weigh()

    @property
    def steps(self) -> list[str]:
        """What its words do, each in its turn; see `familiar`."""
        return self.follow()

    @property
    def in_words(self) -> list[str]:
        """Its lines, for a person who looks into a reading."""
        return [draft.in_words for draft in self.drafts if not draft.removed]


def read(m: Lexicon, cart: Sequence[Line], most: int = 1) -> list[Reading]:
    """The best readings of `m` against `cart`, at most so many, the very best first."""
    found = BeamSearch(m, cart).readings()
    readings = [_told(m, h) for h in found[:most]]
    readings[0].weigh = partial(features, m, found)
    readings[0].follow = partial(steps_of, m, found[0])
    return readings


def _told(m: Lexicon, h: Hypothesis) -> Reading:
    bits = h.used
    used = {at for at in range(len(m)) if bits >> at & 1}
    unknown = {(first, last): begin for begin, first, last in h.strange}
    drafts = [draft.branch() for draft in h.drafts]
    for draft in drafts:
        _mark_other(m, draft, used)
    left = not_understood(m, used) if len(used) < len(m) else []
    left = [place for place in left if not _within(place, unknown)]
    again = [place for place in left[:MAX_AGAIN] if says_again(m, place, drafts, used)]
    strange = sorted({*unknown, *left}.difference(again))
    heads = {i: Head(d.head[1], d.head[0], d.head[2], not d.implied) for i, d in enumerate(drafts) if d.head}
    wholes = sorted([head for i, head in heads.items() if drafts[i].part_of < 0], key=_at)
    clauses = Clauses(m, wholes, strange)
    for i, draft in enumerate(drafts):
        if draft.spans:
            draft.source = m.words(min(draft.spans), max(draft.spans))
        if (draft.item is None or draft.is_other) and i in heads:
            draft.around = clauses.around_head(heads[i])
    return Reading(drafts, used, clauses, unknown, h.cost, h.choices)


def _mark_other(m: Lexicon, draft: Draft, used: set[int]) -> None:
    """Where another dish was named than the one that is on the menu, it is asked for and not ordered."""
    if name := name_of_other(m, draft):
        draft.is_other, draft.words = True, m.words(name[0], name[-1])
        used |= set(name)


MAX_AGAIN = 60
"""Words of one text that are looked at whether they only say something again, at most."""
_at = attrgetter("at")


def _within(place: Place, unknown: dict[Place, int]) -> bool:
    return any(first <= place[0] and place[1] <= last for first, last in unknown)
