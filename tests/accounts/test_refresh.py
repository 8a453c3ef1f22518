"""A refresh whose answer was lost, asked for again with its key."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from tests.fixtures.api import PASSWORD, Api, Reply

KEY = "a key made at random"
OTHER_KEY = "another key, random too"


async def first_token(api: Api) -> str:
    made = await api.post("/api/auth/register/", {"email": "ada@example.com", "password": PASSWORD})
    return str(made.body["refresh"])


async def refreshed(api: Api, token: str, key: str | None = KEY) -> Reply:
    headers = {} if key is None else {"Idempotency-Key": key}
    return await api.post("/api/auth/refresh/", {"refresh": token}, headers=headers)


async def test_the_same_token_and_key_answer_again(api: Api) -> None:
    """The answer is the same refresh token, with an access token that works, and the session goes on."""
    token = await first_token(api)
    lost, again = await refreshed(api, token), await refreshed(api, token)
    assert (lost.status, again.status) == (200, 200)
    assert lost.body["refresh"] == again.body["refresh"] != token
    assert (await api.as_(again.body["access"]).get("/api/auth/me/")).status == 200
    assert (await refreshed(api, again.body["refresh"], OTHER_KEY)).status == 200


async def test_two_refreshes_at_once_of_an_honest_client_both_live(api: Api) -> None:
    """Twenty at the same moment with one key get the same next token, which works."""
    token = await first_token(api)
    answers = await asyncio.gather(*(refreshed(api, token) for _ in range(20)))
    assert {answer.status for answer in answers} == {200}
    (following,) = {answer.body["refresh"] for answer in answers}
    assert (await refreshed(api, following, None)).status == 200


@pytest.mark.parametrize("key", [None, OTHER_KEY, KEY + "!"])
async def test_a_used_token_without_its_key_ends_the_session(api: Api, key: str | None) -> None:
    """Who has the token alone has stolen it: neither they nor its owner go on."""
    token = await first_token(api)
    owner = await refreshed(api, token)
    assert (await refreshed(api, token, key)).status == 401
    assert (await refreshed(api, owner.body["refresh"])).status == 401
    assert (await api.as_(owner.body["access"]).get("/api/auth/me/")).status == 401


async def test_a_used_successor_ends_the_chance(api: Api) -> None:
    """Once the next token was used its answer was not lost: the old one with its key ends the session."""
    token = await first_token(api)
    second = await refreshed(api, token)
    third = await refreshed(api, second.body["refresh"], OTHER_KEY)
    assert (await refreshed(api, token)).status == 401
    assert (await refreshed(api, third.body["refresh"])).status == 401


@pytest.mark.parametrize(("seconds", "status"), [(55, 200), (61, 401)])
async def test_the_chance_lasts_a_minute(api: Api, database_url: str, seconds: int, status: int) -> None:
    """Within 60 seconds the key answers again, and after them it is as a token used twice."""
    token = await first_token(api)
    await refreshed(api, token)
    connection = await asyncpg.connect(database_url)
    used_at = datetime.now(UTC) - timedelta(seconds=seconds)
    await connection.execute("UPDATE refresh_tokens SET used_at = $1 WHERE used_at IS NOT NULL", used_at)
    await connection.close()
    assert (await refreshed(api, token)).status == status


@pytest.mark.parametrize(
    ("key", "status"), [("x" * 15, 400), ("x" * 16, 200), ("x" * 255, 200), ("x" * 256, 400), ("ü" * 16, 400)]
)
async def test_a_key_has_16_to_255_characters(api: Api, key: str, status: int) -> None:
    """A key that could be guessed, or is none, is refused, and the token is still good."""
    token = await first_token(api)
    assert (await refreshed(api, token, key)).status == status
    assert status == 200 or (await refreshed(api, token)).status == 200


async def test_a_logged_out_session_answers_no_more(api: Api) -> None:
    """The key opens nothing that its owner has closed."""
    token = await first_token(api)
    await refreshed(api, token)
    assert (await api.post("/api/auth/logout/", {"refresh": token})).status == 204
    assert (await refreshed(api, token)).status == 401
