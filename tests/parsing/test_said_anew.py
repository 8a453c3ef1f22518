"""Lists that are said anew, dishes that are named again to tell more of them, and what is told of both."""

import asyncio

import pytest

from server.parsing.cascade import Understanders
from server.parsing.dialog import DialogReader
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of
from tests.parsing.test_answers_in_words import lines

PRICE = [{"label": "Regular", "price": 8}]
KITCHENS = (
    ("Lamb stew", "Pea soup", "Lemonade", "Gravy"),
    ("Fish pie", "Waffle", "Flat white", "Syrup"),
    ("Empanada", "Tamale", "Horchata", "Salsa"),
)


def _menu(names: tuple[str, ...]) -> MenuIndex:
    return menu_of(*({"name": name, "variants": PRICE} for name in names))


def _last(names: tuple[str, ...], *texts: str) -> tuple[list[str], bool]:
    reader = DialogReader(_menu(names).menu, Understanders("grammar"), "en")
    answer = asyncio.run(reader.dialog(texts))[-1]
    return sorted(lines(answer)), answer.complete


@pytest.mark.parametrize("names", KITCHENS)
@pytest.mark.parametrize(
    "correction", ["... no hang on", ". Actually,", ", no wait,", ", no,", "... scrap that,"]
)
def test_a_list_said_anew_replaces_the_first(names: tuple[str, ...], correction: str) -> None:
    """Behind a correction a list that repeats a dish of the one before is all that is ordered."""
    a, b, c, _d = (name.lower() for name in names)
    for first, second, wanted in (
        (f"one {a}, one {b}", f"one {a} and one {c}", (0, 2)),
        (f"a {a} and a {b}", f"a {c} and a {b}", (1, 2)),
        (f"{a}, {b}", f"{a} and {c}", (0, 2)),
    ):
        text = f"{first}{correction} {second}"
        assert (text, _last(names, text)[0]) == (text, sorted(f"1 {names[at]}" for at in wanted))


@pytest.mark.parametrize("names", KITCHENS)
def test_what_begins_with_the_last_dish_corrects_that_one(names: tuple[str, ...]) -> None:
    """ "A stew and two soups, no wait, one soup and a lemonade" keeps the stew."""
    a, b, c, _d = (name.lower() for name in names)
    text = f"a {a} and two {b}s, no wait, one {b} and a {c}"
    assert _last(names, text)[0] == sorted(f"1 {names[at]}" for at in (0, 1, 2))


@pytest.mark.parametrize("names", KITCHENS)
def test_a_shorter_list_said_anew_is_not_complete(names: tuple[str, ...]) -> None:
    """It may correct the end of the first one only."""
    a, b, c, d = (name.lower() for name in names)
    assert not _last(names, f"a {a}, a {b} and a {c}, no wait, a {a} and a {d}")[1]


@pytest.mark.parametrize("names", KITCHENS)
@pytest.mark.parametrize("told", ["{d} with both", "{d} with each"])
def test_one_portion_for_both_is_not_complete(names: tuple[str, ...], told: str) -> None:
    """A dish that is had "with each" and came once is not what was said."""
    a, b, _c, d = (name.lower() for name in names)
    assert not _last(names, f"a {a} and a {b}, {told.format(d=d)}")[1]
    assert not _last(names, f"three {a}s and {d} with each")[1]


@pytest.mark.parametrize("names", KITCHENS)
@pytest.mark.parametrize("wish", ["no salt in either", "no onions on both", "dressing on the side for both"])
def test_a_wish_for_both_is_at_both(names: tuple[str, ...], wish: str) -> None:
    """Behind the dishes it is no wish for the last one alone; where it is not sure, the order is open."""
    reader = DialogReader(_menu(names).menu, Understanders("grammar"), "en")
    (answer,) = asyncio.run(reader.dialog([f"a {names[0].lower()} and a {names[1].lower()}, {wish}"]))
    assert len(answer.items) == 2
    assert all(line.special_requests for line in answer.items) or not answer.complete


@pytest.mark.parametrize("names", KITCHENS)
@pytest.mark.parametrize("wish", ["well done", "with no salt", "no salt"])
def test_a_dish_named_again_with_a_wish_is_the_same(names: tuple[str, ...], wish: str) -> None:
    """Uncounted, behind a list that "and" closes, it tells of the dish that is there."""
    a, b, _c, _d = (name.lower() for name in names)
    for text in (f"a {a} and a {b}, {b} {wish}", f"a {b} and a {a}, {b} {wish}"):
        assert (text, _last(names, text)[0]) == (text, sorted([f"1 {names[0]}", f"1 {names[1]}"]))


@pytest.mark.parametrize("names", KITCHENS)
def test_a_dish_named_again_alone_is_not_complete(names: tuple[str, ...]) -> None:
    """ "A pie and a tea, pie to go" may be one pie."""
    a, b, _c, _d = (name.lower() for name in names)
    assert not _last(names, f"a {a} and a {b}, {a} to go")[1]
    assert _last(names, f"a {a} and a {b}, another {a}") == (sorted([f"2 {names[0]}", f"1 {names[1]}"]), True)


@pytest.mark.parametrize("names", KITCHENS)
@pytest.mark.parametrize("said", ["one of those then, and two {b}s", "I'll take one, and two {b}s"])
def test_a_number_behind_a_question_mark_is_no_talk(names: tuple[str, ...], said: str) -> None:
    """ "Is it good? one of those" does not say "good one"."""
    a, b = names[0].lower(), names[1].lower()
    found = _last(names, f"is the {a} good? {said.format(b=b)}")[0]
    assert found == sorted([f"1 {names[0]}", f"2 {names[1]}"])
