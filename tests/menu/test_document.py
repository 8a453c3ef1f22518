"""The menu document over HTTP: read, replaced, planned, refused."""

import asyncio
import json
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from server.domain.menu import Menu
from server.menu.document.writer import dump_document
from tests.fixtures.api import MENU, Place, Reply
from tests.menu.strategies import menus

pytestmark = pytest.mark.shared_server

YAML = {"Content-Type": "application/yaml"}


def path(place: Place, query: str = "") -> str:
    return f"/api/restaurants/{place.id}/menu/{query}"


async def put_text(place: Place, text: str | bytes, headers: dict[str, str] | None = None) -> Reply:
    data = BytesIO(text.encode() if isinstance(text, str) else text)
    return await place.owner.put(path(place), data=data, headers=YAML if headers is None else headers)


def without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    """The document without the items of these names."""
    copy = deepcopy(document)
    for category in copy["categories"]:
        category["items"] = [i for i in category["items"] if i["name"] not in names]
    return copy


def unchanged(version: int, *, shown: int) -> dict[str, Any]:
    """The answer where a document changes nothing, and diners see `shown` dishes."""
    lists: dict[str, Any] = {name: [] for name in ("added", "changed", "removed", "hidden", "differences")}
    return {**lists, "shown_before": shown, "taken_away": 0, "version": version}


async def test_the_answer_says_what_changes_field_by_field(restaurant: Place) -> None:
    """Old and new of each field, and how much diners lose, in a dry run as in the change itself."""
    document = without(MENU, "Water")
    document["categories"][1]["items"][0]["price"] = "4.00"
    dry = await restaurant.owner.put(f"{path(restaurant)}?dry_run=true", document)
    made = await restaurant.owner.put(path(restaurant), document)
    price = {"path": "Drinks / Coke", "field": "price", "before": "3.00", "after": "4.00", "percent": 33}
    gone = {"path": "Drinks / Water", "field": "price", "before": "2.00", "after": None, "percent": None}
    for answer in (dry, made):
        assert answer.body["differences"] == [price, gone]
        assert (answer.body["shown_before"], answer.body["taken_away"]) == (4, 1)


async def test_putting_back_what_get_answered_changes_nothing(restaurant: Place) -> None:
    """The document that GET answers is planned as no change, and the version stays, in JSON and in YAML."""
    document = (await restaurant.owner.get(path(restaurant))).body
    nothing = unchanged(restaurant.menu["version"], shown=4)
    assert (await restaurant.owner.put(path(restaurant), document)).body == nothing
    async with restaurant.owner.session.get(
        path(restaurant),
        headers={"Authorization": f"Bearer {restaurant.owner.token}", "Accept": "application/yaml"},
    ) as answer:
        assert answer.content_type == "application/yaml"
        text = await answer.text()
    assert "price: 9.50" in text
    assert (await put_text(restaurant, text)).body == nothing


async def test_ids_are_kept_by_name(restaurant: Place) -> None:
    """A new price and a new item leave every id of what keeps its name."""
    document = deepcopy(MENU)
    document["categories"][0]["items"][0]["variants"][1]["price"] = "13.00"
    document["categories"][0]["items"].insert(0, {"name": "Marinara", "price": 8})
    before = deepcopy(restaurant.menu)
    reply = await restaurant.owner.put(path(restaurant), document)
    assert (reply.body["added"], reply.body["changed"]) == (["Pizza / Marinara"], ["Pizza / Margherita"])
    await restaurant.reload()
    assert restaurant.menu["version"] == before["version"] + 1
    [marinara, margherita, pepperoni] = restaurant.menu["categories"][0]["items"]
    old = before["categories"][0]["items"]
    assert marinara["name"] == "Marinara"
    assert [v["id"] for v in margherita["variants"]] == [v["id"] for v in old[0]["variants"]]
    assert margherita["modifier_groups"] == old[0]["modifier_groups"]
    assert {**pepperoni, "sort_order": 1} == old[1]


async def test_a_dry_run_tells_and_changes_nothing(restaurant: Place) -> None:
    """The plan of a dry run is that of the real one, and the public menu is as before."""
    wanted = without(MENU, "Coke")
    planned = await restaurant.owner.put(path(restaurant, "?dry_run=true"), wanted)
    before = restaurant.menu
    await restaurant.reload()
    assert restaurant.menu == before
    made = await restaurant.owner.put(path(restaurant), wanted)
    assert planned.body["removed"] == made.body["removed"] == ["Drinks / Coke"]
    assert (planned.body["version"], made.body["version"]) == (before["version"], before["version"] + 1)


