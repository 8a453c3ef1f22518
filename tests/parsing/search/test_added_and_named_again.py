"""A verb that adds counts on top of what there is; a counted dish that begins a clause uncounted is told of."""
# ruff: noqa: RUF001  (Turkish has a dotless i)

import pytest

from tests.parsing.kitchens import menu_of, told, turns

ADDED = [
    ("es", "Caña", "Flan", "una caña", "añade dos cañas", 3),
    ("es", "Tortilla", "Caña", "una tortilla y una caña", "ponme dos tortillas", 3),
    ("it", "Margherita", "Tiramisù", "una margherita", "aggiungi due margherite", 3),
    ("it", "Lasagna", "Acqua", "una lasagna", "un'altra lasagna anche per mio marito", 2),
    ("pt", "Coxinha de frango", "Café", "uma coxinha e um café", "põe mais duas coxinhas", 3),
    ("pt", "Pastel de carne", "Suco", "um pastel de carne", "acrescenta dois pastéis de carne", 3),
]
AGAIN = [
    ("tr", "Lahmacun", ("Acılı", "Acısız"), "iki lahmacun, lahmacunlar acısız olsun", "2 Lahmacun; Acısız"),
    ("tr", "Köfte", ("Acılı", "Acısız"), "üç köfte, köfteler acılı olsun", "3 Köfte; Acılı"),
    ("pl", "Kebab", ("Łagodny", "Ostry"), "dwa kebaby, kebaby ostre proszę", "2 Kebab; Ostry"),
]


@pytest.mark.parametrize(("_language", "dish", "other", "first", "then", "count"), ADDED)
def test_what_is_added_is_counted_on_top(
    _language: str, dish: str, other: str, first: str, then: str, count: int
) -> None:
    """ "Põe mais duas" and "añade dos" make three of one, and never two."""
    understood = turns(menu_of({"name": dish, "price": 3}, {"name": other, "price": 2}), first, then)
    assert sum(line.quantity for line in understood.lines if line.item.name == dish) == count


@pytest.mark.parametrize(("_language", "dish", "options", "text", "line"), AGAIN)
def test_a_counted_dish_that_begins_a_clause_is_told_of(
    _language: str, dish: str, options: tuple[str, ...], text: str, line: str
) -> None:
    """In a language without articles no further one is ordered so."""
    group = {"name": "Tür", "min": 1, "max": 1, "options": [{"name": name} for name in options]}
    index = menu_of({"name": dish, "price": 3, "modifier_groups": [group]}, {"name": "Ayran", "price": 1})
    assert [told(found) for found in turns(index, text).lines] == [line]
