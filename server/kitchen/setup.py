"""The kitchen in the application: its displays, their pairing, and the reconciliation of what they show."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.accounts.setup import ACCOUNTS
from server.background import Work, going_on
from server.db.setup import POOL
from server.events.setup import BUS
from server.http.keys import SETTINGS
from server.kitchen.hub import Hub
from server.kitchen.notifier import AllNotifiers, MailNotifier, Notifier, WebhookNotifier
from server.kitchen.pairing import Pairing
from server.kitchen.place import NameAllergens
from server.kitchen.presence import Presence, Watch
from server.kitchen.printers import Printers
from server.kitchen.reconcile import Reconciler
from server.kitchen.table_calls import Calls
from server.mail import read_mailer
from server.menu.setup import MENU_CACHE
from server.orders.setup import BOARDS, STATUS_CACHE, STATUS_WATCHERS

HUB = web.AppKey("hub", Hub)
PAIRING = web.AppKey("pairing", Pairing)
CALLS = web.AppKey("calls", Calls)
PRINTERS = web.AppKey("printers", Printers)
PRESENCE = web.AppKey("presence", Presence)
NAME_ALLERGENS: web.AppKey[NameAllergens] = web.AppKey("name_allergens")
"""Set by whoever has the words of the languages; it stands before the kitchen begins."""
WATCH = web.AppKey("watch", Watch)


def setup(app: web.Application) -> None:
    """Serve kitchen displays while the application runs."""
    app.cleanup_ctx.append(_kitchen)
    app.on_shutdown.append(_close_displays)


async def _kitchen(app: web.Application) -> AsyncIterator[None]:
    pool, menus, bus = app[POOL], app[MENU_CACHE], app[BUS]
    app[PAIRING] = Pairing(pool, app[ACCOUNTS])
    app[CALLS] = Calls(pool, menus, bus.publish)
    app[PRINTERS] = Printers(pool, bus.publish)
    presence = app[PRESENCE] = Presence(pool)
    hub = app[HUB] = Hub(pool, menus, presence, app[NAME_ALLERGENS])
    bus.subscribe(hub)
    reconciler = Reconciler(pool, menus, hub, app[STATUS_CACHE], app[STATUS_WATCHERS], app[BOARDS])
    bus.subscribe(reconciler)
    watch = app[WATCH] = Watch(pool, presence, hub.restaurants, _notifier(app), bus.publish)
    async with going_on(
        Work("reconciliation", reconciler.run_forever), Work("the watch over orders", watch.run_forever)
    ):
        yield


def _notifier(app: web.Application) -> Notifier | None:
    settings, ways = app[SETTINGS], list[Notifier]()
    if url := settings.alert_webhook.get_secret_value():
        ways.append(WebhookNotifier(url))
    if mailer := read_mailer(settings.smtp_url.get_secret_value(), settings.mail_from):
        ways.append(MailNotifier(mailer))
    return AllNotifiers(ways) if ways else None


async def _close_displays(app: web.Application) -> None:
    await app[HUB].close()
