"""Courses: which wait, and until when."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from server.domain.courses import HeldCourse, course_in_words, held_courses, scheduled, with_fired

NOW = datetime(2026, 5, 4, 19, 0, tzinfo=UTC)
FIVE = timedelta(minutes=5)


@dataclass(frozen=True)
class Line:
    course: str
    done: bool = False


@pytest.mark.parametrize(
    ("ordered", "held"),
    [
        ({""}, []),
        ({"main"}, []),
        ({"main", ""}, []),
        ({"starter", "main", ""}, ["main"]),
        ({"main", "dessert"}, ["dessert"]),
        ({"dessert", "main", "starter"}, ["main", "dessert"]),
    ],
)
def test_all_courses_but_the_first_wait(ordered: set[str], held: list[str]) -> None:
    """The first course and what is of none are made at once; the others wait for a cook, in the order of a meal."""
    found = held_courses(ordered)
    assert [one.course for one in found] == held
    assert all(one.fires_at is None for one in found)


def test_a_course_waits_until_its_moment() -> None:
    """Without a moment it waits; at its moment it does no longer."""
    assert HeldCourse("main").waits(NOW)
    assert HeldCourse("main", NOW + timedelta(seconds=1)).waits(NOW)
    assert not HeldCourse("main", NOW).waits(NOW)


def test_one_course_is_fired_and_taken_back() -> None:
    """Firing the mains leaves the desserts as they are."""
    held = held_courses({"starter", "main", "dessert"})
    fired = with_fired(held, "main", NOW)
    assert fired == (HeldCourse("main", NOW), HeldCourse("dessert"))
    assert with_fired(fired, "main", None) == held


def test_what_comes_next_is_due_so_long_after_all_before_it_is_done() -> None:
    """The mains are due five minutes after the last starter; desserts, which wait for the mains too, are not."""
    held = held_courses({"starter", "main", "dessert"})
    half = [Line("starter", done=True), Line("starter"), Line("main"), Line("dessert")]
    assert scheduled(held, half, NOW, FIVE) == held
    done = [Line("starter", done=True), Line("main"), Line("dessert"), Line("")]
    assert scheduled(held, done, NOW, FIVE) == (HeldCourse("main", NOW + FIVE), HeldCourse("dessert"))


def test_a_moment_stays_and_goes_with_what_is_taken_back() -> None:
    """A later bump does not move the moment; a starter taken back unsets it, but not once it has come."""
    held = (HeldCourse("main", NOW + FIVE),)
    done, back = [Line("starter", done=True), Line("main")], [Line("starter"), Line("main")]
    assert scheduled(held, done, NOW + timedelta(minutes=2), FIVE) == held
    assert scheduled(held, back, NOW + timedelta(minutes=2), FIVE) == (HeldCourse("main"),)
    assert scheduled(held, back, NOW + FIVE, FIVE) == held


def test_without_a_rule_only_cooks_fire() -> None:
    """With None nothing is due by itself, and what a cook has fired stays so."""
    done = [Line("starter", done=True), Line("main")]
    assert scheduled((HeldCourse("main"),), done, NOW, None) == (HeldCourse("main"),)
    assert scheduled((HeldCourse("main", NOW),), done, NOW, None) == (HeldCourse("main", NOW),)


@pytest.mark.parametrize(
    ("words", "course"),
    [
        ("as starters", "starter"),
        ("as a starter please", "starter"),
        ("AS AN APPETIZER", "starter"),
        ("als Vorspeise", "starter"),
        ("en entrée", "starter"),
        ("de primero", "starter"),
        ("come antipasto", "starter"),
        ("前菜として", "starter"),
        ("작은 걸로 애피타이저로", "starter"),
        ("as my main", "main"),
        ("als Hauptgang", "main"),
        ("de segundo", "main"),
        ("as an entrée", "main"),
        ("for dessert", "dessert"),
        ("zum Nachtisch", "dessert"),
        ("na deser", "dessert"),
        ("well done", None),
        ("no starters", None),
        ("as starter or as main", None),
        ("has starters", None),
        ("", None),
    ],
)
def test_a_diner_says_the_course(words: str, course: str | None) -> None:
    """A dish is of the course that its wish names, in the diner's language; of none where two are named."""
    assert course_in_words(words) == course
