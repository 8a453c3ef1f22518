"""Tables as their waiters see them, in the words of the menu: what was ordered, what of it is ready, who calls."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from server.bills.model import HeldBill
from server.domain.order import Order, OrderLine
from server.domain.table_call import TableCall
from server.pages.allergen_labels import say_allergen
from server.pages.diner.prices import say_choice
from server.pages.i18n import READER, gettext
from server.restaurants.model import Table
from server.visits.model import TableLook
from server.wire.allergy_marks import ALLERGY_PREFIX, without_marks
from server.wire.menu import said_label
from server.wire.vocabulary import NOT_ENDED, CallKind

MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Formats:
    """How amounts and times of a restaurant are written."""

    currency: str
    timezone: str

    def money(self, minor: int) -> str:
        """An amount of minor units."""
        return READER.get().money(minor, self.currency)

    def time(self, moment: datetime) -> str:
        """The hour and minute."""
        return READER.get().time(moment, self.timezone)

    def moment(self, moment: datetime) -> str:
        """The hour and minute, with the day where it is not today's."""
        return READER.get().moment(moment, datetime.now(UTC), self.timezone)


@dataclass(frozen=True, slots=True)
class CallView:
    """A call that waits: what is wanted, and since when."""

    id: int
    table: str
    label: str
    text: str
    since: str


@dataclass(frozen=True, slots=True)
class TableCard:
    """A table in the list: `dishes` names what was ordered, the first few; `ready` counts orders that can be served.

    `open` is what is to be paid where that is not the `total` of the dishes.
    """

    id: int
    name: str
    is_taken: bool
    calls: Sequence[CallView]
    ready: int
    waiting: int
    dishes: Sequence[str]
    more: int
    since: str
    total: str
    open: str
    is_paid: bool


@dataclass(frozen=True, slots=True)
class UnpaidView:
    """A bill that is open and of no table's present visit: of an order at the counter (`table` is ""), or left behind."""

    id: str
    table: str
    numbers: str
    since: str
    open: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it was ordered; `state` says what became of it, "" where it is still to be made."""

    id: int
    quantity: int
    name: str
    choices: Sequence[str]
    note: str
    is_allergy: bool
    contains: Sequence[str]
    guest: str
    total: str
    state: str
    is_off: bool
    can_cancel: bool


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order of the visit."""

    id: str
    number: int
    time: str
    status: str
    label: str
    allergies: Sequence[str]
    note: str
    total: str
    lines: Sequence[LineView]


def in_order(name: str) -> list[tuple[bool, int, str]]:
    """By what tables are sorted as people count them: 2 before 10, "Terrace 2" before "Terrace 10"."""
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+", name.casefold())
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def show_call(call: TableCall, formats: Formats) -> CallView:
    """A call, for those who may take it."""
    return CallView(
        call.id, call.table_identifier, say_wish(call.kind), call.text, formats.time(call.created_at)
    )


def say_wish(kind: CallKind) -> str:
    """What a table wants, as it is told to the staff."""
    return {
        "waiter": gettext("wants service"),
        "bill": gettext("wants the bill"),
        "other": gettext("has a wish"),
    }[kind]


def show_card(table: Table, look: TableLook, bills: Mapping[UUID, HeldBill], formats: Formats) -> TableCard:
    """A table in the list; `bills` are those that are not settled, by the ids of their orders."""
    unpaid = {bills[order.id].id: bills[order.id].bill.open for order in look.orders if order.id in bills}
    to_pay = sum(unpaid.values())
    lines = [line for order in look.orders for line in order.lines if not line.state]
    dishes = [f"{line.quantity} × {line.name}" for line in lines]
    return TableCard(
        id=table.id,
        name=table.name,
        is_taken=bool(look.orders or look.visit.guests or look.calls),
        calls=[show_call(call, formats) for call in look.calls],
        ready=sum(order.status == "ready" for order in look.orders),
        waiting=sum(order.status == "held" for order in look.orders),
        dishes=dishes[:MOST_NAMED],
        more=max(0, len(dishes) - MOST_NAMED),
        since=formats.time(look.orders[0].created_at) if look.orders else "",
        total=formats.money(look.total) if lines else "",
        open=formats.money(to_pay) if to_pay and to_pay != look.total else "",
        is_paid=bool(lines) and not to_pay,
    )


def show_unpaid(held: HeldBill, formats: Formats) -> UnpaidView:
    """A bill that is open, in a list of such."""
    return UnpaidView(
        str(held.id),
        held.source.table,
        ", ".join(str(order.number) for order in held.source.orders),
        formats.moment(held.source.since),
        formats.money(held.bill.open),
    )


def show_order(order: Order, formats: Formats) -> OrderView:
    """An order of a table."""
    allergies = [one.text for one in order.allergies]
    return OrderView(
        id=str(order.id),
        number=order.number,
        time=formats.time(order.created_at),
        status=order.status,
        label=say_status(order.status),
        allergies=[_say_allergy(one.text, one.allergens) for one in order.allergies],
        note=order.note,
        total=formats.money(order.total),
        lines=[_show_line(order, line, allergies, formats) for line in order.lines],
    )


def say_status(status: str) -> str:
    """How far an order is, as it is told to the staff."""
    return {
        "unpaid": gettext("waits for payment"),
        "held": gettext("waits to be accepted"),
        "confirmed": gettext("in the kitchen"),
        "preparing": gettext("being prepared"),
        "ready": gettext("ready to serve"),
        "completed": gettext("served"),
        "cancelled": gettext("cancelled"),
    }[status]


def _say_allergy(text: str, allergens: Sequence[str]) -> str:
    names = ", ".join(say_allergen(code) for code in allergens)
    return f"{text} ({names})" if names else text


def _show_line(order: Order, line: OrderLine, allergies: Sequence[str], formats: Formats) -> LineView:
    note = without_marks(line.special_requests, allergies)
    size = said_label(line.variant_label)
    choices = [say_choice(one.name, one.amount, one.quantity) for one in line.modifiers]
    return LineView(
        id=line.id,
        quantity=line.quantity,
        name=line.name,
        choices=[choice for choice in (size, *choices) if choice],
        note=note.removeprefix(ALLERGY_PREFIX),
        is_allergy=note.startswith(ALLERGY_PREFIX),
        contains=[say_allergen(code) for code in line.conflicts],
        guest=gettext("Guest %(num)d") % {"num": line.guest} if line.guest else "",
        total=formats.money(line.line_total),
        state=_say_line(line),
        is_off=bool(line.state),
        can_cancel=not line.state and order.status in NOT_ENDED,
    )


def _say_line(line: OrderLine) -> str:
    if line.state == "refused":
        return gettext("The kitchen cannot make this: %(reason)s") % {"reason": line.reason}
    if line.state == "cancelled":
        return ": ".join(filter(None, (gettext("Cancelled"), line.reason)))
    return gettext("made") if line.done else ""
