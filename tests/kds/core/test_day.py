"""The history of the day in words."""

from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from kds_tui.core.day import day_choices, day_details
from server.wire.kitchen_day import DayOrder, KitchenDay
from tests.kds.sample_orders import NOON

ROME = ZoneInfo("Europe/Rome")


def day_order(number: int, **values: Any) -> DayOrder:
    usual: dict[str, Any] = {
        "id": UUID(int=number),
        "status": "completed",
        "table_identifier": "5",
        "customer_name": "",
        "created_at": NOON,
        "estimated_ready_at": None,
        "preparing_at": None,
        "ready_at": None,
        "ended_at": None,
        "reason": "",
        "dishes": ["2× Coke"],
    }
    return DayOrder(number=number, **{**usual, **values})


def test_an_order_is_found_by_every_word_of_it() -> None:
    """Number, time in the restaurant's clock, table, name, state and dishes."""
    day = KitchenDay(
        orders=[
            day_order(2, customer_name="Mei", table_identifier=""),
            day_order(1, dishes=["1× Soup", "1× Bread"]),
        ],
        is_whole=True,
    )
    assert [one.text for one in day_choices(day, "", ROME)] == [
        "#2  14:00  COUNTER · Mei  completed  2× Coke",
        "#1  14:00  Table 5  completed  1× Soup, 1× Bread",
    ]
    for query, found in (("mei", [2]), ("soup table", [1]), ("#2", [2]), ("14:00", [2, 1]), ("soup mei", [])):
        assert [UUID(one.key).int for one in day_choices(day, query, ROME)] == found


def test_the_details_tell_each_time_and_how_long_it_took() -> None:
    """What has not happened is not told; a cancellation says why."""
    served = day_order(
        3,
        customer_name="Ines",
        estimated_ready_at=NOON + timedelta(minutes=15),
        preparing_at=NOON + timedelta(seconds=70),
        ready_at=NOON + timedelta(minutes=12),
        ended_at=NOON + timedelta(minutes=13),
    )
    assert day_details(served, ROME).splitlines() == [
        "#3  Table 5 · Ines",
        "  2× Coke",
        "",
        "  placed     14:00",
        "  promised   14:15",
        "  preparing  14:01   after 1:10",
        "  ready      14:12   after 12:00",
        "  completed  14:13   after 13:00",
    ]
    gone = day_order(4, status="cancelled", ended_at=NOON + timedelta(minutes=2), reason="no\x1b ice")
    assert day_details(gone, ROME).splitlines()[3:] == [
        "  placed     14:00",
        "  cancelled  14:02   after 2:00",
        "  because: no ice",
    ]
