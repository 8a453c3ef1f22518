"""A restaurant as it is listed: its settings, one version of its menu, and what is made of them once."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar, cast
from zoneinfo import ZoneInfo

from server.domain.menu import Menu
from server.domain.restaurant import RestaurantSettings
from server.domain.serving import changes_by_itself, serve
from server.menu.public_page import PublicPage, render

T = TypeVar("T")


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
class MenuSnapshot:
    """A restaurant and one version of its menu. `weight` is about how many bytes it holds in memory."""

    restaurant: RestaurantSettings
    menu: Menu
    weight: int
    _derived: dict[Callable[[Menu], Any], Shared[Any]] = field(init=False, default_factory=dict)
    _page: PublicPage | None = field(init=False, default=None)
    _current: "_Current | None" = field(init=False, default=None)
    _depends_on_time: bool = field(init=False)
    _rendering: Shared[PublicPage] = field(init=False)

    def __post_init__(self) -> None:
        self._rendering = Shared(self._render)
        self._depends_on_time = changes_by_itself(self.menu)

    def at(self, now: datetime) -> "MenuSnapshot":
        """Return what of it is served at `now` (aware), with its own index and public bytes, until that changes."""
        if not self._depends_on_time:
            return self
        current = self._current
        if current is None or (current.until is not None and now >= current.until):
            served = serve(self.menu, now.astimezone(ZoneInfo(self.restaurant.timezone)))
            current = self._current = _Current(MenuSnapshot(self.restaurant, served.menu, 0), served.until)
        return current.snapshot

    @property
    def version(self) -> int:
        """The version of the menu, which prices are bound to."""
        return self.menu.version

    async def derived(self, build: Callable[[Menu], T]) -> T:
        """Return what `build` makes of the menu, built once in a thread: an index for the parser, for example."""
        shared = self._derived.get(build)
        if shared is None:
            shared = self._derived[build] = Shared(partial(asyncio.to_thread, build, self.menu))
        return cast("T", await shared.result())

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

    async def _render(self) -> PublicPage:
        self._page = await asyncio.to_thread(render, self.restaurant, self.menu)
        return self._page


@dataclass(frozen=True, slots=True)
class _Current:
    """What is served now; good until `until` (None: until the menu changes)."""

    snapshot: MenuSnapshot
    until: datetime | None
