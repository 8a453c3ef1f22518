"""What diners said and was not understood, counted by day: gathered in memory, written in batches, never waited for."""

import contextlib
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg
import structlog

from server.background import in_rounds
from server.db.errors import TRANSIENT_ERRORS
from server.db.pool import BasePool
from server.domain.restaurant import RestaurantSettings

log = structlog.get_logger()

FLUSH_SECONDS = 5.0
LONGEST_FLUSH = 60.0
MAX_HELD = 5_000
"""Wordings held in memory between two writes; what comes on top of them is not counted."""
MAX_A_DAY = 500
"""Wordings kept of one restaurant and day."""
MAX_CHARACTERS = 80
KEPT_DAYS = 400

Wording = tuple[UUID, date, str]


class UnmatchedWords:
    """Counts wordings; `run_forever` writes them down."""

    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self._held: Counter[Wording] = Counter()

    def note(self, restaurant: RestaurantSettings, wordings: Collection[str]) -> None:
        """Count each of `wordings` once, at the restaurant's day of now."""
        if not wordings:
            return
        today = datetime.now(UTC).astimezone(ZoneInfo(restaurant.timezone)).date()
        for wording in wordings:
            key = (restaurant.id, today, " ".join(wording.casefold().split())[:MAX_CHARACTERS])
            if key[2] and (key in self._held or len(self._held) < MAX_HELD):
                self._held[key] += 1

    async def run_forever(self) -> None:
        """Write every FLUSH_SECONDS until cancelled; first let go what is too old."""
        with contextlib.suppress(*TRANSIENT_ERRORS, asyncpg.PostgresError):  # the next start does it
            await self._pool.execute(
                "DELETE FROM misunderstandings WHERE day < current_date - $1::integer", KEPT_DAYS
            )
        await in_rounds("the count of words", self.flush, pause=FLUSH_SECONDS, longest=LONGEST_FLUSH)

    async def flush(self) -> None:
        """Write what is held. Where the database is away it is held on; what the database refuses is let go."""
        held, self._held = self._held, Counter()
        try:
            await self._write_in_parts(held)
        except TRANSIENT_ERRORS as error:
            log.warning("words_not_written", wordings=len(held), error=error)
            if len(self._held) + len(held) <= MAX_HELD:
                self._held.update(held)

    async def _write_in_parts(self, held: Counter[Wording]) -> None:
        """Write all together, and where the database refuses them, in halves down to the one that it refuses.

        What was written leaves `held`.
        """
        waiting = [list(held)] if held else []
        while waiting:
            part = waiting.pop()
            try:
                await self._write({wording: held[wording] for wording in part})
            except TRANSIENT_ERRORS:
                raise
            except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                if len(part) > 1:
                    waiting += [part[: len(part) // 2], part[len(part) // 2 :]]
                    continue
                log.warning("words_refused", error=type(error).__name__)
            for wording in part:
                del held[wording]

    async def _write(self, held: Mapping[Wording, int]) -> None:
        await self._pool.execute(
            """
            INSERT INTO misunderstandings AS m (restaurant_id, day, words, times)
            SELECT new.restaurant_id, new.day, new.words, new.times
            FROM unnest($1::uuid[], $2::date[], $3::text[], $4::integer[])
                AS new (restaurant_id, day, words, times)
            JOIN restaurants r ON r.id = new.restaurant_id
            WHERE (
                SELECT count(*) FROM misunderstandings k
                WHERE k.restaurant_id = new.restaurant_id AND k.day = new.day
            ) < $5 OR EXISTS (
                SELECT FROM misunderstandings k
                WHERE k.restaurant_id = new.restaurant_id AND k.day = new.day AND k.words = new.words
            )
            ON CONFLICT (restaurant_id, day, words) DO UPDATE SET times = m.times + excluded.times
            """,
            [restaurant for restaurant, _, _ in held],
            [day for _, day, _ in held],
            [words for _, _, words in held],
            list(held.values()),
            MAX_A_DAY,
        )
