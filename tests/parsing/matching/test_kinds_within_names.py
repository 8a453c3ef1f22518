"""Dishes whose names end alike, called by the food right before that end: 醤油ラーメン of *琥珀醤油らーめん*."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns

MENUS = (
    ("琥珀醤油らーめん", "札幌味噌らーめん", "塩らーめん", "チャーシュー麺(醤油)"),
    ("淡麗醤油らーめん", "濃厚味噌らーめん", "塩らーめん", "ワンタン麺(醤油)"),
)
SAID = (
    ("醤油", 0),
    ("味噌", 1),
    ("塩", 2),
    ("醤油ラーメン", 0),
    ("味噌ラーメン", 1),
    ("塩ラーメン", 2),
    ("特製醤油", 4),
)


def ramen(names: tuple[str, ...]) -> MenuIndex:
    """A menu of these dishes, one of them in a larger form, and a set meal with the same tastes to choose from."""
    taste = {"name": "味", "min": 1, "max": 1, "options": [{"name": name} for name in ("醤油", "味噌", "塩")]}
    dishes = [{"name": name, "price": 9} for name in (*names, f"特製{names[0]}(全部のせ)")]
    return menu_of(
        *dishes, {"name": "Aセット", "price": 12, "modifier_groups": [taste]}, {"name": "餃子", "price": 4}
    )


@pytest.mark.parametrize("names", MENUS)
@pytest.mark.parametrize(("said", "which"), SAID)
@pytest.mark.parametrize("order", ["{0}ひとつと餃子ひとつ", "餃子ひとつ、{0}で"])
def test_the_food_before_a_common_end_names_the_dish(
    names: tuple[str, ...], said: str, which: int, order: str
) -> None:
    """Whatever stands in brackets behind another dish, and whatever larger dish has the whole name in its own."""
    dish = (*names, f"特製{names[0]}(全部のせ)")[which]
    understood = turns(ramen(names), order.format(said))
    assert sorted(map(told, understood.lines)) == sorted([f"1 {dish}", "1 餃子"])
    assert understood.complete


@pytest.mark.parametrize("kind", ["ハンバーグ", "フライ"])
@pytest.mark.parametrize(("one", "other"), [("手ごね", "煮込み"), ("鶏", "鯵")])
def test_a_food_that_two_dishes_have_names_neither(kind: str, one: str, other: str) -> None:
    """Such an order stays open."""
    names = (f"{one}{kind}定食", f"{other}{kind}定食", "焼き魚定食", "生姜焼き定食")
    menu = menu_of(*({"name": name, "price": 9} for name in names))
    assert not turns(menu, f"{kind}定食ひとつ").complete


@pytest.mark.parametrize(("dish", "within"), [("掌中宝(鸡脆骨)", "脆骨"), ("鱼香茄子(蒜蓉茄子)", "茄子")])
def test_what_stands_in_brackets_is_a_name_where_no_other_dish_has_it(dish: str, within: str) -> None:
    """The kind of food that it ends with calls the dish."""
    menu = menu_of({"name": dish, "price": 5}, {"name": "可乐", "price": 3})
    assert [told(line) for line in turns(menu, f"来两份{within}").lines] == [f"2 {dish}"]
