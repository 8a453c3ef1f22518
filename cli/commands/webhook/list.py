"""`aiqr webhook list`: which addresses are told, and how they do."""

import click

from cli import output, resolve
from cli.command import Command
from cli.connection import connect
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
        ("webhook", "address", "events", "state"),
        [(one.id, one.url, ", ".join(one.events), _state(one, found)) for one in every],
    )
    if not every:
        output.hint("No webhook yet: aiqr webhook add URL")
    for one in every:
        if one.state == "off":
            output.hint(f"Webhook {one.id} was switched off: aiqr webhook log {one.id} says why.")
            output.hint(f"Once it is mended: aiqr webhook edit {one.id} --resume")


def _state(webhook: Webhook, found: Restaurant) -> str:
    if webhook.failing_since is None:
        return webhook.state
    since = local(webhook.failing_since, zone(found.timezone))
    return f"{webhook.state}, fails since {since} ({webhook.failures})"
