"""Chinese: what "all" is told of, further bottles, and options of what was ordered besides."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

DRINKS = ("红酒", "白酒", "啤酒")


def salted(*names: str, options: tuple[str, str]) -> MenuIndex:
    group = {"name": "味", "min": 0, "max": 1, "options": [{"name": name} for name in options]}
    return menu_of(*({"name": name, "price": 3, "modifier_groups": [group]} for name in names))


@pytest.mark.parametrize("drink", DRINKS)
@pytest.mark.parametrize("more", ["再来一瓶", "再要一瓶", "再加一瓶", "还要一瓶"])
def test_one_more_bottle_is_a_bottle(drink: str, more: str) -> None:
    """Whatever the usual size is."""
    sizes = [{"label": "杯", "price": 5, "default": True}, {"label": "瓶", "price": 20}]
    menu = menu_of({"name": drink, "variants": sizes}, {"name": "炒饭", "price": 9})
    assert f"1 {drink} 瓶" in [told(line) for line in turns(menu, "一份炒饭", more + drink).lines]


@pytest.mark.parametrize(
    ("order", "all_of_them", "dishes", "options"),
    [
        ("两份米线,一份凉皮", "全部微辣", ("米线", "凉皮"), ("微辣", "特辣")),
        ("两份米线,一份凉皮", "全部要特辣的", ("米线", "凉皮"), ("微辣", "特辣")),
    ],
)
def test_all_is_told_of_every_dish(
    order: str, all_of_them: str, dishes: tuple[str, str], options: tuple[str, str]
) -> None:
    """In a text of its own."""
    lines = turns(salted(*dishes, options=options), order, all_of_them).lines
    assert len(lines) == len(dishes)
    assert len({told(line).split(";")[-1] for line in lines}) == 1
    assert all(line.choices for line in lines)


@pytest.mark.parametrize("option", ["微辣", "特辣"])
def test_an_option_behind_further_ones_leaves_the_order_open(option: str) -> None:
    """It may be told of those alone."""
    menu = salted("米线", "凉皮", options=("微辣", "特辣"))
    assert not turns(menu, "两份米线", f"再来两份,要{option}的").complete


@pytest.mark.parametrize("potato", ["매시포테이토", "포테이토", "웨지포테이토"])
def test_two_syllables_of_two_words_are_no_reaction(potato: str) -> None:
    """The 토하 of 포테이토 하나 makes nobody ill."""
    menu = menu_of({"name": potato, "price": 5}, {"name": "콜라", "price": 3})
    assert not turns(menu, f"{potato} 하나, 콜라 하나 주세요").state.allergies
