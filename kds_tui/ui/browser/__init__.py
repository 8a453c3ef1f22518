"""The display in a browser of this machine, by textual-serve, with a page that loads nothing from elsewhere."""

from pathlib import Path

from aiohttp import web
from textual_serve.server import Server
from yarl import URL

HOST = "localhost"


class BrowserServer(Server):
    """Serves a command's screen at `http://localhost:<port>`, to pages of its own only."""

    def __init__(self, command: str, port: int) -> None:
        pages = Path(__file__).parent
        super().__init__(command, host=HOST, port=port, title="aiqr kitchen display", templates_path=pages)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A session; refused to a page of another site, which must not get into the kitchen through this browser."""
        origin = URL(request.headers.get("Origin", ""))
        if (origin.host, origin.port) != (HOST, self.port):
            raise web.HTTPForbidden(text="Only the page that this program serves may open a display.")
        return await super().handle_websocket(request)
