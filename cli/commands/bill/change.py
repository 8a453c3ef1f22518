"""`aiqr bill void`, `discount` and `guests`: what changes what is to be paid."""

import click

from cli import bills, money, resolve
from cli.command import Command
from cli.commands.bill.show import bill_name
from cli.connection import connect
from cli.request_models import checked
from cli.texts import gettext
from server.wire.bills import DiscountRequest, GuestsRequest, VoidRequest
from server.wire.restaurants import Restaurant

lines_argument = click.argument("lines", metavar="LINE...", nargs=-1, required=True)
reason_option = click.option("--reason", required=True, help="Why; it stands in the log with your name.")


@click.command(
    "void",
    cls=Command,
    examples="""
    aiqr bill void 5 12.3 --reason "Fell down"
    aiqr bill void 5 12.3x1 --reason "One was flat"
    """,
)
@bill_name
@lines_argument
@reason_option
def void(called: str, lines: tuple[str, ...], reason: str) -> None:
    """Charge lines no more, or so many of one (12.3x2). They stay on the bill as void."""
    bill = bills.bill_called(resolve.current_restaurant(), called)
    bills.show(bills.write(bill, "voids", checked(VoidRequest, lines=list(lines), reason=reason)))


@click.command(
    "discount",
    cls=Command,
    examples="""
    aiqr bill discount 5 10% --reason "Regular"
    aiqr bill discount 5 4.00 --line 12.3 --reason "Waited long"
    aiqr bill discount 5 50% --category Drinks --name HAPPY --reason "Happy hour"
    """,
)
@bill_name
@click.argument("amount", metavar="AMOUNT|PERCENT%")
@reason_option
@click.option("--line", "lines", metavar="LINE", multiple=True, help="On this line alone; may be repeated.")
@click.option("--category", metavar="NAME", help="On what is of this category.")
@click.option("--name", default="", help="What stands on the receipt for it, such as a code.")
def discount(
    called: str, amount: str, reason: str, lines: tuple[str, ...], category: str | None, name: str
) -> None:
    """Let an amount or a percentage off: of lines, of a category's lines, or of all of the bill."""
    found = resolve.current_restaurant()
    bill = bills.bill_called(found, called)
    is_percent = amount.endswith("%")
    body = checked(
        DiscountRequest,
        reason=reason,
        percent=amount.rstrip("% ").replace(",", ".") if is_percent else None,
        amount=None if is_percent else money.price(amount, bill.currency),
        lines=list(lines) or None,
        category_id=_category(found, category) if category else None,
        name=name,
    )
    bills.show(bills.write(bill, "discounts", body))


def _category(found: Restaurant, typed: str) -> int:
    """The id of a category; the public menu has it, as waiters may not read more."""
    return resolve.one_of(
        typed,
        connect().public_menu(found.slug).categories,
        names=lambda one: (one.name,),
        shown=lambda one: one.name,
        kind=gettext("category"),
        todo=gettext("The menu's page shows them all."),
    ).id


@click.command("guests", cls=Command, examples="aiqr bill guests 5 6")
@bill_name
@click.argument("count", type=int)
def guests(called: str, count: int) -> None:
    """Say how many sit there, for cover and service charge."""
    bill = bills.bill_called(resolve.current_restaurant(), called)
    bills.show(bills.write(bill, "guests", checked(GuestsRequest, guests=count)))
