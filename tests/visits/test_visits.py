"""What a table has ordered in this visit, over the network."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from server.domain.errors import DependencyAway
from server.domain.order import LineOwner
from server.events.model import OrderChanged, TableChanged
from server.restaurants.setup import TABLES
from server.visits import handlers
from server.visits.setup import VISITS
from server.visits.watchers import MAX_PER_TABLE, TableWatchers
from tests.fixtures.api import Place, Reply
from tests.fixtures.patience import PATIENCE
from tests.kitchen.test_table_calls import table_of
from tests.orders.samples import order as sample

pytestmark = pytest.mark.shared_server


async def look(place: Place, code: str) -> Reply:
    return await place.public.get(f"/api/public/tables/{code}/")


async def end(place: Place, table: str = "5") -> int:
    reply = await place.owner.post(f"/api/kitchen/{place.slug}/visits/end/", {"table_identifier": table})
    return reply.status


def totals(reply: Reply) -> tuple[str, list[tuple[int, str, str]]]:
    guests = [(one["guest"], one["name"], one["total"]) for one in reply.body["guests"]]
    return reply.body["total"], guests


async def test_who_scans_sees_the_visit_and_nothing_of_the_one_before(restaurant: Place) -> None:
    """Orders of the table's code count, others do not; once staff ended the visit the code shows nothing of it."""
    code, other = await table_of(restaurant), await table_of(restaurant, "6")
    assert totals(await look(restaurant, code)) == ("0.00", [])
    placed = await restaurant.order(restaurant.line("Coke", 2), table_code=code)
    await restaurant.order(restaurant.line("Water"), table_identifier="5")
    await restaurant.order(restaurant.line("Margherita"), table_code=other)
    seen = await look(restaurant, code)
    assert totals(seen) == ("6.00", [(0, "", "6.00")])
    assert placed.body["id"] not in json.dumps(seen.body)
    assert await end(restaurant) == 204
    assert totals(await look(restaurant, code)) == ("0.00", [])
    await restaurant.order(restaurant.line("Water"), table_code=code)
    assert totals(await look(restaurant, code)) == ("2.00", [(0, "", "2.00")])
    assert totals(await look(restaurant, other))[0] == "9.50"


async def test_guests_are_named_as_the_restaurant_has_it(restaurant: Place, server: TestServer) -> None:
    """By number as it comes, by first name where it says so, not at all where it is off."""
    code = await table_of(restaurant)
    link = await server.app[TABLES].find_table_link(code)
    assert link is not None
    assert await server.app[VISITS].join(link, "a token of a phone", "Ines") == LineOwner(1)
    assert await server.app[VISITS].join(link, "a token of a phone", "", "names") == LineOwner(1, "Ines")
    orders = server.app[VISITS].pool
    await restaurant.order(restaurant.line("Coke"), table_code=code)
    await orders.execute("UPDATE orders SET lines = jsonb_set(lines, '{0,guest}', '1')")
    assert totals(await look(restaurant, code))[1] == [(1, "", "3.00")]
    settings = f"/api/restaurants/{restaurant.id}/"
    await restaurant.owner.patch(settings, {"share_table": "names"})
    assert totals(await look(restaurant, code))[1] == [(1, "Ines", "3.00")]
    await restaurant.owner.patch(settings, {"share_table": "off"})
    assert (await look(restaurant, code)).status == 404


async def test_what_was_ordered_after_the_guests_left_stays(restaurant: Place) -> None:
    """An end that reaches the server late ends what was before its moment; one of the future ends what is there."""
    code = await table_of(restaurant)
    path = f"/api/kitchen/{restaurant.slug}/visits/end/"
    before = await restaurant.order(restaurant.line("Coke"), table_code=code)
    await restaurant.order(restaurant.line("Water"), table_code=code)
    wanted = {"table_identifier": "5", "left_at": before.body["created_at"]}
    assert (await restaurant.owner.post(path, wanted)).status == 204
    assert totals(await look(restaurant, code))[0] == "2.00"
    wanted["left_at"] = "2099-01-01T00:00:00Z"
    assert (await restaurant.owner.post(path, wanted)).status == 204
    assert totals(await look(restaurant, code))[0] == "0.00"
    await restaurant.order(restaurant.line("Coke"), table_code=code)
    assert totals(await look(restaurant, code))[0] == "3.00"


async def test_what_is_cancelled_is_in_no_total(restaurant: Place) -> None:
    """Neither a line nor a whole order."""
    code = await table_of(restaurant)
    placed = await restaurant.order(restaurant.line("Coke"), restaurant.line("Water"), table_code=code)
    gone = await restaurant.order(restaurant.line("Water"), table_code=code)
    await restaurant.public.post(f"/api/public/orders/{placed.body['id']}/cancel/", {"items": [1]})
    await restaurant.public.post(f"/api/public/orders/{gone.body['id']}/cancel/", {})
    assert totals(await look(restaurant, code)) == ("2.00", [(0, "", "2.00")])


async def test_a_code_is_the_only_key(restaurant: Place) -> None:
    """A wrong one is 404; a rotated one shows nothing, the new one goes on with the visit."""
    assert (await look(restaurant, "nothing")).status == 404
    tables = f"/api/restaurants/{restaurant.id}/tables/"
    made = (await restaurant.owner.post(tables, {"name": "5"})).body
    await restaurant.order(table_code=made["code"])
    new = (await restaurant.owner.post(f"{tables}{made['id']}/rotate/")).body["code"]
    assert (await look(restaurant, made["code"])).status == 404
    assert totals(await look(restaurant, new))[0] == "3.00"


