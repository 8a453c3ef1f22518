"""Pictures in the application."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.menu.setup import MENUS
from server.photos.service import Photos

PHOTOS = web.AppKey("photos", Photos)


def setup(app: web.Application) -> None:
    """Take and show pictures while the application runs."""
    app.cleanup_ctx.append(_photos)


async def _photos(app: web.Application) -> AsyncIterator[None]:
    app[PHOTOS] = Photos(app[MENUS])
    yield
