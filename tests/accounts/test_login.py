"""Registering, logging in, staying logged in, logging out."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import asyncpg
import pytest
from argon2.exceptions import VerifyMismatchError

from server.accounts.passwords import Passwords
from server.accounts.tokens import LIFETIME, issue_access, read_access
from tests.conftest import SECRET
from tests.fixtures.api import PASSWORD, Api


async def registered(api: Api, email: str = "ada@example.com") -> dict[str, Any]:
    reply = await api.post(
        "/api/auth/register/",
        {"email": email, "password": PASSWORD, "first_name": "Ada", "last_name": "Byron"},
    )
    assert reply.status == 201, reply
    return dict(reply.body)


async def test_registering_answers_with_the_user_and_a_login(api: Api) -> None:
    """What comes back names the user and carries tokens that work."""
    body = await registered(api, "Ada@Example.COM")
    assert body["user"] | {"id": ""} == {
        "id": "",
        "email": "ada@example.com",
        "first_name": "Ada",
        "last_name": "Byron",
    }
    me = await api.as_(body["access"]).get("/api/auth/me/")
    assert (me.status, me.body) == (200, {"user": body["user"], "memberships": []})


async def test_an_email_in_other_case_is_the_same_account(api: Api) -> None:
    """One address has one account, however it is typed, and each spelling logs in."""
    await registered(api)
    again = await api.post("/api/auth/register/", {"email": "ADA@example.com", "password": PASSWORD})
    assert again.status == 409
    login = await api.post("/api/auth/login/", {"email": " Ada@EXAMPLE.com ", "password": PASSWORD})
    assert login.status == 200
    assert set(login.body) == {"access", "refresh"}


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "x" * 129,
        "password123",
        "P@ssw0rd2024!",
        "1234567890",
        "qwertyuiop",
        "0101010101",
        "24.12.1985",
    ],
)
async def test_a_weak_password_is_refused(api: Api, password: str) -> None:
    """Too short, too long, and what is guessed first."""
    reply = await api.post("/api/auth/register/", {"email": "ada@example.com", "password": password})
    assert reply.status == 400
    assert [error["field"] for error in reply.body["errors"]] == ["password"]


async def test_a_wrong_login_says_the_same_for_known_and_unknown(api: Api) -> None:
    """Nobody learns from the answer which e-mail addresses have accounts."""
    await registered(api)
    known = await api.post("/api/auth/login/", {"email": "ada@example.com", "password": "not hers at all"})
    unknown = await api.post("/api/auth/login/", {"email": "bob@example.com", "password": "not hers at all"})
    assert (known.status, unknown.status) == (401, 401)
    assert known.body | {"request_id": ""} == unknown.body | {"request_id": ""}
    assert known.headers["WWW-Authenticate"]


async def test_an_account_that_does_not_exist_costs_the_same_time() -> None:
    """What its password is compared with has today's costs, so that nobody learns who has an account."""
    passwords = Passwords()
    compared = passwords._nobody
    assert not passwords.is_outdated(compared)
    assert len(compared) == len(await passwords.hash("something long enough"))
    with pytest.raises(VerifyMismatchError):
        passwords._hasher.verify(compared, "something long enough")
    assert not await passwords.verify(None, "something long enough")
    passwords.close()


async def test_each_refresh_token_works_once_and_a_second_use_ends_the_session(api: Api) -> None:
    """A stolen refresh token is noticed: using one twice ends the whole family."""
    first = await registered(api)
    second = await api.post("/api/auth/refresh/", {"refresh": first["refresh"]})
    assert second.status == 200
    assert second.body["refresh"] != first["refresh"]
    assert (await api.as_(second.body["access"]).get("/api/auth/me/")).status == 200

    assert (await api.post("/api/auth/refresh/", {"refresh": first["refresh"]})).status == 401
    assert (await api.post("/api/auth/refresh/", {"refresh": second.body["refresh"]})).status == 401
    assert (await api.as_(second.body["access"]).get("/api/auth/me/")).status == 401


async def test_of_many_uses_at_once_one_wins(api: Api) -> None:
    """Twenty refreshes of one token at the same moment give one new token, and then the session is over."""
    first = await registered(api)
    replies = await asyncio.gather(
        *(api.post("/api/auth/refresh/", {"refresh": first["refresh"]}) for _ in range(20))
    )
    assert sorted(reply.status for reply in replies) == [200] + [401] * 19
    winner = next(reply for reply in replies if reply.status == 200)
    assert (await api.post("/api/auth/refresh/", {"refresh": winner.body["refresh"]})).status == 401


async def test_logging_out_ends_the_session_at_once(api: Api) -> None:
    """After a logout neither token works, and an unknown one is no error."""
    login = await registered(api)
    assert (await api.post("/api/auth/logout/", {"refresh": login["refresh"]})).status == 204
    assert (await api.as_(login["access"]).get("/api/auth/me/")).status == 401
    assert (await api.post("/api/auth/refresh/", {"refresh": login["refresh"]})).status == 401
    assert (await api.post("/api/auth/logout/", {"refresh": "never was one"})).status == 204


