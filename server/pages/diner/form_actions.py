"""The steps of ordering: each button of the page's form, and what it does to the order in progress."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from uuid import UUID

from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.menu import Item
from server.domain.order import OrderLine
from server.orders.setup import ORDERS, UNDERSTANDING
from server.pages.diner import cart as carts
from server.pages.diner.calling import call_staff
from server.pages.diner.heard import answer as take_option
from server.pages.diner.heard import find_option, with_answer, with_choice
from server.pages.diner.item_form import read_line
from server.pages.diner.meals import as_meal, find_meal
from server.pages.diner.placing import confirm
from server.pages.diner.prices import meal_offer, say_choice
from server.pages.diner.sheet_view import show_sheet
from server.pages.diner.table_order import place, share, unshare
from server.pages.diner.visit import Visit, is_within, number_of
from server.pages.diner.wording import wording
from server.pages.i18n import READER, gettext
from server.parsing.result.wire_mapping import state_from_wire
from server.wire.parsing import CartLine, CartModifier, CartVariant, ParseAnswer

Step = Callable[[Visit, list[str]], Awaitable[None]]


async def take(visit: Visit, do: str) -> None:
    """Take the step that the button `do` stands for. Invalid where there is no such button."""
    name, *arguments = do.split(":")
    step = STEPS.get(name)
    if step is None or len(arguments) != ARGUMENTS.get(name, 0):
        raise Invalid([("do", "is not a button of this page")])
    if name not in LOOKS:
        visit.cart = visit.cart.model_copy(update={"removed": None})
    try:
        await step(visit, arguments)
    except (NotFound, Conflict) as refusal:
        visit.status, visit.problem = 409, refusal.detail


async def _say(visit: Visit, arguments: list[str]) -> None:
    del arguments
    words = visit.form.text("text").replace("\x00", "").strip()[: carts.MAX_WORDS]
    if not words:
        return
    if not await is_within(visit, "parse"):
        visit.text = words
        return
    answer = await _understand(visit, words, visit.cart.lines, visit.cart.asked_after)
    visit.cart = with_answer(visit.cart, words, answer)
    visit.clear_text = bool(answer.items or answer.answers or answer.allergies or answer.calls)
    visit.text = "" if visit.clear_text else words


async def _understand(
    visit: Visit, words: str, lines: Sequence[CartLine], asked_after: str = ""
) -> ParseAnswer:
    cart = visit.cart
    state = state_from_wire(cart.allergies, cart.note, cart.order_type, asked_after)
    return await visit.request.app[UNDERSTANDING].answer(
        visit.snapshot, words, lines, READER.get().language, state
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
    visit.added, visit.added_id = wording(visit.snapshot.menu).name(item).text, item.id


async def _save(visit: Visit, arguments: list[str]) -> None:
    index = visit.line(arguments[0])
    item = visit.item(str(visit.cart.lines[index].menu_item_id))
    visit.cart = carts.replace(visit.cart, index, read_line(item, visit.form, visit.most))


async def _remove(visit: Visit, arguments: list[str]) -> None:
    visit.cart = carts.remove(visit.cart, visit.line(arguments[0]))


async def _undo(visit: Visit, arguments: list[str]) -> None:
    """Put back what was removed last."""
    del arguments
    visit.cart = carts.put_back(visit.cart)


async def _more(visit: Visit, arguments: list[str]) -> None:
    _change_quantity(visit, visit.line(arguments[0]), 1)


async def _less(visit: Visit, arguments: list[str]) -> None:
    _change_quantity(visit, visit.line(arguments[0]), -1)


def _change_quantity(visit: Visit, index: int, by: int) -> None:
    quantity = visit.cart.lines[index].quantity + by
    visit.cart = carts.set_quantity(visit.cart, index, quantity, visit.most)


async def _variant(visit: Visit, arguments: list[str]) -> None:
    index, variant_id = visit.line(arguments[0]), number_of(arguments[1])
    line = visit.cart.lines[index].model_copy(
        update={"variant": CartVariant(id=variant_id), "variant_stated": True}
    )
    visit.cart = carts.replace(visit.cart, index, line)


async def _pick(visit: Visit, arguments: list[str]) -> None:
    index, modifier_id = visit.line(arguments[0]), number_of(arguments[1])
    line = visit.cart.lines[index]
    item = visit.item(str(line.menu_item_id))
    if modifier_id not in {m.id for group in item.modifier_groups for m in group.modifiers}:
        raise NotFound(gettext("This choice is no longer on the menu."))
    visit.cart = carts.replace(
        visit.cart, index, carts.pick(line, item, CartModifier(modifier_id=modifier_id))
    )


async def _answer(visit: Visit, arguments: list[str]) -> None:
    number, chosen = number_of(arguments[0]), number_of(arguments[1])
    option = find_option(visit.cart, number, chosen)
    if not option.say:
        visit.cart = take_option(visit.cart, number, option, visit.snapshot.menu)
    elif await is_within(visit, "parse"):
        # Read by itself: with the order before it, it would be taken for a change of a line that is there.
        answer = await _understand(visit, option.say, ())
        visit.cart = with_choice(visit.cart, number, chosen, answer)


async def _dismiss(visit: Visit, arguments: list[str]) -> None:
    if arguments[0] not in DISMISSIBLE:
        raise Invalid([("do", "is not a button of this page")])
    visit.cart = carts.dismiss(visit.cart, arguments[0], number_of(arguments[1]))


async def _again(visit: Visit, arguments: list[str]) -> None:
    try:
        order = await visit.request.app[ORDERS].get(UUID(arguments[0]))
    except (ValueError, NotFound):
        raise NotFound(gettext("There is nothing here")) from None
    if order.restaurant_id != visit.snapshot.restaurant.id:
        raise NotFound(gettext("There is nothing here"))
    for line in (one for one in order.lines if not one.state):
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
    del visit, arguments


DISMISSIBLE = ("asked", "unmatched", "sold_out", "ended", "allergies", "answers", "calls")
LOOKS = ("undo", "show", "close", "find", "restore", "lang")
"""Steps after which what was removed can still be put back."""
STEPS: Mapping[str, Step] = {
    "say": _say,
    "show": _show,
    "show-meal": _show_meal,
    "edit": _edit,
    "meal": _make_meal,
    "add": _add,
    "save": _save,
    "remove": _remove,
    "undo": _undo,
    "more": _more,
    "less": _less,
    "variant": _variant,
    "pick": _pick,
    "answer": _answer,
    "dismiss": _dismiss,
    "again": _again,
    "confirm": confirm,
    "sure": confirm,
    "call": call_staff,
    "share": share,
    "share-sure": share,
    "unshare": unshare,
    "place": place,
    "close": _stay,
    "find": _stay,
    "restore": _stay,
    "lang": _stay,
}
ARGUMENTS = {
    **dict.fromkeys(
        (
            "show",
            "show-meal",
            "edit",
            "meal",
            "add",
            "save",
            "remove",
            "more",
            "less",
            "again",
            "sure",
            "share-sure",
            "unshare",
            "place",
            "call",
        ),
        1,
    ),
    **dict.fromkeys(("variant", "pick", "answer", "dismiss"), 2),
    "lang": 1,
}
