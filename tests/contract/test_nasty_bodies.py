"""Bodies that are wrong in every way that somebody has thought of: the right status, the field, never a 500."""

import io
from typing import Any

import aiohttp
import pytest

from tests.fixtures.api import Place, Reply

pytestmark = pytest.mark.slow

CONFIRM = "/api/public/orders/confirm/"
PARSE = "/api/public/orders/parse/"
TOO_LARGE = 2**63
NUL = "a\x00b"


def line(place: Place, **changes: Any) -> dict[str, Any]:
    return {"menu_item_id": place.item("Coke")["id"], "quantity": 1, **changes}


def wrong_orders(place: Place) -> list[tuple[dict[str, Any], str]]:
    """Changes to a good order, and the field that each makes wrong."""
    coke, olives = place.item("Coke")["id"], place.modifier("Margherita", "Olives")["id"]
    quantities = (18_000, 51, 0, -1, TOO_LARGE, 2**31, 10**400, 1.5, "2", True, None, [1])
    ids = (TOO_LARGE, 0, -1, 10**400, "1", 1.5, None, 999_999_999)
    orders: list[tuple[dict[str, Any], str]] = [
        *(({"items": [line(place, quantity=value)]}, "items[0].quantity") for value in quantities),
        *(({"items": [line(place, menu_item_id=value)]}, "items[0].menu_item_id") for value in ids),
        *(
            ({"items": [line(place, variant_id=value)]}, "items[0].variant_id")
            for value in ids
            if value is not None
        ),
        ({"items": []}, "items"),
        ({"items": {}}, "items"),
        ({"items": None}, "items"),
        ({"items": [line(place)] * 101}, "items"),
        ({"items": [[1]]}, "items[0]"),
        ({"items": [{"quantity": 1}]}, "items[0].menu_item_id"),
        ({"items": [{"menu_item_id": coke}]}, "items[0].quantity"),
        ({"items": [line(place, price="0.01")]}, "items[0].price"),
        ({"items": [line(place, special_requests="x" * 501)]}, "items[0].special_requests"),
        ({"items": [line(place, special_requests=NUL)]}, "items[0].special_requests"),
        ({"items": [line(place), line(place, quantity=-5)]}, "items[1].quantity"),
        *(
            (
                {"items": [line(place, modifiers=[{"modifier_id": value}])]},
                "items[0].modifiers[0].modifier_id",
            )
            for value in (TOO_LARGE, -1, "x", olives)
        ),
        ({"table_identifier": "x" * 51}, "table_identifier"),
        ({"table_identifier": "x" * 30_000}, "table_identifier"),
        ({"table_identifier": NUL}, "table_identifier"),
        ({"table_code": "not-a-code"}, "table_code"),
        ({"table_code": "x" * 65}, "table_code"),
        ({"customer_name": "x" * 101}, "customer_name"),
        ({"raw_input": "x" * 2001}, "raw_input"),
        ({"restaurant_slug": NUL}, "restaurant_slug"),
        ({"restaurant_slug": 5}, "restaurant_slug"),
        *(({"expected_total": value}, "expected_total") for value in ("x", "1e3", "NaN", 3.0, "1,00")),
        ({"total_price": "0.01"}, "total_price"),
        ({"discount": 100}, "discount"),
    ]
    margherita = {"menu_item_id": place.item("Margherita")["id"], "quantity": 1}
    twice = [{"modifier_id": olives}, {"modifier_id": olives}]
    return [
        *orders,
        ({"items": [{**margherita, "modifiers": twice}]}, "items[0].modifiers[1].modifier_id"),
        *(
            ({"items": [{**margherita, "modifiers": [{"modifier_id": olives, **change}]}]}, f"items[0].modifiers[0].{field}")
            for change, field in (({"quantity": 9}, "quantity"), ({"quantity": -1}, "quantity"), ({"amount": "double"}, "amount"))
        ),
    ]  # fmt: skip


def fields(reply: Reply) -> set[str]:
    return {error["field"] for error in reply.body.get("errors", [])}


