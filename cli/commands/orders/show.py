"""`aiqr orders show`: one order as its ticket."""

import click

from cli import orders, output, resolve, times
from cli.command import Command
from cli.orders import age_or_time, line_text
from cli.texts import gettext


@click.command("show", cls=Command, examples="aiqr orders show 42")
@click.argument("number")
def show(number: str) -> None:
    """Show the order NUMBER as its ticket, with the diner's own words."""
    found = resolve.current_restaurant()
    order = orders.order_called(found, number)
    if output.wants_json():
        output.print_json(order)
        return
    where = times.zone(found.timezone)
    output.print_fields(
        [
            (gettext("order"), f"#{order.number}{gettext('  RUSH') if order.rushed else ''}"),
            (gettext("status"), f"{order.status}{f' ({order.reason})' if order.reason else ''}"),
            (gettext("table"), order.table_identifier),
            (gettext("for"), order.customer_name),
            (gettext("placed"), age_or_time(order, where)),
            (
                gettext("ready at about"),
                times.local(order.estimated_ready_at, where) if order.estimated_ready_at else "",
            ),
            (gettext("ALLERGY"), orders.in_words(order.allergies)),
            (gettext("note"), order.note),
            ("", gettext(orders.TYPES[order.order_type]) if order.order_type else ""),
            (
                gettext("table's code"),
                (
                    gettext("was scanned")
                    if order.table_proven
                    else ("" if not order.table_identifier else gettext("was not scanned"))
                ),
            ),
            (gettext("said"), order.raw_input),
            ("id", order.id),
        ]
    )
    click.echo()
    for line in order.items:
        click.echo(line_text(line, order.currency))
    click.echo("\n".join(orders.total_lines(order)))
