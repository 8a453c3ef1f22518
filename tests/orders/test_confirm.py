"""Placing an order over the network."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import asyncpg
import orjson
import pytest
from aiohttp.test_utils import TestServer

from server.db.group_commit import GroupCommit
from server.events.model import OrderChanged
from server.orders.batches import Placement, place_orders
from server.orders.setup import ORDERS
from server.wire.orders import ConfirmRequest, KitchenOrder, Order
from tests.fixtures.api import MakeRestaurant, Place

pytestmark = pytest.mark.shared_server


async def test_an_order_comes_back_as_the_contract_says(restaurant: Place) -> None:
    """A confirmed order has number 1, its lines with names and prices, nothing of the kitchen's, no taxes without rates, and waited for no payment."""
    large = restaurant.variant("Pepperoni pizza", "Large")["id"]
    onions = restaurant.modifier("Pepperoni pizza", "Onions")["id"]
    cheese = restaurant.modifier("Pepperoni pizza", "Extra cheese")["id"]
    choices = [{"modifier_id": onions, "amount": "none"}, {"modifier_id": cheese, "amount": "extra"}]
    pizza = restaurant.line(
        "Pepperoni pizza", 2, variant_id=large, modifiers=choices, special_requests="well done"
    )
    reply = await restaurant.order(pizza, restaurant.line("Coke"), table_identifier="7", raw_input="two …")
    assert reply.status == 201
    order = Order.model_validate(reply.body)
    assert set(reply.body) == set(Order.model_fields) - {"taxes", "total_with_tax", "released_at"}
    assert (order.number, order.status, order.revision) == (1, "confirmed", 1)
    assert order.total_price == "35.00"
    assert order.table_identifier == "7"
    assert reply.body["items"][0]["modifiers"] == [
        {"name": "Onions", "amount": "none", "quantity": 1, "price_adjustment": "0.00"},
        {"name": "Extra cheese", "amount": "extra", "quantity": 1, "price_adjustment": "2.00"},
    ]
    assert order.items[0].unit_price == "16.00"
    assert (order.items[0].variant_label, order.items[0].line_total) == ("Large", "32.00")
    assert order.items[0].special_requests == "well done"


@pytest.mark.parametrize("requests", [50])
async def test_the_same_key_makes_one_order(restaurant: Place, requests: int) -> None:
    """Fifty concurrent confirms with one key make one order: one 201, and 200 with that order for the others."""
    headers = {"Idempotency-Key": uuid4().hex}
    replies = await asyncio.gather(*(restaurant.order(headers=headers) for _ in range(requests)))
    assert Counter(r.status for r in replies) == {201: 1, 200: requests - 1}
    assert len({r.body["id"] for r in replies}) == 1
    listed = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/orders/")
    assert len(listed.body["orders"]) == 1


async def test_numbers_have_no_duplicates_and_no_gaps(restaurant: Place) -> None:
    """Fifty concurrent confirms get the numbers 1 to 50, each once."""
    replies = await asyncio.gather(*(restaurant.order() for _ in range(50)))
    assert sorted(r.body["number"] for r in replies) == list(range(1, 51))


async def test_a_key_with_other_values_is_refused(restaurant: Place) -> None:
    """A key that named one order is 422 with another, and still names the first."""
    headers = {"Idempotency-Key": "once"}
    first = await restaurant.order(headers=headers)
    other = await restaurant.order(restaurant.line("Water"), headers=headers)
    again = await restaurant.order(headers=headers)
    assert (first.status, other.status, again.status) == (201, 422, 200)
    assert again.body["id"] == first.body["id"]


async def test_a_key_belongs_to_its_restaurant(make_restaurant: MakeRestaurant) -> None:
    """The same key in two restaurants makes two orders."""
    headers = {"Idempotency-Key": "mine"}
    replies = [await (await make_restaurant()).order(headers=headers) for _ in range(2)]
    assert [r.status for r in replies] == [201, 201]


async def test_a_refused_attempt_leaves_the_key_free(restaurant: Place) -> None:
    """After a 400 the same key places the corrected order."""
    headers = {"Idempotency-Key": "corrected"}
    wrong = await restaurant.order(restaurant.line("Coke", 51), headers=headers)
    right = await restaurant.order(headers=headers)
    assert (wrong.status, right.status) == (400, 201)


async def test_the_key_answers_though_the_item_ran_out_since(restaurant: Place) -> None:
    """A repeated confirm gets its order even where the same words would be refused now."""
    headers = {"Idempotency-Key": "before it ran out"}
    first = await restaurant.order(headers=headers)
    await sold_out(restaurant, "Coke")
    again = await restaurant.order(headers=headers)
    assert (again.status, again.body["id"]) == (200, first.body["id"])


