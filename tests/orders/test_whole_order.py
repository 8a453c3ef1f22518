"""What concerns a whole order: allergies, a note, how it is eaten; its bounds; holding it; the day that it counts for."""

from datetime import UTC, date, datetime, time
from typing import Any

import asyncpg
import pytest

from server.domain.schedule import business_day
from tests.fixtures.api import Place, Reply

pytestmark = pytest.mark.shared_server

WHOLE: dict[str, Any] = {
    "allergies": [{"text": "my son is allergic to peanuts", "allergens": ["peanuts"]}, {"text": "no kiwi"}],
    "note": "everything together please",
    "order_type": "take_away",
}


async def change(place: Place, **settings: Any) -> None:
    reply = await place.owner.patch(f"/api/restaurants/{place.id}/", settings)
    assert reply.status == 200, reply


async def run_sql(database_url: str, statement: str, *values: Any) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(statement, *values)
    finally:
        await connection.close()


async def test_allergies_note_and_type_belong_to_the_order(restaurant: Place) -> None:
    """The diner, the kitchen and the list get them as they were sent; without them they are empty."""
    placed = await restaurant.order(**WHOLE)
    assert placed.status == 201
    expected = {**WHOLE, "allergies": [WHOLE["allergies"][0], {"text": "no kiwi", "allergens": []}]}
    assert {name: placed.body[name] for name in WHOLE} == expected
    for path in (f"/api/kitchen/{restaurant.slug}/orders/", f"/api/restaurants/{restaurant.id}/orders/"):
        seen = (await restaurant.owner.get(path)).body["orders"][0]
        assert {name: seen[name] for name in WHOLE} == expected
    plain = (await restaurant.order()).body
    assert (plain["allergies"], plain["note"], plain["order_type"]) == ([], "", None)


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ({"order_type": "delivery"}, "order_type"),
        ({"note": "x" * 501}, "note"),
        ({"allergies": [{"text": ""}]}, "allergies[0].text"),
        ({"allergies": [{"text": "x" * 501}]}, "allergies[0].text"),
        ({"allergies": [{"text": "x"}] * 21}, "allergies"),
        ({"allergies": [{"text": "x", "kind": "y"}]}, "allergies[0].kind"),
    ],
)
async def test_what_is_no_allergy_note_or_type_is_named(
    restaurant: Place, part: dict[str, Any], field: str
) -> None:
    """Each bound is 400 with its field."""
    reply = await restaurant.order(**part)
    assert (reply.status, reply.body["errors"][0]["field"]) == (400, field)


async def test_an_order_has_as_many_dishes_as_the_restaurant_allows(restaurant: Place) -> None:
    """100 dishes over several lines are taken and 101 refused; with a setting of 3, 3 and 4."""
    coke = restaurant.line
    assert (await restaurant.order(coke("Coke", 50), coke("Water", 50))).status == 201
    refused = await restaurant.order(coke("Coke", 50), coke("Water", 50), coke("Coke"))
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "items")
    await change(restaurant, max_items_per_order=3)
    assert (await restaurant.order(coke("Coke", 3))).status == 201
    assert (await restaurant.order(coke("Coke", 2), coke("Water", 2))).status == 400


async def test_an_order_has_8000_characters_of_free_text_in_all(restaurant: Place) -> None:
    """Words, wishes, note, name, table and allergies count together: 8,000 are taken, 8,001 are not."""
    lines = [restaurant.line("Coke", special_requests="w" * 500) for _ in range(10)]
    more: dict[str, Any] = {"note": "n" * 500, "customer_name": "c" * 100, "table_identifier": "t" * 10}
    fits = await restaurant.order(*lines, raw_input="r" * 2000, allergies=[{"text": "a" * 390}], **more)
    assert fits.status == 201
    over = await restaurant.order(*lines, raw_input="r" * 2000, allergies=[{"text": "a" * 391}], **more)
    assert (over.status, over.body["errors"][0]["field"]) == (400, "items")


async def test_a_large_order_is_held_until_the_kitchen_accepts_it(restaurant: Place) -> None:
    """Above `hold_above`, not at it; the kitchen sees it as held, bumps no line of it, and accepts or refuses it."""
    await change(restaurant, hold_above="9.00")
    exactly = await restaurant.order(restaurant.line("Coke", 3))
    assert (exactly.status, exactly.body["status"]) == (201, "confirmed")
    held = (await restaurant.order(restaurant.line("Coke", 3), restaurant.line("Water"))).body
    assert (held["status"], held["revision"]) == ("held", 1)
    page = await restaurant.public.session.get(f"/orders/{held['id']}/", headers={"Accept-Language": "en"})
    text = await page.text()
    assert "The restaurant will accept your order in a moment." in text
    assert '<li class="done">' not in text
    assert '<li class="">Received</li>' in text
    seen = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["orders"]
    assert [order["status"] for order in seen] == ["confirmed", "held"]
    path = f"/api/kitchen/orders/{held['id']}/"
    assert (await restaurant.owner.patch(f"{path}items/1/", {"done": True})).status == 409
    assert (await restaurant.owner.patch(path, {"status": "preparing"})).status == 409
    assert (await restaurant.owner.patch(path, {"status": "confirmed"})).body["status"] == "confirmed"
    assert (await restaurant.owner.patch(path, {"status": "held"})).status == 409
    other = (await restaurant.order(restaurant.line("Coke", 4))).body
    refused = {"status": "cancelled", "reason": "nobody sits there"}
    await restaurant.owner.patch(f"/api/kitchen/orders/{other['id']}/", refused)
    told = (await restaurant.public.get(f"/api/public/orders/{other['id']}/status/")).body
    assert (told["status"], told["reason"]) == ("cancelled", "nobody sits there")
    await change(restaurant, hold_above=None)
    assert (await restaurant.order(restaurant.line("Coke", 9))).body["status"] == "confirmed"


