"""Courses of orders, over the network: held, fired once, fired by themselves."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from tests.fixtures.api import Api, MakeRestaurant, Place

pytestmark = pytest.mark.shared_server

MENU: dict[str, Any] = {
    "currency": "EUR",
    "categories": [
        {"name": "Small plates", "course": "starter", "items": [{"name": "Soup", "price": 5, "station": "cold"}]},
        {"name": "Plates", "course": "main", "items": [{"name": "Steak", "price": 20, "station": "grill"}]},
        {"name": "Sweets", "course": "dessert", "items": [{"name": "Tart", "price": 6}]},
        {"name": "Drinks", "items": [{"name": "Coke", "price": 3}]},
    ],
}  # fmt: skip
OF_ALL = ("Coke", "Tart", "Steak", "Soup")


@pytest_asyncio.fixture(loop_scope="session")
async def place(make_restaurant: MakeRestaurant) -> Place:
    """A restaurant that holds courses until a cook fires them."""
    made = await make_restaurant(MENU)
    await made.owner.patch(f"/api/restaurants/{made.id}/", {"hold_courses": True})
    return made


async def ordered(place: Place, *names: str) -> dict[str, Any]:
    """An order as the kitchen has it."""
    placed = (await place.order(*map(place.line, names))).body
    return dict((await place.owner.get(f"/api/kitchen/orders/{placed['id']}/")).body)


async def fire(cook: Api, order: dict[str, Any], course: str, *, fired: bool = True) -> Any:
    return await cook.patch(f"/api/kitchen/orders/{order['id']}/courses/{course}/", {"fired": fired})


async def bump(cook: Api, order: dict[str, Any], line: int, **body: Any) -> dict[str, Any]:
    reply = await cook.patch(f"/api/kitchen/orders/{order['id']}/items/{line}/", {"done": True, **body})
    assert reply.status == 200
    return dict(reply.body)


def waits(order: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(one["course"], one["fires_at"] is None) for one in order["courses"]]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_lines_have_their_course_and_later_courses_are_held(place: Place) -> None:
    """Each line has its category's course; mains and desserts wait, and what is of no course does not."""
    order = await ordered(place, *OF_ALL)
    assert [line.get("course", "") for line in order["items"]] == ["", "dessert", "main", "starter"]
    assert waits(order) == [("main", True), ("dessert", True)]


async def test_a_single_course_waits_for_nothing(place: Place) -> None:
    """Where only mains and drinks are ordered there is nothing to wait for."""
    assert "courses" not in await ordered(place, "Steak", "Coke")


async def test_nothing_is_held_where_the_restaurant_does_not_say_so(make_restaurant: MakeRestaurant) -> None:
    """By default lines only say their course."""
    order = await ordered(await make_restaurant(MENU), *OF_ALL)
    assert "courses" not in order
    assert order["items"][3]["course"] == "starter"


async def test_the_diner_says_the_course(place: Place) -> None:
    """A course that is sent wins over the words of a request, and these over the category's."""
    lines = (
        place.line("Steak", special_requests="as a starter"),
        place.line("Soup", special_requests="as a starter", course="dessert"),
        place.line("Coke", course="main"),
    )
    placed = (await place.order(*lines)).body
    assert [line["course"] for line in placed["items"]] == ["starter", "dessert", "main"]
    wrong = await place.order(place.line("Coke", course="pudding"))
    assert (wrong.status, wrong.body["errors"][0]["field"]) == (400, "items[0].course")


async def test_a_course_is_fired_once_by_however_many_cooks(place: Place) -> None:
    """Ten cooks who fire at the same moment make one change; the moment stays; firing it again changes nothing."""
    order = await ordered(place, *OF_ALL)
    replies = await asyncio.gather(*(fire(place.owner, order, "main") for _ in range(10)))
    assert [reply.status for reply in replies] == [200] * 10
    assert {reply.body["revision"] for reply in replies} == {2}
    assert waits(replies[0].body) == [("main", False), ("dessert", True)]
    again = (await fire(place.owner, order, "main")).body
    assert (again["revision"], again["courses"]) == (2, replies[0].body["courses"])


async def test_a_fired_course_is_taken_back(place: Place) -> None:
    """What was fired by mistake waits again; what waits already is left as it is."""
    order = await ordered(place, *OF_ALL)
    assert (await fire(place.owner, order, "main", fired=False)).body["revision"] == 1
    await fire(place.owner, order, "main")
    back = (await fire(place.owner, order, "main", fired=False)).body
    assert (back["revision"], waits(back)) == (3, [("main", True), ("dessert", True)])


