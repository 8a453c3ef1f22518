"""Items one at a time, with their variants and modifier groups."""

from copy import deepcopy
from typing import Any

import pytest

from server.menu import limits
from tests.fixtures.api import MakeRestaurant, Place, Reply

pytestmark = pytest.mark.shared_server

TEA: dict[str, Any] = {"name": "Tea", "price": "2.50"}


def category_of(place: Place, name: str) -> int:
    return int(next(c["id"] for c in place.menu["categories"] if c["name"] == name))


async def add(place: Place, body: dict[str, Any], category: str = "Drinks") -> Reply:
    return await place.owner.post(f"/api/categories/{category_of(place, category)}/items/", body)


async def items_of(place: Place, category: str) -> list[str]:
    reply = await place.owner.get(f"/api/categories/{category_of(place, category)}/items/")
    return [item["name"] for item in reply.body]


async def get(place: Place, name: str) -> dict[str, Any]:
    item: dict[str, Any] = (await place.owner.get(one(place, name))).body
    return item


def one(place: Place, name: str) -> str:
    return f"/api/items/{place.item(name)['id']}/"


async def test_a_price_alone_is_one_regular_variant(restaurant: Place) -> None:
    """The short form makes a default variant "Regular", and all that was left out has its usual value."""
    reply = await add(restaurant, TEA)
    item = reply.body
    assert reply.status == 201
    assert item["variants"] == [
        {
            "id": item["variants"][0]["id"],
            "label": "Regular",
            "price": "2.50",
            "is_default": True,
            "aliases": [],
            "available": True,
            "when": "",
            "translations": {},
        }
    ]
    assert item == {
        **item,
        "category_id": category_of(restaurant, "Drinks"),
        "description": "",
        "image_url": "",
        "aliases": [],
        "tags": [],
        "allergens": [],
        "station": "",
        "is_active": True,
        "available": True,
        "modifier_groups": [],
        "number": "",
        "portions": None,
        "meal_item_id": None,
        "when": "",
        "photo_url": "",
        "translations": {},
    }
    assert await items_of(restaurant, "Drinks") == ["Coke", "Water", "Tea"]
    await restaurant.reload()
    assert restaurant.item("Tea") == item


async def test_what_get_answered_may_be_put_back(restaurant: Place) -> None:
    """A PUT of GET's answer changes neither the item nor the menu's version."""
    item = await get(restaurant, "Margherita")
    put = await restaurant.owner.put(one(restaurant, "Margherita"), item)
    assert (put.status, put.body) == (200, item)
    version = restaurant.menu["version"]
    await restaurant.reload()
    assert restaurant.menu["version"] == version


async def test_a_put_replaces_the_item(restaurant: Place) -> None:
    """What a PUT leaves out is not kept, but for the item's place and availability; labels keep their ids."""
    before = await get(restaurant, "Margherita")
    body = {"name": "Margherita", "variants": [{"label": "large", "price": "13.00"}]}
    item = (await restaurant.owner.put(one(restaurant, "Margherita"), body)).body
    assert (item["modifier_groups"], item["station"], item["sort_order"]) == ([], "", before["sort_order"])
    assert [(v["id"], v["price"]) for v in item["variants"]] == [(before["variants"][1]["id"], "13.00")]


async def test_a_patch_changes_what_it_names(restaurant: Place) -> None:
    """One field of a PATCH leaves the others as they are."""
    before = await get(restaurant, "Margherita")
    patched = await restaurant.owner.patch(
        one(restaurant, "Margherita"), {"description": "Tomato", "aliases": ["rita"], "name": None}
    )
    assert patched.body == {**before, "description": "Tomato", "aliases": ["rita"]}


async def test_lists_replace_lists_by_id_then_by_name(restaurant: Place) -> None:
    """In a PATCH a part with an id is that part under any name; one without is its namesake; the rest is new."""
    before = await get(restaurant, "Margherita")
    [medium, large] = before["variants"]
    [toppings] = before["modifier_groups"]
    [onions, cheese, _] = toppings["modifiers"]
    body = {
        "variants": [
            {"id": medium["id"], "label": "Normal", "price": "10.00"},
            {"label": "LARGE", "price": "12.50"},
            {"label": "Family", "price": "20.00"},
        ],
        "modifier_groups": [
            {
                "name": "toppings",
                "modifiers": [
                    {"id": cheese["id"], "name": "More cheese"},
                    {"name": "Onions"},
                    {"name": "Egg"},
                ],
            }
        ],
    }
    item = (await restaurant.owner.patch(one(restaurant, "Margherita"), body)).body
    [normal, big, family] = item["variants"]
    assert (normal["id"], normal["label"], big["id"]) == (medium["id"], "Normal", large["id"])
    assert family["id"] not in (medium["id"], large["id"])
    [group] = item["modifier_groups"]
    assert group["id"] == toppings["id"]
    assert [m["id"] for m in group["modifiers"]][:2] == [cheese["id"], onions["id"]]
    assert group["modifiers"][2]["id"] > max(m["id"] for m in toppings["modifiers"])


