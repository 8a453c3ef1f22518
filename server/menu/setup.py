"""Menus in the application: those in use, held in memory, and what changes them."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.db.setup import POOL
from server.events.setup import BUS
from server.menu.cache import MenuCache
from server.menu.categories import Categories
from server.menu.items import Items
from server.menu.service import Menus

MENU_CACHE = web.AppKey("menu_cache", MenuCache)
MENUS = web.AppKey("menus", Menus)
CATEGORIES = web.AppKey("categories", Categories)
ITEMS = web.AppKey("items", Items)


def setup(app: web.Application) -> None:
    """Hold the menus that are in use, and change menus, while the application runs."""
    app.cleanup_ctx.append(_menus)


async def _menus(app: web.Application) -> AsyncIterator[None]:
    app[MENU_CACHE] = MenuCache(app[POOL])
    app[BUS].subscribe(app[MENU_CACHE])
    menus = app[MENUS] = Menus(app[POOL], app[BUS].publish)
    app[CATEGORIES], app[ITEMS] = Categories(menus), Items(menus)
    yield
    await app[MENU_CACHE].pages.close()
