"""A group of what a dish comes with, refused by its name: "no salad", where lettuce and tomato stand under *Salad*."""

from collections.abc import Sequence

from server.domain.menu import ModifierGroup
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.text.tokens import words


def refuse_groups(h: Hypothesis, m: Lexicon) -> None:
    """Leave out all that a line comes with of the group that a wish refuses: that is then no wish any more."""
    for i, draft in enumerate(h.drafts):
        for wish in draft.requests if draft.item is not None and not draft.removed else ():
            if group := _group_refused(m, draft, wish):
                own = h.drafts.own(i)
                own.requests = [other for other in own.requests if other != wish]
                for modifier in group.modifiers:
                    if modifier.is_default and modifier.id not in own.choices:
                        own.choose(modifier, group, "none", 1)


def _group_refused(m: Lexicon, draft: Draft, wish: str) -> ModifierGroup | None:
    """The group whose name a wish refuses and says nothing else; None where none is, or nothing of it comes with the dish."""
    said = words(wish)
    small = m.view.language.trie
    ends = (n for n in range(len(said), 0, -1) if (cue := small.get(said[:n])) and "no" in cue.kinds)
    begin = next(ends, 0)
    told = [word for word in said[begin:] if not m.view.language.is_cue(word, "filler", "that", "all")]
    if not begin or not told or draft.item is None:
        return None
    return next((group for group in draft.item.modifier_groups if _is_called(m, group, told)), None)


def _is_called(m: Lexicon, group: ModifierGroup, told: Sequence[str]) -> bool:
    comes_with_it = not group.min_select and any(modifier.is_default for modifier in group.modifiers)
    return comes_with_it and tuple(map(m.view.language.stem, told)) == m.view.stems_of(group.name)
