"""The database that the commands of `aiqr db` are about."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from cli import output
from cli.local_server import explained, read_settings


@contextmanager
def database() -> Iterator[str]:
    """The address of the server's database, which answers; the embedded one is started where no server runs it."""
    settings = read_settings()
    with explained():
        from server.process.command_database import command_database  # noqa: PLC0415  # needs the extra `server`
        from server.process.database import require_answer  # noqa: PLC0415  # as above

        with command_database(settings) as dsn:
            asyncio.run(require_answer(dsn))
            yield dsn


def print_contents(contents: object) -> None:
    """Print how much is in a database."""
    if output.wants_json():
        output.print_json(vars(contents))
        return
    output.print_fields(vars(contents).items())
