"""A choice within a set meal does not order it where a dish of the menu is called so with a choice of its own: "beef in oyster sauce"."""

import json
from functools import cache

import pytest

from server.menu.document.loader import load_menu
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

KITCHENS = {
    "en": ("Oyster Sauce & Mushrooms", "Battered Balls (10)", "Set Dinner", ("Beef", "Chicken"), "{0} in Oyster Sauce", "Crispy Battered {0} Balls", "oyster sauce"),
    "de": ("Rahmsauce und Pilze", "Knusprige Spieße (3)", "Mittagsmenü", ("Rind", "Hähnchen"), "{0} in Rahmsauce", "Knusprige {0} Spieße", "rahmsauce"),
    "es": ("Salsa de ostras y setas", "Bolas rebozadas (6)", "Menú del día", ("Ternera", "Pollo"), "{0} en salsa de ostras", "Bolas de {0}", "salsa de ostras"),
}  # fmt: skip
TALK = {"en": ("{0} please", "set dinner with {0}"), "de": ("{0} bitte", "Mittagsmenü mit {0}"), "es": ("{0} por favor", "menú del día con {0}")}  # fmt: skip


@cache
def _kitchen(code: str) -> MenuIndex:
    sauce, balls, meal, meats, in_sauce, of_balls, alias = KITCHENS[code]
    meat = {"name": "Meat", "min": 1, "max": 1, "options": [{"name": name} for name in meats]}
    mains = [form.format(name) for name in meats for form in (in_sauce, of_balls)]
    main = {"name": "Main", "min": 1, "max": 1, "options": [{"name": name} for name in mains]}
    dishes = [
        {"name": sauce, "price": 7, "aliases": [alias], "modifier_groups": ["meat"]},
        {"name": balls, "price": 6, "modifier_groups": ["meat"]},
        {"name": meal, "price": 12, "modifier_groups": ["main"]},
    ]
    document = {
        "name": "A", "currency": "EUR", "modifier_groups": {"meat": meat, "main": main},
        "categories": [{"name": "Kitchen", "items": dishes}],
    }  # fmt: skip
    return MenuIndex(load_menu(json.dumps(document).encode(), "json"))


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("code", KITCHENS)
def test_the_dish_is_ordered_and_not_the_meal(code: str, which: int) -> None:
    """The choice is that of the dish; with the meal named it is that of the meal."""
    sauce, _balls, meal, meats, in_sauce, _of_balls, _alias = KITCHENS[code]
    said = in_sauce.format(meats[which])
    alone, of_meal = (form.format(said) for form in TALK[code])
    answer = turns(_kitchen(code), alone)
    assert ordered(answer) == [f"1 {sauce}; {meats[which]}".casefold()]
    assert answer.complete
    assert ordered(turns(_kitchen(code), of_meal)) == [f"1 {meal}; {said}".casefold()]


@pytest.mark.parametrize("meat", KITCHENS["en"][3])
def test_a_part_of_a_choice_is_the_dish_with_its_own(meat: str) -> None:
    """ "Beef balls" are no *Crispy Battered Beef Balls* of a dinner that nobody named."""
    answer = turns(_kitchen("en"), f"{meat} balls please")
    assert ordered(answer) == [f"1 Battered Balls (10); {meat}".casefold()]
    assert answer.complete


@pytest.mark.parametrize("choice", ["Prawn", "Tofu", "Beef"])
def test_every_cut_is_tried_for_a_dish_that_has_the_choice(choice: str) -> None:
    """ "Prawn stir fry" is a *Ginger Stir Fry* with prawns, though a box offers a dish of just that name."""
    index = menu_of(
        {
            "name": "Ginger Stir Fry",
            "price": 13,
            "modifier_groups": [{"name": "With", "options": [{"name": f"{choice}s"}]}],
        },
        {"name": "Stir Noodles", "price": 9},
        {"name": "Fry Bread", "price": 3},
        {
            "name": "Lunch Box",
            "price": 11,
            "modifier_groups": [{"name": "Main", "options": [{"name": f"{choice} stir fry"}]}],
        },
    )
    answer = turns(index, f"{choice} stir fry please")
    assert ordered(answer) == [f"1 ginger stir fry; {choice.lower()}s"]
