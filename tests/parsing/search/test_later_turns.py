"""Later turns: what is said to an order that is there already changes what it is about, and nothing else."""

import pytest

from tests.parsing.kitchens import dialog, told

Dialog = tuple[str, str, list[str]]

DESCRIBED: list[Dialog] = [
    (
        "a chicken burger and fish and chips",
        "bacon on the burger",
        ["1 Chicken burger; Smoked bacon", "1 Fish and chips"],
    ),
    (
        "a chicken burger and fish and chips",
        "no tomato on the burger",
        ["1 Chicken burger; none Tomato", "1 Fish and chips"],
    ),
    (
        "a chicken burger and fish and chips",
        "the fish with salad",
        ["1 Chicken burger", "1 Fish and chips; Side salad"],
    ),
    (
        "a chicken burger and a halloumi burger",
        "add avocado to the first",
        ["1 Chicken burger; Avocado", "1 Halloumi burger"],
    ),
    (
        "a chicken burger and a halloumi burger",
        "avocado on the second one",
        ["1 Chicken burger", "1 Halloumi burger; Avocado"],
    ),
    ("a chicken burger with bacon and a chicken burger", "remove the one with bacon", ["1 Chicken burger"]),
    (
        "a chicken burger with bacon and a chicken burger",
        "make the one with bacon a dock burger, rare",
        ["1 Dock burger; Smoked bacon; Rare", "1 Chicken burger"],
    ),
    (
        "two chicken burgers, one with bacon",
        "cheddar on the bacon one",
        ["1 Chicken burger", "1 Chicken burger; Smoked bacon; Mature cheddar"],
    ),
    ("a latte and a small latte", "make the small one decaf", ["1 Latte", "1 Latte Small; Decaf"]),
]


@pytest.mark.parametrize(("before", "said", "lines"), DESCRIBED)
def test_a_line_is_told_by_what_it_is(before: str, said: str, lines: list[str]) -> None:
    """What is said later goes to the line that its dish, an option, a size or its place tells."""
    assert [told(line) for line in dialog(before, said).lines] == lines


SOME: list[Dialog] = [
    ("two chicken burgers", "one with bacon", ["1 Chicken burger", "1 Chicken burger; Smoked bacon"]),
    ("two chicken burgers", "bacon on one", ["1 Chicken burger", "1 Chicken burger; Smoked bacon"]),
    ("two chicken burgers", "bacon on one of them", ["1 Chicken burger", "1 Chicken burger; Smoked bacon"]),
    (
        "two chicken burgers",
        "no onions on one, no tomato on the other",
        ["1 Chicken burger; none Red onion", "1 Chicken burger; none Tomato"],
    ),
    ("two chicken burgers", "make one a halloumi", ["1 Chicken burger", "1 Halloumi burger"]),
    (
        "two chicken burgers",
        "one of them a halloumi burger instead",
        ["1 Chicken burger", "1 Halloumi burger"],
    ),
    ("two chicken burgers", "change one to halloumi", ["1 Chicken burger", "1 Halloumi burger"]),
    (
        "two chicken burgers",
        "swap one of the burgers for fish and chips",
        ["1 Chicken burger", "1 Fish and chips"],
    ),
]


@pytest.mark.parametrize(("before", "said", "lines"), SOME)
def test_some_of_a_line_are_spoken_of(before: str, said: str, lines: list[str]) -> None:
    """Of two of a dish one is made another way, or becomes another dish; the other stays as it was."""
    assert [told(line) for line in dialog(before, said).lines] == lines


ALL: list[Dialog] = [
    ("two chicken burgers", "bacon on both", ["2 Chicken burger; Smoked bacon"]),
    (
        "a chicken burger and a halloumi burger",
        "ketchup with both",
        ["1 Chicken burger; Ketchup", "1 Halloumi burger; Ketchup"],
    ),
    ("a latte and a flat white", "make them both decaf", ["1 Latte; Decaf", "1 Flat white; Decaf"]),
]


@pytest.mark.parametrize(("before", "said", "lines"), ALL)
def test_all_lines_are_spoken_of(before: str, said: str, lines: list[str]) -> None:
    """ "Both" is every line, whether it is said before the option or behind."""
    assert [told(line) for line in dialog(before, said).lines] == lines


