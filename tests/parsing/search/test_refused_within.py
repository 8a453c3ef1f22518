"""A refusal by the beginning or the end of an option's name leaves that option out: 别放葱 of a dish that comes with 葱花."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

REFUSED = [
    ("大排面", "葱花", "一碗{d},{r}", ("别放葱", "不要葱", "葱不要")),
    ("拍黄瓜", "蒜泥", "一份{d},{r}", ("不要蒜", "别放蒜")),
    ("후라이드치킨", "치킨무", "{d} 하나, {r}", ("무는 빼주세요", "무 빼고", "무는 안 주셔도 돼요")),
    ("비빔밥", "계란프라이", "{d} 하나 {r}", ("프라이 빼고", "프라이는 빼주세요")),
    ("焼きそば", "紅しょうが", "{d}、{r}", ("しょうが抜き", "しょうがなしで")),
    ("たこ焼き", "かつお節", "{d}、{r}", ("かつお抜きで", "かつおなし")),
]
"""A dish, its option, how it is ordered, and ways in which the option is refused."""


def menu(dish: str, option: str, other: str = "") -> MenuIndex:
    options = [{"name": name, "default": True} for name in (option, other) if name]
    return menu_of({"name": dish, "price": 9, "modifier_groups": [{"name": "X", "options": options}]})


@pytest.mark.parametrize(("dish", "option", "text", "ways"), REFUSED)
def test_the_option_that_is_called_so_is_left_out(
    dish: str, option: str, text: str, ways: tuple[str, ...]
) -> None:
    """It is no wish of the kitchen then, in the same text and in a later one."""
    index = menu(dish, option)
    for refusal in ways:
        for said in ((text.format(d=dish, r=refusal),), (dish, refusal)):
            assert [told(line) for line in turns(index, *said).lines] == [f"1 {dish}; none {option}"], said


def test_of_two_options_that_are_called_so_none_is_chosen() -> None:
    """What was meant is told the kitchen in the diner's words."""
    (line,) = turns(menu("大排面", "葱花", "大葱"), "一碗大排面,别放葱").lines
    assert told(line) == "1 大排面 «别放葱»"


def test_an_option_that_the_dish_does_not_come_with_is_no_matter() -> None:
    """Nothing is to be left out of it."""
    options = [{"name": "葱花", "price_adjustment": 1}]
    dish = {"name": "大排面", "price": 9, "modifier_groups": [{"name": "X", "options": options}]}
    (line,) = turns(menu_of(dish), "一碗大排面,别放葱").lines
    assert told(line) == "1 大排面 «别放葱»"


@pytest.mark.parametrize(
    ("dish", "option", "text"),
    [
        ("Casera", "Rodaja de limón", "una casera sin limón"),
        ("Gintonic", "Gajo de lima", "un gintonic sin lima"),
        ("Caipirinha", "Rodela de lima", "uma caipirinha sem lima"),
        ("Sangria", "Pau de canela", "uma sangria sem canela"),
    ],
)
def test_what_an_option_is_of_is_refused(dish: str, option: str, text: str) -> None:
    """In languages that name what a thing is first, it ends a name behind "of", whatever dishes are called by it."""
    options = [{"name": name, "default": True} for name in (option, "Hielo")]
    index = menu_of(
        {"name": dish, "price": 9, "modifier_groups": [{"name": "X", "options": options}]},
        {"name": f"Granizado de {option.rsplit(maxsplit=1)[-1]}", "price": 3},
    )
    assert [told(line) for line in turns(index, text).lines] == [f"1 {dish}; none {option}"]
