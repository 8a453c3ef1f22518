"""Dishes that are called as an option is are ordered beside another of their kind, and the option is where it is had with it."""

from typing import Any

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

TOPPINGS = {"name": "Toppings", "options": [{"name": n} for n in ("Chorizo", "Gorgonzola", "Olives")]}
SIZES = [{"label": "Small", "price": 8}, {"label": "Large", "price": 12}]
PIZZAS: list[dict[str, Any]] = [
    {"name": name, "variants": SIZES, "modifier_groups": [TOPPINGS]}
    for name in ("Marinara", "Hawaiian", "Chorizo Pizza", "Gorgonzola Pizza")
]
MENU = menu_of(
    {"name": "Lemonade", "price": 3}, {"name": "Chorizo slice", "price": 4}, under={"Pizzas": PIZZAS}
)
TWO = (
    "large {} and large {}",
    "{} large and {} large",
    "a large {} and a large {}",
    "one {} and one {}, both large",
)
WITH = ("large {} with {}", "a large {} with olives and {}", "a large {}, add {}", "large {} with a {}")


@pytest.mark.parametrize("said", TWO)
@pytest.mark.parametrize("topping", ["chorizo", "gorgonzola"])
@pytest.mark.parametrize("other", ["marinara", "hawaiian"])
def test_two_dishes_of_a_kind(said: str, topping: str, other: str) -> None:
    """Each is ordered, nothing is put on the other."""
    understood = turns(MENU, said.format(other, topping))
    assert ordered(understood) == sorted([f"1 {other} large", f"1 {topping} pizza large"])


@pytest.mark.parametrize("said", WITH)
@pytest.mark.parametrize("topping", ["chorizo", "gorgonzola"])
def test_what_is_had_with_a_dish_is_put_on_it(said: str, topping: str) -> None:
    """There is one dish."""
    (line,) = turns(MENU, said.format("marinara", topping)).lines
    assert topping.capitalize() in {choice.modifier.name for choice in line.choices}


def test_a_dish_called_by_its_option_has_it_once() -> None:
    """The chorizo of "a large pizza with chorizo" tells which pizza is meant."""
    understood = turns(MENU, "a large pizza with chorizo")
    assert ordered(understood) == ["1 chorizo pizza large"]
    assert not understood.lines[0].choices
