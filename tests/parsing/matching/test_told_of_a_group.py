"""What is told of a part of a dish by its group's name is no dish besides, though one is called so: 밥은 잡곡밥으로."""

from collections.abc import Mapping

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

GROUPS: Mapping[str, tuple[str, str, str, str, str]] = {
    "밥": ("김치찌개", "공깃밥", "잡곡밥", "흰밥", "{d} 하나"),
    "면": ("쌀국수", "면추가", "넓은면", "얇은면", "{d} 하나"),
    "ご飯": ("唐揚げ定食", "ライス", "十六穀米", "白米", "{d}を一つ"),
    "麺": ("味噌ラーメン", "替え玉", "太麺", "細麺", "{d}を一つ"),
}
"""By the group: its dish, another dish that is called like the group too, two options, and how the dish is ordered."""
TOLD = {"밥": "{g}은 {o}으로", "면": "{g}은 {o}으로", "ご飯": "{g}は{o}で", "麺": "{g}は{o}で"}
SIDES = {"밥": "{g} 하나", "면": "{g} 하나", "ご飯": "{g}を一つ", "麺": "{g}を一つ"}


def menu(group: str) -> MenuIndex:
    dish, side, option, other, _text = GROUPS[group]
    options = [{"name": option}, {"name": other, "default": True}]
    return menu_of(
        {"name": dish, "price": 9, "modifier_groups": [{"name": group, "max": 1, "options": options}]},
        {"name": side, "price": 1, "aliases": [group]},
    )


@pytest.mark.parametrize("group", GROUPS)
def test_the_option_is_the_dishes_own(group: str) -> None:
    """In the same breath and in a later turn."""
    dish, _side, option, _other, text = GROUPS[group]
    first, then = text.format(d=dish), TOLD[group].format(g=group, o=option)
    for said in ((f"{first}, {then}",), (first, then)):
        assert [told(line) for line in turns(menu(group), *said).lines] == [f"1 {dish}; {option}"], said


@pytest.mark.parametrize("group", GROUPS)
def test_the_dish_that_is_called_so_can_be_ordered(group: str) -> None:
    """Where it is counted and no option of the group is told."""
    dish, side, _option, _other, text = GROUPS[group]
    said = f"{text.format(d=dish)}, {SIDES[group].format(g=group)}"
    assert [told(line) for line in turns(menu(group), said).lines] == [f"1 {dish}", f"1 {side}"]
