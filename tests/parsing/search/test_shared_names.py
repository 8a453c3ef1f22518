"""Names that an option shares: with a choice that is made already, with the dish itself, with a part of another dish's name."""

import json
from functools import cache
from typing import Any

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import ordered, turns


def _menu(groups: dict[str, Any], *dishes: dict[str, Any]) -> MenuIndex:
    document = {"name": "A", "currency": "EUR", "modifier_groups": groups, "categories": [{"name": "B", "items": [*dishes]}]}  # fmt: skip
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


def _choice(name: str, *options: str) -> dict[str, Any]:
    return {"name": name, "min": 1, "max": 1, "options": [{"name": option} for option in options]}


BAKERIES = {
    "en": ("Bagel with Ham", "Plain", "Onion", "Sesame", "Red Onion", "onion", "{bread} bagel with ham"),
    "de": ("Brötchen mit Schinken", "Mohn", "Zwiebel", "Sesam", "Rote Zwiebel", "Zwiebel", "ein Brötchen mit Schinken {bread}"),
    "fr": ("Pain au jambon", "Nature", "Oignon", "Sésame", "Oignon rouge", "oignon", "un pain au jambon {bread}"),
}  # fmt: skip
BEHIND = {
    "en": ("{order} and onion", "{order}, no onion"), "de": ("{order} mit Zwiebel", "{order} ohne Zwiebel"),
    "fr": ("{order} avec oignon", "{order} sans oignon"),
}  # fmt: skip


@cache
def _bakery(code: str) -> MenuIndex:
    dish, *breads, on_it, alias, _said = BAKERIES[code]
    fix = {
        "name": "On it",
        "options": [{"name": on_it, "aliases": [alias], "default": True}, {"name": "Tomate"}],
    }
    groups = {"bread": _choice("Sort", *breads), "fix": fix}
    return _menu(groups, {"name": dish, "price": 5, "modifier_groups": ["bread", "fix"]})


@pytest.mark.parametrize("code", BAKERIES)
@pytest.mark.parametrize("place", [1, 3])
def test_a_choice_that_is_made_is_not_made_again(code: str, place: int) -> None:
    """What is had with it, or refused, is what is on it, though the choice has an option that is called so too."""
    dish, bread, on_it, said = BAKERIES[code][0], BAKERIES[code][place], BAKERIES[code][4], BAKERIES[code][6]
    order = said.format(bread=bread.casefold())
    added, refused = (turns(_bakery(code), text.format(order=order)) for text in BEHIND[code])
    assert ordered(added) == [f"1 {dish}; {bread}; {on_it}".casefold()]
    assert ordered(refused) == [f"1 {dish}; {bread}; none {on_it}".casefold()]


@pytest.mark.parametrize("bread", ["Sesame", "Onion", "Poppy seed"])
def test_what_is_refused_of_the_choice_itself_is_a_wish(bread: str) -> None:
    """Neither the choice nor another one changes."""
    menu = _menu(
        {"bread": _choice("Bagel", "Plain", "Sesame", "Onion", "Poppy seed")},
        {"name": "Bagel with Butter", "price": 3, "modifier_groups": ["bread"]},
    )
    answer = turns(menu, f"{bread} bagel with butter, no {bread} please")
    assert ordered(answer) == [f"1 bagel with butter; {bread} «no {bread}»".casefold()]


def test_a_choice_called_by_a_small_word_is_made() -> None:
    """A second one that is said is asked for: "plain" is not read as nothing on it."""
    menu = _menu(
        {"bread": _choice("Bagel", "Plain", "Onion")},
        {"name": "Bagel with Butter", "price": 3, "modifier_groups": ["bread"]},
    )
    answer = turns(menu, "a plain bagel with butter and onion")
    assert [question.kind for question in answer.questions] == ["too_many"]
    assert not answer.complete


