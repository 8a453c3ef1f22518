"""The ordering page: `/r/<slug>/` without a table, `/t/<code>` at one."""

from typing import Any

import orjson
from aiohttp import web

from server.domain.errors import NotFound
from server.domain.money import to_text
from server.domain.restaurant import RestaurantSettings
from server.http.forwarded import public_url
from server.menu.snapshot import MenuSnapshot
from server.orders.conflicts import codes_of_allergies
from server.orders.handlers import MAX_KEY
from server.orders.setup import ESTIMATES, ORDERS, UNDERSTANDING
from server.pages.allergen_labels import say_allergen
from server.pages.cookies import read_orders, remember, remember_guest
from server.pages.diner.calling import show_calls
from server.pages.diner.cart import Cart
from server.pages.diner.follow_page import say_status
from server.pages.diner.form_actions import take
from server.pages.diner.goes_with import show_goes_with
from server.pages.diner.item_form import Form
from server.pages.diner.known_allergies import read_known, remember_known
from server.pages.diner.menu_html import MENU_HTML_CACHE, MenuHtml, digest, show_menu
from server.pages.diner.menu_search import avoided_by, toggled
from server.pages.diner.opening_hours import is_paused, opening_week, say_return
from server.pages.diner.place import Place, find_place
from server.pages.diner.price_changes import repriced_lines
from server.pages.diner.prices import say_amounts
from server.pages.diner.revalidation import revalidate
from server.pages.diner.seo import linked_data
from server.pages.diner.table_view import show_table
from server.pages.diner.tax_lines import show_taxes, taxes_of_cart
from server.pages.diner.views import CartView, show_cart
from server.pages.diner.visit import Visit, new_key
from server.pages.diner.wording import wording
from server.pages.forms import read_form
from server.pages.i18n import LANGUAGES, READER, Reader, choose_reader, gettext, ngettext, say_opening
from server.pages.render import LANGUAGE_COOKIE, YEAR, dress, fill, html, is_fragment, read_reader, set_cookie
from server.wire.orders import OrderAllergy
from server.wire.vocabulary import NOT_ENDED, ORDER_TYPES, OrderType

WAIT_STEP = 5
MAX_NOTE = 500
MAX_QUERY = 100
MOST_POPULAR = 4


async def read(request: web.Request) -> web.Response:
    """Show the page with an empty order."""
    return await read_at(request, await find_place(request))


async def read_at(request: web.Request, place: Place) -> web.Response:
    """Show the page of a place with an empty order."""
    read_reader(request, place.snapshot.restaurant.locale)
    return await _answer(_begin(request, place), place)


async def read_kiosk(request: web.Request) -> web.Response:
    """Show the page of a kiosk to the next diner: in the language of the restaurant, whatever the one before chose."""
    place = await find_place(request)
    if is_fragment(request):
        read_reader(request, place.snapshot.restaurant.locale)
        return await _answer(_begin(request, place), place)
    READER.set(_restaurant_reader(place))
    response = await _answer(_begin(request, place), place)
    response.headers["Cache-Control"] = "no-store"
    response.del_cookie(LANGUAGE_COOKIE)
    return response


def _restaurant_reader(place: Place) -> Reader:
    return choose_reader(None, "", place.snapshot.restaurant.locale)


def _begin(request: web.Request, place: Place) -> Visit:
    """An empty order, in which the allergies stand that were told on this device."""
    request.app[UNDERSTANDING].languages.begin()
    cart = Cart(allergies=read_known(request) if place.is_diners else [])
    visit = Visit(
        request, place.snapshot, place.code, Form({}), cart, new_key(), table=place.table, link=place.link
    )
    visit.is_begun = True
    return visit


async def step(request: web.Request) -> web.Response:
    """Take one step of ordering and show the page as it is then; a placed order leads to its own page."""
    return await step_at(request, await find_place(request))