REPLACED: list[Dialog] = [
    (
        "a chicken burger and fish and chips",
        "make the burger a halloumi",
        ["1 Halloumi burger", "1 Fish and chips"],
    ),
    (
        "a chicken burger and fish and chips",
        "change the burger to halloumi",
        ["1 Halloumi burger", "1 Fish and chips"],
    ),
    (
        "a chicken burger and fish and chips",
        "halloumi burger instead of the chicken burger",
        ["1 Fish and chips", "1 Halloumi burger"],
    ),
    ("fish and chips and a latte", "not the fish, the salmon", ["1 Grilled salmon", "1 Latte"]),
    (
        "fish and chips with peas and a latte",
        "no fish and chips, the salmon instead",
        ["1 Grilled salmon; Mushy peas", "1 Latte"],
    ),
]


@pytest.mark.parametrize(("before", "said", "lines"), REPLACED)
def test_a_dish_takes_the_place_of_the_one_that_it_is_most_like(
    before: str, said: str, lines: list[str]
) -> None:
    """The line that goes is the one named, or the one most like the new dish; the options of both stay."""
    assert [told(line) for line in dialog(before, said).lines] == lines


COUNTED: list[Dialog] = [
    ("two chicken burgers", "no, three", ["3 Chicken burger"]),
    ("two chicken burgers", "one less", ["1 Chicken burger"]),
    ("three chicken burgers", "take one off", ["2 Chicken burger"]),
    ("three chicken burgers", "cancel one", ["2 Chicken burger"]),
    ("a chicken burger", "two of those", ["2 Chicken burger"]),
    ("a chicken burger", "and one for my wife", ["2 Chicken burger"]),
    ("two lattes", "another two", ["4 Latte"]),
    ("a chicken burger and fish and chips", "one more burger", ["2 Chicken burger", "1 Fish and chips"]),
    ("three lattes", "two, not three", ["2 Latte"]),
]


@pytest.mark.parametrize(("before", "said", "lines"), COUNTED)
def test_more_fewer_and_anew(before: str, said: str, lines: list[str]) -> None:
    """A number adds, takes away or counts anew, by the words around it."""
    assert [told(line) for line in dialog(before, said).lines] == lines


COPIED: list[Dialog] = [
    (
        "a chicken burger with bacon",
        "same again with cheddar",
        ["1 Chicken burger; Smoked bacon", "1 Chicken burger; Smoked bacon; Mature cheddar"],
    ),
    (
        "a large latte with oat",
        "another one but decaf",
        ["1 Latte Large; Oat milk", "1 Latte Large; Oat milk; Decaf"],
    ),
    (
        "a large latte with oat",
        "same for me but small",
        ["1 Latte Large; Oat milk", "1 Latte Small; Oat milk"],
    ),
    (
        "a chicken burger with bacon",
        "the same again but halloumi",
        ["1 Chicken burger; Smoked bacon", "1 Halloumi burger; Smoked bacon"],
    ),
]


@pytest.mark.parametrize(("before", "said", "lines"), COPIED)
def test_the_same_with_a_difference(before: str, said: str, lines: list[str]) -> None:
    """The same again is the line as it is, but for what is said behind."""
    assert [told(line) for line in dialog(before, said).lines] == lines


TAKEN_BACK: list[Dialog] = [
    ("a latte and a chicken burger", "scrap the burger", ["1 Latte"]),
    ("a latte", "scrap that", []),
    ("a latte, a flat white and a chicken burger", "remove everything but the burger", ["1 Chicken burger"]),
    ("a chicken burger and a halloumi burger", "just the halloumi burger please", ["1 Halloumi burger"]),
    ("a chicken burger without tomato", "put the tomato back", ["1 Chicken burger; Tomato"]),
]


@pytest.mark.parametrize(("before", "said", "lines"), TAKEN_BACK)
def test_taken_back(before: str, said: str, lines: list[str]) -> None:
    """What is taken back goes, and nothing else."""
    assert [told(line) for line in dialog(before, said).lines] == lines
