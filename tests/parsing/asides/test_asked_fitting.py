"""An allergic guest asks whether a dish is fine, and orders nothing: "nut allergy, croissant ok?"."""
# ruff: noqa: RUF001  (the signs of the languages)

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen, menu_of

MENU = menu_of(
    {"name": "Croissant", "price": 4},
    {"name": "Lentil soup", "price": 7},
    {"name": "Edamame", "price": 5},
    {"name": "Ramen", "price": 9, "modifier_groups": [{"name": "With", "options": [{"name": "Soft egg"}]}]},
)
ASKED = (
    "{allergy}, {dish} ok?", "{allergy}: {dish} alright?", "{allergy} - is the {dish} fine", "{allergy}. {dish} safe for me?",
    "{dish} possible? {allergy}", "{allergy}, {dish} without cheese ok?", "{allergy}, a {dish} ok with that?",
)  # fmt: skip
ABROAD = {
    "de": ("Nussallergie, Pizza ok?", "Eiallergie: geht die Pizza?", "Zöliakie, ist die Pizza möglich?"),
    "es": ("Alergia al huevo, ¿la pizza está bien?", "celíaco, hamburguesa ok?"),
    "fr": ("Allergie aux noix, la pizza ça va ?", "allergie au lait, pizza possible ?"),
    "it": ("Allergia al latte: la pizza va bene?", "celiaco, pizza possibile?"),
    "nl": ("Notenallergie, pizza oké?", "notenallergie, kan de pizza?"),
    "pl": ("Alergia na orzechy, pizza ok?", "alergia na mleko, hamburger może być?"),
    "pt": ("Alergia a ovo, pizza ok?", "celíaco, hambúrguer pode ser?"),
    "tr": ("Süt alerjim var, pizza olur mu?", "süt alerjim var, hamburger tamam mı?"),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("allergy", ["nut allergy", "I'm coeliac", "allergic to milk"])
@pytest.mark.parametrize("dish", ["croissant", "lentil soup", "ramen"])
def test_a_dish_that_an_allergic_guest_asks_about_is_not_ordered(asked: str, allergy: str, dish: str) -> None:
    """The question is answered from the menu, and the allergy is kept."""
    understood = understand(MENU, asked.format(allergy=allergy, dish=dish))
    assert not understood.lines
    assert not understood.complete
    assert understood.state.allergies
    assert understood.answers


@pytest.mark.parametrize("code", ABROAD)
def test_the_same_is_asked_abroad(code: str) -> None:
    """Each language has its own words for what is fine."""
    for text in ABROAD[code]:
        understood = understand(kitchen(code), text)
        assert not understood.lines, text
        assert understood.state.allergies, text


@pytest.mark.parametrize("text", ["{}, ok?", "one {} please, is that ok?", "nut allergy, one {} please, ok?"])
@pytest.mark.parametrize("dish", ["croissant", "lentil soup", "ramen"])
def test_the_same_words_order_where_nobody_is_allergic_or_it_is_asked_for(text: str, dish: str) -> None:
    """ "Ok?" alone makes no question of an order."""
    understood = understand(MENU, text.format(dish))
    assert [line.item.name.casefold() for line in understood.lines] == [dish]


@pytest.mark.parametrize(
    "text", ["allergic to prawns. {} then", "allergic to prawns, {} please", "allergic to prawns, then {}"]
)
@pytest.mark.parametrize("dish", ["edamame", "lentil soup", "croissant"])
def test_a_dish_asked_for_behind_an_allergy_is_ordered(text: str, dish: str) -> None:
    """Edamame is an allergen by its name, and a dish of the menu."""
    understood = understand(MENU, text.format(dish))
    assert [line.item.name.casefold() for line in understood.lines] == [dish]
    assert [allergy.text for allergy in understood.state.allergies] == ["allergic to prawns"]


@pytest.mark.parametrize("diet", ["vegan", "vegetarian", "halal"])
@pytest.mark.parametrize("text", ["{}: {}", "{} - {} please", "{}, a {}"])
def test_a_diet_that_begins_a_text_is_handed_on(diet: str, text: str) -> None:
    """It stands apart from the dish, which is ordered."""
    for dish in ("lentil soup", "croissant"):
        understood = understand(MENU, text.format(diet, dish))
        assert [line.item.name.casefold() for line in understood.lines] == [dish]
        assert understood.state.note == diet
