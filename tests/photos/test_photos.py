"""Pictures over HTTP: put, shown, kept for good, replaced, taken away."""

import io
from typing import Any

import aiohttp
import pytest

from server.photos.model import MAX_BYTES
from tests.fixtures.api import MENU, Api, MakeRestaurant, Place, Reply
from tests.photos.pictures import encoded, gradient, jpeg

pytestmark = pytest.mark.slow


async def put(api: Api, path: str, raw: bytes, media: str = "image/jpeg") -> Reply:
    return await api.send("PUT", path, data=io.BytesIO(raw), headers={"Content-Type": media})


async def image(place: Place, url: str, **headers: str) -> tuple[int, Any, bytes]:
    """Status, headers and bytes of a picture that an answer named."""
    path = url[url.index("/photos/") :]
    async with place.public.session.get(place.public.base + path, headers=headers) as answer:
        return answer.status, answer.headers, await answer.read()


def photo(place: Place, name: str = "Coke") -> str:
    return f"/api/items/{place.item(name)['id']}/photo/"


async def test_a_photo_is_put_and_shown_everywhere(restaurant: Place) -> None:
    """The answer has its address; so have the item, the public menu and the page; browsers keep it for good."""
    version = restaurant.menu["version"]
    made = await put(restaurant.owner, photo(restaurant), jpeg())
    assert made.status == 200, made
    url = made.body["url"]
    assert url.startswith("http")
    assert url.endswith("-1200.webp")
    coke = (await restaurant.owner.get(f"/api/items/{restaurant.item('Coke')['id']}/")).body
    assert coke["photo_url"] == url
    await restaurant.reload()
    assert restaurant.menu["version"] == version + 1
    assert url.endswith(restaurant.item("Coke")["photo_url"])
    assert restaurant.item("Water")["photo_url"] == ""
    status, headers, body = await image(restaurant, url)
    assert (status, headers["Content-Type"]) == (200, "image/webp")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert body[8:12] == b"WEBP"
    assert (await image(restaurant, url, **{"If-None-Match": headers["ETag"]}))[0] == 304
    for form, least in (("320.webp", 100), ("640.webp", 100)):
        smaller = await image(restaurant, url.replace("1200.webp", form))
        assert smaller[0] == 200
        assert len(smaller[2]) > least
    assert (await image(restaurant, url.replace("1200", "999")))[0] == 404


async def test_an_item_that_has_a_photo_can_be_put_back_and_keeps_it(restaurant: Place) -> None:
    """A PUT of what GET answered, a PATCH, and a menu document all leave the photo."""
    await put(restaurant.owner, photo(restaurant), jpeg())
    path = f"/api/items/{restaurant.item('Coke')['id']}/"
    before = (await restaurant.owner.get(path)).body
    assert (await restaurant.owner.put(path, before)).body == before
    assert (await restaurant.owner.patch(path, {"description": "Cold"})).body["photo_url"] == before[
        "photo_url"
    ]
    assert (await restaurant.owner.patch(path, {"photo_url": "https://x.example/y.jpg"})).status == 400
    await restaurant.owner.put(f"/api/restaurants/{restaurant.id}/menu/", MENU)
    assert (await restaurant.owner.get(path)).body["photo_url"] == before["photo_url"]


async def test_another_photo_takes_the_place_and_the_old_one_goes(restaurant: Place) -> None:
    """The old name answers nothing any more; deleting leaves the dish without a photo."""
    first = (await put(restaurant.owner, photo(restaurant), jpeg())).body["url"]
    second = (await put(restaurant.owner, photo(restaurant), jpeg(900, 900))).body["url"]
    assert first != second
    assert (await image(restaurant, first))[0] == 404
    assert (await image(restaurant, second))[0] == 200
    assert (await restaurant.owner.delete(photo(restaurant))).status == 204
    assert (await image(restaurant, second))[0] == 404
    assert (await restaurant.owner.delete(photo(restaurant))).status == 204


async def test_the_same_photo_twice_changes_nothing(restaurant: Place) -> None:
    """No new version of the menu is made, so that nothing is loaded again."""
    first = await put(restaurant.owner, photo(restaurant), jpeg())
    await restaurant.reload()
    version = restaurant.menu["version"]
    assert (await put(restaurant.owner, photo(restaurant), jpeg())).body == first.body
    await restaurant.reload()
    assert restaurant.menu["version"] == version


