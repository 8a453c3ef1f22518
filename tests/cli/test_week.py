"""Opening hours as people write them."""

import pytest

from cli import times
from cli.errors import CliError
from cli.week import week


def periods(text: str) -> list[tuple[str, str, str]]:
    return [(p.day, p.opens, p.closes) for p in week(text)]


def test_a_week_reads_and_writes() -> None:
    """Ranges go over the weekend; days with the same times are said together."""
    assert [p.day for p in week("sat-mon 12:00-22:00; fri 18:00-02:00")] == ["sat", "sun", "mon", "fri"]
    assert times.in_words(week("sat-mon 12:00-22:00; fri 18:00-02:00")) == [
        ("mon", "12:00–22:00"),  # a dash
        ("tue–thu", "closed"),
        ("fri", "18:00–02:00"),
        ("sat–sun", "12:00–22:00"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon 11-14", [("mon", "11:00", "14:00")]),
        ("mon 11:30-14", [("mon", "11:30", "14:00")]),
        ("Mon 11.30 – 14.00", [("mon", "11:30", "14:00")]),
        ("monday: 11am-2pm", [("mon", "11:00", "14:00")]),
        ("tue 11-2pm", [("tue", "11:00", "14:00")]),
        ("tue 5-9pm", [("tue", "17:00", "21:00")]),
        ("tue 9 pm - 2 am", [("tue", "21:00", "02:00")]),
        ("fri 12am-12pm", [("fri", "00:00", "12:00")]),
        ("fri noon to midnight", [("fri", "12:00", "24:00")]),
        ("fri 18-0", [("fri", "18:00", "24:00")]),
        ("fri 18h30-23h", [("fri", "18:30", "23:00")]),
        ("wed closed", []),
        ("sat 24h", [("sat", "00:00", "24:00")]),
        ("sat open", [("sat", "00:00", "24:00")]),
        ("weekend 10-16", [("sat", "10:00", "16:00"), ("sun", "10:00", "16:00")]),
        ("mon, wed & fri 10-16", [("mon", "10:00", "16:00"), ("wed", "10:00", "16:00"), ("fri", "10:00", "16:00")]),
        ("tuesdays and thursdays 10-16", [("tue", "10:00", "16:00"), ("thu", "10:00", "16:00")]),
        ("sat to sun 12-14, 18-22", [("sat", "12:00", "14:00"), ("sat", "18:00", "22:00"),
                                     ("sun", "12:00", "14:00"), ("sun", "18:00", "22:00")]),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    """With and without minutes, am and pm, words, dashes of all lengths, several days, several spans."""
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "days"), [("daily 11-22", 7), ("every day 11-22", 7), ("weekdays 11-22", 5)]
)
def test_groups_of_days_have_names(text: str, days: int) -> None:
    """All days, working days."""
    assert len(week(text)) == days


@pytest.mark.parametrize(
    "text",
    ["mon", "11-12", "xyz 11:00-12:00", "mon 11:00", "mon 25:00-26:00", "mon 13pm-2pm", "mon 9-5", "mon 9 to 5",
     "mon 10-10", "mon soon-late", "mon 11-12-13", "m 11-12", "mon-xyz 11-12", "mon 11-"],
)  # fmt: skip
def test_a_week_that_is_not_understood_is_refused(text: str) -> None:
    """Each slip is named, and 9-5, which could end in the afternoon or in the night, is not guessed."""
    with pytest.raises(CliError) as failure:
        week(text)
    assert failure.value.exit_code == 2
    assert failure.value.todo.startswith("Write ")