async def test_what_cannot_be_fired_is_refused(place: Place) -> None:
    """The first course, an unknown one and another's order are 404; an order that has ended is 409 with the order."""
    order = await ordered(place, *OF_ALL)
    stranger = await place.public.register()
    assert (await fire(place.owner, order, "starter")).status == 404
    assert (await fire(place.owner, order, "cheese")).status == 404
    assert (await fire(stranger, order, "main")).status == 404
    await place.owner.patch(f"/api/kitchen/orders/{order['id']}/", {"status": "cancelled", "reason": "gone"})
    late = await fire(place.owner, order, "main")
    assert (late.status, late.body["order"]["status"]) == (409, "cancelled")


@pytest.mark.parametrize("body", [{}, {"station": "cold"}])
async def test_mains_are_due_minutes_after_the_starters(place: Place, body: dict[str, str]) -> None:
    """With `fire_after` the last starter done sets the moment of the mains, whoever bumps it; taking it back unsets it."""
    await place.owner.patch(f"/api/restaurants/{place.id}/", {"fire_after": 7})
    order = await ordered(place, "Soup", "Steak", "Tart")
    bumped = await bump(place.owner, order, 1, **body)
    assert (bumped["status"], bumped["revision"]) == ("preparing", 2)
    assert [one["course"] for one in bumped["courses"]] == ["main", "dessert"]
    due = moment(bumped["courses"][0]["fires_at"])
    assert due - moment(bumped["updated_at"]) == timedelta(minutes=7)
    assert bumped["courses"][1]["fires_at"] is None
    assert moment(bumped["estimated_ready_at"]) > due
    back = await bump(place.owner, order, 1, done=False, **body)
    assert waits(back) == [("main", True), ("dessert", True)]


async def test_without_minutes_a_bump_fires_nothing(place: Place) -> None:
    """Where the restaurant names no minutes mains wait for a cook, however long the starters are done."""
    order = await ordered(place, "Soup", "Steak")
    assert waits(await bump(place.owner, order, 1)) == [("main", True)]


async def test_bumping_twice_changes_nothing_where_courses_wait(place: Place) -> None:
    """A line that is done is done once, with the order's revision."""
    order = await ordered(place, "Soup", "Steak")
    assert (await bump(place.owner, order, 1))["revision"] == 2
    assert (await bump(place.owner, order, 1))["revision"] == 2


async def test_the_last_line_makes_an_order_ready_with_courses_too(place: Place) -> None:
    """With `auto_ready` it is ready once every course is done, not with the first."""
    await place.owner.patch(f"/api/restaurants/{place.id}/", {"auto_ready": True})
    order = await ordered(place, "Soup", "Steak")
    assert (await bump(place.owner, order, 1))["status"] == "preparing"
    assert (await bump(place.owner, order, 2))["status"] == "ready"


async def test_the_estimate_knows_what_waits(place: Place) -> None:
    """Fifty steaks that wait are in nobody's way; once they are fired the next steak waits for them."""
    steaks = place.line("Steak", 50)
    order = (await place.order(place.line("Soup"), steaks)).body
    wait = moment(order["estimated_ready_at"]) - moment(order["created_at"])
    assert wait < timedelta(minutes=9)
    fired = (await fire(place.owner, order, "main")).body
    promised = moment(fired["estimated_ready_at"]) - moment(fired["updated_at"])
    assert timedelta(minutes=49) <= promised <= timedelta(minutes=51)


async def test_a_category_keeps_its_course(place: Place) -> None:
    """The course of a category is read, changed, unset, written to the document, and refused where there is none such."""
    found = (await place.owner.get(f"/api/restaurants/{place.id}/categories/")).body
    assert [one["course"] for one in found] == ["starter", "main", "dessert", ""]
    path = f"/api/categories/{found[3]['id']}/"
    assert (await place.owner.patch(path, {"course": "dessert"})).body["course"] == "dessert"
    assert (await place.owner.patch(path, {"name": "Drinks!"})).body["course"] == "dessert"
    document = (await place.owner.get(f"/api/restaurants/{place.id}/menu/")).body
    assert [one.get("course") for one in document["categories"]] == ["starter", "main", "dessert", "dessert"]
    unchanged = (await place.owner.put(f"/api/restaurants/{place.id}/menu/", document)).body
    assert (unchanged["added"], unchanged["changed"], unchanged["removed"]) == ([], [], [])
    assert (await place.owner.patch(path, {"course": ""})).body["course"] == ""
    assert (await place.owner.patch(path, {"course": "cheese"})).status == 400
