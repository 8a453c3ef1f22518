"""Numbers with which names of dishes begin."""

import pytest

from server.domain.numbering import split_number, split_numbers


@pytest.mark.parametrize(
    ("written", "number", "name"),
    [
        ("23. Lemon chicken", "23", "Lemon chicken"),
        ("14a) Ente", "14a", "Ente"),
        ("Nr. 7 Suppe", "7", "Suppe"),
        ("No 7 Soup", "7", "Soup"),
        ("#12 Duck", "12", "Duck"),
        ("n° 4 poulet", "4", "poulet"),
        ("(23) Roll", "23", "Roll"),
        ("5: Rice", "5", "Rice"),
        ("23 - Roll", "23", "Roll"),
        ("1.Rice", "1", "Rice"),
        ("A1. Roll", "A1", "Roll"),
        ("23番 ラーメン", "23", "ラーメン"),
        ("23、ラーメン", "23", "ラーメン"),
        ("12번 김치찌개", "12", "김치찌개"),
        ("2. 5 rolls", "2", "5 rolls"),
    ],
)
def test_a_number_with_a_mark_is_taken_from_the_name(written: str, number: str, name: str) -> None:
    """As menus of many countries write it."""
    assert split_number(written) == (number, name)


@pytest.mark.parametrize(
    "name",
    ["7 Up", "3 eggs", "100 % beef", "4-cheese pizza", "50/50", "1.5 l Cola", "1,5 l Cola", "12 oz. steak",
     "No bun burger", "Number One Burger", "3 x Fanta", "T-bone", "M. Night", "Nr 7", "20 番"],
)  # fmt: skip
def test_amounts_and_names_are_no_numbers_of_dishes(name: str) -> None:
    """What counts, measures or is the name itself stays in the name."""
    assert split_number(name) is None


BARE = ["1 Soup", "2 Rolls", "3 Duck", "4 Beef", "5 Rice"]


def test_numbers_without_marks_count_where_nearly_all_names_have_one() -> None:
    """Five of eight are enough; four of five, and five of nine, are not."""
    assert split_numbers([*BARE, "Cola", "Fanta", "Water"])[0] == ("1", "Soup")
    assert split_numbers([*BARE[:4], "Cola"]) == [None] * 5
    assert split_numbers([*BARE, "Cola", "Fanta", "Water", "Tea"]) == [None] * 9


def test_amounts_that_repeat_are_no_numbers() -> None:
    """A menu of portions says how many pieces; numbers of dishes are unique."""
    assert split_numbers([*BARE, "5 Wings"]) == [None] * 6
