"""The sockets that the server listens on: one for each worker, held by the parent so that none is ever lost."""

import errno
import os
import socket
from typing import Any

BACKLOG = 1024


class CannotListen(Exception):
    """The port or the address is not to be had; the message says what to do."""


def listen(host: str, port: int, workers: int) -> list[socket.socket]:
    """Return one listening socket for each worker, all on the same address.

    The kernel spreads new connections over them. The parent keeps them open while a worker is replaced, so
    that a connection given to a dead worker's socket waits for the next one.
    Raises CannotListen.
    """
    address = _resolve(host, port)
    try:
        # A server of the same user could share the port unnoticed: this attempt, which shares nothing, fails.
        with _new_socket(address, shared=False) as probe:
            probe.bind(address[1])
            port = probe.getsockname()[1]
        place = (address[1][0], port, *address[1][2:])
        return [_listening(address[0], place) for _ in range(workers)]
    except OSError as error:
        raise CannotListen(_explanation(error, host, port)) from error


Place = tuple[Any, ...]
Address = tuple[socket.AddressFamily, Place]


def _resolve(host: str, port: int) -> Address:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise CannotListen(
            f"The address {host} is not known here ({error.strerror}). Set AIQR_HOST."
        ) from error
    family, _, _, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, address


def _new_socket(address: Address, *, shared: bool) -> socket.socket:
    made = socket.socket(address[0], socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    return made


def _listening(family: socket.AddressFamily, place: Place) -> socket.socket:
    made = _new_socket((family, place), shared=True)
    made.bind(place)
    made.listen(BACKLOG)
    return made


def _explanation(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program. Stop that one, or choose another port "
            "with --port or AIQR_PORT."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than this user has. Choose one above 1023 with --port or AIQR_PORT."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"The address {host} does not belong to this machine. Choose another with --host or AIQR_HOST."
    return f"The server cannot listen on {host} port {port}: {os.strerror(error.errno or 0)}."


def public_address(host: str, port: int) -> str:
    """Return the URL by which a server on this address is reached, where the settings name none."""
    name = host
    if host in ("0.0.0.0", "::", ""):  # noqa: S104  # compared, not bound
        name = _own_address()
    elif host in ("127.0.0.1", "::1"):
        name = "localhost"
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _own_address() -> str:
    """Return this machine's address in its network. Connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address kept for documentation (RFC 5737)
        except OSError:
            return "localhost"
        return str(probe.getsockname()[0])
