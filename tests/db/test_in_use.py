"""A database that a server uses is not exchanged under it, however idle the server is."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from server.db import backup, in_use
from server.db.errors import DatabaseError
from server.db.in_use import marked_in_use

HOLDER = f"""
    SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE datname = current_database() AND locktype = 'advisory' AND objid = {in_use.LOCK} AND granted
"""
"""The process that holds the lock in this database: pg_locks shows those of the whole server."""


def silent(_: str) -> None:
    """Take what nobody reads."""


async def made_backup(dsn: str, folder: Path) -> Path:
    await backup.back_up(dsn, folder / "file.aiqr", silent)
    return folder / "file.aiqr"


async def test_an_idle_server_keeps_a_restore_away(database_url: str, tmp_path: Path) -> None:
    """Without one connection of its pool open, a server is noticed; once it has ended, the restore goes on."""
    file = await made_backup(database_url, tmp_path)
    async with marked_in_use(database_url, silent), marked_in_use(database_url, silent):
        with pytest.raises(DatabaseError, match="Stop the server"):
            await backup.restore(database_url, file, replace=True)
    await backup.restore(database_url, file, replace=True)


async def test_the_lock_is_taken_again_when_the_database_comes_back(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that the database has ended is made anew, and with it the lock."""
    monkeypatch.setattr(in_use, "HEARTBEAT", 0.02)
    file = await made_backup(database_url, tmp_path)
    async with (
        asyncpg.create_pool(database_url, min_size=1, max_size=1) as other,
        marked_in_use(database_url, silent),
    ):
        first = await other.fetchval(HOLDER)
        await other.execute("SELECT pg_terminate_backend($1, 5000)", first)
        while await other.fetchval(HOLDER) in (None, first):
            await asyncio.sleep(0.02)
        with pytest.raises(DatabaseError, match="Stop the server"):
            await backup.restore(database_url, file, replace=True)


async def test_the_lock_is_kept_while_the_database_is_slow(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its connection does not answer in time, a new one has the lock before the old one lets it go."""
    monkeypatch.setattr(in_use, "HEARTBEAT", 0.0001)
    async with asyncpg.create_pool(database_url, min_size=1, max_size=1) as other:
        async with marked_in_use(database_url, silent):
            holders = {await other.fetchval(HOLDER)}
            while len(holders) < 20:
                holders.add(await other.fetchval(HOLDER))
        assert None not in holders


async def test_a_server_waits_for_a_restore_and_says_so(database_url: str) -> None:
    """Started while a restore is under way, it begins when that has ended."""
    told: list[str] = []
    restoring = await asyncpg.connect(database_url)
    await in_use.take_alone(restoring)

    async def serve() -> str:
        async with marked_in_use(database_url, told.append):
            return "served"

    serving = asyncio.create_task(serve())
    while not told:
        await asyncio.sleep(0.01)
    assert not serving.done()
    assert "being restored" in told[0]
    await restoring.close()
    assert await serving == "served"
