"""Words that say of a dish that it lacks something: "black" tells that there is no milk in it."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.options import Option
from server.parsing.text.tokens import is_unspaced, words


def leave_out(h: Hypothesis, m: Lexicon) -> None:
    """Refuse what lines come with and lack by a wish about them: that is then no wish any more."""
    lacks = m.view.language.lacks
    for i, draft in enumerate(h.drafts):
        for wish in draft.requests:
            lacking = lacks.get(words(wish))
            option = _had_called(h, m, draft, lacking) if lacking else None
            if option is not None:
                own = h.drafts.own(i)
                own.requests = [other for other in own.requests if other != wish]
                own.choose(*option, "none", 1)


def _had_called(h: Hypothesis, m: Lexicon, draft: Draft, food: str) -> Option | None:
    """The option whose name holds the food: one that the dish comes with, or that a line of the cart was given."""
    whole = h.drafts[draft.part_of] if draft.part_of >= 0 else draft
    item = draft.item or whole.item
    if item is None or draft.removed:
        return None
    given = {c.modifier.id for c in whole.choices.values() if c.amount != "none" and whole.line is not None}
    options = ((m, g) for g in item.modifier_groups for m in g.modifiers if m.is_default or m.id in given)
    chosen = {c.group.id for c in draft.choices.values() if c.amount != "none"}
    if draft is whole:
        chosen -= {c.group.id for c in draft.choices.values() if c.modifier.id in given}
    stem = m.view.language.stem
    for modifier, group in options:
        called = {stem(word) for name in (modifier.name, *modifier.aliases) for word in words(name)}
        is_called = stem(food) in called or (is_unspaced(food[0]) and food in modifier.name)
        if is_called and group.id not in chosen:
            return modifier, group
    return None
