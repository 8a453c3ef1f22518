"""Inviting, accepting, changing roles, removing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from tests.fixtures.api import PASSWORD, Api, Place

OTHER_PASSWORD = "another long phrase"


@pytest.fixture
async def place(api: Api) -> Place:
    """A restaurant without a menu."""
    owner = await api.register("owner@example.com")
    made = await owner.post("/api/restaurants/", {"name": "Luigi's"})
    assert made.status == 201
    return Place(owner, api, made.body)


async def invited(place: Place, by: Api, email: str, role: str = "kitchen") -> dict[str, Any]:
    reply = await by.post(f"/api/restaurants/{place.id}/staff/", {"email": email, "role": role})
    assert reply.status == 201, reply
    return dict(reply.body)


def token_of(invitation: dict[str, Any]) -> str:
    return str(invitation["invite_url"].rsplit("/invite/", 1)[1])


async def member_id(place: Place, email: str) -> int:
    staff = (await place.owner.get(f"/api/restaurants/{place.id}/staff/")).body
    return int(next(member["id"] for member in staff if member["email"] == email))


async def test_an_invitation_makes_an_account_and_a_place(place: Place, api: Api) -> None:
    """Who had no account gets one with the password that they choose, and is staff."""
    invitation = await invited(place, place.owner, "Cook@Example.com", "manager")
    assert invitation["email"] == "cook@example.com"
    assert (invitation["role"], invitation["status"]) == ("manager", "invited")
    body = {"token": token_of(invitation), "password": PASSWORD, "first_name": "Carla"}
    accepted = await api.post("/api/auth/accept-invite/", body)
    assert accepted.status == 200
    assert accepted.body["user"]["first_name"] == "Carla"
    me = (await api.as_(accepted.body["access"]).get("/api/auth/me/")).body
    assert me["memberships"] == [
        {"restaurant": {"id": place.id, "slug": place.slug, "name": "Luigi's"}, "role": "manager"}
    ]
    staff = (await place.owner.get(f"/api/restaurants/{place.id}/staff/")).body
    assert [(m["email"], m["role"], m["status"]) for m in staff] == [
        ("owner@example.com", "owner", "active"),
        ("cook@example.com", "manager", "active"),
    ]


async def test_an_invitation_works_once(place: Place, api: Api) -> None:
    """A link that was used lets nobody in."""
    token = token_of(await invited(place, place.owner, "cook@example.com"))
    assert (await api.post("/api/auth/accept-invite/", {"token": token, "password": PASSWORD})).status == 200
    again = await api.post("/api/auth/accept-invite/", {"token": token, "password": PASSWORD})
    assert (again.status, [error["field"] for error in again.body["errors"]]) == (400, ["token"])


async def test_inviting_again_kills_the_older_link(place: Place, api: Api) -> None:
    """Of two invitations only the newer one works, in the same place of the list."""
    first = await invited(place, place.owner, "cook@example.com")
    second = await invited(place, place.owner, "cook@example.com", "manager")
    assert (second["id"], second["role"]) == (first["id"], "manager")
    old = await api.post("/api/auth/accept-invite/", {"token": token_of(first), "password": PASSWORD})
    new = await api.post("/api/auth/accept-invite/", {"token": token_of(second), "password": PASSWORD})
    assert (old.status, new.status) == (400, 200)


async def test_an_invitation_ends_after_seven_days(place: Place, api: Api, database_url: str) -> None:
    """The day after its week a link is good for nothing; the database never held the link itself."""
    invitation = await invited(place, place.owner, "cook@example.com")
    connection = await asyncpg.connect(database_url)
    try:
        row = await connection.fetchrow("SELECT * FROM staff WHERE email = 'cook@example.com'")
        assert row is not None
        assert token_of(invitation) not in str(dict(row))
        lasts = row["invite_expires_at"] - datetime.now(UTC)
        assert timedelta(days=6, hours=23) < lasts <= timedelta(days=7)
        await connection.execute("UPDATE staff SET invite_expires_at = now() WHERE invite_hash IS NOT NULL")
    finally:
        await connection.close()
    late = await api.post("/api/auth/accept-invite/", {"token": token_of(invitation), "password": PASSWORD})
    assert late.status == 400


async def test_an_existing_account_proves_itself_and_keeps_its_password(place: Place, api: Api) -> None:
    """An invitation is no way into somebody's account: its own password, or being logged in, is needed."""
    cook = await api.register("cook@example.com")
    stranger = await api.register()
    token = token_of(await invited(place, place.owner, "cook@example.com"))
    for caller in (api, stranger):
        for body in ({"token": token}, {"token": token, "password": OTHER_PASSWORD}):
            assert (await caller.post("/api/auth/accept-invite/", body)).status == 401
    assert (await api.post("/api/auth/accept-invite/", {"token": token, "password": PASSWORD})).status == 200
    assert (await cook.get("/api/auth/me/")).body["memberships"][0]["role"] == "kitchen"
    login = {"email": "cook@example.com", "password": PASSWORD}
    assert (await api.post("/api/auth/login/", login)).status == 200


