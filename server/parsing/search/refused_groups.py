"""A group of what a dish comes with, refused by its name: "no salad", where lettuce and tomato stand under *Salad*."""

from collections.abc import Sequence

from server.domain.menu import ModifierGroup
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.text.tokens import words


def refuse_groups(h: Hypothesis, m: Lexicon) -> None:
    """Leave out all that a line comes with of the group that a wish refuses: that is then no wish any more.

    Of some of what was counted, nothing of the group is meant that was said of all.
    """
    for i, draft in enumerate(h.drafts):
        for wish in draft.requests if draft.item is not None and not draft.removed else ():
            if group := _group_refused(m, draft, wish):
                own = h.drafts.own(i)
                if draft.part_of >= 0:
                    own.displaced |= {modifier.id for modifier in group.modifiers}
                if any(modifier.is_default for modifier in group.modifiers):
                    own.requests = [other for other in own.requests if other != wish]
                    _refuse(own, group)


def _refuse(draft: Draft, group: ModifierGroup) -> None:
    for modifier in group.modifiers:
        if modifier.is_default and modifier.id not in draft.choices:
            draft.choose(modifier, group, "none", 1)


def _group_refused(m: Lexicon, draft: Draft, wish: str) -> ModifierGroup | None:
    """The group of which nothing must be chosen that a wish refuses by its name, and says nothing else; None for none."""
    said, small = words(wish), m.view.language.trie
    said = said[1:] if said and m.view.language.is_cue(said[0], "with") else said
    ends = (n for n in range(len(said), 0, -1) if (cue := small.get(said[:n])) and "no" in cue.kinds)
    begin = next(ends, 0)
    told = [word for word in said[begin:] if not m.view.language.is_cue(word, "filler", "that", "all")]
    if not begin or not told or draft.item is None:
        return None
    groups = (group for group in draft.item.modifier_groups if not group.min_select)
    return next((group for group in groups if _is_called(m, group, told)), None)


def _is_called(m: Lexicon, group: ModifierGroup, told: Sequence[str]) -> bool:
    return tuple(map(m.view.language.stem, told)) == m.view.stems_of(group.name)
