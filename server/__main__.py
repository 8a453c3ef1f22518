"""`python -m server`: run the server with the settings of the environment."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.db.errors import DatabaseError
from server.process.listening import CannotListen
from server.process.plan import SettingsError
from server.process.supervisor import serve
from server.process.worker_process import WorkerFailed


def main() -> None:
    """Serve until told to stop; where that is not possible, say why in one line and exit with 1."""
    try:
        asyncio.run(serve({}, say, _say_where))
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
