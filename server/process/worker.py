"""One process that answers requests: `python -m server.process.worker CONTROL [reads]`.

CONTROL is the number of the socket by which its parent talks to it, in lines of JSON. With `reads`, which the first
worker of a server is started with, it first sends the plan, read from its environment, and gets the settings of all
workers for it. It imports what it needs while the parent starts the database. Then it gets the settings again, now
with the database, and with them the listening socket; it sends `ready` when it answers requests.
"""

import gc
import json
import os
import socket
import ssl
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

UNUSED = ("greenlet", "rich")
"""Libraries that structlog reads where they are installed, for what is not used here."""

MOST_FILES = 253
"""Descriptors that come with one message, by the kernel's limit: the listening socket, and those by which workers share."""


class Control:
    """The worker's end of the socket to its parent."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self.files: list[int] = []
        self._received = b""

    def receive(self) -> Any:
        """Return what the next line says; files that come with it are added to `files`. SystemExit without a parent."""
        while b"\n" not in self._received:
            more, files, _, _ = socket.recv_fds(self.end, 65536, MOST_FILES)
            if not more:
                raise SystemExit(0)
            self._received += more
            self.files += files
        line, _, self._received = self._received.partition(b"\n")
        return json.loads(line)


def main() -> None:
    """Serve until told to stop, or until the parent is gone."""
    gc.disable()  # of what is imported nothing goes away; `answering` enables it
    _read_aiohttp()
    # pydantic would look through all installed packages for plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    control = Control(socket.socket(fileno=int(sys.argv[1])))
    if sys.argv[2:] == ["reads"]:
        _read_plan(control)
    _read_server()
    from server.process import answering  # noqa: PLC0415  what it imports wants the environment
    from server.process.sharing import sharing_of  # noqa: PLC0415  as above

    _take_over(control.receive())
    listener, *inboxes = control.files
    answering.run(socket.socket(fileno=listener), control.end, sharing_of(inboxes))


def _read_aiohttp() -> None:
    """It reads the system's certificates twice when it is imported, a tenth of a second: see `server.http.trust`."""
    ssl.SSLContext.set_default_verify_paths = lambda _: None  # type: ignore[assignment, method-assign]
    try:
        import_module("aiohttp.web")
    finally:
        del ssl.SSLContext.set_default_verify_paths


def _read_server() -> None:
    """Import all that answers requests. It wants the environment."""
    for name in UNUSED:
        sys.modules[name] = None  # type: ignore[assignment]  # as if it were not there
    import_module("server.process.answering")
    for name in UNUSED:
        del sys.modules[name]


def _read_plan(control: Control) -> None:
    from server.db.errors import DatabaseError  # noqa: PLC0415  who does not read the plan needs none
    from server.process.configuration import plan_of, read_settings  # noqa: PLC0415
    from server.process.plan import SettingsError, written  # noqa: PLC0415

    try:
        line = written(plan_of(read_settings()))
    except (SettingsError, DatabaseError) as error:
        line = written(error)
    control.end.sendall(line.encode() + b"\n")
    _take_over(control.receive())


def _take_over(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


if __name__ == "__main__":
    main()
