"""`aiqr db forget`: what is no longer needed of diners."""

import asyncio
from dataclasses import asdict
from pathlib import Path

import click

from cli import output, times
from cli.command import Command
from cli.commands.db.database import database
from cli.texts import gettext


@click.command(cls=Command, examples="aiqr db forget --older-than 90d --archives /srv/archive --yes")
@click.option(
    "--older-than", required=True, metavar="AGE", help="Of orders that ended so long ago, such as 90d."
)
@click.option(
    "--archives",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Forget in the archived months of this folder too.",
)
@click.option("--yes", is_flag=True, help="Do not ask before.")
def forget(older_than: str, archives: Path | None, *, yes: bool) -> None:
    """Take names, words, requests and allergies out of old orders, for good, while the server runs.

    Dishes, prices and times stay, so that figures are as they were. Wordings that were not understood and calls of
    tables of that age are deleted. Backups made before still have everything.
    """
    from server.db import retention  # noqa: PLC0415  # needs the extra `server`

    age = times.duration(older_than)
    output.confirm(
        gettext("Forget whose the orders are that ended over {older_than} ago, and what they said?").format(
            older_than=older_than
        ),
        yes=yes,
    )
    with database() as dsn:
        done = asyncio.run(retention.forget(dsn, age, archives))
    if output.wants_json():
        output.print_json(asdict(done))
    output.done(
        gettext(
            "{orders} orders and {count} archived months are nobody's any more; {wordings} wordings and {calls} calls were deleted."
        ).format(orders=done.orders, count=len(done.months), wordings=done.wordings, calls=done.calls)
    )
