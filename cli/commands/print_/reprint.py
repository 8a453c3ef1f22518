"""`aiqr print reprint`: a slip once more."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import click

from cli import output
from cli.command import Command
from cli.commands.print_.font_files import font_file
from cli.commands.print_.kitchen import log_in, the_kitchen
from cli.commands.print_.printers import LANGUAGE, named_printers, printer_options
from cli.connection import connect
from cli.display_language import known_language
from cli.errors import CliError, Exit
from cli.texts import gettext
from server.wire.orders import KitchenOrder


@click.command(cls=Command, examples="aiqr print reprint 23 --printer tcp://192.168.1.50")
@click.argument("number", type=click.IntRange(min=1))
@printer_options
@LANGUAGE
def reprint(number: int, *, language: str | None, **given: Any) -> None:
    """Print the open order NUMBER once more, marked as a copy."""
    from kds_tui.printing.printer import NotReady, Unsure  # noqa: PLC0415  # needs the extra `print`
    from kds_tui.printing.run import renderer  # noqa: PLC0415
    from kds_tui.printing.slips import copy_of  # noqa: PLC0415

    configs = named_printers(**given)
    kitchen = the_kitchen(log_in(pair=False), known_language(language))
    order = _found(connect().open_orders(kitchen.slug).orders, number)
    for name, config in configs.items():
        slip = copy_of(order, config.station, datetime.now(UTC))
        if not slip.lines:
            continue
        try:
            asyncio.run(config.printer().print(renderer(config, kitchen, font_file)(slip)))
        except (NotReady, Unsure) as problem:
            raise CliError(
                f"{name} {problem}.",
                unchanged=gettext("The order is as it was."),
                todo=gettext("See to it, and try again."),
                code=Exit.FAILED,
            ) from None
        output.done(gettext("{name}: order {number}, marked as a copy.").format(name=name, number=number))


def _found(orders: list[KitchenOrder], number: int) -> KitchenOrder:
    for order in orders:
        if order.number == number:
            return order
    raise CliError(
        gettext("No open order has the number {number}.").format(number=number),
        unchanged=gettext("Nothing was printed."),
        todo=gettext("`aiqr orders list` shows the open ones."),
        code=Exit.NOT_FOUND,
    )
