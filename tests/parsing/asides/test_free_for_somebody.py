"""Who has none of an allergen, told in a clause of its own: it is an allergy of the whole order, and no wish at one dish."""

import tomllib
from functools import cache
from typing import Any

import pytest

from tests.parsing.kitchens import HERE, hear, menu_of, ordered, turns

BEERS = {"en": "two lagers", "de": "zwei Bier", "fr": "deux bières", "es": "dos cervezas", "it": "due birre", "pt": "duas cervejas", "nl": "twee bier", "ko": "맥주 두 잔", "ja": "ビールを二つ", "tr": "iki bira", "ar": "اثنين بيرة"}  # fmt: skip


@cache
def said() -> dict[str, Any]:
    return tomllib.loads((HERE / "asides" / "free_for_somebody.toml").read_text("utf-8"))


CLAUSES = [(code, text, allergen) for code, its in said().items() for text, allergen in its["told"]]


@pytest.mark.parametrize(("code", "text", "allergen"), CLAUSES)
def test_what_somebody_has_none_of_is_an_allergy(code: str, text: str, allergen: str) -> None:
    """With its allergen, in the diner's words, and the dish behind it is ordered as without it."""
    menu = "harbour" if code == "en" else code
    understood = hear(f"{text}, {BEERS[code]}", menu)
    assert [(one.text, one.allergens) for one in understood.state.allergies] == [(text, (allergen,))]
    bare = [line.split(" «")[0] for line in ordered(understood)]
    assert bare == ordered(hear(BEERS[code], menu))


def test_who_orders_it_so_is_not_allergic() -> None:
    """A verb of ordering in the clause makes it an order of what is called so."""
    milk = {"name": "Süt", "options": [{"name": "Laktozsuz süt"}, {"name": "Yulaf sütü"}]}
    index = menu_of({"name": "Latte", "price": 3, "modifier_groups": [milk]}, {"name": "Bira", "price": 3})
    assert not turns(index, f"{said()['tr']['own']}, bir bira").state.allergies
    assert not turns(index, "bir latte, eşim için laktozsuz").state.allergies


@pytest.mark.parametrize(
    "text",
    [
        "유당 빼고 파스타 하나요, 불내증이 있어서요",
        "파스타 하나 유당 빼고요, 불내증 있어요",
        "파스타 하나, 유당 없이요. 불내증이 있어요",
    ],
)
def test_an_intolerance_is_of_what_is_refused_elsewhere(text: str) -> None:
    """Before the dish, and right behind its number, which takes no character of the allergen."""
    understood = turns(menu_of({"name": "파스타", "price": 9}), text)
    assert [allergy.allergens for allergy in understood.state.allergies] == [("milk",)]
    assert [(line.item.name, line.quantity) for line in understood.lines] == [("파스타", 1)]
