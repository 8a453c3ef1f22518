"""Whoever asks to pay in Spanish calls for the bill, and orders nothing by it; several set menus are those of the menu."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns


@pytest.mark.parametrize("dish", ["Caña", "Flan de huevo"])
@pytest.mark.parametrize("words", ["cóbrame", "cóbrame cuando puedas", "cóbranos", "me cobras cuando puedas"])
def test_asking_to_pay_calls_for_the_bill(dish: str, words: str) -> None:
    """Beside an order and alone behind one."""
    index = menu_of({"name": dish, "price": 3}, {"name": "Tortilla de patatas", "price": 5})
    for text in ((f"{dish}, y {words}",), (dish, words)):
        understood = turns(index, *text)
        assert [told(line) for line in understood.lines] == [f"1 {dish}"]
        assert [*understood.calls] == ["bill"]


def test_several_set_menus_are_ordered() -> None:
    """ "Menús" is the plural of "menú"."""
    index = menu_of({"name": "Menú del día", "price": 12}, {"name": "Tortilla de patatas", "price": 5})
    assert [told(line) for line in turns(index, "dos menús del día").lines] == ["2 Menú del día"]
