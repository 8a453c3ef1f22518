"""What the commands of webhooks share: which one is meant, and which events."""

import click

from cli import resolve
from cli.client import Client
from cli.command import complete
from cli.errors import CliError, Exit
from cli.texts import gettext
from server.wire.restaurants import Restaurant
from server.wire.webhooks import WEBHOOK_EVENTS, Webhook

webhook_argument = click.argument("which", metavar="WEBHOOK", shell_complete=complete("webhooks"))
events_option = click.option(
    "--events", metavar="EVENTS", help=f"Of what, with commas between: {', '.join(WEBHOOK_EVENTS)}."
)


def chosen(client: Client, found: Restaurant, which: str) -> Webhook:
    """The webhook that `which` means: its number, its address or the only one whose address holds it."""
    every = client.webhooks(found.id)
    holding = [webhook for webhook in every if which in webhook.url]
    if len(holding) == 1 and not which.isdigit():
        return holding[0]
    return resolve.one_of(
        which,
        every,
        names=lambda webhook: (str(webhook.id), webhook.url),
        shown=lambda webhook: f"{webhook.id}  {webhook.url}",
        kind=gettext("webhook"),
        todo=gettext("`aiqr webhook list` shows them all."),
        fuzzy=False,
    )


def events_of(text: str | None) -> list[str] | None:
    """The events that are named. `CliError` names those that there are not."""
    if text is None:
        return None
    events = [word.strip() for word in text.split(",") if word.strip()]
    if unknown := [event for event in events if event not in WEBHOOK_EVENTS]:
        raise CliError(
            gettext("There is no event {unknown!r}.").format(unknown=unknown[0]),
            unchanged=gettext("Nothing was changed."),
            details=WEBHOOK_EVENTS,
            todo=gettext("Name some of these, with commas between them."),
            code=Exit.USAGE,
        )
    return list(dict.fromkeys(events))
