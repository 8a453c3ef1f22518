"""A client written from the contract alone: from the first account to the closed restaurant."""

import json
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer

from tests.fixtures.patience import PATIENCE

MENU_YAML = """
name: Luigi's
currency: EUR
modifier_groups:
  toppings:
    name: Toppings
    min: 0
    max: 8
    options:
      - {name: Onions, price_adjustment: 0.50, default: true}
      - {name: Extra cheese, price_adjustment: 1.00, max_quantity: 2}
categories:
  - name: Pizza
    items:
      - name: Pepperoni pizza
        station: oven
        modifier_groups: [toppings]
        variants:
          - {label: Medium, price: 11.00, default: true}
          - {label: Large, price: 14.00}
  - name: Drinks
    items:
      - {name: Coke, price: 3.00, station: bar}
      - {name: Water, price: 2.00, station: bar}
"""


class Client:
    """Somebody with a browser or a program, and a token once they have logged in."""

    def __init__(self, http: aiohttp.ClientSession, access: str = "") -> None:
        self.http = http
        self.headers = {"Authorization": f"Bearer {access}"} if access else {}

    async def ask(
        self, method: str, path: str, body: Any = None, *, status: int = 200, **headers: str
    ) -> Any:
        """Send `body` and return what comes back with the expected `status`."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        options: dict[str, Any] = {"data": body} if isinstance(body, str) else {"json": body}
        async with self.http.request(method, path, headers={**self.headers, **given}, **options) as reply:
            text = await reply.text()
            assert reply.status == status, (method, path, reply.status, text)
            return json.loads(text) if "json" in reply.content_type else text


async def next_event(stream: aiohttp.StreamReader) -> dict[str, Any]:
    """The data of the next `order` event of a stream."""
    name = ""
    while True:
        line = (await stream.readline()).decode().strip()
        if line.startswith("event:"):
            name = line.removeprefix("event:").strip()
        if line.startswith("data:") and name == "order":
            return dict(json.loads(line.removeprefix("data:")))


async def next_message(socket: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """The next message of this type from the kitchen's socket."""
    while True:
        message = await socket.receive_json(timeout=PATIENCE)
        if message["type"] == kind:
            return dict(message)


async def test_the_whole_life_of_a_restaurant(server: TestServer) -> None:
    """Register, create, import a menu, invite, accept, order, cook, recall, 86, report, close: all as promised."""
    async with aiohttp.ClientSession(base_url=server.make_url("/")) as http:
        diner = Client(http)
        owner, place = await open_restaurant(diner)
        cook = await hire(owner, diner, place, "cook@luigis.example", "kitchen")
        table = await owner.ask("POST", f"/api/restaurants/{place['id']}/tables/", {"name": "5"}, status=201)
        order = await eat(diner, cook, table)
        await run_out(diner, cook)
        await look_back(owner, place, order)
        await close(owner, diner, cook, place, order)


async def open_restaurant(anyone: Client) -> tuple[Client, dict[str, Any]]:
    """An owner with a restaurant and its menu."""
    account = {
        "email": "Luigi@Luigis.example",
        "password": "quattro formaggi",
        "first_name": "Luigi",
        "last_name": "Rossi",
    }
    await anyone.ask("POST", "/api/auth/register/", account, status=201)
    login = await anyone.ask(
        "POST", "/api/auth/login/", {"email": "luigi@luigis.example", "password": "quattro formaggi"}
    )
    renewed = await anyone.ask("POST", "/api/auth/refresh/", {"refresh": login["refresh"]})
    owner = Client(anyone.http, renewed["access"])
    wanted = {"name": "Luigi's", "currency": "EUR", "timezone": "Europe/Rome", "locale": "it-IT"}
    place = await owner.ask("POST", "/api/restaurants/", wanted, status=201)
    assert (place["slug"], place["role"], place["is_open"]) == ("luigis", "owner", True)
    path = f"/api/restaurants/{place['id']}/menu/"
    tried = await owner.ask("PUT", f"{path}?dry_run=true", MENU_YAML, Content_Type="application/yaml")
    done = await owner.ask("PUT", path, MENU_YAML, Content_Type="application/yaml")
    assert {**tried, "version": 0} == {**done, "version": 0}
    assert any("Coke" in entry for entry in done["added"])
    again = await owner.ask("PUT", path, await owner.ask("GET", path))
    assert [again["added"], again["changed"], again["removed"], again["hidden"]] == [[], [], [], []]
    return owner, place


