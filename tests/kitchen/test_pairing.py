"""A display is let in by the code that it shows."""

from typing import Any

import asyncpg
import pytest

from tests.fixtures.api import Api, Place


@pytest.fixture
async def place(api: Api) -> Place:
    """A restaurant without a menu."""
    owner = await api.register("owner@example.com")
    made = await owner.post("/api/restaurants/", {"name": "Luigi's"})
    return Place(owner, api, made.body)


async def offered(api: Api) -> dict[str, Any]:
    reply = await api.post("/api/kitchen/pair/")
    assert reply.status == 201, reply
    return dict(reply.body)


async def test_a_display_waits_until_a_manager_approves(place: Place, api: Api) -> None:
    """It asks, waits, is approved by the code as a person types it, and then follows its kitchen."""
    offer = await offered(api)
    assert offer["url"].endswith(f"/pair/{offer['code']}")
    assert (await api.post("/api/kitchen/pair/claim/", {"secret": offer["secret"]})).body[
        "status"
    ] == "waiting"
    manager = await place.staff("manager")
    typed = f"{offer['code'][:4].lower()} - {offer['code'][4:]}"
    approved = await manager.post(f"/api/restaurants/{place.id}/pair/", {"code": typed, "name": "Grill"})
    assert (approved.status, approved.body["role"], approved.body["first_name"]) == (201, "kitchen", "Grill")
    claim = (await api.post("/api/kitchen/pair/claim/", {"secret": offer["secret"]})).body
    assert (claim["status"], claim["slug"]) == ("approved", place.slug)
    display = api.as_(claim["access"])
    assert (await display.get(f"/api/kitchen/{place.slug}/orders/")).status == 200
    assert (await display.get(f"/api/restaurants/{place.id}/staff/")).status == 403
    assert (await api.post("/api/auth/refresh/", {"refresh": claim["refresh"]})).status == 200


async def test_a_code_works_once(place: Place, api: Api) -> None:
    """Neither approving nor claiming works a second time."""
    offer = await offered(api)
    path, claim = f"/api/restaurants/{place.id}/pair/", {"secret": offer["secret"]}
    assert (await place.owner.post(path, {"code": offer["code"]})).status == 201
    again = await place.owner.post(path, {"code": offer["code"]})
    assert (again.status, again.body["errors"][0]["field"]) == (400, "code")
    assert (await api.post("/api/kitchen/pair/claim/", claim)).status == 200
    assert (await api.post("/api/kitchen/pair/claim/", claim)).status == 404


async def test_a_code_ends_after_ten_minutes(place: Place, api: Api, database_url: str) -> None:
    """A forgotten code opens nothing, and the next offer sweeps it away."""
    offer = await offered(api)
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("UPDATE pairings SET expires_at = now()")
        approved = await place.owner.post(f"/api/restaurants/{place.id}/pair/", {"code": offer["code"]})
        assert approved.status == 400
        assert (await api.post("/api/kitchen/pair/claim/", {"secret": offer["secret"]})).status == 404
        await offered(api)
        assert await connection.fetchval("SELECT count(*) FROM pairings") == 1
    finally:
        await connection.close()


async def test_a_display_is_removed_like_anybody(place: Place, api: Api, database_url: str) -> None:
    """It stands in the staff list; removed, its tokens are dead and nothing of it is kept."""
    offer = await offered(api)
    member = await place.owner.post(f"/api/restaurants/{place.id}/pair/", {"code": offer["code"]})
    claim = (await api.post("/api/kitchen/pair/claim/", {"secret": offer["secret"]})).body
    staff = (await place.owner.get(f"/api/restaurants/{place.id}/staff/")).body
    assert member.body in staff
    removed = await place.owner.delete(f"/api/restaurants/{place.id}/staff/{member.body['id']}/")
    assert removed.status == 204
    assert (await api.as_(claim["access"]).get(f"/api/kitchen/{place.slug}/orders/")).status == 401
    assert (await api.post("/api/auth/refresh/", {"refresh": claim["refresh"]})).status == 401
    connection = await asyncpg.connect(database_url)
    try:
        assert await connection.fetchval("SELECT count(*) FROM users") == 1
    finally:
        await connection.close()


async def test_nobody_logs_in_as_a_display(place: Place, api: Api) -> None:
    """A display's account has no password, not even an empty one."""
    offer = await offered(api)
    member = await place.owner.post(f"/api/restaurants/{place.id}/pair/", {"code": offer["code"]})
    for password in ("", "x"):
        body = {"email": member.body["email"], "password": password}
        assert (await api.post("/api/auth/login/", body)).status == 401


@pytest.mark.parametrize("code", ["", "ABC", "12345678", "ABCDEFGHI", "ACDE\u0000GHJ"])
async def test_what_is_no_code_is_refused(place: Place, code: str) -> None:
    """A typing mistake names the field."""
    reply = await place.owner.post(f"/api/restaurants/{place.id}/pair/", {"code": code})
    assert (reply.status, reply.body["errors"][0]["field"]) == (400, "code")
