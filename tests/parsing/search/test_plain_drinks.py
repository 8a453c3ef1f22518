"""A drink that is called by the first word of several is the plain one: "dos aguas", of *Agua mineral* and *Agua con gas*."""

import json
from typing import Any

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told, turns

PLAIN = [
    ("Bebidas", ("Agua mineral", "Agua con gas"), "dos aguas y un zumo de naranja"),
    ("Cervezas", ("Estrella Galicia 33 cl", "Estrella Galicia 0'0"), "dos estrellas"),
    ("Bevande", ("Acqua minerale", "Acqua frizzante"), "due acque"),
    ("Boissons", ("Badoit rouge", "Badoit 50cl"), "deux badoit"),
]
SEVERAL = [
    ("Bebidas", ("Agua sin gas", "Agua con gas"), "dos aguas"),
    ("Cafés", ("Café solo", "Café con leche"), "dos cafés"),
    ("Postres", ("Tarta de queso", "Tarta sin azúcar"), "dos tartas"),
]


def _menu(heading: str, names: tuple[str, ...]) -> MenuIndex:
    items: list[dict[str, Any]] = [{"name": name, "price": 3} for name in (*names, "Zumo de naranja")]
    document = {"name": "A", "currency": "EUR", "categories": [{"name": heading, "items": items}]}
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize(("heading", "names", "text"), PLAIN)
def test_the_plain_drink_is_meant(heading: str, names: tuple[str, ...], text: str) -> None:
    """The one whose name tells nothing special is ordered."""
    plain = min(names, key=lambda name: any(w in name for w in ("con gas", "0'0", "frizzante", "rouge")))
    assert f"2 {plain}" in map(told, turns(_menu(heading, names), text).lines)


@pytest.mark.parametrize(("heading", "names", "text"), SEVERAL)
def test_it_is_asked_where_none_or_several_are_plain(heading: str, names: tuple[str, ...], text: str) -> None:
    """Nothing is chosen between two kinds, nor between dishes."""
    understood = turns(_menu(heading, names), text)
    assert understood.questions
    assert not understood.complete
