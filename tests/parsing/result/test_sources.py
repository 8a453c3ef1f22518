"""The diner's own words that stand beside a line."""

from importlib.resources import files

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

CASES = [
    ("two large pepperoni pizzas no onions", ["two large pepperoni pizzas no onions"]),
    (
        "can I have two large pepperoni pizzas, one without onions, and a coke please",
        ["two large pepperoni pizzas", "one without onions", "coke"],
    ),
    ("a small margherita with extra mozzarella and three espressos", [
        "small margherita with extra mozzarella", "three espressos",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sources"), CASES)
def test_a_line_shows_all_the_words_that_made_it(text: str, sources: list[str]) -> None:
    """Number, size, dish and choices stand in the source as the diner said them."""
    menu = load_menu(files("server.demo").joinpath("trattoria.yaml").read_bytes(), "yaml")
    understood = understand(MenuIndex(menu), text)
    assert sorted(line.source for line in understood.lines) == sorted(sources)