async def step_at(request: web.Request, place: Place) -> web.Response:
    """Take one step of ordering at a place."""
    read_reader(request, place.snapshot.restaurant.locale)
    form = await read_form(request)
    key = form.text("key")
    if not (1 <= len(key) <= MAX_KEY and key.isascii() and key.isprintable()):
        key = new_key()
    known = read_known(request) if place.is_diners else []
    cart = _cart_of(form, known)
    visit = Visit(request, place.snapshot, place.code, form, cart, key, table=place.table, link=place.link)
    visit.repriced = repriced_lines(visit.cart, place.snapshot.menu, visit.now)
    visit.query = toggled(form.text("q"), form.text("filter"))[:MAX_QUERY]
    do = form.text("do") or ("find" if form.text("filter") else "say")
    if do == "say" and not form.text("text").strip() and form.text("q").strip():
        do = "find"
    language = do.removeprefix("lang:") if do.startswith("lang:") else ""
    if language in LANGUAGES:
        read_reader(request, place.snapshot.restaurant.locale, language)
    await take(visit, do)
    if visit.placed is not None:
        response = _lead_to_order(visit, place)
    else:
        response = await _answer(visit, place)
        if visit.guest:
            remember_guest(response, visit.guest)
    if place.is_diners:
        remember_known(response, known, cart.allergies, visit.cart.allergies)
    if language in LANGUAGES:
        set_cookie(response, LANGUAGE_COOKIE, language, YEAR)
    return response


def _cart_of(form: Form, known: list[OrderAllergy]) -> Cart:
    """The order in progress, with what the form says of the whole of it; with what is known where it is another page's."""
    cart = Cart.read(form.text("state"))
    said: dict[str, Any] = {} if "state" in form.values else {"allergies": known}
    if "order_note" in form.values:
        said["note"] = form.text("order_note").replace("\x00", "").strip()[:MAX_NOTE]
    if form.text("order_type") in ORDER_TYPES:
        said["order_type"] = form.text("order_type")
    return cart.model_copy(update=said)


def _revalidate(visit: Visit) -> None:
    visit.cart = revalidate(visit.cart, visit.snapshot.menu, visit.most, visit.now)


def _lead_to_order(visit: Visit, place: Place) -> web.Response:
    order = visit.placed
    assert order is not None  # noqa: S101  the caller saw it
    path = place.after_ordering or f"/orders/{order.id}/{'?kiosk' if place.is_kiosk else ''}"
    if is_fragment(visit.request):
        response = web.Response(status=201, headers={"Location": path})
    else:  # the form's own fragment would follow the diner
        response = web.Response(status=303, headers={"Location": f"{path}#follow"})
    if not place.is_diners:
        return response
    orders = [order.id, *read_orders(visit.request)]
    remember(response, orders, visit.snapshot.restaurant.slug, place.path)
    if visit.guest:
        remember_guest(response, visit.guest)
    return response


async def _answer(visit: Visit, place: Place) -> web.Response:
    if _is_for_menu(visit.request):
        return await _answer_menu(visit)
    if visit.request.headers.get("X-Fragment") == "table":
        return html(visit.request, fill(visit.request, "_table.html", await _table_context(visit)))
    _revalidate(visit)
    dress(visit.request, visit.snapshot.restaurant.branding.accent)
    if is_fragment(visit.request):
        return html(
            visit.request,
            fill(visit.request, "_order.html", await _order_context(visit)),
            visit.status,
        )
    context = {**await _order_context(visit), **await _page_context(visit, place)}
    return html(visit.request, fill(visit.request, "order.html", context), visit.status)


def _is_for_menu(request: web.Request) -> bool:
    """Whether a script of ours asks whether the menu, and whether orders are taken, is as it was."""
    return request.headers.get("X-Fragment") == "menu"


async def _answer_menu(visit: Visit) -> web.Response:
    """Answer the menu and the restaurant's state: 204 where they are as the page has them."""
    menu = await _menu(visit)
    context = {**await _state_context(visit), "menu_html": menu.html, "version": menu.version}
    text = fill(visit.request, "_now.html", context)
    version = digest(text)
    if visit.request.headers.get("X-Menu") == version:
        return web.Response(status=204, headers={"Cache-Control": "private, no-cache"})
    response = html(visit.request, text)
    response.headers["X-Menu"] = version
    return response


