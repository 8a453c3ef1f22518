"""`aiqr db backup`: the database in one file."""

import asyncio
from datetime import datetime
from pathlib import Path

import click

from cli import output
from cli.command import Command
from cli.commands.db.database import database, print_contents
from cli.errors import CliError, Exit
from cli.texts import gettext


@click.command(
    cls=Command, examples="aiqr db backup monday.aiqr --replace\naiqr db backup /srv/backups --keep 14"
)
@click.argument("file", type=click.Path(path_type=Path), default=Path())
@click.option("--replace", is_flag=True, help="Put it in the place of the file that is there.")
@click.option(
    "--keep", type=click.IntRange(1), metavar="N", help="In a folder: delete all dated ones but the N newest."
)
def backup(file: Path, *, replace: bool, keep: int | None) -> None:
    """Write the database to FILE, as it is at this moment, while the server runs or not.

    Where FILE is a folder (the one that you are in, if you name none), the backup gets a name with the date and time,
    such as aiqr-2026-03-02-040000.aiqr. It has everything, password hashes included: keep it where only you can read it.
    """
    from server.db import backup as backups  # noqa: PLC0415  # needs the extra `server`
    from server.db.backup_names import dated_name, drop_old  # noqa: PLC0415

    is_folder = file.is_dir()
    if keep and not is_folder:
        raise CliError(
            gettext("--keep deletes old backups of a folder, and {file} is none.").format(file=file),
            unchanged=gettext("Nothing was written."),
            todo=gettext("Name a folder."),
            code=Exit.INVALID,
        )
    target = file / dated_name(datetime.now().astimezone()) if is_folder else file
    with database() as dsn:
        with output.progress(gettext("Backing up"), asyncio.run(backups.count_tables(dsn))) as progress:
            asyncio.run(backups.back_up(dsn, target, lambda _: progress.step(), replace=replace))
        contents = asyncio.run(backups.count_contents(dsn))
    print_contents(contents)
    output.done(
        gettext(
            "{target} holds the database ({st_size:.1f} MB) and was read back whole. It can be restored into PostgreSQL 14 or newer, by this aiqr or a newer one."
        ).format(target=target, st_size=target.stat().st_size / 1e6)
    )
    if keep:
        for old in drop_old(file, keep):
            output.done(gettext("{old} was deleted.").format(old=old))
