"""`aiqr report`: figures, and the day's end."""

import click

from cli.command import Group
from cli.commands.report.close import close, closings
from cli.commands.report.figures import commands


class _Report(Group):
    """Without a command's name it is the report by day."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["day", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Report)
def report() -> None:
    """Figures by day, hour, dish, table …, what was cancelled or not understood, and the day's end."""


for command in (*commands(), close, closings):
    report.add_command(command)
