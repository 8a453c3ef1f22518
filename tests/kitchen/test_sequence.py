"""Which changes were received: a small model of its own beside the sequence."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from server.kitchen.sequence import ChangeSequence


class AnySequence(RuleBasedStateMachine):
    """Changes arrive in any order, twice or never; snapshots come in between; the database is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.sequence = ChangeSequence()
        self.known: set[int] = set()
        self.missing_at_last_look: int | None = None

    def complete(self) -> int:
        number = 0
        while number + 1 in self.known:
            number += 1
        return number

    @rule(number=st.integers(1, 12))
    def receive(self, number: int) -> None:
        self.sequence.receive(number)
        self.known.add(number)

    @rule(number=st.integers(0, 12))
    def catch_up(self, number: int) -> None:
        self.sequence.catch_up(number)
        self.known |= set(range(1, number + 1))

    @rule(latest=st.integers(0, 14))
    def look(self, latest: int) -> None:
        missing = next((n for n in range(1, latest + 1) if n not in self.known), None)
        assert self.sequence.is_lost(latest) == (missing is not None and missing == self.missing_at_last_look)
        self.missing_at_last_look = missing

    @invariant()
    def all_before_the_first_gap_are_complete(self) -> None:
        assert self.sequence.complete == self.complete()
        assert all(number > self.sequence.complete for number in self.sequence._ahead)


TestAnySequence = AnySequence.TestCase


@pytest.mark.parametrize(("latest", "first", "second"), [(3, False, False), (4, False, True)])
def test_a_change_is_lost_at_the_second_look(latest: int, *, first: bool, second: bool) -> None:
    """Three are known: the fourth is late at the first look and lost at the second; nothing else is."""
    sequence = ChangeSequence(3)
    assert [sequence.is_lost(latest), sequence.is_lost(latest)] == [first, second]


def test_a_change_that_comes_between_two_looks_was_only_late() -> None:
    """Another one that is missing since begins its own wait."""
    sequence = ChangeSequence(3)
    assert not sequence.is_lost(4)
    sequence.receive(4)
    assert not sequence.is_lost(5)
    assert sequence.is_lost(5)


def test_after_a_failed_look_a_missing_change_is_lost_at_once() -> None:
    """The database was away: what is missing then is not just late; where nothing is missing, nothing is lost."""
    sequence = ChangeSequence(3)
    sequence.doubt()
    assert not sequence.is_lost(3)
    sequence.doubt()
    assert sequence.is_lost(4)


def test_ten_thousand_changes_after_a_gap_are_remembered() -> None:
    """The one beyond is missing as well; the one that fills the gap is taken, however many wait behind it."""
    sequence = ChangeSequence()
    for number in range(2, 10_003):
        sequence.receive(number)
    sequence.receive(1)
    assert sequence.complete == 10_001
