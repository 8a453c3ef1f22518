"""Requests to one server: authentication, silent refresh, patience, and answers as typed models."""

import json as jsonlib
import os
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple, Protocol, TypeVar

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from cli import logins
from cli.api_errors import Refused, not_ours, refusal, stopped, unreachable
from cli.errors import CliError, Exit
from cli.texts import gettext

T = TypeVar("T")
Renew = Callable[[str, str], tuple[str, str]]
"""Exchanges a refresh token, under a key that makes it safe to send again, for (access, refresh)."""

MAX_WAIT_SECONDS = 20.0


class Patience(NamedTuple):
    """How long to wait for a connection and for an answer, and how often to ask a server that is busy."""

    connect_seconds: float
    answer_seconds: float
    attempts: int

    @property
    def timeout(self) -> httpx.Timeout:
        """As httpx wants it."""
        return httpx.Timeout(self.answer_seconds, connect=self.connect_seconds)


PATIENT = Patience(5.0, 60.0, 4)
HURRIED = Patience(0.5, 2.0, 1)
"""For a shell that completes: a person waits at the key."""


class Credentials(Protocol):
    """Where the access token comes from, and how a new one is had."""

    def access(self) -> str:
        """The token to send; "" where nobody is logged in."""

    def renew(self, used: str, renew: Renew) -> bool:
        """Replace the token `used`, which the server refused; False where that is not possible."""


class GivenToken:
    """The token of `AIQR_TOKEN`: used as it is, never stored, never renewed."""

    def __init__(self, token: str) -> None:
        self._token = token

    def access(self) -> str:
        return self._token

    def renew(self, used: str, renew: Renew) -> bool:
        del used, renew
        return False


class StoredTokens:
    """The tokens of a stored profile; a rotated pair is stored before it is used."""

    def __init__(self, profile_name: str) -> None:
        self._name = profile_name
        self._access = logins.load().get(profile_name).access

    def access(self) -> str:
        return self._access

    def renew(self, used: str, renew: Renew) -> bool:
        with logins.changing() as profiles:
            if profiles.get(self._name).access == used:
                profiles.by_name[self._name] = self._rotated(profiles, renew)
            self._access = profiles.get(self._name).access
        return bool(self._access)

    def _rotated(self, profiles: logins.Profiles, renew: Renew) -> logins.Profile:
        profile = profiles.get(self._name)
        if not profile.refresh:
            return replace(profile, access="")
        try:
            access, refresh = renew(profile.refresh, logins.key_of_refresh(profiles, self._name))
        except Refused as refused:
            if refused.status != httpx.codes.UNAUTHORIZED:
                raise
            access = refresh = ""
        return replace(profile, access=access, refresh=refresh, refresh_key="")


