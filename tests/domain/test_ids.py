"""Ids of orders: sorted by time, and not to be guessed."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from server.domain.ids import first_id, new_order_id, to_the_millisecond

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
NOON_IN_AN_ID = "019cae6b-667b"
"""48 bits: 1,772,452,800,123 milliseconds after 1970."""


def test_a_moment_is_cut_to_the_millisecond() -> None:
    """The microseconds below are gone, the milliseconds stay."""
    assert to_the_millisecond(NOON) == datetime(2026, 3, 2, 12, 0, 0, 123000, tzinfo=UTC)
    assert to_the_millisecond(NOON.replace(microsecond=1000)) == NOON.replace(microsecond=1000)
    assert to_the_millisecond(NOON.replace(microsecond=999)) == NOON.replace(microsecond=0)


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=9))])
def test_an_id_holds_its_time_version_and_variant(zone: timezone) -> None:
    """The first 48 bits are the time whatever the zone, then come version 7 and the variant of RFC 9562."""
    made = new_order_id(NOON.astimezone(zone))
    assert str(made).startswith(NOON_IN_AN_ID)
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


def test_all_other_bits_are_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 74 random bits each stands once in the id, at its own place."""
    asked: list[int] = []

    def all_set(bits: int) -> int:
        asked.append(bits)
        return (1 << bits) - 1

    monkeypatch.setattr("secrets.randbits", all_set)
    assert str(new_order_id(NOON)) == f"{NOON_IN_AN_ID}-7fff-bfff-ffffffffffff"
    monkeypatch.setattr("secrets.randbits", lambda _bits: 0)
    assert str(new_order_id(NOON)) == f"{NOON_IN_AN_ID}-7000-8000-000000000000"
    monkeypatch.setattr("secrets.randbits", lambda _bits: 1 << 62)
    assert str(new_order_id(NOON)) == f"{NOON_IN_AN_ID}-7001-8000-000000000000"
    monkeypatch.setattr("secrets.randbits", lambda _bits: 1 << 61)
    assert str(new_order_id(NOON)) == f"{NOON_IN_AN_ID}-7000-a000-000000000000"
    assert asked == [74]


def test_the_first_id_of_a_moment_is_below_all_others() -> None:
    """It bounds the orders of its millisecond from below, and is above those of the one before."""
    assert str(first_id(NOON)) == f"{NOON_IN_AN_ID}-0000-0000-000000000000"
    assert new_order_id(NOON - timedelta(milliseconds=1)) < first_id(NOON) < new_order_id(NOON)


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (datetime(1969, 12, 31, tzinfo=UTC), 0),
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(1970, 1, 1, 0, 0, 0, 1000, tzinfo=UTC), 1),
        (datetime(9999, 12, 31, tzinfo=UTC), 253402214400000),
    ],
)
def test_no_moment_is_beyond_an_id(moment: datetime, number: int) -> None:
    """A time before 1970 is bounded, so that a filter by any time is a valid id."""
    assert first_id(moment) == UUID(int=number << 80)