async def test_a_wrong_order_names_what_is_wrong_and_stores_nothing(restaurant: Place) -> None:
    """Each mistake is a 400 that names its field, and the next good order is the day's first."""
    wrong = []
    for change, field in wrong_orders(restaurant):
        body = {"restaurant_slug": restaurant.slug, "items": [line(restaurant)], **change}
        reply = await restaurant.public.post(CONFIRM, body)
        if reply.status != 400 or field not in fields(reply):
            wrong.append(f"{str(change)[:120]}: {reply.status} {reply.body}")
    assert not wrong, "\n".join(wrong)
    assert (await restaurant.order()).body["number"] == 1


async def test_all_mistakes_are_named_at_once(restaurant: Place) -> None:
    """One answer is enough to correct a whole order."""
    body = {
        "restaurant_slug": restaurant.slug,
        "items": [line(restaurant, quantity=0), {"menu_item_id": "x"}],
        "customer_name": "x" * 101,
    }
    reply = await restaurant.public.post(CONFIRM, body)
    expected = {"items[0].quantity", "items[1].menu_item_id", "items[1].quantity", "customer_name"}
    assert (reply.status, fields(reply)) == (400, expected)


@pytest.mark.parametrize("key", ["", "x" * 256, "ключ"])
async def test_a_wrong_key_is_refused(restaurant: Place, key: str) -> None:
    """A key has 1 to 255 printable characters."""
    assert (await restaurant.order(headers={"Idempotency-Key": key})).status == 400


async def test_wrong_words_are_named(restaurant: Place) -> None:
    """What cannot be a text, a language or a cart is a 400 that names its field."""
    tries: list[tuple[dict[str, Any], str]] = [
        ({"raw_input": ""}, "raw_input"),
        ({"raw_input": "x" * 2001}, "raw_input"),
        ({"raw_input": NUL}, "raw_input"),
        ({"raw_input": ["a coke"]}, "raw_input"),
        ({"language": "x" * 36}, "language"),
        ({"language": "en\n"}, "language"),
        ({"cart": {}}, "cart"),
        ({"cart": [{"menu_item_id": TOO_LARGE}]}, "cart[0].menu_item_id"),
        ({"cart": [{"menu_item_id": 1}] * 101}, "cart"),
        ({"temperature": 1}, "temperature"),
    ]
    for change, field in tries:
        body = {"restaurant_slug": restaurant.slug, "raw_input": "a coke", **change}
        reply = await restaurant.public.post(PARSE, body)
        assert (reply.status, field in fields(reply)) == (400, True), (change, reply)


@pytest.mark.parametrize(
    "words", ["   ", "🍕🍕🍕", "\n\n\t", "'; DROP TABLE orders; --", "ﷺ" * 500, "a" * 2000]
)
async def test_words_without_sense_are_no_error(restaurant: Place, words: str) -> None:
    """A text with nothing orderable is answered with no items."""
    reply = await restaurant.public.post(PARSE, {"restaurant_slug": restaurant.slug, "raw_input": words})
    assert (reply.status, reply.body["items"], reply.body["complete"]) == (200, [], False)


async def test_an_unknown_slug_is_not_found_in_a_body_too(restaurant: Place) -> None:
    """Ordering at a place that is not there is a 404."""
    order = {"restaurant_slug": "nowhere-at-all", "items": [line(restaurant)]}
    assert (await restaurant.public.post(CONFIRM, order)).status == 404
    words = {"restaurant_slug": "nowhere-at-all", "raw_input": "a coke"}
    assert (await restaurant.public.post(PARSE, words)).status == 404


async def test_lone_surrogates_are_refused(restaurant: Place, http: aiohttp.ClientSession) -> None:
    """Half a character, which no database can hold, is a 400 wherever it stands."""
    item = restaurant.item("Coke")["id"]
    body = (
        f'{{"restaurant_slug": "{restaurant.slug}", "customer_name": "\\ud800", '
        f'"items": [{{"menu_item_id": {item}, "quantity": 1}}]}}'
    )
    async with http.post(CONFIRM, data=body, headers={"Content-Type": "application/json"}) as reply:
        assert reply.status == 400


