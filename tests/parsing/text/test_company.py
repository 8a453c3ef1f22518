"""Whom a dish is for says nothing of the order: the dish is understood, whoever is named, in every language."""

import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from server.parsing import text
from server.parsing.grammar import understand
from tests.parsing.asides.test_allergies_kept import PAUSES, SPOKEN
from tests.parsing.kitchens import kitchen, told

MOST = 40
"""So many people of a language are tried, evenly over its table."""


def _told_of(code: str) -> Iterator[str]:
    """What may be said of the people of a language, each once."""
    file = resources.files(text) / "languages" / f"{code}.toml"
    company: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))["company"]
    people = [
        f"{whose} {person}".strip() for whose in company.get("whose", [""]) for person in company["people"]
    ]
    everybody = [*people, *company.get("others", [])]
    templates = [template for template in company["talk"] if "{who}" in template]
    for number, who in enumerate(everybody[:: max(1, len(everybody) // MOST)]):
        yield templates[number % len(templates)].format(who=who)


@pytest.mark.parametrize("code", sorted(SPOKEN))
def test_whom_a_dish_is_for_is_no_dish(code: str) -> None:
    """The same line as without them, and nothing that was not understood."""
    menu, (order, expected) = kitchen(SPOKEN[code]["menu"]), SPOKEN[code]["orders"][1]
    space = PAUSES.get(code, ("", "", " "))[2]
    for said in _told_of(code):
        found = understand(menu, f"{said}{space}{order}")
        assert ([told(line) for line in found.lines], list(found.unmatched)) == ([expected], []), said


AGES = {
    "en": ("{} is {} and would like {}", ["my son", "her little one", "the twins"]),
    "de": ("{} ist {} und möchte {}", ["mein Sohn", "meine Tochter"]),
    "nl": ("{} is {} en wil graag {}", ["mijn zoon", "mijn dochter"]),
}


@pytest.mark.parametrize("age", [2, 7, 12, 30])
@pytest.mark.parametrize("code", sorted(AGES))
def test_the_age_of_whom_a_dish_is_for_counts_no_dish(code: str, age: int) -> None:
    """However old somebody is, their dish is ordered as often as it was said."""
    template, people = AGES[code]
    menu, (order, expected) = kitchen(SPOKEN[code]["menu"]), SPOKEN[code]["orders"][0]
    for who in people:
        said = template.format(who, age, order)
        assert [told(line) for line in understand(menu, said).lines] == [expected], said