async def test_ids_of_another_item_are_refused(restaurant: Place) -> None:
    """An id names a part of this item, or the request is refused with its field."""
    other = await get(restaurant, "Pepperoni pizza")
    body = deepcopy(await get(restaurant, "Margherita"))
    body["variants"][0]["id"] = other["variants"][0]["id"]
    body["modifier_groups"][0]["modifiers"][1]["id"] = other["modifier_groups"][0]["modifiers"][1]["id"]
    reply = await restaurant.owner.put(one(restaurant, "Margherita"), body)
    assert reply.status == 400
    fields = {e["field"] for e in reply.body["errors"]}
    assert fields == {"variants[0].id", "modifier_groups[0].modifiers[1].id"}
    twice = [{"id": other["variants"][0]["id"], "label": x, "price": "1"} for x in "ab"]
    reply = await restaurant.owner.patch(one(restaurant, "Pepperoni pizza"), {"variants": twice})
    assert (reply.status, [e["field"] for e in reply.body["errors"]]) == (400, ["variants[1].id"])


async def test_a_price_changes_the_one_variant(restaurant: Place) -> None:
    """A PATCH of the price keeps the only variant's label and id; with several it is refused."""
    before = await get(restaurant, "Coke")
    patched = await restaurant.owner.patch(one(restaurant, "Coke"), {"price": "3.20"})
    assert patched.body["variants"] == [{**before["variants"][0], "price": "3.20"}]
    refused = await restaurant.owner.patch(one(restaurant, "Margherita"), {"price": "3.20"})
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "price")


async def test_an_item_moves_to_another_category(restaurant: Place) -> None:
    """Another category_id moves the item to the end of that category; one that is not there is refused."""
    drinks = category_of(restaurant, "Drinks")
    moved = await restaurant.owner.patch(one(restaurant, "Margherita"), {"category_id": drinks})
    assert moved.body["category_id"] == drinks
    assert await items_of(restaurant, "Drinks") == ["Coke", "Water", "Margherita"]
    refused = await restaurant.owner.patch(one(restaurant, "Coke"), {"category_id": 10**6})
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "category_id")


async def test_no_category_of_another_restaurant(restaurant: Place, make_restaurant: MakeRestaurant) -> None:
    """An item cannot be moved into, or made in, another restaurant's category."""
    other = await make_restaurant()
    category = category_of(other, "Drinks")
    moved = await restaurant.owner.patch(one(restaurant, "Coke"), {"category_id": category})
    assert moved.status == 400
    made = await restaurant.owner.post(f"/api/categories/{category}/items/", TEA)
    assert made.status == 404
    await other.reload()
    assert [i["name"] for i in other.menu["categories"][1]["items"]] == ["Coke", "Water"]


async def test_an_unordered_item_is_erased_and_an_ordered_one_hidden(restaurant: Place) -> None:
    """What no order names is gone; what one names is hidden, and comes back when it is made anew."""
    await restaurant.order(restaurant.line("Coke"))
    for name in ("Coke", "Water"):
        assert (await restaurant.owner.delete(one(restaurant, name))).status == 204
    assert (await restaurant.owner.get(one(restaurant, "Water"))).status == 404
    assert (await get(restaurant, "Coke"))["is_active"] is False
    again = await add(restaurant, {"name": "coke", "price": "3.50"})
    assert (again.status, again.body["id"]) == (201, restaurant.item("Coke")["id"])
    assert (again.body["name"], again.body["variants"][0]["price"]) == ("coke", "3.50")


