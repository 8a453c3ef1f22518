"""`aiqr doctor`: finds what is wrong, and says what to do about it."""

import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from server.kitchen.presence_store import Figures
from server.process.doctor import machine, services
from server.process.doctor.machine import Finding
from tests.conftest import make_settings
from tests.process.processes import RunningCommand

FAILING_WEBHOOK = """
    WITH made AS (
        INSERT INTO restaurants (id, slug, name, currency, timezone, locale)
        VALUES (gen_random_uuid(), $1, $1, 'EUR', 'UTC', 'en') RETURNING id
    )
    INSERT INTO webhooks (restaurant_id, url, events, secret, state, failures, failing_since)
    SELECT id, 'https://till.example.com/', '{order.placed}', sha256('secret'), $2, 1, now() - make_interval(mins => $3)
    FROM made
"""
Run = Callable[..., RunningCommand]
pytestmark = pytest.mark.timeout(300)


def by_subject(command: RunningCommand) -> dict[str, Any]:
    findings = json.loads(command.text[command.text.index("[") : command.text.rindex("]") + 1])
    return {finding["subject"]: finding for finding in findings}


def test_a_healthy_machine_has_nothing_to_do(run: Run) -> None:
    """On a fresh machine nothing is bad, and nothing is made either."""
    command = run("doctor", "--json", AIQR_PORT="0")
    assert command.ended() == 0, command.text
    assert all(finding["grade"] != "bad" for finding in by_subject(command).values())


@pytest.mark.slow
def test_everything_that_is_wrong_is_found_at_once(run: Run) -> None:
    """A taken port, a database, Redis and model that are away, a missing key: each with what to do, exit code 1."""
    away = "127.0.0.1:1"
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))  # taken, and whoever asks there is refused at once
        command = run(
            "doctor",
            "--json",
            AIQR_PORT=str(other.getsockname()[1]),
            DATABASE_URL=f"postgresql://u:hidden@{away}/x",
            REDIS_URL=f"redis://{away}",
            OPENAI_BASE_URL=f"http://{away}/v1",
        )
        assert command.ended() == 1
    found = by_subject(command)
    for subject in ("secret key", "port", "database", "redis", "model"):
        assert found[subject]["grade"] == "bad", subject
        assert found[subject]["todo"]
    assert "hidden" not in command.text


@pytest.mark.slow
def test_a_server_that_runs_is_recognized(run: Run) -> None:
    """Its port is not taken by a stranger, and its database is looked at while it is in use."""
    server = run("serve", "--port", "0")
    command = run("doctor", "--json", AIQR_PORT=server.url().rpartition(":")[2])
    assert command.ended() == 0
    found = by_subject(command)
    assert "A server answers" in found["port"]["text"]
    assert "is migrated" in found["database"]["text"]


def test_wrong_settings_are_all_named(run: Run) -> None:
    """Where the settings cannot be read, each mistake is a finding."""
    command = run("doctor", AIQR_PORT="many", AIQR_WORKERS="none")
    assert command.ended() == 1
    assert "AIQR_PORT" in command.text
    assert "AIQR_WORKERS" in command.text


def test_a_misspelt_setting_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that nothing reads is told with the one that was meant, from the environment and from .env."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("AIQR_WORKRES=2\n")
    found = machine.check_names(["AIQR_PROT", "AIQR_TOKEN", "PATH", "AIQR_PORT"])
    assert [(f.text.split()[0], f.todo) for f in found] == [
        ("AIQR_PROT", "Did you mean AIQR_PORT?"),
        ("AIQR_WORKRES", "Did you mean AIQR_WORKERS?"),
    ]


