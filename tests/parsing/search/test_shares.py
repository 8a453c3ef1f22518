""" "Two …, one without onions": a part of what was ordered is made another way."""

from importlib.resources import files

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

Line = tuple[int, str, str | None, tuple[str, ...]]

CASES: list[tuple[str, list[Line]]] = [
    (
        "two large pepperoni pizzas, one without onions, and a coke",
        [
            (1, "Pepperoni pizza", "Large", ()),
            (1, "Pepperoni pizza", "Large", ("none Onions",)),
            (1, "Coke", "Medium", ()),
        ],
    ),
    (
        "can I have three pepperoni pizzas, one of them with no onions, and a large coke please",
        [
            (2, "Pepperoni pizza", "Medium", ()),
            (1, "Pepperoni pizza", "Medium", ("none Onions",)),
            (1, "Coke", "Large", ()),
        ],
    ),
    (
        "three large pepperoni pizzas, two of them without onions",
        [(1, "Pepperoni pizza", "Large", ()), (2, "Pepperoni pizza", "Large", ("none Onions",))],
    ),
    (
        "two large pepperoni pizzas, one with no onions and the other plain",
        [(1, "Pepperoni pizza", "Large", ()), (1, "Pepperoni pizza", "Large", ("none Onions",))],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_share_of_a_dish_is_made_another_way(text: str, wanted: list[Line]) -> None:
    """The share is taken out of the number ordered, and keeps the size and all else that was said before it."""
    menu = load_menu(files("server.demo").joinpath("trattoria.yaml").read_bytes(), "yaml")
    understood = understand(MenuIndex(menu), text)
    got = [
        (
            line.quantity,
            line.item.name,
            line.variant.label if line.variant else None,
            tuple(f"{c.amount} {c.modifier.name}" for c in line.choices if c.stated),
        )
        for line in understood.lines
    ]
    assert sorted(got, key=str) == sorted(wanted, key=str)
    assert (understood.questions, understood.unmatched) == ((), ())
