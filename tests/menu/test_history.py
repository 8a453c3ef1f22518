"""Versions of a menu that are kept, and going back to one."""

import copy
from typing import Any

import pytest

from tests.fixtures.api import MENU, Place

pytestmark = pytest.mark.shared_server


def with_price(price: str) -> dict[str, Any]:
    """MENU with another price for the Coke."""
    menu = copy.deepcopy(MENU)
    menu["categories"][1]["items"][0]["price"] = price
    return menu


async def history(place: Place) -> list[dict[str, Any]]:
    reply = await place.owner.get(f"/api/restaurants/{place.id}/menu/history/")
    assert reply.status == 200
    return list(reply.body)


async def put(place: Place, menu: dict[str, Any]) -> dict[str, Any]:
    reply = await place.owner.put(f"/api/restaurants/{place.id}/menu/", menu)
    assert reply.status == 200, reply
    return dict(reply.body)


async def test_each_document_that_changes_something_is_kept(restaurant: Place) -> None:
    """Who saved it, when, and what it changed; one that changes nothing is not another version."""
    made = await put(restaurant, with_price("3.50"))
    await put(restaurant, with_price("3.50"))
    newest, first = await history(restaurant)
    me = (await restaurant.owner.get("/api/auth/me/")).body["user"]["email"]
    assert (newest["version"], newest["saved_by"], newest["summary"]) == (made["version"], me, "1 changed")
    assert newest["items"] == first["items"] == 4
    assert "added" in first["summary"]


async def test_a_kept_version_can_be_put_in_place_again(restaurant: Place) -> None:
    """Its document is the menu as it was, and a PUT of it changes back exactly what was changed."""
    before = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/menu/")).body
    (first,) = await history(restaurant)
    await put(restaurant, with_price("3.50"))
    kept = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/menu/history/{first['version']}/")
    diff = await put(restaurant, kept.body)
    assert diff["changed"] == ["Drinks / Coke"]
    assert (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/menu/")).body == before
    assert len(await history(restaurant)) == 3


async def test_what_was_changed_by_parts_is_kept_before_it_is_replaced(restaurant: Place) -> None:
    """A price set on one item is not lost when a document replaces the menu."""
    coke = restaurant.item("Coke")
    part = {"variants": [{**coke["variants"][0], "price": "9.99"}]}
    assert (await restaurant.owner.patch(f"/api/items/{coke['id']}/", part)).status == 200
    await put(restaurant, with_price("3.50"))
    newest, before, _ = await history(restaurant)
    assert before["version"] == newest["version"] - 1
    assert (before["summary"], before["items"]) == ("Coke: changed (Regular 3.00 → 9.99)", newest["items"])
    kept = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/menu/history/{before['version']}/")
    assert kept.body["categories"][1]["items"][0]["price"] == "9.99"


async def test_a_dry_run_keeps_nothing(restaurant: Place) -> None:
    """Looking is not saving."""
    path = f"/api/restaurants/{restaurant.id}/menu/?dry_run=true"
    assert (await restaurant.owner.put(path, with_price("3.50"))).status == 200
    assert len(await history(restaurant)) == 1


async def test_the_history_is_the_managers_and_a_version_that_was_not_kept_is_404(restaurant: Place) -> None:
    """Kitchen staff may not read it, and a number that names nothing says so."""
    cook = await restaurant.staff("kitchen")
    path = f"/api/restaurants/{restaurant.id}/menu/history/"
    assert (await cook.get(path)).status == 403
    assert (await restaurant.owner.get(f"{path}99999/")).status == 404
