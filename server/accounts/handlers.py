"""Accounts over HTTP."""

import re

from aiohttp import web

from server.accounts.model import Login
from server.accounts.service import Accounts
from server.accounts.setup import ACCOUNTS, CALLER
from server.accounts.tokens import Caller, bearer, read_access
from server.domain.errors import Invalid
from server.http.keys import BODY, SETTINGS
from server.http.requests import invalid, reply
from server.wire.accounts import (
    AcceptInviteRequest,
    LoginRequest,
    Me,
    Membership,
    RefreshRequest,
    RegisterRequest,
    RestaurantName,
    Session,
    Tokens,
    UpdateMeRequest,
    User,
)


async def register(request: web.Request) -> web.Response:
    """Make an account and log in."""
    body: RegisterRequest = request[BODY]
    login = await _accounts(request).register(body.email, body.password, body.first_name, body.last_name)
    return _session(login, status=201)


async def log_in(request: web.Request) -> web.Response:
    """Begin a session."""
    body: LoginRequest = request[BODY]
    return _tokens(await _accounts(request).log_in(body.email, body.password))


async def refresh(request: web.Request) -> web.Response:
    """Swap a refresh token for fresh tokens."""
    body: RefreshRequest = request[BODY]
    return _tokens(await _accounts(request).refresh(body.refresh, _retry_key(request)))


async def log_out(request: web.Request) -> web.Response:
    """End a session."""
    body: RefreshRequest = request[BODY]
    await _accounts(request).log_out(body.refresh)
    return web.Response(status=204)


async def accept_invitation(request: web.Request) -> web.Response:
    """Take the place that an invitation offers."""
    body: AcceptInviteRequest = request[BODY]
    login = await _accounts(request).accept_invitation(
        body.token, body.password, (body.first_name, body.last_name), _caller_if_any(request), body.email
    )
    return _session(login)


async def read_me(request: web.Request) -> web.Response:
    """Say who the caller is and where they work."""
    user, memberships = await _accounts(request).read_me(request[CALLER].user_id)
    return reply(
        Me(
            user=User.model_validate(user, from_attributes=True),
            memberships=[
                Membership(
                    restaurant=RestaurantName(id=place.restaurant_id, slug=place.slug, name=place.name),
                    role=place.role,
                )
                for place in memberships
            ],
        )
    )


async def update_me(request: web.Request) -> web.Response:
    """Change the caller's names or password."""
    body: UpdateMeRequest = request[BODY]
    caller = request[CALLER]
    if body.old_password is not None and body.new_password is None:
        raise Invalid([("new_password", "is needed beside old_password")])
    passwords = (body.old_password, body.new_password) if body.new_password is not None else None
    await _accounts(request).update_profile(caller, body.first_name, body.last_name, passwords=passwords)
    return await read_me(request)


RETRY_KEY = re.compile(r"[ -~]{16,255}")


def _accounts(request: web.Request) -> Accounts:
    return request.app[ACCOUNTS]


def _caller_if_any(request: web.Request) -> Caller | None:
    header = request.headers.get("Authorization")
    if header is None:
        return None
    return read_access(bearer(header), request.app[SETTINGS].secret_key.get_secret_value())


def _retry_key(request: web.Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not RETRY_KEY.fullmatch(key):
        raise invalid("Idempotency-Key", "must have 16 to 255 printable ASCII characters, made at random")
    return key


def _session(login: Login, status: int = 200) -> web.Response:
    user = User.model_validate(login.user, from_attributes=True)
    return reply(Session(user=user, access=login.access, refresh=login.refresh), status)


def _tokens(login: Login) -> web.Response:
    return reply(Tokens(access=login.access, refresh=login.refresh))
