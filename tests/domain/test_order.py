"""The states of an order, and what each of them means: written out, apart from the table itself."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from server.domain.courses import HeldCourse
from server.domain.order import (
    LINES_VERSION,
    REACHED_FROM,
    OrderLine,
    OrderModifier,
    portions_of,
    read_courses,
    read_lines,
)
from server.wire.vocabulary import (
    BUMPABLE,
    COOKING,
    ENDED,
    NOT_ENDED,
    OPEN,
    ORDER_TYPES,
    STATUSES,
    STEPS,
    OrderStatus,
    share_of,
)
from tests.orders.samples import MOMENT, order

MOVES = {
    ("unpaid", "cancelled"),
    ("held", "confirmed"),
    ("held", "cancelled"),
    ("confirmed", "preparing"),
    ("confirmed", "cancelled"),
    ("preparing", "confirmed"),
    ("preparing", "ready"),
    ("preparing", "cancelled"),
    ("ready", "preparing"),
    ("ready", "completed"),
    ("ready", "cancelled"),
    ("completed", "ready"),
}


def test_these_moves_are_possible_and_no_others() -> None:
    """One step on, one step back but for what was held, and cancelled for good until it is completed."""
    possible = [(before, after) for after, starts in REACHED_FROM.items() for before in starts]
    assert sorted(possible) == sorted(MOVES)
    assert set(REACHED_FROM) == {
        "unpaid",
        "held",
        "confirmed",
        "preparing",
        "ready",
        "completed",
        "cancelled",
    }


def test_the_words_of_an_order() -> None:
    """Statuses in the order in which they are come to, and the parts that they fall into."""
    assert STATUSES == ("unpaid", "held", "confirmed", "preparing", "ready", "completed", "cancelled")
    assert STEPS == ("confirmed", "preparing", "ready", "completed")
    assert OPEN == ("held", "confirmed", "preparing", "ready")
    assert NOT_ENDED == ("unpaid", "held", "confirmed", "preparing", "ready")
    assert ENDED == ("completed", "cancelled")
    assert COOKING == ("confirmed", "preparing")
    assert BUMPABLE == ("confirmed", "preparing", "ready")
    assert ORDER_TYPES == ("eat_in", "take_away")
    assert LINES_VERSION == 2


@pytest.mark.parametrize(
    ("status", "is_begun", "is_cooking"),
    [
        ("unpaid", False, False),
        ("held", False, False),
        ("confirmed", False, True),
        ("preparing", True, True),
        ("ready", True, False),
        ("completed", True, False),
        ("cancelled", True, False),
    ],
)
def test_what_a_status_means(status: OrderStatus, *, is_begun: bool, is_cooking: bool) -> None:
    """Whether the kitchen has begun with it, or it is over, and whether its dishes are still to be made."""
    one = order(status=status)
    assert (one.is_begun, one.is_cooking) == (is_begun, is_cooking)


@pytest.mark.parametrize(
    ("station", "concerned"), [(None, True), ("oven", True), ("bar", False), ("", False)]
)
def test_whose_business_an_order_is(station: str | None, *, concerned: bool) -> None:
    """That of the stations of its lines, and of the display that shows all."""
    line = OrderLine(1, 7, "Pizza", 21, "Large", 1, (), "", 900, 900, "oven")
    assert order(lines=(line,)).concerns(station) is concerned


FIVE, TEN = timedelta(minutes=5), timedelta(minutes=10)
SOUP = OrderLine(1, 7, "Soup", 21, "Regular", 1, (), "", 500, 500, "cold", course="starter")
STEAK = OrderLine(2, 8, "Steak", 22, "Regular", 1, (), "", 900, 900, "grill", course="main")
FRIES = OrderModifier(5, "Fries", "regular", 1, menu_item_id=9, station="fryer")
BURGER = OrderLine(3, 10, "Burger", 23, "Regular", 1, (FRIES,), "", 900, 900, "grill")
MAIN = HeldCourse("main")


def test_portions_are_those_of_dishes_and_of_dishes_that_are_parts() -> None:
    """Each as often as it is made; what is left out and what is no dish takes none."""
    olives = OrderModifier(1, "Olives", "extra", 2)
    no_fries = OrderModifier(5, "Fries", "none", 1, menu_item_id=9)
    two_cokes = OrderModifier(6, "Coke", "regular", 2, menu_item_id=11)
    lines = (
        replace(BURGER, quantity=3, modifiers=(FRIES, two_cokes, olives)),
        replace(BURGER, quantity=2, modifiers=(no_fries,)),
        OrderLine(5, 9, "Fries", 24, "Regular", 4, (), "", 300, 1200, "fryer"),
    )
    assert portions_of(lines) == {10: 5, 9: 7, 11: 6}
    assert portions_of(()) == {}


def test_a_line_is_done_once_each_of_its_stations_is() -> None:
    """By shares, in any order, and taken back one by one; or all at once."""
    grilled = BURGER.bumped("grill", done=True)
    assert (grilled.done, grilled.done_stations) == (False, ("grill",))
    whole = grilled.bumped("fryer", done=True)
    assert (whole.done, whole.done_stations) == (True, ())
    back = whole.bumped("grill", done=False)
    assert (back.done, back.done_stations) == (False, ("fryer",))
    at_once = grilled.bumped(None, done=True)
    assert (at_once.done, at_once.done_stations) == (True, ())
    assert at_once.bumped(None, done=False) == BURGER


def test_a_bump_makes_an_order_preparing_and_the_last_one_ready() -> None:
    """Ready only where the restaurant wants it; a bump that changes nothing leaves the order as it was."""
    one = order(lines=(SOUP, STEAK))
    first = one.bumped(1, None, done=True, auto_ready=True)
    assert (first.status, [line.done for line in first.lines]) == ("preparing", [True, False])
    assert first.bumped(1, None, done=True, auto_ready=True) is first
    assert first.bumped(2, None, done=True, auto_ready=True).status == "ready"
    assert first.bumped(2, None, done=True, auto_ready=False).status == "preparing"
    assert one.bumped(1, None, done=False, auto_ready=True) is one
    assert order(status="ready", lines=(SOUP,)).bumped(1, None, done=True, auto_ready=True).status == "ready"


def test_only_lines_of_courses_that_wait_are_not_to_be_made_yet() -> None:
    """What was fired is to be made, and so is what is of no course."""
    one = order(lines=(SOUP, STEAK, BURGER), courses=(MAIN,))
    assert one.waiting(MOMENT) == (STEAK,)
    fired = order(lines=(SOUP, STEAK, BURGER), courses=(HeldCourse("main", MOMENT),))
    assert (fired.waiting(MOMENT), fired.waiting(MOMENT - FIVE)) == ((), (STEAK,))


def test_an_order_is_ready_when_its_newest_course_is() -> None:
    """From the moment at which that is fired, as long as it takes; what is fired again later begins anew."""
    one = order(lines=(replace(SOUP, done=True), STEAK), courses=(MAIN,), estimated_ready_at=MOMENT)
    scheduled = one.with_courses_scheduled(MOMENT, FIVE, TEN)
    assert scheduled.courses == (HeldCourse("main", MOMENT + FIVE),)
    assert scheduled.estimated_ready_at == MOMENT + FIVE + TEN
    assert one.with_courses_scheduled(MOMENT, None, TEN) == one
    fired = one.with_fired("main", MOMENT + TEN, TEN)
    assert fired.courses == (HeldCourse("main", MOMENT + TEN),)
    assert fired.estimated_ready_at == MOMENT + TEN + TEN
    again = fired.with_fired("main", None, TEN)
    assert (again.courses, again.estimated_ready_at) == ((MAIN,), MOMENT + TEN + TEN)
    assert fired.with_fired("main", MOMENT + TEN, FIVE) == fired


def test_a_line_is_made_where_its_dishes_are() -> None:
    """At its own station and at those of dishes that are parts of it; an option, and a part that is refused, are of none."""
    olives = OrderModifier(1, "Olives", "extra", 1, station="bar")
    refused = replace(FRIES, amount="none")
    assert replace(BURGER, modifiers=(FRIES, olives)).stations == ("grill", "fryer")
    assert replace(BURGER, modifiers=(refused, olives)).stations == ("grill",)


def test_only_what_is_done_moves_an_order_that_is_still_made() -> None:
    """A line taken back moves none, and a line of one that is ready does not begin it again."""
    one = order(lines=(replace(SOUP, done=True), STEAK))
    assert one.bumped(1, None, done=False, auto_ready=True).status == "confirmed"
    ready = order(status="ready", lines=(SOUP, STEAK))
    assert ready.bumped(1, None, done=True, auto_ready=True).status == "ready"


def test_what_is_stored_of_lines_and_courses_comes_back() -> None:
    """Allergens, stations that are done, and moments; what this version does not know is left out."""
    document = {
        "id": 1, "menu_item_id": 7, "name": "Soup", "variant_id": 21, "variant_label": "Regular", "quantity": 1,
        "modifiers": [], "special_requests": "", "unit_price": 500, "line_total": 500, "station": "cold",
        "conflicts": ["nuts", "milk"], "done_stations": ["bar"], "course": "starter", "colour": "red",
    }  # fmt: skip
    assert read_lines([document]) == (replace(SOUP, conflicts=("nuts", "milk"), done_stations=("bar",)),)
    courses: list[dict[str, Any]] = [
        {"course": "main", "fires_at": "2026-03-02T12:00:00+00:00"},
        {"course": "dessert", "fires_at": None},
    ]
    assert read_courses(courses) == (HeldCourse("main", MOMENT), HeldCourse("dessert"))


@pytest.mark.parametrize(
    ("station", "stations", "share"),
    [
        ("grill", ("grill", ""), "grill"),
        ("grill", ("bar", ""), ""),
        ("grill", ("bar",), None),
        ("", ("grill", ""), ""),
        ("", ("grill",), None),
    ],
)
def test_a_station_makes_its_own_share_or_that_of_none(
    station: str, stations: tuple[str, ...], share: str | None
) -> None:
    """Where it has no share of a line it makes what is of no station; where there is none of that, nothing."""
    assert share_of(station, stations) == share
