"""Dishes that are made meals in words, and meals that are ordered in parts."""

from collections.abc import Sequence

import pytest

from server.parsing.grammar import understand
from server.parsing.model import Line, Understood
from tests.parsing.kitchens import kitchen, told

MENU = "meals"


def hear(text: str, language: str | None = None, cart: Sequence[Line] = ()) -> Understood:
    return understand(kitchen(MENU), text, cart, language)


def lines(heard: Understood) -> list[str]:
    return [told(line) for line in heard.lines]


SAID = [
    ("a cheeseburger, make it a meal", ["1 Cheeseburger menu"]),
    ("two cheeseburgers as a meal with lemonade", ["2 Cheeseburger menu; Lemonade"]),
    ("a cheeseburger meal with a large shake", ["1 Cheeseburger menu; Large shake"]),
    ("a cheeseburger combo", ["1 Cheeseburger menu"]),
    ("a cheeseburger without onions as a meal", ["1 Cheeseburger menu; none Onions"]),
    ("a cheeseburger and a veggie burger, make them meals", ["1 Cheeseburger menu", "1 Veggie menu"]),
    (
        "a cheeseburger meal, no onions, with salad and lemonade",
        ["1 Cheeseburger menu; none Onions; Salad; Lemonade"],
    ),
    ("a cheeseburger menu and a coke", ["1 Cheeseburger menu", "1 Coke"]),
]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[text for text, _ in SAID])
def test_a_dish_is_made_its_meal(text: str, expected: list[str]) -> None:
    """With what was said of it, and what follows chooses its parts."""
    heard = hear(text)
    assert lines(heard) == expected
    assert heard.complete


IN_PARTS = [
    ("cheeseburger with fries and a coke", ["1 Cheeseburger menu; Fries; Coke"]),
    ("two cheeseburgers with fries and a coke", ["2 Cheeseburger menu; Fries; Coke"]),
    ("a veggie burger with salad and a lemonade", ["1 Veggie menu; Salad; Lemonade"]),
    (
        "cheeseburger with fries and a coke and a hot dog",
        ["1 Cheeseburger menu; Fries; Coke", "1 Hot dog"],
    ),
    ("a cheeseburger with fries", ["1 Cheeseburger", "1 Fries"]),
    ("a cheeseburger with a coke", ["1 Cheeseburger", "1 Coke"]),
    ("a cheeseburger, fries and a coke", ["1 Cheeseburger", "1 Fries", "1 Coke"]),
]


@pytest.mark.parametrize(("text", "expected"), IN_PARTS, ids=[text for text, _ in IN_PARTS])
def test_a_dish_with_all_parts_of_its_meal_is_the_meal(text: str, expected: list[str]) -> None:
    """With every part, said as going with it; a part that was not said is never added."""
    heard = hear(text)
    assert lines(heard) == expected
    assert heard.complete


ABROAD = [
    ("de", "einen Cheeseburger als Menü", ["1 Cheeseburger menu"]),
    ("de", "einen Cheeseburger, machen Sie ein Menü draus", ["1 Cheeseburger menu"]),
    ("de", "Cheeseburger mit Pommes und Cola", ["1 Cheeseburger menu; Fries; Coke"]),
    ("fr", "un cheeseburger en menu avec limonade", ["1 Cheeseburger menu; Lemonade"]),
    ("fr", "cheeseburger avec des frites et un coca", ["1 Cheeseburger menu; Fries; Coke"]),
    ("es", "un cheeseburger, hazlo menú", ["1 Cheeseburger menu"]),
    ("it", "un cheeseburger in menù", ["1 Cheeseburger menu"]),
    ("pt", "um cheeseburger no combo", ["1 Cheeseburger menu"]),
    ("ko", "치즈버거 세트로 주세요", ["1 Cheeseburger menu"]),
    ("ko", "치즈버거 하나 세트로 변경해 주세요", ["1 Cheeseburger menu"]),
    ("ja", "チーズバーガーをセットで", ["1 Cheeseburger menu"]),
    ("ja", "チーズバーガーセットを一つ", ["1 Cheeseburger menu"]),
    ("nl", "twee cheeseburgers, maak er een menu van", ["2 Cheeseburger menu"]),
    ("nl", "een cheeseburger menu met limonade", ["1 Cheeseburger menu; Lemonade"]),
    ("zh", "一个芝士汉堡套餐", ["1 Cheeseburger menu"]),
    ("zh", "一个芝士汉堡\uff0c做成套餐", ["1 Cheeseburger menu"]),
    ("pl", "jeden cheeseburger w zestawie", ["1 Cheeseburger menu"]),
    ("tr", "bir cheeseburger menü olsun", ["1 Cheeseburger menu"]),
    ("ar", "تشيز برجر وجبة", ["1 Cheeseburger menu"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), ABROAD, ids=[f"{c}:{t}" for c, t, _ in ABROAD])
def test_meals_in_other_languages(language: str, text: str, expected: list[str]) -> None:
    """By the words of each."""
    heard = hear(text, language)
    assert lines(heard) == expected
    assert heard.complete


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a hot dog as a meal", ["1 Hot dog"]),
        ("a hot dog meal", ["1 Hot dog"]),
        ("a veggie burger without onions as a meal", ["1 Veggie burger; none Onions"]),
    ],
)
def test_what_cannot_be_a_meal_is_told(text: str, expected: list[str]) -> None:
    """A dish of no meal, and one whose meal could not be made as it was ordered, stay what they are."""
    heard = hear(text)
    assert lines(heard) == expected
    assert heard.unmatched
    assert not heard.complete


def test_a_line_of_the_cart_is_made_a_meal() -> None:
    """The one that is spoken of, or all of them."""
    burger = hear("a cheeseburger with bacon").lines
    assert lines(hear("make it a meal", cart=burger)) == ["1 Cheeseburger menu; Bacon"]
    assert lines(hear("make that a meal with lemonade", cart=burger)) == [
        "1 Cheeseburger menu; Bacon; Lemonade"
    ]
    both = hear("two cheeseburgers and a veggie burger").lines
    assert lines(hear("make them meals", cart=both)) == ["2 Cheeseburger menu", "1 Veggie menu"]
