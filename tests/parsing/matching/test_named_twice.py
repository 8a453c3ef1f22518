"""Chinese, Japanese and Korean: a dish that is named alone and at once again with its number, and options that are counted."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

NAMED_TWICE = {
    "zh": (("烤鸡翅", "羊肉串"), ("{0},{0}来六个", "{0},要六个{0}", "{0}啊,{0}六个"), 6),
    "ja": (("焼き餃子", "塩ラーメン"), ("{0}、{0}三つ", "えっと{0}、{0}を三つ"), 3),
    "ko": (("군만두", "짜장면"), ("{0}, {0} 두 개요", "음 {0}, {0} 두 개 주세요"), 2),
}
ADDED = {
    "ko": (
        ("라면", "비빔밥"),
        ("계란후라이", "치즈"),
        ("{0}에 {1} 하나 올려주세요", "{0}에 {1} 하나 추가요"),
    ),
    "ja": (
        ("塩ラーメン", "カレー"),
        ("味玉", "チーズ"),
        ("{0}に{1}ひとつ追加で", "{0}に{1}一つのせてください"),
    ),
}
TWICE = [
    (dish, text, count) for dishes, texts, count in NAMED_TWICE.values() for dish in dishes for text in texts
]
ADDINGS = [
    (dish, option, text)
    for dishes, options, texts in ADDED.values()
    for dish in dishes
    for option in options
    for text in texts
]


@pytest.mark.parametrize(("dish", "text", "count"), TWICE)
def test_a_name_said_before_its_number_orders_nothing_more(dish: str, text: str, count: int) -> None:
    """Six are six."""
    menu = menu_of({"name": dish, "price": 5}, {"name": "可乐", "price": 3})
    assert [told(line) for line in turns(menu, text.format(dish)).lines] == [f"{count} {dish}"]


@pytest.mark.parametrize("dish", ["烤鸡翅", "羊肉串"])
def test_further_ones_of_a_dish_that_was_named_are_more(dish: str) -> None:
    """One and six more."""
    menu = menu_of({"name": dish, "price": 5}, {"name": "可乐", "price": 3})
    assert [told(line) for line in turns(menu, f"{dish},再来六个{dish}").lines] != [f"6 {dish}"]


@pytest.mark.parametrize(("dish", "option", "text"), ADDINGS)
def test_an_option_added_to_a_dish_of_the_order_is_counted_alone(dish: str, option: str, text: str) -> None:
    """No second dish comes of it."""
    group = {"name": "+", "min": 0, "max": 3, "options": [{"name": option}, {"name": "もやし"}]}
    menu = menu_of({"name": dish, "price": 5, "modifier_groups": [group]}, {"name": "コーラ", "price": 3})
    understood = turns(menu, dish, text.format(dish, option))
    assert [told(line) for line in understood.lines] == [f"1 {dish}; {option}"]