async def test_an_ordered_item_is_hidden_and_comes_back(restaurant: Place) -> None:
    """What an order names is hidden when the document leaves it out, and has its id again when it returns."""
    coke = restaurant.item("Coke")["id"]
    placed = await restaurant.order(restaurant.line("Coke"))
    gone = await restaurant.owner.put(path(restaurant), without(MENU, "Coke", "Water"))
    assert (gone.body["hidden"], gone.body["removed"]) == (["Drinks / Coke"], ["Drinks / Water"])
    await restaurant.reload()
    assert [c["name"] for c in restaurant.menu["categories"]] == ["Pizza"]
    status = await restaurant.public.get(f"/api/public/orders/{placed.body['id']}/status/")
    assert status.body["items"] == placed.body["items"]
    refused = await restaurant.public.post(
        "/api/public/orders/confirm/",
        {"restaurant_slug": restaurant.slug, "items": [{"menu_item_id": coke, "quantity": 1}]},
    )
    assert refused.status == 400
    back = await restaurant.owner.put(path(restaurant), MENU)
    assert (back.body["changed"], back.body["added"]) == (["Drinks / Coke"], ["Drinks / Water"])
    await restaurant.reload()
    assert restaurant.item("Coke")["id"] == coke


async def test_a_category_that_orders_need_is_hidden_with_it(restaurant: Place) -> None:
    """A category left out stays hidden where an order names an item of it, and what is hidden is in the document."""
    await restaurant.order(restaurant.line("Coke"))
    document = deepcopy(MENU)
    del document["categories"][1]
    reply = await restaurant.owner.put(path(restaurant), document)
    assert reply.body["hidden"] == ["Drinks", "Drinks / Coke"]
    shown = (await restaurant.owner.get(path(restaurant))).body
    drinks = shown["categories"][1]
    assert (drinks["is_active"], [(i["name"], i["is_active"]) for i in drinks["items"]]) == (
        False,
        [("Coke", False)],
    )
    again = await restaurant.owner.put(path(restaurant), document)
    assert again.body == unchanged(reply.body["version"], shown=2)


BROKEN = """\
currency: EUR
modifier_groups:
  ice: {name: Ice, min: 3, max: 1, options: [{name: Some}]}
categories:
  - name: Drinks
    items:
      - {name: Coke, price: -3}
      - {name: Coke, price: 3.005}
      - name: Tea
        modifier_groups: [milk]
        variants:
          - {label: S, price: 2, default: true}
          - {label: L, price: 3, default: true}
      - {name: Water, prize: 2}
"""


async def test_every_mistake_is_told_with_its_line(restaurant: Place) -> None:
    """A YAML document with many mistakes is refused whole, each mistake with its field, line and column."""
    reply = await put_text(restaurant, BROKEN)
    assert reply.status == 400
    found = {(e["field"], e["line"]) for e in reply.body["errors"]}
    assert {
        ("modifier_groups.ice.min", 3),
        ("categories[0].items[0].price", 7),
        ("categories[0].items[1].price", 8),
        ("categories[0].items[1].name", 8),
        ("categories[0].items[2].modifier_groups[0]", 10),
        ("categories[0].items[2].variants[1].default", 13),
        ("categories[0].items[3].prize", 14),
    } <= found
    assert all(e["column"] >= 1 and e["message"] for e in reply.body["errors"])
    before = restaurant.menu
    await restaurant.reload()
    assert restaurant.menu == before


@pytest.mark.parametrize("currency", ["USD", "KWD"])
async def test_another_currency_is_refused(restaurant: Place, currency: str) -> None:
    """A document in another currency than the restaurant's changes nothing."""
    reply = await restaurant.owner.put(path(restaurant), {**MENU, "currency": currency})
    assert (reply.status, [e["field"] for e in reply.body["errors"]]) == (400, ["currency"])


NO_MENUS: list[tuple[bytes, str, int]] = [
    (b"{", "application/json", 400),
    (b"[1]", "application/json", 400),
    (b"null", "application/json", 400),
    (b'{"currency": "EUR", "categories": [{"name": "\\u0000"}]}', "application/json", 400),
    (b'{"currency": "EUR", "categories": [{"name": "\\ud800"}]}', "application/json", 400),
    (b"[" * 100_000, "application/json", 400),
    (b"\xff\xfe", "application/yaml", 400),
    (b"a: [", "application/yaml", 400),
    (b"- " * 50_000, "application/yaml", 400),
    (b"{}", "text/plain", 415),
    (b"{}", "", 415),
    (b" " * (5 * 1024 * 1024 + 1), "application/json", 413),
]


async def test_what_is_no_menu_is_refused(restaurant: Place) -> None:
    """Broken text, other formats and bodies over 5 MB have their own status, and never a 500."""
    for body, content_type, status in NO_MENUS:
        reply = await put_text(restaurant, body, {"Content-Type": content_type})
        assert reply.status == status, (body[:40], content_type)
        assert reply.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("query", ["?dry_run=perhaps", "?dryrun=true"])
async def test_a_wrong_query_is_refused(restaurant: Place, query: str) -> None:
    """A typo in the query does not turn a dry run into a real one."""
    reply = await restaurant.owner.put(path(restaurant, query), without(MENU, "Coke"))
    assert reply.status == 400
    assert restaurant.item("Coke")


