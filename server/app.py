"""The application, composed on one screen: settings, resources, routes."""

import structlog
from aiohttp import web

from server import keys, resources
from server.http.dispatch import endpoint
from server.http.middlewares import errors
from server.routes import ROUTES
from server.settings import Settings

log = structlog.get_logger()


def create_app(settings: Settings) -> web.Application:
    """Wire the application; `settings` must name a database that is migrated."""
    app = web.Application(middlewares=[errors])
    app[keys.SETTINGS] = settings
    app[keys.PATHS] = [route.regex for route in ROUTES if route.path.endswith("/")]
    app.cleanup_ctx.extend(resources.ALL)
    app.on_shutdown.append(resources.send_everyone_away)
    for route in ROUTES:
        app.router.add_route(route.method, route.pattern, endpoint(route), name=route.name)
    return app
