"""Options that are called by what they go without: *No onion*, *Sin cebolla*, ネギ抜き."""

from server.domain.menu import Modifier, ModifierGroup
from server.parsing.matching.lexicon import Lexicon
from server.parsing.text.language import language
from server.parsing.text.tokens import words

LONGEST_REFUSAL = 3
"""Words, or characters, by which the name of an option refuses, at most."""


def called_without(m: Lexicon, modifier: Modifier, group: ModifierGroup) -> Modifier | None:
    """The other choice of a group that goes without this one: "Sin cebolla" beside "Con cebolla"."""
    others = (o for o in group.modifiers if o.id != modifier.id) if group.max_select == 1 else ()
    for other in others:
        lacking = refused_by_name(m, other)
        if lacking and _holds_only(m, modifier, lacking):
            return other
    return None


def _holds_only(m: Lexicon, modifier: Modifier, named: tuple[str, ...]) -> bool:
    """Whether an option is called so, with no more than a small word before it: "Con cebolla"."""
    said, small = words(modifier.name), language(m.index.language).trie
    before = said[: -len(named)]
    return said[-len(named) :] == named and (not before or bool(small.get(before)))


def refused_by_name(m: Lexicon, modifier: Modifier) -> tuple[str, ...]:
    """What the name of an option refuses in the menu's language: "onion" of *No onion*, ネギ of ネギ抜き."""
    said, small = words(modifier.name), language(m.index.language).trie
    for length in range(1, min(len(said) - 1, LONGEST_REFUSAL) + 1):
        before, behind = small.get(said[:length]), small.get(said[-length:])
        if before and "no" in before.kinds:
            return said[length:]
        if behind and "no" in behind.kinds and "number" not in behind.kinds:
            return said[:-length]
    return ()
