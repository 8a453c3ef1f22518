"""`aiqr kds` at the command line: what it refuses, the map of keys, and the approval of a display."""

import asyncio
import json
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from click.testing import CliRunner, Result

from cli.main import main
from tests.fixtures.api import Place


@pytest.fixture(autouse=True)
def empty_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIQR_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("AIQR_STATE_DIR", str(tmp_path))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["kds", *words])


def test_without_a_terminal_it_says_so() -> None:
    """Started from a script it explains itself instead of writing escape sequences."""
    result = run("--demo")
    assert result.exit_code == 2
    assert "needs a terminal" in result.stderr


def test_a_station_and_the_expo_exclude_each_other() -> None:
    """Two contradicting options are refused with the reason."""
    assert "an expo sees every station" in run("--station", "grill", "--expo").stderr


def test_a_language_that_the_display_does_not_speak_is_refused() -> None:
    """With those that it does, before the screen goes dark."""
    result = run("--demo", "--language", "sv")
    assert result.exit_code == 2
    assert "does not speak sv: it speaks en, de, fr, es, it, pt, nl, pl, tr, zh, ja, ko" in result.stderr


def test_a_mistake_in_the_file_stops_it_with_its_place(tmp_path: Path) -> None:
    """A broken kds.toml is named before the screen goes dark."""
    (tmp_path / "kds.toml").write_text("[keys]\nmap.dance = ['d']")
    result = run("--demo")
    assert result.exit_code == 5
    assert "nothing called dance" in result.stderr
    assert "kds.toml" in result.stderr


def test_the_map_of_keys_is_printed(tmp_path: Path) -> None:
    """`aiqr kds keys` tells what is in force, for people and for programs."""
    (tmp_path / "kds.toml").write_text('[keys]\npreset = "numpad"')
    assert "bump: the ticket" in run("keys").stdout
    assert json.loads(run("keys", "--json").stdout)["recall"] == ["-", "r"]


@pytest.mark.parametrize("code", ["12345678", "ABC"])
def test_what_cannot_be_a_code_is_refused_without_the_server(code: str) -> None:
    """A misread code is said to be one before anything is asked."""
    result = run("approve", code)
    assert result.exit_code == 5
    assert "has 8 letters" in result.stderr


async def test_an_owner_approves_a_display(
    server: TestServer, restaurant: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code that a display shows is claimed once the owner has typed it, with or without a hyphen."""

    offer = await restaurant.public.post("/api/kitchen/pair/")
    assert offer.status == 201, offer
    monkeypatch.setenv("AIQR_SERVER", str(server.make_url("/")).rstrip("/"))
    monkeypatch.setenv("AIQR_TOKEN", str(restaurant.owner.token))
    code = offer.body["code"]
    typed = f"{code[:4].lower()}-{code[4:]}"
    result = await asyncio.to_thread(run, "approve", typed, "-r", restaurant.slug)
    assert result.exit_code == 0, result.stderr
    claim = await restaurant.public.post("/api/kitchen/pair/claim/", {"secret": offer.body["secret"]})
    assert (claim.body["status"], claim.body["slug"]) == ("approved", restaurant.slug)
