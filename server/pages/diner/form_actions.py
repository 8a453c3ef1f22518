"""The steps of ordering: each button of the page's form, and what it does to the order in progress."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from aiohttp import web
from pydantic import ValidationError

from server.domain.errors import Conflict, DomainError, Invalid, KeyReused, NotFound, TooManyRequests
from server.domain.menu import Item
from server.domain.order import Order, OrderLine
from server.http.forwarded import client_address
from server.http.keys import LIMITS
from server.http.problems import of_validation
from server.menu.setup import MENU_CACHE
from server.menu.snapshot import MenuSnapshot
from server.orders.setup import ORDERS, UNDERSTANDING
from server.pages.diner import cart as carts
from server.pages.diner.cart import Cart
from server.pages.diner.item_form import MAX_DIGITS, Form, read_line
from server.pages.diner.meals import as_meal, find_meal
from server.pages.diner.sheet_view import SheetView, show_sheet
from server.pages.diner.views import meal_offer, say_choice
from server.pages.diner.wording import wording
from server.pages.i18n import READER, gettext, say_opening
from server.parsing.result.wire_mapping import state_from_wire
from server.restaurants.diner_limits import CountSuccess, Diner
from server.restaurants.setup import TABLE_CODES
from server.wire.orders import CartLine, CartModifier, CartVariant, ConfirmRequest, ParseAnswer

MAX_NAME = 100


@dataclass(slots=True)
class Visit:
    """One diner's step: where they are, what they sent, and what the page will say about it."""

    request: web.Request
    snapshot: MenuSnapshot
    table_code: str | None
    form: Form
    cart: Cart
    key: str
    text: str = ""
    sheet: SheetView | None = None
    problem: str = ""
    problem_link: str = ""
    status: int = 200
    clear_text: bool = False
    placed: Order | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def most(self) -> int:
        """The largest quantity of a line."""
        return self.snapshot.restaurant.max_quantity_per_line

    def item(self, text: str) -> Item:
        """The item that a button named, with what of it is to be had now. NotFound where it has left the menu."""
        item = self.snapshot.menu.orderable_by_id.get(_number(text))
        if item is None:
            raise NotFound(gettext("This dish is no longer on the menu."))
        return item.to_be_had(self.now)

    def line(self, text: str) -> int:
        """The index of the line that a button named. NotFound where there is none."""
        index = _number(text)
        if index >= len(self.cart.lines):
            raise NotFound(gettext("This line is no longer in the order."))
        return index


def new_key() -> str:
    """Make the key under which an order is placed once."""
    return secrets.token_urlsafe(18)


Step = Callable[[Visit, list[str]], Awaitable[None]]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS):
        raise Invalid([("do", "is not a button of this page")])
    return int(text)


async def take(visit: Visit, do: str) -> None:
    """Take the step that the button `do` stands for. Invalid where there is no such button."""
    name, *arguments = do.split(":")
    step = STEPS.get(name)
    if step is None or len(arguments) != ARGUMENTS.get(name, 0):
        raise Invalid([("do", "is not a button of this page")])
    try:
        await step(visit, arguments)
    except (NotFound, Conflict) as refusal:
        visit.status, visit.problem = 409, refusal.detail


async def _say(visit: Visit, arguments: list[str]) -> None:
    del arguments
    words = visit.form.text("text").replace("\x00", "").strip()[: carts.MAX_WORDS]
    if not words:
        return
    if not await _is_within(visit, "parse"):
        visit.text = words
        return
    answer = await _understand(visit, words, visit.cart.lines)
    visit.cart = carts.with_answer(visit.cart, words, answer)
    visit.clear_text = bool(answer.items)
    visit.text = "" if visit.clear_text else words


async def _understand(visit: Visit, words: str, lines: Sequence[CartLine]) -> ParseAnswer:
    cart = visit.cart
    state = state_from_wire(cart.allergies, cart.note, cart.order_type)
    return await visit.request.app[UNDERSTANDING].answer(
        visit.snapshot, words, lines, READER.get().language, state
    )


def _within(visit: Visit, limit: str) -> AbstractAsyncContextManager[CountSuccess]:
    """Count against a limit, as the API does."""
    app, slug = visit.request.app, visit.snapshot.restaurant.slug
    diner = Diner(app[LIMITS], app[TABLE_CODES], client_address(visit.request))
    return diner.within(limit, slug, visit.table_code, visit.key)


async def _is_within(visit: Visit, limit: str) -> bool:
    """Count against a limit; where it is over, say so."""
    try:
        async with _within(visit, limit):
            return True
    except TooManyRequests:
        _say_too_often(visit)
        return False


