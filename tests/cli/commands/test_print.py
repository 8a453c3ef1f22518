"""`aiqr print` from an empty home: let in by a code, and what is said where that does not go."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from cli.commands.print_ import kitchen as letting_in
from kds_tui.printing import run
from tests.cli.conftest import Shell

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
            (place,) = httpx.get(f"{owner.server}/api/restaurants/", headers=headers).json()
            body = {"code": words.removeprefix("Code ").replace("-", ""), "name": "Printer"}
            pair = f"{owner.server}/api/restaurants/{place['id']}/pair/"
            assert httpx.post(pair, json=body, headers=headers).status_code < 300

    async def ended(kitchen: run.Kitchen, *_: Any) -> str:
        return f"The login for {kitchen.slug} has ended."

    monkeypatch.setattr(letting_in.output, "say", approve)
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
