"""Which printers are meant: one by options, or all of a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.errors import CliError, Exit
from cli.texts import gettext

if TYPE_CHECKING:
    from kds_tui.printing.config import PrinterConfig

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS = (
    click.option(
        "--printer", metavar="ADDRESS", help="tcp://HOST[:9100], usb://VENDOR:PRODUCT or file:/dev/usb/lp0."
    ),
    click.option(
        "--config", type=click.Path(dir_okay=False, path_type=Path), help="Several printers: printers.toml."
    ),
    click.option("--name", default="printer", show_default=True, help="What the kitchen calls it."),
    click.option("--station", metavar="NAME", help="Print only the lines of this station, such as grill."),
    click.option(
        "--when",
        type=click.Choice(["always", "display-away"]),
        default="always",
        show_default=True,
        help="display-away: only while no kitchen display is connected.",
    ),
    click.option(
        "--after",
        type=click.IntRange(5, 3600),
        default=60,
        show_default=True,
        metavar="SECONDS",
        help="How long no display must be connected for display-away.",
    ),
    click.option(
        "--width", type=click.Choice(["80", "58"]), default="80", show_default=True, help="Millimetres."
    ),
    click.option(
        "--escpos-profile",
        default="default",
        show_default=True,
        metavar="NAME",
        help="A profile of python-escpos.",
    ),
    click.option(
        "--status/--no-status", default=True, help="--no-status: a printer that answers no questions."
    ),
    click.option("--qr/--no-qr", default=True, help="The QR code of the order at the end of each slip."),
)

LANGUAGE = click.option(
    "--language", metavar="CODE", help="The language of the paper, such as de; else the restaurant's."
)


def printer_options(command: F) -> F:
    """The options that say which printers are meant."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def named_printers(
    *, printer: str | None, config: Path | None, name: str, escpos_profile: str, **settings: Any
) -> dict[str, "PrinterConfig"]:
    """The printers by name. `CliError` names every mistake."""
    if (printer is None) == (config is None):
        raise click.UsageError(
            gettext("Say which printer is meant: --printer ADDRESS, or --config FILE for several.")
        )
    from pydantic import ValidationError  # noqa: PLC0415  # lazy

    from kds_tui.printing.config import (  # noqa: PLC0415  # needs the extra `print`
        PrinterConfig,
        PrinterConfigError,
        mistakes_in,
        read_printers,
        require_printer_name,
    )

    try:
        if config is not None:
            return read_printers(config)
        require_printer_name(name)
        settings["width"] = int(settings["width"])
        return {name: PrinterConfig(address=printer, profile=escpos_profile, **settings)}
    except ValidationError as mistakes:
        problem = mistakes_in(mistakes)
    except (PrinterConfigError, ValueError) as mistake:
        problem = str(mistake)
    raise CliError(
        problem,
        unchanged=gettext("Nothing was printed."),
        todo=gettext("See docs/printing.md for an example."),
        code=Exit.INVALID,
    ) from None
