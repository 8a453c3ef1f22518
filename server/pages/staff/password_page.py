"""The page on which somebody with a link chooses a new password."""

from typing import Any

from aiohttp import web

from server.accounts.setup import PASSWORD_LINKS
from server.domain.errors import Invalid
from server.http.forwarded import client_address
from server.http.keys import LIMITS
from server.http.requests import path_id
from server.pages.forms import read_form
from server.pages.i18n import gettext
from server.pages.render import page, read_reader

MAX_PASSWORD = 128


async def read(request: web.Request) -> web.Response:
    """Show the form, or that the link is not good any more."""
    read_reader(request)
    try:
        email = await request.app[PASSWORD_LINKS].find(path_id(request, "token"))
    except Invalid:
        return _show(request, 404, gone=True)
    return _show(request, 200, email=email)


async def choose(request: web.Request) -> web.Response:
    """Store the password that was posted; what is wrong with it is said above the form."""
    read_reader(request)
    form = await read_form(request)
    token, password = path_id(request, "token"), form.text("password")[: MAX_PASSWORD + 1]
    await request.app[LIMITS].count_address("login", client_address(request))
    links, email = request.app[PASSWORD_LINKS], ""
    try:
        email = await links.find(token)
        return _show(request, 200, email=await links.use(token, password), chosen=True)
    except Invalid as error:
        if any(field == "token" for field, _ in error.errors):
            return _show(request, 400, gone=True)
        weak = gettext("Choose a password of 10 to 128 characters that is not among the common ones.")
        return _show(request, 400, email=email, problem=weak)


def _show(request: web.Request, status: int, **more: Any) -> web.Response:
    context = {"email": "", "chosen": False, "gone": False, "problem": "", **more}
    response = page(request, "password.html", context, status)
    response.headers["Cache-Control"] = "no-store"
    return response
