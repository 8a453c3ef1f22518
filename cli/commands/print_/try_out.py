"""`aiqr print test`: a slip that shows what a printer can do."""

import asyncio
from typing import Any

import click

from cli import output
from cli.command import Command
from cli.commands.print_.font_files import font_file
from cli.commands.print_.printers import named_printers, printer_options
from cli.errors import CliError, Exit
from cli.texts import gettext

SAMPLES = ("Crème brûlée · Żurek · 5,00 €", "海老フライ 불고기 كباب", "0123456789" * 5)


@click.command("test", cls=Command, examples="aiqr print test --printer tcp://192.168.1.50")
@printer_options
def try_out(**given: Any) -> None:
    """Print a page that shows letters, sizes and scripts, and whether the printer answers. Needs no server."""
    from kds_tui.printing.escpos_bytes import Encoding, encode  # noqa: PLC0415  # needs the extra `print`
    from kds_tui.printing.paper import PaperRow, Size  # noqa: PLC0415
    from kds_tui.printing.printer import NotReady, Unsure  # noqa: PLC0415

    for name, config in named_printers(**given).items():
        rows = [
            PaperRow(f"#{config.width}", Size.HUGE, bold=True),
            PaperRow(name[: config.columns]),
            *(PaperRow(sample[: config.columns]) for sample in SAMPLES),
            PaperRow("Large", Size.LARGE),
            PaperRow(" VOID ", Size.LARGE, bold=True, reverse=True),
        ]
        try:
            asyncio.run(
                config.printer().print(encode(rows, Encoding(font_file, config.profile), config.columns))
            )
        except (NotReady, Unsure) as problem:
            raise CliError(
                f"{name} {problem}.",
                todo=gettext("See to the printer and its address, and try again."),
                code=Exit.FAILED,
            ) from None
        output.done(gettext("{name} has printed a test page.").format(name=name))
