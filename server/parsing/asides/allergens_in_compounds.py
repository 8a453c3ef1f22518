"""Allergens in compounds: "Käsespätzle" says milk and "Haselnusskuchen" nuts; "Leberkäse" and "Kokosnuss" say nothing."""

import re
from collections.abc import Mapping
from functools import cache

from server.domain.allergens import allergens, compound_parts, family_of
from server.parsing.text.cue_phrases import tokenised
from server.parsing.text.language import Language

SHORTEST, SHORTEST_WITHIN = 4, 5
"""Letters of a part that begins or ends a word, and of one that stands anywhere in it, at least."""


def codes_of_compound(word: str, spoken: Language) -> frozenset[str]:
    """The codes that the parts of a folded word say, the longest parts first, but for what it is free of."""
    if not spoken.compounds:
        return frozenset()
    pattern, parts = _parts(spoken.code)
    free = tuple(spoken.free_of)
    found = [
        parts[part[0]]
        for part in pattern.finditer(word)
        if (len(part[0]) >= SHORTEST_WITHIN or part.start() == 0 or part.end() == len(word))
        and not word.startswith(free, part.end())
    ]
    return frozenset().union(*found)


@cache
def _parts(code: str) -> tuple[re.Pattern[str], Mapping[str, frozenset[str]]]:
    """What finds the words for allergens of a language in a word, the longest first, and what each says."""
    parts: dict[str, frozenset[str]] = {}
    for allergen in allergens().values():
        for phrase in tokenised(allergen.words[code]):
            if len(phrase) == 1 and len(phrase[0]) >= SHORTEST:
                parts[phrase[0]] = parts.get(phrase[0], frozenset()) | {family_of(allergen.code)}
    for name, means in compound_parts().get(code, {}).items():
        for phrase in tokenised([name]):
            parts["".join(phrase)] = frozenset(map(family_of, means))
    return re.compile("|".join(map(re.escape, sorted(parts, key=len, reverse=True)))), parts
