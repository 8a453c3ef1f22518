"""Dishes as parts of other dishes: meals with their drinks, halves of a pizza."""

import asyncio
import json
from typing import Any

import pytest
import pytest_asyncio

from server.menu.document.loader import load_menu
from server.menu.document.problems import MenuDocumentError
from server.menu.document.writer import dump_document
from server.wire.menu_yaml import to_yaml
from tests.fixtures.api import MakeRestaurant, Place

pytestmark = pytest.mark.shared_server

BURGERS: dict[str, Any] = {
    "categories": [
        {
            "name": "Burgers",
            "items": [
                {"name": "Burger", "price": 8, "station": "grill", "meal": "Burger meal"},
                {
                    "name": "Burger meal",
                    "price": 11,
                    "station": "grill",
                    "modifier_groups": [
                        {
                            "name": "Drink",
                            "min": 1,
                            "max": 1,
                            "options": [
                                {"item": "Coke", "default": True},
                                {"item": "Drinks / Shake", "name": "Large shake", "price_adjustment": 1.5},
                            ],
                        }
                    ],
                },
            ],
        },
        {
            "name": "Drinks",
            "items": [
                {"name": "Coke", "price": 3, "station": "bar", "translations": {"ko": "콜라"}},
                {"name": "Shake", "price": 4, "station": "bar"},
            ],
        },
        {"name": "Desserts", "items": [{"name": "Shake", "price": 5}]},
    ]
}
HALVES: dict[str, Any] = {
    "categories": [
        {
            "name": "Pizza",
            "items": [
                {"name": "Margherita", "price": 9.5, "station": "oven"},
                {"name": "Salami", "price": 11, "station": "oven"},
                {
                    "name": "Half and half",
                    "price": 0,
                    "modifier_groups": [
                        {"name": "Halves", "min": 2, "max": 2, "price": "dearest",
                         "options": [{"item": "Margherita", "max_quantity": 2}, {"item": "Salami", "max_quantity": 2}]}
                    ],
                },
            ],
        }
    ]
}  # fmt: skip


@pytest_asyncio.fixture(loop_scope="session")
async def burgers(make_restaurant: MakeRestaurant) -> Place:
    return await make_restaurant(BURGERS)


def drink(place: Place, name: str) -> dict[str, Any]:
    return place.modifier("Burger meal", name)


