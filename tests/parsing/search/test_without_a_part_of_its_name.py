"""Something in a dish's name that a later turn wants it without is left out; the dish stays in the order."""

import pytest

from tests.parsing.kitchens import menu_of, turns

WORDS = {
    "de": ("ein", "den", "bitte ohne", "Toast", "Pfannkuchen", "Schinken", "Käse", "Suppe", "mit", "m."),
    "fr": ("un", "le", "sans", "Croque", "Gratin", "jambon", "fromage", "Soupe", "avec", "avec"),
    "es": ("un", "el", "sin", "Bocadillo", "Gratinado", "jamón", "queso", "Sopa", "con", "c/"),
    "it": ("un", "il", "senza", "Toast", "Panino", "prosciutto", "formaggio", "Zuppa", "con", "c/"),
    "nl": ("een", "de", "zonder", "Toast", "Flensje", "ham", "kaas", "Soep", "met", "m."),
    "en": ("a", "the", "without", "Toast", "Pancake", "ham", "cheese", "Soup", "with", "w/"),
}
WRITTEN = ("{} {} & {}", "{} ({}, {})", "{} {with_} {} & {}")


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("which", [0, 1])
def test_a_dish_without_a_part_of_its_name(code: str, written: str, which: int) -> None:
    """It is told to the kitchen and nothing is taken away."""
    one, the, no, dish, other, *parts, soup, _with, short = WORDS[code]
    name = written.format(dish, *parts, with_=short)
    index = menu_of(*({"name": n, "price": 5} for n in (name, f"{other} Natur", soup)))
    for first in (f"{one} {dish}", f"{one} {dish}, {one} {soup}"):
        before = turns(index, first)
        after = turns(index, first, f"{the} {dish} {no} {parts[which]}")
        assert [line.item.name for line in after.lines] == [line.item.name for line in before.lines]
        assert any(parts[which] in line.special_requests for line in after.lines)
