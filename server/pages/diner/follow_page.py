"""The page that follows an order, and the wall screen of numbers."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from aiohttp import web

from server.domain.errors import Conflict, NotFound
from server.domain.menu import Item, Menu
from server.domain.money import to_minor
from server.domain.neglect import Neglect, neglect_of
from server.http.requests import path_id
from server.kitchen.setup import PRESENCE
from server.menu.setup import MENU_CACHE
from server.menu.snapshot import MenuSnapshot
from server.orders.setup import BOARDS, ORDERS
from server.pages.allergen_labels import say_allergen
from server.pages.cookies import read_place
from server.pages.diner.change_of_mind import (
    Offer,
    is_cancelled_by_diner,
    offer_of,
    read_cancelled,
    say_reason,
    say_refused,
    say_taken_off,
)
from server.pages.diner.prices import say_choice
from server.pages.diner.tax_lines import show_taxes, taxes_of_document
from server.pages.diner.wording import Said, Wording, wording
from server.pages.forms import read_form
from server.pages.i18n import READER, gettext
from server.pages.render import is_fragment, page, read_reader
from server.payments.setup import PAYMENTS
from server.push.setup import PUSHES
from server.wire.allergy_marks import ALLERGY_PREFIX, without_marks
from server.wire.menu import said_label
from server.wire.vocabulary import BUMPABLE, COOKING, ENDED


def say_status(status: str) -> str:
    """Say the state of an order in the reader's language."""
    said = {
        "unpaid": gettext("Waiting for payment: the kitchen gets your order once it is paid."),
        "held": gettext("The restaurant will accept your order in a moment."),
        "confirmed": gettext("The kitchen has your order."),
        "preparing": gettext("Your order is being prepared."),
        "ready": gettext("Your order is ready!"),
        "completed": gettext("Enjoy your meal!"),
        "cancelled": gettext("This order was cancelled."),
    }
    return said[status]


async def read_order(request: web.Request) -> web.Response:
    """Show an order to whoever has its id."""
    return await _show_order(request, path_id(request, "order_id"))


async def change_order(request: web.Request) -> web.Response:
    """Cancel the order or a line of it, and show it then; where it is too late, say so."""
    order_id: UUID = path_id(request, "order_id")
    lines = read_cancelled((await read_form(request)).text("do"))
    try:
        await request.app[ORDERS].cancel(order_id, lines)
    except Conflict:
        return await _show_order(request, order_id, is_too_late=True)
    return web.Response(status=303, headers={"Location": f"/orders/{order_id}/#follow"})


async def _show_order(request: web.Request, order_id: UUID, *, is_too_late: bool = False) -> web.Response:
    order = orjson.loads(await request.app[ORDERS].status(order_id))
    snapshot = await _find_listing(request, order["restaurant_slug"])
    locale = snapshot.restaurant.locale if snapshot else "en"
    read_reader(request, locale)
    context = {
        "order": order,
        "follow": _show(order, snapshot, await _neglect(request, order, snapshot)),
        "can_pay": snapshot is not None
        and request.app[PAYMENTS].takes(snapshot.restaurant)
        and order["status"] != "cancelled",
        "restaurant_name": snapshot.restaurant.name if snapshot else "",
        "menu_language": locale.replace("_", "-"),
        "push_key": (await request.app[PUSHES].key()).public,
        "problem": gettext("It is too late: nothing was cancelled. To change something, ask the staff.")
        if is_too_late
        else "",
        "kiosk": f"/r/{order['restaurant_slug']}/kiosk/" if "kiosk" in request.query else "",
        "place": read_place(request, order["restaurant_slug"]),
        "texts": {
            "offline": gettext("No connection. Nothing was changed: try again in a moment."),
            "soundOff": gettext("Ring when it is ready"),
            "soundOn": gettext("It will ring when it is ready"),
        },
    }
    template = "_status.html" if is_fragment(request) else "status.html"
    return page(request, template, context, 409 if is_too_late else 200)


async def _find_listing(request: web.Request, slug: str) -> MenuSnapshot | None:
    """The order's restaurant; None where it is gone, which its orders outlive."""
    try:
        return await request.app[MENU_CACHE].by_slug(slug)
    except NotFound:
        return None


async def _neglect(request: web.Request, order: dict[str, Any], snapshot: MenuSnapshot | None) -> Neglect:
    if snapshot is None:
        return ""
    estimate = order["estimated_ready_at"]
    return neglect_of(
        order["status"],
        datetime.fromisoformat(order.get("released_at") or order["created_at"]),
        datetime.fromisoformat(estimate) if estimate else None,
        await request.app[PRESENCE].seen_at(snapshot.restaurant.id),
        datetime.now(UTC),
    )


