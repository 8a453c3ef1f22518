"""Drinks that a menu has as the choices of one dish, as diners speak of them."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import Understood

MENU = """
name: Diner
slug: diner
currency: USD
modifier_groups:
  pop: {name: Which one, min: 1, max: 1, options: [{name: Cola}, {name: Cola Zero}, {name: Ginger ale}, {name: Root beer}]}
  heat: {name: Heat, min: 1, max: 1, options: [{name: Mild}, {name: Hot}]}
categories:
  - name: Drinks
    items:
      - {name: Fountain drink, price: 3, modifier_groups: [pop]}
      - {name: Coffee, price: 3}
  - name: Food
    items:
      - {name: Wings, price: 9, modifier_groups: [heat]}
      - {name: Burger, price: 12}
"""
INDEX = MenuIndex(load_menu(MENU.encode(), "yaml"))


def _after(*turns: str) -> Understood:
    understood = Understood()
    for text in turns:
        understood = understand(INDEX, text, understood.lines)
    return understood


def _told(understood: Understood) -> list[tuple[int, str, tuple[str, ...]]]:
    return [
        (line.quantity, line.item.name, tuple(c.modifier.name for c in line.choices if c.amount != "none"))
        for line in understood.lines
    ]


def _drink(many: int, which: str) -> tuple[int, str, tuple[str, ...]]:
    return many, "Fountain drink", (which,)


@pytest.mark.parametrize("first", ["two colas", "2 colas", "three root beers"])
@pytest.mark.parametrize("last", ["a ginger ale", "a ginger ale and a coffee", "one ginger ale"])
def test_another_choice_is_another_drink(first: str, last: str) -> None:
    """A drink that is told by its choice alone is no share of several that are another choice."""
    understood = _after(f"{first}, {last}")
    many = {"two": 2, "2": 2, "three": 3}[first.split(maxsplit=1)[0]]
    which = "Root beer" if "root" in first else "Cola"
    coffee = [(1, "Coffee", ())] if "coffee" in last else []
    assert _told(understood) == [_drink(many, which), _drink(1, "Ginger ale"), *coffee]
    assert understood.complete


def test_a_kind_of_the_drink_is_a_share_of_it() -> None:
    """ "Zero" behind "two colas" tells what one of the two is."""
    assert _told(_after("two colas, one of them zero")) == [_drink(1, "Cola"), _drink(1, "Cola Zero")]


@pytest.mark.parametrize(
    "drop", ["drop the {}", "cancel the {}", "no {} after all", "forget the {}", "take off the {}"]
)
@pytest.mark.parametrize("which", ["Cola", "Ginger ale", "Root beer"])
def test_a_drink_goes_with_the_choice_that_it_is_called_by(drop: str, which: str) -> None:
    """A drink of which one has to be chosen is taken away by what it is called; the rest stays."""
    left = _after(f"a burger and a {which.lower()}", drop.format(which.lower()))
    assert (_told(left), left.complete) == ([(1, "Burger", ())], True)


def test_a_choice_of_food_that_is_taken_back_is_asked_for() -> None:
    """Food stays without the choice that it needs: how it is to be is asked."""
    left = _after("wings, hot", "not hot")
    assert [name for _many, name, _choices in _told(left)] == ["Wings"]
    assert not left.complete


def test_another_drink_takes_the_place_of_the_one_that_is_not_wanted() -> None:
    """What is wanted instead of a choice is chosen."""
    assert _told(_after("a cola", "a root beer instead of the cola")) == [_drink(1, "Root beer")]


@pytest.mark.parametrize(
    "change",
    [
        "make the {} a root beer",
        "make the {} root beer",
        "change the {} to a root beer",
        "swap the {} for a root beer",
    ],
)
@pytest.mark.parametrize(("of", "other"), [("Cola", "Ginger ale"), ("Ginger ale", "Cola")])
@pytest.mark.parametrize("first", [True, False])
def test_the_drink_that_is_named_by_its_choice_changes(
    of: str, other: str, change: str, *, first: bool
) -> None:
    """Of two drinks of one dish the one changes whose choice is named, whichever was ordered last."""
    pair = (of, other) if first else (other, of)
    told = _told(_after(f"a {pair[0].lower()} and a {pair[1].lower()}", change.format(of.lower())))
    assert sorted(told) == sorted([_drink(1, other), _drink(1, "Root beer")])


@pytest.mark.parametrize("beer", ["a beer", "two beers"])
def test_a_drink_of_another_kind_is_not_meant(beer: str) -> None:
    """A root beer is no beer, and a ginger ale no ale."""
    assert _after(beer).lines == ()
    assert _told(_after("a root beer")) == [_drink(1, "Root beer")]
