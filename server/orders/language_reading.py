"""The parser's languages, read in a thread once words are to be expected: not by servers that nobody talks to."""

import asyncio
import contextlib
import gc
from pathlib import Path

import asyncpg
import structlog

from server.db.errors import TRANSIENT_ERRORS
from server.domain.errors import NotFound
from server.menu.cache import MenuCache
from server.parsing.cascade import get_ready
from server.parsing.text import kept

SOON = 0.3
"""Seconds after the start; the first answers are not to wait for it."""
LIKELY = """
    SELECT coalesce(
        (SELECT restaurant_id FROM orders ORDER BY id DESC LIMIT 1),
        (SELECT id FROM restaurants ORDER BY id DESC LIMIT 1)
    )
"""
"""The restaurant that was ordered at last, or else the newest."""

log = structlog.get_logger()


class LanguageReading:
    """Reads them with the index of one menu, which makes what all indexes need: 0.1 to 0.2 seconds of the first one.

    Where a start before this one has kept them in a folder they are read soon after the start: that costs little.
    What was read stays, so garbage collections leave it out: to look through it takes a tenth of a second.
    """

    def __init__(self, pool: asyncpg.Pool, menus: MenuCache) -> None:
        self._pool, self._menus = pool, menus
        self._reading: asyncio.Task[None] | None = None
        self._soon: asyncio.TimerHandle | None = None

    def keep_in(self, folder: Path) -> None:
        """Keep what is made of them in `folder`."""
        kept.keep_in(folder)
        self._soon = asyncio.get_running_loop().call_later(SOON, self._begin_where_kept)

    def _begin_where_kept(self) -> None:
        if kept.keeps_something():
            self.begin()

    def begin(self) -> None:
        """Begin, where it has not begun."""
        if self._reading is None:
            self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        await asyncio.to_thread(get_ready)
        from server.parsing.matching.packed_index import INDEX  # noqa: PLC0415  read with the languages

        try:
            likely = await self._pool.fetchval(LIKELY)
            if likely is not None:
                await (await self._menus.by_id(likely)).derived(INDEX)
        except NotFound:
            pass  # it was closed in this moment
        except (*TRANSIENT_ERRORS, OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("no menu was made ready for the first words", error=error)
        gc.freeze()
        await asyncio.to_thread(_give_memory_back)

    def close(self) -> None:
        """Wait for it no longer."""
        if self._soon is not None:
            self._soon.cancel()
        if self._reading is not None:
            self._reading.cancel()


def _give_memory_back() -> None:
    """Have the C library give back what the reading needed for a moment only, 12 MB; nothing where it cannot."""
    import ctypes  # noqa: PLC0415  no start waits for it

    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
