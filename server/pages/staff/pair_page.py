"""The page on which an owner or manager lets a kitchen display in: log in, choose the restaurant, done."""

import re
from typing import Any
from uuid import UUID

from aiohttp import web

from server.accounts.access import authorize
from server.accounts.model import Membership
from server.accounts.setup import ACCOUNTS
from server.accounts.tokens import read_access
from server.db.setup import POOL
from server.domain.errors import DomainError, Forbidden, Invalid, NotFound, NotLoggedIn
from server.http.forwarded import client_address
from server.http.keys import LIMITS, SETTINGS
from server.http.requests import path_id
from server.kitchen.setup import PAIRING
from server.pages.diner.item_form import Form
from server.pages.forms import read_form
from server.pages.i18n import gettext
from server.pages.render import page, read_reader
from server.wire.pairing import CODE_LENGTH, CODE_LETTERS
from server.wire.vocabulary import MANAGING

SHAPE = re.compile(f"[{CODE_LETTERS}]{{{CODE_LENGTH}}}")
MAX_NAME = 100


async def read(request: web.Request) -> web.Response:
    """Show the code and the form."""
    read_reader(request)
    return _show(request, Form({}), 200)


async def approve(request: web.Request) -> web.Response:
    """Let the display in; where the caller has several restaurants, ask which one first."""
    read_reader(request)
    form = await read_form(request)
    try:
        access, refresh = await _log_in(request, form)
        places = await _managed(request, access)
        chosen = [p for p in places if len(places) == 1 or str(p.restaurant_id) == form.text("restaurant")]
        if not chosen:
            return _ask_where(request, form, places, access, refresh)
        await _let_in(request, form, access, chosen[0].restaurant_id)
    except (NotLoggedIn, Forbidden, NotFound, Invalid) as error:
        return _show(request, form, 401 if isinstance(error, NotLoggedIn) else 400, problem=_say(error))
    await request.app[ACCOUNTS].log_out(refresh)
    return _show(request, form, 200, paired=chosen[0].name)


async def _log_in(request: web.Request, form: Form) -> tuple[str, str]:
    if form.text("access"):
        return form.text("access"), form.text("refresh")
    email, limits = form.text("email").strip().lower()[:254], request.app[LIMITS]
    await limits.count_address("login", client_address(request))
    await limits.count_subject("login", email)
    login = await request.app[ACCOUNTS].log_in(email.replace("\x00", ""), form.text("password")[:128])
    return login.access, login.refresh


async def _managed(request: web.Request, access: str) -> list[Membership]:
    """The restaurants whose staff the caller may add to."""
    secret = request.app[SETTINGS].secret_key.get_secret_value()
    caller = read_access(access, secret)
    _, memberships = await request.app[ACCOUNTS].read_me(caller.user_id)
    managed = [m for m in memberships if m.role in MANAGING]
    if not managed:
        raise Forbidden("")
    return managed


async def _let_in(request: web.Request, form: Form, access: str, restaurant_id: UUID) -> None:
    caller = read_access(access, request.app[SETTINGS].secret_key.get_secret_value())
    await authorize(request.app[POOL], caller, "restaurant_id", restaurant_id, "manager")
    name = " ".join(form.text("display").replace("\x00", "").split())[:MAX_NAME]
    await request.app[PAIRING].approve(restaurant_id, _code(request), name or gettext("Kitchen display"))


def _code(request: web.Request) -> str:
    code = re.sub(r"[\s-]", "", path_id(request, "code")).upper()
    if not SHAPE.fullmatch(code):
        raise Invalid([("code", "is no code of a display")])
    return code


def _ask_where(
    request: web.Request, form: Form, places: list[Membership], access: str, refresh: str
) -> web.Response:
    offered = [(str(p.restaurant_id), p.name) for p in places]
    return _show(request, form, 200, places=offered, access=access, refresh=refresh)


def _show(request: web.Request, form: Form, status: int, **more: Any) -> web.Response:
    code = re.sub(r"[\s-]", "", path_id(request, "code")).upper()
    context = {
        "code": f"{code[: CODE_LENGTH // 2]} {code[CODE_LENGTH // 2 : CODE_LENGTH]}",
        "paired": "",
        "problem": "",
        "places": [],
        "email": form.text("email")[:254],
        "display": form.text("display")[:MAX_NAME],
        **more,
    }
    response = page(request, "pair.html", context, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _say(error: DomainError) -> str:
    if isinstance(error, NotLoggedIn):
        return gettext("The e-mail address or the password is not right. Nothing was changed.")
    if isinstance(error, Invalid):
        return gettext(
            "No display waits with this code. Look at the display again: codes change after ten minutes."
        )
    return gettext("You need to be an owner or manager of the restaurant. Nothing was changed.")
