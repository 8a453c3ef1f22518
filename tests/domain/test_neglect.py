"""When an order needs attention."""

from datetime import UTC, datetime, timedelta

import pytest

from server.domain.neglect import neglect_of
from server.wire.vocabulary import OrderStatus

PLACED = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
READY = PLACED + timedelta(minutes=8)


@pytest.mark.parametrize(
    ("status", "seen_at", "after", "expected"),
    [
        ("confirmed", None, timedelta(seconds=59), ""),
        ("confirmed", None, timedelta(seconds=60), "unseen"),
        ("held", None, timedelta(seconds=60), "unseen"),
        ("confirmed", PLACED - SECOND, timedelta(minutes=5), "unseen"),
        ("confirmed", PLACED, timedelta(minutes=5), ""),
        ("preparing", None, timedelta(minutes=5), ""),
        ("confirmed", None, timedelta(minutes=10) - SECOND, "unseen"),
        ("confirmed", None, timedelta(minutes=10), "late"),
        ("held", None, timedelta(minutes=10), "late"),
        ("confirmed", PLACED, timedelta(minutes=18) - SECOND, ""),
        ("confirmed", PLACED, timedelta(minutes=18), "late"),
        ("preparing", PLACED, timedelta(minutes=18), "late"),
        ("ready", PLACED, timedelta(minutes=30), ""),
        ("held", PLACED, timedelta(minutes=30), ""),
        ("completed", None, timedelta(minutes=30), ""),
        ("cancelled", None, timedelta(minutes=30), ""),
    ],
)
def test_when_an_order_needs_attention(
    status: OrderStatus, seen_at: datetime | None, after: timedelta, expected: str
) -> None:
    """Unseen a minute after it was placed, late ten minutes after that or after its estimate; an ended one never."""
    assert neglect_of(status, PLACED, READY, seen_at, PLACED + after) == expected
