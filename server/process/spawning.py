"""How the process of a worker begins. Imports so little that a server's first worker begins before its parent reads the rest."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from typing import NamedTuple

from server.process.resources import raise_file_limit


class WorkerFailed(Exception):
    """A worker ended before it was ready for its first request."""

    def __init__(self, ending: str) -> None:
        super().__init__(f"The server could not start: a worker {ending}. What it said is above.")


class Spawned(NamedTuple):
    """A worker's process, and the parent's end of the socket by which they talk (see `worker`)."""

    process: subprocess.Popen[bytes]
    control: socket.socket


def spawn(environment: Mapping[str, str], *, reads: bool = False) -> Spawned:
    """Start a worker; one that `reads` is asked for its plan first. It ends when `control` is closed. OSError."""
    control, theirs = socket.socketpair()
    command = [sys.executable, "-m", "server.process.worker", str(theirs.fileno()), *["reads"][:reads]]
    try:
        process = subprocess.Popen(  # noqa: S603  # this Python
            command,
            stdin=subprocess.DEVNULL,
            env=dict(environment),
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    except BaseException:
        control.close()
        raise
    finally:
        theirs.close()
    return Spawned(process, control)


def spawn_first(above: Mapping[str, str]) -> Spawned:
    """Start the worker that reads the settings, `above` on top of the environment. WorkerFailed."""
    raise_file_limit()
    try:
        return spawn({**os.environ, **above}, reads=True)
    except OSError as error:
        raise WorkerFailed(not_started(error)) from error


def not_started(error: OSError) -> str:
    """Say how a worker ended that was none."""
    return f"could not be started ({error.strerror})"
