"""The same again of all, of one dish that is told, and with something else beside it."""

import json

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import dialog, menu_of, ordered, turns

DISHES = ("Negroni", "Stout", "Olives", "Crisps")


def _bar() -> MenuIndex:
    sizes = [{"label": "Pint", "price": 6}, {"label": "Half", "price": 3}]
    return menu_of(*({"name": name, "variants": sizes} for name in DISHES[:2]),
                   *({"name": name, "price": 4} for name in DISHES[2:]))  # fmt: skip


@pytest.mark.parametrize("said", [
    "same again mate, and some {b}", "same again and a bowl of {b}", "the same again please and the {b}",
    "same again, a bowl of {b}", "same thing again and {b}",
])  # fmt: skip
@pytest.mark.parametrize(("a", "b"), [("negroni", "olives"), ("stout", "crisps")])
def test_as_many_again_and_another_dish(a: str, b: str, said: str) -> None:
    """All that was counted is had as many times again; the other dish comes once."""
    understood = turns(_bar(), f"two pints of {a}", said.format(b=b))
    assert ordered(understood) == sorted([f"4 {a} pint", f"1 {b}"])
    assert not understood.unmatched


@pytest.mark.parametrize("said", [
    "same again on the {a}s", "same again on {a}", "same again for the {a}s please", "same again of the {a}s",
    "same again with the {a}s", "another round of the {a}s",
])  # fmt: skip
@pytest.mark.parametrize(("a", "b"), [("negroni", "olives"), ("stout", "crisps")])
def test_as_many_again_of_the_dish_that_is_told(a: str, b: str, said: str) -> None:
    """The other dish of the cart stays as it is, though it was ordered last; both sizes of the dish are had again."""
    understood = turns(_bar(), f"two pints of {a}, a half of {a}", f"the {b}", said.format(a=a))
    assert ordered(understood) == sorted([f"4 {a} pint", f"2 {a} half", f"1 {b}"])
    assert understood.complete


@pytest.mark.parametrize("said", ["same again but halves", "same again but make them halves"])
def test_as_many_again_in_another_size(said: str) -> None:
    """The copies are as many as were ordered."""
    assert ordered(turns(_bar(), "three pints of stout", said)) == ["3 stout half", "3 stout pint"]


def test_a_copy_takes_a_size_by_its_rank() -> None:
    """ "Medium" is a size of the copy, which had the size of what it copies."""
    menu = menu_of(
        {"name": "Oolong", "variants": [{"label": "M 16oz", "price": 5}, {"label": "L 24oz", "price": 6}]}
    )
    for said in ("the same again but medium", "and the same but medium for my sister"):
        assert ordered(turns(menu, "a large oolong", said)) == ["1 oolong l 24oz", "1 oolong m 16oz"]


@pytest.mark.parametrize(("menu", "first", "said"), [
    ("de", "zwei Bier", "nochmal dasselbe und eine große Cola"),
    ("fr", "deux bières", "encore la même chose et un grand cola"),
    ("es", "dos cervezas", "otra vez lo mismo y una cola grande"),
    ("it", "due birre", "di nuovo lo stesso e una cola grande"),
    ("nl", "twee bier", "nog eens hetzelfde en een grote cola"),
    ("pt", "duas cervejas", "o mesmo de novo e uma cola grande"),
    ("pl", "dwa piwa", "jeszcze raz to samo i dużą colę"),
])  # fmt: skip
def test_as_many_again_and_a_cola_in_other_languages(menu: str, first: str, said: str) -> None:
    """The beers are four then."""
    lines = dialog(first, said, menu=menu).lines
    assert sorted(line.quantity for line in lines) == [1, 4]


FRIED = ({"name": "Fish", "dishes": ("Cod", "Haddock")}, {"name": "Sides", "dishes": ("Chips", "Peas")})


@pytest.mark.parametrize("said", [
    "same again for my mate but with {c} instead of {a}", "the same for my wife but with {c} instead of the {a}",
    "same again for my mate but {c}", "same again but {c} instead of the {a}",
])  # fmt: skip
@pytest.mark.parametrize(("a", "b", "c"), [("cod", "chips", "haddock"), ("peas", "haddock", "chips")])
def test_all_again_with_one_dish_exchanged(a: str, b: str, c: str, said: str) -> None:
    """The first order stays, the second one has the other dish."""
    categories = [
        {"name": kind["name"], "items": [{"name": name, "price": 5} for name in kind["dishes"]]}
        for kind in FRIED
    ]
    document = {"name": "A", "currency": "GBP", "categories": categories}
    menu = MenuIndex(load_menu(json.dumps(document).encode(), "json"))
    understood = turns(menu, f"{a} and {b}", said.format(a=a, c=c))
    assert ordered(understood) == sorted([f"1 {a}", f"2 {b}", f"1 {c}"])
    assert not understood.unmatched
