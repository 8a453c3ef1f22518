"""`aiqr print` from an empty home: let in by a code, and what is said where that does not go."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli import output
from cli.commands.print_ import kitchen as letting_in
from kds_tui.printing import run
from tests.cli.conftest import Shell
from tests.fixtures import web

PRINTER = ("print", "--printer", "file:paper", "--pair")


@pytest.fixture
def newcomer(server_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A machine on which nobody has logged in, with a state directory of its own."""
    monkeypatch.setenv("AIQR_STATE_DIR", str(tmp_path / "state"))
    return Shell(server_url, tmp_path / "empty", tmp_path)


def test_the_first_pairing_prints_at_once(
    owner: Shell, newcomer: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The login that the code opened is the one that the same command goes on with."""
    profile = json.loads((owner.config / "profiles.json").read_text())["profiles"]["default"]
    headers = {"Authorization": f"Bearer {profile['access']}"}

    def approve(words: str) -> None:
        if words.startswith("Code "):
            (place,) = web.get(f"{owner.server}/api/restaurants/", headers=headers).json()
            body = {"code": words.removeprefix("Code ").replace("-", ""), "name": "Printer"}
            pair = f"{owner.server}/api/restaurants/{place['id']}/pair/"
            assert web.post(pair, json=body, headers=headers).status_code < 300

    async def ended(kitchen: run.Kitchen, *_: Any) -> str:
        return f"The login for {kitchen.slug} has ended."

    monkeypatch.setattr(output, "say", approve)
    monkeypatch.setattr(letting_in, "CLAIM_SECONDS", 0.05)
    monkeypatch.setattr(run, "run_printers", ended)
    said = newcomer.fails(3, *PRINTER)
    assert f"Printing for {owner.slug}: printer" in said
    assert f"The login for {owner.slug} has ended." in said


def test_a_server_that_is_away_is_named(newcomer: Shell) -> None:
    """Not the printer: that one was not asked yet."""
    newcomer.server = "http://127.0.0.1:9"
    said = newcomer.fails(1, *PRINTER)
    assert "The server http://127.0.0.1:9 cannot be asked to let this printer in" in said
    assert "--server URL" in said


@pytest.mark.parametrize(
    ("address", "says"),
    [("tcp://127.0.0.1:65536", "a port of 1 to 65535"), ("/dev/usb/lp0", "file:/dev/usb/lp0")],
)
def test_an_address_that_leads_nowhere_is_refused(newcomer: Shell, address: str, says: str) -> None:
    """Before anything is printed, with what it should be."""
    said = newcomer.fails(5, "print", "test", "--printer", address)
    assert says in said
    assert "Nothing was printed." in said


@pytest.mark.parametrize("name", ["", " ", "a" * 51, "bar/grill", "bar\n"])
def test_a_printer_is_called_by_a_name(newcomer: Shell, name: str) -> None:
    """On the command line as in a file: the server and the displays show it."""
    said = newcomer.fails(5, "print", "test", "--printer", "file:paper", "--name", name)
    assert "1 to 50 letters, digits" in said


def test_mistakes_of_a_file_are_all_named_in_plain_words(newcomer: Shell) -> None:
    """What is unknown, missing, or of another kind, each with its place."""
    content = '[printers.grill]\nwidht = 80\nstatus = "perhaps"\nafter = 4\n[printers]\nbar = 5\n'
    said = " ".join(newcomer.fails(5, "print", "--config", newcomer.file("p.toml", content)).split())
    for words in (
        "printers.grill.address: is missing",
        "printers.grill.widht: is no setting that is known here",
        "printers.grill.status: must be true or false",
        "printers.grill.after: must be greater than or equal to 5",
        "printers.bar: must be a table of settings, [printers.NAME]",
    ):
        assert words in said
