"""Every key under which the application and a request carry something."""

import re
from typing import Any

from aiohttp import web

from server.accounts.access import Grant
from server.accounts.service import Accounts
from server.accounts.tokens import Caller
from server.db.pool import BasePool
from server.events.bus import Bus
from server.http.limits import Limits
from server.http.metrics import Metrics
from server.http.route import Route
from server.kitchen.hub import Hub
from server.kitchen.pairing import Pairing
from server.menu.cache import Catalog
from server.menu.categories import Categories
from server.menu.items import Items
from server.menu.service import Menus
from server.openapi import Document
from server.orders.estimate import Estimates
from server.orders.service import Orders
from server.orders.status_watchers import Watchers
from server.orders.understanding import Understanding
from server.restaurants.service import Restaurants
from server.restaurants.staff_service import Staff
from server.restaurants.table_service import Tables
from server.settings import Settings

SETTINGS = web.AppKey("settings", Settings)
POOL: web.AppKey[BasePool] = web.AppKey("pool", BasePool)
CATALOG = web.AppKey("catalog", Catalog)
MENUS = web.AppKey("menus", Menus)
CATEGORIES = web.AppKey("categories", Categories)
ITEMS = web.AppKey("items", Items)
NEWS = web.AppKey("news", Bus)
ACCOUNTS = web.AppKey("accounts", Accounts)
RESTAURANTS = web.AppKey("restaurants", Restaurants)
STAFF = web.AppKey("staff", Staff)
TABLES = web.AppKey("tables", Tables)
ORDERS = web.AppKey("orders", Orders)
UNDERSTANDING = web.AppKey("understanding", Understanding)
ESTIMATES = web.AppKey("estimates", Estimates)
WATCHERS = web.AppKey("watchers", Watchers)
HUB = web.AppKey("hub", Hub)
LIMITS = web.AppKey("limits", Limits)
METRICS = web.AppKey("metrics", Metrics)
DOCUMENT = web.AppKey("document", Document)
PAIRING = web.AppKey("pairing", Pairing)
SHORTCUTS = web.AppKey("shortcuts", dict[tuple[str, str], Route])
PATHS = web.AppKey("paths", list[re.Pattern[str]])

ROUTE = web.RequestKey("route", Route)
CALLER = web.RequestKey("caller", Caller)
GRANT = web.RequestKey("grant", Grant)
BODY: web.RequestKey[Any] = web.RequestKey("body", object)
QUERY: web.RequestKey[Any] = web.RequestKey("query", object)
REQUEST_ID = web.RequestKey("request_id", str)
