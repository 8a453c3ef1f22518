"""Bounces, and numbers of two digits."""

from uuid import UUID

import pytest

from kds_tui.core.key_presses import BounceFilter, TileEntry

ONE, TWO = UUID(int=1), UUID(int=2)


class Clock:
    """A clock that the test sets, in seconds."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("after", "bounce"), [(0.125, True), (0.249, True), (0.25, False), (1.0, False)])
def test_a_second_press_within_the_time_of_a_bounce_is_the_same_press(after: float, bounce: bool) -> None:  # noqa: FBT001
    """A key that bounces bumps once; a quarter of a second later it is another press."""
    clock = Clock()
    bounces = BounceFilter(clock)
    assert not bounces.is_bounce("bump", ONE, 250)
    clock.now += after
    assert bounces.is_bounce("bump", ONE, 250) is bounce


def test_a_bounce_does_not_hit_the_ticket_that_took_the_place_of_a_bumped_one() -> None:
    """The display selected it, not the cook."""
    bounces = BounceFilter(Clock())
    bounces.is_bounce("bump", ONE, 250)
    assert bounces.is_bounce("bump", TWO, 250)


def test_a_ticket_that_the_cook_chose_is_bumped_at_once() -> None:
    """Two tickets bumped as fast as fingers go are two bumps; the same one chosen again is a bounce."""
    bounces = BounceFilter(Clock())
    bounces.is_bounce("bump", ONE, 250)
    bounces.choose()
    assert not bounces.is_bounce("bump", TWO, 250)
    bounces.choose()
    assert bounces.is_bounce("bump", TWO, 250)
    assert bounces.is_bounce("bump", ONE, 250)


def test_one_key_does_not_bounce_another() -> None:
    """Space right after Enter is done."""
    bounces = BounceFilter(Clock())
    bounces.is_bounce("bump", ONE, 250)
    assert not bounces.is_bounce("bump_line", ONE, 120)


def test_without_a_time_nothing_bounces() -> None:
    """`bounce_ms = 0` turns it off."""
    bounces = BounceFilter(Clock())
    bounces.is_bounce("bump", ONE, 0)
    assert not bounces.is_bounce("bump", ONE, 0)


@pytest.mark.parametrize(
    ("tiles", "digits", "meant", "pending"),
    [
        (9, "12", [1, 2], ""),
        (10, "10", [1, 10], ""),
        (11, "1", [], "1"),
        (11, "11", [11], ""),
        (12, "12", [12], ""),
        (12, "13", [1, 3], ""),
        (12, "2", [2], ""),
        (12, "10", [10], ""),
        (12, "0", [10], ""),
        (12, "112", [11, 2], ""),
        (12, "1312", [1, 3, 12], ""),
        (25, "2", [], "2"),
        (25, "29", [2, 9], ""),
        (25, "121", [12], "1"),
    ],
)
def test_a_digit_waits_only_where_there_is_a_tile_of_two_digits(
    tiles: int, digits: str, meant: list[int], pending: str
) -> None:
    """With ten tiles each digit is one; with twelve, 1 may become 12 and 2 may not become anything."""
    entry = TileEntry()
    assert [tile for digit in digits for tile in entry.press(digit, range(1, tiles + 1))] == meant
    assert entry.pending == pending


def test_a_digit_that_waited_in_vain_is_meant_alone() -> None:
    """After a moment, or at another key, 1 is 1, once."""
    entry = TileEntry()
    entry.press("1", range(1, 13))
    assert entry.finish() == [1]
    assert entry.finish() == []
