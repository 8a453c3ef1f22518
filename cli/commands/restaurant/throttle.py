"""`aiqr restaurant throttle`: so many orders and no more."""

import click

from cli import times
from cli.command import Command
from cli.commands.restaurant.hours import update_hours
from cli.errors import CliError, Exit
from cli.texts import gettext
from server.wire.hours import Throttle, UpdateHoursRequest


@click.command(
    cls=Command,
    examples="""
    aiqr restaurant throttle 20 10m
    aiqr restaurant throttle --off
    """,
)
@click.argument("orders", type=click.IntRange(1, 10_000), required=False)
@click.argument("per", metavar="TIME", required=False, default="10m")
@click.option("--off", is_flag=True, help="Take as many as come.")
def throttle(orders: int | None, per: str, *, off: bool) -> None:
    """Take at most ORDERS in any TIME (10m where left out); who comes after is told when to try again."""
    if off == (orders is not None):
        raise click.UsageError(gettext("Say how many, such as `throttle 20 10m`, or --off."))
    if orders is None:
        update_hours(UpdateHoursRequest(throttle=None))
        return
    minutes, rest = divmod(int(times.duration(per).total_seconds()), 60)
    if rest or not 1 <= minutes <= 24 * 60:
        raise CliError(
            gettext("{per!r} is not a span that orders can be counted in.").format(per=per),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Write whole minutes up to a day, such as 10m."),
            code=Exit.USAGE,
        )
    update_hours(UpdateHoursRequest(throttle=Throttle(orders=orders, minutes=minutes)))
