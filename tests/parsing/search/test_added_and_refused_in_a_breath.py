"""What is added behind "and add" or behind a refusal, and what is refused of a food that cannot have it."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

EXTRAS = [("Greek wrap", "Extra Feta"), ("Ham bagel", "Extra Cheese"), ("Beef taco", "Extra Salsa")]
ADDED = [("Noodle bowl", "Spring roll"), ("Steak plate", "Fried egg"), ("Curry plate", "Poppadom")]


@pytest.mark.parametrize("said", ["with no {0} and {1}", "without {0} and {1}", "hold the {0} and {1}"])
@pytest.mark.parametrize(("dish", "extra"), EXTRAS)
def test_more_of_something_behind_a_refusal_is_wanted(dish: str, extra: str, said: str) -> None:
    """ "No olives and extra cheese" has the cheese where the option is called so; "or extra cheese" refuses it."""
    options = [{"name": "Onion", "default": True}, {"name": extra, "price_adjustment": 1}]
    index = menu_of(
        {"name": dish, "price": 9, "modifier_groups": [{"name": "Make it yours", "options": options}]}
    )
    text = f"a {dish} {said.format('onion', extra)}".casefold()
    assert [told(line) for line in turns(index, text).lines] == [f"1 {dish}; none Onion; {extra}"]
    (line,) = turns(index, f"a {dish} with no onion or {extra}".casefold()).lines
    assert f"; {extra}" not in told(line)


@pytest.mark.parametrize("said", ["and add a {}", "and add {}", ", add a {}", "and a {}"])
@pytest.mark.parametrize(("dish", "added"), ADDED)
def test_and_add_tells_of_the_dish_before(dish: str, added: str, said: str) -> None:
    """What the dish can have added is no further dish, though there is one that is called so."""
    options = [{"name": f"Add {added}", "aliases": [added], "price_adjustment": 2}, {"name": "Rice"}]
    index = menu_of(
        {"name": dish, "price": 12, "modifier_groups": [{"name": "Extras", "options": options}]},
        {"name": f"Crispy {added}s", "aliases": [f"{added}s"], "price": 7},
        {"name": "Lemonade", "price": 3},
    )
    understood = turns(index, f"the {dish} with rice {said.format(added)}".casefold())
    assert [told(line) for line in understood.lines] == [f"1 {dish}; Rice; Add {added}"]
    both = turns(index, f"the {dish} and add a lemonade".casefold()).lines
    assert sorted(told(line) for line in both) == sorted([f"1 {dish}", "1 Lemonade"])


@pytest.mark.parametrize("refusal", ["with no {}", "without {}", "no {}"])
@pytest.mark.parametrize(("food", "is_default"), [("Egg", False), ("Peanuts", False), ("Egg", True)])
def test_an_extra_of_an_earlier_dish_is_refused_of_the_last_one(
    food: str, refusal: str, *, is_default: bool
) -> None:
    """A food without the option keeps the refusal as a wish, unless the earlier dish comes with it."""
    options = [{"name": food, "price_adjustment": 0 if is_default else 1, "default": is_default}]
    index = menu_of(
        {"name": "Noodle soup", "price": 12, "modifier_groups": [{"name": "Extras", "options": options}]},
        {"name": "Fried rice", "price": 11},
    )
    said = refusal.format(food.casefold())
    lines = [told(line) for line in turns(index, f"a noodle soup and a fried rice {said}").lines]
    on_last = lines == ["1 Noodle soup", f"1 Fried rice «{said.removeprefix('with ')}»"]
    assert on_last != is_default
