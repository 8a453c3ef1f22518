"""`aiqr webhook list`: which addresses are told, and how they do."""

import click

from cli import output, resolve
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext
from cli.times import local, zone
from server.wire.restaurants import Restaurant
from server.wire.webhooks import Webhook


@click.command("list", cls=Command, examples="aiqr webhook list")
def list_webhooks() -> None:
    """List the addresses that are told of orders and dishes, and which of them fail."""
    found = resolve.current_restaurant()
    every = connect().webhooks(found.id)
    if output.wants_json():
        output.print_json(every)
        return
    output.print_table(
        (
            gettext("webhook"),
            gettext("address"),
            gettext("events"),
            gettext("state"),
        ),
        [(one.id, one.url, ", ".join(one.events), _state(one, found)) for one in every],
    )
    if not every:
        output.hint(gettext("No webhook yet: aiqr webhook add URL"))
    for one in every:
        if one.state == "off":
            output.hint(
                gettext("Webhook {id} was switched off: aiqr webhook log {id} says why.").format(id=one.id)
            )
            output.hint(gettext("Once it is mended: aiqr webhook edit {id} --resume").format(id=one.id))


def _state(webhook: Webhook, found: Restaurant) -> str:
    if webhook.failing_since is None:
        return webhook.state
    since = local(webhook.failing_since, zone(found.timezone))
    return gettext("{state}, fails since {since} ({failures})").format(
        state=webhook.state, since=since, failures=webhook.failures
    )
