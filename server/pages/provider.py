"""What the payment provider is called on pages."""

from collections.abc import Mapping

from aiohttp import web

from server.payments.setup import PAYMENTS

NAMES: Mapping[str, str] = {"stripe": "Stripe"}


def name_of_provider(app: web.Application) -> str:
    """Its name; "" where there is none."""
    provider = app[PAYMENTS].provider
    return NAMES.get(provider.name, provider.name) if provider else ""
