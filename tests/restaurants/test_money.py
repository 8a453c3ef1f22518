"""A restaurant's rules of money over the API: what is stored, what is refused and in which words, and who sees it changed."""

from typing import Any

import asyncpg
import pytest

from tests.fixtures.api import Place, Reply

pytestmark = pytest.mark.shared_server

USUAL = {
    "taxes_included": True,
    "tax_rounding": "bill",
    "service_charge": None,
    "cover_charge": None,
    "tips": [],
    "cash_rounding": None,
    "tax_number": "",
    "pay": "end",
}


async def change(place: Place, **money: Any) -> Reply:
    return await place.owner.patch(f"/api/restaurants/{place.id}/", {"money": money})


async def with_taxes(place: Place) -> None:
    path = f"/api/restaurants/{place.id}/menu/"
    document = (await place.owner.get(path)).body
    reply = await place.owner.put(path, {**document, "taxes": {"food": {"percent": "19"}}})
    assert reply.status == 200, reply


async def test_a_restaurant_that_says_nothing_has_the_usual_rules(restaurant: Place) -> None:
    """Prices with their tax, no charges, no tips."""
    assert (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/")).body["money"] == USUAL


async def test_rules_are_changed_one_by_one(restaurant: Place) -> None:
    """What is left out stays; null ends a charge and the rounding; amounts have the currency's decimals."""
    await with_taxes(restaurant)
    reply = await change(
        restaurant,
        taxes_included=False,
        service_charge={"percent": "12.5", "from_guests": 6, "above": "100"},
        cover_charge={"amount": "2.5", "taxes": ["food"]},
    )
    assert reply.status == 200, reply
    assert reply.body["money"] == {
        **USUAL,
        "taxes_included": False,
        "service_charge": {"percent": "12.5", "from_guests": 6, "above": "100.00", "taxable": True},
        "cover_charge": {"amount": "2.50", "taxes": ["food"]},
    }
    reply = await change(
        restaurant,
        taxes_included=None,
        service_charge=None,
        tips=["10", "15.000"],
        cash_rounding="0.05",
        tax_number="DE 1",
        pay="before",
        tax_rounding="line",
    )
    assert reply.body["money"] == {
        "taxes_included": False,
        "tax_rounding": "line",
        "service_charge": None,
        "cover_charge": {"amount": "2.50", "taxes": ["food"]},
        "tips": ["10", "15"],
        "cash_rounding": "0.05",
        "tax_number": "DE 1",
        "pay": "before",
    }
    reply = await change(restaurant, cover_charge=None, cash_rounding=None, tips=[])
    assert {reply.body["money"][name] for name in ("cover_charge", "cash_rounding")} == {None}


async def menu_version(database_url: str, place: Place) -> int:
    connection = await asyncpg.connect(database_url)
    try:
        query = "SELECT menu_version FROM restaurant_state WHERE restaurant_id = $1::text::uuid"
        return int(await connection.fetchval(query, place.id))
    finally:
        await connection.close()


async def test_rules_sent_back_as_they_are_change_nothing(restaurant: Place, database_url: str) -> None:
    """Neither the usual ones nor others make a new version of the menu."""
    path = f"/api/restaurants/{restaurant.id}/"
    for _ in range(2):
        before = await menu_version(database_url, restaurant)
        body = (await restaurant.owner.get(path)).body
        assert (await restaurant.owner.patch(path, body)).status == 200
        assert await menu_version(database_url, restaurant) == before
        await change(restaurant, tips=["10"], service_charge={"percent": "10"})


async def test_a_change_stands_in_the_log_with_both_values(restaurant: Place) -> None:
    """As an owner reads them."""
    await change(restaurant, tips=["10"], pay="after")
    entry = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body[0]
    assert (entry["before"]["money"]["pay"], entry["after"]["money"]["pay"]) == ("end", "after")
    assert entry["after"]["money"]["tips"] == ["10"]
    assert entry["summary"].endswith(": changed (pay end → after, tips – → 10)")
    await change(restaurant, service_charge={"percent": "10", "from_guests": 6}, taxes_included=False)
    entry = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body[0]
    assert entry["summary"].endswith(
        "(service_charge – → above –; percent 10; taxable yes; from guests 6, taxes_included yes → no)"
    )


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"tips": ["12.5555"]}, "money.tips[0]", "must be a percentage such as 12.5, at most 100"),
    ({"tips": ["100.1"]}, "money.tips[0]", "must be a percentage such as 12.5, at most 100"),
    ({"tips": ["-1"]}, "money.tips[0]", "must be a percentage such as 12.5, at most 100"),
    ({"tips": ["1"] * 6}, "money.tips", "must have at most 5 entries"),
    ({"cash_rounding": "0.00"}, "money.cash_rounding", "must be from 0.01 to 1000.00"),
    ({"cash_rounding": "1000.01"}, "money.cash_rounding", "must be from 0.01 to 1000.00"),
    ({"cash_rounding": "0.055"}, "money.cash_rounding", "0.055 has more than the 2 decimals that EUR allows"),
    ({"cover_charge": {"amount": "-1"}}, "money.cover_charge.amount", "must be a price such as 14.99"),
    ({"cover_charge": {"amount": "1.005"}}, "money.cover_charge.amount", "1.005 has more than the 2 decimals that EUR allows"),
    ({"cover_charge": {"amount": "1", "taxes": ["food"]}}, "money.cover_charge.taxes", 'names the tax "food", which the menu does not name: it has none'),
    ({"service_charge": {"percent": "10", "from_guests": 0}}, "money.service_charge.from_guests", "Input should be greater than or equal to 1"),
    ({"service_charge": {"percent": "10", "above": "1.005"}}, "money.service_charge.above", "1.005 has more than the 2 decimals that EUR allows"),
    ({"pay": "never"}, "money.pay", "Input should be 'before', 'after' or 'end'"),
    ({"tax_number": "x" * 51}, "money.tax_number", "must have at most 50 characters"),
    ({"colour": "red"}, "money.colour", "Extra inputs are not permitted"),
]  # fmt: skip


