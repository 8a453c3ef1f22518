"""`python -m server`: run the server with the settings of the environment."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.process.spawning import WorkerFailed, spawn_first


def main() -> None:
    """Serve until told to stop; where that is not possible, say why in one line and exit with 1."""
    try:
        first = spawn_first({})
    except WorkerFailed as error:
        sys.exit(f"aiqr: {error}")
    # The worker reads the settings meanwhile.
    import asyncio  # noqa: PLC0415

    from server.db.errors import DatabaseError  # noqa: PLC0415
    from server.process.listening import CannotListen  # noqa: PLC0415
    from server.process.plan import SettingsError  # noqa: PLC0415
    from server.process.supervisor import serve  # noqa: PLC0415

    try:
        asyncio.run(serve(first, say, _say_where))
    except (SettingsError, DatabaseError, CannotListen, WorkerFailed) as error:
        sys.exit(f"aiqr: {error}")


def say(line: str) -> None:
    """Write one line for the person who runs the server."""
    sys.stderr.write(line + "\n")


@asynccontextmanager
async def _say_where(url: str) -> AsyncIterator[None]:
    say(f"The server answers at {url}.")
    yield


if __name__ == "__main__":
    main()