async def document(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = (await place.owner.get(f"/api/restaurants/{place.id}/menu/")).body
    return found


async def test_an_option_is_a_dish_of_the_menu(burgers: Place) -> None:
    """It has the dish's name where it has none of its own, and says which dish it is; so does a meal."""
    assert drink(burgers, "Coke")["menu_item_id"] == burgers.item("Coke")["id"]
    [large] = [i for c in burgers.menu["categories"] if c["name"] == "Drinks" for i in c["items"] if i["name"] == "Shake"]  # fmt: skip
    assert drink(burgers, "Large shake")["menu_item_id"] == large["id"]
    assert burgers.item("Burger")["meal_item_id"] == burgers.item("Burger meal")["id"]
    assert drink(burgers, "Coke")["translations"] == {"ko": {"name": "콜라"}}


async def test_the_document_says_what_was_written(burgers: Place) -> None:
    """By the name, with the category where two dishes have it; PUT of what GET answered changes nothing."""
    written = await document(burgers)
    burger, meal = written["categories"][0]["items"]
    assert burger["meal"] == "Burger meal"
    assert [o["item"] for o in meal["modifier_groups"][0]["options"]] == ["Coke", "Drinks / Shake"]
    again = (await burgers.owner.put(f"/api/restaurants/{burgers.id}/menu/", written)).body
    assert (again["added"], again["changed"], again["removed"]) == ([], [], [])


async def test_a_part_goes_to_its_own_station(burgers: Place) -> None:
    """Also one that comes with the meal by itself; the display of either station gets the order."""
    placed = await burgers.order({"menu_item_id": burgers.item("Burger meal")["id"], "quantity": 1})
    assert (placed.status, placed.body["total_price"]) == (201, "11.00")
    [line] = placed.body["items"]
    assert line["station"] == "grill"
    assert [(m["name"], m["station"], m["menu_item_id"]) for m in line["modifiers"]] == [
        ("Coke", "bar", burgers.item("Coke")["id"])
    ]
    for station, count in (("bar", 1), ("grill", 1), ("oven", 0)):
        async with burgers.owner.session.ws_connect(
            f"/ws/kitchen/{burgers.slug}/?station={station}",
            headers={"Authorization": f"Bearer {burgers.owner.token}"},
        ) as display:
            assert len((await display.receive_json())["orders"]) == count


async def test_a_part_runs_out_with_its_dish(burgers: Place) -> None:
    """86 of the dish takes the option out, its portions are counted down by the meal, and the last drink sells out the meal."""
    coke, shake = burgers.item("Coke")["id"], drink(burgers, "Large shake")["menu_item_id"]
    meal = {"menu_item_id": burgers.item("Burger meal")["id"], "quantity": 1}
    await burgers.owner.patch(f"/api/kitchen/items/{coke}/", {"portions": 1})
    assert (await burgers.order(meal)).status == 201
    refused = await burgers.order(meal)
    assert (refused.status, [u["name"] for u in refused.body["unavailable"]]) == (409, ["Burger meal: Coke"])
    with_shake = {**meal, "modifiers": [{"modifier_id": drink(burgers, "Large shake")["id"]}]}
    placed = await burgers.order(with_shake)
    assert (placed.status, placed.body["total_price"]) == (201, "12.50")
    await burgers.owner.patch(f"/api/kitchen/items/{shake}/", {"available": False})
    await burgers.reload()
    assert not burgers.item("Burger meal")["available"]


async def test_halves_cost_the_dearer(make_restaurant: MakeRestaurant) -> None:
    """Without a price of their own they cost what the dishes do; each half is named in the order."""
    place = await make_restaurant(HALVES)
    halves = [
        {"modifier_id": place.modifier("Half and half", name)["id"]} for name in ("Margherita", "Salami")
    ]
    placed = await place.order(
        {"menu_item_id": place.item("Half and half")["id"], "quantity": 2, "modifiers": halves}
    )
    assert placed.body["total_price"] == "22.00"
    assert [m["name"] for m in placed.body["items"][0]["modifiers"]] == ["Margherita", "Salami"]
    assert (await document(place))["categories"][0]["items"][2]["modifier_groups"][0]["price"] == "dearest"


async def test_a_dish_of_another_restaurant_is_no_part(
    burgers: Place, make_restaurant: MakeRestaurant
) -> None:
    """Neither is the dish itself; each field that is wrong is named."""
    foreign, burger = (await make_restaurant()).item("Margherita")["id"], burgers.item("Burger")["id"]
    group = {"name": "Side", "modifiers": [{"name": "Pizza", "menu_item_id": foreign}]}
    for changes, fields in (
        (
            {"modifier_groups": [group], "meal_item_id": foreign},
            {"modifier_groups[0].modifiers[0].menu_item_id", "meal_item_id"},
        ),
        ({"meal_item_id": burger}, {"meal_item_id"}),
    ):
        wrong = await burgers.owner.patch(f"/api/items/{burger}/", changes)
        assert wrong.status == 400
        assert {e["field"] for e in wrong.body["errors"]} == fields


async def test_a_dish_and_its_parts_come_in_one_document(burgers: Place) -> None:
    """New dishes that name one another are found by their new ids, also where others move, leave and stay hidden."""
    await burgers.order({"menu_item_id": burgers.item("Coke")["id"], "quantity": 1})
    fanta = {"name": "Fanta", "price": 3}
    meal = {
        "name": "Kids' meal",
        "price": 6,
        "modifier_groups": [{"name": "Drink", "options": [{"item": "Fanta"}]}],
    }
    changed = {"currency": (await document(burgers))["currency"], "categories": [
        {"name": "Kids", "items": [meal, {"name": "Burger", "price": 8, "meal": "Kids' meal"}]},
        {"name": "Drinks", "items": [fanta, {"name": "Shake", "price": 4}]},
    ]}  # fmt: skip
    assert (await burgers.owner.put(f"/api/restaurants/{burgers.id}/menu/", changed)).status == 200
    await burgers.reload()
    assert burgers.modifier("Kids' meal", "Fanta")["menu_item_id"] == burgers.item("Fanta")["id"]
    assert burgers.item("Burger")["meal_item_id"] == burgers.item("Kids' meal")["id"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Cola", 'names the dish "Cola", which is not on this menu'),
        ("shake", 'names "shake", of which there are several: write one of Drinks / Shake, Desserts / Shake'),
    ],
)
def test_a_dish_that_is_not_there_is_named_with_its_place(text: str, message: str) -> None:
    """In YAML with line and column, for options and meals alike."""
    yaml = f"""
currency: EUR
categories:
  - name: Drinks
    items:
      - {{name: Shake, price: 4}}
  - name: Desserts
    items:
      - {{name: Shake, price: 5}}
      - name: Meal
        price: 6
        meal: {text}
        modifier_groups:
          - {{name: Drink, options: [{{item: {text}}}]}}
"""
    with pytest.raises(MenuDocumentError) as caught:
        load_menu(yaml)
    assert [(p.path, p.message, p.line) for p in caught.value.problems] == [
        ("categories[1].items[1].meal", message, 12),
        ("categories[1].items[1].modifier_groups[0].options[0].item", message, 14),
    ]


