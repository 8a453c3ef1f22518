"""A number and a small word that is talk are a part of a name by which it is called: "a 7up" of *7UP Free 330ml*."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns


@pytest.mark.parametrize("name", ["7UP Free 330ml", "7 Up Zero", "Diet 7UP", "7UP", "3GO Bar", "9 Please"])
@pytest.mark.parametrize(
    ("said", "many"), [("a latte and a {}", 1), ("two {} and a latte", 2), ("two {}s, a latte", 2)]
)
def test_the_number_counts_nothing(name: str, said: str, many: int) -> None:
    """It is told in digits and as a word, of one and of two, and never counts the dish before."""
    index = menu_of({"name": "Latte", "price": 4}, {"name": name, "price": 3})
    called = next(c for c in ("7up", "3go", "9please") if c in name.replace(" ", "").casefold())
    lines = sorted(told(line) for line in turns(index, said.format(called)).lines)
    assert lines == sorted(["1 Latte", f"{many} {name}"])


@pytest.mark.parametrize("name", ["7UP Free 330ml", "Diet 7UP"])
def test_lattes_are_counted_still(name: str) -> None:
    """ "7 lattes" are seven, and with two such drinks it is asked which one is meant."""
    index = menu_of({"name": "Latte", "price": 4}, {"name": name, "price": 3})
    assert [told(line) for line in turns(index, "7 lattes").lines] == ["7 Latte"]
    several = menu_of({"name": "7UP Free", "price": 3}, {"name": "7UP Cherry", "price": 3})
    assert not turns(several, "a 7up").complete
