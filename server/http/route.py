"""A route and all that is promised about it. Dispatch and the OpenAPI document are both made from this."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from aiohttp import web
from pydantic import BaseModel

from server.http.prepared import PreparedResponse

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Access = Literal["public", "login", "kitchen", "waiter", "manager", "owner"]
"""Who may: anybody; anybody logged in; a member of at least this role in the restaurant that the path names."""

Shortcut = Callable[[web.Application, str, Mapping[str, str]], PreparedResponse | None]
"""From the path's parameter, still quoted, and the request's headers to an answer that is ready."""

Repeat = Callable[[web.Request], Awaitable[web.StreamResponse | None]]

KILOBYTE = 1024
BODY_LIMIT = 64 * KILOBYTE
MENU_BODY_LIMIT = 5 * 1024 * KILOBYTE

PATH_PATTERNS: Mapping[str, str] = {
    "restaurant_id": r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "order_id": r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "bill_id": r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "slug": r"[^/]{1,200}",
    "code": r"[^/]{1,64}",
    "token": r"[^/]{1,200}",
    "course": r"[a-z]{1,20}",
    "version": r"[0-9a-f]{12}",
    "file": r"[a-z0-9-]{1,40}\.[a-z0-9]{2,5}",
}
INTEGER_PATTERN = r"[0-9]{1,19}"


@cache
def _parameters(path: str) -> list[str]:
    return re.findall(r"{(\w+)}", path)


@cache
def _regex(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"{(\w+)}", lambda m: f"(?:{PATH_PATTERNS.get(m[1], INTEGER_PATTERN)})", path))


@dataclass(frozen=True, slots=True)
class Media:
    """A body or answer that is not plainly JSON of a model: its media types, and its JSON schema or model."""

    types: tuple[str, ...]
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    model: type[BaseModel] | None = None


Shape = type[BaseModel] | Media | list[Any] | None
"""An answer's body: a model, a list of one (`[Model]`), other media, or nothing."""


@dataclass(frozen=True, slots=True)
class Route:
    """One method on one path: who may call it, what goes in, what comes out.

    `errors` are those that do not follow from the other fields, as 401 does from a login and 404 from an id.
    `limit` names a rate limit; `headers` are those that the handler reads, with their JSON schemas;
    `authorizes_itself` says that the handler's own statement holds the rule of tenancy (`role_of`), to save a
    round trip. `logged` is false where a good answer is not worth a line in the log. `may_log_in` says of a
    public route that its handler reads an access token where one is sent. `shortcut` gives the answer at once
    where it is ready, or None, of a GET whose path ends in one parameter: see `server.fast_path`. It raises
    nothing, as it stands before all that looks after errors. `repeat` answers what was answered before to a request
    that the limit refuses, or None: who asks again because an answer was lost takes nothing more.
    """

    method: str
    path: str
    name: str
    handler: Handler
    summary: str
    access: Access = "public"
    body: type[BaseModel] | Media | None = None
    query: type[BaseModel] | None = None
    answers: Mapping[int, Shape] = field(default_factory=dict)
    errors: tuple[int, ...] = ()
    limit: str | None = None
    headers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    max_body: int = BODY_LIMIT
    authorizes_itself: bool = False
    may_log_in: bool = False
    shortcut: Shortcut | None = None
    repeat: Repeat | None = None
    logged: bool = True
    documented: bool = True

    @property
    def methods(self) -> tuple[str, ...]:
        """The method, and HEAD beside a GET whose answer ends."""
        endless = 101 in self.answers or any(  # noqa: PLR2004  101: a WebSocket
            isinstance(shape, Media) and "text/event-stream" in shape.types for shape in self.answers.values()
        )
        return ("GET", "HEAD") if self.method == "GET" and not endless else (self.method,)

    @property
    def parameters(self) -> list[str]:
        """Names in the path, in order."""
        return _parameters(self.path)

    @property
    def pattern(self) -> str:
        """The path as aiohttp's router takes it: a malformed id does not match, and so is a 404."""
        return re.sub(
            r"{(\w+)}", lambda m: f"{{{m[1]}:{PATH_PATTERNS.get(m[1], INTEGER_PATTERN)}}}", self.path
        )

    @property
    def regex(self) -> re.Pattern[str]:
        """Matches every path of this route."""
        return _regex(self.path)
