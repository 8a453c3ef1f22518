"""Who works at the tables: a login kept in a cookie of the pages under /staff/, and what it may do.

The cookie is an access token of one working day. Each request asks the database whether its session lives and what role the
member has, so that who is removed, or logs out elsewhere, is out with the next page.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from server.accounts.access import Grant, authorize
from server.accounts.model import Login
from server.accounts.setup import CALLER, GRANT
from server.accounts.tokens import Caller, issue_access, read_access
from server.audit.log import ACTOR
from server.db.setup import POOL
from server.domain.errors import Forbidden
from server.http.forwarded import is_https, public_url
from server.http.keys import SETTINGS
from server.http.requests import path_id

COOKIE = "aiqr_staff"
PATH = "/staff/"
SHIFT = timedelta(hours=14)
"""How long a login lasts: nobody is asked again in the middle of an evening."""
OTHER_PAGES = frozenset({"cross-site", "same-site"})


def remember_login(request: web.Request, response: web.Response, login: Login) -> None:
    """Keep a login on this device, out of reach of scripts and of other sites."""
    secret, now = request.app[SETTINGS].secret_key.get_secret_value(), datetime.now(UTC)
    token = issue_access(read_access(login.access, secret), secret, now, SHIFT)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SHIFT.total_seconds()),
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=is_https(request),
    )


def forget_login(response: web.Response) -> None:
    """Take the login off this device."""
    response.del_cookie(COOKIE, path=PATH)


def read_caller(request: web.Request) -> Caller:
    """Who is logged in on this device. NotLoggedIn where nobody is, or no longer."""
    caller = read_access(request.cookies.get(COOKIE, ""), request.app[SETTINGS].secret_key.get_secret_value())
    request[CALLER] = caller
    ACTOR.set(caller.user_id)
    structlog.contextvars.bind_contextvars(account=str(caller.user_id))
    return caller


async def read_grant(request: web.Request) -> Grant:
    """What the member may do in the restaurant of the path.

    NotLoggedIn without a login, NotFound for a restaurant of others, Forbidden for kitchen staff.
    """
    caller = read_caller(request)
    grant = await authorize(request.app[POOL], caller, "slug", path_id(request, "slug"), "waiter")
    request[GRANT] = grant
    return grant


def require_own_form(request: web.Request) -> None:
    """Forbidden where a form was not sent by a page of this server: the browser says so itself.

    The cookie is not sent with forms of other sites; this holds back those of a neighbour under the same domain too.
    """
    fetched_from = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    # Browsers send Sec-Fetch-Site to https alone; within a house a server may be called by another name than its public one.
    own = {request.headers.get("Host", ""), urlsplit(public_url(request)).netloc}
    is_foreign = (
        fetched_from in OTHER_PAGES
        if fetched_from
        else origin is not None and urlsplit(origin).netloc not in own
    )
    if is_foreign:
        raise Forbidden("This form came from another site. Nothing was changed.")


def private(response: web.Response) -> web.Response:
    """Have a page of the staff kept nowhere."""
    response.headers["Cache-Control"] = "no-store"
    return response