async def test_too_many_names_are_refused(restaurant: Place) -> None:
    """A small document that a named group makes huge is refused, as memory is bounded."""
    options = [{"name": f"Option {n}", "aliases": [f"a{n} {k}" for k in range(50)]} for n in range(50)]
    document = {
        "currency": "EUR",
        "modifier_groups": {"all": {"name": "All", "options": options}},
        "categories": [
            {
                "name": "C",
                "items": [{"name": f"{n}", "price": 1, "modifier_groups": ["all"]} for n in range(50)],
            }
        ],
    }
    reply = await restaurant.owner.put(path(restaurant), document)
    assert (reply.status, [e["field"] for e in reply.body["errors"]]) == (400, ["categories"])


@pytest.mark.slow
async def test_a_large_menu_goes_through_whole(restaurant: Place) -> None:
    """1,000 items with 20 modifiers each are stored, read back the same, and public."""
    options = [{"name": f"Option {n}", "price_adjustment": "0.10"} for n in range(20)]
    group = {"name": "Options", "max": 3, "options": options}
    items = [{"name": f"Dish {n}", "price": "7.00", "modifier_groups": [group]} for n in range(1000)]
    document = {"currency": "EUR", "categories": [{"name": "All", "items": items}]}
    put = await put_text(restaurant, json.dumps(document), {"Content-Type": "application/json"})
    assert len(put.body["added"]) == 1001
    await restaurant.reload()
    [category] = restaurant.menu["categories"]
    assert sum(len(i["modifier_groups"][0]["modifiers"]) for i in category["items"]) == 20_000
    ids = {m["id"] for i in category["items"] for m in i["modifier_groups"][0]["modifiers"]}
    assert len(ids) == 20_000
    read = (await restaurant.owner.get(path(restaurant))).body
    again = await restaurant.owner.put(path(restaurant), read)
    assert again.body["version"] == put.body["version"]


async def test_two_replacements_at_once_are_made_one_after_the_other(restaurant: Place) -> None:
    """Of replacements at the same moment each is carried out whole: the menu is one of the documents."""
    documents = [
        {"currency": "EUR", "categories": [{"name": "Only", "items": [{"name": f"Dish {n}", "price": n}]}]}
        for n in range(1, 5)
    ]
    replies = await asyncio.gather(*(restaurant.owner.put(path(restaurant), d) for d in documents))
    assert [r.status for r in replies] == [200] * 4
    assert sorted(r.body["version"] for r in replies) == [restaurant.menu["version"] + n for n in range(1, 5)]
    await restaurant.reload()
    [category] = restaurant.menu["categories"]
    assert len(category["items"]) == 1


async def test_no_order_is_lost_to_a_replacement(restaurant: Place) -> None:
    """Orders and replacements at the same moment: what was ordered is never erased."""
    lines = [restaurant.line("Coke")] * 8
    orders = (restaurant.order(line) for line in lines)
    wanted = without(MENU, "Coke")
    placed, replaced = await asyncio.gather(
        asyncio.gather(*orders), restaurant.owner.put(path(restaurant), wanted)
    )
    assert replaced.status == 200
    named = any(order.status == 201 for order in placed)
    assert {order.status for order in placed} <= {201, 400}
    document = (await restaurant.owner.get(path(restaurant))).body
    kept = [i["name"] for c in document["categories"] for i in c["items"]]
    assert ("Coke" in kept) == named


async def read_apart(restaurant: Place) -> str:
    """The menu in YAML, its translations in documents of their own."""
    async with restaurant.owner.session.get(
        f"{restaurant.owner.base}{path(restaurant)}?translations=separate",
        headers={"Authorization": f"Bearer {restaurant.owner.token}", "Accept": "application/yaml"},
    ) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_translations_apart_are_yaml_alone(restaurant: Place) -> None:
    """JSON holds one document."""
    refused = await restaurant.owner.get(f"{path(restaurant)}?translations=separate")
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "translations")


@pytest.mark.slow
async def test_any_menu_is_put_read_and_put_again(restaurant: Place) -> None:
    """Whatever was there before: a document put, read (in one or in several) and put back leaves ids and version as they are."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(menus)
    def gather(menu: Menu) -> None:
        wanted.append(dump_document(menu))

    wanted: list[dict[str, Any]] = []
    await asyncio.to_thread(gather)
    for document in wanted:
        put = await restaurant.owner.put(path(restaurant), document)
        assert put.status == 200, put
        await restaurant.reload()
        read = (await restaurant.owner.get(path(restaurant))).body
        again = await restaurant.owner.put(path(restaurant), read)
        assert again.body == unchanged(put.body["version"], shown=again.body["shown_before"])
        before = restaurant.menu
        apart = await put_text(restaurant, await read_apart(restaurant), YAML)
        assert apart.body == again.body
        await restaurant.reload()
        assert restaurant.menu == before