async def test_only_members_end_a_visit(restaurant: Place) -> None:
    """Kitchen staff may; a stranger learns nothing, a table that is none is 404."""
    await table_of(restaurant)
    body = {"table_identifier": "5"}
    path = f"/api/kitchen/{restaurant.slug}/visits/end/"
    assert (await (await restaurant.staff("kitchen")).post(path, body)).status == 204
    assert (await (await restaurant.public.register()).post(path, body)).status == 404
    assert (await restaurant.public.post(path, body)).status == 401
    assert await end(restaurant, "7") == 404


async def next_event(stream: aiohttp.ClientResponse) -> dict[str, Any]:
    async for row in stream.content:
        if row.startswith(b"data: {"):
            return dict(json.loads(row.removeprefix(b"data: ")))
    raise AssertionError("the stream ended")


async def test_an_order_is_told_to_the_whole_table(restaurant: Place, http: aiohttp.ClientSession) -> None:
    """At once to those who look at it; calls, and the end of the visit, too."""
    code = await table_of(restaurant)
    async with http.get(f"/api/public/tables/{code}/events/") as stream, asyncio.timeout(PATIENCE):
        assert (await next_event(stream))["total"] == "0.00"
        await restaurant.order(table_code=code)
        assert (await next_event(stream))["total"] == "3.00"
        body = {"restaurant_slug": restaurant.slug, "table_code": code, "kind": "bill"}
        call = await restaurant.public.post("/api/public/calls/", body)
        assert (await next_event(stream))["calls"] == ["bill"]
        await restaurant.owner.patch(f"/api/kitchen/calls/{call.body['id']}/", {"done": True})
        assert (await next_event(stream))["calls"] == []
        assert await end(restaurant) == 204
        assert (await next_event(stream))["total"] == "0.00"


async def test_a_table_at_rest_says_that_its_stream_lives(
    restaurant: Place, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing changes an event says so, without the state, which was told already."""
    monkeypatch.setattr(handlers, "STILL_SECONDS", 0.01)
    code = await table_of(restaurant)
    async with http.get(f"/api/public/tables/{code}/events/") as stream, asyncio.timeout(PATIENCE):
        names = [row async for row in first_names(stream, 3)]
    assert names == ["table", "still", "still"]


async def first_names(stream: aiohttp.ClientResponse, count: int) -> AsyncIterator[str]:
    """The names of the first events."""
    async for row in stream.content:
        if row.startswith(b"event: "):
            yield row.decode().removeprefix("event: ").strip()
            count -= 1
        if not count:
            return


async def next_id(stream: aiohttp.ClientResponse) -> str:
    async for row in stream.content:
        if row.startswith(b"id: "):
            return row.decode().removeprefix("id: ").strip()
    raise AssertionError("the stream ended")


async def test_an_event_names_its_state_as_the_page_does(
    restaurant: Place, http: aiohttp.ClientSession
) -> None:
    """The same on both, again on a second stream, another after an order and after a call."""
    code = await table_of(restaurant)

    async def shown() -> str:
        async with http.get(f"/t/{code}", headers={"X-Fragment": "table"}) as answer:
            return (await answer.text()).split('data-state="')[1].split('"')[0]

    async with http.get(f"/api/public/tables/{code}/events/") as stream, asyncio.timeout(PATIENCE):
        begun = await next_id(stream)
        assert begun == await shown()
        await restaurant.order(table_code=code)
        ordered = await next_id(stream)
        assert ordered == await shown()
        async with http.get(f"/api/public/tables/{code}/events/") as second:
            assert await next_id(second) == ordered
        body = {"restaurant_slug": restaurant.slug, "table_code": code, "kind": "bill"}
        await restaurant.public.post("/api/public/calls/", body)
        called = await next_id(stream)
        assert called == await shown()
    assert len({begun, ordered, called}) == 3


def test_only_those_at_the_table_are_woken() -> None:
    """By an order of it, by a change of its visit, and by an order of which this process knows no table."""
    watchers, sample_order = TableWatchers(), sample(table_identifier="5")
    place = sample_order.restaurant_id
    five, six = watchers.add(place, 1, "5"), watchers.add(place, 2, "6")

    def woken() -> list[bool]:
        told = [five.changed.is_set(), six.changed.is_set()]
        five.changed.clear()
        six.changed.clear()
        return told

    watchers.on_event(OrderChanged(place, 1, sample_order.id, sample_order))
    assert woken() == [True, False]
    watchers.on_event(TableChanged(place, 2))
    assert woken() == [False, True]
    watchers.on_event(OrderChanged(place, 1, sample_order.id))
    assert woken() == [True, True]
    watchers.on_event(TableChanged(sample().restaurant_id, 2))
    assert woken() == [False, False]
    watchers.close()
    assert woken() == [True, True]


def test_open_streams_are_bounded() -> None:
    """As many as a table may have, and one more is refused; one that is closed makes room."""
    watchers, place = TableWatchers(), sample().restaurant_id
    opened = [watchers.add(place, 1, "5") for _ in range(MAX_PER_TABLE)]
    with pytest.raises(DependencyAway):
        watchers.add(place, 1, "5")
    watchers.remove(opened[0])
    watchers.add(place, 1, "5")
    watchers.add(place, 2, "6")
