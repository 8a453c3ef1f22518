"""Keys for scripts: what they may do, where, and until when."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from server.accounts.tokens import Caller, issue_key, read_access
from tests.conftest import SECRET
from tests.fixtures.api import PASSWORD, Api, MakeRestaurant, Place


@pytest.fixture
async def place(api: Api) -> Place:
    """A restaurant without a menu."""
    owner = await api.register("owner@example.com")
    made = await owner.post("/api/restaurants/", {"name": "Luigi's"})
    return Place(owner, api, made.body)


async def made_key(
    place: Place, name: str = "export", role: str = "manager", days: int = 30
) -> dict[str, Any]:
    body = {"name": name, "role": role, "expires_days": days}
    reply = await place.owner.post(f"/api/restaurants/{place.id}/keys/", body)
    assert reply.status == 201, reply
    return dict(reply.body)


async def test_a_key_does_what_its_role_may_in_its_restaurant_alone(place: Place, api: Api) -> None:
    """A manager's key reads tables and adds one; owners' things are refused, and another restaurant is not there."""
    stranger = await api.register("stranger@example.com")
    other = (await stranger.post("/api/restaurants/", {"name": "Other"})).body["id"]
    script = api.as_((await made_key(place))["token"])
    assert (await script.post(f"/api/restaurants/{place.id}/tables/", {"name": "1"})).status == 201
    assert (await script.get(f"/api/restaurants/{place.id}/keys/")).status == 403
    assert (await script.patch(f"/api/restaurants/{place.id}/", {"name": "X"})).status == 403
    assert (await script.get(f"/api/restaurants/{other}/tables/")).status == 404
    me = (await script.get("/api/auth/me/")).body
    assert [(m["restaurant"]["id"], m["role"]) for m in me["memberships"]] == [(place.id, "manager")]


async def test_a_kitchens_key_reads_orders_and_no_tables(place: Place, api: Api) -> None:
    """The lower role is kept to."""
    script = api.as_((await made_key(place, role="kitchen"))["token"])
    assert (await script.get(f"/api/kitchen/{place.slug}/orders/")).status == 200
    assert (await script.get(f"/api/restaurants/{place.id}/tables/")).status == 403


async def test_a_token_is_shown_once_and_kept_as_a_hash(place: Place, database_url: str) -> None:
    """No list shows it, no table holds it, and it says what it is."""
    made = await made_key(place)
    assert made["token"].startswith("aiqr_")
    listed = (await place.owner.get(f"/api/restaurants/{place.id}/keys/")).body
    assert [sorted(key) for key in listed] == [["created_at", "expires_at", "id", "name", "role"]]
    connection = await asyncpg.connect(database_url)
    try:
        stored = await connection.fetchval("SELECT length(token_hash) FROM api_keys")
        assert stored == 32
        assert await connection.fetchval("SELECT count(*) FROM api_keys a WHERE a::text LIKE '%aiqr_%'") == 0
    finally:
        await connection.close()


async def test_a_revoked_key_works_nowhere(place: Place, api: Api) -> None:
    """At once, while another one goes on; the same name may be used anew; revoking twice is a 404."""
    first, second = await made_key(place), await made_key(place, "till")
    path = f"/api/restaurants/{place.id}/keys/"
    assert (await place.owner.delete(f"{path}{first['id']}/")).status == 204
    assert (await api.as_(first["token"]).get("/api/auth/me/")).status == 401
    assert (await api.as_(first["token"]).get(f"/api/restaurants/{place.id}/tables/")).status == 401
    assert (await api.as_(second["token"]).get(f"/api/restaurants/{place.id}/tables/")).status == 200
    assert (await place.owner.delete(f"{path}{first['id']}/")).status == 404
    await made_key(place)
    assert [key["name"] for key in (await place.owner.get(path)).body] == ["export", "till"]


async def test_a_key_of_another_restaurant_cannot_be_revoked(place: Place, api: Api) -> None:
    """An owner elsewhere meets a 404, and the key goes on."""
    stranger = await api.register("stranger@example.com")
    other = (await stranger.post("/api/restaurants/", {"name": "Other"})).body["id"]
    made = await made_key(place)
    assert (await stranger.delete(f"/api/restaurants/{other}/keys/{made['id']}/")).status == 404
    assert (await api.as_(made["token"]).get("/api/auth/me/")).status == 200


async def test_a_key_ends(place: Place) -> None:
    """On its day, as the list says, and its token with it."""
    made = await made_key(place, days=1)
    lasts = datetime.fromisoformat(made["expires_at"]) - datetime.fromisoformat(made["created_at"])
    assert lasts == timedelta(days=1)
    caller = Caller(UUID(int=1), UUID(int=2))
    past = issue_key(caller, SECRET, datetime.now(UTC) - timedelta(days=1, seconds=1), timedelta(days=1))
    with pytest.raises(Exception, match="no longer"):
        read_access(past, SECRET)
    good = issue_key(caller, SECRET, datetime.now(UTC) - timedelta(hours=23), timedelta(days=1))
    assert read_access(good, SECRET) == caller


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "", "role": "manager"},
        {"name": "x" * 101, "role": "manager"},
        {"name": "x", "role": "owner"},
        {"name": "x", "role": "manager", "expires_days": 0},
        {"name": "x", "role": "manager", "expires_days": 1826},
    ],
)
async def test_odd_keys_are_refused(place: Place, wrong: dict[str, Any]) -> None:
    """No key is an owner, has no name, or lives for ever."""
    assert (await place.owner.post(f"/api/restaurants/{place.id}/keys/", wrong)).status == 400


async def test_a_key_may_be_a_waiters(place: Place, api: Api) -> None:
    """It sees the kitchen's orders, and no settings of tables."""
    script = api.as_((await made_key(place, role="waiter"))["token"])
    assert (await script.get(f"/api/kitchen/{place.slug}/orders/")).status == 200
    assert (await script.get(f"/api/restaurants/{place.id}/tables/")).status == 403


