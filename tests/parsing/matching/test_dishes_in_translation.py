"""Dishes by what guests of other languages call them."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns


def menu(*names: str) -> MenuIndex:
    return menu_of(*({"name": name, "price": 9} for name in names))


@pytest.mark.parametrize("tartare", ["Rindertartar", "Rindertatar", "Tartar", "Beef Tartar"])
def test_german_guests_know_tartare_in_each_spelling(tartare: str) -> None:
    """On a French menu."""
    french = menu("Tartare de bœuf", "Confit de canard", "Soupe à l'oignon", "Salade de chèvre chaud")
    assert [told(line) for line in turns(french, f"Ich hätte gern zweimal {tartare}").lines] == [
        "2 Tartare de bœuf"
    ]


@pytest.mark.parametrize(
    ("said", "dish"), [("炸丸子", "Croquetas caseras"), ("俄式土豆沙拉", "Ensaladilla rusa")]
)
def test_chinese_guests_know_dishes_of_a_spanish_bar(said: str, dish: str) -> None:
    """Though no word of them is that of the menu."""
    spanish = menu("Croquetas caseras", "Ensaladilla rusa", "Gambas al ajillo", "Tarta de queso")
    assert [told(line) for line in turns(spanish, f"来两份{said}").lines] == [f"2 {dish}"]
