"""`aiqr key list`: the keys of scripts."""

from datetime import UTC, datetime

import click

from cli import output, resolve
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext
from cli.times import zone


@click.command("list", cls=Command, examples="aiqr key list")
def list_keys() -> None:
    """List the keys that were not revoked."""
    found = resolve.current_restaurant()
    keys = connect().keys(found.id)
    if output.wants_json():
        output.print_json(keys)
        return
    now, where = datetime.now(UTC), zone(found.timezone)
    output.print_table(
        (
            gettext("name"),
            gettext("role"),
            gettext("made"),
            gettext("ends"),
            gettext("status"),
        ),
        [
            (
                key.name,
                key.role,
                f"{key.created_at.astimezone(where):%Y-%m-%d}",
                f"{key.expires_at.astimezone(where):%Y-%m-%d}",
                "good" if key.expires_at > now else "ended",
            )
            for key in keys
        ],
    )
    if not keys:
        output.hint(gettext("None yet: aiqr key create NAME --role manager"))
