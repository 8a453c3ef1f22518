"""Categories one at a time."""

from typing import Any

import pytest

from tests.fixtures.api import Place

pytestmark = pytest.mark.shared_server


def path(place: Place) -> str:
    return f"/api/restaurants/{place.id}/categories/"


async def listed(place: Place) -> list[dict[str, Any]]:
    categories: list[dict[str, Any]] = (await place.owner.get(path(place))).body
    return categories


async def test_a_new_category_stands_at_the_end(restaurant: Place) -> None:
    """Without a sort order a category comes after the others, and is public once it has an item."""
    made = await restaurant.owner.post(path(restaurant), {"name": " Desserts "})
    assert (made.status, made.body["name"], made.body["is_active"]) == (201, "Desserts", True)
    assert [c["name"] for c in await listed(restaurant)] == ["Pizza", "Drinks", "Desserts"]
    await restaurant.reload()
    assert [c["name"] for c in restaurant.menu["categories"]] == ["Pizza", "Drinks"]
    item = {"name": "Tiramisu", "price": "5.50"}
    await restaurant.owner.post(f"/api/categories/{made.body['id']}/items/", item)
    await restaurant.reload()
    assert [c["name"] for c in restaurant.menu["categories"]] == ["Pizza", "Drinks", "Desserts"]


async def test_what_get_answered_may_be_put_back(restaurant: Place) -> None:
    """A PUT of GET's answer changes neither the category nor the menu's version."""
    [category, _] = await listed(restaurant)
    one = f"/api/categories/{category['id']}/"
    assert (await restaurant.owner.get(one)).body == category
    put = await restaurant.owner.put(one, category)
    assert (put.status, put.body) == (200, category)
    version = restaurant.menu["version"]
    await restaurant.reload()
    assert restaurant.menu["version"] == version


async def test_a_patch_changes_what_it_names(restaurant: Place) -> None:
    """Hiding a category hides its items from diners; its name and place stay."""
    [category, _] = await listed(restaurant)
    one = f"/api/categories/{category['id']}/"
    hidden = await restaurant.owner.patch(one, {"is_active": False, "name": None})
    assert hidden.body == {**category, "is_active": False}
    await restaurant.reload()
    assert [c["name"] for c in restaurant.menu["categories"]] == ["Drinks"]
    moved = await restaurant.owner.patch(one, {"is_active": True, "sort_order": 9})
    assert moved.body == {**category, "sort_order": 9}
    await restaurant.reload()
    assert [c["name"] for c in restaurant.menu["categories"]] == ["Drinks", "Pizza"]


async def test_a_category_goes_with_its_items(restaurant: Place) -> None:
    """A deleted category and its items are gone, for members too."""
    [pizza, _] = await listed(restaurant)
    dish = restaurant.item("Margherita")["id"]
    assert (await restaurant.owner.delete(f"/api/categories/{pizza['id']}/")).status == 204
    assert (await restaurant.owner.get(f"/api/categories/{pizza['id']}/")).status == 404
    assert (await restaurant.owner.get(f"/api/items/{dish}/")).status == 404


async def test_what_orders_name_is_hidden_with_its_category(restaurant: Place) -> None:
    """A deleted category stays hidden for its ordered items; one made anew with its name is the same one."""
    await restaurant.order(restaurant.line("Coke"))
    [_, drinks] = await listed(restaurant)
    assert (await restaurant.owner.delete(f"/api/categories/{drinks['id']}/")).status == 204
    assert (await restaurant.owner.get(f"/api/categories/{drinks['id']}/")).body["is_active"] is False
    left = (await restaurant.owner.get(f"/api/categories/{drinks['id']}/items/")).body
    assert [(i["name"], i["is_active"]) for i in left] == [("Coke", False)]
    back = await restaurant.owner.post(path(restaurant), {"name": "Drinks"})
    assert (back.status, back.body["id"]) == (201, drinks["id"])


async def test_a_name_in_use_is_a_conflict(restaurant: Place) -> None:
    """Two visible categories cannot have one name, as a document knows them by it."""
    [pizza, _] = await listed(restaurant)
    for name in ("Drinks", "drinks", " DRINKS  "):
        assert (await restaurant.owner.post(path(restaurant), {"name": name})).status == 409
        patched = await restaurant.owner.patch(f"/api/categories/{pizza['id']}/", {"name": name})
        assert patched.status == 409


WRONG_CATEGORIES: list[tuple[dict[str, Any], str]] = [
    ({}, "name"),
    ({"name": ""}, "name"),
    ({"name": "  "}, "name"),
    ({"name": "x" * 201}, "name"),
    ({"name": "a\nb"}, "name"),
    ({"name": "a\x00b"}, "name"),
    ({"name": 7}, "name"),
    ({"name": "A", "sort_order": 2**31}, "sort_order"),
    ({"name": "A", "sort_order": "1"}, "sort_order"),
    ({"name": "A", "is_active": "yes"}, "is_active"),
    ({"name": "A", "id": 1}, "id"),
    ({"name": "A", "colour": "red"}, "colour"),
]


async def test_a_wrong_category_is_refused(restaurant: Place) -> None:
    """What is wrong is named by its field, and nothing is made."""
    for body, field in WRONG_CATEGORIES:
        reply = await restaurant.owner.post(path(restaurant), body)
        assert (reply.status, [e["field"] for e in reply.body["errors"]]) == (400, [field]), body
    assert len(await listed(restaurant)) == 2


async def test_an_id_in_the_body_must_be_that_of_the_path(restaurant: Place) -> None:
    """A PUT meant for another category is refused."""
    [pizza, drinks] = await listed(restaurant)
    reply = await restaurant.owner.put(f"/api/categories/{pizza['id']}/", {**drinks, "name": "New"})
    assert (reply.status, reply.body["errors"][0]["field"]) == (400, "id")


async def test_an_id_that_cannot_be_is_not_found(restaurant: Place) -> None:
    """Ids out of range or unknown are 404, for every method."""
    for number in ("0", "-1", "abc", str(2**63), str(2**63 - 1), "99999999999999999999"):
        for method, body in (("GET", None), ("PATCH", {"name": "A"}), ("DELETE", None)):
            reply = await restaurant.owner.send(method, f"/api/categories/{number}/", body)
            assert reply.status == 404, (method, number)
