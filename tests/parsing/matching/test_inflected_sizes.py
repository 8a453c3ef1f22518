"""A size is called in the gender and number of the dish, whichever of them the menu writes: "due panini piccoli", "piccola"."""

import json
from collections.abc import Sequence

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

SIZES: dict[str, tuple[str, str, tuple[tuple[str, ...], ...]]] = {
    "it": ("Panino", "due panini {}", (("piccolo", "piccola", "piccoli", "piccole"), ("grande", "grandi"))),
    "es": ("Bocata", "dos bocatas {}", (("pequeño", "pequeña", "pequeñas"), ("medio", "media", "medios"))),
    "fr": (
        "Panini",
        "deux {} paninis",
        (("petit", "petite", "petits"), ("moyen", "moyenne"), ("grand", "grande")),
    ),
    "pt": ("Pastel", "dois pastéis {}", (("pequeno", "pequena", "pequenos"), ("médio", "média", "médios"))),
    "de": ("Wrap", "zwei {} Wraps", (("klein", "kleine", "kleines"), ("mittel", "mittlere", "mittleren"))),
    "nl": ("Wrap", "twee {} wraps", (("klein", "kleine"), ("normaal", "normale"))),
    "pl": ("Wrap", "dwa {} wrapy", (("mały", "mała", "małe"), ("średni", "średnie"))),
}


def menu(dish: str, size: str) -> MenuIndex:
    sizes = [{"label": "XXL", "price": 9, "default": True}, {"label": size, "price": 5}]
    items = [{"name": dish, "variants": sizes}]
    document = {"name": "A", "currency": "EUR", "categories": [{"name": "B", "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("language", SIZES)
def test_a_size_is_known_in_every_gender_and_number(language: str) -> None:
    """Each form of the word means the size that is written in each of the others."""
    dish, text, adjectives = SIZES[language]
    wrong = [
        (size, said)
        for forms in adjectives
        for size in forms
        for said in forms
        if not _is(language, dish, size, text.format(said))
    ]
    assert wrong == []


def _is(language: str, dish: str, size: str, text: str) -> bool:
    lines: Sequence[object] = [
        (line.quantity, line.variant.label if line.variant else "")
        for line in understand(menu(dish, size), text, (), language).lines
    ]
    return lines == [(2, size)]