def _say_too_often(visit: Visit) -> None:
    visit.status = 429
    visit.problem = gettext(
        "That was very often in a short time. Wait a minute, then try again; your order is kept."
    )


async def _show(visit: Visit, arguments: list[str]) -> None:
    item, menu = visit.item(arguments[0]), visit.snapshot.menu
    visit.sheet = show_sheet(item, menu, meal=meal_offer(item, menu, visit.now))


async def _show_meal(visit: Visit, arguments: list[str]) -> None:
    """The sheet of a dish's meal, with what was chosen of the dish so far."""
    item = visit.item(arguments[0])
    meal = _meal_of(visit, item)
    line = as_meal(read_line(item, visit.form, visit.most), item, meal, say_choice)
    visit.sheet = show_sheet(meal, visit.snapshot.menu, line)


async def _make_meal(visit: Visit, arguments: list[str]) -> None:
    """A line becomes its meal, and its sheet opens for the parts."""
    index = visit.line(arguments[0])
    item = visit.item(str(visit.cart.lines[index].menu_item_id))
    meal = _meal_of(visit, item)
    line = as_meal(visit.cart.lines[index], item, meal, say_choice)
    visit.cart = carts.replace(visit.cart, index, line)
    visit.sheet = show_sheet(meal, visit.snapshot.menu, line, index)


def _meal_of(visit: Visit, item: Item) -> Item:
    meal = find_meal(item, visit.snapshot.menu, visit.now)
    if meal is None:
        raise Conflict(gettext("There is no meal with this dish now."))
    return meal


async def _edit(visit: Visit, arguments: list[str]) -> None:
    index = visit.line(arguments[0])
    line = visit.cart.lines[index]
    item = visit.item(str(line.menu_item_id))
    visit.sheet = show_sheet(item, visit.snapshot.menu, line, index)


async def _add(visit: Visit, arguments: list[str]) -> None:
    item = visit.item(arguments[0])
    if not item.is_available(visit.now):
        raise Conflict(
            gettext("%(name)s is sold out.") % {"name": wording(visit.snapshot.menu).name(item).text}
        )
    visit.cart = carts.add(visit.cart, read_line(item, visit.form, visit.most), visit.most)


async def _save(visit: Visit, arguments: list[str]) -> None:
    index = visit.line(arguments[0])
    item = visit.item(str(visit.cart.lines[index].menu_item_id))
    visit.cart = carts.replace(visit.cart, index, read_line(item, visit.form, visit.most))


async def _remove(visit: Visit, arguments: list[str]) -> None:
    visit.cart = carts.remove(visit.cart, visit.line(arguments[0]))


async def _more(visit: Visit, arguments: list[str]) -> None:
    _change_quantity(visit, visit.line(arguments[0]), 1)


async def _less(visit: Visit, arguments: list[str]) -> None:
    _change_quantity(visit, visit.line(arguments[0]), -1)


def _change_quantity(visit: Visit, index: int, by: int) -> None:
    quantity = visit.cart.lines[index].quantity + by
    visit.cart = carts.set_quantity(visit.cart, index, quantity, visit.most)


async def _variant(visit: Visit, arguments: list[str]) -> None:
    index, variant_id = visit.line(arguments[0]), _number(arguments[1])
    line = visit.cart.lines[index].model_copy(
        update={"variant": CartVariant(id=variant_id), "variant_stated": True}
    )
    visit.cart = carts.replace(visit.cart, index, line)


async def _pick(visit: Visit, arguments: list[str]) -> None:
    index, modifier_id = visit.line(arguments[0]), _number(arguments[1])
    line = visit.cart.lines[index]
    item = visit.item(str(line.menu_item_id))
    if modifier_id not in {m.id for group in item.modifier_groups for m in group.modifiers}:
        raise NotFound(gettext("This choice is no longer on the menu."))
    visit.cart = carts.replace(
        visit.cart, index, carts.pick(line, item, CartModifier(modifier_id=modifier_id))
    )


async def _answer(visit: Visit, arguments: list[str]) -> None:
    number, chosen = _number(arguments[0]), _number(arguments[1])
    option = carts.find_option(visit.cart, number, chosen)
    if not option.say:
        visit.cart = carts.answer(visit.cart, number, option, visit.snapshot.menu)
    elif await _is_within(visit, "parse"):
        # Read by itself: with the order before it, it would be taken for a change of a line that is there.
        answer = await _understand(visit, option.say, ())
        visit.cart = carts.with_choice(visit.cart, number, chosen, answer)


