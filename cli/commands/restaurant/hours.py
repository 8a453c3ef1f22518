"""`aiqr restaurant hours`, `pause`, `resume` and `throttle`: when orders are taken, and how many."""

import click

from cli import output, resolve, times
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from server.wire.hours import Hours, OpenPeriod, Throttle, UpdateHoursRequest
from server.wire.restaurants import Restaurant


def add_to(group: click.Group) -> None:
    """Add these commands to `group`."""
    for command in (hours, pause, resume, throttle):
        group.add_command(command)


def hours_in_words(hours: Hours, timezone: str) -> list[tuple[str, str]]:
    """What a person reads about when orders are taken, as lines of name and value."""
    where = times.zone(timezone)
    opening = f"; opens {times.local(hours.next_opening, where)}" if hours.next_opening else ""
    lines = [("orders", "taken now" if hours.accepting else f"not taken now: {hours.reason}{opening}")]
    if hours.hours:
        lines += [
            ("hours" if n == 0 else "", f"{day}  {span}")
            for n, (day, span) in enumerate(times.in_words(hours.hours))
        ]
    else:
        lines.append(("hours", "always"))
    if hours.throttle:
        lines.append(("throttle", f"{hours.throttle.orders} orders in {hours.throttle.minutes} minutes"))
    return lines


def _print(found: Restaurant, hours: Hours) -> None:
    if output.wants_json():
        output.print_json(hours)
        return
    lines = hours_in_words(hours, found.timezone)
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        click.echo(f"{click.style(name.ljust(width), dim=True)}  {value}")


def _update(body: UpdateHoursRequest) -> None:
    found = resolve.current_restaurant()
    _print(found, connect().update_hours(found.id, body))


@click.command(
    cls=Command,
    examples="""
    aiqr restaurant hours
    aiqr restaurant hours "mon-fri 11:30-14:30,17:30-22:00" "sat-sun 12:00-23:00"
    aiqr restaurant hours "fri-sat 18:00-02:00"
    aiqr restaurant hours --always
    """,
)
@click.argument("week", nargs=-1)
@click.option("--always", is_flag=True, help="Take orders at all times.")
def hours(week: tuple[str, ...], *, always: bool) -> None:
    """Show or set the hours in which orders are taken, in the restaurant's time zone.

    Days that are not named are closed. A time that ends before it begins ends on the next day.
    """
    if week and always:
        raise click.UsageError("Give the hours or --always, not both.")
    if not week and not always:
        found = resolve.current_restaurant()
        _print(found, connect().hours(found.id))
        return
    periods: list[OpenPeriod] = [period for part in week for period in times.week(part)]
    _update(UpdateHoursRequest(hours=periods))


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
        raise click.UsageError("Say how long: --for 20m or --until 18:00.")
    found = resolve.current_restaurant()
    moment = times.coming(length or until or "", times.zone(found.timezone))
    body = UpdateHoursRequest(paused_until=moment, pause_reason=reason)
    _print(found, connect().update_hours(found.id, body))


@click.command(cls=Command, examples="aiqr restaurant resume")
def resume() -> None:
    """End a pause now."""
    _update(UpdateHoursRequest(paused_until=None, pause_reason=""))


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
        raise click.UsageError("Say how many, such as `throttle 20 10m`, or --off.")
    if orders is None:
        _update(UpdateHoursRequest(throttle=None))
        return
    minutes, rest = divmod(int(times.duration(per).total_seconds()), 60)
    if rest or not 1 <= minutes <= 24 * 60:
        raise CliError(
            f"{per!r} is not a span that orders can be counted in.",
            unchanged="Nothing was changed.",
            todo="Write whole minutes up to a day, such as 10m.",
            code=Exit.USAGE,
        )
    _update(UpdateHoursRequest(throttle=Throttle(orders=orders, minutes=minutes)))
