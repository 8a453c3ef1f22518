"""Whether some kind of people may have a dish is asked, and orders nothing: "can a vegan have the soup?"."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of

MENU = menu_of(
    {"name": "Vegan burger", "price": 9},
    {"name": "Ramen", "price": 8, "modifier_groups": [{"name": "With", "options": [{"name": "Tofu"}]}]},
    {"name": "Tiramisu", "price": 5},
    {"name": "Halloumi", "price": 6},
)
ASKED = {
    "en": (
        "can a vegan have the {}?", "can vegans eat the {}", "could a coeliac eat the {}?", "can vegetarians have the {}",
        "could someone with a nut allergy have the {}", "can you do the {} for someone with a dairy allergy",
        "is the {} ok for a nut allergy?", "how about the {} for a celery allergy",
    ),
    "de": ("Kann ein Veganer das {} essen?", "Dürfen Vegetarier das {} essen?", "Kann jemand mit Zöliakie das {} essen?"),
    "fr": ("Un végan peut manger le {} ?", "Est-ce qu'un cœliaque peut manger le {} ?"),
    "es": ("¿Un vegano puede comer el {}?", "¿Puede comer el {} un celíaco?"),
    "it": ("Un vegano può mangiare il {}?", "Un celiaco può mangiare il {}?"),
    "pt": ("Um vegano pode comer o {}?", "Um celíaco pode comer o {}?"),
    "nl": ("Kan een veganist de {} eten?", "Mag iemand met een notenallergie de {} hebben?"),
}  # fmt: skip
ORDERED = (
    "can i have the {} please, my wife is a vegan",
    "could you do me a {} for someone with a nut allergy",
    "can we get two {} and is there anything for a vegan",
    "{} without nuts, someone at our table is allergic",
    "{}, no nuts please, there is somebody who is allergic",
)


@pytest.mark.parametrize("code", sorted(ASKED))
@pytest.mark.parametrize("dish", ["ramen", "tiramisu", "halloumi"])
def test_a_question_for_some_kind_of_people_orders_nothing(code: str, dish: str) -> None:
    """Neither the dish nor the vegan burger is ordered, and nothing is complete."""
    for text in ASKED[code]:
        understood = understand(MENU, text.format(dish), language=code)
        assert not understood.lines, text
        assert not understood.complete, text


@pytest.mark.parametrize("text", ORDERED)
@pytest.mark.parametrize("dish", ["ramen", "tiramisu", "halloumi"])
def test_leave_of_the_speaker_or_a_counted_dish_orders(text: str, dish: str) -> None:
    """Who asks for themselves, or for a number of them, orders."""
    understood = understand(MENU, text.format(dish), language="en")
    assert [line.item.name.casefold() for line in understood.lines] == [dish], text


def test_a_dish_that_is_asked_about_for_an_allergy_is_not_what_the_allergy_is_to() -> None:
    """The salmon of "is the salmon ok for a nut allergy?" is no fish allergy."""
    index = menu_of({"name": "Grilled salmon", "price": 12}, {"name": "Prawn curry", "price": 10})
    for dish in ("salmon", "prawn curry"):
        for allergen in ("nut", "milk", "sesame"):
            (allergy,) = understand(index, f"is the {dish} ok for a {allergen} allergy?").state.allergies
            assert allergy.allergens == (allergen + "s" * (allergen == "nut"),)


def test_a_dish_for_some_kind_of_people_is_ordered() -> None:
    """Where the words for them only tell which dish is meant."""
    lines = understand(MENU, "can i have a vegan burger and the ramen").lines
    assert [line.item.name for line in lines] == ["Vegan burger", "Ramen"]
