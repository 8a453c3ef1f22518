"""`aiqr webhook replay`: deliveries made again."""

import click

from cli import output, resolve
from cli.command import Command
from cli.commands.webhook.choice import chosen, webhook_argument
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked
from cli.texts import gettext, ngettext
from server.wire.webhooks import ReplayRequest


@click.command(
    "replay", cls=Command, examples="aiqr webhook replay 3 1841 1842\naiqr webhook replay 3 --failed"
)
@webhook_argument
@click.argument("deliveries", metavar="[DELIVERY]...", nargs=-1, type=click.IntRange(min=1))
@click.option("--failed", is_flag=True, help="All that were given up.")
def replay(which: str, deliveries: tuple[int, ...], *, failed: bool) -> None:
    """Deliver to WEBHOOK (its number or address) again, under the same ids: DELIVERY is a number of its log."""
    if bool(deliveries) == failed:
        raise CliError(
            gettext("Which deliveries?"),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Name their numbers as `aiqr webhook log` shows them, or give --failed."),
            code=Exit.USAGE,
        )
    client, found = connect(), resolve.current_restaurant()
    body = checked(ReplayRequest, deliveries=list(deliveries) or None)
    made = client.replay(found.id, chosen(client, found, which).id, body)
    if output.wants_json():
        output.print_json(made)
        return
    output.done(
        gettext("{counted} will be made again.").format(
            counted=ngettext("{count} delivery", "{count} deliveries", made.replayed).format(
                count=made.replayed
            )
        )
    )
