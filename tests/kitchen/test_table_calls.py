"""A table calls the staff."""

from typing import Any

import pytest

from server.wire.kitchen_messages import KitchenSnapshot
from server.wire.table_calls import CallMessage
from tests.fixtures.api import Api, Place, Reply
from tests.kitchen.test_socket import heard, screen

pytestmark = pytest.mark.shared_server


async def table_of(place: Place, name: str = "5") -> str:
    made = await place.owner.post(f"/api/restaurants/{place.id}/tables/", {"name": name})
    assert made.status == 201, made
    return str(made.body["code"])


async def call(place: Place, code: str, kind: str = "waiter", **more: Any) -> Reply:
    body = {"restaurant_slug": place.slug, "table_code": code, "kind": kind, **more}
    return await place.public.post("/api/public/calls/", body)


async def test_a_call_reaches_every_display_and_is_done_there(restaurant: Place) -> None:
    """It answers what the table needs to know; displays get it at once and again when it is done, and then no more."""
    code = await table_of(restaurant)
    async with screen(restaurant.owner, restaurant.slug) as socket:
        assert (await heard(socket, "snapshot"))["calls"] == []
        made = await call(restaurant, code, "bill", text="by card")
        assert made.status == 201
        assert set(made.body) == {"id", "kind", "table_identifier", "created_at"}
        assert (made.body["kind"], made.body["table_identifier"]) == ("bill", "5")
        sent = CallMessage.model_validate(await heard(socket, "call")).call
        assert (sent.id, sent.kind, sent.text, sent.done) == (made.body["id"], "bill", "by card", False)
        async with screen(restaurant.owner, restaurant.slug) as second:
            snapshot = KitchenSnapshot.model_validate(await heard(second, "snapshot"))
            assert [one.id for one in snapshot.calls] == [sent.id]
        done = await restaurant.owner.patch(f"/api/kitchen/calls/{sent.id}/", {"done": True})
        assert (done.status, done.body["done"], done.body["text"]) == (200, True, "by card")
        assert (await heard(socket, "call"))["call"]["done"] is True
    listed = await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")
    assert listed.body["calls"] == []


async def test_who_goes_there_is_named(restaurant: Place) -> None:
    """By the first name of the account that took the call; who comes second changes nothing."""
    await restaurant.owner.patch("/api/auth/me/", {"first_name": "Anna"})
    made = await call(restaurant, await table_of(restaurant))
    path = f"/api/kitchen/calls/{made.body['id']}/"
    assert (await restaurant.owner.patch(path, {"done": True})).body["taken_by"] == "Anna"
    other = await restaurant.staff("kitchen")
    await other.patch("/api/auth/me/", {"first_name": "Bert"})
    assert (await other.patch(path, {"done": True})).body["taken_by"] == "Anna"


async def test_the_same_call_again_is_the_same_while_it_is_open(restaurant: Place) -> None:
    """An equal call is 200 with the first; after it was done it is a new one; another kind or table is its own."""
    code, other = await table_of(restaurant), await table_of(restaurant, "6")
    first = await call(restaurant, code)
    again = await call(restaurant, code)
    assert (again.status, again.body) == (200, first.body)
    assert (await call(restaurant, code, "bill")).status == 201
    assert (await call(restaurant, other)).status == 201
    await restaurant.owner.patch(f"/api/kitchen/calls/{first.body['id']}/", {"done": True})
    new = await call(restaurant, code)
    assert new.status == 201
    assert new.body["id"] != first.body["id"]


async def test_a_table_has_five_open_calls_and_no_more(restaurant: Place) -> None:
    """The fifth is taken, the sixth refused with what to do; the fifth again is still 200."""
    code = await table_of(restaurant)
    assert [(await call(restaurant, code, "other", text=str(n))).status for n in range(5)] == [201] * 5
    assert (await call(restaurant, code, "other", text="5")).status == 409
    assert (await call(restaurant, code, "other", text="4")).status == 200


async def test_a_call_needs_a_table_of_that_restaurant(restaurant: Place) -> None:
    """A code of nowhere is 400 naming the field, an unknown slug 404, an unknown kind or field 400."""
    wrong = await call(restaurant, "nosuchcode234567")
    assert (wrong.status, wrong.body["errors"][0]["field"]) == (400, "table_code")
    code = await table_of(restaurant)
    assert (await call(restaurant, code, "dance")).status == 400
    assert (await call(restaurant, code, text="x" * 200)).status == 201
    assert (await call(restaurant, code, text="x" * 201)).status == 400
    body = {"restaurant_slug": "nowhere-at-all", "table_code": code, "kind": "bill"}
    assert (await restaurant.public.post("/api/public/calls/", body)).status == 404


async def test_only_its_own_kitchen_ends_a_call(restaurant: Place, api: Api) -> None:
    """A stranger gets 404, nobody 401; a call that is done stays done."""
    made = (await call(restaurant, await table_of(restaurant))).body
    path = f"/api/kitchen/calls/{made['id']}/"
    stranger = await api.register()
    assert (await stranger.patch(path, {"done": True})).status == 404
    assert (await api.patch(path, {"done": True})).status == 401
    cook = await restaurant.staff("kitchen")
    assert (await cook.patch(path, {"done": True})).status == 200
    assert (await cook.patch(path, {"done": True})).body["done"] is True
    assert (await cook.patch(path, {"done": False})).status == 400
    assert (await cook.patch("/api/kitchen/calls/999999/", {"done": True})).status == 404
