"""A kitchen's state stays small, however much is open."""

import json
from dataclasses import replace

import pytest

from server.domain.order import Allergy, OrderLine
from server.domain.table_call import TableCall
from server.kitchen.snapshot import KitchenState, snapshot_bytes
from server.wire.kitchen_messages import KitchenSnapshot
from tests.orders.samples import MOMENT, order

LINES = tuple(
    OrderLine(n, 7, "Pizza " + "x" * 194, 9, "Large", 1, (), "☃" * 40, 100, 100, "oven")
    for n in range(1, 101)
)
LARGE = order(lines=LINES, raw_input="☃" * 2000, allergies=(Allergy("☃" * 500, ("nuts",)),), note="☃" * 500)


def state(orders: int) -> KitchenState:
    return KitchenState(1, 1, [replace(LARGE, number=n) for n in range(1, orders + 1)], [], {}, {}, MOMENT)


@pytest.mark.slow
def test_a_thousand_large_orders_fit_into_four_megabytes() -> None:
    """The oldest are whole, the newer are named by number; none is left out."""
    text = snapshot_bytes(state(1_000))
    assert len(text) < 4 * 1024 * 1024
    snapshot = KitchenSnapshot.model_validate_json(text)
    assert [one.number for one in snapshot.orders] == list(range(1, 1_001))
    whole = [one for one in snapshot.orders if not one.omitted]
    assert [one.number for one in whole] == list(range(1, len(whole) + 1))
    assert len(whole) >= 40
    assert all(len(one.items) == 100 for one in whole)
    outline = snapshot.orders[-1]
    assert (outline.items, outline.raw_input, outline.note, outline.customer_name) == ([], "", "", "")
    assert (outline.id, outline.status, outline.revision) == (LARGE.id, "confirmed", 1)


def test_what_fits_is_sent_whole() -> None:
    """Nothing says `omitted` in an evening as it is."""
    assert b"omitted" not in snapshot_bytes(state(20))


def test_two_hundred_calls_are_sent_and_no_more() -> None:
    """The oldest, so that those who wait longest are seen."""
    calls = [TableCall(LARGE.restaurant_id, n, "bill", "", "5", MOMENT, done=False) for n in range(201)]
    sent = json.loads(snapshot_bytes(replace(state(0), calls=calls)))["calls"]
    assert [one["id"] for one in sent] == list(range(200))


def test_a_station_gets_its_own_orders() -> None:
    """And all calls."""
    call = TableCall(LARGE.restaurant_id, 1, "bill", "", "5", MOMENT, done=False)
    whole = replace(state(2), calls=[call])
    assert len(whole.of_station("oven").orders) == len(whole.of_station(None).orders) == 2
    assert (whole.of_station("bar").orders, whole.of_station("bar").calls) == ([], [call])
