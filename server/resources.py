"""What the application holds while it runs: one generator a resource, started in order, ended in reverse."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial

from aiohttp import web

from server import keys
from server.accounts.passwords import Passwords
from server.accounts.service import Accounts
from server.db.group_commit import Together
from server.db.pool import database_dsn, open_pool
from server.events.bus import Bus, Carrier
from server.events.model import AvailabilityChanged, MenuChanged, News
from server.events.postgres import PostgresCarrier
from server.events.redis import RedisCarrier
from server.http.limits import make_limits
from server.http.metrics import Metrics
from server.kitchen.hub import Hub
from server.kitchen.pairing import Pairing
from server.kitchen.reconcile import Repair
from server.menu.cache import Catalog
from server.menu.categories import Categories
from server.menu.items import Items
from server.menu.service import Menus
from server.orders import store
from server.orders.estimate import Estimates
from server.orders.service import Orders
from server.orders.status_cache import Shelf
from server.orders.status_watchers import Watchers
from server.orders.understanding import Understanding
from server.parsing.cascade import Understanders, model_of
from server.reports.unmatched_words import Misunderstandings
from server.restaurants.service import Restaurants
from server.restaurants.staff_service import Staff
from server.restaurants.table_service import Tables


async def edge(app: web.Application) -> AsyncIterator[None]:
    """Count requests, for the limits and for the figures."""
    app[keys.METRICS] = Metrics()
    app[keys.LIMITS] = make_limits(app[keys.SETTINGS])
    yield
    await app[keys.LIMITS].close()


async def database(app: web.Application) -> AsyncIterator[None]:
    """Open the pool of database connections."""
    app[keys.POOL] = await open_pool(app[keys.SETTINGS])
    yield
    await app[keys.POOL].close()


async def catalog(app: web.Application) -> AsyncIterator[None]:
    """Hold the menus that are in use."""
    app[keys.CATALOG] = Catalog(app[keys.POOL])
    yield


async def news(app: web.Application) -> AsyncIterator[None]:
    """Tell what happens to who listens, here and in other processes."""
    bus = app[keys.NEWS] = Bus(_carrier(app))
    bus.subscribe(partial(_forget_menus, app[keys.CATALOG]))
    bus.start()
    yield
    await bus.stop()


def _carrier(app: web.Application) -> Carrier:
    settings = app[keys.SETTINGS]
    if settings.redis_url:
        return RedisCarrier(settings.redis_url)
    return PostgresCarrier(database_dsn(settings), app[keys.POOL])


def _forget_menus(catalog: Catalog, news: News) -> None:
    if isinstance(news, MenuChanged | AvailabilityChanged):
        catalog.forget(news.restaurant_id)


async def menus(app: web.Application) -> AsyncIterator[None]:
    """Change menus, whole and by parts."""
    whole = app[keys.MENUS] = Menus(app[keys.POOL], app[keys.NEWS].publish)
    app[keys.CATEGORIES], app[keys.ITEMS] = Categories(whole), Items(whole)
    yield


async def orders(app: web.Application) -> AsyncIterator[None]:
    """Take orders, and tell those who watch them and those who cook them."""
    pool, menus, bus = app[keys.POOL], app[keys.CATALOG], app[keys.NEWS]
    shelf, estimates = Shelf(), Estimates(pool)
    watchers, hub = Watchers(shelf), Hub(pool, menus)
    app[keys.ESTIMATES], app[keys.WATCHERS], app[keys.HUB] = estimates, watchers, hub
    app[keys.ORDERS] = Orders(
        pool,
        menus,
        bus,
        shelf,
        estimates,
        Together(partial(store.place_orders, pool), lambda placement: placement.order.restaurant_id),
        Together(partial(store.change_orders, pool), lambda change: change.caller.session_id),
    )
    bus.subscribe(watchers.hear)
    bus.subscribe(hub.hear)
    repair = Repair(pool, menus, hub, shelf, watchers)
    bus.subscribe(repair.hear)
    rounds = asyncio.create_task(repair.run_forever())
    yield
    rounds.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await rounds


async def understanding(app: web.Application) -> AsyncIterator[None]:
    """Understand diners' words, and count those that were not understood."""
    settings = app[keys.SETTINGS]
    words = Misunderstandings(app[keys.POOL])
    understanders = Understanders(settings.parser, model_of(settings))
    app[keys.UNDERSTANDING] = Understanding(understanders, words)
    rounds = asyncio.create_task(words.run_forever())
    yield
    rounds.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await rounds
    await words.flush()
    await understanders.close()


async def send_everyone_away(app: web.Application) -> None:
    """Close what would stay open for long: kitchen sockets and diners' streams."""
    app[keys.WATCHERS].close()
    await app[keys.HUB].close()


async def people(app: web.Application) -> AsyncIterator[None]:
    """Look after accounts, restaurants, staff and tables."""
    settings, pool, publish = app[keys.SETTINGS], app[keys.POOL], app[keys.NEWS].publish
    passwords = Passwords(settings.password_cost)
    app[keys.ACCOUNTS] = Accounts(
        pool,
        passwords,
        settings.secret_key.get_secret_value(),
        publish,
        partial(app[keys.LIMITS].count_subject, "login"),
    )
    app[keys.RESTAURANTS] = Restaurants(pool, publish)
    app[keys.STAFF] = Staff(pool, publish)
    app[keys.TABLES] = Tables(pool, publish)
    app[keys.PAIRING] = Pairing(pool, app[keys.ACCOUNTS])
    yield
    passwords.close()


ALL: Sequence[Callable[[web.Application], AsyncIterator[None]]] = (
    edge,
    database,
    catalog,
    news,
    people,
    menus,
    orders,
    understanding,
)
