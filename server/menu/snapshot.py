"""A restaurant as it is listed: its settings, one version of its menu, and what is made of them once."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from server.domain.menu import Menu
from server.domain.schedule import ServiceTimes
from server.menu.public_page import PublicPage, render

if TYPE_CHECKING:
    from server.parsing.index import MenuIndex

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListedRestaurant:
    """What diners' requests need to know of a restaurant."""

    id: UUID
    slug: str
    name: str
    currency: str
    timezone: str
    locale: str
    is_open: bool
    require_table_code: bool
    max_quantity_per_line: int
    times: ServiceTimes

    @property
    def takes_orders(self) -> bool:
        """Whether an order is taken at this moment, but for a throttle."""
        return self.times.closure(datetime.now(UTC)) is None


class Shared(Generic[T]):
    """Work that is done once, however many wait for it; a failure is told to those who wait and not kept."""

    def __init__(self, work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self._work = work
        self._task: asyncio.Task[T] | None = None

    async def result(self) -> T:
        """Wait for the one run of the work. A waiter who gives up does not stop it for the others."""
        if self._task is None or _failed(self._task):
            self._task = asyncio.create_task(self._work())
        return await asyncio.shield(self._task)


def _failed(task: "asyncio.Task[Any]") -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)


@dataclass(slots=True)
class Listing:
    """A restaurant and one version of its menu. `weight` is about how many bytes it holds in memory."""

    restaurant: ListedRestaurant
    menu: Menu
    weight: int
    _index: "Shared[MenuIndex]" = field(init=False)
    _page: PublicPage | None = field(init=False, default=None)
    _rendering: Shared[PublicPage] = field(init=False)

    def __post_init__(self) -> None:
        self._index = Shared(self._build_index)
        self._rendering = Shared(self._render)

    @property
    def version(self) -> int:
        """The version of the menu, which prices are bound to."""
        return self.menu.version

    async def index(self) -> "MenuIndex":
        """Return the menu as the understander of orders needs it, built once in a thread."""
        return await self._index.result()

    def page_at(self, now: float) -> PublicPage | None:
        """Return the public menu if it is made and holds at `now` (seconds of Unix time)."""
        page = self._page
        return page if page is not None and now < page.valid_until else None

    async def page(self, now: float) -> PublicPage:
        """Return the public menu as bytes, made once until an item that is 86'd comes back."""
        page = self.page_at(now)
        while page is None:
            rendering = self._rendering
            page = await rendering.result()
            if now >= page.valid_until:
                page = None
                if self._rendering is rendering:
                    self._rendering = Shared(self._render)
        return page

    async def _build_index(self) -> "MenuIndex":
        from server.parsing.index import MenuIndex  # noqa: PLC0415  the menu stands below the understander

        return await asyncio.to_thread(MenuIndex, self.menu)

    async def _render(self) -> PublicPage:
        self._page = await asyncio.to_thread(render, self.restaurant, self.menu)
        return self._page
