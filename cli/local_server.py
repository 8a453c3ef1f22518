"""What `serve`, `demo`, `db` and `doctor` share: parts of the server in this process, their failures in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cli.errors import CliError, Exit
from cli.texts import gettext

if TYPE_CHECKING:
    from server.settings import Settings


def read_settings(**overrides: Any) -> "Settings":
    """Read the server's settings; `overrides` are options of the command line, by field name."""
    from server.process.configuration import read_settings  # noqa: PLC0415  # needs the extra `server`

    with explained():
        return read_settings(**overrides)


@contextmanager
def explained() -> Iterator[None]:
    """Turn what keeps a server from running into a `CliError`."""
    try:
        yield
    except Exception as error:
        told = _in_words(error)
        if told is None:
            raise
        raise told from None


def _in_words(error: Exception) -> CliError | None:
    from server.db.errors import DatabaseError  # noqa: PLC0415  # as above
    from server.process.listening import CannotListen  # noqa: PLC0415
    from server.process.plan import SettingsError  # noqa: PLC0415
    from server.process.spawning import WorkerFailed  # noqa: PLC0415

    if isinstance(error, SettingsError):
        return CliError(
            gettext("The server's settings have mistakes."),
            details=error.problems,
            unchanged=gettext("Nothing was started."),
            todo=gettext("Set them in the environment or in .env; docs/operation.md has them all."),
            code=Exit.INVALID,
        )
    return CliError(str(error)) if isinstance(error, DatabaseError | CannotListen | WorkerFailed) else None
