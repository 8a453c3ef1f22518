"""A server whose payments are taken by a Stripe of this machine."""

from collections.abc import AsyncIterator

import pytest

from server.settings import Settings
from tests.conftest import make_settings
from tests.fixtures.stripe import KEY, WEBHOOK_SECRET, FakeStripe, running_stripe


@pytest.fixture
async def stripe() -> AsyncIterator[FakeStripe]:
    """Stripe on a port of this machine."""
    async with running_stripe() as fake:
        yield fake


@pytest.fixture
def settings(database_url: str, stripe: FakeStripe) -> Settings:
    """Settings that name it."""
    return make_settings(
        DATABASE_URL=database_url,
        STRIPE_SECRET_KEY=KEY,
        STRIPE_WEBHOOK_SECRET=WEBHOOK_SECRET,
        STRIPE_API_BASE=stripe.url,
    )
