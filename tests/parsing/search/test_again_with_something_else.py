"""All of an order once more, with something else beside it or some of it otherwise."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, turns


def menu() -> MenuIndex:
    """A menu of three dishes, one of them with an option that it comes with."""
    return menu_of(
        {"name": "Clara", "price": 3},
        {"name": "Gazpacho", "price": 4},
        {"name": "Radler", "price": 4},
        {"name": "Obatzda", "price": 5},
        {"name": "Breze", "price": 2},
        {"name": "Spritz", "price": 6},
        {"name": "Limoncello", "price": 4},
    )


@pytest.mark.parametrize(
    ("before", "text", "wanted"),
    [
        ("zwei Radler und ein Obatzda", "noch mal dasselbe und eine Breze", {"Radler": 4, "Obatzda": 2, "Breze": 1}),
        ("zwei Radler und ein Obatzda", "das Gleiche nochmal, und dazu eine Breze", {"Radler": 4, "Obatzda": 2, "Breze": 1}),
        ("due spritz e una clara", "lo stesso di prima, e un limoncello", {"Spritz": 4, "Clara": 2, "Limoncello": 1}),
        ("zwei Radler und ein Obatzda", "noch so einen und eine Breze", {"Radler": 2, "Obatzda": 2, "Breze": 1}),
    ],
)  # fmt: skip
def test_the_same_again_and_a_dish_is_all_of_it(before: str, text: str, wanted: dict[str, int]) -> None:
    """ "The same" of an order of several dishes is all of them, though another dish follows; "one like that" is one."""
    lines = turns(menu(), before, text).lines
    counted: dict[str, int] = {}
    for line in lines:
        counted[line.item.name] = counted.get(line.item.name, 0) + line.quantity
    assert counted == wanted


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("dos claras y un gazpacho", "otra ronda, pero el gazpacho sin hielo"),
        ("dos claras y un gazpacho", "otra ronda igual, pero el gazpacho sin hielo"),
        ("zwei Radler und ein Obatzda", "noch eine Runde, aber den Obatzda ohne Zwiebeln"),
        ("due spritz e una clara", "un altro giro, ma la clara senza ghiaccio"),
    ],
)
def test_a_round_that_differs_is_left_open(before: str, text: str) -> None:
    """What is otherwise is so of the new ones alone, and the old ones are not known apart from them."""
    assert not turns(menu(), before, text).complete