class Transport:
    """One server. Every method raises `CliError`, and nothing else, for what can go wrong on the way."""

    def __init__(self, server: str, tokens: Credentials, renew: Renew, patience: Patience = PATIENT) -> None:
        self._patience = patience
        self.server = server
        self._tokens = tokens
        self._renew = renew
        self._http = httpx.Client(
            base_url=server,
            timeout=patience.timeout,
            headers={"User-Agent": "aiqr", "Accept": "application/json"},
            trust_env=not _is_local(server),
            # Certificates are not read where there is no TLS, which saves a tenth of a second; redirects are
            # not followed, so that an http:// address never becomes an https:// one.
            verify=server.startswith("https:"),
        )

    def close(self) -> None:
        self._http.close()

    def send(  # a request has that many parts
        self,
        method: str,
        path: str,
        body: BaseModel | None = None,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        login: bool = True,
    ) -> httpx.Response:
        """Send one request and return an answer below 400; `content` is a body that is sent as it stands."""
        headers = dict(headers or {})
        if body is not None:
            content = jsonlib.dumps(body.model_dump(mode="json", exclude_unset=True)).encode()
            headers["Content-Type"] = "application/json"
        query = {key: value for key, value in (query or {}).items() if value is not None}
        request = self._http.build_request(method, path, params=query, headers=headers, content=content)
        response = self._answered(request, login=login)
        if response.status_code >= httpx.codes.MULTIPLE_CHOICES:
            raise refusal(response)
        return response

    def get(self, answer: type[T], path: str, query: Mapping[str, Any] | None = None) -> T:
        """The answer of a GET, as `answer`: a model, or a list of models."""
        return self.typed(answer, self.send("GET", path, query=query))

    def ask(self, answer: type[T], method: str, path: str, body: BaseModel | None = None, **more: Any) -> T:
        """The answer of a request with a body, as `answer`."""
        return self.typed(answer, self.send(method, path, body, **more))

    @staticmethod
    def typed(answer: type[T], response: httpx.Response) -> T:
        """The body of `response` as `answer`; `CliError` where it is something else."""
        try:
            return TypeAdapter(answer).validate_json(response.content)
        except ValidationError:
            raise not_ours(response) from None

    @contextmanager
    def stream(self, path: str) -> Iterator[Iterator[str]]:
        """The lines of a long answer."""
        try:
            with self._http.stream("GET", path, timeout=self._patience.timeout) as response:
                if response.status_code >= httpx.codes.MULTIPLE_CHOICES:
                    response.read()
                    raise refusal(response)
                yield response.iter_lines()
        except httpx.HTTPError as failure:
            raise unreachable(failure, self.server, "GET") from None

    def _answered(self, request: httpx.Request, *, login: bool) -> httpx.Response:
        token = self._authorize(request) if login else ""
        if login and not token:
            raise _not_logged_in(self.server)
        response = self._patiently(request)
        if response.status_code != httpx.codes.UNAUTHORIZED or not login:
            return response
        if not self._tokens.renew(token, self._renew):
            raise _session_ended(self.server)
        self._authorize(request)
        return self._patiently(request)

    def _authorize(self, request: httpx.Request) -> str:
        token = self._tokens.access()
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        return token

    def _patiently(self, request: httpx.Request) -> httpx.Response:
        """Send; where the server asks for patience, wait as long as it says, within bounds."""
        response = self._once(request)
        for _ in range(self._patience.attempts - 1):
            wait = _seconds_to_wait(response)
            if wait is None:
                break
            time.sleep(wait + random.uniform(0, 0.3))  # noqa: S311  # jitter, no secret
            response = self._once(request)
        return response

    def _once(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._http.send(request)
        except httpx.HTTPError as failure:
            raise unreachable(failure, self.server, request.method) from None
        except KeyboardInterrupt:
            raise stopped(request.method) from None


def _seconds_to_wait(response: httpx.Response) -> float | None:
    if response.status_code not in {httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE}:
        return None
    try:
        seconds = float(response.headers["Retry-After"])
    except (KeyError, ValueError):
        return None
    return seconds if 0 <= seconds <= MAX_WAIT_SECONDS else None


def _is_local(server: str) -> bool:
    return httpx.URL(server).host in {"localhost", "127.0.0.1", "::1"}


def _not_logged_in(server: str) -> CliError:
    return CliError(
        gettext("You are not logged in at {server}.").format(server=server),
        unchanged=gettext("Nothing was changed."),
        todo=gettext("Log in with `aiqr login`, or open an account with `aiqr register`."),
        code=Exit.LOGIN,
    )


def _session_ended(server: str) -> CliError:
    if os.environ.get("AIQR_TOKEN"):
        what, todo = (
            gettext("The token in AIQR_TOKEN is wrong or no longer valid."),
            gettext("Set AIQR_TOKEN to a key of `aiqr key create`."),
        )
    else:
        what, todo = (
            gettext("Your session at {server} has ended.").format(server=server),
            gettext("Log in again with `aiqr login`."),
        )
    return CliError(what, unchanged=gettext("Nothing was changed."), todo=todo, code=Exit.LOGIN)
