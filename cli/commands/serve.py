"""`aiqr serve`: run the server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import Any

import click

from cli import output
from cli.command import Command
from cli.local_server import explained
from cli.texts import gettext


@click.command(
    cls=Command,
    examples="""
    aiqr serve
    aiqr serve --host 0.0.0.0 --port 8080 --workers 4
    DATABASE_URL=postgresql://aiqr:…@db/aiqr aiqr serve
    """,
)
@click.option("--host", help="The address to listen on; 0.0.0.0 for every network. [AIQR_HOST, 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 takes a free one. [AIQR_PORT, 5005]")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that answer. [AIQR_WORKERS, 1]")
def serve(**options: Any) -> None:
    """Run the server until Ctrl-C or SIGTERM.

    Without DATABASE_URL or POSTGRES_HOST it runs a PostgreSQL of its own in AIQR_DATA_DIR. A worker that dies is
    replaced. SIGTERM lets requests finish for AIQR_GRACE_SECONDS; Ctrl-C gives them two seconds.
    """
    given = {f"AIQR_{name.upper()}": str(value) for name, value in options.items() if value is not None}
    with explained():
        _run(given)
    output.done(gettext("The server has stopped."))


def _run(given: dict[str, str]) -> None:
    if find_spec("asyncpg") is None:
        raise ModuleNotFoundError("This needs the extra `server`.", name="asyncpg")
    from server.process.spawning import spawn_first  # noqa: PLC0415  # no other command needs it

    first = spawn_first(given)
    # The worker reads the settings while this process reads what it needs itself.
    import asyncio  # noqa: PLC0415

    from server.process.supervisor import serve  # noqa: PLC0415

    asyncio.run(serve(first, output.say, _say_where))


@asynccontextmanager
async def _say_where(url: str) -> AsyncIterator[None]:
    output.done(gettext("The server answers at {url} (Ctrl-C stops it).").format(url=url))
    if url.startswith("http://localhost"):
        output.hint(gettext("Only this machine reaches it; --host 0.0.0.0 opens it to your network."))
    yield
