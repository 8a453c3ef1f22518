"""The number in a ticket's head is the key that selects it: it stays where it is."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kds_tui.core.layout import TileNumbers

A, B, C, D, E = (UUID(int=n) for n in range(1, 6))


class Clock:
    """A clock that the test sets, in seconds."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def test_a_bump_renumbers_no_other_ticket() -> None:
    """The first of three leaves: the others keep 2 and 3, and the one that comes is 4."""
    numbers = TileNumbers(Clock())
    assert numbers.of([A, B, C], 0) == {A: 1, B: 2, C: 3}
    assert numbers.of([B, C], 0) == {B: 2, C: 3}
    assert numbers.of([B, C, D], 0) == {B: 2, C: 3, D: 4}


@pytest.mark.parametrize(("after", "number"), [(2.9, 3), (3.0, 1)])
def test_a_free_number_rests_for_three_seconds(after: float, number: int) -> None:
    """A hand that is on its way to a ticket does not hit the one that took its place."""
    clock = Clock()
    numbers = TileNumbers(clock)
    numbers.of([A, B], 0)
    numbers.of([B], 0)
    clock.now += after
    assert numbers.of([B, C], 0) == {B: 2, C: number}


def test_a_ticket_that_comes_back_at_once_has_its_number_again_and_rush_moves_none() -> None:
    """The order of the tickets may change, and a bump may be undone; their numbers stay."""
    clock = Clock()
    numbers = TileNumbers(clock)
    numbers.of([A, B, C], 0)
    assert numbers.of([C, A, B], 0) == {C: 3, A: 1, B: 2}
    numbers.of([A, C], 0)
    assert numbers.of([A, D, B, C], 0) == {A: 1, D: 4, B: 2, C: 3}
    numbers.of([A, D, C], 0)
    clock.now += 3
    assert numbers.of([A, E, B, D, C], 0) == {A: 1, E: 2, B: 5, D: 4, C: 3}


def test_another_page_is_numbered_from_one() -> None:
    """In the order of its tickets."""
    numbers = TileNumbers(Clock())
    numbers.of([A, B], 0)
    numbers.of([B], 0)
    assert numbers.of([C, D], 1) == {C: 1, D: 2}
    assert numbers.of([B, A], 0) == {B: 1, A: 2}


@given(st.lists(st.lists(st.sampled_from([A, B, C, D, E]), unique=True), max_size=12))
def test_no_number_is_given_twice_and_none_changes_while_its_ticket_stays(looks: list[list[UUID]]) -> None:
    """Whatever comes and goes."""
    numbers, before = TileNumbers(Clock()), dict[UUID, int]()
    for tickets in looks:
        now = numbers.of(tickets, 0)
        assert (list(now) and set(now) == set(tickets)) or not tickets
        assert len(set(now.values())) == len(tickets)
        assert all(now[ticket] == before[ticket] for ticket in tickets if ticket in before)
        before = dict(now)
