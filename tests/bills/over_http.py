"""Bills as clients of the server read and write them."""

from typing import Any

from tests.fixtures.api import Place, Reply


async def order_at(place: Place, code: str, *lines: dict[str, Any]) -> dict[str, Any]:
    reply = await place.order(*lines, table_code=code)
    assert reply.status == 201, reply
    return dict(reply.body)


async def open_bills(place: Place) -> list[dict[str, Any]]:
    reply = await place.owner.get(f"/api/restaurants/{place.id}/bills/")
    assert reply.status == 200, reply
    return list(reply.body)


async def bill(place: Place, bill_id: str) -> dict[str, Any]:
    reply = await place.owner.get(f"/api/bills/{bill_id}/")
    assert reply.status == 200, reply
    return dict(reply.body)


async def write(place: Place, bill_id: str, what: str, body: dict[str, Any], **options: Any) -> Reply:
    return await place.owner.post(f"/api/bills/{bill_id}/{what}/", body, **options)


async def written(place: Place, bill_id: str, what: str, body: dict[str, Any]) -> dict[str, Any]:
    reply = await write(place, bill_id, what, body)
    assert reply.status == 201, reply
    return dict(reply.body)


def amounts(found: dict[str, Any]) -> tuple[str, str, str]:
    return found["total"], found["paid"], found["open"]
