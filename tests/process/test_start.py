"""What a server reads before its first request, and how parent and worker talk."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from server.db.errors import DatabaseError
from server.process.plan import Plan, SettingsError, read, with_settings, written
from server.process.worker import Control

PARENT = "cli.main, cli.commands.serve, server.process.supervisor"
WORKER = "server.process.answering"


def imported_by(modules: str) -> set[str]:
    """The packages, and the parts of the server, that a fresh interpreter has read with `modules`."""
    program = f"import sys, {modules}; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return set(found.stdout.split())


def test_the_parent_reads_little() -> None:
    """It only waits most of the time: what answers requests and what checks settings is read by workers alone."""
    unneeded = {
        "pydantic",
        "pydantic_settings",
        "aiohttp",
        "jinja2",
        "structlog",
        "rich",
        "openai",
        "server.settings",
    }
    assert imported_by(PARENT) & unneeded == set()


@pytest.mark.slow
def test_a_worker_reads_what_few_requests_need_when_they_come() -> None:
    """Large libraries and the parser's search are not in the memory of a server that nobody talks to."""
    large = {
        "PIL",
        "cryptography",
        "jwt",
        "openai",
        "redis",
        "limits",
        "segno",
        "fpdf",
        "stripe",
        "aiosmtplib",
    }
    of_words = {"rapidfuzz", "ruamel", "server.parsing.grammar", "server.parsing.matching.index"}
    assert imported_by(WORKER) & (large | of_words) == set()


@pytest.mark.slow
def test_models_are_built_when_they_are_used() -> None:
    """Those of bodies take longer to build than all else of a start."""
    program = (
        "import server.process.answering\n"
        "from server.wire.base import Answer, Request\n"
        "print(sum(m.__pydantic_complete__ for base in (Answer, Request) for m in base.__subclasses__()))"
    )
    found = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert int(found.stdout) < 5


AT_ONCE = """
import threading, time
import server.process.answering
from importlib.machinery import SourceFileLoader
from server.parsing.cascade import get_ready
from server.parsing.text.language import language

at_rapidfuzz, get_code = threading.Event(), SourceFileLoader.get_code


def late(self, name):
    if name == "rapidfuzz":
        at_rapidfuzz.set()
        time.sleep(1.5)
    return get_code(self, name)


SourceFileLoader.get_code = late
page = threading.Thread(target=language, args=("en",))
page.start()
at_rapidfuzz.wait()
get_ready()
page.join()
"""
"""A page wants the words of a language while the parser's languages are read, and a library of both is slow to come."""


@pytest.mark.slow
def test_a_page_and_the_parser_get_ready_at_the_same_time() -> None:
    """Two threads that read the same library for the first time do not stop each other."""
    found = subprocess.run([sys.executable, "-c", AT_ONCE], check=True, capture_output=True, text=True)
    assert found.stderr == ""


VALUES = {
    "AIQR_HOST": "127.0.0.1",
    "AIQR_PORT": "5005",
    "AIQR_WORKERS": "3",
    "AIQR_PUBLIC_URL": "",
    "AIQR_GRACE_SECONDS": "2.5",
}


def test_a_plan_arrives_as_it_was_sent() -> None:
    """A plan is one line; what the parent reads of it has its kinds."""
    plan = read(written(Plan(VALUES, "/srv/ünï", "postgresql://here")))
    assert (plan.host, plan.port, plan.workers) == ("127.0.0.1", 5005, 3)
    assert (plan.public_url, plan.grace_seconds) == ("", 2.5)
    assert (plan.folder, plan.dsn) == (Path("/srv/ünï"), "postgresql://here")
    assert plan.with_values(AIQR_PORT="1").port == 1


def test_why_there_is_no_plan_arrives_too() -> None:
    """All mistakes of the settings, or what is wrong with the data folder."""
    with pytest.raises(SettingsError) as wrong:
        read(written(SettingsError(["AIQR_PORT is wrong", "AIQR_HOST too"])))
    assert wrong.value.problems == ("AIQR_PORT is wrong", "AIQR_HOST too")
    with pytest.raises(DatabaseError, match=r"^The folder is full\.$"):
        read(written(DatabaseError("The folder is full.")))


def test_settings_replace_what_the_environment_said_of_them() -> None:
    """Whatever its letters; one that is empty is not there."""
    base = {"aiqr_host": "10.0.0.1", "AIQR_PUBLIC_URL": "https://old.example", "PATH": "/bin"}
    assert with_settings(VALUES, base) == {
        "PATH": "/bin",
        "AIQR_HOST": "127.0.0.1",
        "AIQR_PORT": "5005",
        "AIQR_WORKERS": "3",
        "AIQR_GRACE_SECONDS": "2.5",
    }


def test_a_worker_takes_lines_however_they_arrive() -> None:
    """Two at once, one in pieces, and a file with one of them."""
    ours, theirs = socket.socketpair()
    with ours, theirs, socket.socket() as listener:
        control = Control(theirs)
        ours.sendall(b'{"first": 1}\n{"sec')
        assert control.receive() == {"first": 1}
        assert control.files == []
        socket.send_fds(ours, [b" "], [listener.fileno()])
        ours.sendall(b'ond": 2}\n')
        assert control.receive() == {"sec ond": 2}
        with socket.socket(fileno=control.files[0]) as received:
            assert received.fileno() != listener.fileno()
        ours.shutdown(socket.SHUT_WR)
        with pytest.raises(SystemExit):
            control.receive()
