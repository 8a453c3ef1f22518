"""Allergens with a slip of spelling in the words of an allergy."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen

MISSPELT = {
    "harbour": {
        "a latte, I have a penut allergy": "peanuts",
        "a latte, diary allergy": "milk",
        "a latte, I'm allergic to glutten": "gluten",
        "a latte, allergic to musterd": "mustard",
        "a latte, allergic to sesamee": "sesame",
    },
    "de": {
        "einen Hamburger, Allergie gegen Erdnuse": "peanuts",
        "einen Hamburger, ich hab eine Laktoseintolleranz": "milk",
    },
    "fr": {"un hamburger, allergique aux cacahuettes": "peanuts"},
    "es": {"una hamburguesa, alergico al glutten": "gluten"},
    "it": {"un hamburger, allergico ai crostaci": "crustaceans"},
}


@pytest.mark.parametrize(
    ("menu", "text", "code"),
    [(menu, text, code) for menu, its in MISSPELT.items() for text, code in its.items()],
)
def test_a_misspelt_allergen_has_its_code(menu: str, text: str, code: str) -> None:
    """ "Penut allergy" warns of what has peanuts."""
    assert [a.allergens for a in understand(kitchen(menu), text).state.allergies] == [(code,)]


@pytest.mark.parametrize("food", ["lemon", "carrots", "cats", "bees", "pollen"])
def test_what_is_no_allergen_has_none(food: str) -> None:
    """Other foods and things that one is allergic to are nearly none."""
    understood = understand(kitchen("harbour"), f"a latte, I'm allergic to {food}")
    assert [a.allergens for a in understood.state.allergies] == [()]
