"""`aiqr staff list`: everybody who works here."""

import click

from cli import output, resolve
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("list", cls=Command, examples="aiqr staff list")
def list_staff() -> None:
    """List everybody, invitations included."""
    members = connect().staff(resolve.current_restaurant().id)
    if output.wants_json():
        output.print_json(members)
        return
    output.print_table(
        (
            gettext("e-mail"),
            gettext("name"),
            gettext("role"),
            gettext("status"),
        ),
        [(m.email, f"{m.first_name} {m.last_name}".strip(), m.role, m.status) for m in members],
    )
