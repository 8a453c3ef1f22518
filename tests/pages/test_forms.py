"""What the pages answer to anything that can be sent to them."""

import base64
import hashlib
import html
import json
import re
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.pages.diner.cart import Cart, to_confirm
from server.pages.diner.form_actions import STEPS
from tests.fixtures.api import Place

HTML = {"Accept": "text/html"}


async def post(http: aiohttp.ClientSession, path: str, **form: str) -> tuple[int, str]:
    async with http.post(path, data=form, allow_redirects=False) as answer:
        return answer.status, await answer.text()


def state_of(text: str) -> str:
    """The order in progress as a page's form holds it."""
    return html.unescape(text.split('name="state" value="')[1].split('"', maxsplit=1)[0])


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"do": "fly"}, 400),
        ({"do": "add"}, 400),
        ({"do": "add:x"}, 400),
        ({"do": "add:9223372036854775807"}, 400),
        ({"do": "add:999999"}, 409),
        ({"do": "more:0"}, 409),
        ({"do": "variant:0:1"}, 409),
        ({"do": "answer:0:0"}, 400),
        ({"do": "dismiss:lines:0"}, 400),
        ({"do": "again:nothing"}, 409),
        ({"do": "again:00000000-0000-0000-0000-000000000000"}, 409),
        ({"do": "lang:xx"}, 200),
        ({"do": "confirm"}, 200),
        ({"do": "say", "text": ""}, 200),
        ({"do": "say", "text": "\x00\x00"}, 200),
        ({"do": "say", "text": "a coke " * 2000}, 200),
        ({"do": "close", "state": "{"}, 400),
        ({"do": "close", "state": "[]"}, 400),
        ({"do": "close", "state": '{"lines": [{"menu_item_id": 0, "quantity": 1}]}'}, 400),
        ({"do": "close", "state": '{"lines": [{"menu_item_id": 5, "quantity": 18000}]}'}, 200),
        ({"do": "close", "state": '{"said": "\\u0000"}'}, 400),
        ({"do": "confirm", "state": '{"lines": [{"menu_item_id": 999999}]}'}, 400),
        ({"do": "close", "key": "ключ"}, 200),
    ],
)
async def test_forms_that_no_page_sends(
    http: aiohttp.ClientSession, restaurant: Place, form: dict[str, str], status: int
) -> None:
    """A form that was tampered with is refused or shown as what is left of it, and orders nothing."""
    answered, _ = await post(http, f"/r/{restaurant.slug}/", **form)
    assert answered == status
    listed = await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/orders/")
    assert listed.body["orders"] == []


