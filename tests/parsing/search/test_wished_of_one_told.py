"""A wish beside a line that is told by its dish or by what it has belongs to that line, not to the one named last."""

import pytest

from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told

FILLED = (("Bacon roll", "Salmon roll"), ("Plum scone", "Cheese scone"), ("Lemon tart", "Cherry tart"))
CHOICES = (
    ("Chow mein", "Beef", "Tofu"),
    ("Green curry", "Chicken", "Pork"),
    ("Loaded fries", "Brisket", "Chilli"),
)
WISHES = (
    "no sauce on the {} one",
    "no napkin with the {} one",
    "no parsley in the {} one",
    "extra crispy the {} one",
)
WISHED = ("no sauce", "no napkin", "no parsley", "extra crispy")


def _filled(pair: tuple[str, str]) -> MenuIndex:
    return menu_of(*({"name": name, "price": 4} for name in pair))


def _with_choice(dish: str, *options: str) -> MenuIndex:
    choice = {"name": "Choose", "min": 1, "max": 1, "options": [{"name": option} for option in options]}
    return menu_of({"name": dish, "price": 8, "modifier_groups": [choice]}, {"name": "Cola", "price": 2})


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("pair", FILLED)
def test_a_wish_is_of_the_dish_that_a_word_of_its_name_tells(pair: tuple[str, str], which: int) -> None:
    """ "A bacon roll and a salmon roll, no sauce on the bacon one": both are ordered, and the first has the wish."""
    first, second = (name.lower() for name in pair)
    for wish, wished in zip(WISHES, WISHED, strict=True):
        text = f"a {first} and a {second}, {wish.format(pair[which].split()[0].lower())}"
        lines = [told(line) for line in understand(_filled(pair), text).lines]
        mark = f" «{wished}»"
        assert lines == [f"1 {name}{mark if name == pair[which] else ''}" for name in pair], text


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("kinds", CHOICES)
@pytest.mark.parametrize("shape", ["{one} {dish} and {other} {dish}", "{dish} {one}, {dish} {other}"])
def test_a_wish_is_of_the_line_that_its_option_tells(
    kinds: tuple[str, str, str], which: int, shape: str
) -> None:
    """ "Beef chow mein and tofu chow mein, no sauce in the beef one" leaves it out of the first."""
    dish, *options = kinds
    order = shape.format(one=options[0].lower(), other=options[1].lower(), dish=dish.lower())
    for wish, wished in zip(WISHES, WISHED, strict=True):
        text = f"{order}, {wish.format(options[which].lower())}"
        lines = [told(line) for line in understand(_with_choice(dish, *options), text).lines]
        mark = f" «{wished}»"
        assert lines == [f"1 {dish}; {o}{mark if o == options[which] else ''}" for o in options], text
