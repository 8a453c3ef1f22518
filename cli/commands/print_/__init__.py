"""`aiqr print`: tickets on paper."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from cli import output
from cli.command import Group, with_shared_options
from cli.commands.print_.font_files import font_file
from cli.commands.print_.kitchen import attach, log_in, the_kitchen
from cli.commands.print_.printers import LANGUAGE, named_printers, printer_options
from cli.commands.print_.receipt_printer import receipts
from cli.commands.print_.reprint import reprint
from cli.commands.print_.try_out import try_out
from cli.display_language import known_language
from cli.errors import CliError, Exit
from cli.texts import gettext, ngettext

if TYPE_CHECKING:
    from kds_tui.printing.service import PrinterState


@with_shared_options
@click.group(
    cls=Group,
    name="print",
    invoke_without_command=True,
)
@printer_options
@LANGUAGE
@click.option(
    "--pair", is_flag=True, help="Show a code that an owner or manager approves, instead of a login."
)
@click.pass_context
def print_(ctx: click.Context, /, *, pair: bool, language: str | None, **given: Any) -> None:
    r"""Print tickets on receipt printers, each order once.

    It runs until it is stopped. An order comes out as soon as it is placed, its cancellation as a VOID slip, and what was
    added as ADD-ON. What may have been printed before a fault is marked COPY. Paper that is out, an open cover, a printer
    that is gone are said here, on the kitchen's displays and in /metrics; nothing is lost meanwhile.

    \b
    Examples:
      aiqr print --printer tcp://192.168.1.50 --pair
      aiqr print --printer file:/dev/usb/lp0 --station grill --width 58
      aiqr print --config printers.toml
    """
    if ctx.invoked_subcommand is not None:
        return
    from kds_tui.printing.run import run_printers  # noqa: PLC0415  # needs the extra `print`

    configs = named_printers(**given)
    login = log_in(pair=pair)
    kitchen = the_kitchen(login, known_language(language))
    printers = [attach(login, kitchen, name, config) for name, config in configs.items()]
    output.done(
        gettext("Printing for {slug}: {named} (Ctrl-C stops it).").format(
            slug=kitchen.slug, named=", ".join(configs)
        )
    )
    with suppress(KeyboardInterrupt):
        why = asyncio.run(run_printers(kitchen, printers, font_file, _say))
        raise CliError(why, todo=gettext("Log in again, or pair it again with --pair."), code=Exit.LOGIN)


def _say(name: str, state: "PrinterState") -> None:
    if state.problem:
        waiting = (
            ngettext(" Waiting: {count} slip.", " Waiting: {count} slips.", state.waiting).format(
                count=state.waiting
            )
            if state.waiting
            else ""
        )
        output.say(f"{name} {state.problem}.{waiting}")
    elif not state.waiting:
        output.say(gettext("{name}: everything is printed.").format(name=name))


for command in (receipts, reprint, try_out):
    print_.add_command(command)
