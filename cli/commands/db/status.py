"""`aiqr db status`: where the database is and how much is in it."""

import asyncio

import click

from cli import output
from cli.command import Command
from cli.commands.db.database import database


@click.command(cls=Command, examples="aiqr db status --json")
def status() -> None:
    """Say where the database is, its revision, and how much is in it."""
    from server.process.command_database import describe  # noqa: PLC0415  # as above

    with database() as dsn:
        found = asyncio.run(describe(dsn))
    if output.wants_json():
        output.print_json(found)
        return
    output.print_fields((name.replace("_", " "), value) for name, value in found.items())
