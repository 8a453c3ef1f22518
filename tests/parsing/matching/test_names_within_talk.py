"""Dishes that are called as people are, behind an article: a *Garoto* is a coffee where the menu has one."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of, ordered

DISHES = ("Garoto", "Garota", "Menino", "Pirralho")


@pytest.mark.parametrize("dish", DISHES)
@pytest.mark.parametrize("lead", ["", "queria ", "um pastel de nata e "])
def test_what_an_article_counts_is_the_dish_of_that_name(dish: str, lead: str) -> None:
    """With the article alone it is ordered, whatever else the words say elsewhere."""
    menu = menu_of({"name": dish, "price": 1}, {"name": "Pastel de nata", "price": 2})
    article = "uma" if dish.endswith("a") else "um"
    understood = understand(menu, f"{lead}{article} {dish.lower()}", language="pt")
    assert f"1 {dish}".casefold() in [line.split(" (")[0].split(" [")[0] for line in ordered(understood)]
    assert understood.complete


@pytest.mark.parametrize("said", ["um pastel de nata para o garoto", "para o meu garoto, um pastel de nata"])
def test_for_whom_a_dish_is_stays_a_person(said: str) -> None:
    """Behind "para" the word is a person and orders nothing."""
    menu = menu_of({"name": "Garoto", "price": 1}, {"name": "Pastel de nata", "price": 2})
    understood = understand(menu, said, language="pt")
    assert [line.item.name for line in understood.lines] == ["Pastel de nata"]
