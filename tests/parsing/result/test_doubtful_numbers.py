"""Numbers of people, numbers that announce a list, one of several, and dishes that are options too."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood

MENU = """
name: Trattoria
slug: trattoria
currency: GBP
modifier_groups:
  top: {name: Toppings, options: [{name: Pepperoni}, {name: Olives}, {name: Pineapple}, {name: Banana}]}
categories:
  - name: Pizza
    items:
      - {name: Margherita, price: 9, modifier_groups: [top]}
      - {name: Pepperoni, price: 10, modifier_groups: [top]}
      - {name: Pancakes, price: 6, modifier_groups: [top]}
      - {name: Porridge, price: 5}
      - {name: Lasagne, price: 11}
      - {name: Oysters 1/2 Doz., price: 14}
      - {name: Scallops half dozen, price: 16}
  - name: Drinks
    items:
      - {name: Americano, aliases: [coffee], price: 3}
      - {name: Latte, price: 3}
      - {name: Cappuccino, price: 3}
      - name: House White
        variants: [{label: Glass, price: 5}, {label: Bottle, price: 20}]
"""
INDEX = MenuIndex(load_menu(MENU.encode(), "yaml"))


def _after(*turns: str) -> Understood:
    understood = Understood()
    for text in turns:
        understood = understand(INDEX, text, understood.lines)
    return understood


def _told(understood: Understood) -> list[tuple[int, str, tuple[tuple[str, str], ...]]]:
    return [
        (line.quantity, line.item.name, tuple((c.modifier.name, c.amount) for c in line.choices))
        for line in understood.lines
    ]


@pytest.mark.parametrize("people", ["two", "three", "four"])
@pytest.mark.parametrize("dish", ["a bottle of house white", "a glass of house white"])
def test_people_are_no_number_of_dishes(dish: str, people: str) -> None:
    """ "A bottle for four" may be one or four: it is no complete order."""
    assert _after(f"{dish}").complete
    assert not _after(f"{dish} for {people}").complete


@pytest.mark.parametrize("listed", ["a latte and a cappuccino", "one latte and one cappuccino"])
def test_a_number_that_announces_a_list_counts_no_more(listed: str) -> None:
    """ "Two coffees, a latte and a cappuccino" are two or four: they stay open; with another drink they are complete."""
    assert not _after(f"two coffees, {listed}").complete
    assert _after("two lattes, a coffee and a cappuccino").complete


@pytest.mark.parametrize("wish", ["extra sauce", "extra parmesan"])
def test_what_is_said_of_one_is_not_of_all(wish: str) -> None:
    """ "On one of them" is told of one of several."""
    assert not _after(f"two lasagnes with {wish} on one of them").complete


@pytest.mark.parametrize("whose", ["for me", "for my wife", "for him"])
@pytest.mark.parametrize("normal", ["", "normal "])
def test_a_dish_that_is_a_topping_too_may_be_somebodys(whose: str, normal: str) -> None:
    """ "A margherita for him and pepperoni for me" are two pizzas, or one: it stays open; with "with" it is one."""
    assert not _after(f"a margherita for the kid and {normal}pepperoni {whose}").complete
    assert _after("a margherita with olives and pepperoni for me").complete


@pytest.mark.parametrize(
    ("said", "name"), [("oysters", "Oysters 1/2 Doz."), ("scallops", "Scallops half dozen")]
)
def test_a_dish_by_the_half_dozen_is_one(said: str, name: str) -> None:
    """Half a dozen of what comes by the half dozen is one of it."""
    assert _told(_after(f"half a dozen {said}")) == [(1, name, ())]


@pytest.mark.parametrize("with_what", ["olives and banana", "banana"])
def test_what_a_dish_cannot_be_had_with_orders_no_other(with_what: str) -> None:
    """ "Porridge with olives and banana" orders no pancakes with banana."""
    understood = _after(f"porridge with {with_what}")
    assert [line.item.name for line in understood.lines] == ["Porridge"]
    assert not understood.complete


@pytest.mark.parametrize("before", ["a pepperoni", "a lasagne", "a latte"])
@pytest.mark.parametrize("many", ["two", "three"])
def test_a_counted_heading_is_asked_and_multiplies_nothing(many: str, before: str) -> None:
    """A counted heading tells no dish: it is left over, and no more of the last dish is ordered."""
    menu = MENU.replace("name: Drinks", "name: Infusions")
    index = MenuIndex(load_menu(menu.encode(), "yaml"))
    understood = understand(index, f"{before} and {many} infusions")
    assert [line.quantity for line in understood.lines] == [1]
    assert understood.unmatched == ("infusions",)
    assert not understood.complete
