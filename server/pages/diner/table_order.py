"""The order that a table fills together: put one's own into it, take a line out, place it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.domain.errors import Conflict, Invalid, TooManyRequests
from server.orders.setup import ORDERS
from server.pages.diner.cart import Cart, to_confirm
from server.pages.diner.placing import ask_first, require_taxes_as_shown, say_conflict, say_menu_changed
from server.pages.diner.revalidation import revalidate
from server.pages.diner.seating import LONGEST_TOKEN, known_as
from server.pages.diner.tax_lines import TaxesView, show_taxes, taxes_of_cart
from server.pages.diner.views import LineView, show_cart
from server.pages.diner.visit import Visit, is_within, new_key, number_of, say_too_often, within
from server.pages.i18n import READER, gettext
from server.restaurants.model import TableLink
from server.visits.service import Put
from server.visits.setup import VISITS
from server.visits.shared_order import OrderMoved, SharedLine, SharedOrder
from server.wire.orders import ConfirmRequest


def _shared_at(visit: Visit) -> TableLink:
    """The table whose guests may order together here. Conflict where there is none."""
    if visit.link is None or not visit.snapshot.restaurant.rules.shares_table:
        raise Conflict(gettext("To order together, scan the QR code on your table."))
    return visit.link


async def share(visit: Visit, arguments: list[str]) -> None:
    """Put the order in progress into the table's; what is asked before placing is asked before that."""
    link = _shared_at(visit)
    visit.unsure = ask_first(visit, arguments[0].split("+") if arguments else [])
    if visit.unsure is not None:
        visit.unsure = replace(visit.unsure, step="share-sure")
    if visit.unsure is not None or visit.cart.is_empty or not await is_within(visit, "table"):
        return
    cart = visit.cart
    menu, restaurant = visit.snapshot.menu, visit.snapshot.restaurant
    if show_cart(revalidate(cart, menu, visit.most, visit.now), menu, visit.now, restaurant.locale).open:
        raise Conflict(gettext("Something is still to be chosen. Nothing was added."))
    name = visit.form.text("name").replace("\x00", "")
    put = Put(visit.key[:LONGEST_TOKEN], cart.lines, cart.allergies, cart.note)
    try:
        await visit.request.app[VISITS].share(link, known_as(visit), name, put)
    except Conflict:
        raise Conflict(
            gettext("The table's order has as much in it as it may have. Nothing was added: order it first.")
        ) from None
    visit.cart = Cart(allergies=cart.allergies, called=cart.called)
    visit.key, visit.clear_text = new_key(), True


async def unshare(visit: Visit, arguments: list[str]) -> None:
    """Take one's own line out of the table's order."""
    link = _shared_at(visit)
    if await is_within(visit, "table"):
        await visit.request.app[VISITS].unshare(link, known_as(visit), number_of(arguments[0]))


async def place(visit: Visit, arguments: list[str]) -> None:
    """Place the table's order as the guest sees it, or say why it was not placed."""
    link, seen = _shared_at(visit), number_of(arguments[0])
    if not visit.cart.is_empty:
        raise Conflict(
            gettext(
                "You have dishes of your own: add them to the table's order, or remove them, and press again."
            )
        )
    try:
        async with within(visit, "confirm") as count_success:
            known_as(visit)
            share = visit.snapshot.restaurant.rules.share_table
            placed, is_new = await visit.request.app[VISITS].place(
                link, seen, lambda order: _write(visit, order), share
            )
            visit.placed = placed
            if is_new:
                await count_success()
    except TooManyRequests:
        say_too_often(visit)
    except OrderMoved:
        visit.status = 409
        visit.problem = gettext(
            "The table's order has changed just now. Nothing was ordered: look, and press again."
        )
    except Conflict as refusal:
        await say_conflict(visit, refusal)
    except Invalid:
        say_menu_changed(visit)


def settled(visit: Visit, shared: SharedOrder) -> list[tuple[SharedLine, Cart]]:
    """The lines of the table's order that are to be had now, each as an order in progress of its own."""
    menu = visit.snapshot.menu
    carts = (
        (
            one,
            revalidate(Cart(lines=[one.line], allergies=list(shared.allergies)), menu, visit.most, visit.now),
        )
        for one in shared.lines
    )
    return [(one, cart) for one, cart in carts if cart.lines]


def _write(visit: Visit, shared: SharedOrder) -> tuple[ConfirmRequest, list[SharedLine]]:
    """The table's order as confirm takes it."""
    lines = settled(visit, shared)
    if not lines:
        raise OrderMoved("Nothing of it is to be had.")
    require_taxes_as_shown(visit, _as_one(lines), "table_total", "table_to_pay")
    wanted = ConfirmRequest(
        restaurant_slug=visit.snapshot.restaurant.slug,
        items=[line for _, cart in lines for line in to_confirm(cart)],
        table_code=visit.table_code,
        language=READER.get().language,
        expected_total=visit.form.text("table_total") or None,
        allergies=list(shared.allergies),
        note=shared.note,
    )
    return wanted, [one for one, _ in lines]


@dataclass(frozen=True, slots=True)
class SharedLineView:
    """A line of the table's order: its id, whose it is, whether it can be taken out here; None for what has run out."""

    id: int
    who: str
    is_own: bool
    line: LineView | None
    name: str


def _as_one(lines: Sequence[tuple[SharedLine, Cart]]) -> Cart:
    return Cart(lines=[line for _, cart in lines for line in cart.lines])


def show_lines(visit: Visit, shared: SharedOrder) -> tuple[dict[int, LineView], int, TaxesView]:
    """What of the table's order is to be had, by the ids of its lines, what it costs together, and its taxes."""
    menu, restaurant = visit.snapshot.menu, visit.snapshot.restaurant
    lines = settled(visit, shared)
    views = [(one.id, show_cart(cart, menu, visit.now, restaurant.locale)) for one, cart in lines]
    total = sum(view.total for _, view in views)
    taxes = show_taxes(taxes_of_cart(_as_one(lines), menu, restaurant.money), total, menu.currency)
    return {number: view.lines[0] for number, view in views}, total, taxes


async def placed_for(visit: Visit, guest: int, shared: SharedOrder) -> str:
    """The page of the order that was placed last, for a guest who has a line in it; "" for others."""
    if shared.placed is None or not guest:
        return ""
    order = await visit.request.app[ORDERS].get(shared.placed)
    return f"/orders/{order.id}/" if any(line.guest == guest for line in order.lines) else ""
