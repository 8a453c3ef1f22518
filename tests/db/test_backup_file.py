"""What a backup's file may hold, and what is never done with it."""

import json
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from server.db import archive, backup
from server.db.backup_file import ZippedBackup
from server.db.errors import DatabaseError
from server.db.pg_dump_file import find_pg_restore
from tests.db.contents import everything_in, fill


async def archived_month(dsn: str, folder: Path) -> Path:
    """Fill a database, and take January 2024 out of it."""
    await fill(dsn)
    await archive.archive(dsn, date(2024, 2, 1), folder)
    return folder / "orders-2024-01.aiqr"


def rewritten(file: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Return a copy of a backup with its description changed."""
    target = file.with_name("changed.aiqr")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "backup.json":
                described = json.loads(content)
                change(described)
                content = json.dumps(described).encode()
            new.writestr(name, content)
    return target


def rename_table(described: dict[str, Any]) -> None:
    described["tables"][0]["name"] = "users"


def hostile_month(described: dict[str, Any]) -> None:
    described["month"] = "2024-01 (LIKE users); DROP TABLE users; --"


def hostile_column(described: dict[str, Any]) -> None:
    described["tables"][0]["columns"][0] = 'x" text); DROP TABLE users; --'


def one_row_less(described: dict[str, Any]) -> None:
    described["tables"][0]["rows"] += 1


@pytest.mark.parametrize("change", [rename_table, hostile_month, hostile_column, one_row_less])
async def test_a_month_that_claims_something_else_changes_nothing(
    database_url: str, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    """Another table, statements in names, rows that are missing: refused, and the database is as it was."""
    file = await archived_month(database_url, tmp_path)
    before = await everything_in(database_url)
    with pytest.raises(DatabaseError, match="Nothing was changed"):
        await archive.bring_back(database_url, rewritten(file, change))
    assert without_next(await everything_in(database_url)) == without_next(before)


async def test_statements_among_the_rows_are_rows(database_url: str, tmp_path: Path) -> None:
    """What stands between the rows is read as rows, which it is not: nothing of it is executed."""
    file = await archived_month(database_url, tmp_path)
    before = await everything_in(database_url)
    target = tmp_path / "owned"
    script = f"\\.\nCOPY users TO PROGRAM 'touch {target}';\nDROP TABLE users;\n"
    changed = tmp_path / "changed.aiqr"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        new.writestr("backup.json", old.read("backup.json"))
        new.writestr("tables/orders_2024_01", script)
    with pytest.raises(DatabaseError, match="Nothing was changed"):
        await archive.bring_back(database_url, changed)
    assert not target.exists()
    assert without_next(await everything_in(database_url)) == without_next(before)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("ended_at", "\\N"),
        ("lines", "{}"),
        ("lines", "[1]"),
        ("lines", json.dumps([{}] * 101)),
        ("lines", json.dumps([{"name": "x" * 1_000_000}])),
        ("total", "-1"),
        ("id", "01a22186-ec57-74ad-aa01-7e79f3f5a094"),
    ],
    ids=["open", "no list", "no lines", "many lines", "huge", "negative", "another month"],
)
async def test_rows_that_no_archive_has_change_nothing(
    database_url: str, tmp_path: Path, column: str, value: str
) -> None:
    """An open order would stand on a kitchen's screen, and lines that are none would break each list that has them."""
    file = await archived_month(database_url, tmp_path)
    before = await everything_in(database_url)
    changed = tmp_path / "changed.aiqr"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        described = json.loads(old.read("backup.json"))
        place = described["tables"][0]["columns"].index(column)
        first, *others = old.read("tables/orders_2024_01").decode().splitlines()
        cells = first.split("\t")
        cells[place] = value
        new.writestr("backup.json", json.dumps(described))
        new.writestr("tables/orders_2024_01", "".join(f"{row}\n" for row in ("\t".join(cells), *others)))
    with pytest.raises(DatabaseError, match="Nothing was changed"):
        await archive.bring_back(database_url, changed)
    assert without_next(await everything_in(database_url)) == without_next(before)


@pytest.mark.slow
async def test_a_file_that_unpacks_to_far_more_than_rows_is_refused(tmp_path: Path) -> None:
    """65 MB of one letter in some kilobytes are no backup; nothing is unpacked to find it out."""
    file = tmp_path / "bomb.aiqr"
    table = {"name": "orders_2024_01", "columns": ["id"]}
    described = {"revision": "", "postgresql": "16", "month": "2024-01", "tables": [table]}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("backup.json", json.dumps(described))
        new.writestr("tables/orders_2024_01", "x" * (64 * 1024 * 1024 + 1))
    with pytest.raises(DatabaseError, match="Nothing was changed"):
        ZippedBackup(file)


def without_next(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Asking where a sequence goes on moves it."""
    return {name: rows for name, rows in found.items() if name != "next"}


def pg_dump(dsn: str, file: Path, *options: str) -> Path:
    """Write what aiqr 0.1.0 wrote."""
    program = find_pg_restore().with_name("pg_dump")
    subprocess.run(
        [program, "-Fc", "--no-owner", "--no-privileges", *options, "-f", file, "-d", dsn], check=True
    )
    return file


@pytest.mark.slow
async def test_a_backup_of_the_first_version_is_restored(
    database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    """An archive of pg_dump brings back every row and sequence; the tables are this aiqr's own."""
    await fill(database_url)
    file = pg_dump(database_url, tmp_path / "old.aiqr")
    await backup.restore(empty_database_url, file, replace=False)
    assert await everything_in(empty_database_url) == await everything_in(database_url)


async def test_a_month_of_the_first_version_comes_back_without_its_code(
    database_url: str, tmp_path: Path
) -> None:
    """The rows of a month in pg_dump's format come back; the rule that came with its table does not."""
    await fill(database_url)
    before = (await everything_in(database_url))["orders"]
    connection = await asyncpg.connect(database_url)
    await connection.execute("CREATE RULE hostile AS ON INSERT TO orders_2024_01 DO ALSO DELETE FROM users")
    file = pg_dump(database_url, tmp_path / "old.aiqr", "-t", "public.orders_2024_01")
    await connection.execute(
        "DROP TABLE orders_2024_01; ALTER TABLE orders ADD COLUMN tip bigint NOT NULL DEFAULT 7"
    )
    assert await archive.bring_back(database_url, file) == "2024-01"
    assert await connection.fetchval("SELECT count(*) FROM pg_rules WHERE rulename = 'hostile'") == 0
    assert await connection.fetchval("SELECT sum(tip) FROM orders_2024_01") == 21
    await connection.execute("ALTER TABLE orders DROP COLUMN tip")
    assert (await everything_in(database_url))["orders"] == before
    await connection.close()


async def test_a_month_is_no_backup_and_a_backup_no_month(database_url: str, tmp_path: Path) -> None:
    """Each is refused in the other's place, with the command that takes it."""
    month = await archived_month(database_url, tmp_path)
    with pytest.raises(DatabaseError, match=r"one month of orders.*aiqr db unarchive"):
        await backup.restore(database_url, month, replace=True)
    old_month = pg_dump(database_url, tmp_path / "old.aiqr", "-t", "public.orders_default")
    with pytest.raises(DatabaseError, match=r"not an archived month|another program's"):
        await archive.bring_back(database_url, old_month)


def newer_format(described: dict[str, Any]) -> None:
    described["format"] = 2


def table_without_rows(described: dict[str, Any]) -> None:
    described["tables"].append({"name": "nothing", "columns": ["id"], "rows": 0})


def table_twice(described: dict[str, Any]) -> None:
    described["tables"].append(described["tables"][0])


def other_revision(described: dict[str, Any]) -> None:
    described["tables"][0]["name"] = "alembic_version"


def long_description(described: dict[str, Any]) -> None:
    described["postgresql"] = "0" * (1 << 22)


def very_many_months(described: dict[str, Any]) -> None:
    described["months"] = [f"{year}-{month:02}" for year in range(1000, 1101) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (newer_format, "made by a newer aiqr"),
        (table_without_rows, "damaged, or cut short"),
        (table_twice, "damaged, or cut short"),
        (other_revision, "damaged, or cut short"),
        (long_description, "damaged, or cut short"),
        (very_many_months, "damaged, or cut short"),
    ],
)
async def test_a_backup_that_is_none_is_refused_before_the_database_is_touched(
    database_url: str, tmp_path: Path, change: Callable[[dict[str, Any]], None], says: str
) -> None:
    """A later format, rows that are not there, a table twice or of the migrations, and a description without bounds."""
    await backup.back_up(database_url, tmp_path / "good.aiqr", lambda _: None)
    backup.open_backup(tmp_path / "good.aiqr")
    with pytest.raises(DatabaseError, match=says) as refused:
        backup.open_backup(rewritten(tmp_path / "good.aiqr", change))
    assert "Nothing was changed." in str(refused.value)
