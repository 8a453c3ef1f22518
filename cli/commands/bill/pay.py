"""`aiqr bill pay`, `split` and `refund`: money in and out."""

from uuid import uuid4

import click

from cli import bills, money, output, resolve
from cli.arguments import yes_option
from cli.command import Command
from cli.commands.bill.change import reason_option
from cli.commands.bill.show import bill_name
from cli.connection import connect
from cli.request_models import checked
from cli.texts import gettext
from server.wire.bills import Bill, PayRequest, RefundRequest
from server.wire.payments import ProviderRefundRequest
from server.wire.vocabulary import PAYMENT_METHODS

part_option = click.option("--part", metavar="N/OF", help="One of so many equal parts: 1/3.")
lines_option = click.option(
    "--line",
    "lines",
    metavar="LINE",
    multiple=True,
    help="This line, or so many of it (12.3x2); may be repeated.",
)


@click.command(
    "pay",
    cls=Command,
    examples="""
    aiqr bill pay 5 cash
    aiqr bill pay 5 card --amount 20 --tip 2
    aiqr bill pay 5 card --part 1/3
    aiqr bill pay 5 cash --line 12.3 --line 12.4x2
    """,
)
@bill_name
@click.argument("method", type=click.Choice(PAYMENT_METHODS))
@click.option("--amount", help="So much of it; else all that is open.")
@lines_option
@part_option
@click.option("--tip", default="0", help="What was given on top.")
def pay(
    called: str, method: str, amount: str | None, lines: tuple[str, ...], part: str | None, tip: str
) -> None:
    """Mark a payment: of all that is open, of an amount, of lines, or of one of equal parts.

    Cash is rounded as the restaurant says. The last payment makes the receipt.
    """
    bill = bills.bill_called(resolve.current_restaurant(), called)
    number, of = _part(part) if part else (None, None)
    body = checked(
        PayRequest,
        method=method,
        amount=money.price(amount, bill.currency) if amount else None,
        tip=money.price(tip, bill.currency),
        lines=list(lines) or None,
        part=number,
        parts=of,
    )
    bills.show(bills.write(bill, "payments", body))


def _part(text: str) -> tuple[int, int]:
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal()):
        raise click.UsageError(gettext("{text!r} is no part: write 1/3.").format(text=text))
    return int(number), int(of)


@click.command(
    "split",
    cls=Command,
    examples="""
    aiqr bill split 5
    aiqr bill split 5 --parts 3
    aiqr bill split 5 --line 12.3 --line 12.4
    aiqr bill split 5 --amount 20 --amount 15
    """,
)
@bill_name
@click.option("--parts", type=click.IntRange(1, 50), help="In so many equal parts.")
@lines_option
@click.option("--amount", "amounts", multiple=True, help="By this amount; may be repeated.")
def split(called: str, parts: int | None, lines: tuple[str, ...], amounts: tuple[str, ...]) -> None:
    """Show what each has to pay: by guest, in equal parts, by lines, or by amounts. Nothing is written."""
    if (parts is not None) + bool(lines) + bool(amounts) > 1:
        raise click.UsageError(gettext("Say one of --parts, --line and --amount."))
    bill = bills.bill_called(resolve.current_restaurant(), called)
    found = connect().split(
        bill.id, _query(parts, lines, [money.price(one, bill.currency) for one in amounts])
    )
    if output.wants_json():
        output.print_json(found)
        return
    heading, amount = (
        gettext("part") if parts else gettext("share") if lines or amounts else gettext("guest"),
        gettext("amount ({currency})").format(currency=found.currency),
    )
    output.print_table(
        (
            heading,
            amount,
            gettext("in cash"),
            gettext("lines"),
            "",
        ),
        [
            (one.number, one.amount, one.cash_amount, " ".join(one.lines), "paid" if one.paid else "")
            for one in found.shares
        ],
        right=(
            amount,
            gettext("in cash"),
        ),
    )


def _query(parts: int | None, lines: tuple[str, ...], amounts: list[str]) -> dict[str, str]:
    if parts is not None:
        return {"by": "parts", "parts": str(parts)}
    if lines:
        return {"by": "lines", "lines": ",".join(lines)}
    return {"by": "amounts", "amounts": ",".join(amounts)} if amounts else {"by": "guest"}


@click.command(
    "refund",
    cls=Command,
    examples="""
    aiqr bill refund '#12' 7 --line 12.4 --reason "Dessert was cold"
    aiqr bill refund '#12' 7 --amount 5 --reason "Waited long"
    aiqr bill refund '#12' 7 --mistake --reason "Wrong table"
    aiqr bill refund '#12' 7 --amount 5 --through-provider --reason "Waited long"
    """,
)
@bill_name
@click.argument("payment", type=click.IntRange(1))
@reason_option
@click.option("--amount", help="So much of it; else all that is left of the payment, with its tip.")
@lines_option
@click.option("--mistake", is_flag=True, help="The payment was none: what it paid is open again.")
@click.option(
    "--through-provider", is_flag=True, help="Have the payment provider give it back, to the guest's card."
)
@yes_option
def refund(
    called: str,
    payment: int,
    reason: str,
    amount: str | None,
    lines: tuple[str, ...],
    *,
    mistake: bool,
    through_provider: bool,
    yes: bool,
) -> None:
    """Give something of the payment with the number PAYMENT back. `aiqr bill show` has the numbers.

    The money itself is given back by you, in cash or at the terminal; with --through-provider by who took it online.
    """
    if through_provider and (lines or mistake):
        raise click.UsageError(gettext("--through-provider gives back all that is left, or an --amount."))
    bill = bills.bill_called(resolve.current_restaurant(), called)
    output.confirm(
        gettext("Give something back of payment {payment} of {name_of}?").format(
            payment=payment, name_of=bills.name_of(bill)
        ),
        yes=yes,
    )
    given = money.price(amount, bill.currency) if amount else None
    if through_provider:
        _give_back_online(bill, checked(ProviderRefundRequest, payment=payment, reason=reason, amount=given))
        return
    body = checked(
        RefundRequest,
        payment=payment,
        reason=reason,
        amount=given,
        lines=list(lines) or None,
        mistake=mistake,
    )
    bills.show(bills.write(bill, "refunds", body))


def _give_back_online(bill: Bill, body: ProviderRefundRequest) -> None:
    after, is_done = connect().refund_by_provider(bill.id, body, uuid4().hex)
    bills.show(after)
    if not is_done:
        output.say(
            gettext("The provider does not answer: it is asked again until it is done. Do nothing more.")
        )
