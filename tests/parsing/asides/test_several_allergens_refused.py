"""Several allergens refused before an order are allergies, also where one dish is ordered behind."""

from itertools import permutations

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of

CODES = {
    "en": {"nuts": "nuts", "peanuts": "peanuts", "sesame": "sesame"},
    "de": {"nuts": "Nüsse", "peanuts": "Erdnüsse", "sesame": "Sesam"},
    "fr": {"nuts": "noix", "peanuts": "arachides", "sesame": "sésame"},
}
SAID = {
    "en": ("no {}, no {}, thanks. a chai", "no {} and no {} please, a chai"),
    "de": ("keine {}, kein {}. ein Chai", "keine {} und keine {} bitte, ein Chai"),
    "fr": ("pas de {}, pas de {}. un chai", "pas de {} et pas de {} s'il vous plaît, un chai"),
}
MENU = menu_of({"name": "Chai", "price": 3}, {"name": "Halloumi", "price": 6})


@pytest.mark.parametrize("code", sorted(CODES))
def test_two_allergens_that_are_refused_before_an_order_are_allergies(code: str) -> None:
    """They are kept for the whole order with their codes, and are no wish at the one dish."""
    for (first, a), (second, b) in permutations(CODES[code].items(), 2):
        for said in SAID[code]:
            understood = understand(MENU, said.format(a, b), language=code)
            codes = {c for allergy in understood.state.allergies for c in allergy.allergens}
            assert codes == {first, second}, said.format(a, b)
            assert [line.item.name for line in understood.lines] == ["Chai"]


def test_options_that_are_refused_are_no_allergies() -> None:
    """Nuts and sesame that a sundae can be had with are left out of it."""
    options = [{"name": "Nuts", "default": True}, {"name": "Sesame", "default": True}]
    index = menu_of(
        {"name": "Sundae", "price": 5, "modifier_groups": [{"name": "On it", "options": options}]}
    )
    before = understand(index, "a sundae")
    after = understand(index, "no nuts, no sesame", before.lines, state=before.state)
    assert not after.state.allergies
    assert {choice.amount for choice in after.lines[0].choices} == {"none"}


@pytest.mark.parametrize("food", ["onions", "olives", "mushrooms"])
def test_a_reaction_is_to_the_food_of_its_own_sentence(food: str) -> None:
    """The rye of the sentence before is no allergy where onions give migraines."""
    index = menu_of({"name": "Rye sandwich", "price": 5}, {"name": "Chai", "price": 2})
    understood = understand(index, f"a chai with rye. {food} give me migraines")
    assert [allergy.allergens for allergy in understood.state.allergies] == [()]
