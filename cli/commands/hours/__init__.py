"""`aiqr hours`: days whose hours are not those of the week."""

import click

from cli.command import Group
from cli.commands.hours.days import closed, special, usual
from cli.commands.restaurant.hours import hours as week


@click.group(cls=Group)
def hours() -> None:
    """The week, and days that are not as the week says: holidays, a private party."""


hours.add_command(week, "week")
for command in (closed, special, usual):
    hours.add_command(command)
