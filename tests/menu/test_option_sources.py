"""Options that are written once, over HTTP: they follow the dishes and categories that they come from."""

from typing import Any

import pytest
import pytest_asyncio

from tests.fixtures.api import MakeRestaurant, Place

pytestmark = pytest.mark.shared_server

MEALS: dict[str, Any] = {
    "categories": [
        {
            "name": "Meals",
            "items": [
                {
                    "name": "Meal",
                    "price": 11,
                    "modifier_groups": [
                        {
                            "name": "Drink",
                            "min": 1,
                            "max": 1,
                            "options_from": {"category": "Drinks", "sizes": {"Large": "0.70"}},
                        },
                        {"name": "With it", "for_each": "Drink", "options": [{"name": "Ice"}]},
                    ],
                }
            ],
        },
        {
            "name": "Drinks",
            "items": [
                {
                    "name": "Cola",
                    "variants": [
                        {"label": "Small", "price": 2, "default": True},
                        {"label": "Large", "price": 3},
                    ],
                },
                {"name": "Water", "price": 2},
            ],
        },
    ]
}
DRINKS = ["Cola", "Cola (Large)", "Water"]


@pytest_asyncio.fixture(loop_scope="session")
async def meals(make_restaurant: MakeRestaurant) -> Place:
    return await make_restaurant(MEALS)


async def options(place: Place, group: int = 0) -> dict[str, dict[str, Any]]:
    await place.reload()
    return {m["name"]: m for m in place.item("Meal")["modifier_groups"][group]["modifiers"]}


async def test_a_new_drink_is_part_of_the_meal(meals: Place) -> None:
    """It comes with its extras; what was there keeps its ids, also the drink that is called otherwise now."""
    before = await options(meals)
    assert list(before) == DRINKS
    drinks = meals.item("Cola")["category_id"]
    added = await meals.owner.post(f"/api/categories/{drinks}/items/", {"name": "Juice", "price": "3.00"})
    assert added.status == 201
    now = await options(meals)
    assert list(now) == [*DRINKS, "Juice"]
    assert {name: now[name]["id"] for name in DRINKS} == {name: before[name]["id"] for name in DRINKS}
    assert "Juice: Ice" in await options(meals, 1)
    cola = meals.item("Cola")["id"]
    await meals.owner.patch(f"/api/items/{cola}/", {"name": "Kola"})
    now = await options(meals)
    assert list(now) == ["Kola", "Kola (Large)", "Water", "Juice"]
    assert now["Kola (Large)"]["id"] == before["Cola (Large)"]["id"]
    await meals.owner.delete(f"/api/items/{cola}/")
    assert list(await options(meals)) == ["Water", "Juice"]


async def test_the_meal_follows_its_category(meals: Place) -> None:
    """A category that is called otherwise is still meant; without it nothing is offered, and the meal is sold out."""
    drinks = meals.item("Cola")["category_id"]
    await meals.owner.patch(f"/api/categories/{drinks}/", {"name": "Cold drinks"})
    assert list(await options(meals)) == DRINKS
    document = (await meals.owner.get(f"/api/restaurants/{meals.id}/menu/")).body
    group = document["categories"][0]["items"][0]["modifier_groups"][0]
    assert group["options_from"] == {"category": "Cold drinks", "sizes": {"Large": "0.70"}}
    await meals.owner.delete(f"/api/categories/{drinks}/")
    assert list(await options(meals)) == []
    assert meals.item("Meal")["available"] is False


async def test_an_item_with_such_options_may_be_put_back(meals: Place) -> None:
    """A PUT of what GET answered changes nothing; other options, or another source, are refused by name."""
    meal = f"/api/items/{meals.item('Meal')['id']}/"
    read = (await meals.owner.get(meal)).body
    assert read["modifier_groups"][0]["options_from"] == {
        "category": "Drinks", "sizes": {"Large": "0.70"}, "for_each": "",
    }  # fmt: skip
    assert (await meals.owner.put(meal, read)).body == read
    fewer = {**read["modifier_groups"][0], "modifiers": read["modifier_groups"][0]["modifiers"][:1]}
    other = {**read["modifier_groups"][0], "options_from": {"category": "Meals"}}
    for group, field in ((fewer, "modifiers"), (other, "options_from")):
        refused = await meals.owner.patch(meal, {"modifier_groups": [group]})
        assert (refused.status, refused.body["errors"][0]["field"]) == (400, f"modifier_groups[0].{field}")


async def test_a_size_that_is_a_part_stays_on_the_menu(meals: Place) -> None:
    """What comes out of a category follows it; a size that is written as a part is taken out there first."""
    cola = meals.item("Cola")
    [small, large] = cola["variants"]
    path = f"/api/items/{cola['id']}/"
    combo = {
        "name": "Combo",
        "price": "9.00",
        "modifier_groups": [
            {"name": "Drink", "modifiers": [{"name": "Big", "menu_item_id": cola["id"], "size": "Large"}]}
        ],
    }
    await meals.owner.patch(path, {"variants": [small]})
    assert list(await options(meals)) == ["Cola", "Water"]
    category = f"/api/categories/{meals.item('Meal')['category_id']}/items/"
    refused = await meals.owner.post(category, combo)
    assert refused.body["errors"][0]["field"] == "modifier_groups[0].modifiers[0].size"
    await meals.owner.patch(path, {"variants": [small, {**large, "id": None}]})
    assert (await meals.owner.post(category, combo)).status == 201
    kept = await meals.owner.patch(path, {"variants": [small]})
    assert kept.status == 409
    assert "«Combo» in the size «Large»" in kept.body["detail"]
    assert list(await options(meals)) == DRINKS


async def test_a_drink_is_cooked_in_its_size_with_its_extras(meals: Place) -> None:
    """The ticket names the size and whose extra it is; an extra of a drink that is not taken is refused."""
    drinks, extras = await options(meals), await options(meals, 1)

    def line(*picks: dict[str, Any]) -> dict[str, Any]:
        modifiers = [{"modifier_id": pick["id"]} for pick in picks]
        return {"menu_item_id": meals.item("Meal")["id"], "quantity": 1, "modifiers": modifiers}

    placed = await meals.order(line(drinks["Cola (Large)"], extras["Cola (Large): Ice"]))
    assert placed.body["total_price"] == "11.70"
    assert [m["name"] for m in placed.body["items"][0]["modifiers"]] == ["Cola (Large)", "Cola (Large): Ice"]
    refused = await meals.order(line(drinks["Water"], extras["Cola: Ice"]))
    assert (refused.status, refused.body["errors"][0]) == (
        400,
        {"field": "items[0].modifiers", "message": "have Cola: Ice without Cola"},
    )
