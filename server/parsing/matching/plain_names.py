"""Words that are all of a dish's name but for how it is cooked: the "halloumi" of *Grilled halloumi*.

Other dishes may have the word too, beside others (*Lountza & halloumi*) or served in something (*Halloumi in pitta*).
"""

from collections.abc import Mapping, Sequence

from server.parsing.matching.names import Named
from server.parsing.text.foods import Foods, foods, is_cooked
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

LONGEST_NAME = 3
"""Words of a name that is plainly meant by one of them, at most."""
_BESIDE = ("with", "and", "of", "preposition")
"""Kinds of small words behind which no name tells what a dish is."""
NO_DISH = -1


def plain_names(names: Mapping[str, Named], spoken: Language) -> dict[str, int]:
    """By a word without its ending, the one dish of which it is all of the name but for how it is cooked."""
    if spoken.script:
        return {}
    known, by_head = foods(spoken.code), _dishes_by_head(names, spoken)
    found: dict[str, set[int]] = {}
    for name, named in names.items():
        if named.items and (word := _all_but_cooked(words(name), known, spoken)):
            found.setdefault(spoken.stem(word), set()).update(named.items, by_head.get(spoken.stem(word), ()))
    return {word: min(ids) for word, ids in found.items() if len(ids) == 1}


def _dishes_by_head(names: Mapping[str, Named], spoken: Language) -> dict[str, set[int]]:
    """The dishes that are what a word says; `NO_DISH` for a heading, and for an option or a size that has the word."""
    found: dict[str, set[int]] = {}
    for name, named in names.items():
        phrase = words(name)
        if head := _head_of(phrase, spoken):
            found.setdefault(head, set()).update(named.items, [NO_DISH] if named.categories else ())
        for word in phrase if named.modifiers or named.variants else ():
            found.setdefault(spoken.stem(word), set()).add(NO_DISH)
    return found


def _head_of(phrase: Sequence[str], spoken: Language) -> str:
    """What a name says that a dish is, without its ending; "" where it is served in something else."""
    said = [word.kinds if (word := spoken.trie.get((w,))) else frozenset() for w in phrase]
    end = next((at for at, kinds in enumerate(said) if at and not kinds.isdisjoint(_BESIDE)), len(phrase))
    behind = said[end] if end < len(phrase) else frozenset()
    is_within = "preposition" in behind and "for" not in behind and not spoken.head_first
    if not phrase or is_within:
        return ""
    return spoken.stem(phrase[0] if spoken.head_first else phrase[end - 1])


def _all_but_cooked(phrase: Sequence[str], known: Foods, spoken: Language) -> str:
    """The one word of a name that is left without how it is cooked; "" where nothing is left out, or more is left."""
    if not 1 < len(phrase) <= LONGEST_NAME or tuple(map(spoken.stem, phrase)) in spoken.synonyms:
        return ""
    word, *others = phrase if spoken.head_first else phrase[::-1]
    is_word = word.isalpha() and word not in spoken.structural and not _is_cooked(word, known)
    return word if is_word and all(_is_cooked(other, known) for other in others) else ""


def _is_cooked(word: str, known: Foods) -> bool:
    things = known.things_in([word])
    return bool(things) and all(map(is_cooked, things))
