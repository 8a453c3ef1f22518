"""A word of a dish's name is no extra of the dish where it completes the name."""

from typing import Any

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

NAMES = [("Tonno & Cetriolo Roll", "tonno", "Cetriolo"), ("Gambero & Mango Maki", "gambero", "Mango")]
BARE = ["un {} {}", "{} {} da portar via", "due {} {}"]


def _menu() -> Any:
    sauces = {"name": "Aggiunte", "options": [{"name": n} for n in ("Cetriolo", "Mango", "Sesamo")]}
    dishes = [{"name": name, "price": 9, "modifier_groups": [sauces]} for name, _first, _last in NAMES]
    others = [{"name": f"Nigiri {first}", "price": 4} for _name, first, _last in NAMES]
    return menu_of(
        *dishes, *others, {"name": "Acqua naturale", "price": 2}, {"name": "Zuppa di miso", "price": 4}
    )


@pytest.mark.parametrize(("name", "first", "last"), NAMES)
@pytest.mark.parametrize("said", BARE)
def test_the_dish_is_had_as_it_is(said: str, name: str, first: str, last: str) -> None:
    """Nothing is added to it."""
    many = 2 if said.startswith("due") else 1
    assert ordered(turns(_menu(), said.format(first, last.casefold()))) == [f"{many} {name}".casefold()]


@pytest.mark.parametrize(("name", "_first", "last"), NAMES)
def test_what_is_had_with_it_is_added(name: str, _first: str, last: str) -> None:
    """The same word behind "con" is an extra."""
    found = ordered(turns(_menu(), f"un {name.casefold()} con {last.casefold()}"))
    assert found == [f"1 {name}; {last}".casefold()]
