"""`aiqr db`: the database of a server that runs on this machine or whose address is in the settings."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from cli import output
from cli.command import Group
from cli.local_server import explained, read_settings


@click.group(cls=Group)
def db() -> None:
    """Migrate, look at, back up and restore the database.

    It is the one that `aiqr serve` would use with the same settings: that of DATABASE_URL or POSTGRES_HOST, else the
    embedded one in AIQR_DATA_DIR, whether or not a server runs it just now.
    """


@contextmanager
def _database() -> Iterator[str]:
    settings = read_settings()
    with explained():
        from server.process.database import command_database, require_answer  # noqa: PLC0415  # needs the extra `server`

        with command_database(settings) as dsn:
            asyncio.run(require_answer(dsn))
            yield dsn


@db.command(examples="aiqr db migrate")
def migrate() -> None:
    """Bring the database to what this aiqr needs; safe to run at any time, and while orders come in."""
    from server.db import migrate as migrations  # noqa: PLC0415  # as above

    with _database() as dsn:
        done = asyncio.run(migrations.migrate(dsn))
    if output.wants_json():
        output.print_json({"migrated": list(done)})
    for revision in done:
        output.done(f"Migrated to {revision}.")
    if not done:
        output.done("The database is up to date. Nothing was changed.")


@db.command(examples="aiqr db status --json")
def status() -> None:
    """Say where the database is, its revision, and how much is in it."""
    from server.process.database import describe  # noqa: PLC0415  # as above

    with _database() as dsn:
        found = asyncio.run(describe(dsn))
    if output.wants_json():
        output.print_json(found)
        return
    output.print_fields((name.replace("_", " "), value) for name, value in found.items())


@db.command(examples="aiqr db backup monday.aiqr")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write the database to FILE, as it is at this moment, while the server runs or not.

    The file has everything, password hashes included: keep it where only you can read it.
    """
    from server.db import backup as backups  # noqa: PLC0415  # as above

    with _database() as dsn:
        with output.progress("Backing up", asyncio.run(backups.count_tables(dsn))) as progress:
            backups.back_up(dsn, file, lambda _: progress.step())
        contents = asyncio.run(backups.count_contents(dsn))
    _print_contents(contents)
    output.done(f"{file} holds the database ({file.stat().st_size / 1e6:.1f} MB) and was read back whole.")


@db.command(examples="aiqr db restore monday.aiqr\naiqr db restore monday.aiqr --replace --yes")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Put it in the place of the data that is there.")
@click.option("--yes", is_flag=True, help="Do not ask before replacing.")
def restore(file: Path, *, replace: bool, yes: bool) -> None:
    """Put the backup in FILE into the database, all of it or nothing. Stop the server first.

    A backup of an older aiqr is migrated. Data that is there already is replaced with --replace alone.
    """
    from server.db import backup as backups  # noqa: PLC0415  # as above

    if replace:
        output.confirm("Replace everything in the database by the backup?", yes=yes)
    with _database() as dsn:
        contents = asyncio.run(backups.restore(dsn, file, replace=replace))
    _print_contents(contents)
    output.done(f"The database is what {file} held.")


@db.command(examples="aiqr db archive --before 2026-01 /srv/archive")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option(
    "--before",
    required=True,
    type=click.DateTime(["%Y-%m"]),
    metavar="YEAR-MONTH",
    help="The first month that stays.",
)
def archive(folder: Path, before: datetime) -> None:
    """Move the orders of past months into FOLDER, one file a month, while the server runs.

    They are no longer in reports, and their status pages are gone. A month with open orders stays.
    """
    from server.db import archive as archives  # noqa: PLC0415  # as above

    with _database() as dsn:
        done = asyncio.run(archives.archive(dsn, before.date(), folder))
    if output.wants_json():
        output.print_json([{**vars(month), "file": month.file and str(month.file)} for month in done])
    else:
        output.print_table(("month", "orders", "file"), [(m.month, m.orders, m.file or "") for m in done])
    output.done(f"{sum(month.orders for month in done)} orders were archived.")


@db.command(examples="aiqr db unarchive /srv/archive/orders-2025-03.aiqr")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def unarchive(file: Path) -> None:
    """Put the month in FILE back among the orders. The file stays."""
    from server.db import archive as archives  # noqa: PLC0415  # as above

    with _database() as dsn:
        month = asyncio.run(archives.bring_back(dsn, file))
    output.done(f"The orders of {month} are back.")


def _print_contents(contents: object) -> None:
    if output.wants_json():
        output.print_json(vars(contents))
        return
    output.print_fields(vars(contents).items())
