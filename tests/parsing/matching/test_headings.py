# ruff: noqa: RUF001, RUF002  (Turkish)
"""A heading of the menu of several words takes no dish away that is named with a word that is like one of its own."""

import json

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told


def test_a_dish_beside_another_is_ordered_under_a_heading_of_sides() -> None:
    """ "Yanına" (beside it) and "pilavı" are near *Pilav ve yanlar*, under which the rice stands."""
    document = {
        "name": "L",
        "currency": "TRY",
        "categories": [
            {"name": "Yemekler", "items": [{"name": "Karnıyarık", "price": 100}]},
            {"name": "Pilav ve yanlar", "items": [{"name": "Bulgur pilavı", "price": 50}, {"name": "Pirinç pilavı", "price": 50}]},
        ],
    }  # fmt: skip
    index = MenuIndex(load_menu(json.dumps(document).encode(), "json"))
    for text in ("bir karnıyarık, yanına bulgur pilavı", "karnıyarık yanında bulgur pilavı lütfen"):
        assert [told(line) for line in understand(index, text, (), "tr").lines] == [
            "1 Karnıyarık",
            "1 Bulgur pilavı",
        ]
