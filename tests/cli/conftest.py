"""The command line against a real server in a process of its own; every test has its own user and restaurant."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from click.testing import CliRunner, Result

from cli import context
from cli.main import main
from server.db.embedded.data_dir import SERVER_ROLE
from server.db.embedded.postgres import EmbeddedPostgres
from server.wire.menu_yaml import to_yaml
from tests.conftest import SECRET
from tests.fixtures import web
from tests.fixtures.api import MENU, PASSWORD
from tests.fixtures.ports import free_port
from tests.fixtures.postgres import run_sql

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 60.0


@pytest.fixture(scope="session")
def server_url(
    postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server that all tests of the command line share."""
    run_sql(postgres, f"CREATE DATABASE cli_tests TEMPLATE {template} OWNER {SERVER_ROLE}")
    url = f"http://127.0.0.1:{free_port()}"
    with (tmp_path_factory.mktemp("server") / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "server"],
            env=_server_environment(url, postgres.dsn("cli_tests")),
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(30)
        run_sql(postgres, "DROP DATABASE cli_tests WITH (FORCE)")


def _server_environment(url: str, dsn: str) -> dict[str, str]:
    limits = {f"AIQR_LIMIT_{name}": "off" for name in ("PARSE", "CONFIRM", "LOGIN", "REGISTER")}
    return {
        **os.environ,
        **limits,
        "DATABASE_URL": dsn,
        "AIQR_HOST": "127.0.0.1",
        "AIQR_PORT": url.rsplit(":", 1)[1],
        "AIQR_PUBLIC_URL": url,
        "AIQR_SECRET_KEY": SECRET,
        "AIQR_PARSER": "grammar",
        "AIQR_PASSWORD_COST": "test",
    }


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended"
        try:
            if web.get(f"{url}/readyz").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


@dataclass
class Shell:
    """A person at a shell: runs `aiqr` in process, with a configuration directory of their own."""

    server: str
    config: Path
    folder: Path
    email: str = ""
    slug: str = ""
    env: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str | Path, input: str | None = None, code: int = 0) -> Result:  # noqa: A002  # click's own name
        """Run `aiqr` with these words and check its exit code."""
        env = {
            "AIQR_CONFIG_DIR": str(self.config),
            "AIQR_SERVER": self.server,
            "AIQR_PASSWORD": PASSWORD,
            **self.env,
        }
        result = CliRunner().invoke(main, list(map(str, words)), input=input, env=env, prog_name="aiqr")
        assert result.exit_code == code, f"{words}: {result.exit_code}\n{result.output}\n{result.exception!r}"
        return result

    def out(self, *words: str | Path, **options: Any) -> str:
        """What `aiqr` prints on stdout."""
        return self.run(*words, **options).stdout

    def json(self, *words: str | Path, **options: Any) -> Any:
        """What `aiqr` prints with --json."""
        return json.loads(self.out(*words, "--json", **options))

    def fails(self, code: int, *words: str | Path, **options: Any) -> str:
        """What `aiqr` says on stderr where it exits with `code`; never a traceback, always an end to it."""
        said = self.run(*words, code=code, **options).stderr
        assert "Traceback" not in said
        return said

    def lose_server(self) -> None:
        """The stored login is for a server that is away: nobody listens at its address."""
        self.server = f"http://127.0.0.1:{free_port()}"
        file = self.config / "profiles.json"
        content = json.loads(file.read_text())
        for profile in content["profiles"].values():
            profile["server"] = self.server
        file.write_text(json.dumps(content))

    def open_restaurant(self, menu: dict[str, Any]) -> None:
        """A restaurant with this menu, over the API; it is the one that the next commands are about."""
        file = self.config / "profiles.json"
        logins = json.loads(file.read_text())
        (profile,) = logins["profiles"].values()
        login = {"Authorization": f"Bearer {profile['access']}"}
        wanted = {"name": "Luigi's", "slug": self.slug, "currency": "EUR", "timezone": "UTC"}
        made = web.post(f"{self.server}/api/restaurants/", json=wanted, headers=login)
        assert made.status_code == 201, made.text
        put = web.put(f"{self.server}/api/restaurants/{made.json()['id']}/menu/", json=menu, headers=login)
        assert put.status_code == 200, put.text
        profile["restaurant"] = self.slug
        file.write_text(json.dumps(logins))

    def file(self, name: str, content: str | bytes) -> Path:
        """A file of the person's."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def menu_file(self, menu: dict[str, Any]) -> Path:
        """A menu document as a YAML file."""
        return self.file("menu.yaml", to_yaml(menu))

    def order(self, text: str, table: str | None = None, code: str | None = None) -> dict[str, Any]:
        """A diner's order in words, confirmed over the public API."""
        slug = {"restaurant_slug": self.slug}
        parsed = web.post(f"{self.server}/api/public/orders/parse/", json={**slug, "raw_input": text}).json()
        lines = [
            {
                "menu_item_id": line["menu_item_id"],
                "variant_id": line["variant"]["id"],
                "quantity": line["quantity"],
                "modifiers": [
                    {key: m[key] for key in ("modifier_id", "amount", "quantity")} for m in line["modifiers"]
                ],
            }
            for line in parsed["items"]
        ]
        body = {**slug, "items": lines, "raw_input": text, "table_identifier": table, "table_code": code}
        reply = web.post(f"{self.server}/api/public/orders/confirm/", json=body)
        assert reply.status_code == 201, reply.text
        return dict(reply.json())


@pytest.fixture
def shell(server_url: str, tmp_path: Path) -> Shell:
    """Somebody who has never used aiqr."""
    return Shell(server_url, tmp_path / "config", tmp_path)


@pytest.fixture
def owner(shell: Shell) -> Shell:
    """An owner, logged in, with a restaurant and MENU."""
    shell.email = f"{uuid4().hex[:12]}@example.com"
    shell.slug = f"place-{uuid4().hex[:8]}"
    shell.run("register", shell.email, "--first-name", "Anna", "--last-name", "Rossi")
    shell.open_restaurant(MENU)
    return shell


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal and can be asked."""
    monkeypatch.setattr(context, "interactive", lambda: True)