async def test_names_are_used_once_and_fifty_keys_are_enough(place: Place) -> None:
    """The second of a name and the fifty-first key are a conflict."""
    for i in range(50):
        await made_key(place, f"key {i}")
    path, body = f"/api/restaurants/{place.id}/keys/", {"role": "kitchen"}
    same = await place.owner.post(path, {**body, "name": "key 7"})
    more = await place.owner.post(path, {**body, "name": "key 50"})
    assert (same.status, more.status) == (409, 409)
    assert "key 7" in same.body["detail"]
    assert "50 keys" in more.body["detail"]


async def test_a_key_is_no_person(place: Place, api: Api) -> None:
    """It stands in no list of staff, owns no restaurant and takes no place that is offered to somebody."""
    made = await made_key(place)
    script = api.as_(made["token"])
    staff = (await place.owner.get(f"/api/restaurants/{place.id}/staff/")).body
    assert [m["email"] for m in staff] == ["owner@example.com"]
    refused = await script.post("/api/restaurants/", {"name": "Mine"})
    assert refused.status == 403
    assert "log in as yourself" in refused.body["detail"]
    invitation = await place.owner.post(
        f"/api/restaurants/{place.id}/staff/", {"email": "ben@example.com", "role": "kitchen"}
    )
    token = invitation.body["invite_url"].rsplit("/invite/", 1)[1]
    assert (await script.post("/api/auth/accept-invite/", {"token": token})).status in (400, 401, 403)
    assert (await api.post("/api/auth/accept-invite/", {"token": token, "password": PASSWORD})).status == 200


async def test_the_log_tells_of_keys_and_of_what_they_did(make_restaurant: MakeRestaurant, api: Api) -> None:
    """Made, used and revoked, each with who did it: the key by its name."""
    place = await make_restaurant()
    made = await made_key(place)
    script = api.as_(made["token"])
    category = (await script.post(f"/api/restaurants/{place.id}/categories/", {"name": "Soups"})).body
    assert category["name"] == "Soups"
    await place.owner.delete(f"/api/restaurants/{place.id}/keys/{made['id']}/")
    entries = (await place.owner.get(f"/api/restaurants/{place.id}/log/")).body
    told = [(e["who"], e["action"], e["subject"]) for e in entries][:3]
    me = (await place.owner.get("/api/auth/me/")).body["user"]["email"]
    assert told == [
        (me, "key.revoked", "export"),
        ("export", "category.added", "Soups"),
        (me, "key.created", "export"),
    ]
