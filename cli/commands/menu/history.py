"""`aiqr menu history`: the versions that were kept."""

import click

from cli import output, resolve, times
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("history", cls=Command, examples="aiqr menu history")
def history() -> None:
    """List the versions of the menu that were kept, newest first."""
    found = resolve.current_restaurant()
    versions = connect().menu_versions(found.id)
    if output.wants_json():
        output.print_json(versions)
        return
    if not versions:
        output.hint(gettext("None yet: each `aiqr menu apply` keeps one."))
        return
    where = times.zone(found.timezone)
    output.print_table(
        (
            gettext("version"),
            gettext("saved"),
            gettext("by"),
            gettext("items"),
            gettext("what changed"),
        ),
        [
            (
                v.version,
                times.local(v.saved_at, where),
                v.saved_by,
                "" if v.items is None else v.items,
                v.summary,
            )
            for v in versions
        ],
        right=(
            gettext("version"),
            gettext("items"),
        ),
    )
