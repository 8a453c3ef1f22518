"""Chinese counts: of an option behind 加, between two dishes, and what is to come apart from a dish."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

NOODLES = ("大排面", "牛肉面", "酸辣粉")


def menu(dish: str, most: int = 1) -> MenuIndex:
    options = [
        {"name": "煎蛋", "price_adjustment": 3, "max_quantity": most},
        {"name": "加面", "price_adjustment": 3},
    ]
    return menu_of(
        {"name": dish, "price": 9, "modifier_groups": [{"name": "加料", "options": options}]},
        {"name": "米饭", "price": 2},
        {"name": "可乐", "price": 5},
    )


@pytest.mark.parametrize("dish", NOODLES)
@pytest.mark.parametrize("text", ["{d}加俩煎蛋", "{d}加两个煎蛋", "来碗{d}加俩煎蛋"])
def test_a_number_behind_with_counts_the_option(dish: str, text: str) -> None:
    """It never makes two of the dish; where the menu allows one only, that is asked."""
    assert [told(line) for line in turns(menu(dish, 2), text.format(d=dish)).lines] == [f"1 {dish}; 2x 煎蛋"]
    asked = turns(menu(dish), text.format(d=dish))
    assert ([line.quantity for line in asked.lines], [q.kind for q in asked.questions]) == ([1], ["too_many"])


@pytest.mark.parametrize("dish", NOODLES)
def test_a_number_between_two_dishes_may_be_of_either(dish: str) -> None:
    """Such an order is not complete, unless a pause, a word or another number tells."""
    index = menu(dish)
    assert not turns(index, f"{dish}两碗可乐").complete
    for clear in (f"{dish}两碗,可乐", f"{dish},两碗米饭", f"一碗{dish}两瓶可乐", f"{dish}两碗可乐一瓶"):
        assert turns(index, clear).complete, clear


@pytest.mark.parametrize("dish", NOODLES)
@pytest.mark.parametrize("wish", ["面和汤分开装", "汤和面分开", "面汤分开放", "把面和汤分开装"])
def test_what_is_to_come_apart_is_a_wish(dish: str, wish: str) -> None:
    """It adds no option, and no dish."""
    assert [told(line) for line in turns(menu(dish), f"两份{dish},{wish}").lines] == [f"2 {dish} «{wish}»"]


def test_parts_of_the_dishes_name_are_no_more_of_it() -> None:
    """The rice and the curry of a curry with rice."""
    index = menu_of({"name": "咖喱鸡饭", "price": 9}, {"name": "鸡排饭", "price": 9})
    assert [told(line) for line in turns(index, "咖喱鸡饭一份,咖喱和饭分开").lines] == [
        "1 咖喱鸡饭 «咖喱和饭分开»"
    ]


@pytest.mark.parametrize("dish", ["面疙瘩汤", "疙瘩汤"])
def test_a_dish_called_like_a_reaction_is_ordered(dish: str) -> None:
    """The reaction itself still tells of an allergy."""
    index = menu_of({"name": dish, "price": 9}, {"name": "可乐", "price": 5})
    understood = turns(index, f"一碗{dish},一瓶可乐")
    assert ([line.item.name for line in understood.lines], understood.state.allergies) == ([dish, "可乐"], ())
    allergic = turns(index, f"我吃花生会起疙瘩,一碗{dish}")
    assert [allergy.allergens for allergy in allergic.state.allergies] == [("peanuts",)]
