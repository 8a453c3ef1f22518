"""`aiqr restaurant hours`: when orders are taken."""

import click

from cli import output, resolve, times
from cli.command import Command
from cli.connection import connect
from cli.terminal import cells, padded, visible
from cli.texts import gettext
from cli.week import week
from server.wire.hours import Hours, OpenPeriod, UpdateHoursRequest


def hours_in_words(hours: Hours) -> list[tuple[str, str]]:
    """What a person reads about when orders are taken, as lines of name and value."""
    lines = [
        (
            gettext("orders"),
            gettext("taken now")
            if hours.accepting
            else gettext("not taken: the restaurant {reason}").format(reason=hours.reason),
        )
    ]
    if hours.hours:
        lines += [
            (gettext("hours") if n == 0 else "", f"{day}  {span}")
            for n, (day, span) in enumerate(times.in_words(hours.hours))
        ]
    else:
        lines.append((gettext("hours"), gettext("always")))
    for n, day in enumerate(hours.exceptions):
        spans = ", ".join(f"{p.opens}–{p.closes}" for p in day.periods) or gettext("closed")
        lines.append(("" if n else gettext("days"), f"{day.date}  {spans}"))
    if hours.throttle:
        lines.append(
            (
                gettext("throttle"),
                gettext("{orders} orders in {minutes} minutes").format(
                    orders=hours.throttle.orders, minutes=hours.throttle.minutes
                ),
            )
        )
    return lines


def print_hours(hours: Hours) -> None:
    """Print when orders are taken."""
    if output.wants_json():
        output.print_json(hours)
        return
    lines = hours_in_words(hours)
    width = max(cells(name) for name, _ in lines)
    for name, value in lines:
        click.echo(f"{click.style(padded(name, width), dim=True)}  {visible(value)}")


def update_hours(body: UpdateHoursRequest) -> None:
    """Change when orders are taken, and print how it is now."""
    found = resolve.current_restaurant()
    print_hours(connect().update_hours(found.id, body))


@click.command(
    cls=Command,
    examples="""
    aiqr restaurant hours
    aiqr restaurant hours "mon-fri 11:30-14:30,17:30-22:00" "sat-sun 12:00-23:00"
    aiqr restaurant hours "fri-sat 6pm-2am; sun closed"
    aiqr restaurant hours "daily 11-22"
    aiqr restaurant hours --always
    """,
)
@click.argument("spans", metavar="[WEEK]...", nargs=-1)
@click.option("--always", is_flag=True, help="Take orders at all times.")
def hours(spans: tuple[str, ...], *, always: bool) -> None:
    """Show or set the hours in which orders are taken, in the restaurant's time zone.

    Days that are not named are closed. A time that ends before it begins ends on the next day.
    """
    if spans and always:
        raise click.UsageError(gettext("Give the hours or --always, not both."))
    if not spans and not always:
        found = resolve.current_restaurant()
        print_hours(connect().hours(found.id))
        return
    periods: list[OpenPeriod] = [period for part in spans for period in week(part)]
    update_hours(UpdateHoursRequest(hours=periods))