async def test_a_new_password_ends_the_other_sessions_only(api: Api) -> None:
    """Who changes the password stays logged in; every other place does not."""
    here = await registered(api)
    there = await api.post("/api/auth/login/", {"email": "ada@example.com", "password": PASSWORD})
    me = api.as_(here["access"])
    new = {"old_password": PASSWORD, "new_password": "a wholly other phrase", "first_name": "Augusta"}
    changed = await me.patch("/api/auth/me/", new)
    assert (changed.status, changed.body["user"]["first_name"]) == (200, "Augusta")

    assert (await me.get("/api/auth/me/")).status == 200
    assert (await api.as_(there.body["access"]).get("/api/auth/me/")).status == 401
    assert (await api.post("/api/auth/refresh/", {"refresh": there.body["refresh"]})).status == 401
    old_login = {"email": "ada@example.com", "password": PASSWORD}
    assert (await api.post("/api/auth/login/", old_login)).status == 401
    new_login = {"email": "ada@example.com", "password": "a wholly other phrase"}
    assert (await api.post("/api/auth/login/", new_login)).status == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"old_password": "wrong one here", "new_password": "a wholly other phrase"}, "old_password"),
        ({"new_password": "a wholly other phrase"}, "old_password"),
        ({"old_password": PASSWORD}, "new_password"),
        ({"old_password": PASSWORD, "new_password": "password123"}, "new_password"),
    ],
)
async def test_a_password_changes_only_with_the_old_one(api: Api, body: dict[str, str], field: str) -> None:
    """Half a change, a wrong old password and a weak new one name the field and change nothing."""
    me = api.as_((await registered(api))["access"])
    reply = await me.patch("/api/auth/me/", body)
    assert (reply.status, [error["field"] for error in reply.body["errors"]]) == (400, [field])
    login = {"email": "ada@example.com", "password": PASSWORD}
    assert (await api.post("/api/auth/login/", login)).status == 200


async def test_a_profile_changes_whole_or_not_at_all(api: Api) -> None:
    """Where the password cannot be changed, the name that stands beside it is not changed either."""
    me = api.as_((await registered(api))["access"])
    before = (await me.get("/api/auth/me/")).body["user"]
    body = {
        "first_name": "Mallory",
        "old_password": "wrong one here",
        "new_password": "a wholly other phrase",
    }
    assert (await me.patch("/api/auth/me/", body)).status == 400
    assert (await me.get("/api/auth/me/")).body["user"] == before


async def test_a_password_that_changed_meanwhile_leaves_the_name(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password that was changed elsewhere while this request was under way is a conflict that changes nothing."""

    async def changed_elsewhere(*_: object) -> bool:
        return False

    me = api.as_((await registered(api))["access"])
    before = (await me.get("/api/auth/me/")).body["user"]
    monkeypatch.setattr("server.accounts.store.update_password", changed_elsewhere)
    body = {"first_name": "Mallory", "old_password": PASSWORD, "new_password": "a wholly other phrase"}
    assert (await me.patch("/api/auth/me/", body)).status == 409
    assert (await me.get("/api/auth/me/")).body["user"] == before


async def test_an_access_token_ends_by_itself(api: Api) -> None:
    """A token that is older than 15 minutes is good for nothing."""
    login = await registered(api)
    caller = read_access(login["access"], SECRET)
    old = issue_access(caller, SECRET, datetime.now(UTC) - LIFETIME - timedelta(seconds=1))
    assert (await api.as_(old).get("/api/auth/me/")).status == 401


async def test_a_token_ends_though_it_was_good_before(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """An access token that was taken a moment ago is refused from the second on in which it ends."""
    caller = read_access((await registered(api))["access"], SECRET)
    issued = datetime.now(UTC).replace(microsecond=0)
    mine = api.as_(issue_access(caller, SECRET, issued))
    for age, status in ((timedelta(0), 200), (timedelta(seconds=899), 200), (timedelta(seconds=900), 401)):
        clock = SimpleNamespace(time=(issued + age).timestamp)
        monkeypatch.setattr("server.accounts.tokens.time", clock)
        assert (await mine.get("/api/auth/me/")).status == status


async def test_the_database_holds_no_password_and_no_token(api: Api, database_url: str) -> None:
    """What is stored of passwords and refresh tokens cannot be used to log in."""
    login = await registered(api)
    connection = await asyncpg.connect(database_url)
    try:
        password_hash = await connection.fetchval("SELECT password_hash FROM users")
        token_hash = await connection.fetchval("SELECT token_hash FROM refresh_tokens")
    finally:
        await connection.close()
    assert password_hash.startswith("$argon2id$")
    assert login["refresh"].encode() not in token_hash
