"""So many in total: those of the cart are among them."""

import pytest

from tests.parsing.kitchens import dialog, menu_of, ordered, turns


@pytest.mark.parametrize(
    "said",
    ["and {n} {d}s all up", "and {n} {d}s in total", "{n} {d}s altogether"],
)
@pytest.mark.parametrize(("number", "count"), [("three", 3), ("four", 4)])
@pytest.mark.parametrize(("dish", "other"), [("roti", "dal"), ("dal", "roti")])
def test_a_sum_counts_those_of_the_cart(dish: str, other: str, number: str, count: int, said: str) -> None:
    """The dish is had as often as was said, not so often besides, and the other stays."""
    menu = menu_of({"name": "Roti", "price": 3}, {"name": "Dal", "price": 6})
    understood = turns(menu, f"two {dish}s and a {other}", said.format(n=number, d=dish))
    assert ordered(understood) == sorted([f"{count} {dish}", f"1 {other}"])
    assert understood.complete


def test_a_sum_of_new_dishes_is_their_number() -> None:
    """Where none is in the cart, so many are ordered."""
    assert ordered(turns(menu_of({"name": "Roti", "price": 3}), "three rotis in total")) == ["3 roti"]


def test_a_sum_with_a_choice_of_its_own_stays_open() -> None:
    """Whether all of them are to have it is not told."""
    group = {"name": "With", "options": [{"name": "Butter"}]}
    menu = menu_of({"name": "Roti", "price": 3, "modifier_groups": [group]}, {"name": "Dal", "price": 6})
    assert not turns(menu, "two rotis and a dal", "and three rotis with butter in total").complete


@pytest.mark.parametrize(("menu", "first", "said"), [
    ("de", "ein Bier und einen Hamburger", "und drei Bier insgesamt"),
    ("fr", "une bière et un hamburger", "et trois bières en tout"),
    ("es", "una cerveza y una hamburguesa", "y tres cervezas en total"),
    ("it", "una birra e un hamburger", "e tre birre in tutto"),
    ("nl", "een bier en een hamburger", "en drie bier in totaal"),
    ("pt", "uma cerveja e um hambúrguer", "e três cervejas no total"),
    ("pl", "jedno piwo i hamburger", "i trzy piwa w sumie"),
])  # fmt: skip
def test_a_sum_in_other_languages(menu: str, first: str, said: str) -> None:
    """Three beers, and the burger of before."""
    assert sorted(line.quantity for line in dialog(first, said, menu=menu).lines) == [1, 3]
