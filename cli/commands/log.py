"""`aiqr log`: who changed what."""

import click

from cli import output, resolve, times
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext

MOST = 500


@click.command(cls=Command, examples="aiqr log\naiqr log --action item.changed --limit 20\naiqr log --json")
@click.option(
    "--limit", type=click.IntRange(1, MOST), default=50, show_default=True, help="How many, at most."
)
@click.option("--action", metavar="ACTION", help="One kind alone, such as item.changed or order.cancelled.")
def log(limit: int, action: str | None) -> None:
    """Who changed which price, role, setting or menu, who 86'd, cancelled or rolled back; newest first.

    Owners see it, and nobody can change it. --json has the values before and after.
    """
    client, found = connect(), resolve.current_restaurant()
    entries = client.log(found.id, limit, action)
    if output.wants_json():
        output.print_json(entries)
        return
    where = times.zone(found.timezone)
    output.print_table(
        (
            gettext("when"),
            gettext("who"),
            gettext("action"),
            gettext("what"),
        ),
        [(times.local(entry.at, where), entry.who or "–", entry.action, entry.summary) for entry in entries],
    )
