"""The public menu: what is in it, and its bytes, ETags and encodings."""

import gzip

import aiohttp
import pytest

from server.wire.public_menu import PublicMenu
from tests.fixtures.api import MENU, Api, MakeRestaurant, Place


def path(place: Place) -> str:
    return f"/api/public/menu/{place.slug}/"


@pytest.fixture
async def raw(http: aiohttp.ClientSession) -> aiohttp.ClientSession:
    """A session that leaves bodies as they came."""
    http._auto_decompress = False
    return http


async def test_it_is_what_the_contract_says(restaurant: Place) -> None:
    """The answer is a PublicMenu field by field, in the order of the document."""
    menu = PublicMenu.model_validate(restaurant.menu)
    assert menu.model_dump(mode="json", exclude_unset=True) == restaurant.menu
    assert [[i.name for i in c.items] for c in menu.categories] == [
        [i["name"] for i in c["items"]] for c in MENU["categories"]
    ]


async def test_hidden_things_and_empty_categories_are_not_in_it(make_restaurant: MakeRestaurant) -> None:
    """Only active items of active categories are shown, and no category without any."""
    items = [{"name": "Soup", "price": 4}, {"name": "Stew", "price": 5, "is_active": False}]
    place = await make_restaurant(
        {
            "categories": [
                {"name": "Shown", "items": items},
                {"name": "Hidden", "is_active": False, "items": items},
                {"name": "Of hidden items", "items": items[1:]},
                {"name": "Empty"},
            ]
        }
    )
    shown = [(c["name"], [i["name"] for i in c["items"]]) for c in place.menu["categories"]]
    assert shown == [("Shown", ["Soup"])]


async def test_gzip_and_identity_are_two_representations(
    restaurant: Place, raw: aiohttp.ClientSession
) -> None:
    """Both hold the same menu, each under a strong ETag of its own, and caches are told what decides."""
    answers = {}
    for encoding in ("gzip", "identity"):
        async with raw.get(path(restaurant), headers={"Accept-Encoding": encoding}) as answer:
            answers[encoding] = (answer.headers, await answer.read())
    (zipped_headers, zipped), (plain_headers, plain) = answers["gzip"], answers["identity"]
    assert gzip.decompress(zipped) == plain
    assert zipped_headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain_headers
    assert zipped_headers["ETag"] != plain_headers["ETag"]
    for headers in (zipped_headers, plain_headers):
        assert headers["ETag"].startswith('"')
        assert headers["Vary"] == "Accept-Encoding"
        assert headers["Cache-Control"] == "no-cache"
        assert headers["Content-Type"] == "application/json; charset=utf-8"


ACCEPTED: list[tuple[str, bool]] = [
    ("gzip, deflate, br", True),
    ("GZIP;q=0.5", True),
    ("*", True),
    ("", False),
    ("deflate", False),
    ("gzip;q=0, *", False),
    ("identity, gzip;q=0.0", False),
    ("gzip;q=x", False),
]


async def test_gzip_only_where_it_is_allowed(restaurant: Place, raw: aiohttp.ClientSession) -> None:
    """Accept-Encoding is read with its weights."""
    for accept, is_zipped in ACCEPTED:
        async with raw.get(path(restaurant), headers={"Accept-Encoding": accept}) as answer:
            assert ("Content-Encoding" in answer.headers) == is_zipped, accept


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
async def test_what_the_client_has_is_not_sent_again(
    restaurant: Place, raw: aiohttp.ClientSession, form: str
) -> None:
    """A known ETag is answered 304 without a body and with the headers that a cache needs."""
    async with raw.get(path(restaurant)) as answer:
        etag = answer.headers["ETag"]
    async with raw.get(path(restaurant), headers={"If-None-Match": form.format(etag)}) as answer:
        assert (answer.status, await answer.read()) == (304, b"")
        assert (answer.headers["ETag"], answer.headers["Vary"]) == (etag, "Accept-Encoding")
    other = {"If-None-Match": etag, "Accept-Encoding": "identity"}
    async with raw.get(path(restaurant), headers=other) as answer:
        assert answer.status == 200


async def test_every_change_is_seen_at_once(restaurant: Place) -> None:
    """After each kind of change the next answer has it, under a higher version."""
    item = f"/api/items/{restaurant.item('Water')['id']}/"
    category = f"/api/categories/{restaurant.menu['categories'][0]['id']}/"
    place = f"/api/restaurants/{restaurant.id}/"
    versions = [restaurant.menu["version"]]
    for method, url, body in (
        ("PATCH", item, {"price": "2.20"}),
        ("PATCH", category, {"name": "Pizze"}),
        ("PATCH", place, {"name": "Luigi's"}),
        ("PATCH", place, {"is_open": False}),
        ("DELETE", item, None),
        ("PUT", f"{place}menu/", MENU),
    ):
        reply = await restaurant.owner.send(method, url, body)
        assert reply.status < 300, reply
        await restaurant.reload()
        versions.append(restaurant.menu["version"])
    assert versions == sorted(set(versions))
    assert restaurant.menu["restaurant"]["name"] == "Luigi's"
    assert restaurant.menu["restaurant"]["is_open"] is False


async def test_an_unknown_slug_is_not_found(api: Api) -> None:
    """Whatever stands in the path, an unknown restaurant is 404 as problem+json."""
    for slug in ["nobody-here", "UPPER", "a", "x" * 150, "%00", "caf%C3%A9", "..%2F"]:
        reply = await api.get(f"/api/public/menu/{slug}/")
        assert reply.status == 404, slug
        assert reply.headers["Content-Type"].startswith("application/problem+json")


async def test_a_deleted_restaurant_has_no_menu(restaurant: Place) -> None:
    """Once erased, the menu is gone at once."""
    assert (await restaurant.owner.delete(f"/api/restaurants/{restaurant.id}/")).status == 204
    assert (await restaurant.public.get(path(restaurant))).status == 404


async def test_head_answers_as_get_without_the_body(restaurant: Place) -> None:
    """HEAD has GET's headers."""
    head = await restaurant.public.send("HEAD", path(restaurant))
    got = await restaurant.public.get(path(restaurant))
    assert (head.status, head.headers["ETag"]) == (200, got.headers["ETag"])
