"""The application, composed on one screen: settings, features, routes."""

from aiohttp import web

from server import fast_path
from server.accounts import setup as accounts
from server.bills import setup as bills
from server.db import setup as db
from server.dispatch import endpoint
from server.events import setup as events
from server.http import setup as http
from server.http.access_log import observe
from server.http.headers import complete, preflight
from server.http.keys import PATHS, SETTINGS
from server.http.middlewares import check_host, errors
from server.kitchen import setup as kitchen
from server.menu import setup as menu
from server.openapi import DOCUMENT, Document
from server.orders import setup as orders
from server.pages import setup as pages
from server.pages.errors import errors_as_pages
from server.payments import setup as payments
from server.photos import setup as photos
from server.push import setup as push
from server.restaurants import setup as restaurants
from server.routes import ROUTES
from server.settings import Settings
from server.visits import setup as visits
from server.webhooks import setup as webhooks


def create_app(settings: Settings) -> web.Application:
    """Wire the application; `settings` must name a database that is migrated.

    Each feature starts after those that it uses, and ends before them.
    """
    app = web.Application(middlewares=[observe, preflight, errors_as_pages, errors, check_host])
    app[SETTINGS] = settings
    app[PATHS] = [route for route in ROUTES if route.path.endswith("/")]
    app[fast_path.SHORTCUTS] = fast_path.shortcuts(ROUTES)
    app[DOCUMENT] = Document(ROUTES)
    app.on_response_prepare.append(complete)
    http.setup(app)
    db.setup(app, settings)
    features = (
        events,
        menu,
        accounts,
        restaurants,
        photos,
        orders,
        push,
        kitchen,
        visits,
        bills,
        payments,
        webhooks,
        pages,
    )
    for feature in features:
        feature.setup(app)
    for route in ROUTES:
        resource = app.router.add_resource(route.pattern, name=route.name)
        for method in route.methods:
            resource.add_route(method, endpoint(route))
    return app
