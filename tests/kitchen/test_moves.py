"""The states of an order, moved over the network."""

import asyncio
from collections import Counter
from typing import Any

import asyncpg
import pytest

from tests.fixtures.api import Api, Place, Reply

pytestmark = pytest.mark.shared_server

MOVES = {
    "unpaid": {"cancelled"},
    "held": {"confirmed", "cancelled"},
    "confirmed": {"preparing", "cancelled"},
    "preparing": {"confirmed", "ready", "cancelled"},
    "ready": {"preparing", "completed", "cancelled"},
    "completed": {"ready"},
    "cancelled": set(),
}
"""To which states each state leads, as the contract has them."""
WAY: dict[str, list[str]] = {
    "unpaid": [],
    "held": [],
    "confirmed": [],
    "preparing": ["preparing"],
    "ready": ["preparing", "ready"],
    "completed": ["preparing", "ready", "completed"],
    "cancelled": ["cancelled"],
}


async def move(cook: Api, order: dict[str, Any], status: str) -> Reply:
    return await cook.patch(f"/api/kitchen/orders/{order['id']}/", {"status": status})


@pytest.mark.parametrize("start", MOVES)
async def test_only_the_moves_of_the_table_are_made(restaurant: Place, start: str) -> None:
    """From each state exactly the states that the table allows are reached; the others are 409 with the order."""
    if start == "held":
        await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"hold_unproven": True})
    if start == "unpaid":
        await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"pay": "before"}})
    for target in MOVES:
        order = (await restaurant.order()).body
        for step in WAY[start]:
            assert (await move(restaurant.owner, order, step)).status == 200
        reply = await move(restaurant.owner, order, target)
        if target == start:
            assert (reply.status, reply.body["revision"]) == (200, 1 + len(WAY[start]))
        elif target in MOVES[start]:
            assert (reply.status, reply.body["status"]) == (200, target)
            assert reply.body["revision"] == 2 + len(WAY[start])
        else:
            assert (reply.status, reply.body["order"]["status"]) == (409, start)


async def test_two_cooks_bump_once(restaurant: Place) -> None:
    """Twenty bumps of one ticket at the same moment are one change and no error."""
    order = (await restaurant.order()).body
    replies = await asyncio.gather(*(move(restaurant.owner, order, "preparing") for _ in range(20)))
    assert Counter(r.status for r in replies) == {200: 20}
    assert {r.body["revision"] for r in replies} == {2}


async def test_a_line_is_bumped_and_taken_back(restaurant: Place) -> None:
    """Bumping a line changes that line and the revision; taking it back changes no status; no such line is 404."""
    order = (await restaurant.order(restaurant.line("Coke"), restaurant.line("Water"))).body
    path = f"/api/kitchen/orders/{order['id']}/items/"
    done = await restaurant.owner.patch(f"{path}2/", {"done": True})
    assert [line["done"] for line in done.body["items"]] == [False, True]
    assert (done.body["status"], done.body["revision"]) == ("preparing", 2)
    again = await restaurant.owner.patch(f"{path}2/", {"done": True})
    assert again.body["revision"] == 2
    back = await restaurant.owner.patch(f"{path}2/", {"done": False})
    assert [line["done"] for line in back.body["items"]] == [False, False]
    assert back.body["status"] == "preparing"
    for no_line in (3, 2**31, 2**63 - 1):
        assert (await restaurant.owner.patch(f"{path}{no_line}/", {"done": True})).status == 404
    await move(restaurant.owner, order, "cancelled")
    assert (await restaurant.owner.patch(f"{path}1/", {"done": True})).status == 409


async def test_the_last_line_makes_an_order_ready_where_the_restaurant_says_so(restaurant: Place) -> None:
    """With `auto_ready` the first line done makes it preparing and the last one ready; without, it stays preparing."""
    lines = (restaurant.line("Coke"), restaurant.line("Water"))
    plain = (await restaurant.order(*lines)).body
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"auto_ready": True})
    order, single = (await restaurant.order(*lines)).body, (await restaurant.order()).body

    async def bump(one: dict[str, Any], line: int, *, done: bool = True) -> str:
        path = f"/api/kitchen/orders/{one['id']}/items/{line}/"
        return str((await restaurant.owner.patch(path, {"done": done})).body["status"])

    assert [await bump(order, line) for line in (2, 1)] == ["preparing", "ready"]
    assert await bump(order, 1, done=False) == "ready"
    assert await bump(single, 1) == "ready"
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"auto_ready": False})
    assert [await bump(plain, line) for line in (1, 2)] == ["preparing", "preparing"]


