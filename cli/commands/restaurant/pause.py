"""`aiqr restaurant pause` and `resume`: no orders for a while."""

import click

from cli import resolve, times
from cli.command import Command
from cli.commands.restaurant.hours import print_hours, update_hours
from cli.connection import connect
from cli.texts import gettext
from server.wire.hours import UpdateHoursRequest


@click.command(
    cls=Command,
    examples="""
    aiqr restaurant pause --for 20m --reason "The oven is being fixed"
    aiqr restaurant pause --until 18:00
    """,
)
@click.option("--for", "length", metavar="TIME", help="How long, such as 20m or 2h.")
@click.option("--until", metavar="TIME", help="Until when, such as 18:00.")
@click.option("--reason", default="", help="What diners are told.")
def pause(length: str | None, until: str | None, reason: str) -> None:
    """Take no orders for a while; they are taken again by themselves."""
    if (length is None) == (until is None):
        raise click.UsageError(gettext("Say how long: --for 20m or --until 18:00."))
    found = resolve.current_restaurant()
    moment = times.coming(length or until or "", times.zone(found.timezone))
    body = UpdateHoursRequest(paused_until=moment, pause_reason=reason)
    print_hours(connect().update_hours(found.id, body))


@click.command(cls=Command, examples="aiqr restaurant resume")
def resume() -> None:
    """End a pause now."""
    update_hours(UpdateHoursRequest(paused_until=None, pause_reason=""))