async def test_a_list_where_an_object_belongs_is_refused_everywhere(restaurant: Place) -> None:
    """Every operation that takes JSON answers 400 to `[1]`, to text, to null and to a number."""
    order = (await restaurant.order()).body
    table = (await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": "5"})).body
    wanted = {"restaurant_slug": restaurant.slug, "table_code": table["code"], "kind": "bill"}
    call = (await restaurant.public.post("/api/public/calls/", wanted)).body
    ids = {
        "restaurant_id": restaurant.id,
        "category_id": restaurant.menu["categories"][0]["id"],
        "item_id": restaurant.item("Coke")["id"],
        "order_id": order["id"],
        "bill_id": order["id"],
        "line_id": order["items"][0]["id"],
        "table_id": table["id"],
        "staff_id": 1,
        "key_id": 1,
        "webhook_id": 1,
        "slug": restaurant.slug,
        "call_id": call["id"],
        "course": "main",
    }
    document = (await restaurant.public.get("/api/openapi.json")).body
    tried = 0
    for path, item in document["paths"].items():
        for method, operation in item.items():
            is_json = "application/json" in operation.get("requestBody", {}).get("content", {})
            if (
                not is_json or operation["operationId"] == "receive_payment_message"
            ):  # by its signature, before it is read
                continue
            for body in ([1], "text", 1, [], [None]):
                reply = await restaurant.owner.send(method.upper(), path.format(**ids), body)
                assert reply.status == 400, (method, path, body, reply)
                tried += 1
    assert tried >= 100


async def test_negative_numbers_are_refused(restaurant: Place) -> None:
    """Neither a price nor a limit can be below zero, nor a maximum below its minimum."""
    category = restaurant.menu["categories"][0]["id"]
    path = f"/api/categories/{category}/items/"
    group = {"name": "G", "min_select": 2, "max_select": 1, "modifiers": [{"name": "A"}, {"name": "B"}]}
    for body in (
        {"name": "X", "price": "-1.00"},
        {"name": "X", "variants": [{"label": "S", "price": "-0.01"}]},
        {"name": "X", "price": "1.00", "modifier_groups": [group]},
        {"name": "X", "price": "1.00", "modifier_groups": [{**group, "min_select": -1}]},
        {"name": "X", "price": "1.005"},
        {"name": "X", "price": "1e9"},
        {"name": "X", "price": 1.5},
    ):
        assert (await restaurant.owner.post(path, body)).status == 400, body
    settings = {"max_quantity_per_line": -1}
    assert (await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", settings)).status == 400


async def test_a_body_of_ten_megabytes_is_refused(restaurant: Place, http: aiohttp.ClientSession) -> None:
    """An order of ten megabytes is a 413, and so is a menu."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {restaurant.owner.token}"}
    for method, path in (("POST", PARSE), ("PUT", f"/api/restaurants/{restaurant.id}/menu/")):
        body = io.BytesIO(b'{"name": "' + b"x" * 10_000_000 + b'"}')
        async with http.request(method, path, data=body, headers=headers) as reply:
            assert (reply.status, reply.content_type) == (413, "application/problem+json")


UNSEEN = [
    "\u200b",
    "\u3164",
    "\u2800",
    "\u00ad",
    "\u202e",
    "\u2060\u2060",
    "\ufe0f",
    "\u0301",
    " \u115f ",
    "\U000e0041",
]


@pytest.mark.parametrize("name", UNSEEN, ids=ascii)
async def test_a_name_of_which_nothing_shows_is_refused(restaurant: Place, name: str) -> None:
    """Restaurants, tables, categories, dishes and all their parts, stations and people: none is blank."""
    owner, base = restaurant.owner, f"/api/restaurants/{restaurant.id}"
    cola = restaurant.item("Coke")["id"]
    group = {"name": "Ice", "modifiers": [{"name": "Cubes"}]}
    wrong: list[tuple[str, str, dict[str, Any], str]] = [
        ("POST", "/api/restaurants/", {"name": name}, "name"),
        ("PATCH", f"{base}/", {"name": name}, "name"),
        ("POST", f"{base}/tables/", {"name": name}, "name"),
        ("POST", f"{base}/categories/", {"name": name}, "name"),
        ("PATCH", f"/api/items/{cola}/", {"name": name}, "name"),
        ("PATCH", f"/api/items/{cola}/", {"aliases": [name]}, "aliases[0]"),
        ("PATCH", f"/api/items/{cola}/", {"station": name}, "station"),
        (
            "PATCH",
            f"/api/items/{cola}/",
            {"variants": [{"label": name, "price": "1.00"}]},
            "variants[0].label",
        ),
        (
            "PATCH",
            f"/api/items/{cola}/",
            {"modifier_groups": [{**group, "name": name}]},
            "modifier_groups[0].name",
        ),
        (
            "PATCH",
            f"/api/items/{cola}/",
            {"modifier_groups": [{**group, "modifiers": [{"name": name}]}]},
            "modifier_groups[0].modifiers[0].name",
        ),
        ("PATCH", "/api/auth/me/", {"first_name": name}, "first_name"),
        ("PATCH", "/api/auth/me/", {"last_name": name}, "last_name"),
    ]
    for method, path, body, field in wrong:
        reply = await owner.send(method, path, body)
        assert (reply.status, [each["field"] for each in reply.body["errors"]]) == (400, [field]), path
    item = {"name": name, "price": "1.00"}
    menu = {"currency": "EUR", "categories": [{"name": "A", "items": [item]}]}
    reply = await owner.send("PUT", f"{base}/menu/", menu)
    assert [each["field"] for each in reply.body["errors"]] == ["categories[0].items[0].name"]


@pytest.mark.parametrize("name", ["#", "7", "🍕", "é", "नि", "조", "👨‍👩‍👧", "—"])
async def test_a_name_of_one_sign_is_a_name(restaurant: Place, name: str) -> None:
    """Signs, digits, letters of every script, and emoji with joiners within."""
    reply = await restaurant.owner.post(f"/api/restaurants/{restaurant.id}/tables/", {"name": name})
    assert (reply.status, reply.body["name"]) == (201, name)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"name": "Bar", "name": "Bistro"}', "name"),
        ('{"name": "Bar", "na\\u006de": "Bistro"}', "name"),
        ('{"name": "Bar", "slug": "bar-1", "slug": "bar-1"}', "slug"),
    ],
)
async def test_a_name_that_stands_twice_in_a_body_is_refused(
    restaurant: Place, body: str, field: str
) -> None:
    """Readers differ in which one counts: 400 with its name, also where both say the same or one is escaped."""
    reply = await restaurant.owner.send(
        "POST", "/api/restaurants/", data=body, headers={"Content-Type": "application/json"}
    )
    assert (reply.status, reply.body["errors"]) == (
        400,
        [{"field": field, "message": "stands twice in the same object"}],
    )


async def test_a_name_that_stands_twice_within_a_line_is_refused(restaurant: Place) -> None:
    """A quantity said twice places no order."""
    coke = restaurant.item("Coke")["id"]
    body = f'{{"restaurant_slug": "{restaurant.slug}", "items": [{{"menu_item_id": {coke}, "quantity": 1, "quantity": 9}}]}}'
    reply = await restaurant.owner.send(
        "POST", CONFIRM, data=body, headers={"Content-Type": "application/json"}
    )
    assert (reply.status, reply.body["errors"][0]["field"]) == (400, "quantity")


@pytest.mark.parametrize(
    "url", ["http://example.com/a.jpg", "//example.com/a.jpg", "ftp://example.com/a.jpg"]
)
async def test_a_picture_that_no_browser_shows_is_refused_with_the_reason(
    restaurant: Place, url: str
) -> None:
    """Without TLS the policy of the pages shows none: PATCH and menu documents say so, YAML with its line."""
    owner, base = restaurant.owner, f"/api/restaurants/{restaurant.id}/menu/"
    reply = await owner.send("PATCH", f"/api/items/{restaurant.item('Coke')['id']}/", {"image_url": url})
    assert reply.body["errors"] == [
        {
            "field": "image_url",
            "message": "must be an address that begins with https://: browsers show no other picture on an encrypted page",
        }
    ]
    text = f"currency: EUR\ncategories:\n  - name: A\n    items:\n      - {{name: B, price: 1, image_url: '{url}'}}\n"
    reply = await owner.send("PUT", base, data=text, headers={"Content-Type": "application/yaml"})
    assert reply.status == 400
    assert "begins with https://" in str(reply.body["errors"])
    assert "5" in str(reply.body["errors"])


async def test_a_name_that_stands_twice_in_a_query_is_refused(restaurant: Place) -> None:
    """Of two statuses neither is taken in silence."""
    reply = await restaurant.owner.get(
        f"/api/restaurants/{restaurant.id}/orders/?status=ready&status=held&limit=1"
    )
    assert (reply.status, reply.body["errors"]) == (
        400,
        [{"field": "status", "message": "stands twice in the query"}],
    )
