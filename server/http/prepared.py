"""A response that is prepared once and sent as often as it is asked for."""

from dataclasses import dataclass

from aiohttp import web

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PreparedResponse:
    """A status, the headers that belong to this response alone, and a body."""

    status: int
    fields: Fields
    body: bytes = b""

    def response(self) -> web.Response:
        """Make the response that goes through the application."""
        return web.Response(status=self.status, headers=dict(self.fields), body=self.body or None)
