"""Portions: counted down by the transaction that places, given back by the one that cancels."""

import asyncio
import random
from typing import Any
from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer

from server.orders.setup import ORDERS
from tests.fixtures.api import MakeRestaurant, Place, Reply


@pytest.fixture
async def soups(make_restaurant: MakeRestaurant) -> Place:
    return await make_restaurant(
        {"categories": [{"name": "Soups", "items": [{"name": "Goulash", "price": 7}, {"name": "Miso", "price": 5}]}]}
    )  # fmt: skip


async def count(place: Place, name: str, portions: int | None) -> Reply:
    return await place.owner.patch(f"/api/kitchen/items/{place.item(name)['id']}/", {"portions": portions})


async def left(place: Place, name: str) -> int | None:
    found: int | None = (await place.owner.get(f"/api/items/{place.item(name)['id']}/")).body["portions"]
    return found


def lines(place: Place, **quantities: int) -> list[dict[str, Any]]:
    return [{"menu_item_id": place.item(name)["id"], "quantity": n} for name, n in quantities.items()]


async def cancel(place: Place, order: Reply) -> Reply:
    return await place.owner.patch(f"/api/kitchen/orders/{order.body['id']}/", {"status": "cancelled"})


async def test_of_twelve_portions_exactly_twelve_are_sold(soups: Place) -> None:
    """Of thirty diners who confirm at the same moment twelve get through; the others are told what ran out."""
    counted = await count(soups, "Goulash", 12)
    assert (counted.status, counted.body["portions"], counted.body["available"]) == (200, 12, True)
    replies = await asyncio.gather(*(soups.order(*lines(soups, Goulash=1)) for _ in range(30)))
    assert sorted(reply.status for reply in replies) == [201] * 12 + [409] * 18
    goulash = {"menu_item_id": soups.item("Goulash")["id"], "name": "Goulash"}
    assert all(reply.body["unavailable"] == [goulash] for reply in replies if reply.status == 409)
    assert await left(soups, "Goulash") == 0
    await soups.reload()
    assert (soups.item("Goulash")["portions"], soups.item("Goulash")["available"]) == (0, False)
    assert (await soups.order(*lines(soups, Miso=1))).status == 201


async def test_an_order_takes_all_its_portions_or_none(soups: Place) -> None:
    """Two lines of a dish count together; one portion too many and nothing is ordered or taken."""
    await count(soups, "Goulash", 3)
    refused = await soups.order(*lines(soups, Goulash=2), *lines(soups, Goulash=2), *lines(soups, Miso=1))
    assert (refused.status, await left(soups, "Goulash")) == (409, 3)
    placed = await soups.order(*lines(soups, Goulash=2), *lines(soups, Goulash=1))
    assert (placed.status, await left(soups, "Goulash")) == (201, 0)


async def test_a_cancelled_order_gives_back_what_it_took(soups: Place) -> None:
    """Once, and only what it took: an order of before the count gives back nothing."""
    before = await soups.order(*lines(soups, Goulash=5))
    await count(soups, "Goulash", 2)
    order = await soups.order(*lines(soups, Goulash=2))
    assert (await soups.order(*lines(soups, Goulash=1))).status == 409
    assert (await cancel(soups, order)).status == 200
    assert await left(soups, "Goulash") == 2
    await cancel(soups, order)
    await cancel(soups, before)
    assert await left(soups, "Goulash") == 2
    assert (await soups.order(*lines(soups, Goulash=2))).status == 201


async def test_the_same_order_again_takes_nothing_more(soups: Place) -> None:
    """A repeated key answers its order, also when nothing is left by then."""
    await count(soups, "Goulash", 1)
    key = {"Idempotency-Key": "once"}
    first = await soups.order(*lines(soups, Goulash=1), headers=key)
    again = await soups.order(*lines(soups, Goulash=1), headers=key)
    assert (first.status, again.status, again.body["id"]) == (201, 200, first.body["id"])
    assert await left(soups, "Goulash") == 0


async def test_what_is_brought_back_is_no_longer_counted(soups: Place) -> None:
    """With none left, `available` true ends the counting; null does too."""
    await count(soups, "Goulash", 0)
    assert (await soups.order(*lines(soups, Goulash=1))).status == 409
    path = f"/api/kitchen/items/{soups.item('Goulash')['id']}/"
    back = await soups.owner.patch(path, {"available": True})
    assert (back.body["available"], back.body["portions"]) == (True, None)
    assert (await soups.order(*lines(soups, Goulash=1))).status == 201
    await count(soups, "Goulash", 4)
    assert (await count(soups, "Goulash", None)).body["portions"] is None


async def test_displays_see_the_count_go_down(soups: Place) -> None:
    """Every order and every cancellation tells what is left."""
    await count(soups, "Goulash", 2)
    async with soups.owner.session.ws_connect(
        f"/ws/kitchen/{soups.slug}/", headers={"Authorization": f"Bearer {soups.owner.token}"}
    ) as display:
        assert (await display.receive_json())["unavailable"] == []
        orders = [await soups.order(*lines(soups, Goulash=1)) for _ in range(2)]
        await cancel(soups, orders[0])
        told: list[dict[str, Any]] = []
        while len(told) < 3:
            message = await display.receive_json()
            told += [message] if message["type"] == "availability" else []
    assert [(one["name"], one["available"], one["portions"], one["kind"]) for one in told] == [
        ("Goulash", True, 1, "item"),
        ("Goulash", False, 0, "item"),
        ("Goulash", True, 1, "item"),
    ]


@pytest.mark.parametrize("seed", range(6))
async def test_what_is_left_and_what_is_ordered_is_what_there_was(soups: Place, seed: int) -> None:
    """After any orders and cancellations, some at one moment, every portion is either left or taken, never both."""
    draw = random.Random(seed)  # noqa: S311  # no secret
    start = draw.randint(0, 8)
    await count(soups, "Goulash", start)
    placed: list[tuple[Reply, int]] = []
    for _ in range(12):
        quantity = draw.randint(1, 4)
        if draw.random() < 0.6:  # more orders than cancellations
            pair = await asyncio.gather(*(soups.order(*lines(soups, Goulash=quantity)) for _ in range(2)))
            placed += [(reply, quantity) for reply in pair if reply.status == 201]
        elif placed:
            order, _ = placed.pop(draw.randrange(len(placed)))
            assert (await cancel(soups, order)).status == 200
    remaining = await left(soups, "Goulash")
    assert remaining == start - sum(quantity for _, quantity in placed)


async def test_what_is_cancelled_at_the_table_comes_back_where_nothing_was_made(
    soups: Place, server: TestServer
) -> None:
    """Its portions can be sold again as long as the kitchen has not begun with the order; later they are gone."""
    await count(soups, "Goulash", 10)
    orders = server.app[ORDERS]
    fresh, begun = [await soups.order(*lines(soups, Goulash=2, Miso=1)) for _ in range(2)]
    await soups.owner.patch(f"/api/kitchen/orders/{begun.body['id']}/items/2/", {"done": True})
    await orders.cancel_line(UUID(fresh.body["id"]), 1, "changed their mind")
    assert await left(soups, "Goulash") == 8
    changed = await orders.cancel_line(UUID(begun.body["id"]), 1, "too slow")
    assert await left(soups, "Goulash") == 8
    assert (changed.lines[0].state, changed.lines[0].reason, changed.lines[0].done) == (
        "cancelled",
        "too slow",
        False,
    )
    assert (await orders.cancel_line(UUID(begun.body["id"]), 1, "again")).revision == changed.revision
