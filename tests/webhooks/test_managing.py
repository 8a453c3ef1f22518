"""Webhooks as managers make, change and remove them."""

from typing import Any

import pytest

from tests.conftest import make_settings, start_server
from tests.fixtures.api import Api, Place
from tests.webhooks.hooks import hook, shown

URL = "https://till.example.com/hook?for=orders"
GOOD = {"url": URL, "events": ["order.placed"]}


@pytest.fixture
async def place(api: Api) -> Place:
    """A restaurant without a menu."""
    owner = await api.register("owner@example.com")
    made = await owner.post("/api/restaurants/", {"name": "Luigi's"})
    return Place(owner, api, made.body)


def path(place: Place, *more: object) -> str:
    return "/".join([f"/api/restaurants/{place.id}/webhooks", *map(str, more), ""])


async def test_a_secret_is_shown_once(place: Place, database: Any) -> None:
    """When it is made, and by no list; what is made is on."""
    made = await hook(place, URL, "order.placed", "item.86", "item.86")
    assert made["secret"].startswith("whsec_")
    listed = (await place.owner.get(path(place))).body
    assert listed == [{name: value for name, value in made.items() if name != "secret"}]
    assert (listed[0]["events"], listed[0]["state"], listed[0]["failures"]) == (
        ["order.placed", "item.86"],
        "on",
        0,
    )
    assert await database.fetchval("SELECT octet_length(secret) FROM webhooks") == 32


@pytest.mark.parametrize(
    "wrong",
    [
        {**GOOD, "url": "ftp://till.example.com/"},
        {**GOOD, "url": "https://user:password@till.example.com/"},
        {**GOOD, "url": "https://till.example.com:99999/"},
        {**GOOD, "url": "https://till.example.com:0/"},
        {**GOOD, "url": "https://till.example.com/#part"},
        {**GOOD, "url": "https://till.example.com/a b"},
        {**GOOD, "url": "https://[::1]/"},
        {**GOOD, "url": "https://till.example.com/" + "a" * 976},
        {**GOOD, "url": ""},
        {**GOOD, "events": []},
        {**GOOD, "events": ["order.burnt"]},
        {**GOOD, "events": ["order.placed"] * 8},
    ],
)
async def test_odd_ones_are_refused(place: Place, wrong: dict[str, Any]) -> None:
    """Addresses that cannot be told, and events that there are not."""
    assert (await place.owner.post(path(place), wrong)).status == 400
    assert (await place.owner.get(path(place))).body == []


async def test_plain_http_needs_a_network_that_is_allowed(place: Place, settings: Any, database: Any) -> None:
    """Where the settings name none, an address begins with https://."""
    del database
    async with start_server(make_settings(DATABASE_URL=settings.database_url.get_secret_value())) as strict:
        url = str(strict.make_url(path(place)))
        async with place.owner.session.post(
            url,
            json={**GOOD, "url": "http://till.example.com/"},
            headers={"Authorization": f"Bearer {place.owner.token}"},
        ) as reply:
            assert reply.status == 400
            assert (await reply.json())["errors"] == [
                {
                    "field": "url",
                    "message": "must begin with https://; http:// is for networks of AIQR_WEBHOOK_NETWORKS",
                }
            ]


async def test_ten_are_enough(place: Place) -> None:
    """The eleventh is a conflict, and so is an address for a second time."""
    for number in range(10):
        await hook(place, f"https://till.example.com/{number}", "item.86")
    more = await place.owner.post(path(place), GOOD)
    assert (more.status, "10 webhooks" in more.body["detail"]) == (409, True)
    same = await place.owner.post(path(place), {**GOOD, "url": "https://till.example.com/7"})
    assert (same.status, "already" in same.body["detail"]) == (409, True)


async def test_changed_paused_and_removed(place: Place) -> None:
    """What is not named stays; what is removed is gone for all that is asked of it."""
    made = await hook(place, "https://till.example.com/1", "item.86")
    one = path(place, made["id"])
    changed = (await place.owner.patch(one, {"events": ["item.back"]})).body
    assert (changed["url"], changed["events"], changed["state"]) == (
        "https://till.example.com/1",
        ["item.back"],
        "on",
    )
    assert (await place.owner.patch(one, {"paused": True})).body["state"] == "paused"
    moved = (await place.owner.patch(one, {"url": "https://till.example.com/2"})).body
    assert (moved["url"], moved["state"]) == ("https://till.example.com/2", "paused")
    assert (await place.owner.patch(one, {"url": "https://till.example.com:0x1/"})).status == 400
    assert await shown(place, made) == moved
    other = await hook(place, "https://till.example.com/3", "item.86")
    doubled = await place.owner.patch(path(place, other["id"]), {"url": "https://till.example.com/2"})
    assert (doubled.status, (await shown(place, other))["url"]) == (409, "https://till.example.com/3")
    same = await place.owner.patch(one, {"url": "https://till.example.com/2"})
    assert same.status == 200
    assert (await place.owner.delete(one)).status == 204
    for method, more, body in (
        ("patch", "", {"paused": True}),
        ("delete", "", None),
        ("post", "rotate/", None),
        ("post", "test/", None),
        ("post", "replay/", {}),
        ("get", "deliveries/", None),
    ):
        ask = getattr(place.owner, method)
        reply = await (ask(one + more, body) if body is not None else ask(one + more))
        assert reply.status == 404, (method, more)


async def test_those_of_another_restaurant_are_not_there(place: Place, api: Api) -> None:
    """Neither seen nor changed nor replayed, whoever asks."""
    made = await hook(place, "https://till.example.com/1", "item.86")
    stranger = await api.register("stranger@example.com")
    other = (await stranger.post("/api/restaurants/", {"name": "Other"})).body["id"]
    theirs = f"/api/restaurants/{other}/webhooks/"
    assert (await stranger.get(theirs)).body == []
    assert (await stranger.delete(f"{theirs}{made['id']}/")).status == 404
    assert (await stranger.post(f"{theirs}{made['id']}/test/")).status == 404
    assert (await stranger.get(f"{theirs}{made['id']}/deliveries/")).status == 404
    assert (await shown(place, made))["state"] == "on"


async def test_the_log_of_changes_has_the_host_and_no_path(place: Place) -> None:
    """Paths of such addresses are often secrets."""
    made = await hook(place, "https://till.example.com/secret-path", "item.86")
    one = path(place, made["id"])
    await place.owner.patch(one, {"paused": True})
    await place.owner.patch(one, {"paused": True})
    await place.owner.post(f"{one}rotate/")
    await place.owner.delete(one)
    entries = (await place.owner.get(f"/api/restaurants/{place.id}/log/")).body
    assert [(entry["action"], entry["subject"]) for entry in entries][:4] == [
        ("webhook.removed", "till.example.com"),
        ("webhook.rotated", "till.example.com"),
        ("webhook.changed", "till.example.com"),
        ("webhook.added", "till.example.com"),
    ]
    assert "secret-path" not in str(entries)
    assert (entries[2]["before"], entries[2]["after"]) == ({"state": "on"}, {"state": "paused"})


async def test_a_managers_key_may(place: Place, api: Api) -> None:
    """A script with a manager's key sets up its own webhook; a waiter's may not."""
    made = []
    for role in ("manager", "waiter"):
        key = await place.owner.post(f"/api/restaurants/{place.id}/keys/", {"name": role, "role": role})
        made.append((await api.as_(key.body["token"]).post(path(place), GOOD)).status)
    assert made == [201, 403]
