"""Phrases that stand for several options: "Pommes rot-weiß" are with ketchup and mayonnaise."""

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
