"""What is told to be on the side of a dish, or on it, is the option of that dish, though a dish is called so, too."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

WITH = {
    "name": "Comes with",
    "options": [{"name": "Pot of tzatziki", "default": True, "aliases": ["tzatziki"]}],
}
TOPPED = {"name": "Topped with", "options": [{"name": "Halloumi"}, {"name": "Houmous"}]}
PLATE = {"name": "Souvlaki plate", "price": 14, "modifier_groups": [WITH, TOPPED]}
DISHES = [{"name": name, "price": 4} for name in ("Tzatziki", "Halloumi", "Houmous", "Lemonade")]


@pytest.mark.parametrize("option", ["tzatziki", "houmous", "halloumi"])
@pytest.mark.parametrize("where", ["on the side", "on top", "on it", "in it"])
@pytest.mark.parametrize("behind", ["", ", and a lemonade"])
def test_it_is_no_dish_of_its_own(option: str, where: str, behind: str) -> None:
    """One plate, with the option, and nothing else of that name."""
    understood = turns(menu_of(PLATE, *DISHES), f"a souvlaki plate, {option} {where}{behind}")
    names = [line.item.name for line in understood.lines]
    assert names == ["Souvlaki plate", *(["Lemonade"] if behind else [])]
    assert option in told(understood.lines[0]).casefold()


@pytest.mark.parametrize("said", ["a houmous on the side", "two houmous on the side"])
def test_what_is_counted_stays_a_dish(said: str) -> None:
    """A number or an article orders a dish that is to come beside the other one."""
    understood = turns(menu_of(PLATE, *DISHES), f"a souvlaki plate, {said}")
    assert [line.item.name for line in understood.lines] == ["Souvlaki plate", "Houmous"]
