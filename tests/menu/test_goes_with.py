"""What an owner offers with a dish: in the document, in the API, and where dishes change."""

import json
from typing import Any

import pytest

from server.menu.document.lint import lint
from server.menu.document.loader import load_menu
from server.menu.document.problems import MenuDocumentError
from server.menu.document.writer import dump_document
from tests.fixtures.api import MakeRestaurant, Place

pytestmark = pytest.mark.shared_server

MENU: dict[str, Any] = {
    "categories": [
        {
            "name": "Food",
            "items": [
                {"name": "Pizza", "price": "9.00", "goes_with": ["Garlic bread", "Drinks / Cola"]},
                {"name": "Garlic bread", "price": "4.00"},
                {"name": "Cola", "price": "1.00"},
            ],
        },
        {"name": "Drinks", "items": [{"name": "Cola", "price": "3.00"}]},
    ]
}
WRONG = """\
currency: EUR
categories:
- name: Food
  items:
  - name: Pizza
    price: 9
    goes_with: [Bread, Lasagne, pizza, Bread]
  - {name: Bread, price: 3}
"""


async def document_of(place: Place) -> dict[str, Any]:
    found = await place.owner.get(f"/api/restaurants/{place.id}/menu/")
    return {item["name"]: item for category in found.body["categories"] for item in category["items"]}


def test_every_mistake_has_its_place() -> None:
    """A dish that is not there, the dish itself, one that is named twice; each with line and column."""
    with pytest.raises(MenuDocumentError) as caught:
        load_menu(WRONG)
    at = "categories[0].items[0].goes_with"
    assert [(p.path, p.line, p.column, p.message) for p in caught.value.problems] == [
        (f"{at}[1]", 7, 24, 'names the dish "Lasagne", which is not on this menu'),
        (f"{at}[2]", 7, 33, "is the dish itself; name another one"),
        (f"{at}[3]", 7, 40, "is named twice; leave one out"),
    ]


@pytest.mark.parametrize(("count", "is_fine"), [(10, True), (11, False)])
def test_ten_are_enough(count: int, *, is_fine: bool) -> None:
    """Ten dishes may be named, not one more."""
    dishes = [{"name": f"Dish {number}", "price": 1} for number in range(count)]
    pizza = {"name": "Pizza", "price": 9, "goes_with": [dish["name"] for dish in dishes]}
    menu = {"currency": "EUR", "categories": [{"name": "Food", "items": [pizza, *dishes]}]}

    if is_fine:
        assert len(next(load_menu(json.dumps(menu), "json").items()).goes_with) == count
        return
    with pytest.raises(MenuDocumentError):
        load_menu(json.dumps(menu), "json")


def test_a_hidden_dish_is_worth_a_note() -> None:
    """Lint says that nobody is offered it."""
    menu = load_menu(
        WRONG.replace("Lasagne, pizza, Bread", "Soup") + "  - {name: Soup, price: 4, is_active: false}\n"
    )
    found = [(one.where, one.message) for one in lint(menu) if one.kind == "goes_with_hidden"]
    assert found == [
        ("Food / Pizza", "its goes_with names Soup, which is hidden: nobody is offered it."),
    ]


async def test_names_follow_a_rename_and_what_is_gone_is_named_no_more(
    make_restaurant: MakeRestaurant,
) -> None:
    """What is exported can be put back and changes nothing; a dish keeps its place under its new name."""
    place = await make_restaurant(MENU)
    written = await document_of(place)
    assert written["Pizza"]["goes_with"] == ["Garlic bread", "Drinks / Cola"]
    bread = place.item("Garlic bread")["id"]
    renamed = await place.owner.patch(f"/api/items/{bread}/", {"name": "Bruschetta"})
    assert renamed.status == 200
    assert (await document_of(place))["Pizza"]["goes_with"] == ["Bruschetta", "Drinks / Cola"]
    assert (await place.owner.delete(f"/api/items/{bread}/")).status == 204
    assert (await document_of(place))["Pizza"]["goes_with"] == ["Drinks / Cola"]


async def test_a_change_is_planned_in_words(make_restaurant: MakeRestaurant) -> None:
    """The plan names the dishes before and after, also one that is new."""
    place = await make_restaurant(MENU)
    path = f"/api/restaurants/{place.id}/menu/?dry_run=true"
    now = (await place.owner.get(f"/api/restaurants/{place.id}/menu/")).body
    assert (await place.owner.put(path, now)).body["differences"] == []
    now["categories"][0]["items"][0]["goes_with"] = ["Salad"]
    now["categories"][0]["items"].append({"name": "Salad", "price": "5.00"})
    told = (await place.owner.put(path, now)).body["differences"]
    assert [(one["path"], one["before"], one["after"]) for one in told if one["field"] == "goes with"] == [
        ("Food / Pizza", "Garlic bread, Cola", "Salad")
    ]


async def test_the_api_takes_other_dishes_of_the_restaurant_alone(make_restaurant: MakeRestaurant) -> None:
    """Left out it stays, the dish itself and another restaurant's are refused, [] takes it away."""
    place, other = await make_restaurant(MENU), await make_restaurant(MENU)
    pizza, cola = place.item("Pizza")["id"], place.menu["categories"][1]["items"][0]["id"]
    path = f"/api/items/{pizza}/"
    for wrong in (other.item("Garlic bread")["id"], pizza):
        refused = await place.owner.patch(path, {"goes_with": [cola, wrong]})
        assert (refused.status, [one["field"] for one in refused.body["errors"]]) == (400, ["goes_with[1]"])
    kept = await place.owner.patch(path, {"description": "Hot"})
    assert kept.body["goes_with"] == [place.item("Garlic bread")["id"], cola]
    assert (await place.owner.patch(path, {"goes_with": []})).body["goes_with"] == []


def test_a_document_of_before_says_the_same() -> None:
    """Where nothing is named nothing is written."""
    menu = load_menu("{currency: EUR, categories: [{name: Food, items: [{name: Pizza, price: 9}]}]}")
    assert "goes_with" not in dump_document(menu)["categories"][0]["items"][0]
