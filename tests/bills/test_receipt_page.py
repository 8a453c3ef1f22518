"""The bill of an order as a page to look at and to print."""

import html
import re
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from pypdf import PdfReader

from tests.fixtures.api import MENU, MakeRestaurant, Place
from tests.kitchen.test_table_calls import table_of


async def read(http: aiohttp.ClientSession, order: dict[str, Any], language: str = "en") -> str:
    """The page's words without its tags, a space between."""
    async with http.get(f"/orders/{order['id']}/receipt", params={"lang": language}) as answer:
        assert answer.status == 200, await answer.text()
        assert answer.headers["Content-Language"] == language
        body = (await answer.text()).split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


async def pay(place: Place, order: dict[str, Any], **more: str) -> dict[str, Any]:
    reply = await place.owner.post(f"/api/bills/{order['id']}/payments/", {"method": "card", **more})
    assert reply.status == 201, reply
    return dict(reply.body)


@pytest.fixture
async def taxed(make_restaurant: MakeRestaurant) -> Place:
    """A restaurant with an address whose drinks are taxed."""
    drinks = {**MENU["categories"][1], "tax": "drinks"}
    menu = {**MENU, "taxes": {"drinks": {"percent": 19}}, "categories": [MENU["categories"][0], drinks]}
    place = await make_restaurant(menu)
    change = {"address": "Via Roma 1\nBerlin", "money": {"tax_number": "DE123"}}
    assert (await place.owner.patch(f"/api/restaurants/{place.id}/", change)).status == 200
    return place


async def test_it_is_a_bill_until_it_is_paid_and_then_a_receipt(
    http: aiohttp.ClientSession, taxed: Place
) -> None:
    """With the tax per rate, who it is from and its number; a refund has one of its own behind it."""
    order = (await taxed.order(taxed.line("Coke", 2), taxed.line("Margherita"))).body
    text = await read(http, order)
    assert "Bill" in text
    assert "This is no receipt: it is not paid yet." in text
    assert "Still to pay €15.50" in text
    paid = await pay(taxed, order, tip="1.00")
    text = await read(http, order)
    assert "This is no receipt" not in text
    assert re.search(r"Receipt \d{4}-\d\d-\d\d / 1 ", text)
    assert f"{taxed.info['name']} Via Roma 1 Berlin" in text
    assert "2 × Coke €6.00 1 × Margherita Medium €9.50 Total €15.50" in text
    assert "drinks 19% €5.04 €0.96 Paid by card €15.50 Tip €1.00 Tax number: DE123" in text
    refund = {"payment": paid["payments"][0]["number"], "amount": "6.00", "reason": "warm", "lines": ["1.1"]}
    assert (await taxed.owner.post(f"/api/bills/{order['id']}/refunds/", refund)).status == 201
    text = await read(http, order)
    assert re.search(r"Credit note \d{4}-\d\d-\d\d / 2 ", text)
    assert "Total -€6.00" in text
    assert "drinks 19% -€5.04 -€0.96" in text


async def test_it_is_also_a_pdf(
    http: aiohttp.ClientSession, taxed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the reader's language and named by its number; where it cannot be written, the page that says what to do."""
    order = (await taxed.order(taxed.line("Coke", 2))).body
    await pay(taxed, order)
    path, language = f"/orders/{order['id']}/receipt.pdf", {"lang": "de"}
    assert f'href="{path}"' in await (await http.get(f"/orders/{order['id']}/receipt")).text()
    async with http.get(path, params=language) as answer:
        assert (answer.status, answer.content_type) == (200, "application/pdf")
        named = rf'inline; filename="{taxed.slug}-\d{{4}}-\d\d-\d\d-1\.pdf"'
        assert re.fullmatch(named, answer.headers["Content-Disposition"])
        assert "Summe 6,00 €" in PdfReader(BytesIO(await answer.read())).pages[0].extract_text()
    monkeypatch.setattr("server.pages.diner.receipt_pdf.find_spec", lambda _: None)
    async with http.get(path) as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        text = await answer.text()
        assert "This server cannot write it as a PDF: print this page" in text
        assert path not in text


async def test_it_speaks_the_languages_of_the_pages(http: aiohttp.ClientSession, taxed: Place) -> None:
    """In German with its own words and way of writing money, and what was let off by the name that staff gave it."""
    order = (await taxed.order()).body
    body = {"percent": "10", "reason": "regular", "name": "STAMMGAST"}
    assert (await taxed.owner.post(f"/api/bills/{order['id']}/discounts/", body)).status == 201
    await pay(taxed, order)
    text = await read(http, order, "de")
    assert "Beleg " in text
    assert "STAMMGAST -0,30 € Total 2,70 €" in text.replace("\N{NO-BREAK SPACE}", " ").replace(
        "Summe", "Total"
    )
    assert "Mit Karte bezahlt 2,70" in text


async def test_guests_who_see_nothing_of_each_other_ask_the_staff(
    http: aiohttp.ClientSession, taxed: Place
) -> None:
    """The open bill of their table is not told, by the code or by an order of it; the receipt is, once it is paid."""
    await taxed.owner.patch(f"/api/restaurants/{taxed.id}/", {"share_table": "off"})
    code = await table_of(taxed)
    order = (await taxed.order(table_code=code)).body
    async with http.get(f"/orders/{order['id']}/receipt") as answer:
        assert answer.status == 404
    assert (await taxed.public.get(f"/api/public/tables/{code}/bill/")).status == 404
    await pay(taxed, order)
    assert "Receipt" in await read(http, order)
