"""What reports make of rows: labels, sums over restaurants, the map of a week, the page; no server is asked."""

from datetime import UTC, datetime
from typing import Any

import pytest

from cli.commands.report.heat_map import hours_of, level_of
from cli.commands.report.kinds import label_of
from cli.commands.report.page import page_of
from cli.commands.report.several import together
from cli.commands.report.totals import total_lines
from server.wire.reports import Report, ReportBy, ReportRow


def row(label: str, orders: int = 1, revenue: str = "1.00", **more: Any) -> ReportRow:
    return ReportRow(label=label, orders=orders, quantity=orders, revenue=revenue, **more)


def report(by: ReportBy, *rows: ReportRow, **totals: Any) -> Report:
    some = {"orders": 2, "cancelled": 0, "revenue": "2.00", "average_order": "1.00"}
    times = {"median_seconds_to_ready": None, "p90_seconds_to_ready": None}
    return Report.model_validate(
        {
            "by": by,
            "since": datetime(2026, 3, 1, tzinfo=UTC),
            "until": datetime(2026, 3, 8, tzinfo=UTC),
            "currency": "EUR",
            "timezone": "UTC",
            "totals": {**some, **times, **totals},
            "rows": [one.model_dump() for one in rows],
        }
    )


@pytest.mark.parametrize(
    ("by", "label", "said"),
    [
        ("weekday", "1 00", "Mon 00:00"),
        ("weekday", "7 23", "Sun 23:00"),
        ("source", "taps", "taps"),
        ("source", "pt", "words in pt"),
        ("source", "", "words, language unknown"),
        ("table", "", "no table"),
        ("table", "7", "7"),
        ("category", "", "no longer on the menu"),
        ("hour", "13", "13"),
    ],
)
def test_labels_are_said_as_people_say_them(by: ReportBy, label: str, said: str) -> None:
    """What has no label is named for what it lacks."""
    assert label_of(row(label), by) == said


def test_rows_of_several_places_are_added_up_by_name() -> None:
    """Colas of two places are one row, which may be the first by its sum; medians have no sum."""
    one = report("item", row("Beer", 3, "9.00"), row("Cola", 2, "5.50", percent_in_time=50))
    other = report("item", row("Cola", 4, "10.25"), row("Tea", 1, "2.00"))
    rows = [
        (r.label, r.orders, r.quantity, r.revenue, r.percent_in_time) for r in together([one, other]).rows
    ]
    assert rows == [("Cola", 6, 6, "15.75", None), ("Beer", 3, 3, "9.00", None), ("Tea", 1, 1, "2.00", None)]


def test_what_was_cancelled_is_added_up_for_each_who_did() -> None:
    """The same dish by the diner and by the kitchen stays two rows."""
    one = report("cancelled", row("Cola", cancelled_by="diner"), row("Cola", cancelled_by="kitchen"))
    rows = [(r.label, r.cancelled_by, r.quantity) for r in together([one, one]).rows]
    assert rows == [("Cola", "diner", 2), ("Cola", "kitchen", 2)]


def test_hours_of_several_places_stay_in_the_order_of_the_day() -> None:
    """Busy hours do not come first."""
    one, other = report("hour", row("12", 1), row("20", 9)), report("hour", row("08", 2))
    assert [r.label for r in together([one, other]).rows] == ["08", "12", "20"]


@pytest.mark.parametrize(
    ("orders", "most", "level"), [(0, 8, 0), (1, 8, 1), (2, 8, 1), (3, 8, 2), (7, 8, 4), (8, 8, 4), (1, 1, 4)]
)
def test_the_busiest_hour_has_the_brightest_shade(orders: int, most: int, level: int) -> None:
    """No order has none, one of many the first."""
    assert level_of(orders, most) == level


def test_the_map_goes_from_the_first_hour_with_orders_to_the_last() -> None:
    """Quiet hours between are shown, those outside are not."""
    assert list(hours_of({(1, 11): 1, (6, 14): 2})) == [11, 12, 13, 14]


@pytest.mark.parametrize(
    ("late", "said"),
    [(150, "2:30 late at the median"), (-65, "1:05 early at the median"), (0, "on the minute at the median")],
)
def test_lateness_is_said_in_words(late: int, said: str) -> None:
    """Later, earlier or as promised."""
    lines = list(total_lines(report("day", percent_in_time=80, median_seconds_late=late)))
    assert lines[-1] == f"80 % by the time that diners were told; {said}"


def test_the_page_writes_names_as_text() -> None:
    """A dish called like a tag is no tag; kinds without rows have no section."""
    page = page_of("Tom & <b>Jo</b>", [report("day"), report("item", row("<script>alert(1)</script>"))])
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<h1>Tom &amp; &lt;b&gt;Jo&lt;/b&gt;, 01 Mar 2026 to 07 Mar 2026</h1>" in page
    assert "<h2>Days</h2>" not in page


def test_bars_of_the_page_are_shares_of_the_largest() -> None:
    """Half of the largest is half as wide."""
    page = page_of("Jo", [report("category", row("A", revenue="10.00"), row("B", revenue="5.00"))])
    assert page.index("width:100%") < page.index("width:50%")
