"""What can go wrong with the database, in words for the person who runs the server."""

import asyncpg

AWAY = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.QueryCanceledError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)
"""What a statement raises where the database is away, overwhelmed or too slow; later it may go through."""


class DatabaseError(Exception):
    """The database cannot be used as it is; the message says what happened and what to do."""


class EmbeddedPostgresError(DatabaseError):
    """The PostgreSQL that comes with aiqr cannot be made or started."""


class DatabaseInUse(EmbeddedPostgresError):
    """Another server holds the data folder."""


class DatabaseTooNew(DatabaseError):
    """A newer aiqr has migrated this database."""


class NotMigrated(DatabaseError):
    """The database lacks migrations that this aiqr needs."""