async def sold_out(restaurant: Place, name: str) -> None:
    path = f"/api/kitchen/items/{restaurant.item(name)['id']}/"
    reply = await restaurant.owner.patch(path, {"available": False})
    assert reply.status == 200, reply


async def test_what_ran_out_and_another_price_are_conflicts(restaurant: Place) -> None:
    """A sold-out item is 409 naming it, and so is an expected total that is not today's."""
    await sold_out(restaurant, "Coke")
    gone = await restaurant.order()
    assert gone.status == 409
    assert gone.body["unavailable"] == [{"menu_item_id": restaurant.item("Coke")["id"], "name": "Coke"}]
    dearer = await restaurant.order(restaurant.line("Water"), expected_total="1.00")
    assert (dearer.status, dearer.body["current_total"]) == (409, "2.00")
    right = await restaurant.order(restaurant.line("Water"), expected_total="2.00")
    assert right.status == 201


BAD_LINES: list[tuple[dict[str, Any], str]] = [
    ({"quantity": 0}, "items[0].quantity"),
    ({"quantity": 51}, "items[0].quantity"),
    ({"quantity": -1}, "items[0].quantity"),
    ({"quantity": "two"}, "items[0].quantity"),
    ({"menu_item_id": 2**63 - 1}, "items[0].menu_item_id"),
    ({"menu_item_id": 2**63}, "items[0].menu_item_id"),
    ({"variant_id": 999_999_999}, "items[0].variant_id"),
    ({"modifiers": [{"modifier_id": 999_999_999}]}, "items[0].modifiers[0].modifier_id"),
    ({"special_requests": "x" * 501}, "items[0].special_requests"),
    ({"colour": "red"}, "items[0].colour"),
]


@pytest.mark.parametrize(("change", "field"), BAD_LINES, ids=[field for _, field in BAD_LINES])
async def test_a_line_that_breaks_a_rule_is_named(
    restaurant: Place, change: dict[str, Any], field: str
) -> None:
    """A wrong value is 400 and names its field; nothing is stored."""
    reply = await restaurant.order({**restaurant.line("Coke"), **change})
    assert reply.status == 400
    assert field in [error["field"] for error in reply.body["errors"]]


async def test_every_mistake_is_named_at_once(restaurant: Place) -> None:
    """Two wrong lines give two errors, and the good line between them is not stored."""
    reply = await restaurant.order(
        restaurant.line("Coke", 51), restaurant.line("Water"), {"menu_item_id": 1_000_000, "quantity": 1}
    )
    assert reply.status == 400
    assert [error["field"] for error in reply.body["errors"]] == [
        "items[0].quantity",
        "items[2].menu_item_id",
    ]
    listed = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/orders/")
    assert listed.body["orders"] == []


async def test_a_modifier_counts_no_more_than_it_may(restaurant: Place) -> None:
    """More than `max_quantity` of a modifier, and one that stands twice, are 400."""
    cheese = restaurant.modifier("Margherita", "Extra cheese")["id"]
    for modifiers in (
        [{"modifier_id": cheese, "quantity": 3}],
        [{"modifier_id": cheese}, {"modifier_id": cheese}],
    ):
        reply = await restaurant.order(restaurant.line("Margherita", modifiers=modifiers))
        assert reply.status == 400


async def test_a_closed_restaurant_takes_no_order_and_shows_its_menu(restaurant: Place) -> None:
    """While it is closed the menu answers and confirm is 409; a wrong body is 400 all the same."""
    closed = await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"is_open": False})
    assert closed.status == 200
    assert (await restaurant.order()).status == 409
    assert (await restaurant.order(restaurant.line("Coke", 0))).status == 400
    menu = await restaurant.public.get(f"/api/public/menu/{restaurant.slug}/")
    assert (menu.status, menu.body["restaurant"]["is_open"]) == (200, False)


async def test_the_code_of_a_table_decides(restaurant: Place) -> None:
    """A right code wins over what the diner wrote, a wrong one is 400, and a rotated one is wrong."""
    tables = f"/api/restaurants/{restaurant.id}/tables/"
    table = (await restaurant.owner.post(tables, {"name": "12"})).body
    right = await restaurant.order(table_code=table["code"], table_identifier="99")
    assert (right.status, right.body["table_identifier"]) == (201, "12")
    await restaurant.owner.post(f"{tables}{table['id']}/rotate/")
    wrong = await restaurant.order(table_code=table["code"])
    assert (wrong.status, wrong.body["errors"][0]["field"]) == (400, "table_code")