async def _menu(visit: Visit) -> MenuHtml:
    popular = await visit.request.app[UNDERSTANDING].facts.popular_ids(visit.snapshot)
    cache = visit.request.app[MENU_HTML_CACHE]
    return cache.get(visit.request, visit.snapshot, visit.now, popular[:MOST_POPULAR])


async def _state_context(visit: Visit) -> dict[str, Any]:
    """What the page says of the restaurant at this moment."""
    restaurant = visit.snapshot.restaurant
    closure = restaurant.times.closure(visit.now)
    paused = is_paused(restaurant.times, visit.now)
    opens = ""
    if closure and closure.opens_at:
        say = say_return if paused else say_opening
        opens = say(closure.opens_at, visit.now, restaurant.timezone)
    return {
        "restaurant": restaurant,
        "branding": restaurant.branding,
        "week": opening_week(restaurant.times),
        "paused": paused,
        "pause": restaurant.times.pause_reason if paused else "",
        "opens": opens,
        "table": visit.table,
        "wait": await _wait_minutes(visit.request, restaurant),
    }


async def _order_context(visit: Visit) -> dict[str, Any]:
    menu, restaurant = visit.snapshot.menu, visit.snapshot.restaurant
    view = show_cart(visit.cart, menu, visit.now, restaurant.locale)
    menu_html = await _menu(visit)
    sums = taxes_of_cart(visit.cart, menu, restaurant.money)
    taxes = show_taxes(sums, view.total, menu.currency)
    return {
        **await _state_context(visit),
        "menu_version": menu_html.version,
        "calls": await show_calls(visit),
        "repriced": _show_repriced(visit),
        "unsure": visit.unsure,
        "goes_with": await show_goes_with(visit),
        "added": gettext("Added: %(name)s") % {"name": visit.added} if visit.added else "",
        "text": visit.text,
        "order_types": _offered_types(restaurant),
        "is_open": restaurant.times.closure(visit.now) is None,
        "menu_language": restaurant.locale.replace("_", "-"),
        "cart": visit.cart.model_copy(update={"prices": list(view.prices)}),
        "view": view,
        "key": visit.key,
        "taxes": taxes,
        "total": taxes.total,
        "total_text": to_text(view.total, menu.currency),
        "to_pay_text": to_text(taxes.to_pay, menu.currency) if taxes.on_top else "",
        "most": visit.most,
        "sheet": visit.sheet,
        "contains": _stated_against(visit),
        "amounts": say_amounts(),
        "is_begun": visit.is_begun,
        "problem": visit.problem,
        "problem_link": visit.problem_link,
        "clear_text": visit.clear_text,
        "announcement": _announcement(visit, view),
        "name": visit.form.text("name")[:100],
        "shares_names": visit.link is not None and restaurant.rules.share_table == "names",
        "shares": visit.link is not None and restaurant.rules.shares_table,
    }


def _offered_types(restaurant: RestaurantSettings) -> list[tuple[OrderType, str]]:
    """What the diner chooses from; nothing where the restaurant offers one alone."""
    offered = restaurant.rules.order_types
    labels: dict[OrderType, str] = {"eat_in": gettext("Eat in"), "take_away": gettext("Take away")}
    return [(kind, labels[kind]) for kind in offered] if len(offered) > 1 else []


def _announcement(visit: Visit, view: CartView) -> str:
    """What a screen reader hears after a step."""
    if visit.sheet is not None:
        return ""
    items = ngettext("Your order has %(num)d item.", "Your order has %(num)d items.", view.count)
    parts = [items % {"num": view.count}]
    questions = len(view.questions) + sum(len(line.questions) for line in view.lines)
    if questions:
        parts.append(
            ngettext("One question is open.", "%(num)d questions are open.", questions) % {"num": questions}
        )
    if visit.cart.unmatched:
        parts.append(gettext("Not found on the menu") + ": " + ", ".join(visit.cart.unmatched))
    if visit.cart.sold_out:
        parts.append(gettext("Sold out") + ": " + ", ".join(map(str, view.sold_out)))
    if visit.cart.ended:
        parts.append(gettext("Not served at this hour") + ": " + ", ".join(map(str, view.ended)))
    return " ".join(parts)


