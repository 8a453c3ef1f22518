"""Arabic names as guests say them: small words within names, dialects, halves of a kilo; foods that begin like small words."""

from functools import cache

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

FLAVOURS = ("نعناع", "لوز", "فانيليا")
REFUSED = ("فلفل", "بصل", "ليمون", "بطاطس", "فطر")
"""Foods that no dish of the menu has and that begin as small words do: "and", "with", "for"."""
HALVES = ("نصف كيلو {}", "نص كيلو {}", "{} نص كيلو")


@cache
def menu() -> MenuIndex:
    group = {"name": "النكهة", "options": [{"name": flavour} for flavour in FLAVOURS]}
    sizes = [
        {"label": "ربع كيلو", "price": 5},
        {"label": "نصف كيلو", "price": 9},
        {"label": "كيلو", "price": 16},
    ]
    return menu_of(
        {"name": "شاي", "price": 2, "modifier_groups": [group]},
        *({"name": f"كعكة بال{flavour}", "price": 4} for flavour in FLAVOURS),
        {"name": "كباب ضاني", "variants": sizes},
        {"name": "ريش ضاني", "variants": sizes},
        {"name": "رقبة ضاني", "variants": sizes},
        {"name": "مشكل كباب وكفتة", "variants": sizes},
        {"name": "أرز بالشعرية", "price": 3},
    )


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("small", ["بال", "ب", "مع "])
def test_an_option_is_had_with_a_dish_though_another_name_has_its_word(flavour: str, small: str) -> None:
    """The dish whose name has it with the article is known with each small word, and without one."""
    tea, cake = turns(menu(), f"شاي {small}{flavour}"), turns(menu(), f"كعكة {small}{flavour}")
    assert [told(line) for line in tea.lines] == [f"1 شاي; {flavour}"]
    assert [told(line) for line in cake.lines] == [f"1 كعكة بال{flavour}"]
    assert [told(line) for line in turns(menu(), f"كعكة {flavour}").lines] == [f"1 كعكة بال{flavour}"]


@pytest.mark.parametrize("food", REFUSED)
def test_a_refused_food_stays_one_word(food: str) -> None:
    """It is a wish for the dish, and nothing is left over."""
    understood = turns(menu(), f"واحد شاي من غير {food}")
    assert [line.special_requests for line in understood.lines] == [f"من غير {food}"]
    assert not understood.unmatched


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("dish", ["كباب", "ريش"])
def test_half_a_kilo_is_a_size_in_every_spelling(half: str, dish: str) -> None:
    """The first word of a name is the dish, though another one has it within its name."""
    assert [told(line) for line in turns(menu(), half.format(dish)).lines] == [f"1 {dish} ضاني نصف كيلو"]


def test_another_word_for_a_food_is_known_within_a_name() -> None:
    """Also with a small word that is written together with the next."""
    assert [told(line) for line in turns(menu(), "اتنين رز بشعرية").lines] == ["2 أرز بالشعرية"]
