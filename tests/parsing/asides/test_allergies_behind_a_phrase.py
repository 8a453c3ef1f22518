"""An allergy that names no food, behind a dish without an allergen: the allergen is the one that the dish is to have none of."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen

SAID = [
    ("fr", "un hamburger sans lactose, je suis intolérante"),
    ("fr", "un hamburger sans lait, je suis allergique"),
    ("it", "un hamburger senza lattosio, sono intollerante"),
    ("es", "una hamburguesa sin lactosa, soy intolerante"),
    ("pt", "um hambúrguer sem lactose, sou intolerante"),
    ("de", "ein Hamburger laktosefrei, ich bin intolerant"),
    ("de", "ein Hamburger ohne Laktose, ich bin intolerant"),
    ("nl", "een hamburger zonder lactose, ik ben intolerant"),
    ("pl", "hamburger bez laktozy, mam nietolerancję"),
    ("ja", "ハンバーガー一つ、乳糖なしで、不耐症なので"),
    ("harbour", "a latte, lactose free, I'm intolerant"),
]


@pytest.mark.parametrize(("menu", "text"), SAID)
def test_the_allergen_of_a_phrase_before_is_that_of_the_allergy(menu: str, text: str) -> None:
    """Whether a word of its own refuses it, or one phrase says both."""
    (allergy,) = understand(kitchen(menu), text).state.allergies
    assert allergy.allergens == ("milk",)
