"""All tables of a restaurant with their bills, read once for each state of them, however many waiters look."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aiohttp import web
from cachetools import TTLCache

from server.bills.model import HeldBill
from server.bills.setup import BILLS
from server.restaurants.model import Table
from server.visits.model import TableLook
from server.visits.setup import VISITS

CAPACITY = 200
"""Restaurants: a few megabytes where each has some hundred orders."""
FRESH_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Overview:
    """Every table as it is, and the bills that are not settled, oldest first."""

    looks: Sequence[tuple[Table, TableLook]]
    unpaid: Sequence[HeldBill]


class Overviews:
    """Keeps the latest overview of each restaurant under the name of its state, which was named before it was read."""

    def __init__(self) -> None:
        self._kept: TTLCache[UUID, tuple[str, Overview]] = TTLCache(CAPACITY, FRESH_SECONDS)

    async def get(self, app: web.Application, restaurant_id: UUID, state: str) -> Overview:
        """Return the overview of this state, or of a newer one."""
        kept = self._kept.get(restaurant_id)
        if kept is not None and kept[0] == state:
            return kept[1]
        looks = await app[VISITS].look_at_all(restaurant_id)
        overview = Overview(looks, await app[BILLS].list_open(restaurant_id))
        self._kept[restaurant_id] = (state, overview)
        return overview


OVERVIEWS = web.AppKey("overviews", Overviews)
