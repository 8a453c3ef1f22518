"""A number orders no dish that comes in a size of that number: "two pizzas, a marinara and a diavola" beside *Gelato (2 scoops)*."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import ordered, turns

KITCHENS = {
    "en": ("Burgers", "Sorbet", "{} scoops", ("two burgers please, a tombo and a rasker", "three burgers, a tombo, a rasker and a lumen")),
    "de": ("Pizza", "Eisbecher", "{} Kugeln", ("zwei Pizzen bitte, eine Tombo und eine Rasker", "drei Pizzen, eine Tombo, eine Rasker und eine Lumen")),
    "it": ("Pizze", "Gelato", "{} palline", ("due pizze, una tombo e una rasker", "tre pizze, una tombo, una rasker e una lumen")),
    "fr": ("Galettes", "Glace", "{} boules", ("deux galettes, une tombo et une rasker", "trois galettes, une tombo, une rasker et une lumen")),
}  # fmt: skip


@cache
def _kitchen(code: str) -> MenuIndex:
    heading, ice, size, _orders = KITCHENS[code]
    dishes = [{"name": name, "price": 9} for name in ("Tombo", "Rasker", "Lumen")]
    sizes = [{"label": size.format(many), "price": many} for many in (2, 3)]
    document = {
        "name": "A", "currency": "EUR",
        "categories": [{"name": heading, "items": dishes}, {"name": "B", "items": [{"name": ice, "variants": sizes}]}],
    }  # fmt: skip
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("code", KITCHENS)
def test_a_number_before_a_kind_orders_no_dish_in_that_size(code: str, which: int) -> None:
    """The dishes that follow are ordered alone."""
    text = KITCHENS[code][3][which]
    assert ordered(turns(_kitchen(code), text)) == ["1 lumen", "1 rasker", "1 tombo"][1 - which :]
