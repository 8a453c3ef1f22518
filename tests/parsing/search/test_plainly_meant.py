"""Words that are all of one dish's name but for how it is cooked name it: "halibut", of *Grilled halibut* beside a wrap of it."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, ordered, turns

NAMES = {
    "en": ("Grilled Halibut", "Prawns & Halibut", "Halibut Wrap", "Baked Halibut", "Lemonade"),
    "fr": ("Merlu grillé", "Crevettes et merlu", "Wrap au merlu", "Merlu au four", "Limonade"),
    "pt": ("Dourada grelhada", "Camarão e dourada", "Sandes de dourada", "Dourada assada", "Limonada"),
    "de": ("Gegrillter Lachs", "Garnelen und Lachs", "Lachs im Brot", "Gebratener Lachs", "Limonade"),
}
SAID = {
    "en": ("a halibut and two lemonades", "halibut"),
    "fr": ("un merlu et deux limonades", "merlu"),
    "pt": ("uma dourada e duas limonadas", "dourada"),
    "de": ("einen Lachs und zwei Limonaden", "Lachs"),
}


def _kitchen(code: str, *, alike: bool) -> MenuIndex:
    plain, several, served, other, drink = NAMES[code]
    names = (several, served, plain, drink, *([other] if alike else []))
    return menu_of(*({"name": name, "price": 5} for name in names))


@pytest.mark.parametrize("code", NAMES)
def test_a_dish_is_called_without_how_it_is_cooked(code: str) -> None:
    """Though others have it beside something else, or are served with it; nothing is asked."""
    plain, *_others, drink = NAMES[code]
    answer = turns(_kitchen(code, alike=False), SAID[code][0])
    assert ordered(answer) == sorted([f"1 {plain}".casefold(), f"2 {drink}".casefold()])
    assert not answer.questions


@pytest.mark.parametrize("code", NAMES)
def test_two_dishes_of_which_it_is_all_are_asked_about(code: str) -> None:
    """One grilled and one baked."""
    plain, _several, _served, other, _drink = NAMES[code]
    answer = turns(_kitchen(code, alike=True), SAID[code][1])
    assert ordered(answer) == []
    assert {plain, other} <= {name for question in answer.questions for _id, name in question.options}


@pytest.mark.parametrize(
    ("text", "dish"),
    [("two pittas", "2 pitta bread"), ("a pita", "1 pitta bread"), ("three pitas", "3 pitta bread")],
)
def test_a_bread_is_called_without_the_word_bread(text: str, dish: str) -> None:
    """Where a wrap in it is on the menu too."""
    menu = menu_of(
        {"name": "Pitta Bread", "price": 2},
        {"name": "Souvlaki in Pitta", "price": 9},
        {"name": "Falafel in Pitta", "price": 8},
    )
    answer = turns(menu, text)
    assert ordered(answer) == [dish]
    assert answer.complete


def test_what_a_dish_is_had_with_is_no_second_dish() -> None:
    """A pitta with halibut is the one of that name."""
    menu = menu_of(
        {"name": "Pitta Bread", "price": 2},
        {"name": "Grilled Halibut", "price": 9},
        {"name": "Halibut in Pitta", "price": 8},
    )
    assert ordered(turns(menu, "a pitta with halibut")) == ["1 halibut in pitta"]