def test_what_was_read_is_written_the_same() -> None:
    """Without a database too: parts, meals and how halves are priced."""
    for menu in (BURGERS, HALVES):
        first = load_menu(_yaml({"currency": "EUR", **menu}))
        assert load_menu(_yaml(dump_document(first)), "json") == first
        assert load_menu(to_yaml(dump_document(first))) == first


def _yaml(value: dict[str, Any]) -> str:
    return json.dumps(value)


async def bump(place: Place, order: dict[str, Any], **values: Any) -> dict[str, Any]:
    reply = await place.owner.patch(f"/api/kitchen/orders/{order['id']}/items/1/", values)
    assert reply.status == 200
    found: dict[str, Any] = reply.body
    return found


async def test_each_part_is_bumped_at_its_own_station(burgers: Place) -> None:
    """The bar's bump leaves the grill's part to do; the line is done, and the order ready, with the last one."""
    await burgers.owner.patch(f"/api/restaurants/{burgers.id}/", {"auto_ready": True})
    placed = (await burgers.order({"menu_item_id": burgers.item("Burger meal")["id"], "quantity": 1})).body
    first = await bump(burgers, placed, done=True, station="bar")
    [line] = first["items"]
    assert (line["done"], line["done_stations"], first["status"]) == (False, ["bar"], "preparing")
    assert (await bump(burgers, placed, done=True, station="bar"))["revision"] == first["revision"] == 2
    last = await bump(burgers, placed, done=True, station="grill")
    assert (last["items"][0]["done"], last["status"]) == (True, "ready")
    assert "done_stations" not in last["items"][0]
    back = await bump(burgers, placed, done=False, station="bar")
    assert (back["items"][0]["done"], back["items"][0]["done_stations"], back["status"]) == (
        False, ["grill"], "ready",
    )  # fmt: skip


async def test_two_stations_that_bump_at_once_are_both_done(burgers: Place) -> None:
    """Neither bump overwrites the other."""
    placed = (await burgers.order({"menu_item_id": burgers.item("Burger meal")["id"], "quantity": 1})).body
    await asyncio.gather(*(bump(burgers, placed, done=True, station=name) for name in ("bar", "grill")))
    kept = (await burgers.owner.get(f"/api/kitchen/orders/{placed['id']}/")).body
    assert (kept["items"][0]["done"], kept["revision"]) == (True, 3)


async def test_a_station_that_makes_nothing_of_a_line_cannot_bump_it(burgers: Place) -> None:
    """400 for a station, 404 for a line that is not there and for who is no member, 409 for an order that has ended."""
    placed = (await burgers.order({"menu_item_id": burgers.item("Burger meal")["id"], "quantity": 1})).body
    path = f"/api/kitchen/orders/{placed['id']}"
    refused = await burgers.owner.patch(f"{path}/items/1/", {"done": True, "station": "oven"})
    assert (refused.status, refused.body["errors"][0]["field"]) == (400, "station")
    assert (await burgers.owner.patch(f"{path}/items/2/", {"done": True, "station": "bar"})).status == 404
    stranger = await burgers.owner.register()
    assert (await stranger.patch(f"{path}/items/1/", {"done": True, "station": "bar"})).status == 404
    await burgers.owner.patch(f"{path}/", {"status": "cancelled"})
    assert (await burgers.owner.patch(f"{path}/items/1/", {"done": True, "station": "bar"})).status == 409


async def test_a_line_keeps_the_number_of_its_dish(make_restaurant: MakeRestaurant) -> None:
    """Also where the dish has another one later."""
    place = await make_restaurant({"categories": [{"name": "All", "items": [{"name": "Duck", "number": "14a", "price": 9}]}]})  # fmt: skip
    placed = (await place.order(place.line("Duck"))).body
    await place.owner.patch(f"/api/items/{place.item('Duck')['id']}/", {"number": "15"})
    kept = (await place.owner.get(f"/api/kitchen/orders/{placed['id']}/")).body
    assert kept["items"][0]["number"] == placed["items"][0]["number"] == "14a"


async def test_halves_are_made_where_both_are(make_restaurant: MakeRestaurant) -> None:
    """A dish of halves that names no station is the oven's alone, and bumped as one."""
    place = await make_restaurant(HALVES)
    half = place.modifier("Half and half", "Salami")["id"]
    both = [{"modifier_id": half, "quantity": 2}]
    placed = (await place.order(place.line("Half and half", modifiers=both))).body
    assert placed["items"][0]["station"] == "oven"
    assert (await bump(place, placed, done=True, station="oven"))["items"][0]["done"] is True
