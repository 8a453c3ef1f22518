"""A part of a dish's name that may be another dish, or tell of the one beside it, leaves the order open."""

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told

BREAD = {
    "name": "Bread",
    "max": 1,
    "options": [{"name": "White bread"}, {"name": "Granary"}, {"name": "Toast"}],
}
MEAT = {
    "name": "Choose",
    "min": 1,
    "max": 1,
    "options": [{"name": "Prawn"}, {"name": "Pork"}, {"name": "Beef"}],
}
LEFT_OUT = [{"name": "Onion", "default": True}, {"name": "Gherkin", "default": True}, {"name": "Cheddar"}]


def _menu() -> MenuIndex:
    return menu_of(
        {"name": "Soup of the day", "price": 5, "aliases": ["soup"]},
        {"name": "Flat white", "price": 3},
        {"name": "Americano", "price": 3},
        {"name": "Tea", "price": 2},
        {"name": "Brownie", "price": 3},
        {"name": "Full breakfast", "price": 9, "modifier_groups": [BREAD]},
        {"name": "Sausage bap", "price": 4},
        {"name": "Bacon bap", "price": 4},
        {"name": "Avocado toast", "price": 7},
        {"name": "Beans on toast", "price": 6},
        {"name": "Sweet and sour", "price": 8, "modifier_groups": [MEAT]},
        {"name": "Chicken balls", "price": 7},
        {"name": "Plough burger", "price": 12, "modifier_groups": [{"name": "In it", "options": LEFT_OUT}]},
    )


@pytest.mark.parametrize(
    "text", ["a dessert of the day", "the pie of the day and a tea", "catch of the day, a tea"]
)
def test_the_end_of_a_name_behind_another_dish_is_not_complete(text: str) -> None:
    """ "Dessert of the day" is no *Soup of the day*."""
    assert not understand(_menu(), text).complete
    assert understand(_menu(), "a soup of the day").complete


@pytest.mark.parametrize("text", ["white americano", "two white americanos", "full breakfast, white toast"])
def test_a_part_that_may_tell_of_what_follows_is_not_complete(text: str) -> None:
    """ "White americano" may be one dish, not a *Flat white* too."""
    assert not understand(_menu(), text).complete
    assert understand(_menu(), "flat white, americano").complete


@pytest.mark.parametrize("meat", ["prawn", "pork", "beef"])
def test_a_part_behind_another_dishs_option_is_not_complete(meat: str) -> None:
    """ "Sweet and sour prawn balls" are no *Chicken balls*."""
    assert not understand(_menu(), f"sweet and sour {meat} balls").complete


def test_two_dishes_that_share_a_last_word_said_once_may_be_one() -> None:
    """ "Sausage and bacon bap" may be one with both; "baps", or an article each, are two."""
    assert not understand(_menu(), "sausage and bacon bap").complete
    for text in ("a sausage bap and a bacon bap", "sausage bap and bacon bap"):
        heard = understand(_menu(), text)
        assert (text, heard.complete, len(heard.lines)) == (text, True, 2)


@pytest.mark.parametrize("number", ["two", "2", "three"])
def test_so_many_of_a_dish_that_does_not_follow_are_not_complete(number: str) -> None:
    """ "Two toast and two teas" are not two teas."""
    assert not understand(_menu(), f"{number} toast and {number} teas").complete


@pytest.mark.parametrize("who", ["my daughter", "my son", "her"])
def test_a_dish_named_again_with_is_is_told_of(who: str) -> None:
    """ "A brownie. Brownie's for my daughter" may be one."""
    assert not understand(_menu(), f"tea and a brownie. Brownie's for {who}").complete


@pytest.mark.parametrize("option", ["onion", "gherkin"])
def test_no_behind_sorry_adds_nothing_that_a_dish_comes_with(option: str) -> None:
    """ "No cheddar, sorry no onion" may leave out the onion."""
    heard = understand(_menu(), f"a plough burger no cheddar, sorry no {option}")
    line = f"1 Plough burger; none Cheddar; none {option.capitalize()}"
    assert not heard.complete or [told(one) for one in heard.lines] == [line]
