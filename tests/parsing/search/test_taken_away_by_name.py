"""A dish that is taken away by its name, of which an option is called so too: the dish goes, and not its option."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

KINDS = [("Iced Tea", "tea", ("Sweet Tea", "Unsweet Tea")), ("Filter Coffee", "coffee", ("Black Coffee", "White Coffee")), ("House Wine", "wine", ("Red Wine", "White Wine"))]  # fmt: skip


@pytest.mark.parametrize(("name", "said", "choices"), KINDS)
@pytest.mark.parametrize("verb", ["scratch", "cancel", "drop", "forget"])
@pytest.mark.parametrize("then", ["", ", i'll take a pie instead", " and give me a pie"])
def test_the_dish_goes(name: str, said: str, choices: tuple[str, str], verb: str, then: str) -> None:
    """Whichever choice it was ordered with."""
    group = {"name": "Kind", "min": 1, "max": 1, "options": [{"name": choice} for choice in choices]}
    menu = menu_of(
        {"name": name, "aliases": [said], "price": 3, "modifier_groups": [group]},
        {"name": "Soup", "price": 5},
        {"name": "Pie", "price": 6},
    )
    for choice in choices:
        heard = turns(menu, f"a soup and a {choice.lower()}", f"{verb} the {said}{then}")
        assert sorted(told(line) for line in heard.lines) == (["1 Pie", "1 Soup"] if then else ["1 Soup"])
