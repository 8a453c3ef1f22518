"""Courses on the display: held lines are grey and say what they wait for; F fires; nothing held is bumped."""

from datetime import timedelta
from typing import Any

import pytest

from kds_tui.core.actions import Fire
from kds_tui.core.ages import Level, Times, age_seconds, level_of
from kds_tui.core.alerts import Alert, AlertTracker
from kds_tui.core.card import CardOptions, ticket_rows
from kds_tui.core.clock import StoppedClock
from kds_tui.core.courses import began_at, course_name, next_due, place_of
from kds_tui.core.glyphs import UNICODE
from kds_tui.core.ticket import Mark, mark_of_change, ticket_of
from kds_tui.core.ticket_list import View
from kds_tui.core.totals import all_day
from server.wire.courses import HeldCourse
from server.wire.orders import KitchenOrder
from tests.kds.core.bench import Bench
from tests.kds.sample_orders import NOON, changed, fired, line, meal, order, told, with_done

GRILL = View(station="grill")
MINUTE = timedelta(minutes=1)


def at(bench: Bench, **later: float) -> None:
    """Turn the server's clock."""
    clock = bench.controller.clock
    assert isinstance(clock, StoppedClock)
    clock.at = NOON + timedelta(**later)


def bench_with(one: KitchenOrder, view: View | None = None) -> Bench:
    """One order, selected."""
    bench = Bench(view)
    at(bench, minutes=5)
    bench.shows(one)
    bench.controller.edge(last=False)
    return bench


def rows(bench: Bench, **options: Any) -> list[tuple[str, str]]:
    """The lines of the first ticket, with their styles."""
    (shown, *_) = bench.controller.shown
    body = ticket_rows(shown, CardOptions(34, UNICODE, **options)).body
    return [(row.text.strip(), row.style) for row in body]


def test_held_lines_are_grey_under_what_they_wait_for() -> None:
    """What is of no course comes first, then the courses in their order, whatever order they were said in."""
    bench = bench_with(meal())
    assert rows(bench) == [
        ("1× Coke", "item"),
        ("STARTERS", "course"),
        ("1× Soup", "item"),
        ("MAINS after starters", "waits"),
        ("1× Steak", "waits"),
    ]


def test_once_the_course_before_is_done_a_cook_fires() -> None:
    """The key that fires is named; without one the words do without."""
    bench = bench_with(with_done(meal(), 3))
    assert ("MAINS wait: F fires", "waits") in rows(bench)
    assert ("MAINS wait: F9 fires", "waits") in rows(bench, fire_key="F9")
    assert ("MAINS wait to be fired", "waits") in rows(bench, fire_key="")


def test_a_course_that_is_due_says_when() -> None:
    """In the restaurant's clock; modifiers and wishes of held lines are grey too."""
    wish = line(1, "Steak", station="grill", course="main", special_requests="rare")
    one = meal(1, wish, courses=[HeldCourse(course="main", fires_at=NOON + 20 * MINUTE)])
    assert rows(bench_with(one), zone=NOON.tzinfo) == [
        ("MAINS fired at 12:20", "waits"),
        ("1× Steak", "waits"),
        ("» rare", "waits"),
    ]


def test_an_order_without_held_courses_looks_as_ever() -> None:
    """Lines stand as they were ordered, without headings."""
    bench = bench_with(meal(courses=[]))
    assert rows(bench) == [("1× Steak", "item"), ("1× Coke", "item"), ("1× Soup", "item")]


def test_a_cook_fires_the_next_course_and_may_take_it_back() -> None:
    """It is drawn at once, sent, undone by its reverse; the one after it still waits."""
    courses = [HeldCourse(course="main", fires_at=None), HeldCourse(course="dessert", fires_at=None)]
    tart = line(4, "Tart", course="dessert")
    bench = bench_with(meal(1, *meal().items, tart, courses=courses))
    assert bench.controller.fire() == "#1 mains FIRED."
    bench.controller.refresh()
    assert [one.course for one in bench.controller.shown[0].waits] == ["dessert"]
    assert bench.controller.undo() == "Undone: #1 mains FIRED."
    sent = [(a.course, a.fired) for a in bench.submitted if isinstance(a, Fire)]
    assert sent == [("main", True), ("main", False)]
    bench.controller.refresh()
    assert [one.course for one in bench.controller.shown[0].waits] == ["main", "dessert"]


