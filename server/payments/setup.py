"""Payments by a provider in the application."""

from collections.abc import AsyncIterator, Callable, Sequence

from aiohttp import web

from server.background import Work, going_on
from server.bills.setup import BILLS
from server.db.setup import POOL
from server.events.setup import BUS
from server.http.keys import SETTINGS
from server.menu.setup import MENU_CACHE
from server.orders.setup import ORDERS
from server.orders.unpaid import UnpaidOrders
from server.payments import stripe_provider
from server.payments.provider import Provider
from server.payments.rounds import Rounds
from server.payments.service import Payments
from server.payments.unpaid import UnpaidRounds
from server.settings import Settings

PAYMENTS = web.AppKey("payments", Payments)
ROUNDS = web.AppKey("payment_rounds", Rounds)
UNPAID_ROUNDS = web.AppKey("unpaid_rounds", UnpaidRounds)
PROVIDERS: Sequence[Callable[[Settings], Provider | None]] = (stripe_provider.configured,)
"""Each makes a provider where the settings name it; the first one takes the payments."""


def setup(app: web.Application) -> None:
    """Look after payments while the application runs."""
    app.cleanup_ctx.append(_payments)


async def _payments(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    provider = provider_of(settings)
    payments = Payments(
        app[POOL], app[MENU_CACHE], app[BILLS], provider, frozenset(settings.stripe_restaurants)
    )
    app[PAYMENTS] = payments
    rounds = app[ROUNDS] = Rounds(payments)
    unpaid = app[UNPAID_ROUNDS] = UnpaidRounds(
        app[POOL], app[MENU_CACHE], app[BILLS], UnpaidOrders(app[ORDERS])
    )
    waits = Work("the rounds of unpaid orders", unpaid.run_forever)
    if provider is None:
        async with going_on(waits):
            yield
        return
    app[BUS].subscribe(rounds)
    works = (
        waits,
        Work("giving back what was paid too much", rounds.run_forever),
        Work("the rounds of payments", rounds.run_rounds_forever),
    )
    async with going_on(*works):
        yield
    await provider.close()


def provider_of(settings: Settings) -> Provider | None:
    """Make the provider that the settings name; None: all is paid at the counter."""
    return next((found for make in PROVIDERS if (found := make(settings)) is not None), None)