EXTRAS = {
    "en": ("Chicken with Broccoli", "Extra Broccoli", ("no broccoli", "light on the broccoli", "without the broccoli")),
    "de": ("Hähnchen mit Brokkoli", "Extra Brokkoli", ("ohne Brokkoli", "wenig Brokkoli")),
    "es": ("Pollo con brócoli", "Extra brócoli", ("sin brócoli", "poco brócoli")),
    "nl": ("Kip met broccoli", "Extra broccoli", ("zonder broccoli", "weinig broccoli")),
}  # fmt: skip
REFUSALS = [(code, wish) for code, (_dish, _extra, wishes) in EXTRAS.items() for wish in wishes]


@pytest.mark.parametrize(("code", "wish"), REFUSALS)
def test_less_of_what_only_comes_extra_is_a_wish(code: str, wish: str) -> None:
    """Of the dish itself; the extra that nobody ordered says nothing."""
    dish, extra, _wishes = EXTRAS[code]
    menu = _menu(
        {"more": {"name": "More", "options": [{"name": extra, "price_adjustment": 1}]}},
        {"name": dish, "price": 5, "modifier_groups": ["more"]},
    )
    answer = turns(menu, f"{dish}, {wish}")
    assert ordered(answer) == [f"1 {dish} «{wish}»".casefold()]
    assert ordered(turns(menu, f"{dish}, {extra}")) == [f"1 {dish}; {extra}".casefold()]


MEATS = [
    ("Beef", "Beef with Broccoli"),
    ("Shrimp", "Shrimp with Lobster Sauce"),
    ("Chicken", "Chicken Curry"),
]
CARBS = ["Lo Mein", "Fried Rice", "Chow Fun"]


@pytest.mark.parametrize(("meat", "dish"), MEATS)
@pytest.mark.parametrize("carb", CARBS)
@pytest.mark.parametrize("size", ["large", "small"])
def test_a_size_does_not_make_another_dish(meat: str, dish: str, carb: str, size: str) -> None:
    """The dish that is named in full is meant, with the meat as its option, though another one comes in that size."""
    menu = _menu(
        {"rice": _choice("Rice", "White Rice", *CARBS), "meat": _choice("Protein", "Beef", "Shrimp", "Chicken")},
        {"name": dish, "variants": [{"label": "Small", "price": 9}, {"label": "Large", "price": 14}], "modifier_groups": ["rice"]},
        {"name": carb, "variants": [{"label": "Pt.", "price": 7}, {"label": "Qt.", "price": 11}], "modifier_groups": ["meat"]},
    )  # fmt: skip
    answer = turns(menu, f"{size} {meat.lower()} {carb.lower()}")
    assert ordered(answer) == [f"1 {carb}; {meat}".casefold()]
    assert [question.kind for question in answer.questions] == ["choose_variant"]
    assert ordered(turns(menu, f"a quart of {meat} {carb}")) == [f"1 {carb} qt.; {meat}".casefold()]


OPEN = {
    "en": ("Scrambled Eggs", "Toast", ("Sourdough", "Rye", "Gluten-free toast"), "scrambled eggs with toast", "{0} with gluten-free toast"),
    "de": ("Rührei", "Brot", ("Ciabatta", "Baguette", "Glutenfreies Brot"), "Rührei mit Brot", "{0} mit glutenfreiem Brot"),
    "fr": ("Œufs brouillés", "Pain", ("Baguette", "Brioche", "Pain sans gluten"), "œufs brouillés avec du pain", "{0} avec pain sans gluten"),
    "it": ("Uova strapazzate", "Pane", ("Ciabatta", "Focaccia", "Pane senza glutine"), "uova strapazzate con pane", "{0} con pane senza glutine"),
}  # fmt: skip


@pytest.mark.parametrize("code", OPEN)
def test_the_name_of_a_choice_leaves_it_open(code: str) -> None:
    """It is not the one option that has the word in its name, which nobody asked for; that is had by its own name."""
    dish, group, options, text, named = OPEN[code]
    menu = _menu(
        {"group": _choice(group, *options)},
        {"name": dish, "price": 8, "modifier_groups": ["group"]},
        {"name": "Omelett", "price": 9},
    )
    answer = turns(menu, text)
    assert ordered(answer) == [f"1 {dish}".casefold()]
    assert [question.kind for question in answer.questions] == ["choose_modifier"]
    assert ordered(turns(menu, named.format(dish))) == [f"1 {dish}; {options[2]}".casefold()]
