"""`aiqr webhook rotate`: another secret."""

import click

from cli import output, resolve
from cli.arguments import yes_option
from cli.command import Command
from cli.commands.webhook.choice import chosen, webhook_argument
from cli.connection import connect
from cli.texts import gettext


@click.command("rotate", cls=Command, examples="aiqr webhook rotate 3")
@webhook_argument
@yes_option
def rotate(which: str, *, yes: bool) -> None:
    """Make another secret for WEBHOOK (its number or address) and print it; it is not shown again.

    For 24 hours what is sent is signed with the old one too.
    """
    client, found = connect(), resolve.current_restaurant()
    one = chosen(client, found, which)
    output.confirm(
        gettext("Make another secret for {url}? The old one signs for 24 hours more.").format(url=one.url),
        yes=yes,
    )
    made = client.rotate_webhook(found.id, one.id)
    if output.wants_json():
        output.print_json(made)
        return
    output.done(gettext("{url} has another secret.").format(url=made.url))
    click.echo(made.secret)
