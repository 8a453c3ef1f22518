"""Two dishes of one name in two categories are told apart: in questions, in answers, and by words of the category."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood

MENU = load_menu(
    "currency: EUR\ncategories:\n"
    "- name: Mains\n  items: [{name: Lasagne, price: 11.50}, {name: Soup, price: 5}]\n"
    "- name: Pizza\n  items: [{name: Lasagne, price: 9}]\n"
)


def hear(text: str) -> Understood:
    return understand(MenuIndex(MENU), text)


def test_a_question_names_the_category_of_each() -> None:
    """Of those alone that share a name."""
    [question] = hear("a lasagne please").questions
    assert [name for _, name in question.options] == ["Lasagne (Mains)", "Lasagne (Pizza)"]
    assert MenuIndex(MENU).names_apart[2] == "Soup"


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("a pizza lasagne", 900),
        ("two mains lasagne", 1150),
        ("a lasagne (pizza) please", 900),
        ("lasagne mains", 1150),
    ],
)
def test_words_of_the_category_say_which(text: str, price: int) -> None:
    """Before the name or behind it, and as the question writes it."""
    understood = hear(text)
    assert [line.item.variants[0].price for line in understood.lines] == [price]
    assert understood.complete


def test_an_answer_says_which_costs_what() -> None:
    """Each with its category."""
    [answer] = hear("how much is the lasagne?").answers
    assert answer.text == "Lasagne (Mains): 11.50 EUR. Lasagne (Pizza): 9.00 EUR."
