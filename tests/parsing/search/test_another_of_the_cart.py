"""Another of a dish of the cart counts its line on, where the word for it may be "the other one", too."""

import pytest

from tests.parsing.kitchens import dialog, told

ANOTHER = [
    ("es", "una hamburguesa y una cola", ("otra {}", "ponme otra {}", "y échame otra {}, anda"), ("hamburguesa", "cola")),
    ("pt", "um hambúrguer e uma cola", ("outro {}", "traga outro {}"), ("hambúrguer",)),
    ("pt", "um hambúrguer e uma cola", ("outra {}", "mais outra {}"), ("cola",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "first", "text", "dish"),
    [
        (code, first, text, dish)
        for code, first, texts, dishes in ANOTHER
        for text in texts
        for dish in dishes
    ],
)
def test_another_of_a_dish_is_a_second_one(language: str, first: str, text: str, dish: str) -> None:
    """The line has two, and no second line of the dish is made."""
    lines = [told(line).casefold() for line in dialog(first, text.format(dish), menu=language).lines]
    assert f"2 {dish}" in lines
    assert len(lines) == 2


AS_MANY = [
    ("es", "una hamburguesa sin cebolla", "échame otros dos igualitos", "3 Hamburguesa; none Cebolla"),
    ("fr", "un hamburger sans oignons", "deux autres pareils", "3 Hamburger; none Oignons"),
    ("it", "un hamburger senza cipolla", "altri due uguali", "3 Hamburger; none Cipolla"),
    ("de", "ein Hamburger ohne Zwiebeln", "noch zwei gleiche", "3 Hamburger; none Zwiebeln"),
    ("pl", "hamburger bez cebuli", "drugi taki sam", "2 Hamburger; none Cebula"),
    ("harbour", "a beef burger with no onion", "another two just like it", "3 Dock burger; none Red onion"),
]


@pytest.mark.parametrize(("menu", "first", "then", "line"), AS_MANY)
def test_so_many_just_like_it_are_so_many_more(menu: str, first: str, then: str, line: str) -> None:
    """The word for "the same" behind the number adds no further one."""
    assert [told(one) for one in dialog(first, then, menu=menu).lines] == [line]


@pytest.mark.parametrize("then", ["another one just like it", "another one exactly the same please"])
def test_another_one_just_like_it_is_of_the_last_dish(then: str) -> None:
    """One more of the dish that was named last, and not of all that is there."""
    heard = dialog("a latte and a beef burger with no onion", then)
    assert [told(line) for line in heard.lines] == ["1 Latte", "2 Dock burger; none Red onion"]


@pytest.mark.parametrize("wish", ["extra hot", "well done", "cut in half"])
@pytest.mark.parametrize("then", ["another one the same", "same again", "one more just like it"])
def test_another_with_the_same_wish_is_a_second_one(wish: str, then: str) -> None:
    """A wish that is taken over keeps the line one."""
    heard = dialog(f"a beef burger, {wish}", then)
    assert [line.quantity for line in heard.lines] == [2]