@pytest.mark.parametrize(
    ("values", "grade"),
    [
        ({}, "note"),
        ({"AIQR_PUBLIC_URL": "http://orders.example.com"}, "note"),
        ({"AIQR_PUBLIC_URL": "https://orders.example.com"}, "note"),
        ({"AIQR_PUBLIC_URL": "https://orders.example.com", "AIQR_TRUSTED_PROXIES": "10.0.0.1"}, "good"),
    ],
)
def test_the_public_address(values: dict[str, str], grade: str) -> None:
    """Missing, unencrypted, or behind a proxy that is not trusted are worth a note."""
    assert machine.check_public_url(make_settings(**values)).grade == grade


@pytest.mark.parametrize(("free", "grade"), [(10**8, "bad"), (10**9, "note"), (10**11, "good")])
def test_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, grade: str) -> None:
    """Little space is a note, almost none is bad, also for a folder that is not there yet."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": free}))
    assert machine.check_disk(make_settings(AIQR_DATA_DIR=str(tmp_path / "new"))).grade == grade


@pytest.mark.parametrize(("seconds", "grade"), [(0, "good"), (60, "bad"), (-60, "bad")])
def test_clocks_that_differ(seconds: int, grade: str) -> None:
    """A clock that is ahead or behind by more than two seconds is bad."""
    assert services.check_clock("it", datetime.now(UTC) + timedelta(seconds=seconds)).grade == grade


@pytest.mark.parametrize(
    ("status", "models", "grade"),
    [(200, ["small"], "good"), (200, ["other"], "bad"), (401, [], "bad"), (500, [], "note")],
)
async def test_the_model(status: int, models: list[str], grade: str) -> None:
    """A key that is refused and a model that is not listed are bad; another failure is a note."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"data": [{"id": name} for name in models]}, status=status)

    app = web.Application()
    app.router.add_get("/v1/models", answer)
    async with TestServer(app) as service:
        settings = make_settings(
            OPENAI_BASE_URL=str(service.make_url("/v1")), OPENAI_MODEL="small", AIQR_PARSER="auto"
        )
        findings: list[Finding] = await services.check_model(settings)
    assert [finding.grade for finding in findings] == [grade]


async def test_a_redis_that_answers(redis_url: str) -> None:
    """It is good, and its clock is compared."""
    findings = await services.check_redis(make_settings(REDIS_URL=redis_url))
    assert [(finding.subject, finding.grade) for finding in findings] == [
        ("redis", "good"),
        ("clock", "good"),
    ]


async def test_a_database_without_migrations(empty_database_url: str) -> None:
    """What is missing is named, with the command that brings it."""
    findings = await services.check_database(make_settings(DATABASE_URL=empty_database_url))
    assert (findings[0].grade, findings[0].todo) == ("bad", "aiqr db migrate")


@pytest.mark.parametrize(("figures", "grade"), [((0, 0), "good"), ((1, 0), "note"), ((0, 1), "note")])
def test_orders_that_nobody_looks_at(figures: tuple[int, int], grade: str) -> None:
    """Unseen and late orders are told of, with what to do; without any there is nothing to do."""
    finding = services._neglected_orders(Figures(*figures))
    assert (finding.grade, bool(finding.todo)) == (grade, grade == "note")


async def test_webhooks_that_fail(database_url: str) -> None:
    """One that is off, or has failed for over an hour, is told of with its restaurant; a paused or younger one is not."""
    connection = await asyncpg.connect(database_url)
    try:
        for slug, state, minutes in (("a", "off", 1), ("b", "on", 61), ("c", "on", 59), ("d", "paused", 61)):
            await connection.execute(FAILING_WEBHOOK, slug, state, minutes)
        findings = await services._ask_database(database_url, local=True)
    finally:
        await connection.close()
    assert (findings[-1].subject, findings[-1].grade) == ("webhooks", "note")
    assert findings[-1].text == "Webhooks fail, or were switched off as they did, of: a, b."


async def test_the_doctor_counts_orders_in_the_database(database_url: str) -> None:
    """A migrated database is looked at for them."""
    findings = await services._ask_database(database_url, local=True)
    assert [finding.subject for finding in findings] == ["database", "orders", "webhooks"]
