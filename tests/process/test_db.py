"""`aiqr db` beside a server that runs, and without one."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.process.processes import RunningCommand

Run = Callable[..., RunningCommand]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
ACCOUNT = {"email": "a@example.com", "password": "a long passphrase", "first_name": "A", "last_name": "B"}


def done(command: RunningCommand, code: int = 0) -> str:
    assert command.ended() == code, command.text
    assert "Traceback" not in command.text
    return command.text


@pytest.mark.slow
def test_a_backup_of_a_running_server_brings_everything_back(run: Run, home: Path) -> None:
    """Backed up while it runs, refused while it runs, restored when it is stopped, and served again."""
    server = run("serve", "--port", "0")
    assert server.ask("POST", "/api/auth/register/", ACCOUNT).status == 201
    assert "holds the database" in done(run("db", "backup", "kept.aiqr"))
    assert server.ask("POST", "/api/auth/register/", {**ACCOUNT, "email": "b@example.com"}).status == 201
    assert "Stop the server" in done(run("db", "restore", "kept.aiqr", "--replace", "--yes"), 1)
    server.stop()
    assert "--replace" in done(run("db", "restore", "kept.aiqr"), 1)
    assert "This needs a yes" in done(run("db", "restore", "kept.aiqr", "--replace"), 2)
    assert json.loads(done(run("db", "status", "--json")))["users"] == 2
    done(run("db", "restore", "kept.aiqr", "--replace", "--yes"))
    again = run("serve", "--port", "0")
    login = {name: ACCOUNT[name] for name in ("email", "password")}
    assert again.ask("POST", "/api/auth/login/", login).status == 200
    assert again.ask("POST", "/api/auth/login/", {**login, "email": "b@example.com"}).status == 401
    assert (home / "kept.aiqr").stat().st_mode & 0o777 == 0o600


def test_migrating_twice_changes_nothing(run: Run, empty_database_url: str) -> None:
    """The first run names what it did, the second that there was nothing to do."""
    assert "Migrated to 0001" in done(run("db", "migrate", DATABASE_URL=empty_database_url))
    assert "Nothing was changed" in done(run("db", "migrate", DATABASE_URL=empty_database_url))


def test_a_database_that_is_away_is_one_line(run: Run) -> None:
    """Every command says that the database does not answer, and what to check."""
    for arguments in (
        ("db", "migrate"),
        ("db", "status"),
        ("db", "backup", "x.aiqr"),
        ("db", "restore", "x.aiqr"),
    ):
        said = done(run(*arguments, DATABASE_URL="postgresql://u:p@127.0.0.1:1/x"), 1)
        assert "The database at 127.0.0.1:1 does not answer" in said


def test_archiving_nothing_is_no_mistake(run: Run, database_url: str, home: Path) -> None:
    """Where no past month has orders, nothing is written; a file of something else is refused."""
    assert "0 orders were archived" in done(
        run("db", "archive", str(home), "--before", "2024-01", DATABASE_URL=database_url)
    )
    (home / "other").write_text("other")
    assert "not a backup" in done(run("db", "unarchive", "other", DATABASE_URL=database_url), 1)


def test_cron_makes_a_backup_every_night(run: Run, database_url: str, home: Path) -> None:
    """In a folder each has a name of its own, and only as many as wanted stay; `--keep` needs a folder."""
    folder = home / "backups"
    folder.mkdir()
    (folder / "aiqr-2020-01-01-000000.aiqr").touch()
    said = done(run("db", "backup", str(folder), "--keep", "1", DATABASE_URL=database_url))
    assert "aiqr-2020-01-01-000000.aiqr was deleted" in said
    assert "can be restored into PostgreSQL 14 or newer" in said
    assert len(list(folder.iterdir())) == 1
    assert "Name a folder" in done(run("db", "backup", "x.aiqr", "--keep", "1", DATABASE_URL=database_url), 5)
    assert not (home / "x.aiqr").exists()
