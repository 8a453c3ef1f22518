"""What is told of one person of several, and what somebody only likes."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.cascade import Understanders
from server.parsing.dialog import DialogReader
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex

MENU = """
name: Corner
slug: corner
currency: GBP
modifier_groups:
  extras: {name: On it, options: [{name: Onion, default: true}, {name: Cheese}, {name: Brown sugar}]}
categories:
  - name: Food
    items:
      - {name: Burger, price: 9, modifier_groups: [extras]}
      - {name: Pie, price: 8, modifier_groups: [extras]}
      - {name: Soup, price: 5}
"""
DOCUMENT = load_menu(MENU.encode(), "yaml")
INDEX = MenuIndex(DOCUMENT)


@pytest.mark.parametrize("whose", ["for me", "for my wife", "on mine"])
@pytest.mark.parametrize("what", ["no onion", "cheese"])
@pytest.mark.parametrize("dish", ["burgers", "pies"])
def test_what_one_person_wants_of_several_stays_open(dish: str, what: str, whose: str) -> None:
    """What is said for one person behind several of a dish may be for one of them: nothing is taken for granted."""
    assert not understand(INDEX, f"two {dish}, {what} {whose}").complete
    assert understand(INDEX, f"one {dish[:-1]}, {what} please").complete


@pytest.mark.parametrize("taste", ["loves", "swears by", "raves about"])
@pytest.mark.parametrize("dish", ["pie", "burger"])
def test_what_somebody_loves_is_not_ordered(taste: str, dish: str) -> None:
    """A dish that somebody likes, before "but" and another one, is told to the kitchen as talk and not ordered."""
    understood = understand(INDEX, f"my wife {taste} the {dish} but I'll have the soup")
    assert [line.item.name for line in understood.lines] == ["Soup"]


@pytest.mark.parametrize("how", ["with cheese", "no onion", "cheese"])
@pytest.mark.parametrize("opening", ["ok i'll have it", "great, i'll take it"])
async def test_the_dish_that_was_asked_about_is_had_with_a_choice(opening: str, how: str) -> None:
    """ "It" behind a question about a dish is that dish, whatever is said of it."""
    reader = DialogReader(DOCUMENT, Understanders("grammar", None))
    *_asked, answer = await reader.dialog(["is the pie big?", f"{opening} {how}"])
    assert [(line.name, len(line.modifiers) > 0) for line in answer.items] == [("Pie", True)]


@pytest.mark.parametrize("each", ["both with", "all with"])
def test_a_counted_choice_of_all_is_no_share(each: str) -> None:
    """ "One" behind "both with" counts the choice, so that one of two with it is no complete order."""
    assert not understand(INDEX, f"two burgers, {each} one brown sugar").complete
