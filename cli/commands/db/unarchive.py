"""`aiqr db unarchive`: a month's orders back into the database."""

import asyncio
from pathlib import Path

import click

from cli import output
from cli.command import Command
from cli.commands.db.database import database
from cli.texts import gettext


@click.command(cls=Command, examples="aiqr db unarchive /srv/archive/orders-2025-03.aiqr")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def unarchive(file: Path) -> None:
    """Put the month in FILE back among the orders. The file stays."""
    from server.db import archive as archives  # noqa: PLC0415  # as above

    with database() as dsn:
        month = asyncio.run(archives.bring_back(dsn, file))
    output.done(gettext("The orders of {month} are back.").format(month=month))
