"""`aiqr webhook log`: what was delivered, what waits, what failed."""

import click

from cli import output, resolve
from cli.command import Command
from cli.commands.webhook.choice import chosen, webhook_argument
from cli.connection import connect
from cli.texts import gettext
from cli.times import local, zone
from server.wire.restaurants import Restaurant
from server.wire.webhooks import Delivery

MOST = 200


@click.command("log", cls=Command, examples="aiqr webhook log 3\naiqr webhook log 3 --status failed --json")
@webhook_argument
@click.option(
    "--limit", type=click.IntRange(1, MOST), default=50, show_default=True, help="How many, at most."
)
@click.option(
    "--status", type=click.Choice(["waiting", "delivered", "failed"]), help="Those of one status alone."
)
def log(which: str, limit: int, status: str | None) -> None:
    """What was sent to WEBHOOK (its number or address), newest first, of the last 14 days.

    --json has what is sent, word for word.
    """
    client, found = connect(), resolve.current_restaurant()
    made = client.deliveries(found.id, chosen(client, found, which).id, limit, status)
    if output.wants_json():
        output.print_json(made)
        return
    output.print_table(
        (
            gettext("delivery"),
            gettext("when"),
            gettext("event"),
            gettext("of"),
            gettext("status"),
            gettext("attempts"),
            gettext("answer"),
        ),
        [_row(one, found) for one in made],
        right=(gettext("attempts"),),
    )


def _row(one: Delivery, found: Restaurant) -> tuple[object, ...]:
    where, data = zone(found.timezone), one.body["data"]
    subject = data.get("name") or data.get("number") or "–"
    status = (
        gettext("again {local}").format(local=local(one.next_try_at, where))
        if one.next_try_at and one.attempts
        else one.status
    )
    return (
        one.id,
        local(one.created_at, where),
        one.event,
        subject,
        status,
        one.attempts,
        one.error or one.answer or "–",
    )
