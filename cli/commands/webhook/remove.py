"""`aiqr webhook remove`."""

import click

from cli import output, resolve
from cli.arguments import yes_option
from cli.command import Command
from cli.commands.webhook.choice import chosen, webhook_argument
from cli.connection import connect
from cli.texts import gettext


@click.command("remove", cls=Command, examples="aiqr webhook remove 3")
@webhook_argument
@yes_option
def remove(which: str, *, yes: bool) -> None:
    """Tell WEBHOOK (its number or address) nothing more, and forget its log."""
    client, found = connect(), resolve.current_restaurant()
    gone = chosen(client, found, which)
    output.confirm(
        gettext("Remove the webhook to {url}? What waits for it is not delivered.").format(url=gone.url),
        yes=yes,
    )
    client.remove_webhook(found.id, gone.id)
    output.done(gettext("{url} is told nothing more.").format(url=gone.url))
