"""Answers in words to what lines of the cart leave open: sizes and choices that are no new lines."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import dialog, menu_of, ordered, turns


def _sized(name: str, *labels: str, glaze: bool = False) -> dict[str, object]:
    sizes = [{"label": label, "price": 5 + i} for i, label in enumerate(labels)]
    group = {"name": "Glaze", "min": 1, "max": 1, "options": [{"name": "Honey"}, {"name": "Smoky"}]}
    return {"name": name, "variants": sizes, "modifier_groups": [group] if glaze else []}


def _bar() -> MenuIndex:
    wings = _sized("Wings", "6 wings", "12 wings", glaze=True)
    return menu_of(
        wings,
        _sized("Stout", "Pint", "Half"),
        _sized("Lager", "Pint", "Half"),
        {"name": "Olives", "price": 4},
    )


@pytest.mark.parametrize(("first", "answer", "lines"), [
    ("wings and olives", "six, honey", ["1 olives", "1 wings 6 wings; honey"]),
    ("wings and olives", "the twelve, smoky", ["1 olives", "1 wings 12 wings; smoky"]),
    ("stout", "a pint then", ["1 stout pint"]),
    ("stout and olives", "a half", ["1 olives", "1 stout half"]),
    ("stout and olives", "two pints", ["1 olives", "2 stout pint"]),
    ("stout and olives", "a half and a pint of lager", ["1 lager pint", "1 olives", "1 stout half"]),
])  # fmt: skip
def test_an_answer_is_no_new_line(first: str, answer: str, lines: list[str]) -> None:
    """It goes to the line that lacks it, whatever was ordered behind that."""
    understood = turns(_bar(), first, answer)
    assert ordered(understood) == lines
    assert not understood.questions


@pytest.mark.parametrize(
    ("first", "sizes"), [("stout and lager", ("stout", "lager")), ("lager and stout", ("lager", "stout"))]
)
@pytest.mark.parametrize(
    ("answer", "one", "other"),
    [("a pint and a half", "pint", "half"), ("one half, one pint", "half", "pint")],
)
def test_two_answers_go_to_two_questions_in_order(
    first: str, sizes: tuple[str, str], answer: str, one: str, other: str
) -> None:
    """The first size is of the dish that was ordered first."""
    understood = turns(_bar(), first, answer)
    assert ordered(understood) == sorted([f"1 {sizes[0]} {one}", f"1 {sizes[1]} {other}"])


def test_another_one_is_a_new_line() -> None:
    """Where it is told that it is one more, it answers nothing."""
    assert ordered(turns(_bar(), "stout and olives", "a half, and another pint")) == [
        "1 olives", "1 stout half", "1 stout pint",
    ]  # fmt: skip


def test_a_size_asked_for_is_no_wish_of_another_dish() -> None:
    """ "The big one" is of the dish whose size is open, though the other one was ordered last."""
    understood = turns(_bar(), "stout and olives", "the big one")
    assert not any(line.special_requests for line in understood.lines)


@pytest.mark.parametrize(("menu", "first", "answer", "line"), [
    ("de", "eine Cola und einen Hamburger", "eine große", "1 Cola Groß"),
    ("es", "una cola y una hamburguesa", "una grande", "1 Cola Grande"),
    ("fr", "un cola et un hamburger", "un grand", "1 Cola Grand"),
    ("it", "una cola e un hamburger", "una grande", "1 Cola Grande"),
])  # fmt: skip
def test_answers_in_other_languages(menu: str, first: str, answer: str, line: str) -> None:
    """With an article, as a diner says it."""
    assert line.casefold() in ordered(dialog(first, answer, menu=menu))


@pytest.mark.parametrize("label", ["Short stack of 2", "Full stack of 4"])
def test_a_size_is_called_without_its_pieces(label: str) -> None:
    """ "A short stack" is the stack of two, as an order and as an answer."""
    menu = menu_of(_sized("Pancakes", "Short stack of 2", "Full stack of 4"), {"name": "Coffee", "price": 3})
    said = " ".join(label.split()[:2]).casefold()
    for texts in (
        (f"a {said} and a coffee",),
        ("pancakes and a coffee", said),
        ("pancakes and a coffee", f"the {said}"),
    ):
        assert ordered(turns(menu, *texts)) == ["1 coffee", f"1 pancakes {label}".casefold()], texts


@pytest.mark.parametrize(("first", "answer", "lines"), [
    ("croquetas y calamares", "ración y media ración", ["1 calamares media ración", "1 croquetas ración"]),
    ("croquetas y calamares", "media y una ración", ["1 calamares ración", "1 croquetas media ración"]),
    ("calamares y croquetas", "una ración y media", ["1 calamares ración", "1 croquetas media ración"]),
])  # fmt: skip
def test_sizes_without_articles_answer_in_order(first: str, answer: str, lines: list[str]) -> None:
    """The first is of the dish that was ordered first, where the menu is in Spanish, too."""
    dishes = [_sized(name, "Media ración", "Ración") for name in ("Croquetas", "Calamares")]
    understood = turns(menu_of(*dishes, {"name": "Ensaladilla", "price": 6}), first, answer)
    assert ordered(understood) == lines
    assert not understood.questions


def test_a_corrected_size_answers_one_question() -> None:
    """What was taken back is no answer to the other one."""
    assert turns(_bar(), "stout and lager", "half, sorry, pint").questions
