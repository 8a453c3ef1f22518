"""A dish that was only asked about is not ordered where the next text names another one with an article."""

import asyncio

import pytest

from server.parsing.cascade import Understanders
from server.parsing.dialog import DialogReader
from tests.parsing.kitchens import menu_of
from tests.parsing.test_answers_in_words import lines

TALKS = {
    "en": (
        ("does the {asked} have egg in it?", "how much is the {asked}?", "is the {asked} spicy?"),
        ("I'll have the {other} then", "the {other} please", "so the {other}", "ok we'll take the {other}"),
    ),
    "de": (
        ("ist in den {asked} Ei drin?", "sind die {asked} scharf?"),
        ("dann nehme ich die {other}", "dann die {other} bitte"),
    ),
    "fr": (("il y a du lait dans les {asked} ?",), ("alors le {other}", "le {other} s'il vous plaît")),
    "es": (("¿las {asked} llevan huevo?",), ("vale, entonces la {other}", "la {other} por favor")),
}
"""Questions about one dish and orders of another one."""
DISHES = {
    "en": ("Prawn noodles", "Lentil soup", "Mushroom pie"),
    "de": ("Käsespätzle", "Tomatensuppe", "Maultaschen"),
    "fr": ("Crevettes grillées", "Saumon", "Poulet rôti"),
    "es": ("Croquetas", "Tortilla", "Sopa de tomate"),
}


def _after(code: str, *texts: str) -> list[str]:
    dishes = ({"name": name, "variants": [{"label": "Regular", "price": 8}]} for name in DISHES[code])
    reader = DialogReader(menu_of(*dishes).menu, Understanders("grammar"), code)
    return lines(asyncio.run(reader.dialog(texts))[-1])


@pytest.mark.parametrize("code", TALKS)
def test_only_the_dish_that_is_named_is_ordered(code: str) -> None:
    """The article before its name does not point to the dish of the question."""
    first, second, third = DISHES[code]
    questions, orders = TALKS[code]
    for asked, other in ((first, second), (first, third)):
        for question in questions:
            for order in orders:
                said = question.format(asked=asked), order.format(other=other)
                assert (said, _after(code, *said)) == (said, [f"1 {other}"])


def test_what_points_orders_it_beside_the_other_dish() -> None:
    """ "That and the soup" are both."""
    first, second, _third = DISHES["en"]
    found = _after("en", f"is the {first} good?", f"lovely, I'll have that and the {second}")
    assert sorted(found) == sorted([f"1 {first}", f"1 {second}"])


@pytest.mark.parametrize("said", ["the {0}, the {1} and that", "the {0} and one of those please"])
def test_what_points_behind_another_dish_is_not_lost(said: str) -> None:
    """ "The soup and that" is not complete without the dish that was asked about."""
    first, second, third = DISHES["en"]
    dishes = ({"name": name, "variants": [{"label": "Regular", "price": 8}]} for name in DISHES["en"])
    reader = DialogReader(menu_of(*dishes).menu, Understanders("grammar"), "en")
    turns = [f"is the {first} good?", said.format(second.lower(), third.lower())]
    assert not asyncio.run(reader.dialog(turns))[-1].complete


@pytest.mark.parametrize("diet", ["vegan", "vegetarian"])
@pytest.mark.parametrize("said", ["one please", "I'll have that", "lovely, one of those then"])
def test_a_diet_that_is_asked_of_is_no_other_dish(diet: str, said: str) -> None:
    """ "Is the soup vegan?" asks of the soup alone where there is a vegan burger, too."""
    dishes = ({"name": name, "tags": [diet], "variants": [{"label": "Regular", "price": 8}]} for name in
              (f"{diet.capitalize()} burger", "Lentil soup", "Mushroom pie"))  # fmt: skip
    reader = DialogReader(menu_of(*dishes).menu, Understanders("grammar"), "en")
    for asked in ("Lentil soup", "Mushroom pie"):
        answers = asyncio.run(reader.dialog([f"is the {asked.lower()} {diet}?", said]))
        assert [lines(answer) for answer in answers] == [[], [f"1 {asked}"]]
