"""A password that was forgotten: links by an owner, by who runs the server, and by mail."""

import asyncio
from collections.abc import AsyncIterator, Callable

import aiohttp
import asyncpg
import pytest

from server.accounts.password_links import make_link_for_operator
from server.settings import Settings
from tests.conftest import make_settings, start_server
from tests.fixtures.api import PASSWORD, Api, MakeRestaurant, Place, Reply
from tests.fixtures.mail import MailBox
from tests.fixtures.patience import PATIENCE

pytestmark = pytest.mark.shared_server

NEW = "a wholly other phrase"


@pytest.fixture
async def mailing(settings: Settings, smtp_url: str) -> AsyncIterator[Api]:
    """A server that sends mail."""
    with_mail = make_settings(DATABASE_URL=settings.database_url, AIQR_SMTP_URL=smtp_url)
    async with (
        start_server(with_mail) as server,
        aiohttp.ClientSession(base_url=server.make_url("/")) as http,
    ):
        yield Api(http)


async def until(fits: Callable[[], bool]) -> None:
    """Wait for what a thread does."""
    async with asyncio.timeout(PATIENCE):
        while not fits():
            await asyncio.sleep(0.01)


async def log_in(api: Api, email: str, password: str) -> Reply:
    return await api.post("/api/auth/login/", {"email": email, "password": password})


async def email_of(caller: Api) -> str:
    return str((await caller.get("/api/auth/me/")).body["user"]["email"])


async def staff_id(place: Place, email: str) -> int:
    listed = (await place.owner.get(f"/api/restaurants/{place.id}/staff/")).body
    return next(int(member["id"]) for member in listed if member["email"] == email)


async def link(place: Place, email: str) -> Reply:
    path = f"/api/restaurants/{place.id}/staff/{await staff_id(place, email)}/password/"
    return await place.owner.post(path)


async def choose(api: Api, token: str, password: str = NEW) -> Reply:
    return await api.post("/api/auth/new-password/", {"token": token, "password": password})


async def test_an_owner_helps_staff_to_a_new_password(restaurant: Place, api: Api) -> None:
    """The link sets a password once, ends every session, and the old password is over."""
    cook = await restaurant.staff("kitchen")
    email = await email_of(cook)
    made = await link(restaurant, email)
    assert (made.status, made.body["email"]) == (201, email)
    token = made.body["url"].rsplit("/password/")[1]
    assert (await log_in(api, email, PASSWORD)).status == 200
    assert (await choose(api, token, "password123")).status == 400
    assert (await choose(api, token)).status == 204
    assert (await cook.get("/api/auth/me/")).status == 401
    assert (await log_in(api, email, PASSWORD)).status == 401
    assert (await log_in(api, email, NEW)).status == 200
    assert (await choose(api, token)).status == 400
    logged = (await restaurant.owner.get(f"/api/restaurants/{restaurant.id}/log/")).body
    assert ("staff.password_link", email) in {(entry["action"], entry["subject"]) for entry in logged}


async def test_a_newer_link_ends_the_older(restaurant: Place, api: Api) -> None:
    """Of two links for one account the last works alone."""
    email = await email_of(await restaurant.staff("kitchen"))
    older, newer = [(await link(restaurant, email)).body["url"].rsplit("/", 1)[1] for _ in range(2)]
    assert (await choose(api, older)).status == 400
    assert (await choose(api, newer)).status == 204


@pytest.mark.parametrize("how", ["before", "after"])
async def test_an_owner_opens_no_account_that_works_elsewhere(
    make_restaurant: MakeRestaurant, api: Api, how: str
) -> None:
    """Who works at another restaurant too, by the time the link is made or used, is out of an owner's reach."""
    here, there = await make_restaurant(), await make_restaurant()
    cook = await here.staff("kitchen")
    email = await email_of(cook)
    token = (await link(here, email)).body["url"].rsplit("/", 1)[1]
    invited = await there.owner.post(
        f"/api/restaurants/{there.id}/staff/", {"email": email, "role": "kitchen"}
    )
    invitation = {"token": invited.body["invite_url"].rsplit("/", 1)[1]}
    assert (await cook.post("/api/auth/accept-invite/", invitation)).status == 200
    if how == "before":
        assert (await link(here, email)).status == 409
    assert (await choose(api, token)).status == 400
    assert (await log_in(api, email, PASSWORD)).status == 200


