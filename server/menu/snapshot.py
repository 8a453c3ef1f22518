"""A restaurant as it is listed: its settings, one version of its menu, and what is made of them once."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

import structlog

from server.background import has_failed, shared_result
from server.domain.menu import Menu
from server.domain.menu_at import changes_by_itself, menu_at
from server.domain.restaurant import RestaurantSettings
from server.menu.packed import OF_OPEN, STAY_OPEN, PackedMenu, pack
from server.menu.public_page import PublicPage, render

log = structlog.get_logger()
T = TypeVar("T")
AHEAD = timedelta(minutes=1)
"""How long before a menu changes by itself the next one is made: long enough for the largest."""
OF_LISTING, OF_MENU = 6 * 1024 + STAY_OPEN * OF_OPEN, 2 * 1024
OF_CHARACTER, INDEX_OF_CHARACTER = 1.6, 3.5
"""Bytes of memory that a snapshot takes with its public bytes and the dishes that stay open, and for each character of its
menu as stored: as objects, and as the parser's index."""
LARGEST_PACKED = 256 * 1024
"""Characters of the largest menu that is packed, which takes about ten milliseconds."""


class Packing(Protocol):
    """What makes something of a menu, and packs it so that it is had again in no time."""

    def __call__(self, menu: Menu) -> Any:
        """Make it of a menu."""

    def pack(self, made: Any) -> "Packed":
        """Pack what was made."""

    def open(self, packed: Any, menu: PackedMenu) -> Any:
        """Give back what was packed, of the same menu."""


class Packed(Protocol):
    """Something that is packed."""

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""


class Shared(Generic[T]):
    """Work that is done once, however many wait for it; a failure is told to those who wait and not kept.

    There is none to do where it is `known` what it would make.
    """

    def __init__(self, work: Callable[[], Coroutine[Any, Any, T]], known: T | None = None) -> None:
        self._work, self._known = work, known
        self._task: asyncio.Task[T] | None = None

    @property
    def made(self) -> T | None:
        """What the work made, if it is done."""
        task = self._task
        return task.result() if task is not None and task.done() and not has_failed(task) else self._known

    async def result(self) -> T:
        """Wait for the one run of the work. A waiter who gives up does not stop it for the others."""
        if self._known is not None:
            return self._known
        if self._task is None or has_failed(self._task):
            self._task = asyncio.create_task(self._work())
        return await shared_result(self._task)