async def test_each_question_is_answered_by_itself(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """Answering one of two questions about the same words leaves the other open, and each makes a line of its own."""
    path = f"/r/{restaurant.slug}/"
    _, text = await post(http, path, do="say", text="a large pizza, a coke, and two pizzas with olives")
    for left in (1, 0):
        _, text = await post(http, path, do="answer:0:0", state=state_of(text))
        assert len(json.loads(state_of(text)).get("asked", [])) == left
    lines = Cart.read(state_of(text)).lines
    assert sorted((line.name, line.quantity, len(line.modifiers)) for line in lines) == [
        ("Coke", 1, 0),
        ("Pepperoni pizza", 1, 0),
        ("Pepperoni pizza", 2, 1),
    ]


async def test_a_question_is_answered_by_saying_it(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """ "Yes" in the next words takes the dish that was offered, in the number said before, and closes the question."""
    path = f"/r/{restaurant.slug}/"
    _, text = await post(http, path, do="say", text="two marherittaz")
    assert [asked.words for asked in Cart.read(state_of(text)).asked] == ["marherittaz"]
    _, text = await post(http, path, do="say", text="yes please, and a coke", state=state_of(text))
    cart = Cart.read(state_of(text))
    assert [(line.name, line.quantity) for line in cart.lines] == [("Margherita", 2), ("Coke", 1)]
    assert (cart.asked, cart.unmatched, cart.asked_after) == ([], [], "")


async def test_an_allergy_said_before_any_dish_stays_with_the_order(
    http: aiohttp.ClientSession, restaurant: Place
) -> None:
    """Words about an allergy stand above the order from the first text on, and in the order that is confirmed."""
    path = f"/r/{restaurant.slug}/"
    _, text = await post(http, path, do="say", text="i am allergic to peanuts")
    assert "allergic to peanuts" in text
    _, text = await post(http, path, do="say", text="a coke", state=state_of(text))
    assert Cart.read(state_of(text)).lines[0].name == "Coke"
    await post(http, path, do="confirm", state=state_of(text), key="allergic")
    [order] = (await restaurant.owner.get(f"/api/kitchen/{restaurant.slug}/orders/")).body["orders"]
    assert [(a["text"], a["allergens"]) for a in order["allergies"]] == [
        ("i am allergic to peanuts", ["peanuts"])
    ]


async def test_what_an_allergic_diner_must_not_eat_is_said_at_its_line(
    http: aiohttp.ClientSession, restaurant: Place
) -> None:
    """A dish that states an allergen says so in the reader's words, once its diner has told of it, and no other does."""
    path = f"/r/{restaurant.slug}/"
    marked = re.compile(r'<p class="conflict"><strong>([^<]*)</strong>')
    _, text = await post(http, path, do="say", text="a margherita and a coke")
    assert not marked.findall(text)
    _, text = await post(http, path, do="say", text="i am allergic to milk and peanuts", state=state_of(text))
    assert marked.findall(text) == ["contains milk"]
    german = {"Accept-Language": "de"}
    async with http.post(
        path, data={"do": "say", "text": "", "state": state_of(text)}, headers=german
    ) as answer:
        assert marked.findall(await answer.text()) == ["enthält Milch"]


async def test_an_allergy_is_taken_back_by_its_own_button_alone(
    http: aiohttp.ClientSession, restaurant: Place
) -> None:
    """One of two goes, from the order and from every line; the other, and what else is wished at a line, stay."""
    path = f"/r/{restaurant.slug}/"
    text = ""
    for said in ("i am allergic to milk", "i am allergic to peanuts", "a margherita cut in four and a coke"):
        _, text = await post(http, path, do="say", text=said, **({"state": state_of(text)} if text else {}))
    assert len(Cart.read(state_of(text)).allergies) == 2
    _, text = await post(http, path, do="dismiss:allergies:0", state=state_of(text))
    cart = Cart.read(state_of(text))
    assert [allergy.text for allergy in cart.allergies] == ["i am allergic to peanuts"]
    assert [line.special_requests for line in to_confirm(cart)] == [
        "ALLERGY: i am allergic to peanuts; cut in four",
        "ALLERGY: i am allergic to peanuts",
    ]
    assert 'class="conflict"' not in text


async def test_an_expected_total_that_is_no_money(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """A total that was tampered with orders nothing."""
    state = json.dumps({"lines": [{"menu_item_id": restaurant.item("Coke")["id"]}]})
    for total in ("free", "-1", "1" * 40):
        answered, _ = await post(
            http, f"/r/{restaurant.slug}/", do="confirm", state=state, total=total, key="k"
        )
        assert answered in (400, 409), total


@pytest.mark.parametrize(
    ("data", "media", "status"),
    [
        (b"{}", "application/json", 415),
        (b"do=say&text=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"do=\xff", "application/x-www-form-urlencoded", 400),
        (b"a=1&" * 5000, "application/x-www-form-urlencoded", 400),
        (b"text=" + b"a" * 300_000, "application/x-www-form-urlencoded", 413),
    ],
)
async def test_bodies_that_are_no_forms(
    http: aiohttp.ClientSession, restaurant: Place, data: bytes, media: str, status: int
) -> None:
    """A body that is no form, or too large, is refused with a page that says so."""
    path = f"/r/{restaurant.slug}/"
    async with http.post(path, data=data, headers={"Content-Type": media, **HTML}) as answer:
        assert (answer.status, answer.content_type) == (status, "text/html")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    do=st.sampled_from(sorted(STEPS)).flatmap(
        lambda name: st.lists(st.sampled_from(["0", "1", "7", "31", "asked", "x", ""]), max_size=3).map(
            lambda arguments: ":".join([name, *arguments])
        )
    ),
    lines=st.lists(
        st.fixed_dictionaries(
            {"menu_item_id": st.integers(1, 40), "quantity": st.integers(1, 10**6)},
            optional={
                "variant": st.fixed_dictionaries({"id": st.integers(1, 60)}),
                "modifiers": st.lists(
                    st.fixed_dictionaries(
                        {
                            "modifier_id": st.integers(1, 60),
                            "amount": st.sampled_from(["none", "light", "regular", "extra", "side"]),
                            "quantity": st.integers(1, 99),
                        }
                    ),
                    max_size=4,
                ),
                "special_requests": st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40),
            },
        ),
        max_size=5,
    ),
    text=st.text(st.characters(blacklist_categories=["Cs"]), max_size=60),
)
async def test_no_step_on_no_order_fails(
    http: aiohttp.ClientSession, restaurant: Place, do: str, lines: list[Any], text: str
) -> None:
    """Whatever step is taken on whatever order, the page never answers with an error of its own."""
    state = json.dumps({"lines": lines})
    status, said = await post(
        http, f"/r/{restaurant.slug}/", do=do, state=state, text=text, key="k", total="1.00"
    )
    assert status < 500, said


@pytest.mark.parametrize("path", ["/t/no-such-code", "/r/nowhere/", "/nothing/at/all", "/orders/1/"])
async def test_errors_are_pages_for_people(http: aiohttp.ClientSession, path: str) -> None:
    """An address that leads nowhere says so on a page, in the browser's language, with the policy of every page."""
    async with http.get(path, headers={**HTML, "Accept-Language": "fr-CH,fr;q=0.9"}) as answer:
        text = await answer.text()
        assert (answer.status, answer.content_type) == (404, "text/html")
        assert 'lang="fr-CH"' in text
        assert "Il n’y a rien ici" in text
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


async def test_errors_are_problems_for_programs(http: aiohttp.ClientSession) -> None:
    """Under /api/, or where JSON is asked for, an error is problem+json."""
    for path, accept in (("/api/nothing/", "text/html"), ("/t/no-such-code", "application/json")):
        async with http.get(path, headers={"Accept": accept}) as answer:
            assert (answer.status, answer.content_type) == (404, "application/problem+json")


async def test_no_page_holds_inline_code(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """No page has a script that would run inline, a style attribute, an event attribute, or a style but the one
    whose hash the policy names."""
    order = (await restaurant.order()).body["id"]
    for path in (
        "/",
        f"/r/{restaurant.slug}/",
        f"/r/{restaurant.slug}/board/",
        f"/orders/{order}/",
        "/pair/ABCDEFGH",
    ):
        async with http.get(path) as answer:
            text = await answer.text()
            policy = answer.headers["Content-Security-Policy"]
        (style,) = re.findall("<style>(.*?)</style>", text)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy.endswith(f"style-src 'self' 'sha256-{digest}'")
        assert "unsafe" not in policy
        assert " style=" not in text
        assert " on" + "click=" not in text
        for script in text.split("<script")[1:]:
            opening = script.split(">")[0]
            assert "src=" in opening or "json" in opening, opening


async def test_files_are_kept_for_good(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """Files are named by their content, compressed, and immutable; another version's name is answered, not kept."""
    async with http.get(f"/r/{restaurant.slug}/") as answer:
        path = (await answer.text()).split('<script type="module" src="')[1].split('"')[0]
    async with http.get(path, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    async with http.get(f"/static/{'0' * 12}/order.js") as answer:
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-cache")
    async with http.get(path.replace("order.js", "no-such.js")) as answer:
        assert answer.status == 404


async def test_search_engines_leave_tables_and_orders_alone(
    http: aiohttp.ClientSession, restaurant: Place
) -> None:
    """Robots may read restaurants' menus, and neither tables nor orders."""
    async with http.get("/robots.txt") as answer:
        robots = await answer.text()
    assert all(f"Disallow: {path}" in robots for path in ("/t/", "/orders/", "/invite/", "/pair/"))
    assert "Disallow: /r/" not in robots
    async with http.get(f"/r/{restaurant.slug}/") as answer:
        assert "noindex" not in await answer.text()


async def test_the_board_shows_numbers_alone(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """The wall screen shows which numbers are prepared and ready, and nothing of who ordered what."""
    first = await restaurant.order(restaurant.line("Margherita"), customer_name="Ana Secret")
    await restaurant.order(restaurant.line("Coke"))
    for status in ("preparing", "ready"):
        await restaurant.owner.patch(f"/api/kitchen/orders/{first.body['id']}/", {"status": status})
    async with http.get(f"/r/{restaurant.slug}/board/") as answer:
        preparing, ready = (await answer.text()).split('<section class="ready"')
    assert "<li>2</li>" in preparing
    assert "<li>1</li>" in ready
    assert "<li>1</li>" not in preparing
    assert not any(word in preparing + ready for word in ("Ana", "Margherita", "Coke"))


async def test_closed_and_tables_only(http: aiohttp.ClientSession, restaurant: Place) -> None:
    """A restaurant that takes orders at tables only says so where there is no table, and offers no button."""
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"require_table_code": True})
    state = Cart.model_validate({"lines": [{"menu_item_id": restaurant.item("Coke")["id"]}]}).write()
    _, text = await post(http, f"/r/{restaurant.slug}/", do="close", state=state)
    assert "scan the QR code on your table" in text
    assert 'value="confirm"' not in text
