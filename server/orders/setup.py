"""Orders in the application: understood, placed, moved, and followed by their diners."""

from collections.abc import AsyncIterator
from functools import partial

from aiohttp import web

from server.background import Work, going_on
from server.db.group_commit import GroupCommit
from server.db.setup import POOL
from server.events.setup import BUS
from server.http.keys import SETTINGS
from server.menu.setup import MENU_CACHE
from server.orders import batches
from server.orders.board import Boards
from server.orders.estimate import Estimates
from server.orders.language_reading import LanguageReading
from server.orders.restaurant_facts import FactsReader
from server.orders.service import Orders
from server.orders.status_cache import StatusCache
from server.orders.status_watchers import Watchers
from server.orders.understanding import Understanding
from server.parsing.cascade import Understanders, model_of
from server.reports.unmatched_words import UnmatchedWords

ORDERS = web.AppKey("orders", Orders)
ESTIMATES = web.AppKey("estimates", Estimates)
STATUS_CACHE = web.AppKey("status_cache", StatusCache)
STATUS_WATCHERS = web.AppKey("status_watchers", Watchers)
BOARDS = web.AppKey("boards", Boards)
UNDERSTANDING = web.AppKey("understanding", Understanding)


def setup(app: web.Application) -> None:
    """Take orders while the application runs."""
    app.cleanup_ctx.extend((_orders, _understanding))
    app.on_shutdown.append(_end_streams)


async def _orders(app: web.Application) -> AsyncIterator[None]:
    pool, menus, bus = app[POOL], app[MENU_CACHE], app[BUS]
    cache = app[STATUS_CACHE] = StatusCache()
    estimates = app[ESTIMATES] = Estimates(pool)
    watchers = app[STATUS_WATCHERS] = Watchers(cache)
    app[ORDERS] = Orders(
        pool,
        menus,
        bus,
        cache,
        estimates,
        GroupCommit(partial(batches.place_orders, pool), lambda placement: placement.order.restaurant_id),
        GroupCommit(partial(batches.change_orders, pool), lambda change: change.session_id),
    )
    boards = app[BOARDS] = Boards(pool)
    bus.subscribe(watchers)
    bus.subscribe(boards)
    yield


async def _understanding(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    words = UnmatchedWords(app[POOL])
    understanders = Understanders(settings.parser, model_of(settings))
    languages = LanguageReading(app[POOL], app[MENU_CACHE])
    app[UNDERSTANDING] = Understanding(
        understanders, words, FactsReader(app[POOL], app[ESTIMATES]), languages
    )
    if settings.data_dir is not None:
        languages.keep_in(settings.data_dir / "languages")
    async with going_on(Work("the count of words", words.run_forever)):
        yield
    languages.close()
    await words.flush()
    await understanders.close()


async def _end_streams(app: web.Application) -> None:
    app[STATUS_WATCHERS].close()
