"""What comes with a dish by itself goes against an allergy as what was chosen does, until it is refused or replaced."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of

SAID = {"milk": "Butter", "eggs": "Egg", "mustard": "Mustard", "sesame": "Sesame seeds", "nuts": "Walnuts"}


@pytest.mark.parametrize("allergen", sorted(SAID))
def test_a_default_option_goes_against_an_allergy(allergen: str) -> None:
    """The sandwich with butter by itself is nothing for who may have no milk; without the butter it is."""
    name = SAID[allergen]
    options = [{"name": name, "default": True}, {"name": "Gherkin", "default": True}]
    index = menu_of(
        {"name": "Sandwich", "price": 4, "modifier_groups": [{"name": "In it", "options": options}]}
    )
    text = f"I'm allergic to {name.lower()}. a sandwich"
    codes = {code for allergy in understand(index, text).state.allergies for code in allergy.allergens}
    assert codes == {allergen}
    assert [c.allergen for c in understand(index, text).conflicts] == [allergen]
    for refused in (f"{text} without {name.lower()}", f"{text}, no {name.lower()}"):
        assert not understand(index, refused).conflicts, refused


def test_a_default_option_that_another_one_replaces_goes_against_nothing() -> None:
    """Oat milk stands instead of the milk that the tea comes with."""
    options = [{"name": "Milk", "default": True}, {"name": "Oat milk"}]
    index = menu_of(
        {"name": "Tea", "price": 2, "modifier_groups": [{"name": "With", "max": 1, "options": options}]}
    )
    assert [c.allergen for c in understand(index, "dairy allergy. a tea").conflicts] == ["milk"]
    assert not understand(index, "dairy allergy. a tea with oat milk").conflicts
