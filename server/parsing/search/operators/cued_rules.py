"""Rules of which each needs a cue: where a text has none of its words, the rule is not asked."""

from collections.abc import Callable, Iterable

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.operators.operation import Way

Rule = Callable[[Hypothesis, int], list[Way]]
"""What a span of a reading may be by one rule; empty where the rule does not hold."""


def rules_for(m: Lexicon, rules: Iterable[tuple[Rule, tuple[str, ...]]]) -> list[Rule]:
    """Those of the rules that may hold in a text: each stands with kinds of words of which it needs one, if any."""
    return [rule for rule, cues in rules if not cues or m.may_say(*cues)]


def first_that_holds(rules: Iterable[Rule], h: Hypothesis, at: int) -> list[Way]:
    """The ways of the first rule that holds; empty where none does."""
    for rule in rules:
        if ways := rule(h, at):
            return ways
    return []
