"""Getting in: a login with e-mail and password, or a code that an owner approves. It imports nothing of the screens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import ClientSession

from kds_tui.core.texts import gettext
from kds_tui.net.backend import Backend, LoginEnded, Refused
from kds_tui.net.http_client import UNAUTHORIZED, ask, understood
from server.wire.accounts import Me, Tokens
from server.wire.pairing import Claim, PairingOffer


@dataclass(frozen=True, slots=True)
class Kitchen:
    """A restaurant that may be entered, with the tokens for it."""

    slug: str
    name: str
    access: str
    refresh: str
    email: str = ""


class AuthClient(Protocol):
    """The way to a `Backend` from nothing."""

    server: str

    async def login(self, email: str, password: str) -> list[Kitchen]:
        """The restaurants of an account. Refused where the password is wrong; Unreachable."""

    async def pair(self) -> PairingOffer:
        """A new code. Unreachable; Refused where the server knows no pairing."""

    async def claim(self, pairing: PairingOffer) -> Kitchen | None:
        """What an approved code opens; None while it waits. Refused where it has run out."""

    def enter(self, kitchen: Kitchen) -> Backend:
        """Store the login and follow that kitchen."""


class HttpAuthClient:
    """The way in over the network; `enter` is given by who stores logins."""

    def __init__(self, server: str, enter: Callable[[Kitchen], Backend]) -> None:
        self.server, self._enter = server.rstrip("/"), enter

    def enter(self, kitchen: Kitchen) -> Backend:
        """Store the login and follow that kitchen."""
        return self._enter(kitchen)

    async def login(self, email: str, password: str) -> list[Kitchen]:
        """The restaurants of an account, by name."""
        answer = await self._post("/api/auth/login/", {"email": email, "password": password})
        tokens = Tokens.model_validate(answer)
        me = Me.model_validate(await self._get("/api/auth/me/", tokens.access))
        places = [membership.restaurant for membership in me.memberships]
        return [
            Kitchen(place.slug, place.name, tokens.access, tokens.refresh, me.user.email)
            for place in sorted(places, key=lambda place: place.name.casefold())
        ]

    async def pair(self) -> PairingOffer:
        """A new code."""
        return PairingOffer.model_validate(await self._post("/api/kitchen/pair/", None))

    async def claim(self, pairing: PairingOffer) -> Kitchen | None:
        """What an approved code opens; None while it waits."""
        answer = await self._post("/api/kitchen/pair/claim/", {"secret": pairing.secret})
        claim = Claim.model_validate(answer)
        if claim.slug is None or claim.access is None or claim.refresh is None:
            return None
        return Kitchen(claim.slug, claim.slug, claim.access, claim.refresh)

    async def _post(self, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        async with ClientSession() as session:
            status, answer = await ask(session, "POST", f"{self.server}{path}", body)
        if status == UNAUTHORIZED:
            raise Refused(gettext("The e-mail or the password is wrong."))
        return understood(status, answer)

    async def _get(self, path: str, access: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {access}"}
        async with ClientSession() as session:
            status, answer = await ask(session, "GET", f"{self.server}{path}", None, headers)
        try:
            return understood(status, answer)
        except LoginEnded:
            raise Refused(gettext("The login was accepted and ended at once. Try again.")) from None
