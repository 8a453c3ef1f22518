"""Forgetting one diner."""

from tests.fixtures.api import Place

WORDS = "no ice for Ana"


async def test_one_diner_is_forgotten(restaurant: Place) -> None:
    """An open order is refused; when it has ended name, words and requests go, everywhere, and it is in the log."""
    line = restaurant.line("Coke", special_requests=WORDS)
    placed = (await restaurant.order(line, customer_name="Ana", raw_input=WORDS)).body
    url = f"/api/orders/{placed['id']}/diner/"
    assert (await restaurant.owner.delete(url)).status == 409
    for status in ("preparing", "ready", "completed"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{placed['id']}/", {"status": status})
    assert (await restaurant.owner.delete(url)).status == 204
    seen = (await restaurant.public.get(f"/api/public/orders/{placed['id']}/status/")).body
    listed = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/orders/")).body
    assert "Ana" not in str(seen) + str(listed)
    assert seen["status"] == "completed"
    assert [line["line_total"] for line in seen["items"]] == [line["line_total"] for line in placed["items"]]
    log = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body
    assert (log[0]["action"], log[0]["subject"]) == ("order.erased", str(placed["number"]))
    cook = await restaurant.staff("kitchen")
    assert (await cook.delete(url)).status == 403
