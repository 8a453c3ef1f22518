"""`aiqr key revoke`."""

import click

from cli import output, resolve
from cli.arguments import yes_option
from cli.command import Command, complete
from cli.connection import connect
from cli.texts import gettext


@click.command("revoke", cls=Command, examples="aiqr key revoke nightly-export")
@click.argument("name", shell_complete=complete("keys"))
@yes_option
def revoke(name: str, *, yes: bool) -> None:
    """End the key called NAME at once."""
    client, found = connect(), resolve.current_restaurant()
    chosen = resolve.one_of(
        name,
        client.keys(found.id),
        names=lambda key: (key.name,),
        shown=lambda key: key.name,
        kind=gettext("key"),
        todo=gettext("`aiqr key list` shows them all."),
        fuzzy=False,
    )
    output.confirm(
        gettext("Revoke {name} ({role})? What uses it stops working.").format(
            name=chosen.name, role=chosen.role
        ),
        yes=yes,
    )
    client.revoke_key(found.id, chosen.id)
    output.done(gettext("{name} works no more.").format(name=chosen.name))
