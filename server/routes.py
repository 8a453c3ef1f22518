"""Every route, named, in one list. Dispatch and the OpenAPI document are made from it.

What follows from the other fields (401 for a login, 404 for an id, 413 for a body …) need not stand in `errors`.
"""

from collections.abc import Sequence

from server.accounts.routes import ACCOUNTS
from server.audit.routes import AUDIT
from server.bills.routes import BILLS
from server.hours.routes import HOURS
from server.http.route import Route
from server.kitchen.pairing_routes import PAIRING
from server.kitchen.routes import KITCHEN
from server.menu.routes import MENU
from server.operations.routes import OPERATIONS
from server.orders.routes import ORDERS
from server.pages.routes import PAGES
from server.payments.routes import PAYMENT_ROUTES
from server.photos.routes import PHOTOS
from server.push.routes import PUSH
from server.reports.routes import REPORTS
from server.restaurants.api_key_routes import API_KEYS
from server.restaurants.routes import RESTAURANTS
from server.visits.routes import VISIT_ROUTES
from server.webhooks.routes import WEBHOOK_ROUTES

ROUTES: Sequence[Route] = (
    *ACCOUNTS,
    *RESTAURANTS,
    *API_KEYS,
    *WEBHOOK_ROUTES,
    *HOURS,
    *MENU,
    *ORDERS,
    *PHOTOS,
    *PUSH,
    *REPORTS,
    *AUDIT,
    *KITCHEN,
    *PAIRING,
    *VISIT_ROUTES,
    *BILLS,
    *PAYMENT_ROUTES,
    *OPERATIONS,
    *PAGES,
)
