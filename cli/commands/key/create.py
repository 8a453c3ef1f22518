"""`aiqr key create`: a key for a script, shown once."""

from datetime import timedelta

import click

from cli import output, resolve
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked
from cli.texts import gettext
from cli.times import duration
from server.wire.api_keys import CreateApiKeyRequest
from server.wire.vocabulary import ROLES_BELOW_OWNER


@click.command(
    "create",
    cls=Command,
    examples="""
    aiqr key create nightly-export --role manager --expires 90d
    AIQR_TOKEN=$(aiqr key create till --role manager) aiqr orders list
    """,
)
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES_BELOW_OWNER), required=True, help="What the script may do.")
@click.option("--expires", default="90d", show_default=True, metavar="TIME", help="Until when: 30d, 52w.")
def create(name: str, role: str, *, expires: str) -> None:
    """Make a key called NAME and print it; it is not shown again.

    A manager's reads and changes the menu, tables, orders and reports; a waiter's looks after tables and bills,
    and does what a kitchen's does: the orders of the kitchen display, what is sold out, the pause.
    """
    days, rest = divmod(duration(expires), timedelta(days=1))
    if days < 1 or rest:
        raise CliError(
            gettext("{expires!r} is not whole days.").format(expires=expires),
            unchanged=gettext("No key was made."),
            todo=gettext("Write days or weeks: 30d, 52w."),
            code=Exit.USAGE,
        )
    found = resolve.current_restaurant()
    made = connect().create_key(
        found.id, checked(CreateApiKeyRequest, name=name, role=role, expires_days=days)
    )
    if output.wants_json():
        output.print_json(made)
        return
    output.done(
        gettext("{name} is {role} at {found_name} until {expires_at:%Y-%m-%d}.").format(
            name=made.name, role=made.role, found_name=found.name, expires_at=made.expires_at
        )
    )
    click.echo(made.token)
    output.hint(
        gettext("Keep it where passwords are kept: it is not shown again. Scripts set AIQR_TOKEN to it.")
    )
