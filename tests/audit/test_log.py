"""Who changed what: written with the change, seen by owners, altered by nobody."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from server.audit.log import Entry, describe, record
from server.db.setup import POOL
from tests.fixtures.api import Place

pytestmark = pytest.mark.shared_server


async def entries(place: Place, **query: Any) -> list[dict[str, Any]]:
    """The restaurant's log without ids and times, oldest first, from after it was made."""
    reply = await place.owner.get(f"/api/restaurants/{place.id}/log/", params=query)
    assert reply.status == 200, reply
    return [{k: v for k, v in entry.items() if k not in ("id", "at")} for entry in reversed(reply.body)]


async def newest(place: Place) -> tuple[str, str, Any, Any]:
    """The last entry: what, about what, before, after. It is by the owner."""
    entry = (await entries(place, limit=1))[0]
    me = (await place.owner.get("/api/auth/me/")).body
    assert entry["who"] == me["user"]["email"]
    return entry["action"], entry["subject"], entry["before"], entry["after"]


async def test_a_price_is_logged_with_both_values(restaurant: Place) -> None:
    """One that changes a price alone holds that price as it was and as it is; the menu's history names it with its author."""
    item = restaurant.item("Coke")
    variant = {**item["variants"][0], "price": "3.75"}
    changed = await restaurant.owner.patch(f"/api/items/{item['id']}/", {"variants": [variant]})
    assert changed.status == 200, changed
    label, price = item["variants"][0]["label"], item["variants"][0]["price"]
    assert await newest(restaurant) == (
        "item.changed",
        "Coke",
        {"prices": {label: price}},
        {"prices": {label: "3.75"}},
    )
    history = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/menu/history/")).body
    assert history[0]["items"] is None
    assert history[0]["summary"] == f"Coke: changed ({label or 'prices'} {price} → 3.75)"
    assert history[0]["saved_by"].endswith("@example.com")


async def test_a_menu_that_is_put_back_is_logged(restaurant: Place) -> None:
    """A rollback, which is an older document put again, stands in the log with its author, as the replacement before it does."""
    path = f"/api/restaurants/{restaurant.id}/menu/"
    older = (await restaurant.owner.get(path)).body
    newer = {**older, "categories": older["categories"][:1]}
    before = len(await entries(restaurant, action="menu.replaced"))
    for document in (newer, older):
        assert (await restaurant.owner.put(path, document)).status == 200
        assert (await newest(restaurant))[0] == "menu.replaced"
    assert len(await entries(restaurant, action="menu.replaced")) == before + 2


async def test_what_the_kitchen_sells_out_and_cancels_is_logged(restaurant: Place) -> None:
    """An 86, its end and a cancellation are there; a status on the way is not, as it is no change of anybody's rights."""
    item = restaurant.item("Coke")["id"]
    for available, action in ((False, "item.sold_out"), (True, "item.available")):
        said = await restaurant.owner.patch(f"/api/kitchen/items/{item}/", {"available": available})
        assert said.status == 200, said
        assert await newest(restaurant) == (action, "Coke", None, None)
    order = (await restaurant.order()).body
    before = len(await entries(restaurant))
    for status in ("preparing", "cancelled"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{order['id']}/", {"status": status})
    assert len(await entries(restaurant)) == before + 1
    assert await newest(restaurant) == (
        "order.cancelled",
        str(order["number"]),
        None,
        {"order_id": order["id"]},
    )


async def test_roles_settings_and_hours_are_logged(restaurant: Place) -> None:
    """Each with what it was before, where there was something, and without an entry where nothing changed."""
    place = f"/api/restaurants/{restaurant.id}/"
    for _ in range(2):
        await restaurant.owner.patch(place, {"require_table_code": True})
    assert await newest(restaurant) == (
        "restaurant.changed",
        restaurant.info["name"],
        {"require_table_code": False},
        {"require_table_code": True},
    )
    assert len(await entries(restaurant, action="restaurant.changed")) == 1
    invited = await restaurant.owner.post(f"{place}staff/", {"email": "cook@example.com", "role": "kitchen"})
    assert invited.status == 201, invited
    assert await newest(restaurant) == ("staff.invited", "cook@example.com", None, {"role": "kitchen"})
    member = f"{place}staff/{invited.body['id']}/"
    await restaurant.owner.patch(member, {"role": "manager"})
    assert await newest(restaurant) == (
        "staff.role_changed",
        "cook@example.com",
        {"role": "kitchen"},
        {"role": "manager"},
    )
    await restaurant.owner.delete(member)
    assert await newest(restaurant) == ("staff.removed", "cook@example.com", {"role": "manager"}, None)


async def test_entries_are_read_in_pages(restaurant: Place) -> None:
    """The newest come first, as many as wanted; the next page begins before the last one seen."""
    for number in range(3):
        await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"name": f"Name {number}"})
    url = f"/api/restaurants/{restaurant.id}/log/"
    first = (await restaurant.owner.get(url, params={"limit": 2})).body
    assert [entry["subject"] for entry in first] == ["Name 2", "Name 1"]
    second = (await restaurant.owner.get(url, params={"limit": 1, "before": first[-1]["id"]})).body
    assert [entry["subject"] for entry in second] == ["Name 0"]
    assert (await restaurant.owner.get(url, params={"limit": 501})).status == 400


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET subject = ''", "DELETE FROM audit_log", "TRUNCATE audit_log"]
)
async def test_nobody_alters_the_log(restaurant: Place, server: TestServer, statement: str) -> None:
    """The database itself refuses to change an entry or to take one away."""
    pool = server.app[POOL]
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only added to"):
        await pool.execute(statement)
    assert (await entries(restaurant))[0]["action"] == "restaurant.created"


async def test_a_change_that_fails_leaves_no_entry(restaurant: Place, server: TestServer) -> None:
    """The entry is in the transaction of the change, and goes with it."""
    pool = server.app[POOL]
    before = len(await entries(restaurant))

    async def change() -> None:
        async with pool.acquire() as connection, connection.transaction():
            await record(connection, UUID(restaurant.id), "hours.changed")
            raise LookupError

    with pytest.raises(LookupError):
        await change()
    assert len(await entries(restaurant)) == before


def test_an_entry_says_what_changed_in_one_line() -> None:
    """Prices with both values, other fields by their names; what is new or gone by its name alone."""

    def said(action: str, before: Any, after: Any) -> str:
        return describe(Entry(1, None, "", action, "Coke", before, after))  # type: ignore[arg-type]

    prices = ({"prices": {"": "3.00", "L": "4.00"}}, {"prices": {"": "3.50", "L": "4.00", "XL": "5.00"}})
    assert said("item.changed", *prices) == "Coke: changed (prices 3.00 → 3.50, XL – → 5.00)"
    assert said("item.changed", {"is_active": True}, {"is_active": False}) == "Coke: changed (is active)"
    assert said("item.added", {}, {"name": "Coke"}) == "Coke: added"
    assert said("item.removed", None, None) == "Coke: removed"