async def test_hidden_items_do_not_grow_without_end(
    restaurant: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of items that are kept for orders alone the oldest go, and their orders keep their text."""
    monkeypatch.setattr(limits, "MAX_HIDDEN", 1)
    placed = await restaurant.order(restaurant.line("Coke"), restaurant.line("Water"))
    for name in ("Coke", "Water"):
        await restaurant.owner.delete(one(restaurant, name))
    assert await items_of(restaurant, "Drinks") == ["Water"]
    status = await restaurant.public.get(f"/api/public/orders/{placed.body['id']}/status/")
    assert [line["name"] for line in status.body["items"]] == ["Coke", "Water"]


@pytest.mark.parametrize("limit", ["MAX_ITEMS", "MAX_STORED_BYTES"])
async def test_a_full_menu_takes_no_more(
    restaurant: Place, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    """Where a menu holds all that it may, a new item is a conflict that says so, and nothing is made."""
    monkeypatch.setattr(limits, limit, 4)
    reply = await add(restaurant, TEA)
    assert reply.status == 409
    assert "at most" in reply.body["detail"]
    assert await items_of(restaurant, "Drinks") == ["Coke", "Water"]


async def test_a_name_in_use_is_a_conflict(restaurant: Place) -> None:
    """Two items of a category cannot have one name; in another category it is free."""
    assert (await add(restaurant, {"name": "COKE", "price": "1"})).status == 409
    assert (await restaurant.owner.patch(one(restaurant, "Water"), {"name": "Coke"})).status == 409
    assert (await add(restaurant, {"name": "Coke", "price": "1"}, "Pizza")).status == 201


async def test_availability_in_a_body_is_set(restaurant: Place) -> None:
    """An item can be made sold out, or its availability changed with the rest of it."""
    made = await add(restaurant, {**TEA, "available": False})
    assert made.body["available"] is False
    back = await restaurant.owner.patch(f"/api/items/{made.body['id']}/", {"available": True})
    assert back.body["available"] is True
    await restaurant.reload()
    assert restaurant.item("Tea")["available"] is True


S, L = {"label": "S", "price": "1"}, {"label": "L", "price": "2"}


WRONG_ITEMS: list[tuple[dict[str, Any], list[str]]] = [
    ({"price": None}, ["variants"]),
    ({"price": None, "variants": []}, ["variants"]),
    ({"variants": [S]}, ["price"]),
    ({"price": "-1"}, ["price"]),
    ({"price": 2.5}, ["price"]),
    ({"price": "2.505"}, ["price"]),
    ({"price": "1e3"}, ["price"]),
    ({"price": "9999999999"}, ["price"]),
    ({"price": None, "variants": [S, {**L, "label": "s"}]}, ["variants[1].label"]),
    (
        {"price": None, "variants": [{**S, "is_default": True}, {**L, "is_default": True}]},
        ["variants[1].is_default"],
    ),
    ({"price": None, "variants": [{**S, "price": "1.001"}]}, ["variants[0].price"]),
    ({"price": None, "variants": [{**S, "id": 1}]}, ["variants[0].id"]),
    (
        {"modifier_groups": [{"name": "A", "min_select": 2, "max_select": 1}]},
        ["modifier_groups[0].min_select"],
    ),
    ({"modifier_groups": [{"name": "A"}, {"name": "a"}]}, ["modifier_groups[1].name"]),
    (
        {"modifier_groups": [{"name": "A", "modifiers": [{"name": "x"}, {"name": "X"}]}]},
        ["modifier_groups[0].modifiers[1].name"],
    ),
    (
        {"modifier_groups": [{"name": "A", "modifiers": [{"name": "x", "price_adjustment": "0.001"}]}]},
        ["modifier_groups[0].modifiers[0].price_adjustment"],
    ),
    ({"image_url": "javascript:alert(1)"}, ["image_url"]),
    ({"description": "x" * 2001}, ["description"]),
    ({"name": "", "station": 7, "size": 1}, ["name", "station", "size"]),
    ({"id": 10**6}, ["id"]),
    ({"category_id": 10**6}, ["category_id"]),
]


async def test_a_wrong_item_is_refused(restaurant: Place) -> None:
    """All that is wrong is named by its fields, and nothing is made."""
    for more, fields in WRONG_ITEMS:
        reply = await add(restaurant, {**TEA, **more})
        assert (reply.status, [e["field"] for e in reply.body["errors"]]) == (400, fields), more
    assert await items_of(restaurant, "Drinks") == ["Coke", "Water"]


async def test_several_mistakes_are_told_at_once(restaurant: Place) -> None:
    """Wrong money, ids and rules are told in one answer."""
    body = {
        "name": "Tea",
        "variants": [{**S, "price": "1.005"}, {**S, "id": 7}],
        "modifier_groups": [{"name": "Milk", "min_select": 3, "max_select": 2}],
    }
    fields = {e["field"] for e in (await add(restaurant, body)).body["errors"]}
    assert fields == {
        "variants[0].price",
        "variants[1].id",
        "variants[1].label",
        "modifier_groups[0].min_select",
    }


@pytest.mark.parametrize(("currency", "price"), [("JPY", "1200"), ("KWD", "1.250")])
async def test_prices_have_the_decimals_of_the_currency(
    make_restaurant: MakeRestaurant, currency: str, price: str
) -> None:
    """Yen have none and dinars three, in and out."""
    menu = {"categories": [{"name": "Drinks", "items": [{"name": "Coke", "price": 3}]}]}
    place = await make_restaurant(menu, currency=currency)
    made = await add(place, {"name": "Tea", "price": price})
    assert made.body["variants"][0]["price"] == price
    refused = await add(place, {"name": "Cake", "price": "1.2345" if currency == "KWD" else "1.5"})
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "price")


async def test_kitchen_staff_may_not_write_the_menu(restaurant: Place) -> None:
    """The kitchen reads and changes no menu; it may only 86."""
    cook = await restaurant.staff("kitchen")
    coke = one(restaurant, "Coke")
    for method, path in (("GET", coke), ("DELETE", coke), ("GET", f"/api/restaurants/{restaurant.id}/menu/")):
        assert (await cook.send(method, path)).status == 403
    assert (await cook.patch(coke, {"price": "-1"})).status == 403
