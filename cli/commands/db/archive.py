"""`aiqr db archive`: the orders of past months out of the database into files."""

import asyncio
from datetime import datetime
from pathlib import Path

import click

from cli import output
from cli.command import Command
from cli.commands.db.database import database
from cli.texts import gettext


@click.command(cls=Command, examples="aiqr db archive --before 2026-01 /srv/archive")
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

    with database() as dsn:
        done = asyncio.run(archives.archive(dsn, before.date(), folder))
    if output.wants_json():
        output.print_json([{**vars(month), "file": month.file and str(month.file)} for month in done])
    else:
        output.print_table(
            (
                gettext("month"),
                gettext("orders"),
                gettext("file"),
            ),
            [(m.month, m.orders, m.file or "") for m in done],
        )
    output.done(gettext("{sum} orders were archived.").format(sum=sum(month.orders for month in done)))