async def _dismiss(visit: Visit, arguments: list[str]) -> None:
    if arguments[0] not in ("asked", "unmatched", "sold_out", "ended", "allergies"):
        raise Invalid([("do", "is not a button of this page")])
    visit.cart = carts.dismiss(visit.cart, arguments[0], _number(arguments[1]))


async def _again(visit: Visit, arguments: list[str]) -> None:
    try:
        order = await visit.request.app[ORDERS].get(UUID(arguments[0]))
    except (ValueError, NotFound):
        raise NotFound(gettext("There is nothing here")) from None
    if order.restaurant_id != visit.snapshot.restaurant.id:
        raise NotFound(gettext("There is nothing here"))
    for line in order.lines:
        visit.cart = carts.add(visit.cart, _line_again(line), visit.most)


def _line_again(ordered: OrderLine) -> CartLine:
    return CartLine(
        menu_item_id=ordered.menu_item_id,
        name=ordered.name,
        variant=CartVariant(id=ordered.variant_id),
        variant_stated=True,
        quantity=ordered.quantity,
        modifiers=[
            CartModifier(modifier_id=m.modifier_id, amount=m.amount, quantity=m.quantity)
            for m in ordered.modifiers
        ],
        special_requests=ordered.special_requests,
    )


async def _stay(visit: Visit, arguments: list[str]) -> None:
    """Show the order as it is: the menu is searched, the sheet is closed, the page was reloaded."""
    del arguments
    visit.text = visit.form.text("text")[: carts.MAX_WORDS]


async def _confirm(visit: Visit, arguments: list[str]) -> None:
    del arguments
    restaurant = visit.snapshot.restaurant
    if visit.cart.is_empty:
        return
    try:
        wanted = _wanted(visit)
        async with _within(visit, "confirm") as count_success:
            visit.placed, is_new = await visit.request.app[ORDERS].confirm(wanted, visit.key)
            if is_new:
                await count_success()
    except TooManyRequests:
        await _repeat_or_say_too_often(visit, wanted)
    except KeyReused:
        await _say_placed_before(visit)
    except Conflict as refusal:
        await _say_conflict(visit, refusal)
    except Invalid:
        visit.status = 400
        visit.problem = gettext(
            "The menu has changed. Nothing was ordered yet: check your order and press again."
        )
        visit.snapshot = await visit.request.app[MENU_CACHE].reload(restaurant.id)


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
        _say_too_often(visit)


async def _say_placed_before(visit: Visit) -> None:
    orders, restaurant = visit.request.app[ORDERS], visit.snapshot.restaurant
    order_id = await orders.find_placed(restaurant.id, visit.key)
    visit.status = 422
    visit.problem_link = f"/orders/{order_id}/" if order_id else ""
    visit.problem = gettext(
        "An earlier version of this order was placed already. Press again only if you want this one as well."
    )
    visit.key = new_key()


async def _say_conflict(visit: Visit, refusal: DomainError) -> None:
    visit.status = 409
    visit.snapshot = await visit.request.app[MENU_CACHE].reload(visit.snapshot.restaurant.id)
    if refusal.extra.get("unavailable"):
        visit.problem = gettext(
            "Something ran out just now. Nothing was ordered yet: check your order and press again."
        )
    elif "current_total" in refusal.extra:
        visit.problem = gettext(
            "A price has changed. Nothing was ordered yet: check the total and press again."
        )
    else:
        visit.problem = gettext(
            "The kitchen takes no orders at the moment. Nothing was ordered; your order is kept here."
        )
        opens_at = refusal.extra.get("opens_at")
        if opens_at:
            moment = datetime.fromisoformat(opens_at)
            visit.problem += " " + say_opening(moment, visit.now, visit.snapshot.restaurant.timezone)


STEPS: Mapping[str, Step] = {
    "say": _say,
    "show": _show,
    "show-meal": _show_meal,
    "edit": _edit,
    "meal": _make_meal,
    "add": _add,
    "save": _save,
    "remove": _remove,
    "more": _more,
    "less": _less,
    "variant": _variant,
    "pick": _pick,
    "answer": _answer,
    "dismiss": _dismiss,
    "again": _again,
    "confirm": _confirm,
    "close": _stay,
    "find": _stay,
    "restore": _stay,
    "lang": _stay,
}
ARGUMENTS = {
    **dict.fromkeys(
        ("show", "show-meal", "edit", "meal", "add", "save", "remove", "more", "less", "again"), 1
    ),
    **dict.fromkeys(("variant", "pick", "answer", "dismiss"), 2),
    "lang": 1,
}
