"""Log lines: each with its request's id, none with a secret."""

import json
import subprocess
import sys

import structlog

from tests.fixtures.api import PASSWORD, Api

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
    assert [(line["route"], line["status"]) for line in mine] == [("/api/auth/login/", 401)]
    assert PASSWORD not in str(lines)
    assert "a-secret-token" not in str(lines)
    assert str(owner.token) not in str(lines)