def test_only_a_selected_ticket_with_a_course_that_waits_is_fired() -> None:
    """Without a selection the first is selected; where nothing waits that is said."""
    bench = Bench()
    bench.shows(meal())
    assert not bench.controller.has_waiting_course()
    assert bench.controller.fire() == "#1 is selected now; nothing was done."
    assert bench.controller.has_waiting_course()
    plain = bench_with(order(2))
    assert not plain.controller.has_waiting_course()
    assert plain.controller.fire() == "#2 has no course that waits."
    assert not plain.submitted


def test_what_is_held_is_not_bumped() -> None:
    """On a station's screen neither by Enter nor line by line; the words say what to do."""
    bench = bench_with(meal(), GRILL)
    assert bench.controller.bump() == "#1: the mains wait; fire them first (F)."
    assert bench.controller.bump_line() == "#1: the mains wait; fire them first (F)."
    assert not bench.submitted
    bench.controller.fire()
    bench.controller.refresh()
    assert bench.controller.bump() == "#1 grill done."


def test_where_courses_wait_enter_does_what_is_to_be_made_and_goes_no_step_on() -> None:
    """On the whole screen starters done do not make the order ready, or the mains would be lost."""
    bench = bench_with(meal())
    assert bench.controller.bump() == "#1 what is to be made done."
    bench.controller.refresh()
    assert [x.name for x in bench.controller.shown[0].order.items if x.done] == ["Coke", "Soup"]
    assert bench.controller.bump() == "#1: the mains wait; fire them first (F)."
    bench.controller.fire()
    bench.controller.refresh()
    assert bench.controller.bump() == "#1 is ready."


def test_a_new_order_is_begun_whatever_waits() -> None:
    """The first Enter on the whole screen makes it preparing, as always."""
    assert bench_with(meal(status="confirmed")).controller.bump() == "#1 is preparing."


def test_a_ticket_of_which_all_waits_stands_behind_and_is_never_late() -> None:
    """At the grill the later order comes first; once its mains are fired it takes its place again."""
    bench = Bench(GRILL)
    at(bench, hours=2)
    bench.shows(meal(1), order(2, line(1, "Steak", station="grill")))
    assert bench.numbers == [2, 1]
    tracker = AlertTracker(Times())
    tracker.look(bench.controller.shown, bench.controller.clock.now())
    assert [tracker.levels[one] for one in bench.controller.shown] == [Level.LATE, Level.CALM]
    bench.controller.take(told(fired(meal(1), bench.controller.clock.now())))
    assert bench.numbers == [1, 2]


def test_what_waits_is_not_to_be_made_yet() -> None:
    """All-day leaves it out, and bumping all of one item leaves it alone; the end of the day takes it too."""
    bench = bench_with(meal())
    assert [total.name for total in all_day(bench.controller.shown)] == ["Coke", "Soup"]
    assert bench.controller.bump_all_of("Steak") == "No Steak is left to make."
    grill = bench_with(meal(), GRILL)
    assert grill.controller.clear_all() == "1 ticket cleared."


def test_a_fired_course_draws_the_eye_and_is_heard() -> None:
    """Fired on another display it is marked, once; taken back it is not."""
    bench = bench_with(meal())
    tracker = AlertTracker(Times())
    tracker.look(bench.controller.shown, NOON + 5 * MINUTE)
    bench.controller.take(told(fired(meal(), NOON + 5 * MINUTE)))
    bench.controller.refresh()
    (shown,) = bench.controller.shown
    assert (shown.mark, shown.waits) == (Mark.FIRED, ())
    assert ("MAINS FIRED", "course") in rows(bench)
    assert tracker.look(bench.controller.shown, NOON + 5 * MINUTE) == {Alert.CHANGED}
    bench.controller.take(told(fired(fired(meal(), NOON + 5 * MINUTE), None)))
    bench.controller.refresh()
    assert [one.course for one in bench.controller.shown[0].waits] == ["main"]


