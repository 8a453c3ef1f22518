"""`aiqr webhook edit`: another address, other events, a pause."""

import click

from cli import output, resolve
from cli.command import Command
from cli.commands.webhook.choice import chosen, events_of, events_option, webhook_argument
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked
from cli.texts import gettext
from server.wire.webhooks import UpdateWebhookRequest


@click.command(
    "edit",
    cls=Command,
    examples="""
    aiqr webhook edit 3 --events order.placed,order.cancelled
    aiqr webhook edit till.example.com --pause
    aiqr webhook edit 3 --resume
    """,
)
@webhook_argument
@click.option("--url", metavar="URL", help="The new address; the secret stays.")
@events_option
@click.option("--pause/--resume", "paused", default=None, help="Tell it nothing for now; switch it on again.")
def edit(which: str, url: str | None, events: str | None, *, paused: bool | None) -> None:
    """Change the webhook WEBHOOK (its number or address). What happens during a pause is not told later."""
    if url is None and events is None and paused is None:
        raise CliError(
            gettext("Nothing to change was named."),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Add --url, --events, --pause or --resume."),
            code=Exit.USAGE,
        )
    client, found = connect(), resolve.current_restaurant()
    body = checked(UpdateWebhookRequest, url=url, events=events_of(events), paused=paused)
    changed = client.update_webhook(found.id, chosen(client, found, which).id, body)
    if output.wants_json():
        output.print_json(changed)
        return
    output.done(
        gettext("Webhook {id} is {state}: {url} of {named}.").format(
            id=changed.id, state=changed.state, url=changed.url, named=", ".join(changed.events)
        )
    )
