"""Orders as they are stored: their statuses, their lines of any version, and the index that finds the open ones."""

import json
import re
from typing import Any, get_args
from uuid import UUID

import asyncpg
import pytest

from server.domain.order import Allergy, Order, OrderLine, OrderModifier, read_allergies, read_lines
from server.orders.serialize import for_kitchen
from server.orders.store import COLUMNS, STORED
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import ENDED, NOT_ENDED, STATUSES, OrderStatus, concerns
from tests.fixtures.api import Place
from tests.orders.samples import order

FIRST_VERSION = {
    "id": 1,
    "menu_item_id": 7,
    "name": "Pizza",
    "variant_id": 21,
    "variant_label": "Large",
    "quantity": 2,
    "modifiers": [{"modifier_id": 3, "name": "Onions", "amount": "none", "quantity": 1}],
    "special_requests": "well done",
    "unit_price": 1499,
    "line_total": 2998,
    "station": "oven",
    "done": True,
}


async def fetch(database_url: str, query: str, *values: Any) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(database_url)
    try:
        return list(await connection.fetch(query, *values))
    finally:
        await connection.close()


async def test_the_database_takes_exactly_the_statuses_that_there_are(database_url: str) -> None:
    """The one list of statuses in SQL is the list of the vocabulary, which divides into open and ended ones."""
    query = (
        "SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'orders_status_check'"
    )
    text = (await fetch(database_url, query))[0]["text"]
    assert set(re.findall(r"'(\w+)'", text)) == set(STATUSES) == set(get_args(OrderStatus))
    assert sorted((*NOT_ENDED, *ENDED)) == sorted(STATUSES)


def test_lines_of_the_first_version_are_read() -> None:
    """A modifier without its price has none, and nothing else changes."""
    (line,) = read_lines([FIRST_VERSION])
    onions = OrderModifier(modifier_id=3, name="Onions", amount="none", quantity=1, price_adjustment=0)
    assert line == OrderLine(
        1, 7, "Pizza", 21, "Large", 2, (onions,), "well done", 1499, 2998, "oven", done=True
    )


def test_what_a_newer_server_has_stored_is_read_without_what_is_new() -> None:
    """Servers of two versions share a database during an upgrade."""
    modifier = {**FIRST_VERSION["modifiers"][0], "price_adjustment": 50, "colour": "red"}  # type: ignore[index]
    (line,) = read_lines([{**FIRST_VERSION, "modifiers": [modifier], "course": 2}])
    assert line.modifiers[0].price_adjustment == 50
    assert read_allergies([{"text": "nuts", "allergens": ["nuts"]}]) == (Allergy("nuts", ("nuts",)),)


async def test_lines_are_stored_with_their_version(restaurant: Place, database_url: str) -> None:
    """What is stored is the domain's line, with the price of each modifier after its amount."""
    cheese = restaurant.modifier("Margherita", "Extra cheese")["id"]
    chosen = [{"modifier_id": cheese, "amount": "extra", "quantity": 2}]
    await restaurant.order(restaurant.line("Margherita", 3, modifiers=chosen))
    (row,) = await fetch(database_url, "SELECT lines_version, lines FROM orders")
    assert row["lines_version"] == 2
    (line,) = json.loads(row["lines"])
    assert (line["unit_price"], line["line_total"], line["done"]) == (1350, 4050, False)
    assert line["modifiers"] == [
        {
            "modifier_id": cheese,
            "name": "Extra cheese",
            "amount": "extra",
            "quantity": 2,
            "price_adjustment": 200,
            "menu_item_id": None,
            "station": "",
        }
    ]


def test_each_field_of_an_order_is_a_column_but_its_restaurants_own() -> None:
    """What is read is what is stored, in one list."""
    own = {"restaurant_slug", "tax_rounding"}
    assert set(STORED) == {name for name in Order.__dataclass_fields__ if name not in own}
    assert COLUMNS.count(", o.") == len(STORED)


def test_the_kitchen_is_told_every_field_of_the_contract() -> None:
    """What is sent has the fields of the wire's model, but for `omitted`, which is an outline's, and courses, taxes and a payment before, of which there are none."""
    absent = {"omitted", "courses", "taxes", "total_with_tax", "released_at"}
    assert set(for_kitchen(order())) == set(KitchenOrder.model_fields) - absent


@pytest.mark.parametrize(
    ("station", "lines", "expected"),
    [
        (None, ["bar"], True),
        (None, [], True),
        ("oven", ["oven"], True),
        ("oven", ["bar", "oven"], True),
        ("oven", [""], True),
        ("oven", ["bar", ""], True),
        ("oven", ["bar"], False),
        ("oven", [], False),
    ],
)
def test_which_station_sees_what(station: str | None, lines: list[str], *, expected: bool) -> None:
    """A station sees orders with a line of its own or of none; the display of all stations sees all."""
    assert concerns(station, lines) == expected


@pytest.mark.slow
async def test_open_orders_are_found_by_their_index(restaurant: Place, database_url: str) -> None:
    """Among 5,000 that have ended, the open ones, their count and a free number are found without reading the others."""
    placed = (await restaurant.order()).body
    await fetch(
        database_url,
        """
        INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object(
            'id', gen_random_uuid(), 'status', 'completed', 'ended_at', now()))).*
        FROM orders o, generate_series(1, 5000) WHERE o.id = $1
        """,
        UUID(placed["id"]),
    )
    await fetch(database_url, "ANALYZE orders")
    for query in (
        "SELECT id FROM orders WHERE restaurant_id = $1 AND ended_at IS NULL ORDER BY id",
        "SELECT count(*) FROM orders WHERE restaurant_id = $1 AND ended_at IS NULL",
        "SELECT FROM orders WHERE restaurant_id = $1 AND number = 1 AND ended_at IS NULL",
    ):
        rows = await fetch(database_url, f"EXPLAIN {query}", UUID(restaurant.id))
        plan = "\n".join(row[0] for row in rows)
        assert "Seq Scan on orders_default" not in plan, plan
        assert "restaurant_id_number" in plan, plan
