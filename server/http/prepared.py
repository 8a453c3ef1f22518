"""An answer that is ready to be sent, as often as it is asked for."""

from dataclasses import dataclass

from aiohttp import web

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PreparedResponse:
    """A status, the headers that belong to this answer alone, and a body."""

    status: int
    fields: Fields
    body: bytes = b""

    def response(self) -> web.Response:
        """Make the answer the usual way."""
        return web.Response(status=self.status, headers=dict(self.fields), body=self.body or None)