async def hire(owner: Client, anyone: Client, place: dict[str, Any], email: str, role: str) -> Client:
    """Somebody who was invited and has accepted."""
    path = f"/api/restaurants/{place['id']}/staff/"
    invitation = await owner.ask("POST", path, {"email": email, "role": role}, status=201)
    assert invitation["status"] == "invited"
    token = invitation["invite_url"].rsplit("/invite/", 1)[1]
    body = {"token": token, "password": "mise en place!"}
    session = await anyone.ask("POST", "/api/auth/accept-invite/", body)
    assert session["user"]["email"] == email
    return Client(anyone.http, session["access"])


async def eat(diner: Client, cook: Client, table: dict[str, Any]) -> dict[str, Any]:
    """From words to a completed order, seen by the kitchen and by the diner at every step."""
    menu = await diner.ask("GET", "/api/public/menu/luigis/")
    items = {item["name"]: item for category in menu["categories"] for item in category["items"]}
    words = "two large pepperoni pizzas, one without onions, and a coke"
    said = {"restaurant_slug": "luigis", "raw_input": words, "table_code": table["code"]}
    parsed = await diner.ask("POST", "/api/public/orders/parse/", said)
    assert (parsed["complete"], parsed["total_price"], parsed["currency"]) == (True, "31.00", "EUR")

    async with cook.http.ws_connect("/ws/kitchen/luigis/", headers=cook.headers) as screen:
        assert (await next_message(screen, "snapshot"))["orders"] == []
        body = {
            "restaurant_slug": "luigis",
            "table_code": table["code"],
            "raw_input": words,
            "expected_total": parsed["total_price"],
            "items": [ordered(line) for line in parsed["items"]],
        }
        placed = await diner.ask("POST", "/api/public/orders/confirm/", body, status=201, Idempotency_Key="k")
        assert (placed["number"], placed["status"], placed["table_identifier"]) == (1, "confirmed", "5")
        assert placed["total_price"] == "31.00"
        same = await diner.ask("POST", "/api/public/orders/confirm/", body, status=200, Idempotency_Key="k")
        assert same == placed
        other = {**body, "customer_name": "Somebody else"}
        await diner.ask("POST", "/api/public/orders/confirm/", other, status=422, Idempotency_Key="k")
        shown = (await next_message(screen, "order"))["order"]
        assert (shown["id"], shown["raw_input"]) == (placed["id"], words)
        assert {line["name"] for line in shown["items"]} <= set(items)
        await cook_it(diner, cook, screen, placed)
    return dict(placed)


def ordered(line: dict[str, Any]) -> dict[str, Any]:
    """A line of parse's answer, as confirm takes it."""
    return {
        "menu_item_id": line["menu_item_id"],
        "variant_id": line["variant"]["id"],
        "quantity": line["quantity"],
        "modifiers": [
            {name: modifier[name] for name in ("modifier_id", "amount", "quantity")}
            for modifier in line["modifiers"]
        ],
        "special_requests": line["special_requests"],
    }


async def cook_it(
    diner: Client, cook: Client, screen: aiohttp.ClientWebSocketResponse, placed: dict[str, Any]
) -> None:
    """Bump a line, walk through the states, recall once, and complete."""
    path = f"/api/kitchen/orders/{placed['id']}/"
    async with diner.http.get(f"/api/public/orders/{placed['id']}/events/") as stream:
        assert (await next_event(stream.content))["status"] == "confirmed"
        await cook.ask("PATCH", path, {"status": "completed"}, status=409)
        line = placed["items"][0]["id"]
        bumped = await cook.ask("PATCH", f"{path}items/{line}/", {"done": True})
        assert [one["done"] for one in bumped["items"]].count(True) == 1
        for status in ("preparing", "ready", "preparing", "ready", "completed", "ready", "completed"):
            moved = await cook.ask("PATCH", path, {"status": status})
            assert moved["status"] == status
            if (await next_event_with(stream.content, moved["revision"]))["status"] == "completed":
                break
        seen = placed
        while seen["revision"] < moved["revision"]:
            seen = (await next_message(screen, "order"))["order"]
        assert seen["status"] == "completed"
    final = await diner.ask("GET", f"/api/public/orders/{placed['id']}/status/")
    assert (final["status"], final["total_price"]) == ("completed", placed["total_price"])
    recalled = await cook.ask("PATCH", path, {"status": "ready"})
    assert recalled["status"] == "ready"
    await cook.ask("PATCH", path, {"status": "completed"})
    await cook.ask("PATCH", path, {"status": "cancelled"}, status=409)


