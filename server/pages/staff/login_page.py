"""The front door of the staff's pages: log in, choose the restaurant, log out."""

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiohttp import web

from server.accounts.access import RANK, require_login
from server.accounts.setup import ACCOUNTS
from server.db.setup import POOL
from server.domain.errors import Forbidden, NotLoggedIn, TooManyRequests
from server.http.forwarded import client_address
from server.http.keys import LIMITS
from server.pages.diner.item_form import Form
from server.pages.forms import read_form
from server.pages.i18n import gettext
from server.pages.render import page, read_reader
from server.pages.staff.session import (
    PATH,
    forget_login,
    private,
    read_caller,
    remember_login,
    require_own_form,
)

Handler = Callable[[web.Request], Awaitable[web.Response]]
LONGEST_EMAIL, LONGEST_PASSWORD, LONGEST_PATH = 254, 128, 300
_PAGE = re.compile(r"/staff/(?:[A-Za-z0-9/-]*)")


def for_staff(handler: Handler) -> Handler:
    """Have somebody log in first, and tell a member whose role is too low; `handler` answers pages that are kept nowhere."""

    async def handle(request: web.Request) -> web.Response:
        read_reader(request)
        try:
            if request.method == "POST":
                require_own_form(request)
            return private(await handler(request))
        except NotLoggedIn:
            was_logged_in = request.method == "POST" and request.path != PATH
            problem = gettext("You are logged out. Nothing was changed: log in, then do it again.")
            is_front_door = request.method == "GET" and request.path == PATH
            return ask(request, Form({}), problem if was_logged_in else "", 200 if is_front_door else 401)
        except Forbidden:
            return _refuse(request)

    return handle


@for_staff
async def read(request: web.Request) -> web.Response:
    """Show the restaurants of whoever is logged in; where there is one, go there."""
    caller = read_caller(request)
    await require_login(request.app[POOL], caller)
    _, memberships = await request.app[ACCOUNTS].read_me(caller.user_id)
    places = [one for one in memberships if RANK[one.role] >= RANK["waiter"]]
    if not places:
        raise Forbidden("")
    if len(places) == 1:
        return web.Response(status=303, headers={"Location": f"{PATH}{places[0].slug}/"})
    return page(request, "staff_places.html", {"places": places})


async def enter(request: web.Request) -> web.Response:
    """Log in or out by the posted form."""
    read_reader(request)
    try:
        require_own_form(request)
    except Forbidden:
        return _refuse(request)
    form = await read_form(request)
    if form.text("do") == "logout":
        return await _leave(request)
    email = form.text("email").strip().lower()[:LONGEST_EMAIL].replace("\x00", "")
    limits = request.app[LIMITS]
    try:
        await limits.count_address("login", client_address(request))
        await limits.count_subject("login", email)
        login = await request.app[ACCOUNTS].log_in(email, form.text("password")[:LONGEST_PASSWORD])
    except NotLoggedIn:
        wrong = gettext("The e-mail address or the password is not right. Nothing was changed.")
        return ask(request, form, wrong, status=401)
    except TooManyRequests:
        often = gettext(
            "That was very often in a short time. Nothing was changed: wait a minute and try again."
        )
        return ask(request, form, often, status=429)
    response = private(web.Response(status=303, headers={"Location": _next(form.text("next"))}))
    remember_login(request, response, login)
    return response


async def _leave(request: web.Request) -> web.Response:
    response = private(web.Response(status=303, headers={"Location": PATH}))
    forget_login(response)
    with suppress(NotLoggedIn):
        await request.app[ACCOUNTS].end_session(read_caller(request))
    return response


def ask(request: web.Request, form: Form, problem: str, status: int) -> web.Response:
    """Show the form that logs in, and leads to where somebody wanted to go."""
    wanted = form.text("next") or request.path
    context = {"problem": problem, "email": form.text("email")[:LONGEST_EMAIL], "next": _next(wanted)}
    return private(page(request, "staff_login.html", context, status))


def _next(path: str) -> str:
    """A page of the staff's to go on with; anything else is the first one."""
    return path if len(path) <= LONGEST_PATH and _PAGE.fullmatch(path) else PATH


def _refuse(request: web.Request) -> web.Response:
    context = {
        "title": gettext("Not for your role"),
        "text": gettext(
            "Tables are looked after by waiters, managers and owners. Nothing was changed: ask an owner for that role."
        ),
        "code": "",
    }
    return private(page(request, "message.html", context, 403))
