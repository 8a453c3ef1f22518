"""A word is the dish that is just that, where the others are meals of it or have it beside something."""

import pytest

from tests.parsing.kitchens import menu_of, ordered, turns

BESIDES = ("Soup of the Day", "Onion Rings with Dip", "Garden Peas")
MEANT = [
    ("Portion of Chips", ("Scampi & Chips", "Omelette & Chips"), "chips"),
    ("Belgian Waffle", ("Fried Chicken & Waffle",), "two waffles"),
    ("Classic Cheeseburger", ("#1 Cheeseburger Combo",), "a cheeseburger"),
    ("Crispy Chicken Tenders (4)", ("#2 Chicken Tender Combo", "#3 Burger Combo", "#4 Wrap Combo"), "tenders"),
    ("Pot of Yorkshire Tea", ("Mint Tea", "Cream Tea"), "a pot of tea"),
]  # fmt: skip
OPEN = [
    ("Cheesy Chips", ("Cod & Chips",), "chips"),
    ("Mint Tea", ("Cream Tea",), "a tea"),
    ("Fudge Cake", ("Coffee & Walnut Cake",), "a cake"),
    ("Scotch Egg", ("Gammon & Egg",), "an egg"),
    ("Spaghetti Ice Cream", ("Waffle with Cream",), "cream"),
]


@pytest.mark.parametrize(("name", "others", "text"), MEANT)
def test_the_dish_that_is_just_that_is_ordered(name: str, others: tuple[str, ...], text: str) -> None:
    """One dish is meant, and nothing asked."""
    answer = turns(menu_of(*({"name": one, "price": 5} for one in (*others, name, *BESIDES))), text)
    count = 2 if text.startswith("two") else 1
    assert (ordered(answer), answer.questions) == ([f"{count} {name}".casefold()], ())


@pytest.mark.parametrize(("name", "others", "text"), OPEN)
def test_a_word_for_several_dishes_is_asked_about(name: str, others: tuple[str, ...], text: str) -> None:
    """A dish of another kind, or one of several, is not ordered by the word alone."""
    answer = turns(menu_of(*({"name": one, "price": 5} for one in (*others, name, *BESIDES))), text)
    assert not answer.complete
    assert not answer.lines


@pytest.mark.parametrize(
    ("name", "others", "text"),
    [
        ("Gambas al ajillo", ("Croquetas de gambas", "Arroz con gambas"), "unas gambas"),
        ("Tortilla de patatas", ("Bocadillo de tortilla",), "una tortilla"),
        ("Gambas à guilho", ("Açorda de gambas",), "umas gambas"),
        ("Polvo à lagareiro", ("Salada de polvo", "Arroz de polvo"), "um polvo"),
    ],
)
def test_a_dish_that_begins_so_is_meant_where_others_are_of_it(
    name: str, others: tuple[str, ...], text: str
) -> None:
    """What a dish is stands first in its name; what others are made of or with stands behind a small word."""
    index = menu_of(*({"name": one, "price": 5} for one in (*others, name, "Flan")))
    answer = turns(index, text)
    assert ([line.item.name for line in answer.lines], answer.questions) == ([name], ())
    assert not turns(index, f"dos de {name.split(maxsplit=1)[0].lower()}").complete


def test_it_is_asked_where_two_dishes_begin_so() -> None:
    """Neither of them is taken."""
    index = menu_of(
        *({"name": f"{one}", "price": 5} for one in ("Gambas al ajillo", "Gambas fritas", "Arroz de gambas"))
    )
    assert not turns(index, "unas gambas").lines
