"""A number within a dish's name is no count of dishes: "une quatre fromages", however the menu and the diner write it."""

import json

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

NAMED = [
    ("fr", "Pizza", ("4", "quatre"), "fromages", ("une", "deux")),
    ("it", "Pizza", ("4", "quattro"), "stagioni", ("una", "due")),
    ("pt", "Pizza", ("4", "quatro"), "queijos", ("uma", "duas")),
    ("es", "Tarta", ("3", "tres"), "leches", ("una", "dos")),
    ("pl", "Pizza", ("4", "cztery"), "sery", ("jedną", "dwie")),
    ("de", "Pizza", ("4", "vier"), "Jahreszeiten", ("eine", "zwei")),
    ("harbour", "Pizza", ("4", "four"), "seasons", ("a", "two")),
]


@pytest.mark.parametrize(("language", "kind", "numbers", "behind", "counts"), NAMED)
def test_the_number_of_a_name_counts_nothing(
    language: str, kind: str, numbers: tuple[str, ...], behind: str, counts: tuple[str, ...]
) -> None:
    """In digits or words on the menu, in digits or words as it is said, with and without what the dish is."""
    for written in numbers:
        name = f"{kind} {written} {behind}"
        items = [{"name": name, "price": 5}, {"name": "Cola", "price": 3}]
        document = {"name": "P", "currency": "EUR", "categories": [{"name": "P", "items": items}]}
        index = MenuIndex(load_menu(json.dumps(document).encode(), "json"))
        for said in numbers:
            for quantity, count in enumerate(counts, 1):
                for text in (f"{count} {said} {behind}", f"{count} {kind} {said} {behind}"):
                    spoken = None if language == "harbour" else language
                    lines = understand(index, text, (), spoken).lines
                    assert (text, [told(line) for line in lines]) == (text, [f"{quantity} {name}"])
