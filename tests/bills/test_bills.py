"""Bills over HTTP: of a table's visit and of one order, and what they hold."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from server.bills.model import LISTED_FOR
from server.bills.sources import UNBILLED, find_sources
from server.db.pool import connect, prepare
from server.domain.ids import first_id
from tests.bills.over_http import amounts, bill, open_bills, order_at, write, written
from tests.fixtures.api import Place
from tests.fixtures.stripe import until
from tests.kitchen.test_table_calls import table_of

pytestmark = pytest.mark.shared_server


async def test_orders_of_a_visit_are_one_bill(restaurant: Place) -> None:
    """Of two orders of a table it is found by the id of each, and the list names both; another table has its own."""
    code, other = await table_of(restaurant), await table_of(restaurant, "6")
    first = await order_at(restaurant, code, restaurant.line("Coke", 2))
    second = await order_at(restaurant, code, restaurant.line("Water"))
    await order_at(restaurant, other, restaurant.line("Water"))
    (five, six) = await open_bills(restaurant)
    assert (five["table_identifier"], five["order_numbers"], amounts(five)) == (
        "5",
        [1, 2],
        ("8.00", "0.00", "8.00"),
    )
    assert (six["table_identifier"], amounts(six)) == ("6", ("2.00", "0.00", "2.00"))
    found = await bill(restaurant, second["id"])
    assert found == await bill(restaurant, first["id"])
    assert [(one["line"], one["name"], one["quantity"], one["total"]) for one in found["lines"]] == [
        ("1.1", "Coke", 2, "6.00"),
        ("2.1", "Water", 1, "2.00"),
    ]


async def test_an_order_without_a_tables_code_has_its_own_bill(restaurant: Place) -> None:
    """Also where it names a table: whoever types a number is not known to sit there."""
    await restaurant.order(restaurant.line("Coke"), table_identifier="5")
    await restaurant.order(restaurant.line("Water"), table_identifier="5")
    assert [(one["table_identifier"], one["total"]) for one in await open_bills(restaurant)] == [
        ("", "3.00"),
        ("", "2.00"),
    ]


async def test_what_is_ordered_after_a_bill_was_paid_is_on_the_next(restaurant: Place) -> None:
    """The visit goes on; the bill that is paid stays as it was, and the diner sees the new one."""
    code = await table_of(restaurant)
    first = await order_at(restaurant, code)
    await written(restaurant, first["id"], "payments", {"method": "cash"})
    seen = await restaurant.public.get(f"/api/public/tables/{code}/bill/")
    assert (seen.body["total"], seen.body["settled"]) == ("3.00", True)
    await order_at(restaurant, code, restaurant.line("Water"))
    assert amounts(await bill(restaurant, first["id"])) == ("3.00", "3.00", "0.00")
    (second,) = await open_bills(restaurant)
    assert amounts(second) == ("2.00", "0.00", "2.00")
    seen = await restaurant.public.get(f"/api/public/tables/{code}/bill/")
    assert (seen.body["total"], seen.body["settled"]) == ("2.00", False)
    assert "id" not in seen.body
    assert "order_numbers" not in seen.body


async def test_an_order_of_the_visit_joins_the_open_bill(restaurant: Place) -> None:
    """What was written on it before stays, and it is paid with the rest."""
    code = await table_of(restaurant)
    first = await order_at(restaurant, code)
    await written(restaurant, first["id"], "payments", {"method": "cash", "amount": "1.00"})
    second = await order_at(restaurant, code, restaurant.line("Water"))
    assert amounts(await bill(restaurant, second["id"])) == ("5.00", "1.00", "4.00")
    found = await written(restaurant, second["id"], "payments", {"method": "cash"})
    assert (found["id"], amounts(found)) == (first["id"], ("5.00", "5.00", "0.00"))


@pytest.mark.parametrize("table", ["bill_entries", "receipts"])
async def test_what_is_written_on_a_bill_stays(restaurant: Place, database_url: str, table: str) -> None:
    """The database itself refuses to change or delete it."""
    order = (await restaurant.order()).body
    await written(restaurant, order["id"], "payments", {"method": "cash"})
    connection = await asyncpg.connect(database_url)
    try:
        for statement in (f"UPDATE {table} SET at = now()", f"DELETE FROM {table}", f"TRUNCATE {table}"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_a_bill_survives_the_archiving_of_its_orders(restaurant: Place, database_url: str) -> None:
    """Without its orders it is found by their ids as before, with the lines that were paid, until the restaurant goes."""
    order = (await restaurant.order(restaurant.line("Coke", 2))).body
    before = await written(restaurant, order["id"], "payments", {"method": "cash"})
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("DELETE FROM orders")
    finally:
        await connection.close()
    assert await bill(restaurant, order["id"]) == before
    assert (await restaurant.owner.delete(f"/api/restaurants/{restaurant.id}/")).status == 204
    assert (await restaurant.owner.get(f"/api/bills/{order['id']}/")).status == 404


REFUSED: list[tuple[str, dict[str, Any], int]] = [
    ("payments", {"method": "cash", "amount": "3.01"}, 409),
    ("payments", {"method": "cash", "amount": "0"}, 400),
    ("payments", {"method": "cash", "amount": "1.001"}, 400),
    ("payments", {"method": "cash", "part": 1}, 400),
    ("payments", {"method": "cash", "lines": ["1.2"]}, 404),
    ("payments", {"method": "gold"}, 400),
    ("voids", {"lines": ["9.1"], "reason": "x"}, 404),
    ("voids", {"lines": ["1.1"], "reason": ""}, 400),
    ("discounts", {"amount": "3.01", "reason": "x"}, 409),
    ("discounts", {"percent": "100.001", "reason": "x"}, 400),
    ("discounts", {"reason": "x"}, 400),
    ("discounts", {"percent": "10", "amount": "1.00", "reason": "x"}, 400),
    ("guests", {"guests": 0}, 400),
    ("refunds", {"payment": 1, "reason": "x"}, 404),
]


async def test_what_may_not_be_written_changes_nothing(restaurant: Place) -> None:
    """Each is refused with its status, and the bill is as before."""
    order = (await restaurant.order()).body
    before = await bill(restaurant, order["id"])
    statuses = [(await write(restaurant, order["id"], what, body)).status for what, body, _ in REFUSED]
    assert statuses == [status for _, _, status in REFUSED]
    assert await bill(restaurant, order["id"]) == before


async def test_a_split_by_what_is_no_line_is_refused(restaurant: Place) -> None:
    """It names the field; `1.1x2,1.2` is how lines are written."""
    order = (await restaurant.order(restaurant.line("Coke", 3), restaurant.line("Water"))).body
    path = f"/api/bills/{order['id']}/split/"
    for lines in ("1.1xx", "1.1x2x3", "1.1x1.1", "1.1x0", "1.1x+2", ",", "1.1,"):
        refused = await restaurant.owner.get(path, params={"by": "lines", "lines": lines})
        assert (refused.status, refused.body["errors"][0]["field"]) == (400, "lines"), lines
    shares = (await restaurant.owner.get(path, params={"by": "lines", "lines": "1.1x2,1.2"})).body["shares"]
    assert [(one["amount"], one["lines"]) for one in shares] == [
        ("8.00", ["1.1x2", "1.2x1"]),
        ("3.00", ["1.1x1"]),
    ]


async def test_a_discount_on_a_category_concerns_its_lines(restaurant: Place) -> None:
    """Half off drinks leaves the pizza as it is; a category of which nothing was ordered is refused."""
    order = (await restaurant.order(restaurant.line("Coke"), restaurant.line("Margherita"))).body
    pizza, drinks = (one["id"] for one in restaurant.menu["categories"])
    body = {"percent": "50", "category_id": drinks, "reason": "happy hour", "name": "HAPPY"}
    found = await written(restaurant, order["id"], "discounts", body)
    assert [one["amount"] for one in found["lines"]] == ["1.50", "9.50"]
    assert (found["discounts"][0]["name"], found["total"]) == ("HAPPY", "11.00")
    other = (await restaurant.order()).body
    reply = await write(restaurant, other["id"], "discounts", {**body, "category_id": pizza})
    assert reply.status == 404


async def test_a_bill_of_which_nothing_is_open_is_not_listed(restaurant: Place) -> None:
    """Nothing was paid on it, as all of it was cancelled: there is nobody to ask."""
    order = (await restaurant.order()).body
    await written(restaurant, order["id"], "guests", {"guests": 2})
    assert len(await open_bills(restaurant)) == 1
    assert (await restaurant.public.post(f"/api/public/orders/{order['id']}/cancel/", {})).status == 200
    assert await open_bills(restaurant) == []


async def test_a_bill_of_another_restaurant_leads_nowhere(restaurant: Place, make_restaurant: Any) -> None:
    """Its members see and write what is theirs alone, and the code of no table shows none."""
    order, other = (await restaurant.order()).body, await make_restaurant()
    assert (await other.owner.get(f"/api/bills/{order['id']}/")).status == 404
    assert (await write(other, order["id"], "payments", {"method": "cash"})).status == 404
    assert (await other.owner.get(f"/api/restaurants/{restaurant.id}/bills/")).status == 404
    assert (await other.public.get("/api/public/tables/nosuchcode/bill/")).status == 404


@pytest.mark.slow
async def test_what_is_open_is_found_by_an_index(
    restaurant: Place, make_restaurant: Any, database_url: str
) -> None:
    """Among 5,000 orders of another restaurant those without a bill are found without reading the others."""
    other = await make_restaurant()
    await restaurant.order()
    await other.order()
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            """
            INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id',
                overlay(gen_random_uuid()::text PLACING left(o.id::text, 13) FROM 1)))).*
            FROM orders o, generate_series(1, 5000) WHERE o.restaurant_id = $1
            """,
            UUID(other.id),
        )
        await connection.execute("ANALYZE orders, bill_orders")
        since = first_id(datetime.now(UTC) - LISTED_FOR)
        for table in (None, ["5"]):
            rows = await connection.fetch(f"EXPLAIN {UNBILLED}", UUID(restaurant.id), since, table, 2000)
            plan = "\n".join(row[0] for row in rows)
            assert "Index Cond: ((restaurant_id = " in plan, plan
    finally:
        await connection.close()


async def test_a_bill_whose_open_lines_are_refused_is_settled(restaurant: Place) -> None:
    """Nobody writes on it any more: its receipt is made by itself, on the day that is open, and what comes is on the next."""
    code = await table_of(restaurant)
    order = await order_at(restaurant, code, restaurant.line("Coke"), restaurant.line("Water"))
    await written(restaurant, order["id"], "payments", {"method": "card", "lines": ["1.1"]})
    first = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/closings/")).body
    assert (first["total"], first["held"]) == ("0.00", "3.00")
    refused = await restaurant.owner.post(
        f"/api/kitchen/orders/{order['id']}/items/2/refuse/", {"reason": "sold out"}
    )
    assert refused.status == 200, refused

    async def receipts() -> list[dict[str, Any]]:
        return list((await restaurant.owner.get(f"/api/bills/{order['id']}/receipts/")).body)

    (receipt,) = await until(receipts)
    assert receipt["total"] == "3.00"
    await order_at(restaurant, code, restaurant.line("Water"))
    (following,) = await open_bills(restaurant)
    await written(restaurant, following["id"], "payments", {"method": "cash"})
    second = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/closings/")).body
    assert (second["receipts"], second["total"], second["held"]) == (2, "5.00", "0.00")


async def test_a_table_that_gets_the_name_of_another_has_nothing_of_its_guests(restaurant: Place) -> None:
    """Table 5 is called Window from now on, and table 6 is called 5: who sits there sees and pays what they order there."""
    five, six = await table_of(restaurant), await table_of(restaurant, "6")
    await order_at(restaurant, five, restaurant.line("Coke"))
    path = f"/api/restaurants/{restaurant.id}/tables/"
    ids = {one["name"]: one["id"] for one in (await restaurant.owner.get(path)).body}
    for old, new in (("5", "Window"), ("6", "5")):
        assert (await restaurant.owner.patch(f"{path}{ids[old]}/", {"name": new})).status == 200
    assert (await restaurant.public.get(f"/api/public/tables/{six}/bill/")).status == 404
    await order_at(restaurant, six, restaurant.line("Water"))
    assert [amounts(one) for one in await open_bills(restaurant)] == [
        ("3.00", "0.00", "3.00"),
        ("2.00", "0.00", "2.00"),
    ]
    assert (await restaurant.public.get(f"/api/public/tables/{six}/bill/")).body["total"] == "2.00"
    assert (await restaurant.public.get(f"/api/public/tables/{six}/")).body["total"] == "2.00"


async def test_a_table_that_is_made_anew_has_nothing_of_the_guests_of_before(restaurant: Place) -> None:
    """Its name was that of a table that was removed with a bill half paid, which stays listed as it was."""
    order = await order_at(restaurant, await table_of(restaurant))
    await written(restaurant, order["id"], "payments", {"method": "cash", "amount": "1.00"})
    path = f"/api/restaurants/{restaurant.id}/tables/"
    (before,) = (await restaurant.owner.get(path)).body
    assert (await restaurant.owner.delete(f"{path}{before['id']}/")).status == 204
    code = await table_of(restaurant)
    await order_at(restaurant, code, restaurant.line("Water"))
    assert (await restaurant.public.get(f"/api/public/tables/{code}/bill/")).body["total"] == "2.00"
    assert [amounts(one) for one in await open_bills(restaurant)] == [
        ("3.00", "1.00", "2.00"),
        ("2.00", "0.00", "2.00"),
    ]


async def test_bills_of_a_visit_are_found_by_as_many_statements_as_one(
    restaurant: Place, database_url: str
) -> None:
    """Two that are paid, one that is open and one of an order without a table: each once, whatever order of it is named."""
    code = await table_of(restaurant)
    placed = []
    for _ in range(2):
        placed.append(await order_at(restaurant, code))
        await written(restaurant, placed[-1]["id"], "payments", {"method": "cash"})
    placed += [await order_at(restaurant, code) for _ in range(2)]
    await written(restaurant, placed[2]["id"], "guests", {"guests": 2})
    placed.append((await restaurant.order()).body)
    ids = [UUID(order["id"]) for order in placed]
    asked: list[str] = []
    connection = await connect(database_url)
    try:
        await prepare(connection)
        await find_sources(connection, UUID(restaurant.id), ids)  # asks for the types of the columns too
        connection.add_query_logger(lambda record: asked.append(record.query))
        (one,) = await find_sources(connection, UUID(restaurant.id), ids[3:4])
        await asyncio.sleep(0)  # the driver tells of a statement in the loop's next turn
        for_one = len(asked)
        found = await find_sources(connection, UUID(restaurant.id), ids)
        await asyncio.sleep(0)
    finally:
        await connection.close()
    assert one.id == ids[2]
    assert {source.id: len(source.orders) for source in found} == {
        ids[0]: 1,
        ids[1]: 1,
        ids[2]: 2,
        ids[4]: 1,
    }
    assert (for_one, len(asked) - for_one) == (7, 8)  # one more for the orders of those that are paid
