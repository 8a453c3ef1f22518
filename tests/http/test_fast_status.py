"""The status of an order in front of the application: the same answer as the slow path, and never an old one."""

import pytest

from tests.fixtures.api import Api, Place

pytestmark = pytest.mark.shared_server

CHANGING = {"date", "x-request-id", "server", "connection"}
Heard = tuple[int, dict[str, str], bytes]


async def heard(api: Api, path: str, **headers: str) -> Heard:
    async with api.session.get(path, headers=headers) as answer:
        kept = {n.lower(): v for n, v in answer.headers.items() if n.lower() not in CHANGING}
        return answer.status, kept, await answer.read()


async def test_a_status_is_the_same_both_ways(restaurant: Place) -> None:
    """Status, headers and body are those of the slow path, which a client takes that closes its connection."""
    order = (await restaurant.order()).body["id"]
    path = f"/api/public/orders/{order}/status/"
    short = await heard(restaurant.public, path)
    assert short == await heard(restaurant.public, path, Connection="close")


async def test_a_change_is_seen_the_short_way_at_once(restaurant: Place) -> None:
    """After a move the next answer shows it."""
    order = (await restaurant.order()).body["id"]
    path = f"/api/public/orders/{order}/status/"
    for status in ("preparing", "ready", "completed"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{order}/", {"status": status})
        assert (await restaurant.public.get(path)).body["status"] == status


IDS = ["x", "1", "018f0000-0000-7000-8000-000000000000", "018f000000007000800000000000000f"]


@pytest.mark.parametrize("order_id", IDS)
async def test_what_is_not_there_is_a_404(api: Api, order_id: str) -> None:
    """An id that is malformed or names nothing is a 404 with problem+json."""
    reply = await api.get(f"/api/public/orders/{order_id}/status/")
    assert (reply.status, reply.body["status"]) == (404, 404)
