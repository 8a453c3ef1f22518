"""One more of a dish of the cart in a size, with another dish last: it counts that dish, not the last one."""

import pytest

from tests.parsing.kitchens import dialog, told

ONE_MORE = [
    ("de", "zwei kleine Cola und ein Hamburger", "noch eine kleine Cola", ["3 Cola Klein", "1 Hamburger"]),
    ("de", "zwei kleine Cola und ein Hamburger", "noch eine große Cola", ["2 Cola Klein", "1 Hamburger", "1 Cola Groß"]),
    ("fr", "deux petits colas et un hamburger", "encore un petit cola", ["3 Cola Petit", "1 Hamburger"]),
    ("it", "due cola piccole e un hamburger", "ancora una piccola cola", ["3 Cola Piccola", "1 Hamburger"]),
    ("nl", "twee kleine cola en een hamburger", "nog een kleine cola", ["3 Cola Klein", "1 Hamburger"]),
    ("pl", "dwie małe cole i hamburger", "jeszcze jedną małą colę", ["3 Cola Mała", "1 Hamburger"]),
    ("harbour", "two small colas and a garlic bread", "one more small cola", ["3 Cola Small", "1 Garlic bread"]),
]  # fmt: skip


@pytest.mark.parametrize(("menu", "first", "then", "lines"), ONE_MORE)
def test_the_dish_behind_the_size_is_counted(menu: str, first: str, then: str, lines: list[str]) -> None:
    """In the size that is said, whether or not there was one."""
    assert [told(line) for line in dialog(first, then, menu=menu).lines] == lines