def _say_neglect(neglect: Neglect) -> str:
    return {
        "": "",
        "unseen": gettext("The kitchen has not seen your order yet."),
        "late": gettext("Your order is late: please ask the staff."),
    }[neglect]


def _show(order: dict[str, Any], snapshot: MenuSnapshot | None, neglect: Neglect) -> dict[str, Any]:
    status, currency = order["status"], order["currency"]
    said = _say_neglect(neglect) or (
        gettext("You cancelled this order.") if is_cancelled_by_diner(order) else say_status(status)
    )
    offer = offer_of(order, snapshot.restaurant.rules if snapshot else None, datetime.now(UTC))
    lines = _lines(order, snapshot, offer)
    taxes = show_taxes(taxes_of_document(order), to_minor(order["total_price"], currency), currency)
    refused = say_refused(order, [line["name"].text for line in lines if line["is_refused"]])
    return {
        "said": said,
        "refused": refused,
        "reason": say_reason(order),
        "cancel_until": READER.get().time(offer.until, snapshot.restaurant.timezone)
        if offer.until and snapshot
        else "",
        "ask_staff": offer.ask_staff,
        "title": f"{order['number']} · {said}",
        "ended": status in ENDED,
        "ready_at": "" if neglect else _ready_at(order, snapshot),
        "steps": _steps(status),
        "lines": lines,
        "allergies": [
            {"text": a["text"], "names": [say_allergen(code) for code in a["allergens"]]}
            for a in order["allergies"]
        ],
        "kind": {"eat_in": gettext("Eat in"), "take_away": gettext("Take away")}.get(order["order_type"], ""),
        "taxes": taxes,
    }


def _ready_at(order: dict[str, Any], snapshot: MenuSnapshot | None) -> str:
    estimate = order["estimated_ready_at"]
    if not estimate or snapshot is None or order["status"] not in COOKING:
        return ""
    moment = datetime.fromisoformat(estimate)
    return READER.get().time(moment, snapshot.restaurant.timezone) if moment > datetime.now(UTC) else ""


def _steps(status: str) -> list[tuple[str, str]]:
    labels = (gettext("Received"), gettext("Being prepared"), gettext("Ready"))
    at = (
        -1
        if status in ("unpaid", "held")
        else BUMPABLE.index(status)
        if status in BUMPABLE
        else len(BUMPABLE)
    )
    return [(label, "done" if i < at else "now" if i == at else "") for i, label in enumerate(labels)]


def _lines(order: dict[str, Any], snapshot: MenuSnapshot | None, offer: Offer) -> list[dict[str, Any]]:
    """The lines of an order, as the menu of today translates them where it still has them."""
    words = wording(snapshot.menu if snapshot else Menu(order["currency"]))
    dishes = words.dishes(line["name"] for line in order["items"])
    allergies = [allergy["text"] for allergy in order["allergies"]]
    return [
        {
            "id": line["id"],
            "can_cancel": line["id"] in offer.lines,
            "is_refused": line.get("state") == "refused",
            "taken_off": say_taken_off(line),
        }
        | _line(
            {**line, "special_requests": without_marks(line["special_requests"], allergies)},
            order["currency"],
            words,
            dishes.get(line["name"]),
        )
        for line in order["items"]
    ]


def _line(line: dict[str, Any], currency: str, words: Wording, dish: Item | None) -> dict[str, Any]:
    choices = [
        say_choice(words.part(dish, m["name"]).text, m["amount"], m["quantity"]) for m in line["modifiers"]
    ]
    size = words.part(dish, said_label(line["variant_label"])).text
    return {
        "quantity": line["quantity"],
        "number": line.get("number", ""),
        "name": words.name(dish) if dish else Said(line["name"]),
        "choices": [choice for choice in (size, *choices) if choice],
        "note": line["special_requests"].removeprefix(ALLERGY_PREFIX),
        "is_allergy": line["special_requests"].startswith(ALLERGY_PREFIX),
        "total": READER.get().money(to_minor(line["line_total"], currency), currency),
    }


async def read_board(request: web.Request) -> web.Response:
    """Show which orders of a restaurant are being prepared and which are ready, by number alone."""
    snapshot = await request.app[MENU_CACHE].by_slug(path_id(request, "slug"))
    read_reader(request, snapshot.restaurant.locale)
    board = await request.app[BOARDS].get(snapshot.restaurant.id)
    context = {
        "restaurant": snapshot.restaurant,
        "menu_language": snapshot.restaurant.locale.replace("_", "-"),
        "preparing": board.preparing,
        "ready": board.ready,
    }
    return page(request, "_board.html" if is_fragment(request) else "board.html", context)