def test_a_course_is_fired_by_itself_when_its_moment_comes() -> None:
    """Without a word of the server: marked, no longer grey, and bumped like any other."""
    bench = bench_with(with_done(meal(), 3), GRILL)
    bench.controller.take(told(fired(with_done(meal(), 3), NOON + 10 * MINUTE)))
    at(bench, minutes=10, seconds=-3)
    bench.controller.refresh()
    assert bench.controller.shown[0].waits
    assert bench.controller.bump() == "#1: the mains wait; fire them first (F)."
    at(bench, minutes=10)
    bench.controller.refresh()
    (shown,) = bench.controller.shown
    assert (shown.waits, shown.mark) == ((), Mark.FIRED)
    before = bench.controller.board
    bench.controller.refresh()
    assert bench.controller.board is before
    bench.controller.edge(last=False)
    assert bench.controller.bump() == "#1 grill done."


def test_firing_before_the_moment_fires_at_once() -> None:
    """A cook need not wait for the minutes; what another cook fired meanwhile is not fired again."""
    due = fired(meal(), NOON + 30 * MINUTE)
    bench = bench_with(due)
    bench.controller.fire()
    bench.controller.refresh()
    assert bench.controller.shown[0].waits == ()
    (action,) = bench.submitted
    assert isinstance(action, Fire)
    assert action.applies(due)
    assert not action.applies(fired(meal(), NOON + 5 * MINUTE))
    assert not action.applies(changed(due, status="completed"))
    assert not action.applies(order(1))
    assert action.reverse().applies(fired(meal(), NOON + 7 * MINUTE))
    assert not action.reverse().applies(meal())


def test_the_age_and_the_promise_begin_with_the_course() -> None:
    """Mains fired after an hour are as old as since then, and late by what was promised then."""
    one = fired(meal(), NOON + 60 * MINUTE).model_copy(update={"estimated_ready_at": NOON + 80 * MINUTE})
    assert age_seconds(one, NOON + 62 * MINUTE) == 120
    assert level_of(one, Times(), NOON + 62 * MINUTE) is Level.CALM
    assert level_of(one, Times(), NOON + 80 * MINUTE) is Level.LATE
    stale = one.model_copy(update={"estimated_ready_at": NOON + 20 * MINUTE})
    assert level_of(stale, Times(), NOON + 62 * MINUTE) is Level.CALM
    assert age_seconds(meal(), NOON + 62 * MINUTE) == 61 * 60


def test_a_course_of_a_newer_server_is_shown_by_its_word() -> None:
    """A display that is older than its server holds and fires what it does not know."""
    cheese = line(1, "Brie", course="cheese")
    bench = bench_with(meal(1, cheese, courses=[HeldCourse(course="cheese", fires_at=None)]))
    assert rows(bench) == [("CHEESE wait: F fires", "waits"), ("1× Brie", "waits")]
    assert bench.controller.fire() == "#1 cheese FIRED."


@pytest.mark.parametrize("old", [True, False])
def test_a_display_that_is_started_anew_knows_what_waits(*, old: bool) -> None:
    """From what it remembers, and from a snapshot."""
    due = fired(meal(), NOON + 30 * MINUTE)
    bench = bench_with(due)
    remembered = bench.controller.board.to_remember(NOON)
    again = Bench()
    at(again, minutes=29)
    if old:
        again.controller.take(remembered)
    else:
        again.shows(due)
    again.controller.refresh()
    assert [one.course for one in again.controller.shown[0].waits] == ["main"]
    at(again, minutes=30)
    again.controller.refresh()
    assert again.controller.shown[0].waits == ()


def test_only_what_is_due_changes_when_the_clock_goes_on() -> None:
    """A moment that is still to come leaves the wall as it is; the orders beside the one that is due stay."""
    waits = meal(1, courses=[HeldCourse(course="main", fires_at=NOON + 30 * MINUTE)])
    bench = bench_with(waits)
    bench.controller.take(told(order(2)))
    before = bench.controller.board
    at(bench, minutes=29)
    bench.controller.refresh()
    assert bench.controller.board is before
    at(bench, minutes=30)
    bench.controller.refresh()
    assert [(one.order.number, one.mark) for one in bench.controller.shown] == [
        (1, Mark.FIRED),
        (2, Mark.NEW),
    ]


