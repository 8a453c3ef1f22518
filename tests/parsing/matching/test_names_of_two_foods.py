"""Both foods of a dish's name, joined by "and", are one dish, in whatever words the menu writes them."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

ORDERS = [
    ("IL CRUDO (crudo & mozzarella)", "un crudo e mozzarella", "un'acqua", "Acqua"),
    ("N.2 LA PORCHETTA (porchetta & cicoria)", "una porchetta e cicoria", "un'acqua", "Acqua"),
    ("LE JAMBON (jambon & beurre)", "un jambon et beurre", "une eau", "Eau"),
    ("EL SERRANO (serrano & tomate)", "un serrano y tomate", "un agua", "Agua"),
]


@pytest.mark.parametrize(("name", "said", "drink", "other"), ORDERS)
def test_they_are_one_dish(name: str, said: str, drink: str, other: str) -> None:
    """The second word orders no second one."""
    index = menu_of({"name": name, "price": 6}, {"name": other, "price": 2}, {"name": "Piadina", "price": 5})
    assert [told(line) for line in turns(index, said).lines] == [f"1 {name}"]
    assert [told(line) for line in turns(index, f"{said}, {drink}").lines] == [f"1 {name}", f"1 {other}"]
