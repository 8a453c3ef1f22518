"""An ingredient that is said by itself orders no dish that has it: such an order is not complete."""

from itertools import product

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns


def _menu(dish: str, group: dict[str, object], *others: str) -> MenuIndex:
    """A menu of a dish that has a group of options, of another that has them as extras, and of some more."""
    extras = {"name": "Extras", "options": group["options"]}
    return menu_of(
        {"name": dish, "price": 6, "modifier_groups": [group]},
        {"name": "House Panini", "price": 7, "modifier_groups": [extras]},
        *({"name": name, "price": 4} for name in others),
    )


def _options(*names: str) -> list[dict[str, str]]:
    return [{"name": name} for name in names]


FILLINGS = {"name": "Toppings", "min": 1, "max": 2, "options": _options("Chilli", "Coleslaw")}
POTATO = menu_of(
    {"name": "Jacket Potato", "price": 6, "modifier_groups": [FILLINGS]}, {"name": "Lemonade", "price": 3}
)
ON_TOP = {"name": "On top", "options": [{"name": "Whipped cream", "default": True}, {"name": "Marshmallows"}]}
COCOA = menu_of(
    {"name": "Hot Chocolate", "price": 3, "modifier_groups": [ON_TOP]}, {"name": "Lemonade", "price": 3}
)
PORTIONS = ("a side of {food}", "side of {food}", "a bowl of {food}", "a portion of {food}")
NAMED = [
    (POTATO, ("coleslaw", "chilli"), PORTIONS),
    (COCOA, ("whipped cream", "marshmallows"), (*PORTIONS, "{food}", "some {food}")),
    (
        _menu("Bacon Bap", {"name": "Bits", "options": _options("Bacon", "Egg")}, "Lemonade"),
        ("bacon",),
        (*PORTIONS, "some {food}"),
    ),
    (
        _menu("Avocado Toast", {"name": "Bits", "options": _options("Avocado")}, "Lemonade"),
        ("avocado",),
        ("some {food}", "a slice of {food}"),
    ),
]


@pytest.mark.parametrize(
    ("index", "text"),
    [
        (index, f"{wording.format(food=food)} and a lemonade")
        for index, foods, wordings in NAMED
        for food, wording in product(foods, wordings)
    ],
)
def test_a_food_by_itself_orders_no_dish_that_has_it(index: MenuIndex, text: str) -> None:
    """What may be had on a dish, or stands first in its name, keeps the order open."""
    assert not turns(index, text).complete


def test_what_is_added_to_a_dish_that_has_it_not_is_no_dish_besides() -> None:
    """The bacon of "add bacon" is no bap."""
    index = _menu("Bacon Bap", {"name": "Bits", "options": _options("Bacon")}, "Avocado Toast")
    assert not turns(index, "an avocado toast, add bacon").complete


TAP = {"name": "Taste", "min": 1, "max": 1, "options": _options("Coke", "Lemonade")}
RICE = {"name": "Rice", "min": 1, "max": 1, "options": _options("White rice", "Brown rice")}


@pytest.mark.parametrize(
    ("dish", "group", "text", "line"),
    [
        ("Soft Drink", TAP, "a coke", "1 Soft Drink; Coke"),
        ("Soft Drink", TAP, "two lemonades", "2 Soft Drink; Lemonade"),
        ("Side of Rice", RICE, "a side of brown rice", "1 Side of Rice; Brown rice"),
    ],
)
def test_the_choice_that_a_dish_must_have_orders_it(
    dish: str, group: dict[str, object], text: str, line: str
) -> None:
    """A drink is called by its taste, and a side by what it is of."""
    understood = turns(menu_of({"name": dish, "price": 3, "modifier_groups": [group]}), text)
    assert understood.complete
    assert [told(one) for one in understood.lines] == [line]


@pytest.mark.parametrize("side", ["Side of sausage links", "Side of bacon rashers", "Side of rice and peas"])
def test_a_portion_that_the_name_tells_of_too_is_the_dish(side: str) -> None:
    """ "A side of sausage" is a *Side of sausage links*, where eggs may be had with a sausage as well."""
    food = side.split()[2]
    eggs = {"name": "Meat", "options": _options(food.capitalize(), "Ham")}
    menu = menu_of(
        {"name": "Two eggs", "price": 6, "modifier_groups": [eggs]},
        {"name": side, "price": 3},
        {"name": "Tea", "price": 2},
    )
    understood = turns(menu, f"a tea and a side of {food}")
    assert [told(line) for line in understood.lines] == ["1 Tea", f"1 {side}"]
    assert understood.complete
