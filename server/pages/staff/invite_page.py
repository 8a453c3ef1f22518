"""The page for someone who was invited to a restaurant's staff."""

from typing import Any

from aiohttp import web
from pydantic import ValidationError

from server.accounts.setup import ACCOUNTS
from server.domain.errors import Conflict, DomainError, Forbidden, Invalid, NotLoggedIn
from server.http.forwarded import client_address
from server.http.keys import LIMITS
from server.http.requests import path_id
from server.pages.diner.item_form import Form
from server.pages.forms import read_form
from server.pages.i18n import gettext
from server.pages.render import page, read_reader
from server.wire.accounts import AcceptInviteRequest

MAX_PASSWORD = 128


async def read_invitation(request: web.Request) -> web.Response:
    """Show the form that accepts an invitation."""
    read_reader(request)
    return _show(request, Form({}), 200)


async def accept_invitation(request: web.Request) -> web.Response:
    """Accept an invitation by the posted form; what is wrong with it is said above it."""
    read_reader(request)
    form = await read_form(request)
    names = (form.text("first_name").strip()[:200], form.text("last_name").strip()[:200])
    token, password = path_id(request, "token"), form.text("password")[: MAX_PASSWORD + 1]
    try:
        await request.app[LIMITS].count_address("login", client_address(request))
        other = AcceptInviteRequest(token=token, email=form.text("email").strip() or None).email
        login = await request.app[ACCOUNTS].accept_invitation(token, password, names, None, other)
    except ValidationError:
        return _show(request, form, 400, problem=gettext("This is no e-mail address."))
    except (Invalid, NotLoggedIn, Conflict, Forbidden) as error:
        return _show(request, form, 400, problem=_say(error))
    await request.app[ACCOUNTS].log_out(login.refresh)
    return _show(request, form, 200, joined=login.user.first_name or login.user.email)


def _show(request: web.Request, form: Form, status: int, **more: Any) -> web.Response:
    context = {
        "joined": "",
        "problem": "",
        "first_name": form.text("first_name")[:200],
        "last_name": form.text("last_name")[:200],
        "email": form.text("email")[:254],
        **more,
    }
    response = page(request, "invite.html", context, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _say(error: DomainError) -> str:
    if isinstance(error, NotLoggedIn):
        return gettext(
            "There is an account with this e-mail address: enter its own password, or use another address. "
            "The invitation still works."
        )
    if isinstance(error, Conflict):
        return gettext(
            "This e-mail address has a place or an invitation here already. The invitation still works."
        )
    if isinstance(error, Forbidden):
        return gettext("No new accounts are made on this server: use an account that you have.")
    fields = {field for field, _ in error.errors} if isinstance(error, Invalid) else set()
    if "token" in fields:
        return gettext("This invitation was used, or is too old. Ask for a new one.")
    return gettext("Choose a password of 10 to 128 characters that is not among the common ones.")
