"""`aiqr webhook add`: an address that is told."""

import click

from cli import output, resolve
from cli.command import Command
from cli.commands.webhook.choice import events_of, events_option
from cli.connection import connect
from cli.request_models import checked
from cli.texts import gettext
from server.wire.webhooks import WEBHOOK_EVENTS, CreateWebhookRequest


@click.command(
    "add",
    cls=Command,
    examples="""
    aiqr webhook add https://till.example.com/aiqr
    aiqr webhook add https://till.example.com/aiqr --events order.placed,order.cancelled,item.86
    """,
)
@click.argument("url")
@events_option
def add(url: str, events: str | None) -> None:
    """Have URL told what happens to orders and dishes; of everything where no events are named.

    URL begins with https:// and is reached over the internet. One in the restaurant's own network, or with http://,
    is allowed by whoever runs the server, with AIQR_WEBHOOK_NETWORKS.

    Prints the secret that signs what is sent; it is not shown again.
    """
    found = resolve.current_restaurant()
    body = checked(CreateWebhookRequest, url=url, events=events_of(events) or list(WEBHOOK_EVENTS))
    made = connect().add_webhook(found.id, body)
    if output.wants_json():
        output.print_json(made)
        return
    output.done(
        gettext("Webhook {id} tells {url} of {named}.").format(
            id=made.id, url=made.url, named=", ".join(made.events)
        )
    )
    click.echo(made.secret)
    output.hint(
        gettext("Give the secret to the program that is told, then try it: aiqr webhook test {id}").format(
            id=made.id
        )
    )