async def test_who_is_logged_in_accepts_without_a_password(place: Place, api: Api) -> None:
    """The access token of the invited account is proof enough."""
    cook = await api.register("cook@example.com")
    token = token_of(await invited(place, place.owner, "cook@example.com"))
    accepted = await cook.post("/api/auth/accept-invite/", {"token": token})
    assert (accepted.status, accepted.body["user"]["email"]) == (200, "cook@example.com")


async def test_a_new_account_needs_a_good_password(place: Place, api: Api) -> None:
    """Without one, or with a common one, nothing happens, and the link still works."""
    token = token_of(await invited(place, place.owner, "cook@example.com"))
    for body in ({"token": token}, {"token": token, "password": "password123"}):
        refused = await api.post("/api/auth/accept-invite/", body)
        assert (refused.status, refused.body["errors"][0]["field"]) == (400, "password")
    assert (await api.post("/api/auth/accept-invite/", {"token": token, "password": PASSWORD})).status == 200


async def test_a_member_is_not_invited_twice(place: Place) -> None:
    """Inviting who works here already is a conflict and changes nothing."""
    cook = await place.staff("kitchen")
    email = (await cook.get("/api/auth/me/")).body["user"]["email"]
    body = {"email": email, "role": "manager"}
    assert (await place.owner.post(f"/api/restaurants/{place.id}/staff/", body)).status == 409
    assert (await cook.get("/api/auth/me/")).body["memberships"][0]["role"] == "kitchen"


async def test_nobody_is_invited_as_owner(place: Place) -> None:
    """Owners are made of members, not by a link that may go astray."""
    body = {"email": "x@example.com", "role": "owner"}
    assert (await place.owner.post(f"/api/restaurants/{place.id}/staff/", body)).status == 400


async def test_a_manager_looks_after_waiters_and_kitchen_staff_only(place: Place) -> None:
    """A manager can neither make nor unmake managers and owners."""
    manager = await place.staff("manager")
    path = f"/api/restaurants/{place.id}/staff/"
    assert (await manager.post(path, {"email": "m@example.com", "role": "manager"})).status == 403
    pending = await invited(place, place.owner, "m@example.com", "manager")
    assert (await manager.post(path, {"email": "m@example.com", "role": "kitchen"})).status == 403
    assert (await manager.delete(f"{path}{pending['id']}/")).status == 403
    cook = await invited(place, manager, "k@example.com")
    waiter = await invited(place, manager, "w@example.com", "waiter")
    assert (await manager.patch(f"{path}{cook['id']}/", {"role": "waiter"})).body["role"] == "waiter"
    assert (await manager.patch(f"{path}{waiter['id']}/", {"role": "kitchen"})).body["role"] == "kitchen"
    assert (await manager.patch(f"{path}{cook['id']}/", {"role": "manager"})).status == 403
    owner = await member_id(place, "owner@example.com")
    assert (await manager.patch(f"{path}{owner}/", {"role": "kitchen"})).status == 403
    assert (await manager.delete(f"{path}{owner}/")).status == 403
    assert (await manager.delete(f"{path}{cook['id']}/")).status == 204


async def test_the_last_owner_cannot_go(place: Place) -> None:
    """There is always an owner; with a second one the first may step down."""
    path = f"/api/restaurants/{place.id}/staff/"
    owner = await member_id(place, "owner@example.com")
    assert (await place.owner.delete(f"{path}{owner}/")).status == 409
    assert (await place.owner.patch(f"{path}{owner}/", {"role": "manager"})).status == 409
    await place.staff("manager")
    second = next(m for m in (await place.owner.get(path)).body if m["role"] == "manager")
    assert (await place.owner.patch(f"{path}{second['id']}/", {"role": "owner"})).body["role"] == "owner"
    assert (await place.owner.patch(f"{path}{owner}/", {"role": "manager"})).status == 200
    assert (await place.owner.delete(f"{path}{second['id']}/")).status == 403


async def test_who_is_removed_sees_nothing_any_more(place: Place) -> None:
    """From the moment of removal the restaurant does not exist for them."""
    cook = await place.staff("kitchen")
    path = f"/api/restaurants/{place.id}/"
    assert (await cook.get(path)).status == 200
    email = (await cook.get("/api/auth/me/")).body["user"]["email"]
    removed = await place.owner.delete(f"{path}staff/{await member_id(place, email)}/")
    assert removed.status == 204
    assert (await cook.get(path)).status == 404
    assert (await cook.get("/api/restaurants/")).body == []
    assert (await place.owner.delete(f"{path}staff/999999/")).status == 404


async def test_staff_stand_in_the_order_of_their_roles(place: Place) -> None:
    """Owners first, then managers, waiters and the kitchen, whenever each was invited."""
    for role in ("kitchen", "waiter", "manager"):
        await invited(place, place.owner, f"{role}@example.com", role)
    staff = (await place.owner.get(f"/api/restaurants/{place.id}/staff/")).body
    assert [member["role"] for member in staff] == ["owner", "manager", "waiter", "kitchen"]
