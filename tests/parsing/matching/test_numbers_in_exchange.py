"""Numbers of a numbered menu that change an order, stand behind a quantity, or count people."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Line
from tests.parsing.kitchens import told

NUMBERS = (2, 3, 6, 14, 27, 31, 58)
DISHES = dict(
    zip(
        NUMBERS,
        ("Samosa", "Momo", "Pakora", "Dal", "Saag Paneer", "Prawn Curry", "Garlic Naan"),
        strict=True,
    )
)
NAAN, MOMO = 58, 3
EXCHANGES = (
    ("en", "change {old} to {new}"),
    ("en", "swap {old} for {new}"),
    ("en", "switch {old} to {new} please"),
    ("en", "make {old} into {new}"),
    ("en", "replace {old} with {new}"),
    ("en", "change my {old} to {new}"),
    ("en", "change the {old} to a {new}"),
    ("de", "tausche die {old} gegen die {new}"),
    ("fr", "remplacez le {old} par le {new}"),
    ("es", "cambia el {old} por el {new}"),
)


@cache
def menu() -> MenuIndex:
    sizes = {
        MOMO: [{"label": f"{pieces} pieces", "price": pieces} for pieces in (1, 2, 6)],
        NAAN: [{"label": "Small", "price": 3}, {"label": "Large", "price": 4}],
    }
    items = [
        {
            "name": name,
            "number": str(number),
            **({"variants": sizes[number]} if number in sizes else {"price": 5}),
        }
        for number, name in DISHES.items()
    ]
    document = {"name": "Kathmandu", "currency": "EUR", "categories": [{"name": "All", "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


def lines(text: str, cart: tuple[Line, ...] = (), language: str = "en") -> list[str]:
    return [told(line) for line in understand(menu(), text, cart, language).lines]


@pytest.mark.parametrize(("language", "said"), EXCHANGES)
def test_one_number_takes_the_place_of_another(language: str, said: str) -> None:
    """Whatever the two numbers are: there is one of the new dish, and what else was ordered stays."""
    for old, new in ((14, 27), (27, 14), (58, 31), (31, 6), (6, 14), (2, 6)):
        kept = next(number for number in (14, 27, 31) if number not in (old, new))
        cart = understand(menu(), f"number {old} and number {kept}", (), "en").lines
        heard = understand(menu(), said.format(old=old, new=new), cart, language).lines
        assert {(line.item.name, line.quantity) for line in heard} == {(DISHES[new], 1), (DISHES[kept], 1)}


@pytest.mark.parametrize("said", ["change it to {new}", "make it {new}", "sorry, {new}", "I meant {new}"])
def test_a_number_too_large_to_count_is_the_dish_meant(said: str) -> None:
    """Where "it" or nothing names the dish of the cart, one that is counted in so many is not meant."""
    for new in (27, 31):
        assert lines(said.format(new=new), understand(menu(), "14", (), "en").lines) == [f"1 {DISHES[new]}"]
    assert lines(said.format(new=5), understand(menu(), "14", (), "en").lines) == ["5 Dal"]


@pytest.mark.parametrize(
    "said", ["{a}, i mean {b}, and {c}", "{a}, sorry, {b}, and {c}", "{a}, make that {b}, and {c}"]
)
def test_a_number_is_corrected_by_another(said: str) -> None:
    """In one breath."""
    for a, b, c in ((14, 27, 31), (31, 14, 27)):
        assert lines(said.format(a=a, b=b, c=c)) == [f"1 {DISHES[b]}", f"1 {DISHES[c]}"]


@pytest.mark.parametrize("said", ["add a {n}", "and a {n} too", "add a {n} please"])
def test_a_number_with_an_article_is_a_dish(said: str) -> None:
    """Small as it is, and though a size of a dish that nobody ordered is called so."""
    for number in (2, 6, 14):
        cart = understand(menu(), "27", (), "en").lines
        assert lines(said.format(n=number), cart) == ["1 Saag Paneer", f"1 {DISHES[number]}"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("2 x 58 large", ["2 Garlic Naan Large"]),
        ("3 x 58 small, 2 x 58 large", ["3 Garlic Naan Small", "2 Garlic Naan Large"]),
        ("3x 6, 2x 2", ["3 Pakora", "2 Samosa"]),
        ("2x 2", ["2 Samosa"]),
        ("2 x 6 and 6 x 2", ["2 Pakora", "6 Samosa"]),
    ],
)
def test_a_number_behind_times_is_a_dish(text: str, heard: list[str]) -> None:
    """Whether its size follows or it closes, and though a size is called by the number."""
    assert lines(text) == heard


@pytest.mark.parametrize(
    "said",
    [
        "for {n} people: 14 and 31",
        "we need this for {n} people, 14 and 31",
        "14 and 31 for {n}",
        "deliver for {n} please, 14 and 31",
    ],
)
def test_a_number_of_people_orders_nothing(said: str) -> None:
    """Neither the dish nor the size of that number; and the order is not complete where they are counted as dishes."""
    for people in (2, 6):
        heard = understand(menu(), said.format(n=people), (), "en")
        assert not heard.complete or [told(line) for line in heard.lines] == ["1 Dal", "1 Prawn Curry"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "{n} portions of {dish}"),
        ("en", "{n} servings of {dish}"),
        ("en", "{n} plates of {dish}"),
        ("en", "{n} orders of {dish}"),
        ("de", "{n} portionen {dish}"),
        ("es", "{n} raciones de {dish}"),
        ("it", "{n} porzioni di {dish}"),
    ],
)
def test_portions_count_dishes(language: str, said: str) -> None:
    """Though the dish has a size of so many pieces."""
    for number in (4, 6):
        heard = understand(menu(), said.format(n=number, dish="momo"), (), language)
        assert [line.quantity for line in heard.lines] == [number]
    assert lines("6 pieces of momo") == ["1 Momo 6 pieces"]
