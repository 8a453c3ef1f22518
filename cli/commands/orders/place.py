"""`aiqr orders place`: an order in words, as a diner would send it."""

from uuid import uuid4

import click

from cli import output, resolve
from cli.arguments import yes_option
from cli.command import Command, complete
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.orders import as_understood, dishes, in_words
from cli.request_models import checked
from cli.terminal import visible
from cli.texts import gettext
from server.wire.parsing import ParseAnswer, ParsedLine, ParseRequest


@click.command(
    cls=Command,
    examples="""
    aiqr orders place "two large margheritas, one without basil, and a coke" --table 5
    """,
)
@click.argument("words")
@click.option("--table", metavar="NAME", shell_complete=complete("tables"), help="The table that it is for.")
@click.option("--name", default="", help="Who it is for.")
@yes_option
def place(words: str, table: str | None, name: str, *, yes: bool) -> None:
    """Order in your own words, as a diner at a table would; the kitchen gets it.

    It shows what was understood and what it costs, and asks. An order with open questions is not placed.
    """
    client, found = connect(), resolve.current_restaurant()
    seat = resolve.table(client.tables(found.id), table) if table else None
    answer = client.parse(checked(ParseRequest, restaurant_slug=found.slug, raw_input=words))
    for line in answer.items:
        output.say(_understood(line, answer.currency))
    _say_rest(answer)
    if not answer.complete:
        raise _open_questions(answer)
    output.confirm(
        gettext("Order this for {total_price} {currency}?").format(
            total_price=answer.total_price, currency=answer.currency
        ),
        yes=yes,
        unchanged=gettext("Nothing was ordered."),
    )
    body = as_understood(
        answer,
        restaurant_slug=found.slug,
        raw_input=words,
        table_code=seat.code if seat else None,
        customer_name=name,
    )
    order = client.confirm(body, key=str(uuid4()))
    if output.wants_json():
        output.print_json(order)
    output.done(
        gettext("Order {number}: {dishes}, {to_pay} {currency}.").format(
            number=order.number, dishes=dishes(order), to_pay=order.to_pay, currency=order.currency
        )
    )


def _understood(line: ParsedLine, currency: str) -> str:
    variant = f", {line.variant.label}" if line.variant and line.variant_stated else ""
    wishes = [f"{m.amount} {m.name}" if m.amount != "regular" else m.name for m in line.modifiers if m.stated]
    more = (
        f" ({'; '.join([*wishes, line.special_requests]).strip('; ')})"
        if wishes or line.special_requests
        else ""
    )
    return visible(f"{line.line_total:>10} {currency}  {line.quantity} × {line.name}{variant}{more}")  # times


def _open_questions(answer: ParseAnswer) -> CliError:
    details = (
        *(f"{q.text} {', '.join(option.name for option in q.options)}" for q in answer.questions),
        *(gettext("not on the menu: {words}").format(words=words) for words in answer.unmatched),
        *(gettext("sold out: {name}").format(name=item.name) for item in answer.unavailable),
    )
    return CliError(
        (
            gettext("Not everything is clear:")
            if details
            else gettext("It is not certain that all of it was understood.")
        ),
        unchanged=gettext("Nothing was ordered."),
        details=details,
        todo=(
            gettext("Say it with these things in it.")
            if details
            else gettext("Say it in other words, or one dish at a time.")
        ),
        code=Exit.INVALID,
    )


def _say_rest(answer: ParseAnswer) -> None:
    """What belongs to the whole order, and where a dish states what the diner is allergic to."""
    order_type = (answer.order_type or "").replace("_", " ")
    for name, value in (("ALLERGY", in_words(answer.allergies)), ("note", answer.note), ("", order_type)):
        if value:
            output.say(f"{'':>14}  {f'{name}: ' if name else ''}{value}")
    for conflict in answer.conflicts:
        output.say(
            f"{'':>14}  ! "
            + gettext("{name} contains {allergen}.").format(
                name=answer.items[conflict.line].name, allergen=conflict.allergen
            )
        )
    for question in answer.answers:
        output.say(f"{'':>14}  {question.text}")
