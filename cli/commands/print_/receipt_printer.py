"""`aiqr print receipts`: receipts of paid bills on a receipt printer."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import sleep as pause
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from cli import bills, output
from cli.command import Command
from cli.commands.print_.font_files import font_file
from cli.commands.print_.printers import LANGUAGE, named_printers, printer_options
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.resolve import current_restaurant
from cli.texts import gettext, ngettext
from server.local_files import replace_file, state_dir
from server.wire.bills import Receipt
from server.wire.receipt_text import receipt_text
from server.wire.receipt_words import Language
from server.wire.restaurants import Restaurant

if TYPE_CHECKING:
    from kds_tui.printing.config import PrinterConfig

LOOK_SECONDS = 2.0
"""Between looks for new receipts."""
RETRY_SECONDS = 5.0
"""Between tries at a printer that is not ready."""
Mark = tuple[date, int]
"""The last receipt that was printed: its day and number."""


@click.command(
    "receipts",
    cls=Command,
    examples="""
    aiqr print receipts --printer tcp://192.168.1.51
    aiqr print receipts --bill '#12' --printer tcp://192.168.1.51
    """,
)
@click.option("--bill", metavar="BILL", help="Those of this bill once more, and no others.")
@printer_options
@LANGUAGE
def receipts(*, bill: str | None, language: str | None, **given: Any) -> None:
    """Print the receipt of each bill as soon as it is paid, until it is stopped; or those of one bill.

    It goes on where it stopped; at its first start it begins with what is paid from then on. It needs a login that may see
    bills: waiter or above.
    """
    configs = named_printers(**given)
    found = current_restaurant()
    spoken = bills.language(language or found.locale)
    if bill is not None:
        made = connect().receipts(bills.bill_called(found, bill).id)
        for name, config in configs.items():
            _print_each(name, config, made, spoken)
        output.done(
            gettext("{counted} printed.").format(
                counted=ngettext("{count} receipt", "{count} receipts", len(made)).format(count=len(made))
            )
        )
        return
    output.done(
        gettext("Printing receipts of {name} on {named} (Ctrl-C stops it).").format(
            name=found.name, named=", ".join(configs)
        )
    )
    marks = {name: _read_mark(found, name) for name in configs}
    while True:
        for name, config in configs.items():
            marks[name] = _catch_up(found, name, config, marks[name], spoken)
        pause(LOOK_SECONDS)


def _catch_up(found: Restaurant, name: str, config: "PrinterConfig", mark: Mark, spoken: Language) -> Mark:
    """Print what is new since `mark`; returns the last one that was printed. A server that is away is asked again."""
    try:
        new = connect().receipts_after(found.id, *mark)
    except CliError as failure:
        if failure.exit_code != Exit.AWAY:
            raise
        output.say(gettext("{message} Nothing is lost: it is asked again.").format(message=failure.message))
        return mark
    for receipt in new:
        while not _is_printed(name, config, receipt, spoken):
            pause(RETRY_SECONDS)
        mark = (receipt.day, receipt.number)
        _keep_mark(found, name, mark)
    return mark


def _print_each(name: str, config: "PrinterConfig", made: Sequence[Receipt], spoken: Language) -> None:
    for receipt in made:
        if not _is_printed(name, config, receipt, spoken):
            raise CliError(
                gettext("{name} has not printed receipt {number}.").format(name=name, number=receipt.number),
                unchanged=gettext("The bill is as it was."),
                todo=gettext("See to the printer, and try again."),
                code=Exit.FAILED,
            )


def _is_printed(name: str, config: "PrinterConfig", receipt: Receipt, spoken: Language) -> bool:
    """Print a receipt; where that fails it is said why. What may have been printed already is printed again."""
    from kds_tui.printing.escpos_bytes import Encoding, encode  # noqa: PLC0415  # needs the extra `print`
    from kds_tui.printing.paper import PaperRow  # noqa: PLC0415
    from kds_tui.printing.printer import NotReady, Unsure  # noqa: PLC0415

    rows = [PaperRow(line) for line in receipt_text(receipt, config.columns, spoken).splitlines()]
    try:
        asyncio.run(config.printer().print(encode(rows, Encoding(font_file, config.profile), config.columns)))
    except (NotReady, Unsure) as problem:
        output.say(f"{name} {problem}.")
        return False
    return True


def _mark_file(restaurant_id: UUID, name: str) -> Path:
    """Where the last receipt of a printer is kept."""
    named = sha256(f"{restaurant_id}\0{name}".encode()).hexdigest()[:16]
    return state_dir() / f"receipts-{named}.json"


def _read_mark(found: Restaurant, name: str) -> Mark:
    """The last receipt that was printed; where that is not known, all that there are."""
    try:
        kept = json.loads(_mark_file(found.id, name).read_text("utf-8"))
        return date.fromisoformat(kept["day"]), int(kept["number"])
    except (OSError, ValueError, KeyError, TypeError):
        return _newest(found)


def _newest(found: Restaurant) -> Mark:
    """The newest receipt that there is, of today and yesterday."""
    mark = (datetime.now(UTC).date() - timedelta(days=1), 0)
    for receipt in bills.receipts_since_yesterday(found):
        mark = (receipt.day, receipt.number)
    return mark


def _keep_mark(found: Restaurant, name: str, mark: Mark) -> None:
    file = _mark_file(found.id, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, json.dumps({"day": mark[0].isoformat(), "number": mark[1]}).encode())
