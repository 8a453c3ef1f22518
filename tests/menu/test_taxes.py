"""Taxes of a menu in the database: put in place, kept in its history, and on the orders of their moment."""

import copy
import json
from typing import Any

import asyncpg
import pytest

from tests.fixtures.api import MENU, Place

pytestmark = pytest.mark.shared_server

TAXES = {"food": {"percent": "19", "take_away": "7"}, "drinks": {"percent": "19"}}


def taxed(**taxes: Any) -> dict[str, Any]:
    """MENU with its pizza taxed as food, its drinks as drinks, its water not at all."""
    menu = copy.deepcopy(MENU)
    pizza, drinks = menu["categories"][:2]
    drinks["tax"] = "drinks"
    pizza["items"][0]["tax"] = "food"
    return {**menu, "taxes": {**TAXES, **taxes}}


async def put(place: Place, menu: dict[str, Any]) -> dict[str, Any]:
    reply = await place.owner.put(f"/api/restaurants/{place.id}/menu/", menu)
    assert reply.status == 200, reply
    await place.reload()
    return dict(reply.body)


async def read(place: Place) -> dict[str, Any]:
    return dict((await place.owner.get(f"/api/restaurants/{place.id}/menu/")).body)


async def stored_shares(database_url: str) -> list[Any]:
    connection = await asyncpg.connect(database_url)
    try:
        rows = await connection.fetch("SELECT lines FROM orders ORDER BY id")
    finally:
        await connection.close()
    return [line["taxed"] for row in rows for line in json.loads(row["lines"])]


async def test_taxes_are_stored_told_and_can_be_put_back(restaurant: Place) -> None:
    """A PUT of what is answered changes nothing; the version before comes back out of the history."""
    first = await put(restaurant, taxed())
    assert "(taxes)" in first["changed"]
    document = await read(restaurant)
    assert document["taxes"] == TAXES
    assert (document["categories"][0]["items"][0]["tax"], document["categories"][1]["tax"]) == (
        "food",
        "drinks",
    )
    assert (await put(restaurant, document))["differences"] == []
    second = await put(restaurant, taxed(food={"percent": "8.1"}))
    assert [(d["field"], d["before"], d["after"]) for d in second["differences"]] == [
        ("tax food", "19 %, take away 7 %", "8.1 %")
    ]
    path = f"/api/restaurants/{restaurant.id}/menu/history/{first['version']}/"
    await put(restaurant, (await restaurant.owner.get(path)).body)
    assert await read(restaurant) == document


async def test_a_dish_keeps_its_tax_when_it_is_changed_by_itself(restaurant: Place) -> None:
    """A price set on one dish, and another name of its category, leave the taxes as the document says."""
    await put(restaurant, taxed())
    pizza = restaurant.item("Margherita")
    category = pizza["category_id"]
    reply = await restaurant.owner.patch(f"/api/items/{pizza['id']}/", {"description": "Hot"})
    assert reply.status == 200
    reply = await restaurant.owner.patch(f"/api/categories/{category}/", {"is_active": True, "sort_order": 9})
    assert reply.status == 200, reply
    document = await read(restaurant)
    assert {c["name"]: c.get("tax") for c in document["categories"]}["Drinks"] == "drinks"
    [found] = [i for c in document["categories"] for i in c["items"] if i["name"] == "Margherita"]
    assert found["tax"] == "food"


async def test_an_order_keeps_the_rates_of_its_moment(restaurant: Place, database_url: str) -> None:
    """Another rate of tomorrow is tomorrow's; a menu without taxes stores none."""
    await restaurant.order(restaurant.line("Coke"))
    await put(restaurant, taxed())
    await restaurant.order(restaurant.line("Coke", 2))
    await put(restaurant, taxed(drinks={"percent": "21"}))
    await restaurant.order(restaurant.line("Coke"))
    rate = {"name": "drinks", "thousandths": 19_000, "included": True}
    assert await stored_shares(database_url) == [
        [],
        [{"amount": 600, "rates": [rate]}],
        [{"amount": 300, "rates": [{**rate, "thousandths": 21_000}]}],
    ]


async def test_a_menu_keeps_the_tax_that_the_cover_charge_falls_under(restaurant: Place) -> None:
    """Without it a document is refused with what to do, a dry run too; once the charge is gone it is taken."""
    await put(restaurant, taxed(cover={"percent": "19"}))
    settings = f"/api/restaurants/{restaurant.id}/"
    charge = {"cover_charge": {"amount": "2", "taxes": ["cover"]}}
    assert (await restaurant.owner.patch(settings, {"money": charge})).status == 200
    for query in ("", "?dry_run=true"):
        reply = await restaurant.owner.put(f"{settings}menu/{query}", taxed())
        assert reply.status == 400
        assert [(e["field"], e["message"]) for e in reply.body["errors"]] == [
            (
                "taxes",
                'lack "cover", under which the cover charge falls: name it here, or change the charge first (aiqr restaurant money --cover-tax)',
            )
        ]
    assert "cover" in (await read(restaurant))["taxes"]
    await put(restaurant, taxed(cover={"percent": "7"}))
    await restaurant.owner.patch(settings, {"money": {"cover_charge": None}})
    await put(restaurant, taxed())
    assert "cover" not in (await read(restaurant))["taxes"]