async def _table_context(visit: Visit) -> dict[str, Any]:
    """What the table of the page has ordered."""
    locale = visit.snapshot.restaurant.locale
    return {"at_table": await show_table(visit), "menu_language": locale.replace("_", "-")}


async def _page_context(visit: Visit, place: Place) -> dict[str, Any]:
    restaurant, request = visit.snapshot.restaurant, visit.request
    origin = public_url(request)
    allergies = codes_of_allergies(visit.cart.allergies)
    menu = await _menu(visit)
    is_marked = visit.query or allergies
    return {
        **await _table_context(visit),
        "path": place.path,
        "is_kiosk": place.is_kiosk,
        "kept_as": place.kept_as,
        "back": place.back,
        "in_language": f"?lang={READER.get().language}" if place.is_kiosk else "",
        "is_foreign": place.is_kiosk and READER.get().language != _restaurant_reader(place).language,
        "origin": origin,
        "example": _example(visit.snapshot),
        "texts": _texts(),
        "placed": [] if not place.is_diners else await _placed(request, restaurant.slug),
        "menu_html": show_menu(request, visit.snapshot, visit.now, visit.query, allergies)
        if is_marked
        else menu.html,
        "version": menu.version,
        "linked_data": {} if place.table else linked_data(visit.snapshot, origin, visit.now),
    }


def _stated_against(visit: Visit) -> list[str]:
    """What the dish in the sheet states that the diner is allergic to."""
    codes = codes_of_allergies(visit.cart.allergies)
    stated = avoided_by(visit.sheet.item.allergens) if visit.sheet else ()
    return [say_allergen(code) for code in sorted(codes & set(stated))]


def _show_repriced(visit: Visit) -> list[dict[str, str]]:
    """What costs something else than before, each dish once."""
    money, menu = READER.get().money, visit.snapshot.menu
    words = wording(menu)
    return [
        {
            "name": words.name(menu.orderable_by_id[one.menu_item_id]).text,
            "before": money(one.before, menu.currency),
            "now": money(one.now, menu.currency),
        }
        for one in visit.repriced
    ]


def _texts() -> dict[str, str]:
    """What the page's script says by itself."""
    return {
        "offline": gettext("No connection. Nothing was changed: try again in a moment."),
        "sending": gettext("Sending your order …"),
        "retrying": gettext(
            "No connection. Your order is kept and sent as soon as it works; it is placed only once."
        ),
        "gone": gettext(
            "This code is no longer in use. Your order is kept on this phone: scan the QR code on your table again, or ask the staff."
        ),
        "contains": gettext("contains %(what)s"),
        "required": gettext("Please choose: %(name)s"),
        "unsure": gettext(
            "We could not see whether this order arrived. Press Order: it is placed only once."
        ),
        "failed": gettext("This did not work. Your order is kept: try again, or ask the staff."),
        "listening": gettext("Listening …"),
        "noMicrophone": gettext("The microphone cannot be used. You can type instead."),
    }


def _example(snapshot: MenuSnapshot) -> str:
    items = [item for item in snapshot.menu.orderable_items() if item.is_served]
    if not items:
        return ""
    words = wording(snapshot.menu)
    return gettext("For example: 2 %(first)s and 1 %(second)s, please") % {
        "first": words.name(items[0]),
        "second": words.name(items[-1]),
    }


async def _wait_minutes(request: web.Request, restaurant: RestaurantSettings) -> int:
    seconds = await request.app[ESTIMATES].wait_seconds(restaurant)
    return -(-seconds // (60 * WAIT_STEP)) * WAIT_STEP


async def _placed(request: web.Request, slug: str) -> list[dict[str, Any]]:
    """The open orders that this device placed here."""
    found = []
    for order_id in read_orders(request):
        try:
            order = orjson.loads(await request.app[ORDERS].status(order_id))
        except NotFound:
            continue
        if order["restaurant_slug"] == slug and order["status"] in NOT_ENDED:
            found.append({**order, "status_text": say_status(order["status"])})
    return found