async def test_a_restaurant_can_demand_the_code(restaurant: Place) -> None:
    """With `require_table_code` an order without one is 400."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"require_table_code": True})
    reply = await restaurant.order(table_identifier="1")
    assert (reply.status, reply.body["errors"][0]["field"]) == (400, "table_code")


async def test_a_price_changed_meanwhile_is_the_one_that_is_stored(
    restaurant: Place, database_url: str
) -> None:
    """Prices changed behind the server's back are noticed by the version: the order has today's price."""
    await restaurant.order()
    connection = await asyncpg.connect(database_url)
    await connection.execute(
        """
        UPDATE items SET variants = jsonb_set(variants, '{0,price}', '450') WHERE name = 'Coke';
        UPDATE restaurant_state SET menu_version = menu_version + 1;
        """
    )
    await connection.close()
    reply = await restaurant.order()
    assert (reply.status, reply.body["total_price"]) == (201, "4.50")


async def test_orders_are_listed_newest_first_and_paged(restaurant: Place) -> None:
    """Pages follow one another without a gap or a double, and `status` and `limit` narrow them."""
    for _ in range(5):
        await restaurant.order()
    path = f"/api/restaurants/{restaurant.id}/orders/"
    first = (await restaurant.owner.get(f"{path}?limit=3")).body
    second = (await restaurant.owner.get(f"{path}?limit=3&cursor={first['next_cursor']}")).body
    assert [o["number"] for o in first["orders"] + second["orders"]] == [5, 4, 3, 2, 1]
    assert second["next_cursor"] is None
    assert KitchenOrder.model_validate(first["orders"][0]).status == "confirmed"
    assert (await restaurant.owner.get(f"{path}?status=ready")).body["orders"] == []
    assert (await restaurant.owner.get(f"{path}?cursor=nonsense")).status == 400
    since = first["orders"][0]["created_at"]
    assert len((await restaurant.owner.get(path, params={"since": since})).body["orders"]) >= 1


async def test_status_answers_whoever_has_the_id(restaurant: Place) -> None:
    """The status is the order as confirm answered it; an id that names nothing, or is none, is 404."""
    placed = await restaurant.order()
    status = await restaurant.public.get(f"/api/public/orders/{placed.body['id']}/status/")
    assert (status.status, status.body) == (200, placed.body)
    assert (await restaurant.public.get(f"/api/public/orders/{uuid4()}/status/")).status == 404
    assert (await restaurant.public.get("/api/public/orders/1/status/")).status == 404


async def test_the_only_variant_is_named_as_the_menu_names_it(restaurant: Place) -> None:
    """A dish with a price alone is ordered as its "Regular"."""
    reply = await restaurant.order(restaurant.line("Coke"))
    assert reply.body["items"][0]["variant_label"] == "Regular"


async def test_orders_sort_alike_by_id_and_by_time(restaurant: Place) -> None:
    """Orders of one moment are listed in the order of their `created_at` too."""
    for _ in range(30):
        await restaurant.order()
    path = f"/api/kitchen/{restaurant.slug}/orders/"
    listed = (await restaurant.owner.get(path)).body["orders"]
    times = [datetime.fromisoformat(order["created_at"]) for order in listed]
    assert times == sorted(times)
    assert all(time.microsecond % 1000 == 0 for time in times)


async def test_a_confirm_that_is_answered_late_does_not_hide_what_happened_meanwhile(
    restaurant: Place, server: TestServer
) -> None:
    """Where the kitchen of another process moved the order before its confirm came back, the diner reads the move."""
    orders = server.app[ORDERS]

    async def place_slowly(placements: Sequence[Placement], patience: str) -> list[asyncpg.Record]:
        records = await place_orders(orders.pool, placements, patience)
        placed = placements[0].order
        await orders.pool.execute(
            "UPDATE orders SET status = 'preparing', revision = 2 WHERE id = $1", placed.id
        )
        orders.bus.publish(OrderChanged(placed.restaurant_id, 2, placed.id))
        return records

    slow = replace(orders, placing=GroupCommit(place_slowly, lambda one: one.order.restaurant_id))
    body = {"restaurant_slug": restaurant.slug, "items": [restaurant.line("Coke")]}
    placed, is_new = await slow.confirm(ConfirmRequest.model_validate(body), None)
    assert (placed.revision, is_new) == (1, True)
    assert orjson.loads(await slow.status(placed.id))["status"] == "preparing"
