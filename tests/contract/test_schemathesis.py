"""The whole OpenAPI document, tried with thousands of generated requests, right and wrong ones."""

import asyncio
import json
import re
import secrets
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, cast

import asyncpg
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from server.process.connections import Connections
from server.settings import Settings
from tests.fixtures.api import MakeRestaurant, Place

AT_LEAST = 2_000
"""Generated requests."""
ENDLESS = ("kitchen_socket", "follow_order", "follow_table")
"""A WebSocket, and a stream that ends with its order: both have tests of their own."""
RULES_BEYOND_SCHEMAS = (
    # a password that nobody guesses, the present one, a good invitation or code
    *("register", "update_me", "accept_invitation", "accept_invitation_page", "approve_pairing"),
    *("delete_me", "choose_password", "choose_password_page"),
    # a time zone that exists, a time that is not over, a span that is not too long, a cursor from here
    *("create_restaurant", "replace_restaurant", "update_restaurant", "change_hours", "change_service"),
    *("set_availability", "set_part_availability", "list_orders", "read_report", "cancel_orders"),
    # fields that exclude or need each other, ids and names that must be the menu's own
    *("add_category", "replace_category", "update_category", "add_item", "replace_item", "update_item"),
    "read_menu",  # translations apart are YAML alone
    "bump_line",  # a station that makes something of the line
    "change_order_page",  # the buttons of the page alone
    *(
        "add_webhook",
        "update_webhook",
        "replay_deliveries",
    ),  # https, a port that is one, deliveries of its own
    "subscribe_push",  # a key that is a point of its curve
    "end_visit",  # a time of the years that are told
    # amounts within what is open, lines of the bill, fields that exclude or need each other
    *("split_bill", "pay_bill", "void_lines", "discount_bill", "set_guests", "refund_payment"),
    *(
        "refund_by_provider",
        "receive_payment_message",
        "pay_step",
        "pay_page",
    ),  # a payment that a provider took, and its signature
    *("put_photo", "put_logo", "put_cover"),  # a picture is more than bytes
    *("replace_menu", "parse_order", "confirm_order", "move_order", "call_staff"),
)
"""Operations with a rule that no schema can say, and that answer 400 to a request that only looks right."""
CONFIGURATION = f"""
request-timeout = 10.0
max-redirects = 0
workers = 1

[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "409", "413", "415", "422", "429", "431"]

[[operations]]
include-operation-id = {json.dumps(RULES_BEYOND_SCHEMAS)}
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "400", "401", "403", "404", "409", "422"]
"""


async def begin_high(database_url: str) -> None:
    """Let the numbers of things begin where no generator guesses them, so that a wrong id is surely wrong."""
    connection = await asyncpg.connect(database_url)
    try:
        for table in ("staff", "dining_tables", "categories", "items", "api_keys", "webhooks"):
            await connection.execute(f"ALTER TABLE {table} ALTER id RESTART WITH {secrets.randbelow(2**52)}")
    finally:
        await connection.close()


async def seed(place: Place) -> dict[str, Any]:
    """Ids of things that are there, by the names that paths give them, some for one operation alone."""
    table = await place.owner.post(f"/api/restaurants/{place.id}/tables/", {"name": "5"})
    spare_table = await place.owner.post(f"/api/restaurants/{place.id}/tables/", {"name": "6"})
    spare = await place.owner.post("/api/restaurants/", {"name": "Spare"})
    invited = await place.owner.post(
        f"/api/restaurants/{place.id}/staff/", {"email": "cook@example.com", "role": "kitchen"}
    )
    key = await place.owner.post(f"/api/restaurants/{place.id}/keys/", {"name": "export", "role": "kitchen"})
    webhook, spare_webhook, changed_webhook = [
        await place.owner.post(
            f"/api/restaurants/{place.id}/webhooks/",
            {"url": f"https://127.0.0.1/{name}", "events": ["item.86"]},
        )
        for name in ("hook", "spare", "changed")
    ]
    order = await place.order()
    return {
        "restaurant_id": place.id,
        "slug": place.slug,
        "category_id": place.menu["categories"][0]["id"],
        "item_id": place.item("Margherita")["id"],
        "order_id": order.body["id"],
        "bill_id": order.body["id"],
        "line_id": 1,
        "table_id": table.body["id"],
        "staff_id": invited.body["id"],
        "key_id": key.body["id"],
        "webhook_id": webhook.body["id"],
        "remove_webhook.webhook_id": spare_webhook.body["id"],
        "update_webhook.webhook_id": changed_webhook.body["id"],  # to addresses that are not to be waited for
        "table_page.code": table.body["code"],
        "table_step.code": table.body["code"],
        "read_table_visit.code": table.body["code"],
        "read_table_bill.code": table.body["code"],
        "delete_restaurant.restaurant_id": spare.body["id"],
        "remove_table.table_id": spare_table.body["id"],
        "delete_category.category_id": place.menu["categories"][1]["id"],
        "delete_item.item_id": place.item("Water")["id"],
    }


def with_ids(document: Mapping[str, Any], ids: Mapping[str, Any]) -> dict[str, Any]:
    """The document with the ids that exist as the right values of its paths: any other one is a wrong request."""
    copy: dict[str, Any] = json.loads(json.dumps(document))
    for operation in (found for item in copy["paths"].values() for found in item.values()):
        for parameter in operation["parameters"]:
            own = f"{operation['operationId']}.{parameter['name']}"
            if parameter["in"] == "path" and (own in ids or parameter["name"] in ids):
                parameter["schema"]["enum"] = [ids.get(own, ids.get(parameter["name"]))]
    return copy


@pytest.fixture
async def worker_url(server: TestServer, settings: Settings) -> AsyncIterator[str]:
    """The server behind the connections of a worker, which also answer what no application sees."""
    assert server.runner is not None
    connections = Connections(cast("web.Server", server.runner.server), settings)
    listening = await asyncio.get_running_loop().create_server(connections, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/"
    listening.close()


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_no_generated_request_breaks_a_promise(
    worker_url: str, make_restaurant: MakeRestaurant, database_url: str, tmp_path: Path
) -> None:
    """No 5xx, no status that is not documented, no answer that breaks its schema, no wrong request accepted."""
    await begin_high(database_url)
    place = await make_restaurant()
    document = (await place.public.get("/api/openapi.json")).body
    (tmp_path / "openapi.json").write_text(json.dumps(with_ids(document, await seed(place))))
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION)
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("schemathesis"),
        "--config-file", "schemathesis.toml",
        "run", "openapi.json",
        "--url", worker_url,
        "--header", f"Authorization: Bearer {place.owner.token}",
        "--checks", "all",
        "--max-examples", "7",
        "--suppress-health-check", "all",
        "--seed", "1",
        *(word for name in ENDLESS for word in ("--exclude-operation-id", name)),
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await process.communicate()
    report = output.decode()
    assert process.returncode == 0, report[-20_000:]
    tried = re.search(r"(\d[\d,]*) generated", report)
    assert tried is not None, report[-2000:]
    assert int(tried[1].replace(",", "")) >= AT_LEAST
