"""What can go wrong with the database, in words for the person who runs the server."""


class DatabaseError(Exception):
    """The database cannot be used as it is; the message says what happened and what to do."""


class EmbeddedPostgresError(DatabaseError):
    """The PostgreSQL that comes with aiqr cannot be made or started."""


class DatabaseInUse(EmbeddedPostgresError):  # noqa: N818  # named after what is true, as the domain's errors are
    """Another server holds the data folder."""


class DatabaseAway(DatabaseError):  # noqa: N818  # named after what is true, as the domain's errors are
    """The database does not answer now; the same request may succeed later."""


class DatabaseTooNew(DatabaseError):  # noqa: N818  # named after what is true, as the domain's errors are
    """A newer aiqr has migrated this database."""


class NotMigrated(DatabaseError):  # noqa: N818  # named after what is true, as the domain's errors are
    """The database lacks migrations that this aiqr needs."""