async def next_event_with(stream: aiohttp.StreamReader, revision: int) -> dict[str, Any]:
    """The first event of the order that is at least this new."""
    while True:
        order = await next_event(stream)
        if order["revision"] >= revision:
            return order


async def run_out(diner: Client, cook: Client) -> None:
    """86 a dish: it shows at once, cannot be ordered, and comes back."""
    menu = await diner.ask("GET", "/api/public/menu/luigis/")
    coke = next(
        item for category in menu["categories"] for item in category["items"] if item["name"] == "Coke"
    )
    path = f"/api/kitchen/items/{coke['id']}/"
    gone = await cook.ask("PATCH", path, {"available": False})
    assert gone == {
        "menu_item_id": coke["id"],
        "name": "Coke",
        "available": False,
        "until": None,
        "portions": None,
    }
    body = {"restaurant_slug": "luigis", "items": [{"menu_item_id": coke["id"], "quantity": 1}]}
    refused = await diner.ask("POST", "/api/public/orders/confirm/", body, status=409)
    assert refused["unavailable"] == [{"menu_item_id": coke["id"], "name": "Coke"}]
    said = {"restaurant_slug": "luigis", "raw_input": "a coke and a water"}
    parsed = await diner.ask("POST", "/api/public/orders/parse/", said)
    assert [one["name"] for one in parsed["unavailable"]] == ["Coke"]
    assert (parsed["total_price"], parsed["complete"]) == ("2.00", False)
    await cook.ask("PATCH", path, {"available": True})
    await diner.ask("POST", "/api/public/orders/confirm/", body, status=201)


async def look_back(owner: Client, place: dict[str, Any], order: dict[str, Any]) -> None:
    """The list of orders and the figures of the day."""
    path = f"/api/restaurants/{place['id']}"
    first = await owner.ask("GET", f"{path}/orders/?limit=1")
    second = await owner.ask("GET", f"{path}/orders/?limit=1&cursor={first['next_cursor']}")
    assert [one["number"] for one in first["orders"] + second["orders"]] == [2, 1]
    assert second["orders"][0]["id"] == order["id"]
    report = await owner.ask("GET", f"{path}/reports/?by=item")
    assert (report["totals"]["orders"], report["totals"]["revenue"]) == (2, "34.00")


async def close(
    owner: Client, diner: Client, cook: Client, place: dict[str, Any], order: dict[str, Any]
) -> None:
    """Close for the day, then for good: gone for everybody, and its diners' orders still answer."""
    path = f"/api/restaurants/{place['id']}/"
    shut = await owner.ask("PATCH", path, {"is_open": False})
    assert shut["is_open"] is False
    menu = await diner.ask("GET", "/api/public/menu/luigis/")
    assert menu["restaurant"]["is_open"] is False
    item = menu["categories"][1]["items"][0]["id"]
    body = {"restaurant_slug": "luigis", "items": [{"menu_item_id": item, "quantity": 1}]}
    await diner.ask("POST", "/api/public/orders/confirm/", body, status=409)

    await owner.ask("DELETE", path, status=204)
    await owner.ask("GET", path, status=404)
    await cook.ask("GET", "/api/kitchen/luigis/orders/", status=404)
    await diner.ask("GET", "/api/public/menu/luigis/", status=404)
    await diner.ask("POST", "/api/public/orders/confirm/", body, status=404)
    kept = await diner.ask("GET", f"/api/public/orders/{order['id']}/status/")
    assert (kept["status"], kept["restaurant_slug"]) == ("completed", "luigis")
    await owner.ask("POST", "/api/restaurants/", {"name": "Luigi's", "currency": "EUR"}, status=201)
