"""A word that a dish and a bundle of dishes have in their names means the dish."""

from typing import Any

import pytest

from tests.parsing.kitchens import menu_of, told, turns


def _dishes(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "price": 5} for name in names]


MEANT = [
    ("Mains", ("Classic cheeseburger", "Cheeseburger combo"), "a cheeseburger", "1 Classic cheeseburger"),
    ("Mains", ("Crispy Calamari", "Calamari platter"), "two calamari", "2 Crispy Calamari"),
    ("Mains", ("Hand-rolled Falafel (5)", "Falafel box"), "the falafel", "1 Hand-rolled Falafel (5)"),
    ("Mains", ("Philly cheesesteak", "Philly combo"), "a philly", "1 Philly cheesesteak"),
    ("Mains", ("House lasagne", "Kids lasagne"), "a lasagne", "1 House lasagne"),
    ("Platos", ("Croquetas caseras", "Menú croquetas"), "unas croquetas", "1 Croquetas caseras"),
]
ASKED = [
    ("Burgers", ("Classic burger", "Bacon burger"), "a burger"),
    ("Beer", ("Amber beer", "Dark beer"), "a beer"),
    ("Mains", ("Steak combo", "Steak platter"), "a steak"),
    ("Dania", ("Pierogi z mięsem", "Pierogi ruskie"), "pierogi"),
]


@pytest.mark.parametrize(("heading", "names", "text", "line"), MEANT)
def test_the_dish_itself_is_meant(heading: str, names: tuple[str, ...], text: str, line: str) -> None:
    """Not a bundle that has it, nor another of its kind; there is nothing to ask."""
    understood = turns(menu_of(*_dishes("Lemonade"), under={heading: _dishes(*names)}), text)
    assert [told(line) for line in understood.lines] == [line]
    assert not understood.questions


@pytest.mark.parametrize(("heading", "names", "text"), ASKED)
def test_kinds_of_a_dish_are_asked_about(heading: str, names: tuple[str, ...], text: str) -> None:
    """Nothing is chosen where none of the names is plainer than the others."""
    understood = turns(menu_of(*_dishes("Lemonade"), under={heading: _dishes(*names)}), text)
    assert not understood.complete
    assert understood.questions
