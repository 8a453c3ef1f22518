"""Workers share the restaurants: a connection goes to the worker that its first request's restaurant belongs to.

So the orders of a restaurant meet in one batch, and each worker holds the menus of its own restaurants in memory. The kernel
gives a connection to any worker; that one reads the first request, and where it names a restaurant of another worker passes
the socket on, with what was read. Nothing depends on it: every worker answers every request, and where passing on fails, or the
first part of a request names no restaurant, the connection stays where it is.

Connections of proxies stay too: they carry the requests of many restaurants.
"""

import array
import asyncio
import os
import re
import socket
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

MOST_WORKERS = 200
"""Each is told of all others in one message, which takes so many descriptors; a larger server does not share."""
LARGEST = 64 * 1024
"""Bytes of a first part of a request that are passed on."""
AT_ONCE = 64
"""Connections taken in one turn of the loop, of those that wait."""

_IN_PATH = re.compile(
    rb"[A-Z]+ /(?:r|staff|ws/kitchen|api/kitchen|api/public/menu|api/public/restaurants)/([a-z0-9-]+)/"
)
_IN_BODY = re.compile(rb'"restaurant_slug" ?: ?"([a-z0-9-]+)"')
_NO_SLUGS = frozenset({b"orders", b"items"})
"""What stands in a slug's place in paths without one; no restaurant has such a slug."""

Inbox = tuple[socket.socket, socket.socket]
"""What a worker takes connections from, and what others put them into."""


def inboxes(workers: int) -> list[Inbox]:
    """One for each worker, where there are several. Who holds them open loses no connection when a worker dies."""
    if not 1 < workers <= MOST_WORKERS:
        return []
    kind = getattr(socket, "SOCK_SEQPACKET", socket.SOCK_DGRAM)
    made = [socket.socketpair(socket.AF_UNIX, kind) for _ in range(workers)]
    for both in made:
        for end in both:
            end.setblocking(False)
    return made


def slug_in(request: bytes) -> bytes:
    """The slug of the restaurant that the first part of a request names; b"" where it names none."""
    found = _IN_PATH.match(request)
    if found is not None and found[1] not in _NO_SLUGS:
        return found[1]
    named = _IN_BODY.search(request)
    return named[1] if named is not None else b""


def worker_of(slug: bytes, workers: int) -> int:
    """The number of the worker, counted from 0, that a restaurant belongs to."""
    return zlib.crc32(slug) % workers


class Sharing:
    """What one worker passes on to the others, and takes from them."""

    def __init__(self, number: int, inbox: socket.socket, others: Sequence[socket.socket]) -> None:
        """`others` are what to put connections into, of all workers in their order, this one's own among them."""
        self._number, self._inbox, self._others = number, inbox, others
        self._taking: set[asyncio.Task[None]] = set()

    def pass_on(self, transport: asyncio.Transport, data: bytes) -> bool:
        """Give a connection to the worker that it belongs to; False where it stays. `data` is all that was read of it."""
        slug = slug_in(data) if len(data) <= LARGEST else b""
        owner = worker_of(slug, len(self._others)) if slug else self._number
        if owner == self._number:
            return False
        connection = transport.get_extra_info("socket").fileno()
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [connection]))]
        try:
            self._others[owner].sendmsg([data], rights)
        except OSError:  # as many wait there as there is room for
            return False
        transport.abort()  # closes this process's descriptor alone
        return True

    def begin(self, make: Callable[[bytes], asyncio.Protocol]) -> None:
        """Take connections from now on; `make` makes the protocol of one of which something was read already."""
        asyncio.get_running_loop().add_reader(self._inbox.fileno(), self._take, make)

    def end(self) -> None:
        """Take no more."""
        asyncio.get_running_loop().remove_reader(self._inbox.fileno())

    def _take(self, make: Callable[[bytes], asyncio.Protocol]) -> None:
        for _ in range(AT_ONCE):
            with suppress(BlockingIOError, InterruptedError):
                data, connections, _, _ = socket.recv_fds(self._inbox, LARGEST, 1)
                for connection in connections:
                    self._serve(socket.socket(fileno=connection), make, data)
                continue
            return

    def _serve(
        self, connection: socket.socket, make: Callable[[bytes], asyncio.Protocol], data: bytes
    ) -> None:
        connection.setblocking(False)
        task = asyncio.create_task(_connected(connection, lambda: make(data)))
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)


async def _connected(connection: socket.socket, make: Callable[[], asyncio.Protocol]) -> None:
    with suppress(OSError):  # the client has gone
        await asyncio.get_running_loop().connect_accepted_socket(make, connection)


def sharing_of(files: Sequence[int], environment: Mapping[str, str] = os.environ) -> Sharing | None:
    """The sharing of a worker that was given these descriptors beside its listening socket; None where there is none."""
    if not files:
        return None
    inbox, *others = [socket.socket(fileno=file) for file in files]
    for end in (inbox, *others):
        end.setblocking(False)
    return Sharing(int(environment[NUMBER]), inbox, others)


NUMBER = "AIQR_WORKER_NUMBER"
"""The variable in which a worker is told which of them it is, counted from 0."""
