"""Dozens of a dish that comes by the dozen, and the size that a number behind a change is."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

DISHES = ["Mussels", "Cannoli", "Arancini"]


def by_the_dozen(dish: str, half: str = "Half Dozen") -> dict[str, object]:
    """A dish that comes in two sizes: six and twelve."""
    return {"name": dish, "variants": [{"label": half, "price": 6}, {"label": "Dozen", "price": 11}]}


def lines(*texts: str, half: str = "Half Dozen") -> list[str]:
    """What texts come to where the three dishes come by the dozen, and two others do not."""
    menu = menu_of(
        *(by_the_dozen(dish, half) for dish in DISHES),
        {"name": "Bread Rolls", "price": 1},
        {"name": "Lemonade", "price": 2},
    )
    return sorted(told(line) for line in turns(menu, *texts).lines)


@pytest.mark.parametrize("dish", DISHES)
@pytest.mark.parametrize(("said", "many"), [("two dozen", 2), ("three dozen", 3)])
@pytest.mark.parametrize("between", ["", " of", " of the"])
def test_so_many_dozens_are_so_many_of_the_size(dish: str, said: str, many: int, between: str) -> None:
    """A number of dozens counts the size of a dish that comes by the dozen."""
    assert lines(f"{said}{between} {dish.lower()} and a lemonade") == ["1 Lemonade", f"{many} {dish} Dozen"]


def test_dozens_of_other_dishes_are_single_ones() -> None:
    """What does not come by the dozen is counted one by one."""
    assert lines("two dozen bread rolls") == ["24 Bread Rolls"]


@pytest.mark.parametrize("dish", DISHES)
@pytest.mark.parametrize("then", ["make it two dozen", "actually, make that two dozen please"])
def test_dozens_in_a_change_are_of_the_dish_that_has_them(dish: str, then: str) -> None:
    """The dish of the order that comes by the dozen is counted anew, not the last one."""
    assert lines(f"a dozen {dish.lower()} and a lemonade", then) == ["1 Lemonade", f"2 {dish} Dozen"]


@pytest.mark.parametrize("dish", DISHES)
@pytest.mark.parametrize("half", ["Half Dozen", "1/2 Dozen", "6 pcs"])
@pytest.mark.parametrize("then", ["make it a dozen", "you know what, make that a dozen", "make it twelve"])
def test_a_number_in_a_change_is_the_size_of_the_dish_that_has_it(dish: str, half: str, then: str) -> None:
    """The one dish of the order that comes in so many has this size, though another was named last."""
    first = "six" if half == "6 pcs" else "a half dozen"
    assert lines(f"{first} {dish.lower()} and a lemonade", then, half=half) == sorted(
        ["1 Lemonade", f"1 {dish} Dozen"]
    )


@pytest.mark.parametrize("dish", DISHES)
@pytest.mark.parametrize("then", ["another dozen just like it", "bring us another dozen exactly the same"])
def test_another_dozen_just_like_it_is_as_it_was(dish: str, then: str) -> None:
    """One more in the same size is a second one of the same line."""
    assert lines(f"a dozen {dish.lower()}, extra hot", then) == [f"2 {dish} Dozen «extra hot»"]


@pytest.mark.parametrize("dish", DISHES)
@pytest.mark.parametrize(
    "then", ["just half a dozen actually", "half a dozen actually", "only half a dozen sorry"]
)
def test_a_change_behind_the_number_is_one(dish: str, then: str) -> None:
    """A number that a correction follows is the size of the dish that has it, and counts no other one."""
    assert lines(f"a dozen {dish.lower()} and two lemonades", then) == [f"1 {dish} Half Dozen", "2 Lemonade"]


@pytest.mark.parametrize(
    ("dish", "dozen", "text"),
    [
        ("Buñuelos", "docena", "dos docenas de buñuelos y una sopa"),
        ("Empanadillas", "docena", "una sopa y dos docenas de empanadillas"),
        ("Ostras", "dúzia", "duas dúzias de ostras e uma sopa"),
        ("Rissóis", "dúzia", "uma sopa e duas dúzias de rissóis"),
    ],
)
def test_dozens_with_a_small_word_behind_are_so_many_of_the_size(dish: str, dozen: str, text: str) -> None:
    """The "of" behind a number of dozens is no part of it."""
    half = "media docena" if dozen == "docena" else "meia dúzia"
    sizes = [{"label": half, "price": 3, "default": True}, {"label": dozen, "price": 5}]
    menu = menu_of({"name": dish, "variants": sizes}, {"name": "Sopa", "price": 2})
    assert sorted(told(line) for line in turns(menu, text).lines) == ["1 Sopa", f"2 {dish} {dozen}"]
