"""The OpenAPI document and the page that shows it."""

from typing import Any

import aiohttp
import pytest
import schemathesis

from server.openapi import build, errors_of
from server.routes import ROUTES
from tests.fixtures.api import Api

pytestmark = pytest.mark.shared_server

DOCUMENT = build(ROUTES)


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, found) for path, item in DOCUMENT["paths"].items() for method, found in item.items()
    ]


def test_the_document_is_valid() -> None:
    """It keeps to the standard, OpenAPI 3.1."""
    schemathesis.openapi.from_dict(DOCUMENT).validate()
    assert DOCUMENT["openapi"].startswith("3.1")


def test_every_route_is_in_the_document() -> None:
    """No documented route is missing, none has another's name, and every error has its one shape."""
    shown = [route for route in ROUTES if route.documented]
    assert len(operations()) == len(shown) == len({found["operationId"] for _, _, found in operations()})
    for route in shown:
        answers = DOCUMENT["paths"][route.path][route.method.lower()]["responses"]
        assert set(answers) == {str(status) for status in [*route.answers, *errors_of(route)]}
        assert all(
            "application/problem+json" in answers[str(status)]["content"] for status in errors_of(route)
        )


def test_what_needs_a_login_says_so() -> None:
    """Security stands at each operation that asks for a login or reads one where it is sent, and at no other."""
    for route in (route for route in ROUTES if route.documented):
        operation = DOCUMENT["paths"][route.path][route.method.lower()]
        needs_login = route.access != "public"
        expected: list[dict[str, list[str]]] | None = (
            [{"login": []}] if needs_login else [{}, {"login": []}] if route.may_log_in else None
        )
        assert operation.get("security") == expected
        assert "401" in operation["responses"] or not needs_login


@pytest.mark.parametrize(
    "path",
    [
        "/api/auth/register/", "/api/auth/login/", "/api/auth/refresh/", "/api/auth/logout/",
        "/api/auth/accept-invite/", "/api/auth/me/", "/api/restaurants/", "/api/restaurants/{restaurant_id}/",
        "/api/restaurants/{restaurant_id}/staff/", "/api/restaurants/{restaurant_id}/staff/{staff_id}/",
        "/api/restaurants/{restaurant_id}/tables/", "/api/restaurants/{restaurant_id}/tables/{table_id}/",
        "/api/restaurants/{restaurant_id}/tables/{table_id}/rotate/",
        "/api/restaurants/{restaurant_id}/tables/{table_id}/qr.svg",
        "/api/restaurants/{restaurant_id}/tables/{table_id}/qr.png",
        "/api/restaurants/{restaurant_id}/orders/", "/api/restaurants/{restaurant_id}/menu/",
        "/api/restaurants/{restaurant_id}/categories/", "/api/categories/{category_id}/",
        "/api/categories/{category_id}/items/", "/api/items/{item_id}/", "/api/kitchen/items/{item_id}/",
        "/api/public/menu/{slug}/", "/api/public/orders/parse/", "/api/public/orders/confirm/",
        "/api/public/orders/{order_id}/status/", "/api/public/orders/{order_id}/events/",
        "/api/kitchen/orders/{order_id}/", "/api/kitchen/{slug}/orders/", "/ws/kitchen/{slug}/",
        "/healthz", "/readyz", "/metrics", "/r/{slug}/", "/t/{code}", "/orders/{order_id}/", "/invite/{token}",
    ],
)  # fmt: skip
def test_every_path_of_the_contract_is_there(path: str) -> None:
    """Clients find what they were promised."""
    assert path in DOCUMENT["paths"]


async def test_the_document_is_sent_once(api: Api) -> None:
    """Who has it gets 304 until the server changes."""
    first = await api.get("/api/openapi.json")
    assert first.body == DOCUMENT
    again = await api.get("/api/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status == 304


async def test_the_page_loads_nothing_from_elsewhere(http: aiohttp.ClientSession) -> None:
    """The page's script and style come from here, and nothing in it is inline."""
    async with http.get("/api/docs/") as reply:
        assert reply.content_type == "text/html"
        page = await reply.text()
    assert "http://" not in page
    assert "https://" not in page
    assert "<style" not in page
    assert "onclick" not in page
    for file, media in (("docs.js", "text/javascript"), ("docs.css", "text/css")):
        assert f"/api/docs/{file}" in page
        async with http.get(f"/api/docs/{file}") as reply:
            assert (reply.status, reply.content_type) == (200, media)
