"""An account that is deleted, and the address of a restaurant that is."""

import asyncpg
import pytest

from tests.fixtures.api import PASSWORD, Api, MakeRestaurant, Place

pytestmark = pytest.mark.shared_server


async def test_a_deleted_account_is_gone(restaurant: Place, api: Api) -> None:
    """Its sessions end, its places are free, its login fails, and its e-mail can be registered anew."""
    cook = await restaurant.staff("kitchen")
    email = (await cook.get("/api/auth/me/")).body["user"]["email"]
    assert (await cook.send("DELETE", "/api/auth/me/", {"password": "not this one"})).status == 400
    assert (await cook.get("/api/auth/me/")).status == 200
    assert (await cook.send("DELETE", "/api/auth/me/", {"password": PASSWORD})).status == 204
    assert (await cook.get("/api/auth/me/")).status == 401
    assert (await api.post("/api/auth/login/", {"email": email, "password": PASSWORD})).status == 401
    staff = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/staff/")).body
    assert [member["role"] for member in staff] == ["owner"]
    again = await api.register(email)
    assert (await again.get("/api/auth/me/")).body["memberships"] == []


async def test_the_only_owner_stays(restaurant: Place) -> None:
    """Nobody leaves a restaurant without an owner: it is named, and nothing is deleted; with another owner it goes."""
    refused = await restaurant.owner.send("DELETE", "/api/auth/me/", {"password": PASSWORD})
    assert (refused.status, restaurant.info["name"] in refused.body["detail"]) == (409, True)
    heir = await restaurant.staff("manager")
    staff = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/staff/")).body
    path = f"/api/restaurants/{restaurant.id}/staff/{staff[1]['id']}/"
    assert (await restaurant.owner.patch(path, {"role": "owner"})).status == 200
    assert (await restaurant.owner.send("DELETE", "/api/auth/me/", {"password": PASSWORD})).status == 204
    assert (await heir.get(f"/api/restaurants/{restaurant.id}/")).body["role"] == "owner"


async def test_the_log_keeps_what_a_deleted_account_did(restaurant: Place) -> None:
    """Entries stay without the name of who is gone."""
    manager = await restaurant.staff("manager")
    coke = restaurant.item("Coke")["id"]
    assert (await manager.patch(f"/api/kitchen/items/{coke}/", {"available": False})).status == 200
    assert (await manager.send("DELETE", "/api/auth/me/", {"password": PASSWORD})).status == 204
    entries = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body
    assert [entry["who"] for entry in entries if entry["action"] == "item.sold_out"] == [""]


@pytest.mark.parametrize("ordered", [False, True])
async def test_the_slug_of_a_deleted_restaurant_is_its_owners_for_a_year(
    make_restaurant: MakeRestaurant, api: Api, database_url: str, *, ordered: bool
) -> None:
    """Printed codes lead there still: a stranger does not get it by making, renaming or chance; its owner, or a year later anybody, does."""
    place = await make_restaurant(slug="luigis")
    if ordered:
        assert (await place.order()).status == 201
    assert (await place.owner.delete(f"/api/restaurants/{place.id}/")).status == 204
    stranger = await api.register()
    assert (await stranger.post("/api/restaurants/", {"name": "Mine", "slug": "luigis"})).status == 409
    other = await stranger.post("/api/restaurants/", {"name": "Luigis"})
    assert (other.status, other.body["slug"]) == (201, "luigis-2")
    path = f"/api/restaurants/{other.body['id']}/"
    assert (await stranger.patch(path, {"slug": "luigis"})).status == 409
    back = await place.owner.post("/api/restaurants/", {"name": "Luigi", "slug": "luigis"})
    assert back.status == 201
    assert (await place.owner.delete(f"/api/restaurants/{back.body['id']}/")).status == 204
    connection = await asyncpg.connect(database_url)
    soon = (
        "SELECT free_at BETWEEN now() + interval '364 days' AND now() + interval '367 days' FROM former_slugs"
    )
    assert await connection.fetchval(soon)
    await connection.execute("UPDATE former_slugs SET free_at = now()")
    await connection.close()
    assert (await stranger.patch(path, {"slug": "luigis"})).status == 200


async def test_a_slug_that_was_changed_is_kept_too(restaurant: Place, api: Api) -> None:
    """Who gives their restaurant another address can go back to the old one, and nobody else can have it."""
    path, old = f"/api/restaurants/{restaurant.id}/", restaurant.slug
    assert (await restaurant.owner.patch(path, {"slug": "another-address"})).status == 200
    stranger = await api.register()
    assert (await stranger.post("/api/restaurants/", {"name": "Mine", "slug": old})).status == 409
    assert (await restaurant.owner.patch(path, {"slug": old})).status == 200
