"""`aiqr bill payments`: what diners pay through the payment provider."""

from collections.abc import Iterator, Mapping

import click

from cli import output, resolve, times
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext, gettext_noop
from server.wire.payments import ProviderPayment
from server.wire.receipt_text import is_some
from server.wire.vocabulary import PaymentStatus

STATES: Mapping[PaymentStatus, str] = {
    "created": gettext_noop("not paid yet"),
    "paid": gettext_noop("paid"),
    "failed": gettext_noop("not paid"),
    "expired": gettext_noop("not paid"),
    "refunded": gettext_noop("given back"),
}


@click.command("payments", cls=Command, examples="aiqr bill payments\naiqr bill payments --limit 200 --json")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True, help="How many.")
def payments(limit: int) -> None:
    """List the payments through the payment provider, newest first, with what went back of them.

    Those at the counter stand on their bills. BILL of other commands may be the id that is shown here.
    """
    found = resolve.current_restaurant()
    made = connect().payments(found.id, limit)
    if output.wants_json():
        output.print_json(made)
        return
    if not made:
        output.say(gettext("Nobody has paid online yet."))
        return
    where, amount = times.zone(found.timezone), gettext("amount ({currency})").format(currency=found.currency)
    output.print_table(
        (
            gettext("begun"),
            gettext("state"),
            amount,
            gettext("tip"),
            gettext("given back"),
            gettext("bill"),
        ),
        [
            (
                times.local(one.created_at, where),
                gettext(STATES[one.status]),
                one.amount,
                one.tip if is_some(one.tip) else "",
                ", ".join(_given_back(one)),
                str(one.bill_id),
            )
            for one in made
        ],
        right=(
            amount,
            gettext("tip"),
        ),
    )


def _given_back(one: ProviderPayment) -> Iterator[str]:
    if is_some(one.refunded):
        yield one.refunded
    if is_some(one.owed):
        yield gettext("{owed} is on its way").format(owed=one.owed)
    if is_some(one.refused):
        yield gettext("{refused} was refused: give it back at the counter").format(refused=one.refused)