async def test_an_order_without_a_code_is_held_where_the_restaurant_says_so(restaurant: Place) -> None:
    """`hold_unproven` holds who only names a table; the code proves it, and the kitchen sees which it was."""
    await change(restaurant, hold_unproven=True)
    table = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": "7"})).body
    named, proven = (
        await restaurant.order(table_identifier="7"),
        await restaurant.order(table_code=table["code"]),
    )
    assert (named.body["status"], proven.body["status"]) == ("held", "confirmed")
    assert "table_proven" not in named.body
    seen = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["orders"]
    assert [(order["table_identifier"], order["table_proven"]) for order in seen] == [
        ("7", False),
        ("7", True),
    ]


async def test_many_orders_are_cancelled_at_once(restaurant: Place) -> None:
    """By table, by moment and by whether a code came; the numbers come back, ended orders stay, strangers get 404."""
    table = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": "5"})).body
    early = (await restaurant.order(table_identifier="5")).body
    await restaurant.order(table_code=table["code"])
    late = [(await restaurant.order(table_identifier="5")).body for _ in range(3)]
    await restaurant.order(table_identifier="6")
    await restaurant.owner.patch(f"/api/kitchen/orders/{late[2]['id']}/", {"status": "cancelled"})
    path = f"/api/kitchen/{restaurant.slug}/orders/cancel/"
    flood = {
        "table_identifier": "5",
        "placed_after": late[0]["created_at"],
        "proven": False,
        "reason": "a flood",
    }
    cancelled = await restaurant.owner.post(path, flood)
    assert (cancelled.status, cancelled.body) == (200, {"cancelled": [3, 4]})
    told = (await restaurant.public.get(f"/api/public/orders/{late[0]['id']}/status/")).body
    assert (told["status"], told["reason"]) == ("cancelled", "a flood")
    still = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["orders"]
    assert [order["number"] for order in still] == [early["number"], 2, 6]
    assert (await restaurant.owner.post(path, {"table_identifier": "5"})).status == 400
    stranger = await restaurant.public.register()
    assert (await stranger.post(path, {"reason": "x"})).status == 404


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("2026-03-02T02:59:59", date(2026, 3, 1)),
        ("2026-03-02T03:00:00", date(2026, 3, 2)),
        ("2026-03-02T23:30:00", date(2026, 3, 2)),
    ],
)
def test_the_day_begins_when_the_restaurant_says(clock: str, expected: date) -> None:
    """In Rome in winter, with a day that starts at 04:00 there: one second before is yesterday."""
    now = datetime.fromisoformat(clock).replace(tzinfo=UTC)
    assert business_day(now, "Europe/Rome", time(4)) == expected


async def test_an_open_number_is_not_given_again(restaurant: Place, database_url: str) -> None:
    """The next day begins at 1 again, but for the numbers that are still open."""
    first, second = [(await restaurant.order()).body for _ in range(2)]
    await restaurant.owner.patch(f"/api/kitchen/orders/{first['id']}/", {"status": "cancelled"})
    await run_sql(database_url, "UPDATE restaurant_state SET day = day - 1")
    assert [(await restaurant.order()).body["number"] for _ in range(2)] == [1, 3]
    assert second["number"] == 2


async def open_many(database_url: str, restaurant: Place, count: int, **columns: Any) -> None:
    """Store `count` open orders as copies of one."""
    order = (await restaurant.order(**columns)).body
    await run_sql(
        database_url,
        """
        INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object(
            'id', gen_random_uuid(), 'number', 10000 + n))).*
        FROM orders o, generate_series(2, $2) AS n WHERE o.id = $1
        """,
        order["id"],
        count,
    )


async def test_a_table_has_as_many_open_orders_as_it_may(restaurant: Place, database_url: str) -> None:
    """29 are open: the thirtieth is taken, the next refused; those with the table's code are counted apart."""
    table = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": "5"})).body
    await open_many(database_url, restaurant, 29, table_identifier="5")
    assert (await restaurant.order(table_identifier="5")).status == 201
    refused = await restaurant.order(table_identifier="5", headers={"Idempotency-Key": "again"})
    assert refused.status == 409
    assert (await restaurant.order(table_code=table["code"])).status == 201
    assert (await restaurant.order(table_identifier="6", headers={"Idempotency-Key": "again"})).status == 201


async def test_a_restaurant_has_as_many_open_orders_as_it_may(restaurant: Place, database_url: str) -> None:
    """From 500 on orders need a table's code, from 1,000 on none is taken."""
    table = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": "5"})).body
    await open_many(database_url, restaurant, 499)
    assert (await restaurant.order()).status == 201

    async def proven() -> Reply:
        return await restaurant.order(table_code=table["code"])

    assert ((await restaurant.order()).status, (await proven()).status) == (409, 201)
    await open_many_proven(database_url, 498)
    assert ((await proven()).status, (await proven()).status) == (201, 409)


async def open_many_proven(database_url: str, count: int) -> None:
    await run_sql(
        database_url,
        """
        INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object(
            'id', gen_random_uuid(), 'number', 20000 + n, 'table_identifier', 'x' || n))).*
        FROM orders o, generate_series(1, $1) AS n WHERE o.id = (SELECT id FROM orders LIMIT 1)
        """,
        count,
    )
