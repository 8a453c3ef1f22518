"""What `serve`, `demo`, `db` and `doctor` share: parts of the server in this process, their failures in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cli.errors import CliError, Exit

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
    from server.db.errors import DatabaseError  # noqa: PLC0415  # as above
    from server.process.listening import CannotListen  # noqa: PLC0415
    from server.process.plan import SettingsError  # noqa: PLC0415
    from server.process.worker_process import WorkerFailed  # noqa: PLC0415

    try:
        yield
    except SettingsError as error:
        raise CliError(
            "The server's settings have mistakes.",
            details=error.problems,
            unchanged="Nothing was started.",
            todo="Set them in the environment or in .env; docs/operation.md has them all.",
            code=Exit.INVALID,
        ) from None
    except (DatabaseError, CannotListen, WorkerFailed) as error:
        raise CliError(str(error)) from None
