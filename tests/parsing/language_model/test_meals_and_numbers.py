"""What a model answers about meals and numbers comes to the same order as what the built-in parser reads."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from server.menu.document.loader import load_menu
from server.parsing.cascade import Understanders
from server.parsing.language_model.openai_client import ModelConfig
from server.parsing.language_model.prompt import whole_menu
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood
from tests.parsing.kitchens import told
from tests.parsing.language_model.service import Behaviour, ModelService
from tests.parsing.language_model.test_openai_understander import line, order

MENU = load_menu("""
currency: EUR
categories:
  - name: Burgers
    items:
      - {name: Burger, number: "23", price: 8, meal: Burger meal}
      - name: Burger meal
        price: 11
        modifier_groups:
          - {name: Side, min: 1, max: 1, options: [{item: Fries, default: true}]}
          - {name: Drink, min: 1, max: 1, options_from: {category: Drinks, sizes: {Large: 0.50}}}
  - name: Sides
    items: [{name: Fries, price: 3}]
  - name: Drinks
    items:
      - {name: Coke, variants: [{label: Small, price: 2, default: true}, {label: Large, price: 3}]}
""")
BURGER, MEAL, FRIES, COKE = range(1, 5)
LARGE = 5
INDEX = MenuIndex(MENU)
Ask = Callable[[str, Behaviour], Any]


@pytest.fixture
async def ask(service: ModelService) -> AsyncIterator[Ask]:
    """Understands a text with the model forced, after the service was told what to answer."""
    understanders = Understanders("openai", ModelConfig("tiny", base_url=service.address, tries=1))

    async def understand(text: str, behaviour: Behaviour) -> Understood:
        service.then(behaviour)
        return await understanders.understand(INDEX, text, ())

    yield understand
    await understanders.close()


def test_the_model_reads_numbers_and_meals() -> None:
    """Each dish is told with its number and the item that is its meal, and what both mean."""
    prompt = whole_menu(MENU)
    assert prompt is not None
    assert "item 1 no. 23 Burger | as a meal: item 2" in prompt.text
    assert "who says the number orders that dish" in prompt.text


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        (
            "a burger with fries and a large coke",
            [
                line(BURGER, "a burger"),
                line(FRIES, "fries"),
                line(COKE, "a large coke", variant=LARGE),
            ],
            ["1 Burger meal; Fries; Coke (Large)"],
        ),
        (
            "a burger with fries and a coke",
            [line(BURGER, "a burger"), line(FRIES, "with fries"), line(COKE, "and a coke")],
            ["1 Burger meal; Fries; Coke"],
        ),
        (
            "a burger, fries and a coke",
            [line(BURGER, "a burger"), line(FRIES, "fries"), line(COKE, "a coke")],
            ["1 Burger", "1 Fries", "1 Coke"],
        ),
        (
            "a burger with fries. and a coke",
            [line(BURGER, "a burger"), line(FRIES, "fries"), line(COKE, "a coke")],
            ["1 Burger", "1 Fries", "1 Coke"],
        ),
        ("two of number 23", [line(BURGER, "two of number 23", quantity=2)], ["2 Burger"]),
    ],
)
async def test_parts_come_to_the_meal(
    ask: Ask, text: str, lines: list[dict[str, Any]], expected: list[str]
) -> None:
    """A dish with all the parts of its meal, said in one breath, is the meal; a number is the dish's own."""
    understood = await ask(text, order(*lines))
    assert ([told(one) for one in understood.lines], understood.parser, understood.complete) == (
        expected,
        "openai",
        True,
    )
