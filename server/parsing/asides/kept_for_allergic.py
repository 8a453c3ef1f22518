"""What stays in an order though an allergy is told by its name: the egg of a burger, behind "I'd better not have the egg, I'm allergic"."""

from collections.abc import Iterator, Sequence

from server.domain.allergens import goes_against
from server.parsing.asides.allergies import codes_of_name
from server.parsing.asides.allergy_words import TRIGGERS
from server.parsing.model import Allergy, Line
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

LONGEST = 3
"""Words of a phrase that refuses, at most."""
_REFUSE = ("no", "remove", "remove_after")


def keeps_what_was_told(
    lines: Sequence[Line],
    before: Sequence[Line],
    allergies: Sequence[Allergy],
    spoken: Language,
    own: Language,
) -> bool:
    """Whether a dish or an option that was ordered `before` is still there, and it was refused with an allergy that is new."""
    allergies = [allergy for allergy in allergies if _refuses(allergy.text, spoken)]
    had = {line.item.id for line in before}
    codes = {code for allergy in allergies for code in allergy.allergens}
    said = {spoken.stem(word) for allergy in allergies for word in words(allergy.text)}
    return any(
        any(goes_against(code, codes_of_name(name, own)) for code in codes)
        or said.issuperset(map(spoken.stem, words(name)))
        for line in lines
        for name in _called(line, is_whole=line.item.id in had)
        if words(name)
    )


def _refuses(text: str, spoken: Language) -> bool:
    """Whether a phrase among some words refuses or takes away, and is no part of a longer one: not "oh no"."""
    said, at = words(text), 0
    while at < len(said):
        found = [
            n for n in range(LONGEST, 0, -1) if at + n <= len(said) and spoken.trie.get((*said[at : at + n],))
        ]
        word = spoken.trie.get((*said[at : at + found[0]],)) if found else None
        if word is not None and not word.kinds.isdisjoint(_REFUSE) and word.kinds.isdisjoint(TRIGGERS):
            return True
        at += found[0] if found else 1
    return False


def _called(line: Line, *, is_whole: bool) -> Iterator[str]:
    """What was chosen with a line is called, and the dish itself, if it was there before."""
    yield from (c.modifier.name for c in line.choices if c.stated and c.amount != "none")
    if is_whole:
        yield line.item.name