async def test_the_diners_words_are_for_the_kitchen(restaurant: Place) -> None:
    """Members get `raw_input`, the diner's status does not have it."""
    order = (await restaurant.order(raw_input="one coke, please")).body
    assert "raw_input" not in order
    moved = await move(restaurant.owner, order, "preparing")
    assert moved.body["raw_input"] == "one coke, please"


async def test_nobody_else_moves_an_order(restaurant: Place, api: Api) -> None:
    """Without a login it is 401, for another restaurant's owner 404, and the order stays as it is."""
    order = (await restaurant.order()).body
    stranger = await api.register()
    assert (await move(api, order, "preparing")).status == 401
    assert (await move(stranger, order, "preparing")).status == 404
    status = await api.get(f"/api/public/orders/{order['id']}/status/")
    assert status.body == order


@pytest.mark.parametrize(
    "body", [[1], "x", {}, {"status": None}, {"status": "eaten"}, {"status": 1}, {"x": 1}]
)
async def test_a_wrong_body_is_refused(restaurant: Place, body: Any) -> None:
    """A PATCH that says nothing or nonsense is 400."""
    order = (await restaurant.order()).body
    reply = await restaurant.owner.patch(f"/api/kitchen/orders/{order['id']}/", body)
    assert reply.status == 400


async def test_a_rush_shows_and_is_taken_back(restaurant: Place) -> None:
    """A rush sets `rushed` with a new revision and can be taken back; the list stays oldest first, screens put it in front."""
    first, second = (await restaurant.order()).body, (await restaurant.order()).body
    path = f"/api/kitchen/orders/{second['id']}/"
    rushed = await restaurant.owner.patch(path, {"rush": True})
    assert (rushed.status, rushed.body["rushed"], rushed.body["revision"]) == (200, True, 2)
    listed = await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")
    assert [(o["id"], o["rushed"]) for o in listed.body["orders"]] == [
        (first["id"], False),
        (second["id"], True),
    ]
    assert (await restaurant.owner.patch(path, {"rush": False})).body["rushed"] is False


async def test_a_bump_that_comes_late_takes_nothing_back(restaurant: Place) -> None:
    """With `seen`, a step is made from that state alone: a late bump to preparing does not recall a ready order."""
    order = (await restaurant.order()).body
    for step in WAY["ready"]:
        await move(restaurant.owner, order, step)
    path = f"/api/kitchen/orders/{order['id']}/"
    late = await restaurant.owner.patch(path, {"status": "preparing", "seen": "confirmed"})
    assert (late.status, late.body["order"]["status"]) == (409, "ready")
    same = await restaurant.owner.patch(path, {"status": "ready", "seen": "preparing"})
    assert (same.status, same.body["revision"]) == (200, 3)
    meant = await restaurant.owner.patch(path, {"status": "preparing", "seen": "ready"})
    assert (meant.status, meant.body["status"]) == (200, "preparing")


async def test_the_times_of_an_order_follow_its_moves(restaurant: Place, database_url: str) -> None:
    """When it was begun stays; a recall to the stove forgets when it was ready, one from the end when it ended."""
    order = (await restaurant.order()).body
    connection = await asyncpg.connect(database_url)
    known = []
    try:
        for step in ("preparing", "ready", "completed", "ready", "preparing", "confirmed", "cancelled"):
            assert (await move(restaurant.owner, order, step)).status == 200
            row = await connection.fetchrow("SELECT preparing_at, ready_at, ended_at FROM orders")
            assert row is not None
            known.append("".join(name[0] for name, value in row.items() if value is not None))
    finally:
        await connection.close()
    assert known == ["p", "pr", "pre", "pr", "p", "p", "pe"]
