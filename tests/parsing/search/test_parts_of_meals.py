"""Parts that are said of some of several meals: each goes to its meal, and none becomes a dish beside it."""

import itertools

import pytest

from tests.parsing.search.test_meals import hear, lines

SOME_HAVE = {
    "en": ("two cheeseburger menus, one with {} and {}, one with {}", "a {}"),
    "de": ("zwei Cheeseburger Menu, eins mit {} und {}, eins mit {}", "{}"),
    "fr": ("deux cheeseburger menu, un avec {} et {}, un avec {}", "{}"),
    "es": ("dos cheeseburger menu, uno con {} y {}, uno con {}", "{}"),
    "it": ("due cheeseburger menu, uno con {} e {}, uno con {}", "{}"),
    "pt": ("dois cheeseburger menu, um com {} e {}, um com {}", "{}"),
    "nl": ("twee cheeseburger menu, een met {} en {}, een met {}", "{}"),
}
ONE_EACH = {
    "en": "two cheeseburger menus with {} and {}",
    "de": "zwei Cheeseburger Menu mit {} und {}",
    "fr": "deux cheeseburger menu avec {} et {}",
    "es": "dos cheeseburger menu con {} y {}",
    "it": "due cheeseburger menu con {} e {}",
    "pt": "dois cheeseburger menu com {} e {}",
    "nl": "twee cheeseburger menu met {} en {}",
}
PAIRS = list(itertools.permutations(("lemonade", "coke", "large shake"), 2))


@pytest.mark.parametrize("side_first", [True, False])
@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("language", SOME_HAVE)
def test_each_share_has_its_parts(language: str, one: str, other: str, *, side_first: bool) -> None:
    """A side and a drink of one meal, in either order, and the drink of the other."""
    sentence, part = SOME_HAVE[language]
    parts = ["salad", one] if side_first else [one, "salad"]
    heard = hear(sentence.format(*(part.format(name) for name in [*parts, other])), language)
    first = "; ".join(["1 Cheeseburger menu", *(name.capitalize() for name in parts)])
    assert lines(heard) == [first, f"1 Cheeseburger menu; {other.capitalize()}"]


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("language", ONE_EACH)
def test_as_many_drinks_as_meals_are_one_each(language: str, one: str, other: str) -> None:
    """Of two meals with two drinks each has one; the second is no drink of its own."""
    heard = hear(ONE_EACH[language].format(one, other), language)
    assert lines(heard) == [f"1 Cheeseburger menu; {name.capitalize()}" for name in (one, other)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "three cheeseburger menus with two lemonades and a coke",
            ["2 Cheeseburger menu; Lemonade", "1 Cheeseburger menu; Coke"],
        ),
        (
            "three cheeseburger menus with a lemonade, a coke and a large shake",
            [f"1 Cheeseburger menu; {name}" for name in ("Lemonade", "Coke", "Large shake")],
        ),
        ("two cheeseburger menus and a coke", ["2 Cheeseburger menu", "1 Coke"]),
        ("two cheeseburger menus, both with lemonade, plus a coke", ["2 Cheeseburger menu; Lemonade", "1 Coke"]),
        ("a cheeseburger menu with lemonade and an extra lemonade", ["1 Cheeseburger menu; Lemonade", "1 Lemonade"]),
        ("two cheeseburger menus with lemonade and an extra coke", ["2 Cheeseburger menu; Lemonade", "1 Coke"]),
        ("a cheeseburger, make it a meal with a large shake", ["1 Cheeseburger menu; Large shake"]),
    ],
)  # fmt: skip
def test_counted_and_extra_parts(text: str, expected: list[str]) -> None:
    """Counted parts are dealt out to the meals, and what is extra, or said apart, is a dish of its own."""
    assert lines(hear(text)) == expected
