"""`aiqr webhook test`: a message that says nothing."""

import click

from cli import output, resolve
from cli.command import Command
from cli.commands.webhook.choice import chosen, webhook_argument
from cli.connection import connect
from cli.errors import CliError
from cli.texts import gettext


@click.command("test", cls=Command, examples="aiqr webhook test 3")
@webhook_argument
def test(which: str) -> None:
    """Send WEBHOOK (its number or address) a message that says nothing, and tell what it answers.

    The exit code is 1 where it did not take it.
    """
    client, found = connect(), resolve.current_restaurant()
    one = chosen(client, found, which)
    made = client.test_webhook(found.id, one.id)
    if output.wants_json():
        output.print_json(made)
    if made.status != "delivered":
        raise CliError(
            gettext("{url} did not take it: {error}").format(url=one.url, error=made.error),
            todo=gettext("Mend what is said there and run it again; docs/webhooks.md says what is sent."),
        )
    output.done(gettext("{url} answered {answer}.").format(url=one.url, answer=made.answer))
