"""Tables, their codes and what is printed of them."""

import io

import aiohttp
import pytest
from PIL import Image

from tests.fixtures.api import Api, Place


@pytest.fixture
async def place(api: Api) -> Place:
    """A restaurant without a menu."""
    owner = await api.register("owner@example.com")
    made = await owner.post("/api/restaurants/", {"name": "Luigi's"})
    return Place(owner, api, made.body)


async def test_a_table_has_a_code_that_cannot_be_guessed(place: Place) -> None:
    """Each table gets its own long code and an address that holds it."""
    path = f"/api/restaurants/{place.id}/tables/"
    made = [(await place.owner.post(path, {"name": f"Table {n}"})).body for n in range(3)]
    assert (await place.owner.get(path)).body == made
    assert len({table["code"] for table in made}) == 3
    assert all(len(table["code"]) == 16 and table["url"].endswith(f"/t/{table['code']}") for table in made)


async def test_a_table_is_renamed_rotated_and_removed(place: Place) -> None:
    """A new name keeps the code, a rotation changes it, and removal is for good."""
    path = f"/api/restaurants/{place.id}/tables/"
    made = (await place.owner.post(path, {"name": " 5 "})).body
    assert made["name"] == "5"
    renamed = await place.owner.patch(f"{path}{made['id']}/", {"name": "Terrace 5"})
    assert renamed.body == made | {"name": "Terrace 5"}
    rotated = (await place.owner.post(f"{path}{made['id']}/rotate/")).body
    assert rotated["code"] != made["code"]
    assert (await place.owner.delete(f"{path}{made['id']}/")).status == 204
    for method, sub in (
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "rotate/"),
        ("GET", "qr.svg"),
        ("GET", "qr.png"),
    ):
        body = {"name": "x"} if method == "PATCH" else None
        assert (await place.owner.send(method, f"{path}{made['id']}/{sub}", body)).status == 404


@pytest.mark.parametrize("name", ["", "   ", "x" * 51, "a\nb", "a\x00b"])
async def test_a_bad_name_is_refused(place: Place, name: str) -> None:
    """A table's name is one line of 1 to 50 characters."""
    reply = await place.owner.post(f"/api/restaurants/{place.id}/tables/", {"name": name})
    assert (reply.status, [error["field"] for error in reply.body["errors"]]) == (400, ["name"])


async def test_two_tables_cannot_have_one_name(place: Place) -> None:
    """A waiter must know where to go."""
    path = f"/api/restaurants/{place.id}/tables/"
    await place.owner.post(path, {"name": "5"})
    six = (await place.owner.post(path, {"name": "6"})).body
    assert (await place.owner.post(path, {"name": "5"})).status == 409
    assert (await place.owner.patch(f"{path}{six['id']}/", {"name": "5"})).status == 409


async def test_the_qr_code_is_a_real_image(place: Place, http: aiohttp.ClientSession) -> None:
    """SVG and PNG come with their types; the PNG is large enough to print."""
    path = f"/api/restaurants/{place.id}/tables/"
    table = (await place.owner.post(path, {"name": "5"})).body
    headers = {"Authorization": f"Bearer {place.owner.token}"}
    async with http.get(f"{path}{table['id']}/qr.svg", headers=headers) as svg:
        assert (svg.status, svg.content_type) == (200, "image/svg+xml")
        assert (await svg.text()).lstrip().startswith("<?xml")
    async with http.get(f"{path}{table['id']}/qr.png", headers=headers) as png:
        assert (png.status, png.content_type) == (200, "image/png")
        width, height = Image.open(io.BytesIO(await png.read())).size
    assert width == height >= 400
