"""`aiqr db restore`: a backup in the place of what is in the database."""

import asyncio
from pathlib import Path

import click

from cli import output
from cli.command import Command
from cli.commands.db.database import database, print_contents
from cli.texts import gettext


@click.command(
    cls=Command, examples="aiqr db restore monday.aiqr\naiqr db restore monday.aiqr --replace --yes"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Put it in the place of the data that is there.")
@click.option("--yes", is_flag=True, help="Do not ask before replacing.")
def restore(file: Path, *, replace: bool, yes: bool) -> None:
    """Put the backup in FILE into the database, all of it or nothing. Stop the server first.

    A backup of an older aiqr is migrated. Data that is there already is replaced with --replace alone.
    """
    from server.db import backup as backups  # noqa: PLC0415  # as above

    if replace:
        output.confirm(gettext("Replace everything in the database by the backup?"), yes=yes)
    with database() as dsn:
        contents = asyncio.run(backups.restore(dsn, file, replace=replace))
    print_contents(contents)
    output.done(gettext("The database is what {file} held.").format(file=file))
