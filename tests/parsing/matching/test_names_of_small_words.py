"""Dishes whose names are an article and a small word, and small words that are no part of what is counted."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = """
name: Piadineria
slug: piadineria
currency: EUR
categories:
  - name: Piadine
    items:
      - {{name: "{classic}: {a}", price: 8}}
      - {{name: "{simple}: {b}", price: 6}}
      - {{name: {beer}, price: 4}}
"""
NAMES = {
    "it": ({"classic": "La Classica", "simple": "La Semplice", "a": "crudo e rucola", "b": "cotto", "beer": "Birra rossa"}, "una classica e una semplice", "intanto due birra rossa"),
    "es": ({"classic": "La Clásica", "simple": "La Normal", "a": "jamón y queso", "b": "queso", "beer": "Cerveza negra"}, "una clásica y una normal", "de momento dos cervezas negras"),
    "fr": ({"classic": "La Classique", "simple": "La Nature", "a": "jambon et comté", "b": "beurre", "beer": "Bière brune"}, "une classique et une nature", "déjà deux bières brunes"),
}  # fmt: skip


def _lines(language: str, text: str) -> list[tuple[int, str]]:
    index = MenuIndex(load_menu(MENU.format(**NAMES[language][0]).encode(), "yaml"))
    return [
        (line.quantity, line.item.name.split(":")[0])
        for line in understand(index, text, language=language).lines
    ]


@pytest.mark.parametrize("language", NAMES)
def test_a_name_of_an_article_and_a_small_word_is_a_dish(language: str) -> None:
    """*La Semplice* is ordered by "una semplice", behind another dish too."""
    names, both, _soon = NAMES[language]
    assert _lines(language, both) == [(1, names["classic"]), (1, names["simple"])]


@pytest.mark.parametrize(("first", "many"), [("alvast twee", 2), ("eerst drie", 3), ("meteen vier", 4)])
@pytest.mark.parametrize("beer", ["parbo", "djogo"])
def test_a_number_behind_a_time_counts_the_dish(beer: str, first: str, many: int) -> None:
    """What is to come soon is counted as it is said, by a part of its name too."""
    menu = "name: Warung\\nslug: warung\\ncurrency: EUR\\ncategories:\\n  - {name: Drank, items: [{name: Parbo bier, price: 4}, {name: Djogo fles, price: 6}]}\\n"
    index = MenuIndex(load_menu(menu.replace("\\n", "\n").encode(), "yaml"))
    assert [line.quantity for line in understand(index, f"{first} {beer}", language="nl").lines] == [many]
