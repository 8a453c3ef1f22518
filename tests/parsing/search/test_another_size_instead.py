"""A line of the cart that is had in another size, and how many of it then."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = """
name: Bar
slug: bar
currency: EUR
categories:
  - name: Drinks
    items:
      - name: {cider}
        variants: [{{label: {glass}, price: 3, default: true}}, {{label: {jug}, price: 9}}]
      - {{name: {cake}, price: 4}}
"""
SAID = {
    "en": ({"cider": "Cider", "glass": "Glass", "jug": "Jug", "cake": "Cake"}, "two glasses of cider", ("actually a jug", "rather a jug please", "no, a jug")),
    "fr": ({"cider": "Cidre", "glass": "Verre", "jug": "Pichet", "cake": "Gâteau"}, "deux verres de cidre", ("plutôt un pichet", "mettez-nous plutôt un pichet", "un pichet plutôt")),
    "de": ({"cider": "Most", "glass": "Glas", "jug": "Krug", "cake": "Kuchen"}, "zwei Glas Most", ("lieber einen Krug", "doch lieber einen Krug")),
    "it": ({"cider": "Sidro", "glass": "Bicchiere", "jug": "Caraffa", "cake": "Torta"}, "due bicchieri di sidro", ("anzi una caraffa", "meglio una caraffa")),
    "es": ({"cider": "Sidra", "glass": "Vaso", "jug": "Jarra", "cake": "Tarta"}, "dos vasos de sidra", ("mejor una jarra", "no, mejor una jarra")),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "change"),
    [(code, said) for code, (_names, _first, all_said) in SAID.items() for said in all_said],
)
@pytest.mark.parametrize("beside", [False, True])
def test_a_size_instead_is_all_that_is_had(language: str, change: str, *, beside: bool) -> None:
    """ "Actually a jug" behind two glasses leaves one jug, and what else was ordered."""
    names, first, _changes = SAID[language]
    index = MenuIndex(load_menu(MENU.format(**names).encode(), "yaml"))
    cart = understand(index, names["cake"], language=language).lines if beside else ()
    ordered = understand(index, first, cart, language)
    changed = understand(index, change, ordered.lines, language)
    lines = [
        (line.quantity, line.item.name, line.variant.label if line.variant else "") for line in changed.lines
    ]
    assert (1, names["cider"], names["jug"]) in lines
    assert sum(quantity for quantity, name, _size in lines if name == names["cider"]) == 1


def test_how_many_large_ones_is_open_of_several() -> None:
    """ "A large one" instead of two small ones may be one of the two: no complete order."""
    names = {"cider": "Cider", "glass": "Small", "jug": "Large", "cake": "Cake"}
    index = MenuIndex(load_menu(MENU.format(**names).encode(), "yaml"))
    ordered = understand(index, "two small ciders")
    assert ordered.complete
    assert not understand(index, "actually a large", ordered.lines).complete
