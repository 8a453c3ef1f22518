"""Who waits for whose locks.

Requests lock rows in one order: `restaurant_state`, then orders, order_keys, categories and items; who holds several
restaurants locks them by their ids. Whole tables have no such order: each statement locks its own in the order in which it
names them. So what locks whole tables (migrations, partitions, archives) gives way: it lets all of its locks go before
PostgreSQL begins to look for a deadlock, and is tried again. A request waits for it, and is never the victim.
"""

from server.db.pool import Connection

TRIES = 30
PAUSES = tuple(min(attempt / 5, 1.0) for attempt in range(1, TRIES))
"""Seconds between two tries, about 27 in all."""
LONGEST_WAIT_MS = 3_000

_GIVE_WAY = """
    SELECT set_config('lock_timeout', least($1::integer, setting::integer * 8 / 10)::text, true)
    FROM pg_settings WHERE name = 'deadlock_timeout'
"""


async def give_way(connection: Connection) -> None:
    """Let the rest of this transaction fail with LockNotAvailableError before others can be in a deadlock with it."""
    await connection.execute(_GIVE_WAY, LONGEST_WAIT_MS)
