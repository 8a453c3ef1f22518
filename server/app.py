"""The application, composed on one screen: settings, resources, routes."""

import structlog
from aiohttp import web

from server import keys, resources
from server.dispatch import endpoint
from server.fast_path import shortcuts
from server.http.access_log import observe
from server.http.headers import complete, preflight
from server.http.middlewares import errors
from server.openapi import Document
from server.pages.errors import errors_as_pages
from server.pages.setup import setup as set_up_pages
from server.routes import ROUTES
from server.settings import Settings

log = structlog.get_logger()


def create_app(settings: Settings) -> web.Application:
    """Wire the application; `settings` must name a database that is migrated."""
    app = web.Application(middlewares=[observe, preflight, errors_as_pages, errors])
    app[keys.SETTINGS] = settings
    app[keys.PATHS] = [route.regex for route in ROUTES if route.path.endswith("/")]
    app[keys.SHORTCUTS] = shortcuts(ROUTES)
    app[keys.DOCUMENT] = Document(ROUTES)
    app.on_response_prepare.append(complete)
    set_up_pages(app)
    app.cleanup_ctx.extend(resources.ALL)
    app.on_shutdown.append(resources.send_everyone_away)
    for route in ROUTES:
        resource = app.router.add_resource(route.pattern, name=route.name)
        for method in route.methods:
            resource.add_route(method, endpoint(route))
    return app
