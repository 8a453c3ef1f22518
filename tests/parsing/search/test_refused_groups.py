"""What a dish comes with of a group is left out where the group is refused by its name: "no salad"."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

KITCHENS = {
    "en": ("Kofta Roll", "Garnish", ("Radish", "Parsley", "Sumac Onion"), "Fried Peppers", "{} no {}", "{} with no {} at all"),
    "de": ("Köfterolle", "Grünzeug", ("Radieschen", "Petersilie", "Zwiebel"), "Bratpaprika", "{} ohne {}", "{} kein {}"),
    "nl": ("Köfterol", "Groente", ("Radijs", "Peterselie", "Ui"), "Paprika", "{} zonder {}", "{} geen {}"),
    "fr": ("Galette kofta", "Crudités", ("Radis", "Persil", "Oignon"), "Poivrons", "{} sans {}", "{} pas de {}"),
}  # fmt: skip


@cache
def _kitchen(code: str) -> MenuIndex:
    dish, group, parts, extra, *_texts = KITCHENS[code]
    options = [*({"name": part, "default": True} for part in parts), {"name": extra}]
    groups = {"g": {"name": group, "options": options}}
    items = [{"name": dish, "price": 8, "modifier_groups": ["g"]}, {"name": "Ayran", "price": 2}]
    document = {"name": "A", "currency": "EUR", "modifier_groups": groups, "categories": [{"name": "B", "items": items}]}  # fmt: skip
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("code", KITCHENS)
@pytest.mark.parametrize("way", [0, 1])
def test_all_of_a_refused_group_is_left_out(code: str, way: int) -> None:
    """Nothing of it is left as a wish."""
    dish, group, parts, _extra, *texts = KITCHENS[code]
    (line,) = turns(_kitchen(code), texts[way].format(dish, group)).lines
    assert {choice.modifier.name: choice.amount for choice in line.choices} == dict.fromkeys(parts, "none")
    assert not line.special_requests


def test_what_is_named_beside_the_refusal_is_kept() -> None:
    """No garnish but radish, and an extra of the same group."""
    (line,) = turns(_kitchen("en"), "kofta roll, no garnish, just radish and fried peppers").lines
    amounts = {choice.modifier.name: choice.amount for choice in line.choices}
    assert amounts == {
        "Radish": "regular",
        "Fried Peppers": "regular",
        "Parsley": "none",
        "Sumac Onion": "none",
    }


def test_a_group_is_refused_of_the_cart() -> None:
    """In a later text."""
    answer = turns(_kitchen("en"), "a kofta roll", "no garnish on it please")
    assert ordered(answer) == ["1 kofta roll; none radish; none parsley; none sumac onion"]


def test_a_refusal_of_something_else_stays_a_wish() -> None:
    """No group is called so."""
    (line,) = turns(_kitchen("en"), "kofta roll no foil").lines
    assert (line.choices, line.special_requests) == ((), "no foil")


@pytest.mark.parametrize("way", [0, 1])
def test_one_of_two_is_without_the_group(way: int) -> None:
    """Also without what was said of both."""
    sauces = {
        "name": "Sauce",
        "options": [{"name": "Brown Sauce"}, {"name": "Harissa"}, {"name": "Red Sauce"}],
    }
    menu = menu_of({"name": "Egg Roll", "price": 4, "modifier_groups": [sauces]})
    answer = turns(
        menu,
        ("two egg rolls with harissa, one with no sauce", "two egg rolls with harissa, one without sauce")[
            way
        ],
    )
    told = sorted((line.quantity, len(line.choices), bool(line.special_requests)) for line in answer.lines)
    assert told == [(1, 0, True), (1, 1, False)]


def test_a_group_refused_of_one_behind_it_is_open() -> None:
    """It may not be refused of both."""
    assert not turns(_kitchen("en"), "two kofta rolls, no garnish on one").complete
