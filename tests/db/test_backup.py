"""Backups: consistent while data change, checked, and never put over data by accident."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from server.db import backup
from server.db.backup_names import dated_name, drop_old
from server.db.errors import DatabaseError, DatabaseTooNew
from server.db.migrate import known_revisions

SESSIONS_A_USER = 3


async def add_user(connection: asyncpg.Connection) -> None:
    """Add one user with SESSIONS_A_USER sessions, all in one transaction."""
    user = uuid4()
    async with connection.transaction():
        await connection.execute(
            "INSERT INTO users (id, email, password_hash) VALUES ($1, $2, '')", user, f"{user}@example.com"
        )
        for _ in range(SESSIONS_A_USER):
            await connection.execute("INSERT INTO sessions (id, user_id) VALUES ($1, $2)", uuid4(), user)


async def with_connection(dsn: str, work: Callable[[asyncpg.Connection], Coroutine[Any, Any, Any]]) -> Any:
    connection = await asyncpg.connect(dsn)
    try:
        return await work(connection)
    finally:
        await connection.close()


async def add_until(dsn: str, done: asyncio.Event) -> None:
    async def add(connection: asyncpg.Connection) -> None:
        while not done.is_set():
            await add_user(connection)

    await with_connection(dsn, add)


async def make_backup(dsn: str, file: Path) -> list[str]:
    """Back up, and return the tables that were told of."""
    told: list[str] = []
    await backup.back_up(dsn, file, told.append)
    return told


def names_in(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


@pytest.mark.slow
async def test_a_backup_under_load_is_consistent(
    database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    """While users come in, the backup holds whole transactions only, and restores in full."""
    await with_connection(database_url, add_user)
    done = asyncio.Event()
    load = asyncio.create_task(add_until(database_url, done))
    told = await make_backup(database_url, tmp_path / "file.aiqr")
    done.set()
    await load
    restored = await backup.restore(empty_database_url, tmp_path / "file.aiqr", replace=False)
    sessions = await with_connection(
        empty_database_url, lambda connection: connection.fetchval("SELECT count(*) FROM sessions")
    )
    assert restored.users > 0
    assert sessions == restored.users * SESSIONS_A_USER
    assert "users" in told
    assert len(told) == await backup.count_tables(database_url)


async def test_a_backup_is_private_and_overwrites_nothing(database_url: str, tmp_path: Path) -> None:
    """The file is readable by its owner alone; a file of that name is left as it is."""
    file = tmp_path / "file.aiqr"
    await make_backup(database_url, file)
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    with pytest.raises(DatabaseError, match="exists already"):
        await make_backup(database_url, file)
    assert file.read_bytes() == before
    assert names_in(tmp_path) == ["file.aiqr"]


async def test_a_backup_that_fails_leaves_no_file(database_url: str, tmp_path: Path) -> None:
    """Without a database there is an explanation, and no half of a file."""
    with pytest.raises(DatabaseError, match=r"backup was not made.*Nothing was written"):
        await make_backup("postgresql://u:p@127.0.0.1:1/none", tmp_path / "file.aiqr")
    with pytest.raises(DatabaseError, match="cannot be written"):
        await make_backup(database_url, tmp_path / "no" / "such" / "folder.aiqr")
    assert names_in(tmp_path) == []


async def test_data_are_replaced_only_when_asked(database_url: str, tmp_path: Path) -> None:
    """Without `replace` the data stay; with it they are what the file held."""
    file = tmp_path / "file.aiqr"
    await with_connection(database_url, add_user)
    await make_backup(database_url, file)
    await with_connection(database_url, add_user)
    with pytest.raises(DatabaseError, match="--replace"):
        await backup.restore(database_url, file, replace=False)
    assert (await backup.count_contents(database_url)).users == 2
    assert (await backup.restore(database_url, file, replace=True)).users == 1


@pytest.mark.parametrize(
    "damage", [lambda b: b[: len(b) // 2], lambda _: b"PGDMP" + b"\x00" * 99, lambda _: b"text"]
)
async def test_a_damaged_file_changes_nothing(
    database_url: str, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """A file cut short, or none of ours, is refused before anything is touched."""
    await with_connection(database_url, add_user)
    await make_backup(database_url, tmp_path / "file.aiqr")
    (tmp_path / "damaged").write_bytes(damage((tmp_path / "file.aiqr").read_bytes()))
    with pytest.raises(DatabaseError, match=r"(cannot be read|not a backup).*Nothing was changed"):
        await backup.restore(database_url, tmp_path / "damaged", replace=True)
    assert (await backup.count_contents(database_url)).users == 1


async def test_a_backup_of_a_newer_aiqr_is_refused(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose revision this code does not know is refused before anything is touched."""
    await with_connection(database_url, add_user)
    await make_backup(database_url, tmp_path / "file.aiqr")
    monkeypatch.setattr(backup, "known_revisions", lambda: ("0000",))
    with pytest.raises(DatabaseTooNew, match=rf"newer aiqr \(revision {known_revisions()[-1]}\)"):
        await backup.restore(database_url, tmp_path / "file.aiqr", replace=True)
    assert (await backup.count_contents(database_url)).users == 1


