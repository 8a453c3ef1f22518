"""Printers of a kitchen: what they say reaches displays and metrics."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from server.kitchen.setup import HUB, WATCH
from tests.fixtures.api import Place, Reply
from tests.kitchen.test_socket import heard, screen

pytestmark = pytest.mark.shared_server


async def report(place: Place, name: str = "bar", problem: str = "", waiting: int = 0) -> Reply:
    body = {"name": name, "problem": problem, "waiting": waiting}
    return await place.owner.put(f"/api/kitchen/{place.slug}/printers/", body)


async def shown(socket: aiohttp.ClientWebSocketResponse, *printers: tuple[str, str, int]) -> None:
    """Wait for a snapshot with these printers; one that came before may be sent once more at any time."""
    told: list[tuple[str, str, int]] | None = None
    while told != list(printers):
        snapshot = await heard(socket, "snapshot")
        told = [(one["name"], one["problem"], one["waiting"]) for one in snapshot["printers"]]


async def test_a_problem_is_on_every_display_at_once_and_gone_when_it_is_mended(
    restaurant: Place, server: TestServer
) -> None:
    """A fresh snapshot says it; the same report again says nothing new."""
    changes = "SELECT changes FROM restaurant_state"
    async with screen(restaurant.owner, restaurant.slug) as socket:
        await shown(socket)
        assert (await report(restaurant, "bar", "is out of paper", 3)).status == 200
        await shown(socket, ("bar", "is out of paper", 3))
        before = await server.app[POOL].fetchval(changes)
        await report(restaurant, "bar", "is out of paper", 3)
        assert await server.app[POOL].fetchval(changes) == before
        await report(restaurant)
        await shown(socket, ("bar", "", 0))
        assert await server.app[POOL].fetchval(changes) == before + 1


async def test_a_kitchen_has_twenty_printers_and_no_more(restaurant: Place) -> None:
    """The twenty-first is refused; the twentieth again is taken."""
    assert [(await report(restaurant, str(n))).status for n in range(20)] == [200] * 20
    assert (await report(restaurant, "one more")).status == 409
    assert (await report(restaurant, "19", "is offline")).status == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "", "problem": ""}, "name"),
        ({"name": "x" * 51}, "name"),
        ({"name": "bar", "problem": "x" * 201}, "problem"),
        ({"name": "bar", "waiting": -1}, "waiting"),
        ({"name": "bar", "waiting": 100_001}, "waiting"),
    ],
)
async def test_a_report_is_bounded(restaurant: Place, body: dict[str, object], field: str) -> None:
    """Each bad field is named."""
    answer = await restaurant.owner.put(f"/api/kitchen/{restaurant.slug}/printers/", body)
    assert (answer.status, answer.body["errors"][0]["field"]) == (400, field)


async def test_a_printer_that_says_nothing_any_more_is_failing(server: TestServer, restaurant: Place) -> None:
    """After three minutes it is counted and shown; one that was not heard of for a day is forgotten."""

    async def heard_of(minutes: float) -> None:
        moment = datetime.now(UTC) - timedelta(minutes=minutes)
        await server.app[POOL].execute(
            "UPDATE printers SET told_at = $2 WHERE restaurant_id = $1", UUID(restaurant.id), moment
        )

    async def problems() -> list[str]:
        state = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body
        return [printer["problem"] for printer in state["printers"]]

    await report(restaurant)
    await heard_of(2.9)
    assert await problems() == [""]
    await heard_of(3.1)
    assert await problems() == ["says nothing any more"]
    await server.app[WATCH].run_once()
    assert server.app[WATCH].printers_failing >= 1
    await heard_of(60 * 19)
    assert await problems() == []


async def test_a_printers_socket_is_no_display(server: TestServer, restaurant: Place) -> None:
    """It gets what displays get, and nobody is said to look; a display is."""
    path = f"/api/kitchen/{restaurant.slug}/displays/"
    async with screen(restaurant.owner, restaurant.slug, "?as=printer") as socket:
        await heard(socket, "snapshot")
        assert UUID(restaurant.id) not in server.app[HUB].restaurants()
        assert (await restaurant.owner.get(path)).body == {"seen_at": None}
        async with screen(restaurant.owner, restaurant.slug) as display:
            await heard(display, "snapshot")
            assert UUID(restaurant.id) in server.app[HUB].restaurants()
