"""`aiqr db migrate`: bring the database to what this aiqr needs."""

import asyncio

import click

from cli import output
from cli.command import Command
from cli.commands.db.database import database
from cli.texts import gettext


@click.command(cls=Command, examples="aiqr db migrate")
def migrate() -> None:
    """Bring the database to what this aiqr needs; safe to run at any time, and while orders come in."""
    from server.db import migrate as migrations  # noqa: PLC0415  # as above

    with database() as dsn:
        done = asyncio.run(migrations.migrate(dsn))
    if output.wants_json():
        output.print_json({"migrated": list(done)})
    for revision in done:
        output.done(gettext("Migrated to {revision}.").format(revision=revision))
    if not done:
        output.done(gettext("The database is up to date. Nothing was changed."))