async def test_a_database_that_a_server_uses_is_not_restored_over(database_url: str, tmp_path: Path) -> None:
    """While a server is connected, its data are not exchanged under it."""
    await make_backup(database_url, tmp_path / "file.aiqr")
    server = await asyncpg.connect(database_url, server_settings={"application_name": "aiqr"})
    with pytest.raises(DatabaseError, match="Stop the server"):
        await backup.restore(database_url, tmp_path / "file.aiqr", replace=True)
    await server.close()


async def test_a_backup_takes_the_place_of_the_last_one_when_asked(database_url: str, tmp_path: Path) -> None:
    """With `replace` the new one is there once it is whole; where it fails, the old one still is."""
    file = tmp_path / "file.aiqr"
    await make_backup(database_url, file)
    await with_connection(database_url, add_user)
    await backup.back_up(database_url, file, print, replace=True)
    assert (await backup.restore(database_url, file, replace=True)).users == 1
    before = file.read_bytes()
    with pytest.raises(DatabaseError, match="Nothing was written"):
        await backup.back_up("postgresql://u:p@127.0.0.1:1/none", file, print, replace=True)
    assert file.read_bytes() == before
    assert names_in(tmp_path) == ["file.aiqr"]


def test_the_newest_backups_of_a_folder_are_kept(tmp_path: Path) -> None:
    """Of four with dated names the two newest stay, and so does whatever has another name."""
    for name in ("aiqr-2026-01-02-030000.aiqr", "aiqr-2025-12-31-235959.aiqr", "aiqr-2026-01-02-025959.aiqr"):
        (tmp_path / name).touch()
    for name in (
        dated_name(datetime(2026, 1, 10, 4, 5, 6, tzinfo=UTC)),
        "monday.aiqr",
        "aiqr-2024-01-01-000000.aiqr.old",
    ):
        (tmp_path / name).touch()
    gone = drop_old(tmp_path, 2)
    assert [file.name for file in gone] == ["aiqr-2025-12-31-235959.aiqr", "aiqr-2026-01-02-025959.aiqr"]
    assert sorted(names_in(tmp_path)) == [
        "aiqr-2024-01-01-000000.aiqr.old",
        "aiqr-2026-01-02-030000.aiqr",
        "aiqr-2026-01-10-040506.aiqr",
        "monday.aiqr",
    ]
    assert drop_old(tmp_path, 2) == []


@pytest.mark.slow
async def test_pictures_are_in_a_backup_byte_for_byte(
    database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    """Every byte that a picture can have comes back, under its name."""
    restaurant, image = uuid4(), bytes(range(256)) * 300

    async def store(connection: asyncpg.Connection) -> None:
        await connection.execute(
            "INSERT INTO restaurants (id, slug, name, currency, timezone, locale) VALUES ($1, 'x', 'x', 'USD', 'UTC', 'en')",
            restaurant,
        )
        await connection.execute(
            "INSERT INTO photos VALUES ($1, 'digest', '320.webp', $2)", restaurant, image
        )

    async def stored(connection: asyncpg.Connection) -> Any:
        return await connection.fetchval(
            "SELECT image FROM photos WHERE digest = 'digest' AND form = '320.webp'"
        )

    await with_connection(database_url, store)
    await make_backup(database_url, tmp_path / "file.aiqr")
    await backup.restore(empty_database_url, tmp_path / "file.aiqr", replace=False)
    assert await with_connection(empty_database_url, stored) == image
