"""A refusal by a part of an option's name: 别放葱 of a dish that comes with 葱花, "sin limón" of *Rodaja de limón*."""

from collections.abc import Sequence

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.options import Option
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

LONGEST_WISH, LONGEST_PHRASE = 16, 8
"""Characters of a wish that may be such a refusal, and of a small word in it, at most."""
_SMALL = frozenset({"filler", "topic", "allergy_tail", "all", "request", "that"})


def refuse_within(h: Hypothesis, m: Lexicon) -> None:
    """Refuse the one option that a dish comes with and whose name begins or ends with what a wish refuses."""
    spoken = m.view.language
    if not (spoken.script or spoken.head_first):
        return
    for i, draft in enumerate(h.drafts):
        for wish in draft.requests if not draft.removed else ():
            refused = _refused(words(wish), spoken)
            options = [
                option for thing in refused if thing and (option := _called_with(h, draft, thing, spoken))
            ]
            for option in options[:1]:
                own = h.drafts.own(i)
                own.requests = [other for other in own.requests if other != wish]
                own.choose(*option, "none", 1)


def _refused(said: Sequence[str], spoken: Language) -> list[str]:
    """The thing that a wish refuses, where it says nothing else: with a particle and without; empty for another wish."""
    thing, refuses, at = "", False, 0
    while at < len(said) <= LONGEST_WISH:
        end, kinds = _small_word(said, at, spoken)
        refuses = refuses or "no" in kinds
        if "no" not in kinds:
            is_talk = not thing and bool(kinds) and kinds <= _SMALL
            end = end if is_talk else at + 1
            thing += "" if is_talk else said[at]
        at = end
    ends = (thing[:cut] for cut in range(len(thing) - 1, 0, -1) if _is_particle(thing[cut:], spoken))
    return [thing, *ends] if refuses else []


def _is_particle(end: str, spoken: Language) -> bool:
    word = spoken.trie.get(words(end))
    return word is not None and word.kinds <= _SMALL


def _small_word(said: Sequence[str], at: int, spoken: Language) -> tuple[int, frozenset[str]]:
    """The end of the longest small word that begins at a place, and its kinds."""
    for end in range(min(len(said), at + LONGEST_PHRASE), at, -1):
        if word := spoken.trie.get(said[at:end]):
            return end, word.kinds
    return at + 1, frozenset()


def _called_with(h: Hypothesis, draft: Draft, thing: str, spoken: Language) -> Option | None:
    """The one option that a line comes with or was given and whose name begins or ends so."""
    whole = h.drafts[draft.part_of] if draft.part_of >= 0 else draft
    item: Item | None = draft.item or whole.item
    if item is None:
        return None
    given = {c.modifier.id for c in whole.choices.values() if c.amount != "none"}
    found = [
        (modifier, group)
        for group in item.modifier_groups
        for modifier in group.modifiers
        if (modifier.is_default or modifier.id in given)
        and any(_is_part(thing, name, spoken) for name in (modifier.name, *modifier.aliases))
    ]
    return found[0] if len(found) == 1 else None


def _is_part(thing: str, name: str, spoken: Language) -> bool:
    """Whether a name begins or ends so, in languages with blanks behind "of" only: "limón" of *Rodaja de limón*."""
    if spoken.script:
        return name.startswith(thing) or name.endswith(thing)
    parts = words(name)
    return len(parts) > 2 and spoken.is_cue(parts[-2], "of") and parts[-1] == thing  # noqa: PLR2004