async def test_what_cannot_be_is_named(restaurant: Place) -> None:
    """By its field, in words, and nothing is changed."""
    for money, field, message in REFUSED:
        reply = await change(restaurant, **money)
        assert reply.status == 400, reply
        assert [(error["field"], error["message"]) for error in reply.body["errors"]] == [(field, message)]
    assert (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/")).body["money"] == USUAL


async def test_what_is_just_possible_is_taken(restaurant: Place) -> None:
    """Five tips from nothing to all; a coin of one cent up to a note."""
    for money in (
        {"tips": ["0", "100", "100.000", "8.875", "1"]},
        {"cash_rounding": "0.01"},
        {"cash_rounding": "1000"},
    ):
        assert (await change(restaurant, **money)).status == 200


async def test_an_unknown_tax_is_named_with_those_that_there_are(restaurant: Place) -> None:
    """So that a slip is seen at once."""
    await with_taxes(restaurant)
    reply = await change(restaurant, cover_charge={"amount": "2", "taxes": ["fod"]})
    assert reply.body["errors"][0]["message"] == (
        'names the tax "fod", which the menu does not name: it has food'
    )


async def test_staff_of_the_kitchen_changes_no_rules(restaurant: Place) -> None:
    """They are the owner's."""
    cook = await restaurant.staff("kitchen")
    assert (await cook.patch(f"/api/restaurants/{restaurant.id}/", {"money": {"pay": "after"}})).status == 403


async def test_another_rule_makes_a_new_version_of_the_menu(restaurant: Place, database_url: str) -> None:
    """An order that was checked against the old rule is checked anew."""
    before = await menu_version(database_url, restaurant)
    await change(restaurant, taxes_included=False)
    assert await menu_version(database_url, restaurant) == before + 1
