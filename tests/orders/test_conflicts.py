"""A dish that states what its diner is allergic to says so at its line."""

from uuid import UUID

import pytest
from aiohttp.test_utils import TestServer

from server.db.setup import POOL
from tests.fixtures.api import MakeRestaurant

pytestmark = pytest.mark.shared_server

MENU = {
    "categories": [
        {
            "name": "All",
            "items": [
                {
                    "name": "Satay",
                    "price": "9.00",
                    "allergens": ["peanuts", "Soy"],
                    "modifier_groups": [
                        {
                            "name": "Extras",
                            "options": [
                                {"name": "Sesame seeds", "price_adjustment": "1.00"},
                                {"name": "Cake for after", "item": "Cake", "price_adjustment": "2.00"},
                            ],
                        }
                    ],
                },
                {"name": "Cake", "price": "5.00", "allergens": ["milk"], "station": "pastry"},
            ],
        }
    ]
}
ALLERGIES = [
    {"text": "no peanuts, milk or sesame please", "allergens": ["peanuts", "milk", "sesame"]},
]


async def test_the_kitchen_reads_at_each_line_what_goes_against_the_diners_allergies(
    server: TestServer, make_restaurant: MakeRestaurant
) -> None:
    """What the dish states, an option names, or a dish that is part of it states; the diner's answer is as before."""
    place = await make_restaurant(MENU)
    extras = [place.modifier("Satay", name)["id"] for name in ("Sesame seeds", "Cake for after")]
    chosen = [{"modifier_id": extras[0]}, {"modifier_id": extras[1]}]
    lines = [place.line("Satay", modifiers=chosen), place.line("Satay"), place.line("Cake")]
    placed = await place.order(*lines, allergies=ALLERGIES)
    assert placed.status == 201, placed
    assert all("conflicts" not in line for line in placed.body["items"])
    kitchen = (await place.owner.get(f"/api/kitchen/orders/{placed.body['id']}/")).body
    assert [line.get("conflicts") for line in kitchen["items"]] == [
        ["milk", "peanuts", "sesame"],
        ["peanuts"],
        ["milk"],
    ]
    await place.owner.patch(f"/api/kitchen/orders/{placed.body['id']}/", {"status": "cancelled"})
    await place.owner.delete(f"/api/orders/{placed.body['id']}/diner/")
    stored = await server.app[POOL].fetchval(
        "SELECT lines::text FROM orders WHERE id = $1", UUID(placed.body["id"])
    )
    assert "conflicts" not in stored


async def test_a_wider_allergen_that_a_dish_states_is_a_conflict_with_the_narrower(
    make_restaurant: MakeRestaurant,
) -> None:
    """Who is allergic to hazelnuts is told of "nuts", and who is allergic to nuts of "hazelnuts"."""
    item = {"price": "5.00", "allergens": ["hazelnuts"]}
    dishes = [{"name": "Praline", **item}, {"name": "Bar", **item, "allergens": ["nuts"]}]
    place = await make_restaurant({"categories": [{"name": "All", "items": dishes}]})
    for code in ("hazelnut", "nuts"):
        allergy = [{"text": code, "allergens": [code]}]
        placed = await place.order(place.line("Praline"), place.line("Bar"), allergies=allergy)
        kitchen = (await place.owner.get(f"/api/kitchen/orders/{placed.body['id']}/")).body
        assert [line.get("conflicts") for line in kitchen["items"]] == [[code], [code]]


async def test_no_allergy_no_conflict(make_restaurant: MakeRestaurant) -> None:
    """A dish with allergens is no conflict by itself, and one that is refused as an option is none."""
    place = await make_restaurant(MENU)
    seeds = {"modifier_id": place.modifier("Satay", "Sesame seeds")["id"], "amount": "none"}
    sesame = [{"text": "sesame", "allergens": ["sesame"]}]
    plain = await place.order(place.line("Satay"))
    refused = await place.order(place.line("Satay", modifiers=[seeds]), allergies=sesame)
    for placed in (plain, refused):
        kitchen = (await place.owner.get(f"/api/kitchen/orders/{placed.body['id']}/")).body
        assert "conflicts" not in kitchen["items"][0]


async def test_a_dish_without_a_station_is_made_at_the_default_one(make_restaurant: MakeRestaurant) -> None:
    """Named by the owner; a dish with its own station stays there; without a default it is everybody's."""
    place = await make_restaurant(MENU)
    first = (await place.order(place.line("Satay"), place.line("Cake"))).body
    assert [line["station"] for line in first["items"]] == ["", "pastry"]
    changed = await place.owner.patch(f"/api/restaurants/{place.id}/", {"default_station": " Wok "})
    assert changed.body["default_station"] == "wok"
    second = (await place.order(place.line("Satay"), place.line("Cake"))).body
    assert [line["station"] for line in second["items"]] == ["wok", "pastry"]


async def test_a_family_of_allergens_goes_against_what_is_of_it(make_restaurant: MakeRestaurant) -> None:
    """Hazelnuts in the owner's own words are nuts; who is allergic to walnuts alone may have them."""
    dish = {"name": "Praline", "price": "3.00", "allergens": ["Haselnüsse"]}
    place = await make_restaurant({"categories": [{"name": "All", "items": [dish]}]})
    for codes, conflicts in ((["nuts"], ["nuts"]), (["walnut"], None), (["hazelnut", "milk"], ["hazelnut"])):
        allergies = [{"text": "an allergy", "allergens": codes}]
        placed = (await place.order(place.line("Praline"), allergies=allergies)).body
        kitchen = (await place.owner.get(f"/api/kitchen/orders/{placed['id']}/")).body
        assert kitchen["items"][0].get("conflicts") == conflicts


async def test_what_comes_with_a_dish_by_itself_goes_against_an_allergy_until_it_is_refused(
    make_restaurant: MakeRestaurant,
) -> None:
    """Nobody chose the butter that the sandwich comes with; without it, or with oat milk for milk, nothing is told."""
    butter = {"name": "In it", "options": [{"name": "Butter", "default": True}, {"name": "Gherkin"}]}
    milk = {"name": "With", "max": 1, "options": [{"name": "Milk", "default": True}, {"name": "Oat milk"}]}
    place = await make_restaurant(
        {
            "categories": [
                {
                    "name": "All",
                    "items": [
                        {"name": "Sandwich", "price": "4.00", "modifier_groups": [butter]},
                        {"name": "Tea", "price": "2.00", "modifier_groups": [milk]},
                    ],
                }
            ]
        }
    )
    refused = {"modifier_id": place.modifier("Sandwich", "Butter")["id"], "amount": "none"}
    oat = {"modifier_id": place.modifier("Tea", "Oat milk")["id"]}
    lines = [
        place.line("Sandwich"),
        place.line("Sandwich", modifiers=[refused]),
        place.line("Tea"),
        place.line("Tea", modifiers=[oat]),
    ]
    placed = await place.order(*lines, allergies=[{"text": "no milk", "allergens": ["milk"]}])
    kitchen = (await place.owner.get(f"/api/kitchen/orders/{placed.body['id']}/")).body
    assert [line.get("conflicts", []) for line in kitchen["items"]] == [["milk"], [], ["milk"], []]
