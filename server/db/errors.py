"""What can go wrong with the database, in words for the person who runs the server."""

import asyncpg

LOCK_ERRORS = (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
"""What one statement suffers from others that hold what it needs; the database itself is well."""

TRANSIENT_ERRORS = (
    asyncpg.ClientCannotConnectError,
    asyncpg.ConnectionDoesNotExistError,
    asyncpg.ConnectionFailureError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.QueryCanceledError,
    *LOCK_ERRORS,
    TimeoutError,
)
"""What passes by itself: the database is away, overwhelmed, too slow, or a standby. The same statement may succeed later.

The system's own refusals (OSError) come as ClientCannotConnectError from `server.db.pool`. A mistake in a statement
or in the use of a connection (asyncpg.InterfaceError) is none of these: trying it again changes nothing.
"""


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


def reason_of(error: Exception) -> str:
    """Return what an error says, without the rows that PostgreSQL quotes under DETAIL: they hold diners' words."""
    return str(getattr(error, "message", None) or error).partition("\n")[0]
