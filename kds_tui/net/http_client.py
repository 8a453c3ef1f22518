"""Requests to the server in somebody's name: the token, its renewal, and what each answer means."""

import asyncio
from contextlib import AbstractContextManager
from typing import Any, Protocol

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from kds_tui.core.texts import gettext
from kds_tui.net.backend import Failed, LoginEnded, Refused, Unreachable
from server.wire.accounts import Tokens

TIMEOUT = ClientTimeout(total=10, connect=4)
UNAUTHORIZED, SERVER_ERROR = 401, 500
BUSY = {429, 502, 503, 504}
"""Answers that say nothing of the request: the server, or what stands before it, takes none just now."""


class TokenStore(Protocol):
    """The stored login, which other programs of the same person share."""

    def access(self) -> str:
        """The access token, as it is stored now."""

    def refresh(self) -> str:
        """The refresh token, as it is stored now."""

    def refresh_key(self) -> str:
        """The key to send with a refresh, stored before it is sent; only inside `changing`."""

    def save(self, access: str, refresh: str) -> None:
        """Store a new pair, which ends the refresh and its key."""

    def changing(self) -> AbstractContextManager[None]:
        """Keep everybody else from renewing meanwhile: a refresh token used twice ends the session."""


class HttpClient:
    """Requests with the stored login. Each raises Unreachable, Refused or LoginEnded."""

    def __init__(self, session: ClientSession, server: str, tokens: TokenStore) -> None:
        self.session, self.server, self.tokens = session, server.rstrip("/"), tokens
        self._renewing = asyncio.Lock()

    async def get(self, path: str) -> Any:
        """The JSON at `path`."""
        return await self._call("GET", path, None)

    async def patch(self, path: str, body: dict[str, Any]) -> Any:
        """Change what is at `path`; the JSON of the answer."""
        return await self._call("PATCH", path, body)

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        """Give `body` to `path`; the JSON of the answer."""
        return await self._call("POST", path, body)

    async def put(self, path: str, body: dict[str, Any]) -> Any:
        """Put `body` at `path`; the JSON of the answer."""
        return await self._call("PUT", path, body)

    async def _call(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        token = self.tokens.access()
        status, answer = await self._once(method, path, body, token)
        if status == UNAUTHORIZED:
            token = await self.renew(token)
            status, answer = await self._once(method, path, body, token)
        return understood(status, answer)

    async def _once(
        self, method: str, path: str, body: dict[str, Any] | None, token: str
    ) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {token}"}
        return await ask(self.session, method, f"{self.server}{path}", body, headers)

    async def renew(self, spent: str) -> str:
        """A newer access token than `spent`: one that another program stored, or one of the server's.

        LoginEnded where the session is over; Unreachable where the server cannot say.
        """
        async with self._renewing:
            lock = self.tokens.changing()
            await asyncio.to_thread(lock.__enter__)
            try:
                if self.tokens.access() == spent:
                    await self._rotate()
            except BaseException as failure:
                lock.__exit__(type(failure), failure, failure.__traceback__)
                raise
            lock.__exit__(None, None, None)
            return self.tokens.access()

    async def _rotate(self) -> None:
        body = {"refresh": self.tokens.refresh()}
        if not body["refresh"]:
            raise LoginEnded
        # Where the answer is lost, the next try with the same key gets it.
        headers = {"Idempotency-Key": self.tokens.refresh_key()}
        status, answer = await ask(self.session, "POST", f"{self.server}/api/auth/refresh/", body, headers)
        if status in {400, UNAUTHORIZED}:
            raise LoginEnded
        tokens = Tokens.model_validate(understood(status, answer))
        self.tokens.save(tokens.access, tokens.refresh)


async def ask(
    session: ClientSession,
    method: str,
    url: str,
    body: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, dict[str, Any]]:
    """Status and JSON of one request; Unreachable where there is no answer, or none that is the server's."""
    try:
        async with session.request(method, url, json=body, headers=headers, timeout=TIMEOUT) as response:
            return response.status, await _json(response)
    except (ClientError, OSError, TimeoutError) as failure:
        raise Unreachable(cause(failure)) from failure


async def _json(response: ClientResponse) -> dict[str, Any]:
    if response.status in BUSY:
        raise Unreachable(
            gettext("it answered %d") % response.status, _seconds(response.headers.get("Retry-After", ""))
        )
    if response.status >= SERVER_ERROR:
        raise Failed(gettext("it answered %d") % response.status)
    try:
        answer = await response.json(content_type=None)
    except ValueError as failure:
        raise Unreachable(gettext("what answers there is not an aiqr server")) from failure
    return answer if isinstance(answer, dict) else {}


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() else 0


def understood(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    """The answer where it is one; Refused, with the server's words, where it is a refusal."""
    if status < 400:  # noqa: PLR2004  # the first status that is an error
        return answer
    if status == UNAUTHORIZED:
        raise LoginEnded
    raise Refused(
        str(answer.get("detail") or answer.get("title") or gettext("it answered %d") % status), answer
    )


def cause(failure: BaseException) -> str:
    """Why there was no answer, in few words for a person."""
    if isinstance(failure, TimeoutError):
        return gettext("no answer in time")
    if isinstance(failure, ConnectionRefusedError) or "Connect call failed" in str(failure):
        return gettext("nothing answers at its address")
    return str(failure).splitlines()[0][:80] if str(failure) else type(failure).__name__