async def test_an_owner_opens_no_owners_account(restaurant: Place) -> None:
    """Neither their own, which has its password, nor another owner's."""
    assert (await link(restaurant, await email_of(restaurant.owner))).status == 409


async def test_who_was_removed_has_no_link(restaurant: Place, api: Api) -> None:
    """The link of somebody who works here no more works no more either."""
    email = await email_of(await restaurant.staff("kitchen"))
    token = (await link(restaurant, email)).body["url"].rsplit("/", 1)[1]
    path = f"/api/restaurants/{restaurant.id}/staff/{await staff_id(restaurant, email)}/"
    assert (await restaurant.owner.delete(path)).status == 204
    assert (await choose(api, token)).status == 400


async def test_who_runs_the_server_opens_any_account(restaurant: Place, api: Api, database_url: str) -> None:
    """`aiqr db password` ends the sessions at once, and its link sets an owner's password; it lasts a day."""
    email = await email_of(restaurant.owner)
    token = await make_link_for_operator(database_url, email)
    assert token
    assert (await restaurant.owner.get("/api/auth/me/")).status == 401
    assert (await choose(api, token)).status == 204
    assert (await log_in(api, email, NEW)).status == 200
    late = await make_link_for_operator(database_url, email)
    assert late
    connection = await asyncpg.connect(database_url)
    await connection.execute("UPDATE password_links SET expires_at = now()")
    await connection.close()
    assert (await choose(api, late)).status == 400
    assert await make_link_for_operator(database_url, "nobody@example.com") is None


async def test_a_link_comes_by_mail(mailing: Api, box: MailBox) -> None:
    """Who has an account gets one mail with a link that works, and who has none gets none: the answers are the same."""
    await mailing.register("ada@example.com")
    body = {"email": "nobody@example.com"}
    unknown = await mailing.post("/api/auth/forgotten-password/", body)
    known = await mailing.post("/api/auth/forgotten-password/", {"email": "Ada@example.com"})
    assert (unknown.status, known.status) == (202, 202)
    await until(lambda: bool(box.mails))
    (mail,) = box.mails
    assert mail["To"] == "ada@example.com"
    token = str(mail.get_payload()).split("/password/")[1].split()[0]
    assert (await choose(mailing, token)).status == 204
    assert (await log_in(mailing, "ada@example.com", NEW)).status == 200


async def test_a_server_without_mail_says_so(api: Api) -> None:
    """Nobody waits for a mail that never comes."""
    reply = await api.post("/api/auth/forgotten-password/", {"email": "ada@example.com"})
    assert (reply.status, "sends no mail" in reply.body["detail"]) == (409, True)


async def test_the_page_sets_a_password(restaurant: Place, api: Api) -> None:
    """The link shows a form with the account's e-mail; a weak password is said, a good one set, and then it is used up."""
    email = await email_of(await restaurant.staff("kitchen"))
    path = "/password/" + (await link(restaurant, email)).body["url"].rsplit("/", 1)[1]
    async with api.session.get(path) as shown:
        assert (shown.status, shown.headers["Cache-Control"]) == (200, "no-store")
        assert email in await shown.text()
    for password, status, said in (("short", 400, "10 to 128"), (NEW, 200, "is set"), (NEW, 400, "no more")):
        async with api.session.post(path, data={"password": password}) as answer:
            assert (answer.status, said in await answer.text()) == (status, True)
    assert (await log_in(api, email, NEW)).status == 200
