"""`aiqr bill show` and `aiqr bill receipt`."""

from pathlib import Path

import click

from cli import bills, output, resolve
from cli.command import Command, complete
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked
from cli.terminal import visible
from cli.texts import gettext
from server import catalogs
from server.wire.bills import Bill, MailReceiptsRequest
from server.wire.receipt_text import receipt_text

bill_name = click.argument("called", metavar="BILL", shell_complete=complete("tables"))


@click.command("show", cls=Command, examples=("aiqr bill show 5\naiqr bill show '#12'"))
@bill_name
def show(called: str) -> None:
    """Show a bill with all its lines and amounts."""
    bills.show(bills.bill_called(resolve.current_restaurant(), called))


@click.command(
    "receipt",
    cls=Command,
    examples="""
    aiqr bill receipt '#12'
    aiqr bill receipt '#12' | lp
    aiqr bill receipt '#12' --pdf receipt.pdf --language ja
    """,
)
@bill_name
@click.option("--language", metavar="CODE", help="The language, such as de; else the restaurant's.")
@click.option("--mail", metavar="EMAIL", help="Send them there instead.")
@click.option(
    "--pdf", type=click.Path(path_type=Path, dir_okay=False), help="Write them to a PDF file instead."
)
def receipt(called: str, language: str | None, mail: str | None, pdf: Path | None) -> None:
    """Print the receipts of a bill as plain text, as wide as a receipt printer's paper; there are none before it is paid.

    The server writes the PDF file, the one that its page of the receipt offers.
    """
    found = resolve.current_restaurant()
    bill = bills.bill_called(found, called)
    if mail:
        connect().mail_receipts(bill.id, checked(MailReceiptsRequest, email=mail, language=language))
        output.done(gettext("Sent to {mail}.").format(mail=mail))
        return
    made = connect().receipts(bill.id)
    if output.wants_json():
        output.print_json(made)
        return
    if not made:
        raise CliError(
            gettext("The bill of {name_of} is not paid: {open} {currency} are open.").format(
                name_of=bills.name_of(bill), open=bill.open, currency=bill.currency
            ),
            unchanged=gettext("No receipt was made."),
            todo=gettext("`aiqr bill pay` marks what is paid."),
            code=Exit.CONFLICT,
        )
    if pdf:
        _save(bill, catalogs.language_of(language or found.locale), pdf)
        return
    spoken = bills.language(language or found.locale)
    click.echo("\n\n".join(visible(receipt_text(one, language=spoken)) for one in made))


def _save(bill: Bill, language: str, file: Path) -> None:
    body = connect().receipts_pdf(bill.id, language)
    if body is None:
        raise CliError(
            gettext("This server cannot write the receipt as a PDF: a library or a font is missing there."),
            unchanged=gettext("Nothing was written."),
            todo=gettext(
                "Install `aiqr[pdf]` on the server, or a font for its script; or print the page of the receipt from a browser, which saves it as a PDF."
            ),
            code=Exit.FAILED,
        )
    file.write_bytes(body)
    output.done(gettext("{file}: the receipt of {name_of}.").format(file=file, name_of=bills.name_of(bill)))