async def test_two_restaurants_with_one_picture_keep_it_apart(make_restaurant: MakeRestaurant) -> None:
    """What one takes away the other still shows."""
    one, other = await make_restaurant(), await make_restaurant()
    url = (await put(one.owner, photo(one), jpeg())).body["url"]
    await put(other.owner, photo(other), jpeg())
    await one.owner.delete(photo(one))
    assert (await image(other, url))[0] == 200


@pytest.mark.parametrize(
    ("raw", "media", "status", "said"),
    [
        (b"no picture", "image/jpeg", 400, "is not a picture"),
        (jpeg(400, 300)[:5000], "image/jpeg", 400, "ends too early"),
        (b"GIF89a", "image/gif", 415, "image/webp"),
        (b"x" * (MAX_BYTES + 1), "image/jpeg", 413, "10240 KB"),
    ],
)
async def test_a_bad_file_is_refused_with_the_reason(
    restaurant: Place, raw: bytes, media: str, status: int, said: str
) -> None:
    """The dish stays without a photo."""
    refused = await put(restaurant.owner, photo(restaurant), raw, media)
    assert refused.status == status
    assert said in str(refused.body)
    await restaurant.reload()
    assert restaurant.item("Coke")["photo_url"] == ""


async def test_who_may(restaurant: Place) -> None:
    """A manager gives dishes photos, an owner alone the logo; kitchen staff and strangers neither."""
    manager, kitchen = await restaurant.staff("manager"), await restaurant.staff("kitchen")
    stranger = await restaurant.public.register()
    logo = f"/api/restaurants/{restaurant.id}/logo/"
    assert (await put(kitchen, photo(restaurant), jpeg())).status == 403
    assert (await put(stranger, photo(restaurant), jpeg())).status == 404
    assert (await put(manager, photo(restaurant), jpeg())).status == 200
    assert (await put(manager, logo, jpeg())).status == 403
    assert (await put(restaurant.owner, logo, jpeg())).status == 200


@pytest.mark.parametrize(("part", "form"), [("logo", "512.png"), ("cover", "1200.webp")])
async def test_a_restaurant_has_a_logo_and_a_cover(restaurant: Place, part: str, form: str) -> None:
    """They stand in the restaurant's settings, on its page and, where it is a logo, in the manifest."""
    path = f"/api/restaurants/{restaurant.id}/"
    assert (await restaurant.owner.get(path)).body[f"{part}_url"] == ""
    made = await put(restaurant.owner, f"{path}{part}/", encoded(gradient(640, 400), "PNG"), "image/png")
    assert made.status == 200, made
    url = made.body["url"]
    assert url.endswith(form)
    assert (await restaurant.owner.get(path)).body[f"{part}_url"] == url
    assert (await image(restaurant, url))[0] == 200
    digest = url.rsplit("/", 1)[-1].split("-")[0]
    page = await text(restaurant, f"/r/{restaurant.slug}/")
    assert digest in page
    icons = await text(restaurant, f"/r/{restaurant.slug}/manifest.webmanifest")
    assert (digest in icons) == (part == "logo")
    assert (await restaurant.owner.delete(f"{path}{part}/")).status == 204
    assert (await restaurant.owner.get(path)).body[f"{part}_url"] == ""
    assert (await image(restaurant, url))[0] == 404


async def text(place: Place, path: str) -> str:
    async with place.public.session.get(place.public.base + path) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_photos_have_their_place_on_the_page(restaurant: Place, http: aiohttp.ClientSession) -> None:
    """Row and sheet reserve the place by width and height, so that nothing moves when a picture comes in."""
    url = (await put(restaurant.owner, photo(restaurant, "Margherita"), jpeg())).body["url"]
    digest = url.rsplit("/", 1)[-1].split("-")[0]
    page = await text(restaurant, f"/r/{restaurant.slug}/")
    [row] = [line for line in page.splitlines() if f"{digest}-320.webp" in line and "<img" in line]
    assert 'width="' in row
    assert 'height="' in row
    assert 'loading="lazy"' in row
    assert page.count("<img") == 1
    item = restaurant.item("Margherita")["id"]
    async with http.post(f"/r/{restaurant.slug}/", data={"do": f"show:{item}"}) as answer:
        sheet = await answer.text()
    assert f"{digest}-640.webp 640w" in sheet
    assert f"{digest}-1200.webp 1200w" in sheet
