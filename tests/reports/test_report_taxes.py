"""The taxes of a report are those of its orders, whatever was ordered and however tax is rounded."""

import random
from decimal import Decimal
from typing import Any

import pytest

from tests.fixtures.api import MakeRestaurant, Place

pytestmark = pytest.mark.shared_server

TAXES = {"state": {"percent": "4"}, "city": {"percent": "4.875", "take_away": "0"}, "meals": {"percent": "7"}}
DISHES = (
    {"name": "Soup", "price": "3.33", "tax": ["state", "city"]},
    {"name": "Roll", "price": "0.99", "tax": "state"},
    {"name": "Tea", "price": "2.57", "tax": ["meals", "city"]},
    {"name": "Mug", "price": "8.10"},
)
ORDERS = 20


def summed(orders: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[Decimal, ...]]:
    """Net, tax and gross of each rate over orders, out of their documents."""
    sums: dict[tuple[str, str], tuple[Decimal, ...]] = {}
    for tax in (tax for order in orders for tax in order.get("taxes", ())):
        rate = (tax["name"], tax["percent"])
        before = sums.get(rate, (Decimal(0),) * 3)
        amounts = (Decimal(tax[name]) for name in ("net", "tax", "gross"))
        sums[rate] = tuple(a + b for a, b in zip(before, amounts, strict=True))
    return sums


async def dine(place: Place, luck: random.Random) -> None:
    for _ in range(ORDERS):
        names = [luck.choice(DISHES)["name"] for _ in range(luck.randint(1, 4))]
        lines = [place.line(str(name), luck.randint(1, 3)) for name in names]
        order_type = luck.choice(("eat_in", "take_away"))
        reply = await place.order(*lines, order_type=order_type)
        assert reply.status == 201, reply
        if luck.random() < 0.3:
            await place.public.post(f"/api/public/orders/{reply.body['id']}/cancel/", {"items": [1]})


@pytest.mark.parametrize("included", [True, False])
@pytest.mark.parametrize("rounding", ["line", "bill"])
async def test_a_report_adds_up_with_its_orders(
    make_restaurant: MakeRestaurant, rounding: str, *, included: bool
) -> None:
    """Net, tax and gross of each rate, and what was to be paid, of twenty orders of which some were cancelled in part."""
    menu = {"taxes": TAXES, "categories": [{"name": "All", "items": list(DISHES)}]}
    place = await make_restaurant(menu)
    money = {"taxes_included": included, "tax_rounding": rounding}
    await place.owner.patch(f"/api/restaurants/{place.id}/", {"money": money})
    await dine(place, random.Random(f"{rounding} {included}"))  # noqa: S311  # no secret
    listed = (await place.owner.get(f"/api/restaurants/{place.id}/orders/?limit=200")).body["orders"]
    taken = [order for order in listed if order["status"] != "cancelled"]
    assert len(listed) == ORDERS
    totals = (await place.owner.get(f"/api/restaurants/{place.id}/reports/")).body["totals"]
    assert summed([totals]) == summed(taken)
    paid = sum(Decimal(order["total_with_tax"] or order["total_price"]) for order in taken)
    assert Decimal(totals["gross"]) == paid
    tax = sum(Decimal(one["tax"]) for one in totals["taxes"])
    assert Decimal(totals["gross"]) - Decimal(totals["net"]) == tax
