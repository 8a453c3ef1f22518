"""Who may make an account, how often, and whose e-mail it has."""

import aiohttp
import pytest

from server.settings import Settings
from tests.conftest import make_settings, start_server
from tests.fixtures.api import PASSWORD, Api, MakeRestaurant, Place, Reply

OTHER = "ada.private@example.com"


async def invited(place: Place, email: str = "ada@example.com") -> str:
    made = await place.owner.post(f"/api/restaurants/{place.id}/staff/", {"email": email, "role": "kitchen"})
    return str(made.body["invite_url"].rsplit("/", 1)[1])


async def accept(api: Api, token: str, **more: str) -> Reply:
    return await api.post("/api/auth/accept-invite/", {"token": token, "password": PASSWORD, **more})


async def test_a_stranger_who_registered_the_email_keeps_nobody_out(restaurant: Place, api: Api) -> None:
    """The invited person takes the place under another e-mail; the stranger's password stays what it was, and gets nothing."""
    stranger = {"email": "ada@example.com", "password": "the stranger's own one"}
    assert (await api.post("/api/auth/register/", stranger)).status == 201
    token = await invited(restaurant)
    assert (await accept(api, token)).status == 401
    taken = await accept(api, token, email=OTHER)
    assert (taken.status, taken.body["user"]["email"]) == (200, OTHER)
    assert (await api.as_(taken.body["access"]).get(f"/api/restaurants/{restaurant.id}/")).status == 200
    login = await api.post("/api/auth/login/", stranger)
    assert (await api.as_(login.body["access"]).get("/api/auth/me/")).body["memberships"] == []
    assert (await accept(api, token)).status == 400


async def test_another_account_proves_itself(restaurant: Place, api: Api) -> None:
    """An e-mail that has an account takes the place by that account's own password alone."""
    await api.register(OTHER)
    token = await invited(restaurant)
    wrong = {"token": token, "email": OTHER, "password": "not this one at all"}
    assert (await api.post("/api/auth/accept-invite/", wrong)).status == 401
    assert (await accept(api, token, email=OTHER)).status == 200


async def test_nobody_has_two_places_at_a_restaurant(restaurant: Place, api: Api) -> None:
    """Who works here, or is invited, takes no second place, and the invitation still works."""
    first, second = await invited(restaurant), await invited(restaurant, "ben@example.com")
    assert (await accept(api, first, email="ben@example.com")).status == 409
    assert (await accept(api, second)).status == 200
    assert (await accept(api, first, email="ben@example.com")).status == 409
    assert (await accept(api, first)).status == 200


async def test_the_page_takes_another_email(restaurant: Place, api: Api) -> None:
    """The form says what is wrong with an address, and joins under a good one."""
    path = f"/invite/{await invited(restaurant)}"
    for email, status in (("no address", 400), (OTHER, 200)):
        async with api.session.post(path, data={"email": email, "password": PASSWORD}) as answer:
            assert answer.status == status


@pytest.mark.parametrize(
    ("registration", "registers", "accepts", "joins", "invites"),
    [("open", 201, 200, 200, 201), ("invited", 403, 200, 200, 201), ("off", 403, 403, 200, 409)],
)
async def test_who_may_make_an_account_is_set(
    settings: Settings,
    make_restaurant: MakeRestaurant,
    api: Api,
    registration: str,
    registers: int,
    accepts: int,
    joins: int,
    invites: int,
) -> None:
    """`open`: everybody; `invited`: who has an invitation; `off`: nobody, and then only those with an account are invited."""
    place = await make_restaurant()
    for email in ("ben@example.com", "dan@example.com"):
        await api.register(email)
    new, old = await invited(place), await invited(place, "ben@example.com")
    closed = make_settings(DATABASE_URL=settings.database_url, AIQR_REGISTRATION=registration)
    async with start_server(closed) as server, aiohttp.ClientSession(base_url=server.make_url("/")) as http:
        there = Api(http)
        body = {"email": "eve@example.com", "password": PASSWORD}
        assert (await there.post("/api/auth/register/", body)).status == registers
        assert (await accept(there, new)).status == accepts
        assert (await accept(there, old)).status == joins
        owner = there.as_(place.owner.token or "")
        for email, status in (("cora@example.com", invites), ("dan@example.com", 201)):
            wanted = {"email": email, "role": "kitchen"}
            made = await owner.post(f"/api/restaurants/{place.id}/staff/", wanted)
            assert made.status == status
            assert status == 201 or "no new accounts are made" in made.body["detail"]


@pytest.mark.parametrize(("limit", "most"), [(None, 10), ("2/hour", 2), ("off", 12)])
async def test_an_address_registers_so_often(settings: Settings, limit: str | None, most: int) -> None:
    """Ten an hour where nothing is set; one more is 429 with Retry-After, and counts for logins nothing."""
    values = {"AIQR_LIMIT_REGISTER": limit or "10/hour"}
    async with (
        start_server(make_settings(DATABASE_URL=settings.database_url, **values)) as server,
        aiohttp.ClientSession(base_url=server.make_url("/")) as http,
    ):
        for number in range(most):
            await Api(http).register(f"person{number}@example.com")
        body = {"email": "last@example.com", "password": PASSWORD}
        last = await Api(http).post("/api/auth/register/", body)
        assert last.status == (201 if limit == "off" else 429)
        assert limit == "off" or int(last.headers["Retry-After"]) > 3000


def test_ten_an_hour_is_the_default() -> None:
    """Who sets nothing gets the contract's limit and open registration."""
    fields = Settings.model_fields
    assert (fields["limit_register"].default, fields["registration"].default) == ("10/hour", "open")
