"""Wishes that a dish be free of what the menu states for it: a "gluten free pie", where the pie contains gluten.

Whoever wishes so is told, and the order stays open: the kitchen may have no such version of the dish.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from server.domain.allergens import goes_against
from server.parsing.asides.allergens import named_in
from server.parsing.asides.allergies import stated_by_item
from server.parsing.model import Answered, Conflict, Line
from server.parsing.text.foods import foods
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

_THINGS: Mapping[str, str] = {"gluten free": "gluten", "lactose free": "milk"}
"""Things of `food_words.txt` that are free of an allergen, by its code."""


class WishedFree(NamedTuple):
    """A line, by its index, that is wished free of an allergen that its dish states; `said` is the diner's word for it."""

    line: int
    code: str
    said: str


def find_wished_free(lines: Sequence[Line], spoken: Language) -> tuple[WishedFree, ...]:
    """The wishes of an order's lines that go against what their dishes state."""
    return tuple(
        WishedFree(at, code, said)
        for at, line in enumerate(lines)
        for code, said in _free_of(line.special_requests, spoken).items()
        if goes_against(code, stated_by_item(line.item)) and not _is_had_so(line, code, spoken)
    )


def as_conflicts(wished: Sequence[WishedFree]) -> tuple[Conflict, ...]:
    """The lines and allergens of such wishes, as the order's conflicts."""
    return tuple(Conflict(wish.line, wish.code) for wish in wished)


def as_answers(
    wished: Sequence[WishedFree], lines: Sequence[Line], names: Mapping[int, str], spoken: Language
) -> tuple[Answered, ...]:
    """What those who wish so in this text are told: that the dish, by its name in `names`, contains it."""
    said = ((lines[wish.line], wish) for wish in wished if lines[wish.line].source)
    return tuple(
        Answered(
            line.special_requests,
            spoken.answers["contains"].format(item=names[line.item.id], allergen=wish.said),
            (line.item,),
        )
        for line, wish in said
    )


def _free_of(text: str, spoken: Language) -> dict[str, str]:
    """The allergens that words wish something free of, by their codes: what the diner called each."""
    if not text:
        return {}
    said = words(text)
    found = {_THINGS[thing]: thing.removesuffix(" free") for thing in _things(said, spoken)}
    for at, word in enumerate(said):
        ending = next((end for end in spoken.free_of if word.endswith(end)), None)
        if ending is not None and not spoken.is_cue(word, "no"):
            before = [*said[max(0, at - 2) : at], *([word.removesuffix(ending)] if word != ending else [])]
            found.update(_named_last(before, spoken))
        if word in spoken.free_of:
            found.update(_refused(said[at + 1 :], spoken))
    return found


def _things(said: Sequence[str], spoken: Language) -> list[str]:
    return [thing for thing in foods(spoken.code).things_in(said) if thing in _THINGS]


def _named_last(before: Sequence[str], spoken: Language) -> dict[str, str]:
    """The allergen that ends some words, with its code: "tree nuts" of "with tree nuts"."""
    phrases = named_in([*map(spoken.stem, before)], spoken, ordinary=True)
    return {
        code: " ".join(before[first:after])
        for first, after, codes in phrases
        if after == len(before)
        for code in codes
    }


def _refused(behind: Sequence[str], spoken: Language) -> dict[str, str]:
    """The allergen that some words begin with, where it is no food that can be left out: "gluten", but not "nuts"."""
    phrases = named_in([*map(spoken.stem, behind)], spoken, ordinary=True)
    known = foods(spoken.code)
    return {
        code: " ".join(behind[:after])
        for first, after, codes in phrases
        if first == 0 and not known.thing_at(behind[:after], 0)[1]
        for code in codes
    }


def _is_had_so(line: Line, code: str, spoken: Language) -> bool:
    """Whether the menu marks the dish free of it, or a choice of the line is."""
    marked = [*line.item.tags, *(choice.modifier.name for choice in line.choices)]
    return any(code in _free_of(text.replace("-", " "), spoken) for text in marked)
