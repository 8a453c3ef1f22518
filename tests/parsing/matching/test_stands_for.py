"""Phrases that stand for several options: "Pommes rot-weiß" are with ketchup and mayonnaise, Dutch "patat met" has mayonnaise."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

TEXTS = ("einmal {} rot weiß", "{} rot-weiß", "{} rot/weiß bitte", "eine {} Schranke", "eine {} rotweiß")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("dish", "mayo"), [("Pommes", "Mayo"), ("Currywurst", "Mayonnaise")])
def test_both_sauces_are_taken(text: str, dish: str, mayo: str) -> None:
    """They are what the menu calls them."""
    group = {"name": "Dips", "options": [{"name": "Ketchup"}, {"name": mayo}, {"name": "Aioli"}]}
    index = menu_of({"name": dish, "price": 3, "modifier_groups": [group]}, {"name": "Rotwein", "price": 4})
    assert [told(line) for line in turns(index, text.format(dish)).lines] == [f"1 {dish}; Ketchup; {mayo}"]


def test_a_name_of_the_menu_goes_before() -> None:
    """Where something is called red or white, the words are its name."""
    index = menu_of({"name": "Rot", "price": 4}, {"name": "Pommes", "price": 3})
    assert [told(line) for line in turns(index, "einmal Rot").lines] == ["1 Rot"]


FRIES = ("patat", "patatje", "friet", "frietje", "frieten")


@pytest.mark.parametrize("said", FRIES)
@pytest.mark.parametrize(
    ("frame", "sauce"),
    [
        ("een {} met", "Mayo"),
        ("doe maar een {} met en een kroket", "Mayo"),
        ("een {} zonder graag", "none Mayo"),
    ],
)
def test_fries_with_nothing_named_have_mayonnaise(said: str, frame: str, sauce: str) -> None:
    """In Dutch "with" behind fries ends with mayonnaise, "without" goes without it."""
    group = {"name": "Saus", "options": [{"name": "Mayo"}, {"name": "Joppiesaus"}]}
    fries = {"name": "Friet", "aliases": ["patat"], "price": 3, "modifier_groups": [group]}
    index = menu_of(fries, {"name": "Kroket", "price": 2}, {"name": "Broodje gezond", "price": 5})
    understood = turns(index, frame.format(said))
    assert understood.complete
    assert told(understood.lines[0]) == f"1 Friet; {sauce}"


def test_fries_with_something_named_have_that() -> None:
    """What is named behind "with" is what they have, and a dish that is called so is that."""
    group = {"name": "Saus", "options": [{"name": "Mayo"}, {"name": "Joppiesaus"}]}
    fries = {"name": "Friet", "price": 3, "modifier_groups": [group]}
    bread = {"name": "Broodje gezond", "price": 5}
    said = turns(menu_of(fries, bread), "een friet met joppiesaus")
    assert [told(line) for line in said.lines] == ["1 Friet; Joppiesaus"]
    index = menu_of({**fries, "name": "Friet met"}, {**fries, "name": "Friet zonder"}, bread)
    assert [told(line) for line in turns(index, "een friet zonder").lines] == ["1 Friet zonder"]
