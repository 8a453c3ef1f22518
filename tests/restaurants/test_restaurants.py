"""Making, changing and ending restaurants."""

from typing import Any

import pytest

from tests.fixtures.api import Api

pytestmark = pytest.mark.shared_server


async def created(owner: Api, **values: Any) -> dict[str, Any]:
    reply = await owner.post("/api/restaurants/", {"name": "Zum Grünen Bäumle & Co.", **values})
    assert reply.status == 201, reply
    return dict(reply.body)


async def test_a_new_restaurant_has_its_defaults_and_a_slug_of_its_name(api: Api) -> None:
    """A name alone is enough, and who makes it owns it."""
    body = await created(await api.register(), name="Zum Weißen Rößle & Söhne")
    assert body.pop("created_at").endswith("Z")
    assert len(body.pop("id")) == 36
    assert body == {
        "name": "Zum Weißen Rößle & Söhne",
        "slug": "zum-weissen-rossle-and-sohne",
        "currency": "USD",
        "timezone": "UTC",
        "locale": "en",
        "is_open": True,
        "require_table_code": False,
        "max_quantity_per_line": 50,
        "max_items_per_order": 100,
        "hold_above": None,
        "hold_unproven": False,
        "day_starts": "04:00",
        "auto_ready": False,
        "alert_after": 10,
        "pause_unseen": False,
        "dishes_per_hour": None,
        "default_station": "",
        "hold_courses": False,
        "fire_after": None,
        "cancel_minutes": 5,
        "share_table": "guests",
        "order_types": ["eat_in", "take_away"],
        "about": "",
        "address": "",
        "phone": "",
        "accent": "",
        "suggestions": True,
        "money": {
            "taxes_included": True,
            "tax_rounding": "bill",
            "service_charge": None,
            "cover_charge": None,
            "tips": [],
            "cash_rounding": None,
            "tax_number": "",
            "pay": "end",
        },
        "logo_url": "",
        "cover_url": "",
        "role": "owner",
    }


async def test_equal_names_get_different_slugs(api: Api) -> None:
    """Ten restaurants may have one name, and one that no slug can be made of."""
    owner = await api.register()
    slugs = {(await created(owner, name="Orders"))["slug"] for _ in range(10)}
    assert len(slugs) == 10
    assert "orders" not in slugs
    assert (await created(owner, name="김밥천국"))["slug"] == "restaurant"


@pytest.mark.parametrize(
    "slug", ["ab", "-abc", "abc-", "Abc", "a b c", "orders", "items", "a" * 101, "a\x00b"]
)
async def test_a_bad_slug_is_refused(api: Api, slug: str) -> None:
    """A slug has 3 to 100 of a-z, 0-9 and hyphen, and is not a reserved word."""
    owner = await api.register()
    reply = await owner.post("/api/restaurants/", {"name": "X", "slug": slug})
    assert (reply.status, [error["field"] for error in reply.body["errors"]]) == (400, ["slug"])


async def test_a_slug_in_use_is_a_conflict(api: Api) -> None:
    """Two restaurants cannot share a slug, neither by making nor by changing."""
    owner = await api.register()
    await created(owner, slug="the-one")
    other = await created(owner, slug="the-other")
    assert (await owner.post("/api/restaurants/", {"name": "X", "slug": "the-one"})).status == 409
    assert (await owner.patch(f"/api/restaurants/{other['id']}/", {"slug": "the-one"})).status == 409
    kept = await owner.get(f"/api/restaurants/{other['id']}/")
    assert kept.body["slug"] == "the-other"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"currency": "XXX"}, "currency"),
        ({"currency": "eur"}, "currency"),
        ({"timezone": "Europe/Atlantis"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"locale": "klingon"}, "locale"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"capacity": 5}, "capacity"),
    ],
)
async def test_a_setting_that_cannot_be_is_named(api: Api, values: dict[str, Any], field: str) -> None:
    """Each wrong setting is refused by its name."""
    reply = await (await api.register()).post("/api/restaurants/", {"name": "X", **values})
    assert (reply.status, [error["field"] for error in reply.body["errors"]]) == (400, [field])


async def test_everything_that_is_wrong_is_named_at_once(api: Api) -> None:
    """One answer holds all mistakes."""
    body = {"name": "", "slug": "A", "currency": "XXX", "timezone": "nowhere", "locale": "?"}
    reply = await (await api.register()).post("/api/restaurants/", body)
    assert {error["field"] for error in reply.body["errors"]} == set(body)


async def test_settings_are_changed_one_by_one_or_sent_back_whole(api: Api) -> None:
    """PATCH takes some, PUT takes what GET answered."""
    owner = await api.register()
    made = await created(owner)
    path = f"/api/restaurants/{made['id']}/"
    patched = await owner.patch(path, {"is_open": False, "max_quantity_per_line": 9, "name": "New"})
    assert patched.body == made | {"is_open": False, "max_quantity_per_line": 9, "name": "New"}
    put = await owner.put(path, patched.body | {"timezone": "Asia/Seoul", "locale": "ko-KR"})
    assert (put.status, put.body) == (200, patched.body | {"timezone": "Asia/Seoul", "locale": "ko-KR"})
    assert (await owner.get(path)).body == put.body
    assert (await owner.get("/api/restaurants/")).body == [put.body]
    assert (await owner.put(path, {"is_open": True})).status == 400


async def test_an_empty_restaurant_is_erased(api: Api) -> None:
    """Without orders nothing is kept, and the slug is free again."""
    owner = await api.register()
    made = await created(owner, slug="short-lived")
    assert (await owner.delete(f"/api/restaurants/{made['id']}/")).status == 204
    assert (await owner.get(f"/api/restaurants/{made['id']}/")).status == 404
    assert (await owner.get("/api/restaurants/")).body == []
    await created(owner, slug="short-lived")


async def test_settings_sent_as_they_are_change_nothing(api: Api) -> None:
    """The same values again leave the menu's version, and so every cached menu, as they are; another value raises it."""
    owner = await api.register()
    place = await created(owner)
    address = f"/api/restaurants/{place['id']}/"
    menu = f"/api/public/menu/{place['slug']}/"
    before = (await api.get(menu)).body["version"]
    same = await owner.patch(address, {"name": place["name"], "is_open": True})
    assert same.status == 200
    assert (await owner.get(f"/api/restaurants/{place['id']}/menu/")).status == 200
    changed = await owner.patch(address, {"name": "Another"})
    assert changed.body["name"] == "Another"
    assert (await api.get(menu)).body["version"] == before + 1
