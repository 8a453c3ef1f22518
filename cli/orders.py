"""Orders of a restaurant: read page by page, found by their number, written for a terminal."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cli import resolve, times
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked
from cli.terminal import visible
from cli.texts import gettext, gettext_noop
from server.wire.menu import numbered_name, said_label
from server.wire.orders import ConfirmRequest, KitchenOrder, Order, OrderAllergy, OrderLine
from server.wire.parsing import ParseAnswer, confirm_line
from server.wire.restaurants import Restaurant
from server.wire.vocabulary import NOT_ENDED

PAGE = 200
_AMOUNTS = {
    "none": gettext_noop("no {name}"),
    "light": gettext_noop("light {name}"),
    "extra": gettext_noop("extra {name}"),
    "side": gettext_noop("on the side: {name}"),
}
"""How an option is wanted; one that is usual is said by its name."""
TYPES = {"eat_in": gettext_noop("eat in"), "take_away": gettext_noop("take away")}
"""What an order is for."""


LOOKED_THROUGH = 5_000
"""Orders that are looked through, newest first, for one by its number."""


def span(found: Restaurant, since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """The moments that --since and --until mean at this restaurant."""
    where = times.zone(found.timezone)
    return (times.past(since, where) if since else None), (times.end_of(until, where) if until else None)


def every_order(
    found: Restaurant,
    *,
    status: str | None = None,
    span: tuple[datetime | None, datetime | None] = (None, None),
    limit: int = LOOKED_THROUGH,
) -> Iterator[KitchenOrder]:
    """Up to `limit` orders, newest first, page by page."""
    cursor: str | None = None
    while limit > 0:
        page = connect().orders(
            found.id, status=status, since=span[0], until=span[1], limit=min(limit, PAGE), cursor=cursor
        )
        yield from page.orders
        limit -= len(page.orders)
        cursor = page.next_cursor
        if cursor is None:
            return


def order_called(found: Restaurant, called: str) -> KitchenOrder:
    """The order with this id or number: the open one, else the newest.

    Where several open orders have the number a person is asked; a script gets `CliError` with the candidates.
    """
    wanted = called.lstrip("#").lower()
    going = [order for order in connect().open_orders(found.slug).orders if str(order.number) == wanted]
    if len(going) == 1:
        return _whole(going[0])
    if going:
        where = times.zone(found.timezone)
        return _whole(
            resolve.asked(called, going, lambda order: _in_a_line(order, where), gettext("open order"))
        )
    for order in every_order(found):
        if wanted in {str(order.number), str(order.id)}:
            return order
    raise CliError(
        gettext("{name} has no order {called}.").format(name=found.name, called=called),
        unchanged=gettext("Nothing was changed."),
        todo=gettext("`aiqr orders list` shows them with their numbers."),
        code=Exit.NOT_FOUND,
    )


def _whole(order: KitchenOrder) -> KitchenOrder:
    """The order with all of it; a list that would be too long names some by number only."""
    return connect().kitchen_order(order.id) if order.omitted else order


def _in_a_line(order: Order, where: ZoneInfo) -> str:
    """What tells an order from another of its number; its id is what a script writes."""
    table = (
        gettext(", table {table_identifier}").format(table_identifier=order.table_identifier)
        if order.table_identifier
        else ""
    )
    placed = gettext("#{number} of {when}{table}: {dishes}").format(
        number=order.number, when=age_or_time(order, where), table=table, dishes=dishes(order)
    )
    return f"{order.id}  {placed}"


def as_understood(answer: ParseAnswer, **more: Any) -> ConfirmRequest:
    """The order that confirms all that was understood, allergies and wishes for the whole order included."""
    return checked(
        ConfirmRequest,
        items=[confirm_line(line) for line in answer.items],
        language=answer.language,
        expected_total=answer.total_price,
        allergies=answer.allergies,
        note=answer.note,
        order_type=answer.order_type,
        **more,
    )


def dishes(order: Order) -> str:
    """`2 × 14. Margherita, Coke`."""  # times
    made = (line for line in order.items if not line.state)
    named = ((line.quantity, numbered_name(line.number, line.name)) for line in made)
    return visible(
        ", ".join(f"{quantity} × {name}" if quantity > 1 else name for quantity, name in named)
    )  # times


def in_words(allergies: Sequence[OrderAllergy]) -> str:
    """The diner's words about allergies, with the allergens that they name: `no peanuts please (peanuts)`."""
    said = (f"{a.text} ({', '.join(a.allergens)})" if a.allergens else a.text for a in allergies)
    return "; ".join(said)


def warning(order: Order) -> str:
    """What a line about an order ends in where there is an allergy; "" where there is none."""
    return visible(f"  {gettext('ALLERGY')}: {in_words(order.allergies)}") if order.allergies else ""


def age_or_time(order: Order, where: ZoneInfo) -> str:
    """When the order was placed; how long ago too, while it is open."""
    placed = times.local(order.created_at, where)
    if order.status not in NOT_ENDED:
        return placed
    minutes = int((datetime.now(UTC) - order.created_at).total_seconds() // 60)
    return gettext("{placed}, {minutes} min ago").format(placed=placed, minutes=minutes)


def total_lines(order: Order) -> list[str]:
    """What an order comes to: taxes on top before the total that is to be paid, those in the prices after it."""
    on_top = [tax for tax in order.taxes if not tax.included]
    within = [tax for tax in order.taxes if tax.included]
    amounts = [(order.total_price, gettext("subtotal"))] if on_top else []
    amounts += [(tax.tax, f"{tax.name} {tax.percent} %") for tax in on_top]
    amounts.append((order.to_pay, gettext("total")))
    amounts += [
        (tax.tax, gettext("in it: {name} {percent} %").format(name=tax.name, percent=tax.percent))
        for tax in within
    ]
    return [visible(f"{amount:>10} {order.currency}    {what}") for amount, what in amounts]


def line_text(line: OrderLine, currency: str) -> str:
    """One line of a ticket, its modifiers and requests beneath it."""
    label = said_label(line.variant_label)
    variant = f", {label}" if label else ""
    mark = "✓" if line.done else " "
    parts = [
        f"{line.line_total:>10} {currency}  {mark} {line.quantity} × {numbered_name(line.number, line.name)}{variant}"
    ]  # times
    for modifier in line.modifiers:
        count = f" × {modifier.quantity}" if modifier.quantity > 1 else ""  # times
        named = gettext(_AMOUNTS.get(modifier.amount, "{name}")).format(name=modifier.name)
        parts.append(f"{'':20}{named}{count}")
    if line.special_requests:
        parts.append(f"{'':20}“{line.special_requests}”")
    if line.state:
        parts.append(f"{'':20}{line.state.upper()}{f': {line.reason}' if line.reason else ''}")
    return visible("\n".join(parts))
