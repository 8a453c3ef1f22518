"""Log lines: each with its request's id, none with a secret."""

import json
import subprocess
import sys

import pytest
import structlog

from server import logs
from server.parsing.language_model.openai_client import ModelConfig
from server.routes import ROUTES
from server.wire.accounts import AcceptInviteRequest, LoginRequest
from server.wire.parsing import ParseRequest
from tests.conftest import make_settings
from tests.fixtures.api import PASSWORD, Api
from tests.http import failing_server

PROGRAM = """
import logging, sys, structlog
from server import logs
logs.configure(sys.argv[1])
with structlog.contextvars.bound_contextvars(request_id="till-7"):
    structlog.get_logger().warning("something happened", order=7)
    logging.getLogger("a.library").warning("it said %s", "this")
    try:
        1 / 0
    except ZeroDivisionError:
        structlog.get_logger().exception("it failed")
"""


def lines_of(form: str) -> list[str]:
    """What a process that logs in this form writes to its standard error."""
    ran = subprocess.run([sys.executable, "-c", PROGRAM, form], capture_output=True, text=True, check=True)
    return ran.stderr.splitlines()


def test_a_line_is_json_with_what_it_is_about() -> None:
    """A machine reads time, level, event and the request's id, from our lines and those of libraries."""
    ours, theirs, failure = (json.loads(line) for line in lines_of("json"))
    assert [ours[name] for name in ("event", "order", "level")] == ["something happened", 7, "warning"]
    assert ours["timestamp"].endswith("Z")
    assert theirs["event"] == "it said this"
    assert "ZeroDivisionError" in failure["exception"]
    assert {line["request_id"] for line in (ours, theirs, failure)} == {"till-7"}


def test_a_person_reads_the_same_as_text() -> None:
    """As text each line has the same, and a failure its traceback."""
    lines = lines_of("text")
    assert ["something happened" in lines[0], "it said this" in lines[1], "it failed" in lines[2]] == [
        True
    ] * 3
    assert all("request_id=till-7" in line for line in lines[:3])
    assert any("ZeroDivisionError" in line for line in lines[3:])


async def test_a_failed_request_leaves_one_line_with_its_id_and_no_secret(api: Api) -> None:
    """What was refused can be found by its id, and the line holds neither path, password nor token."""
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        owner = await api.register("ada@example.com")
        body = {"email": "ada@example.com", "password": PASSWORD + "!"}
        refused = await owner.post("/api/auth/login/", body, headers={"X-Request-ID": "till-7"})
        await owner.get("/invite/a-secret-token")
    assert refused.status == 401
    mine = [line for line in lines if line.get("request_id") == "till-7"]
    said = [(line["route"], line["status"], line["client"]) for line in mine]
    assert said == [("/api/auth/login/", 401, "127.0.0.1")]
    assert PASSWORD not in str(lines)
    assert "a-secret-token" not in str(lines)
    assert str(owner.token) not in str(lines)


async def test_a_line_says_whose_request_it_was(api: Api) -> None:
    """A line about a request with a login has the account's id."""
    owner = await api.register("ada@example.com")
    user = (await owner.get("/api/auth/me/")).body["user"]["id"]
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        assert (await owner.post("/api/restaurants/", {"name": "Bar"})).status == 201
    assert [(line["account"], line["client"]) for line in lines] == [(user, "127.0.0.1")]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_route_that_fails_writes_down_what_the_request_carried(form: str) -> None:
    """Every route answers 500 with tokens, words, names and codes in its variables and errors: the log has none of them."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.http.failing_server", form], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) == sum(len(route.methods) for route in ROUTES)
    for secret in failing_server.SECRETS:
        assert secret not in ran.stderr
    assert ran.stderr.count("request failed") == int(ran.stdout)
    assert 'File "' in ran.stderr or 'File \\"' in ran.stderr
    for kind in (
        "KeyError",
        "ValidationError: table int_parsing",
        "CheckViolationError [23514]: violates a check",
    ):
        assert kind in ran.stderr


def test_a_message_keeps_what_is_not_quoted() -> None:
    """From the first quotation mark to the last one all is left out, from a single one on too; names of the code stay."""
    assert logs.describe(ValueError("invalid literal for int() with base 10: 'x'")) == (
        "ValueError: invalid literal for int() with base 10: …"
    )
    assert logs.describe(ValueError("it's Ana")) == "ValueError: it…"
    assert logs.describe(ValueError("'a' can't be 'b' here\nDETAIL: Ana")) == "ValueError: … here"
    assert logs.describe(TimeoutError()) == "TimeoutError"
    assert logs.describe(AttributeError("'Order' object has no attribute 'tip'")) == (
        "AttributeError: 'Order' object has no attribute 'tip'"
    )


def test_settings_do_not_show_their_secrets() -> None:
    """Neither keys nor the passwords in addresses are in what settings look like in a message."""
    shown = repr(
        make_settings(
            AIQR_SECRET_KEY="s3cret" * 8,
            DATABASE_URL="postgresql://u:s3cret@h/d",
            REDIS_URL="redis://:s3cret@h",
            OPENAI_API_KEY="s3cret",
            POSTGRES_PASSWORD="s3cret",
        )
    )
    assert "s3cret" not in shown


def test_bodies_do_not_show_what_was_sent() -> None:
    """What a body looks like in a message names its fields alone, with passwords and tokens among the values or not."""
    shown = [
        LoginRequest(email="s3cret@example.com", password="s3cret"),
        AcceptInviteRequest(token="s3cret", password="s3cret", first_name="s3cret"),
        ParseRequest(restaurant_slug="bar", raw_input="s3cret"),
    ]
    assert "s3cret" not in f"{shown!r} {shown[0]!s}"
    assert repr(shown[0]) == "LoginRequest(email=Ellipsis, password=Ellipsis)"
    assert "s3cret" not in repr(ModelConfig("tiny", api_key="s3cret"))
