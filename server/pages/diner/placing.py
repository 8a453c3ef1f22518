"""Placing the order in progress, and saying why it was not placed."""

from datetime import datetime

from pydantic import ValidationError

from server.domain.errors import Conflict, DomainError, Invalid, KeyReused, TooManyRequests
from server.domain.money import to_text
from server.domain.tax import tax_on_top
from server.http.problems import of_validation
from server.menu.setup import MENU_CACHE
from server.orders.setup import ORDERS
from server.pages.diner import cart as carts
from server.pages.diner.cart import Cart
from server.pages.diner.opening_hours import is_paused, say_return
from server.pages.diner.price_changes import repriced_lines
from server.pages.diner.revalidation import revalidate
from server.pages.diner.seating import sit_down
from server.pages.diner.tax_lines import taxes_of_cart
from server.pages.diner.views import show_cart
from server.pages.diner.visit import Sure, Visit, new_key, say_too_often, within
from server.pages.i18n import READER, gettext, say_opening
from server.wire.orders import ConfirmRequest

MAX_NAME = 100


async def confirm(visit: Visit, arguments: list[str]) -> None:
    """Place the order, or say why it was not placed and what to do."""
    restaurant = visit.snapshot.restaurant
    if visit.cart.is_empty:
        return
    _require_order_type(visit)
    visit.unsure = ask_first(visit, arguments[0].split("+") if arguments else [])
    if visit.unsure is not None:
        return
    try:
        cart = revalidate(visit.cart, visit.snapshot.menu, visit.most, visit.now)
        require_taxes_as_shown(visit, cart, "total", "to_pay")
        wanted = _wanted(visit)
        async with within(visit, "confirm") as count_success:
            guests = await sit_down(visit, len(wanted.items))
            visit.placed, is_new = await visit.request.app[ORDERS].confirm(wanted, visit.key, guests)
            if is_new:
                await count_success()
    except TooManyRequests:
        await _repeat_or_say_too_often(visit, wanted)
    except KeyReused:
        await _say_placed_before(visit)
    except Conflict as refusal:
        await say_conflict(visit, refusal)
    except Invalid:
        say_menu_changed(visit)
        visit.snapshot = await visit.request.app[MENU_CACHE].reload(restaurant.id)


def _require_order_type(visit: Visit) -> None:
    """Conflict, with the order free of it, where the diner chose what the restaurant does not offer any more."""
    offered = visit.snapshot.restaurant.rules.order_types
    if visit.cart.order_type in (None, *offered):
        return
    visit.cart = visit.cart.model_copy(update={"order_type": None})
    raise Conflict(
        gettext("Nothing can be taken away here any more. Nothing was ordered yet: press again to eat in.")
        if offered == ("eat_in",)
        else gettext("Nobody eats in here any more. Nothing was ordered yet: press again to take it away.")
    )


def ask_first(visit: Visit, agreed: list[str]) -> Sure | None:
    """What to ask before an order leaves the diner's hands: words that nobody read, then dishes against an allergy."""
    if visit.text.strip() and "words" not in agreed:
        return Sure("words", agreed)
    menu, restaurant = visit.snapshot.menu, visit.snapshot.restaurant
    if not visit.cart.allergies or "allergies" in agreed:
        return None
    lines = show_cart(visit.cart, menu, visit.now, restaurant.locale).lines
    conflicts = [(line.name, ", ".join(line.contains)) for line in lines if line.contains]
    return Sure("allergies", agreed, conflicts) if conflicts else None


def require_taxes_as_shown(visit: Visit, cart: Cart, total_field: str, to_pay_field: str) -> None:
    """Raise Conflict where the taxes that come on top are others than the page showed: of another day, or to take away.

    Where the dishes themselves are not those that were shown, or cost something else, that is said by who places them.
    """
    shown, menu = visit.form.text(to_pay_field), visit.snapshot.menu
    total = show_cart(cart, menu, visit.now, visit.snapshot.restaurant.locale).total if shown else 0
    if not shown or visit.form.text(total_field) != to_text(total, menu.currency):
        return
    sums = taxes_of_cart(cart, menu, visit.snapshot.restaurant.money)
    to_pay = to_text(total + tax_on_top(sums), menu.currency)
    if shown != to_pay:
        raise Conflict("The taxes are others than were shown.", current_total=to_pay)


def _wanted(visit: Visit) -> ConfirmRequest:
    """The order as confirm takes it. Invalid where the form was tampered with."""
    try:
        return ConfirmRequest(
            restaurant_slug=visit.snapshot.restaurant.slug,
            items=carts.to_confirm(visit.cart),
            raw_input=visit.cart.said,
            table_code=visit.table_code,
            language=READER.get().language,
            customer_name=visit.form.text("name").replace("\x00", "").strip()[:MAX_NAME],
            expected_total=visit.form.text("total") or None,
            allergies=visit.cart.allergies,
            note=visit.cart.note,
            order_type=visit.cart.order_type,
        )
    except ValidationError as error:
        raise of_validation(error) from None


async def _repeat_or_say_too_often(visit: Visit, wanted: ConfirmRequest) -> None:
    """Show the order where it was placed before, and only the answer was lost; else say that it was too often."""
    try:
        visit.placed = await visit.request.app[ORDERS].find_repeated(wanted, visit.key)
    except KeyReused:
        await _say_placed_before(visit)
        return
    if visit.placed is None:
        say_too_often(visit)


async def _say_placed_before(visit: Visit) -> None:
    orders, restaurant = visit.request.app[ORDERS], visit.snapshot.restaurant
    order_id = await orders.find_placed(restaurant.id, visit.key)
    visit.status = 422
    visit.problem_link = f"/orders/{order_id}/" if order_id else ""
    visit.problem = gettext(
        "An earlier version of this order was placed already. Press again only if you want this one as well."
    )
    visit.key = new_key()


def say_menu_changed(visit: Visit) -> None:
    """Tell that the order breaks a rule of the menu as it is now."""
    visit.status = 400
    visit.problem = gettext(
        "The menu has changed. Nothing was ordered yet: check your order and press again."
    )


async def say_conflict(visit: Visit, refusal: DomainError) -> None:
    """Say why no order was placed: something ran out, a price is another one, or no orders are taken."""
    visit.status = 409
    visit.snapshot = await visit.request.app[MENU_CACHE].reload(visit.snapshot.restaurant.id)
    if refusal.extra.get("unavailable"):
        visit.problem = gettext(
            "Something ran out just now. Nothing was ordered yet: check your order and press again."
        )
    elif "current_total" in refusal.extra:
        visit.repriced = repriced_lines(visit.cart, visit.snapshot.menu, visit.now)
        visit.problem = gettext(
            "A price has changed. Nothing was ordered yet: check the total and press again."
        )
    else:
        _say_no_orders(visit, refusal.extra.get("opens_at"))


def _say_no_orders(visit: Visit, opens_at: str | None) -> None:
    """Say why no order is taken: the kitchen is full, pauses or is closed; and when one is again, where that is known."""
    restaurant = visit.snapshot.restaurant
    closure = restaurant.times.closure(visit.now)
    visit.problem = (
        gettext("The kitchen takes no orders at the moment. Nothing was ordered; your order is kept here.")
        if closure
        else gettext(
            "The kitchen has as many orders as it can cook. Nothing was ordered; your order is kept here."
        )
    )
    if opens_at:
        say = say_return if is_paused(restaurant.times, visit.now) else say_opening
        moment = datetime.fromisoformat(opens_at)
        visit.problem += " " + say(moment, visit.now, restaurant.timezone)