@dataclass(slots=True, eq=False)
class MenuSnapshot:
    """A restaurant and one version of its menu, which takes `size` characters as it is stored.

    Where the menu depends on the time of day, `at` gives what is served at a moment: a snapshot of its own, which holds from
    `since` until before `until` (None: until the menu changes). With
    `shrink` the menu is packed until somebody asks for all of it. `grown` is called with a snapshot that takes more
    memory than before. `ordered` are ids of dishes of which it is known that the database has them as ordered.
    """

    restaurant: RestaurantSettings
    _menu: Menu | None
    size: int
    since: datetime | None = None
    until: datetime | None = None
    language: str = ""
    grown: "Callable[[MenuSnapshot], object]" = field(default=lambda _: None)
    version: int = field(init=False)
    """The version of the menu, which prices are bound to."""
    ordered: set[int] = field(init=False, default_factory=set)
    _packed: PackedMenu | None = field(init=False, default=None)
    _derived: dict[Callable[[Menu], Any], Shared[Any]] = field(init=False, default_factory=dict)
    _packed_derived: dict[Packing, Packed] = field(init=False, default_factory=dict)
    _page: PublicPage | None = field(init=False, default=None)
    _in_languages: "dict[str, MenuSnapshot]" = field(init=False, default_factory=dict)
    _current: "_Current | None" = field(init=False, default=None)
    _next: "_Current | None" = field(init=False, default=None)
    _prepared_for: datetime | None = field(init=False, default=None)
    _preparing: "asyncio.Task[None] | None" = field(init=False, default=None)
    _depends_on_time: bool = field(init=False)
    _rendering: Shared[PublicPage] = field(init=False)

    def __post_init__(self) -> None:
        self._rendering = Shared(self._render)
        self.version = self.menu.version
        self._depends_on_time = self.since is None and changes_by_itself(self.menu)

    @property
    def menu(self) -> Menu:
        """The whole menu."""
        if self._menu is None:
            if self._packed is None:
                raise RuntimeError("a snapshot holds its menu, packed or not")
            self._menu = self._packed.whole()
            self.grown(self)
        return self._menu

    def menu_of(self, items: Iterable[int]) -> Menu:
        """As much of the menu as an order of these items needs."""
        return self.menu if self._menu is not None or self._packed is None else self._packed.part(items)

    @property
    def outline(self) -> Menu:
        """What is known of the menu without reading its items, where it is packed; else all of it."""
        return self._packed.outline if self._menu is None and self._packed is not None else self.menu

    @property
    def counted_dishes(self) -> frozenset[int]:
        """The ids of the items of which portions are counted."""
        return self.outline.counted_dishes

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        menu = OF_MENU + round(OF_CHARACTER * self.size) if self._menu is not None else 0
        index = len(self._derived) * round(INDEX_OF_CHARACTER * self.size)
        packed = self._packed.weight if self._packed is not None else 0
        packed += sum(one.weight for one in self._packed_derived.values())
        others = sum(moment.snapshot.weight for moment in self._moments())
        return OF_LISTING * (1 + len(self._in_languages)) + menu + index + packed + others

    def _moments(self) -> "list[_Current]":
        return [moment for moment in (self._current, self._next) if moment is not None]

    @property
    def is_shrunk(self) -> bool:
        """Whether it takes as little memory as it can."""
        is_small = self._menu is None and not self._derived
        return is_small and all(moment.snapshot.is_shrunk for moment in self._moments())

    def shrink(self) -> bool:
        """Keep the menu packed, with the public bytes; False where that is not done with such a menu.

        A large one would be packed and read again for too long while others wait.
        """
        if self.size > LARGEST_PACKED:
            return False
        for moment in self._moments():
            moment.snapshot.shrink()
        if self._packed is None:
            self._packed = pack(self.menu)
        for build, shared in self._derived.items():
            if hasattr(build, "pack") and shared.made is not None:
                packing = cast("Packing", build)
                self._packed_derived[packing] = packing.pack(shared.made)
        self._menu = None
        self._derived.clear()
        self._in_languages.clear()
        return True

    def at(self, now: datetime) -> "MenuSnapshot":
        """Return what of it is served at `now` (aware), with its own index and public bytes, until that changes.

        In the last minute before it changes the next one is made ready beside it.
        """
        if not self._depends_on_time:
            return self
        current = self._current
        if current is None or not current.holds(now):
            following, self._next = self._next, None
            current = following if following is not None and following.holds(now) else None
            self._current = current = current or self._served(self.menu, now)
            self.grown(self)
        if current.until not in {None, self._prepared_for} and now >= current.until - AHEAD:
            self._prepare(current.until, current.snapshot)
        return current.snapshot

    def _served(self, menu: Menu, moment: datetime) -> "_Current":
        served = menu_at(menu, moment.astimezone(ZoneInfo(self.restaurant.timezone)))
        snapshot = MenuSnapshot(
            self.restaurant,
            served.menu,
            self.size,
            since=moment,
            until=served.until,
            grown=lambda _: self.grown(self),
        )
        return _Current(snapshot, moment, served.until)

    def _prepare(self, moment: datetime, before: "MenuSnapshot") -> None:
        self._prepared_for = moment
        self._preparing = asyncio.create_task(self._make_next(self.menu, moment, before.builders()))
        self._preparing.add_done_callback(self._end_preparing)

    async def _make_next(
        self, menu: Menu, moment: datetime, builders: Iterable[Callable[[Menu], Any]]
    ) -> None:
        following = await asyncio.to_thread(self._served, menu, moment)
        await following.snapshot.make_ready(moment, builders)
        if self._current is None or self._current.since < moment:
            self._next = following
            self.grown(self)

    def _end_preparing(self, task: "asyncio.Task[None]") -> None:
        """Where it failed, the next menu is made when it is asked for, and the fault is told there."""
        self._preparing = None
        if not task.cancelled() and task.exception() is not None:
            log.warning("next_menu_not_ready", error=type(task.exception()).__name__)

    def in_language(self, wanted: str) -> "MenuSnapshot":
        """Return the same menu whose public bytes are in `wanted`, where something is translated into it."""
        language = self.outline.find_language(wanted)
        if not language:
            return self
        if language not in self._in_languages:
            self._in_languages[language] = MenuSnapshot(
                self.restaurant,
                self.menu,
                0,
                self.since or datetime.min.replace(tzinfo=UTC),
                language=language,
            )
        return self._in_languages[language]

    def builders(self) -> tuple[Callable[[Menu], Any], ...]:
        """What `derived` was asked for."""
        return tuple({**self._derived, **self._packed_derived})

    async def make_ready(self, moment: datetime, builders: Iterable[Callable[[Menu], Any]]) -> None:
        """Make the public menu of `moment`, and what `builders` make, before anybody asks."""
        self._page = await asyncio.to_thread(render, self.restaurant, self.menu, moment, self.language)
        for build in builders:
            await self.derived(build)

    async def derived(self, build: Callable[[Menu], T]) -> T:
        """Return what `build` makes of the menu, built once in a thread: an index for the parser, for example.

        Where that was packed, it is opened again.
        """
        shared = self._derived.get(build)
        if shared is None:
            shared = self._derived[build] = Shared(
                lambda: asyncio.to_thread(build, self.menu), self._opened(build)
            )
            self.grown(self)
        return cast("T", await shared.result())

    def _opened(self, build: Callable[[Menu], T]) -> T | None:
        packing = cast("Packing", build)
        packed = self._packed_derived.get(packing)
        if packed is None or self._packed is None:
            return None
        return cast("T", packing.open(packed, self._packed))

    def take_page(self, page: PublicPage) -> None:
        """Have the public menu from elsewhere, where it does not depend on the time of day."""
        if not self._depends_on_time:
            self._page = page

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
        now = datetime.fromtimestamp(time.time(), UTC)
        self._page = await asyncio.to_thread(render, self.restaurant, self.menu, now, self.language)
        return self._page


@dataclass(frozen=True, slots=True)
class _Current:
    """What is served from `since` until before `until` (None: until the menu changes)."""

    snapshot: MenuSnapshot
    since: datetime
    until: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it is what is served at `now`."""
        return self.since <= now and (self.until is None or now < self.until)
