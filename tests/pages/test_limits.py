"""The limits of the API hold for the pages too."""

import aiohttp
import pytest

from server.settings import Settings
from tests.conftest import make_settings
from tests.fixtures.api import Place


@pytest.fixture(scope="module")
def settings(database_url: str) -> Settings:
    """Settings that allow each restaurant one text and one order a minute, of a server with a public address."""
    return make_settings(
        DATABASE_URL=database_url,
        AIQR_LIMIT_PARSE="1/minute",
        AIQR_LIMIT_CONFIRM="1/minute",
        AIQR_LIMIT_LOGIN="2/minute",
        AIQR_PUBLIC_URL="https://orders.example.com",
    )


async def test_a_text_over_the_limit_is_kept(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """The second text within the minute is not read, stays in its box, and the page says to wait."""
    form = {"do": "say", "text": "a coke"}
    async with http.post(f"/r/{restaurant.slug}/", data=form) as answer:
        assert answer.status == 200
    async with http.post(f"/r/{restaurant.slug}/", data=form) as answer:
        text = await answer.text()
    assert answer.status == 429
    assert "your order is kept" in text
    assert ">a coke</textarea>" in text


async def test_an_order_over_the_limit_is_kept(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """The second order within the minute is not placed, and stays on the page; the first is shown again by its key."""
    state = f'{{"lines": [{{"menu_item_id": {restaurant.item("Coke")["id"]}}}]}}'
    placed, texts = list[int](), list[str]()
    for key in ("one", "other", "one"):
        form = {"do": "confirm", "state": state, "key": key}
        async with http.post(f"/r/{restaurant.slug}/", data=form, allow_redirects=False) as answer:
            placed.append(answer.status)
            texts.append(await answer.text())
    assert placed == [303, 429, 303]
    assert "Coke" in texts[1]


async def test_passwords_are_not_guessed_on_the_staffs_page(http: aiohttp.ClientSession) -> None:
    """The third try within the minute is not looked at, and the page says to wait."""
    form = {"email": "anna@example.com", "password": "a guess at random"}
    statuses = []
    for _ in range(3):
        async with http.post("/staff/", data=form, allow_redirects=False) as answer:
            statuses.append(answer.status)
            text = await answer.text()
    assert statuses == [401, 401, 429]
    assert "wait a minute" in text


async def test_a_form_may_come_by_either_name_of_the_server(http: aiohttp.ClientSession) -> None:
    """By its public address and by the one that was called; from any other place it is refused."""
    here = str(http._base_url).rstrip("/")
    for origin, status in (
        ("https://orders.example.com", 303),
        (here, 303),
        ("https://example.com", 403),
        ("null", 403),
    ):
        headers = {"Origin": origin}
        async with http.post(
            "/staff/", data={"do": "logout"}, headers=headers, allow_redirects=False
        ) as answer:
            assert answer.status == status, origin
