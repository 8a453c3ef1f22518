"""What the edge holds while the application runs: rate limits and metrics."""

from collections.abc import AsyncIterator

from aiohttp import web

from server.http.keys import LIMITS, METRICS, SETTINGS
from server.http.metrics import Metrics
from server.http.rate_limit import make_limits


def setup(app: web.Application) -> None:
    """Count requests, for the limits and for the metrics."""
    app.cleanup_ctx.append(_edge)


async def _edge(app: web.Application) -> AsyncIterator[None]:
    app[METRICS] = Metrics()
    app[LIMITS] = make_limits(app[SETTINGS])
    yield
    await app[LIMITS].close()
