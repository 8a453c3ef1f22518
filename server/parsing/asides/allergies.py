"""Allergies as the order's state: what they are after a text, which lines are marked, and which go against them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from server.domain.allergens import goes_against
from server.domain.menu import Item
from server.domain.pricing import wanted_modifiers
from server.parsing.asides.allergens import codes_in, without_clitic
from server.parsing.asides.allergens_in_compounds import codes_of_compound
from server.parsing.asides.denials import without_denied
from server.parsing.asides.requests import joined
from server.parsing.asides.said_of_allergies import Said
from server.parsing.model import Allergy, Conflict, Line
from server.parsing.text.language import Language, available, language
from server.parsing.text.tokens import words
from server.wire.allergy_marks import ALLERGY_PREFIX

MAX_ALLERGIES = 20
NOT_VEGAN = frozenset(
    {"beef", "chicken", "crustaceans", "eggs", "fish", "gelatin", "milk", "molluscs", "pork"}
)
"""What nothing vegan has, whatever it is called: "vegan cheese"."""


def after_text(before: Sequence[Allergy], said: Said) -> tuple[Allergy, ...]:
    """The order's allergies after a text: those before, without what was taken back, and the new ones, each once."""
    kept = [left for a in before if (left := without_denied(a, said.taken_back))]
    known = {(a.text.casefold(), a.allergens) for a in kept}
    new = [a for a in said.allergies if (a.text.casefold(), a.allergens) not in known]
    return tuple([*kept, *new][:MAX_ALLERGIES])


def with_cart(allergies: Sequence[Allergy], cart: Sequence[Line]) -> tuple[Allergy, ...]:
    """`allergies` and those that only stand marked at lines of the cart."""
    known = {a.text.casefold() for a in allergies}
    marked = dict.fromkeys(
        part.removeprefix(ALLERGY_PREFIX)
        for line in cart
        for part in line.special_requests.split("; ")
        if part.startswith(ALLERGY_PREFIX)
    )
    return (*allergies, *(Allergy(text, codes_of(text)) for text in marked if text.casefold() not in known))


def codes_of(text: str) -> tuple[str, ...]:
    """The codes of the allergens that a text names in any of our languages."""
    spoken = map(language, available())
    return tuple(
        sorted(
            {code for one in spoken for code in codes_in([*map(one.stem, words(text))], one, ordinary=True)}
        )
    )


def unmarked(cart: Sequence[Line]) -> list[Line]:
    """The lines of a cart without the allergies that are marked at them."""
    return [replace(line, special_requests=_without_marks(line.special_requests)) for line in cart]


def _without_marks(request: str) -> str:
    return "; ".join(part for part in request.split("; ") if part and not part.startswith(ALLERGY_PREFIX))


def marked(lines: Sequence[Line], allergies: Sequence[Allergy]) -> tuple[Line, ...]:
    """The lines with every allergy marked at each, so that every station sees it."""
    if not allergies and not any(line.special_requests for line in lines):
        return tuple(lines)
    texts = [allergy.text for allergy in allergies]
    return tuple(replace(line, special_requests=with_marks(line.special_requests, texts)) for line in lines)


def with_marks(request: str, allergies: Iterable[str]) -> str:
    """What is wished at a line, with these allergies, by their words, marked before it."""
    return joined([*(f"{ALLERGY_PREFIX}{text}" for text in allergies), request])


def conflicts(lines: Sequence[Line], allergies: Sequence[Allergy], own: Language) -> tuple[Conflict, ...]:
    """The lines whose dish states, or whose dish or an option that is in it is called by, what the diner is allergic to.

    `own` is the menu's language; what comes with a dish by itself is in it.
    """
    codes = {code for allergy in allergies for code in allergy.allergens}
    if not codes:
        return ()
    return tuple(
        Conflict(at, code)
        for at, line in enumerate(lines)
        for code in sorted(c for c in codes if goes_against(c, _had_by(line, own)))
    )


def comes_with_told(lines: Sequence[Line], allergies: Sequence[Allergy], spoken: Language) -> bool:
    """Whether a dish comes with what an allergy is told of by the same words: "carrots make me ill".

    So it is where a dish is called by what no code stands for: "olives make me ill".
    """
    said = _stems_of(allergies, spoken)
    unknown = _stems_of([allergy for allergy in allergies if not allergy.allergens], spoken)
    return any(
        unknown.issuperset(map(spoken.stem, words(line.item.name)))
        or any(said.issuperset(map(spoken.stem, words(name))) for name in _comes_with(line))
        for line in lines
    )


def _stems_of(allergies: Sequence[Allergy], spoken: Language) -> set[str]:
    return {spoken.stem(word) for allergy in allergies for word in words(allergy.text)}


def _comes_with(line: Line) -> list[str]:
    refused = {choice.modifier.id for choice in line.choices if choice.amount == "none"}
    options = (m for group in line.item.modifier_groups for m in group.modifiers)
    return [m.name for m in options if m.is_default and m.id not in refused and words(m.name)]


def _had_by(line: Line, own: Language) -> frozenset[str]:
    wanted = wanted_modifiers(line.item, [choice.picked for choice in line.choices])
    return codes_had([line.item], (modifier.name for modifier in wanted), own)


def codes_had(dishes: Sequence[Item], options: Iterable[str], own: Language | None) -> frozenset[str]:
    """The allergens that dishes state, or that they or the names of options say in the menu's `own` language, if it is known."""
    stated = frozenset().union(*map(stated_by_item, dishes))
    if own is None:
        return stated
    return stated.union(
        *(codes_of_dish(item, own) for item in dishes), *(codes_of_name(name, own) for name in options)
    )


def stated_by_item(item: Item) -> frozenset[str]:
    """The allergens that a dish states."""
    return frozenset(code.casefold() for code in item.allergens)


def codes_of_dish(item: Item, spoken: Language) -> frozenset[str]:
    """The allergens that a dish's name says in one language beside what it states: eggs of "egg fried rice"."""
    stated = stated_by_item(item)
    codes = {code for code in codes_of_name(item.name, spoken) if not goes_against(code, stated)}
    is_vegan = "vegan" in map(str.casefold, item.tags)
    return frozenset(codes - NOT_VEGAN if is_vegan else codes)


def codes_of_name(name: str, spoken: Language) -> frozenset[str]:
    """The codes of the allergens that a name in one language says; none of a name that says what it is free of."""
    said = words(name)
    if not spoken.free_of.isdisjoint(said):
        return frozenset()
    stems = [spoken.stem(without_clitic(word, spoken)) for word in said]
    codes = codes_in(stems, spoken, ordinary=True).union(*(codes_of_compound(word, spoken) for word in said))
    says_vegan = any(spoken.diets.get((spoken.stem(word),)) == "vegan" for word in said)
    return codes - NOT_VEGAN if says_vegan else codes
