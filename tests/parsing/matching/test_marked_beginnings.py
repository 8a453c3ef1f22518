"""The beginning of a name that ends with "all" or "zero" calls the dish: "x tudo" is *X-Tudo da Casa*."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

NAMES = [
    ("X-Tudo da Casa", "X-Calabresa", "x tudo"),
    ("X-TUDO ESPECIAL", "X-Salada", "x-tudo"),
    ("Guaraná Zero Lata", "Guaraná Lata", "guaraná zero"),
    ("Coca Zero Garrafa", "Coca Garrafa", "coca zero"),
]


@pytest.mark.parametrize(("name", "other", "said"), NAMES)
def test_it_is_neither_a_word_for_all_nor_a_number(name: str, other: str, said: str) -> None:
    """Neither the other dish of the kind is ordered, nor all there is."""
    index = menu_of(
        {"name": name, "price": 9}, {"name": other, "price": 8}, {"name": "Suco de laranja", "price": 4}
    )
    for text in (f"um {said} e um suco de laranja", f"um suco de laranja, um {said}"):
        assert sorted(map(told, turns(index, text).lines)) == sorted([f"1 {name}", "1 Suco de laranja"]), text
    both = turns(index, f"um {other} e um {said}")
    assert sorted(map(told, both.lines)) == sorted([f"1 {other}", f"1 {name}"])
