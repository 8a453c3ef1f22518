"""Words that are said once and hold for more: a serving, "either", a word that is a number and an option."""

import pytest

from server.parsing.model import Understood
from tests.parsing.kitchens import dialog, hear, told


def _lines(understood: Understood) -> list[str]:
    return [told(line) for line in understood.lines]


@pytest.mark.parametrize("number", ["five, no six", "five, no, six"])
def test_a_number_behind_no_takes_the_place_of_the_one_before(number: str) -> None:
    """ "No six" corrects five."""
    assert _lines(hear(f"lattes, {number}")) == ["6 Latte"]


def test_a_number_behind_not_is_taken_back() -> None:
    """ "Not nine" holds to twelve."""
    assert _lines(hear("lattes, twelve, not nine")) == ["12 Latte"]


@pytest.mark.parametrize(
    "words", ["no mushrooms on either", "no mushrooms for either", "no mushrooms with either"]
)
def test_what_is_refused_on_either_is_refused_on_all(words: str) -> None:
    """Both lines of the cart are changed."""
    understood = dialog("a margherita with mushrooms, a quattro stagioni with mushrooms", words, menu="vento")
    assert ["none Mushrooms" in line for line in _lines(understood)] == [True, True], _lines(understood)


@pytest.mark.parametrize(
    "text", ["we are 6 people, a latte", "we're six, a latte", "a latte, there are 6 of us"]
)
def test_how_many_people_there_are_orders_nothing(text: str) -> None:
    """The order holds the one dish that was said."""
    assert _lines(hear(text)) == ["1 Latte"]


@pytest.mark.parametrize("text", ["table 14, a latte", "a latte, my son is 7"])
def test_a_number_that_counts_no_dish_is_told_to_the_staff(text: str) -> None:
    """The order holds the one dish that was counted itself."""
    understood = hear(text)
    assert _lines(understood) == ["1 Latte"]
    assert understood.state.note


@pytest.mark.parametrize(
    ("menu", "text", "wish"),
    [
        ("de", "zwei Burger gut durch und ein Burger", "gut durch"),
        ("fr", "deux hamburgers bien cuits et un hamburger", "bien cuits"),
        ("es", "dos hamburguesas muy hechas y una hamburguesa", "muy hechas"),
        ("it", "due hamburger ben cotti e un hamburger", "ben cotti"),
        ("pt", "dois hambúrgueres bem passados e um hambúrguer", "bem passados"),
        ("nl", "twee hamburgers goed gebakken en een hamburger", "goed gebakken"),
    ],
)
def test_a_dish_said_again_without_the_wish_is_a_line_of_its_own(menu: str, text: str, wish: str) -> None:
    """The wish behind the first ones is not about one that is named behind it."""
    lines = hear(text, menu).lines
    assert [(line.quantity, wish in line.special_requests) for line in lines] == [(2, True), (1, False)]
