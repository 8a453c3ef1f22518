"""A prepared response that writes its bytes itself, past all that makes bytes of headers."""

from functools import lru_cache
from http import HTTPStatus

from aiohttp import HttpVersion11, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.helpers import rfc822_formatted_time
from aiohttp.web_request import BaseRequest

from server.http.forwarded import is_https
from server.http.headers import security_headers
from server.http.keys import REQUEST_ID, SETTINGS
from server.http.prepared import Fields, PreparedResponse

MOST_COPIED = 16 * 1024
"""Bytes of a body that is written together with its head; of a longer one, slow clients all wait for the same copy."""


JSON: Fields = (("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", "no-store"))


def answer_json(request: web.Request, body: bytes, status: int = 200) -> web.StreamResponse:
    """Make the answer to a request of the API whose `body` is JSON; written directly where it depends on nobody who asks."""
    is_usual = request.version == HttpVersion11 and request.keep_alive and request.method != "HEAD"
    if is_usual and not request.app[SETTINGS].cors_origins:
        prepared = PreparedResponse(status, JSON, body)
        return write_directly(prepared, request[REQUEST_ID], is_tls=is_https(request))
    return web.Response(body=body, status=status, content_type="application/json", charset="utf-8")


def write_directly(prepared: PreparedResponse, request_id: str, *, is_tls: bool) -> "WrittenResponse":
    """Make the response to one request of a connection that is kept."""
    head = _head(prepared.status, prepared.fields, len(prepared.body), is_tls)
    own = f"Date: {rfc822_formatted_time()}\r\nX-Request-ID: {request_id}\r\n\r\n".encode()
    return WrittenResponse(prepared.status, head + own, prepared.body)


class WrittenResponse(web.StreamResponse):
    """Writes a head and a body as they are: to make the same bytes from headers takes longer than to send them."""

    def __init__(self, status: int, head: bytes, body: bytes) -> None:
        super().__init__(status=status)
        self._before, self._rest = (head, body) if len(body) > MOST_COPIED else (b"", head + body)

    @property
    def keep_alive(self) -> bool:
        """Whether the connection is kept: always, others do not come here."""
        return True

    async def prepare(self, request: BaseRequest) -> AbstractStreamWriter | None:
        """Write everything, and wait where the client reads slower than it asks."""
        writer = request.writer
        if self._before:
            await writer.write(self._before)
        await writer.write_eof(self._rest)
        return writer

    async def write_eof(self, data: bytes = b"") -> None:
        """Do nothing: all is written."""


@lru_cache(maxsize=4096)
def _head(status: int, fields: Fields, length: int, is_tls: bool) -> bytes:  # noqa: FBT001  # a cache's key
    headers = {**security_headers(None, is_tls=is_tls), **dict(fields)}
    if status != HTTPStatus.NOT_MODIFIED:
        headers["Content-Length"] = str(length)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{lines}".encode()
