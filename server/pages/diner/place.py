"""Where somebody orders: a restaurant, a table of it by its code, a kiosk, or a table that a waiter serves."""

from dataclasses import dataclass

from aiohttp import web

from server.domain.errors import NotFound
from server.http.requests import path_id
from server.menu.setup import MENU_CACHE
from server.menu.snapshot import MenuSnapshot
from server.restaurants.model import TableLink
from server.restaurants.setup import TABLES


@dataclass(frozen=True, slots=True)
class Place:
    """A restaurant and, where a code leads to one, a table of it (`table` is its name).

    A kiosk is one device for many diners: nothing is kept on it. A waiter comes from the page `back` of a table and goes to
    `after_ordering`; he is no guest of the table, so that there is no `link`.
    """

    snapshot: MenuSnapshot
    path: str
    code: str | None = None
    link: TableLink | None = None
    is_kiosk: bool = False
    table: str = ""
    back: str = ""
    after_ordering: str = ""

    @property
    def is_diners(self) -> bool:
        """Whether a diner orders on a device of their own, which remembers it."""
        return not self.is_kiosk and not self.back

    @property
    def kept_as(self) -> str:
        """Under what name the device keeps the order in progress: one for all tables of a restaurant, for a waiter one a table."""
        return self.back or self.snapshot.restaurant.slug


async def find_place(request: web.Request) -> Place:
    """Find where the request's path leads. NotFound where no restaurant or table is there."""
    catalog = request.app[MENU_CACHE]
    if "slug" in request.match_info:
        snapshot = await catalog.by_slug(path_id(request, "slug"))
        is_kiosk = request.path.endswith("/kiosk/")
        path = f"/r/{snapshot.restaurant.slug}/{'kiosk/' if is_kiosk else ''}"
        return Place(snapshot, path, is_kiosk=is_kiosk)
    code = path_id(request, "code")
    link = await request.app[TABLES].find_table_link(code)
    if link is None:
        raise NotFound("This code leads to no table: scan the QR code again, or ask the staff.")
    snapshot = await catalog.by_id(link.restaurant_id)
    return Place(snapshot, f"/t/{code}", code, link, table=link.table_name)