def test_a_moment_that_is_told_later_is_kept_too() -> None:
    """The course before is done: nothing is marked yet, and the moment that was set then fires it by itself."""
    bench = bench_with(meal())
    courses = [HeldCourse(course="main", fires_at=NOON + 30 * MINUTE)]
    bench.controller.take(told(changed(meal(), courses=courses)))
    at(bench, minutes=30)
    bench.controller.refresh()
    (shown,) = bench.controller.shown
    assert (shown.mark, shown.waits) == (Mark.FIRED, ())


def test_firing_is_about_the_course_that_was_meant() -> None:
    """Of two that wait only the one that is named: another that was fired before changes nothing."""
    held = [
        HeldCourse(course="main", fires_at=NOON + 4 * MINUTE),
        HeldCourse(course="dessert", fires_at=None),
    ]
    two = meal(1, courses=held)
    fire = Fire(order_id=two.id, number=1, course="dessert", fired=True, at=NOON + 5 * MINUTE)
    assert fire.applies(two)
    assert [one.fires_at for one in fire.on(two).courses] == [NOON + 4 * MINUTE, NOON + 5 * MINUTE]
    back = fire.reverse()
    assert not back.applies(two)
    assert back.applies(fire.on(two))
    assert (back.fired, back.key != fire.key, fire.model_dump()["kind"]) == (False, True, "fire")


def test_what_is_due_within_two_seconds_counts_as_fired() -> None:
    """The clocks of two machines differ by as much; a moment later it is still to come."""
    one = meal(1, courses=[HeldCourse(course="main", fires_at=NOON + 10 * MINUTE)])
    second = timedelta(seconds=1)
    at_ten = NOON + 10 * MINUTE
    assert [next_due(one, at_ten - n * second) for n in (3, 2, 0)] == [at_ten, None, None]
    assert began_at(one, at_ten - 3 * second) == NOON + MINUTE
    assert began_at(one, at_ten - 2 * second) == at_ten - 2 * second
    assert began_at(one, at_ten + 5 * second) == at_ten


def test_courses_stand_in_the_order_in_which_they_are_eaten() -> None:
    """What is of no course, or of one that this version does not know, comes first."""
    courses = ("", "cheese", "starter", "main", "dessert")
    assert [place_of(line(1, "Brie", course=one)) for one in courses] == [0, 0, 1, 2, 3]
    assert [course_name(one) for one in courses] == ["", "cheese", "starters", "mains", "desserts"]


def test_a_mark_says_why_and_since_when() -> None:
    """A ticket that is not marked has no moment; the word of a mark is that of the colours and the alerts."""
    assert (ticket_of(meal(), NOON).marked_at, ticket_of(meal(), NOON, Mark.FIRED).marked_at) == (None, NOON)
    assert Mark.FIRED.value == "FIRED"


def test_a_course_is_marked_when_it_was_fired_and_only_then() -> None:
    """Not where it was fired before and another changes, nor where its moment is over by itself."""
    held = [
        HeldCourse(course="main", fires_at=NOON + 4 * MINUTE),
        HeldCourse(course="dessert", fires_at=None),
    ]
    before = meal(1, courses=held, updated_at=NOON + 5 * MINUTE)
    later = [held[0], HeldCourse(course="dessert", fires_at=NOON + 30 * MINUTE)]
    assert mark_of_change(before, changed(before, courses=later)) is Mark.NONE
    assert mark_of_change(before, changed(before, courses=later, updated_at=NOON + 30 * MINUTE)) is Mark.FIRED
    due = meal(1, courses=[HeldCourse(course="main", fires_at=NOON + 10 * MINUTE)])
    assert mark_of_change(due, changed(due, updated_at=NOON + 11 * MINUTE)) is Mark.NONE
