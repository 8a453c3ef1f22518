"""Times as people type them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cli import times
from cli.errors import CliError

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 3, 4, 17, 30, tzinfo=ROME).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18:00", datetime(2026, 3, 4, 18, tzinfo=ROME)),
        ("9.15", datetime(2026, 3, 5, 9, 15, tzinfo=ROME)),
        ("90m", datetime(2026, 3, 4, 19, tzinfo=ROME)),
        ("tomorrow", datetime(2026, 3, 5, tzinfo=ROME)),
        ("2026-03-01T18:00", datetime(2026, 3, 1, 18, tzinfo=ROME)),
        ("2026-03-01T18:00Z", datetime(2026, 3, 1, 18, tzinfo=UTC)),
    ],
)
def test_a_coming_time_is_the_next_one_of_its_kind(text: str, expected: datetime) -> None:
    """A time of day that is over means tomorrow's, all in the restaurant's own zone."""
    assert times.coming(text, ROME, NOW) == expected


@pytest.mark.parametrize(
    ("text", "expected", "end"),
    [
        ("today", datetime(2026, 3, 4, tzinfo=ROME), datetime(2026, 3, 4, tzinfo=ROME)),
        ("yesterday", datetime(2026, 3, 3, tzinfo=ROME), datetime(2026, 3, 4, tzinfo=ROME)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=ROME), datetime(2026, 3, 2, tzinfo=ROME)),
        ("7d", NOW - timedelta(days=7), NOW - timedelta(days=7)),
        ("12:00", datetime(2026, 3, 4, 12, tzinfo=ROME), datetime(2026, 3, 4, 12, tzinfo=ROME)),
    ],
)
def test_a_past_time_and_its_end(text: str, expected: datetime, end: datetime) -> None:
    """As --since a day begins at midnight; as --until it counts whole."""
    assert times.past(text, ROME, NOW) == expected
    assert times.end_of(text, ROME, NOW) == end


@pytest.mark.parametrize("text", ["", "soon", "25:00", "12:61", "2026-13-01", "7 years", "-5m"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """With an example of what is."""
    for read in (times.coming, times.past):
        with pytest.raises(CliError) as failure:
            read(text, ROME, NOW)
        assert failure.value.exit_code == 2


def test_a_time_is_said_short_on_its_own_day() -> None:
    """Only the clock today, the day before it otherwise."""
    assert times.local(NOW, ROME, NOW) == "17:30"
    assert times.local(NOW - timedelta(days=3), ROME, NOW) == "1 Mar 17:30"
